#include "modules/portal/editing/offer_hints.hpp"

#include "modules/portal/directory/readability.hpp"
#include "modules/portal/exchange/flat_offer.hpp"
#include "platform/base/text.hpp"
#include "platform/linkcheck/phone_number.hpp"
#include "platform/markdown/markdown.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

using html::each;
using html::when;
using html::Writer;
using i18n::Texts;
using linkcheck::PhoneDoubt;

namespace {

constexpr std::array<MessageKey, 8> phone_doubts{
    MessageKey{},
    "links.phone.no_area_code"_msg,
    "links.phone.too_short"_msg,
    "links.phone.too_long"_msg,
    "links.phone.zero_after_country"_msg,
    "links.phone.abolished"_msg,
    "links.phone.no_such_area"_msg,
    "links.phone.not_a_number"_msg};

std::vector<std::string> phone_hints(Fields const& fields, Texts const& texts)
{
    std::vector<std::string> hints;
    for (auto const line : split(fields.value("phones"), '\n')) {
        auto const number = number_of_flat_phone(line);
        auto const doubt = linkcheck::read_phone_number(number).doubt;
        if (!number.empty() && doubt != PhoneDoubt::none)
            hints.push_back(texts(phone_doubts.at(static_cast<std::size_t>(doubt)), {{"number", number}}));
    }
    return hints;
}

std::vector<std::string> reading_hints(Readability const& found, Texts const& texts)
{
    constexpr std::size_t most_named = 5;
    std::vector<std::string> hints{texts(
        "readability.grade"_msg,
        {{"grade", static_cast<std::int64_t>(std::lround(std::max(found.grade, 1.0)))}})};
    if (found.long_sentences > 0)
        hints.push_back(texts(
            "readability.long_sentences"_msg,
            {{"count", found.long_sentences}, {"words", longest_simple_sentence}}));
    if (!found.long_words.empty()) {
        std::string words;
        for (std::size_t i = 0; i < std::min(found.long_words.size(), most_named); ++i)
            words += (i == 0 ? "" : ", ") + found.long_words[i];
        hints.push_back(texts("readability.long_words"_msg, {{"words", words}}));
    }
    return hints;
}

// What is written as Markdown, as it is read.
std::string plain(std::string_view markdown)
{
    return markdown.size() <= markdown::max_bytes ? markdown::to_plain_text(markdown) : std::string{};
}

std::string german_text_of(Fields const& fields, std::string_view body)
{
    return std::string(fields.value("summary")) + '\n' + plain(fields.value(body));
}

void write_hints(Writer& w, std::vector<std::string> const& hints)
{
    if (!hints.empty())
        w(R"(<ul class="bullets small">{}</ul>)",
          each(hints, [](Writer& item, std::string const& hint) { item("<li>{}</li>", hint); }));
}

void write_hint_card(
    Writer& w, Texts const& texts, std::vector<std::string> const& hints, std::string const& german)
{
    auto const readability = readability_of(german);
    if (hints.empty() && !readability)
        return;
    w(
        R"(<section class="card" aria-labelledby="hinweise"><h2 id="hinweise">{}</h2>{}{}</section>)",
        texts("readability.title"_msg), [&](Writer& inner) { write_hints(inner, hints); },
        when(readability.has_value(), [&](Writer& inner) {
            write_hints(inner, reading_hints(*readability, texts));
            inner(R"(<p class="hint">{}</p>)", texts("readability.source"_msg));
        }));
}

}

void write_offer_hints(Writer& w, Texts const& texts, Fields const& fields)
{
    write_hint_card(w, texts, phone_hints(fields, texts), german_text_of(fields, "description"));
}

void write_page_hints(Writer& w, Texts const& texts, Fields const& fields)
{
    write_hint_card(w, texts, {}, german_text_of(fields, "content"));
}

void write_introduction_hints(Writer& w, Texts const& texts, std::string_view introduction)
{
    write_hint_card(w, texts, {}, plain(introduction));
}

void write_translation_hints(Writer& w, Texts const& texts, Translatable const& record)
{
    std::string german;
    for (auto const& field : record.fields) {
        for (auto const& translation : field.text.translations) {
            if (translation.language.tag() == "de-simple")
                german += plain(translation.text) + '\n';
        }
    }
    write_hint_card(w, texts, {}, german);
}

} // namespace kommin::portal
