#include "modules/portal/editing/offer_hints.hpp"

#include "modules/portal/directory/readability.hpp"
#include "modules/portal/directory/simple_language.hpp"
#include "modules/portal/exchange/flat_offer.hpp"
#include "platform/base/text.hpp"
#include "platform/html/url.hpp"
#include "platform/linkcheck/phone_number.hpp"
#include "platform/mail/mail.hpp"
#include "platform/markdown/markdown.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
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

// In the words of the rules that refuse them when the offer is published (exchange/offer_rules.cpp).
std::vector<std::string> address_hints(Fields const& fields, Texts const& texts)
{
    std::vector<std::string> hints;
    auto const check_mail = [&](std::string_view address) {
        if (!address.empty() && !mail::is_public_address(address))
            hints.push_back(texts("import.problem.email"_msg, {{"value", std::string(address)}}));
    };
    check_mail(fields.value("email"));
    for (auto const line : split(fields.value("contacts"), '\n')) {
        for (auto const part : split(line, ';')) {
            if (part.find('@') != std::string_view::npos)
                check_mail(trim(part));
        }
    }
    auto const website = fields.value("website");
    if (!website.empty() && !html::Url::public_page(website))
        hints.push_back(texts("import.problem.url"_msg, {{"value", std::string(website)}}));
    return hints;
}

constexpr std::array<MessageKey, 10> rules_of_simple_language{
    "readability.simple.abbreviation"_msg, "readability.simple.negation"_msg,
    "readability.simple.passive"_msg,      "readability.simple.subjunctive"_msg,
    "readability.simple.genitive"_msg,     "readability.simple.impersonal"_msg,
    "readability.simple.brackets"_msg,     "readability.simple.several_commas"_msg,
    "readability.simple.number_word"_msg,  "readability.simple.large_number"_msg};

// Enough to see what is meant.
std::string first_of(std::vector<std::string> const& places)
{
    constexpr std::size_t most_named = 5;
    std::string text;
    for (std::size_t i = 0; i < std::min(places.size(), most_named); ++i)
        text += (i == 0 ? "" : ", ") + places[i];
    return text;
}

std::string figure_of(Readability const& found, Texts const& texts)
{
    return found.grade ? texts(
                             "readability.grade"_msg,
                             {{"grade", static_cast<std::int64_t>(std::lround(std::max(*found.grade, 1.0)))}})
                       : texts("readability.too_short"_msg, {{"words", fewest_words_to_judge}});
}

std::vector<std::string> simple_hints(std::string_view german, Readability const& found, Texts const& texts)
{
    std::vector<std::string> hints;
    if (found.long_sentences > 0)
        hints.push_back(texts(
            "readability.long_sentences"_msg,
            {{"count", found.long_sentences}, {"words", longest_simple_sentence}}));
    if (!found.long_words.empty())
        hints.push_back(texts("readability.long_words"_msg, {{"words", first_of(found.long_words)}}));
    for (auto const& hint : simple_language_hints(german))
        hints.push_back(texts(
            rules_of_simple_language.at(static_cast<std::size_t>(hint.rule)),
            {{"places", first_of(hint.places)}}));
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

void write_hint_card(Writer& w, Texts const& texts, std::vector<std::string> hints, std::string const& german)
{
    auto const readability = readability_of(german);
    auto const simple = simple_hints(german, readability, texts);
    if (readability.words > 0)
        hints.push_back(figure_of(readability, texts));
    if (hints.empty())
        return;
    w(
        R"(<section class="card" aria-labelledby="hinweise"><h2 id="hinweise">{}</h2>{}{}{}</section>)",
        texts("readability.title"_msg), [&](Writer& inner) { write_hints(inner, hints); },
        when(
            readability.grade.has_value(),
            [&](Writer& inner) { inner(R"(<p class="hint">{}</p>)", texts("readability.source"_msg)); }),
        when(!simple.empty(), [&](Writer& inner) {
            inner("<h3>{}</h3>", texts("readability.simple.title"_msg));
            write_hints(inner, simple);
            inner(R"(<p class="hint">{}</p>)", texts("readability.simple.source"_msg));
        }));
}

}

void write_offer_hints(Writer& w, Texts const& texts, Fields const& fields, bool makes_organisation)
{
    auto hints = address_hints(fields, texts);
    if (makes_organisation)
        hints.push_back(
            texts("desk.hint.new_organisation"_msg, {{"name", std::string(fields.value("organisation"))}}));
    std::ranges::move(phone_hints(fields, texts), std::back_inserter(hints));
    write_hint_card(w, texts, std::move(hints), german_text_of(fields, "description"));
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
