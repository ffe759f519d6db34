#include "modules/portal/site/provider_facts.hpp"

#include "modules/portal/directory/district_names.hpp"
#include "modules/portal/editing/offer_proposal.hpp"
#include "modules/portal/site/image_figure.hpp"
#include "platform/base/text.hpp"
#include "platform/html/url.hpp"
#include "platform/markdown/markdown.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace kommin::portal {

using html::attribute;
using html::Attributes;
using html::each;
using html::Writer;
using i18n::Texts;

namespace {

// Entries that a provider sees and does not change, in the words of the public pages.
struct SeenOnly {
    std::string_view field;
    MessageKey label;
};
constexpr std::array seen_only{
    SeenOnly{"image", "provider.field.image"_msg},
    SeenOnly{"image_alt", "provider.field.image_alt"_msg},
    SeenOnly{"organisation", "offer.organisation"_msg},
    SeenOnly{"kind", "filter.kind"_msg},
    SeenOnly{"life_situations", "filter.situation"_msg},
    SeenOnly{"target_groups", "filter.target_group"_msg},
    SeenOnly{"reach", "provider.field.reach"_msg},
    SeenOnly{"municipality", "filter.place"_msg},
    SeenOnly{"coverage", "offer.covers"_msg},
    SeenOnly{"latitude", "provider.field.position"_msg}, // with the longitude
    SeenOnly{"status", "provider.field.status"_msg}};
// What another row says with its own.
constexpr std::array<std::string_view, 2> said_elsewhere{"image_credit", "longitude"};

std::string label_of_fact(OfferField const& field, Texts const& texts)
{
    if (auto const* const own = find_proposal_field(field.name))
        return label_of(*own, texts);
    auto const* const seen = std::ranges::find(seen_only, field.name, &SeenOnly::field);
    return std::string(texts(seen == seen_only.end() ? field.label : seen->label));
}

// Offers are kept in German, as are the names of places; words from lists are the reader's.
i18n::Language language_of(OfferField const& field, Texts const& texts)
{
    bool const is_of_a_list = field.kind == FieldKind::choice || field.kind == FieldKind::choices
        || field.kind == FieldKind::language_choices;
    return is_of_a_list ? texts.language() : i18n::Language::german();
}

// An element of its own, so that a time or a number is not turned round by what stands around it.
void write_lines(Writer& w, Visit const& visit, OfferField const& field, std::string_view value)
{
    bool is_first = true;
    for (auto const line : split(value, '\n')) {
        w("{}{}", html::when(!is_first, [](Writer& inner) { inner("<br>"); }),
          web::InLanguage{line, language_of(field, visit.texts), visit.language()});
        is_first = false;
    }
}

// Refers to its arguments.
class ProviderFacts {
public:
    ProviderFacts(Visit const& visit, Offer const& offer, Fields const& facts, DistrictNames const& names)
        : visit_(visit)
        , offer_(offer)
        , facts_(facts)
        , names_(names)
    { }
    void write(Writer& w, OfferField const& field) const
    {
        auto const value = value_of_fact(field);
        if (value.empty() || std::ranges::find(said_elsewhere, field.name) != said_elsewhere.end())
            return;
        w("<div><dt>{}</dt><dd>{}</dd></div>", label_of_fact(field, visit_.texts),
          [&](Writer& inner) { write_value(inner, field, value); });
    }

private:
    // Several words as their language lists them: its comma may be another one.
    [[nodiscard]] std::string value_of_fact(OfferField const& field) const
    {
        std::vector<std::string> words;
        for (auto const& value : facts_.values(field.name)) {
            Fields one;
            one.set(field.name, value);
            if (auto word = word_of(one, field); !word.empty())
                words.push_back(std::move(word));
        }
        return Texts::of(language_of(field, visit_.texts)).list(words);
    }
    [[nodiscard]] std::string word_of(Fields const& one, OfferField const& field) const
    {
        bool const is_of_a_list = !proposal_choices(field.name, visit_.texts).empty();
        return is_of_a_list ? value_of(one, field.name, visit_.texts)
                            : shown_value(one, field, visit_.texts, names_);
    }
    void write_value(Writer& w, OfferField const& field, std::string const& value) const
    {
        if (field.name == "image")
            w("{}", Figure{visit_, offer_.images});
        else if (field.name == "description")
            write_description(w);
        else if (field.name == "latitude")
            write_position(w);
        else
            write_lines(w, visit_, field, value);
    }
    void write_description(Writer& w) const
    {
        auto const german = i18n::Language::german();
        bool const is_foreign = visit_.language() != german;
        w(R"(<div class="km-stack km-stack--s" {}>{}</div>)",
          Attributes{
              attribute("lang", german.tag(), is_foreign), attribute("dir", german.direction(), is_foreign)},
          html::Safe(markdown::to_html(facts_.value("description"), {.first_heading_level = 2})));
    }

    void write_position(Writer& w) const
    {
        if (auto const& at = offer_.address; at.latitude && at.longitude)
            w(R"(<a href="{}">{}</a>)", html::Url::geo(*at.latitude, *at.longitude),
              visit_.texts("offer.open_map_app"_msg));
    }

    Visit const& visit_;
    Offer const& offer_;
    Fields const& facts_;
    DistrictNames const& names_;
};

}

void write_provider_facts(Writer& w, Visit const& visit, Offer const& offer, Fields const& facts)
{
    auto const names = web::read(
        visit.call, [&](db::Connection& db) { return DistrictNames::load(db, visit.call.site.tenant); });
    ProviderFacts const rows(visit, offer, facts, names);
    w(R"(<dl class="km-facts">{}</dl>)",
      each(offer_fields(), [&](Writer& row, OfferField const& field) { rows.write(row, field); }));
}

std::string value_of(Fields const& fields, std::string_view name, Texts const& texts)
{
    auto const choices = proposal_choices(name, texts);
    auto const* const field = find_proposal_field(name);
    std::string text;
    for (auto const& value : fields.values(name)) {
        auto shown = value;
        if (auto const choice = std::ranges::find(choices, value, &OfferChoice::value);
            choice != choices.end())
            shown = choice->label;
        else if (field != nullptr && field->kind == ProposalKind::languages) {
            if (auto const language = i18n::Language::find(value))
                shown = texts.language_name(*language);
        }
        text += (text.empty() ? "" : ", ") + shown;
    }
    return text;
}

} // namespace kommin::portal
