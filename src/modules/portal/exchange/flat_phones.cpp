// Telephone numbers of a flat offer.

#include "modules/portal/exchange/flat_offer.hpp"
#include "modules/portal/exchange/flat_reader.hpp"
#include "modules/portal/exchange/flat_signs.hpp"
#include "platform/base/text.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace kommin::portal {

namespace {

struct KindWord {
    std::string_view word;
    PhoneKind kind;
};
// The first word of a kind is the one that is written.
constexpr std::array phone_words{
    KindWord{"Telefon", PhoneKind::voice},
    KindWord{"Mobil", PhoneKind::mobile},
    KindWord{"Fax", PhoneKind::fax},
    KindWord{"SMS", PhoneKind::text},
    KindWord{"Schreibtelefon", PhoneKind::textphone},
    KindWord{"voice", PhoneKind::voice},
    KindWord{"mobile", PhoneKind::mobile},
    KindWord{"text", PhoneKind::text},
    KindWord{"textphone", PhoneKind::textphone}};

std::optional<PhoneKind> kind_of_word(std::string_view word)
{
    auto const found = std::ranges::find_if(
        phone_words, [&](KindWord const& known) { return equals_ignoring_ascii_case(known.word, word); });
    return found == phone_words.end() ? std::nullopt : std::optional(found->kind);
}

// "Arabisch" or "ar".
std::optional<Language> language_of_word(std::string_view word)
{
    for (auto const& language : i18n::known_languages()) {
        if (equals_ignoring_ascii_case(language.german_name(), word))
            return language;
    }
    auto const language = Language::find(word);
    return language && has_name(*language) ? language : std::nullopt;
}

std::string spell_language(std::string const& tag)
{
    auto const language = Language::find(tag);
    if (!language)
        return tag;
    auto const name = language->german_name();
    bool const is_read_again = language_of_word(name) == language && !kind_of_word(name)
        && name.find_first_of(",;|[]") == std::string_view::npos;
    return is_read_again ? std::string(name) : tag;
}

// " [Fax, Arabisch]"; nothing for an ordinary number.
std::string details_of(Phone const& phone)
{
    std::string details;
    if (phone.kind != PhoneKind::voice)
        details = std::ranges::find(phone_words, phone.kind, &KindWord::kind)->word;
    for (auto const& tag : phone.languages)
        details += (details.empty() ? "" : ", ") + spell_language(tag);
    return details.empty() ? details : " [" + details + ']';
}

// Takes "[Fax, Arabisch]" off the end; what is neither a kind nor a language is wrong.
void take_details(FlatReader& row, std::string_view& text, Phone& phone)
{
    auto const begin = text.ends_with(']') ? text.rfind('[') : std::string_view::npos;
    if (begin == std::string_view::npos)
        return;
    for (auto const part : split(text.substr(begin + 1, text.size() - begin - 2), ',')) {
        auto const word = reveal(trim(part));
        if (auto const kind = kind_of_word(word))
            phone.kind = *kind;
        else if (auto const language = language_of_word(word))
            phone.languages.emplace_back(language->tag());
        else
            row.wrong("phones", "import.problem.phone_word"_msg, word);
    }
    text = trim(text.substr(0, begin));
}

// "02303 27-0 (Zentrale) [Mobil, Arabisch]"
Phone read_phone(FlatReader& row, std::string_view text)
{
    Phone phone;
    take_details(row, text, phone);
    // "(02303) 27-0": brackets in front are an area code.
    if (auto const begin = begin_of_last_brackets(text); begin > 0) {
        phone.note.source = reveal(trim(text.substr(begin + 1, text.size() - begin - 2)));
        text = trim(text.substr(0, begin));
    }
    phone.printed = reveal(text);
    phone.international = international_number(phone.printed);
    return phone;
}

}

void read_flat_phones(FlatReader& row, Offer& offer)
{
    if (auto const phone = row.text("phone"); !phone.empty())
        offer.phones.push_back(
            {phone,
             row.text("phone_international"),
             {row.text("phone_note"), {}},
             row.code("phone_kind", PhoneKind::voice),
             row.list("phone_languages")});
    auto const several = hide_escaped(row.text("phones")); // the parts refer to it
    for (auto const text : split_lines(several))
        offer.phones.push_back(read_phone(row, text));
}

std::string flat_phone(Phone const& phone)
{
    auto const printed = trim(phone.printed);
    auto const details = details_of(phone);
    bool const ends_like_details = printed.ends_with(']') && phone.note.empty() && details.empty();
    return escape(
               printed, printed.ends_with(')') ? Brackets::are_escaped : Brackets::stay,
               ends_like_details ? "[]" : "")
        + in_brackets(phone.note.source) + details;
}

std::string number_of_flat_phone(std::string_view entry)
{
    auto const hidden = hide_escaped(entry);
    std::string_view text = trim(hidden);
    if (auto const begin = text.ends_with(']') ? text.rfind('[') : std::string_view::npos;
        begin != std::string_view::npos)
        text = trim(text.substr(0, begin));
    if (auto const begin = begin_of_last_brackets(text); begin > 0)
        text = trim(text.substr(0, begin));
    return reveal(text);
}

std::string international_number(std::string_view printed)
{
    std::string digits;
    for (char const c : printed) {
        if (c == '+' && digits.empty())
            digits = "00";
        else if (c >= '0' && c <= '9')
            digits += c;
    }
    if (auto const zero = printed.find("(0)"); zero != std::string_view::npos && digits.starts_with("00")) {
        auto const before = static_cast<std::size_t>(
            std::count_if(printed.begin(), printed.begin() + static_cast<std::ptrdiff_t>(zero), [](char c) {
                return c >= '0' && c <= '9';
            }));
        digits.erase(before + (printed.front() == '+' ? 2 : 0), 1);
    }
    constexpr std::size_t shortest = 5;
    if (digits.starts_with("00"))
        return digits.size() > shortest + 2 ? '+' + digits.substr(2) : std::string{};
    return digits.starts_with('0') && digits.size() > shortest ? "+49" + digits.substr(1) : std::string{};
}

} // namespace kommin::portal
