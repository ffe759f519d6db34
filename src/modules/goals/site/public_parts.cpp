#include "modules/goals/site/public_parts.hpp"

#include "modules/goals/site/public_words.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace kommin::goals {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using web::InLanguage;
using web::Visit;

namespace {

void write_doubt_in_words(Writer& w, Visit const& visit, content::Shown const& remark)
{
    w(R"(<div class="km-note"><p><strong>{}</strong> {}</p></div>)",
      visit.texts("goals.public.uncertain"_msg), web::ShownText{visit, remark});
}

}

PublicReader public_reader_of(Visit const& visit)
{
    return {visit, visit.call.published.of<PublicGoals>(), visit.now.date};
}

Url public_goals_url(Visit const& visit)
{
    return visit.url({"ziele"});
}

Url public_url(Visit const& visit, Goal const& goal)
{
    return visit.url({"ziele", goal.slug});
}

Url public_url(Visit const& visit, Measure const& one)
{
    return visit.url({"ziele", "massnahmen", one.slug});
}

InLanguage in_german(Visit const& visit, std::string_view text)
{
    return {text, i18n::Language::german(), visit.language()};
}

void NumberedName::operator()(Writer& w) const
{
    w("{}",
      InLanguage{meetings::numbered(std::string(number), title.text), title.language, visit.language()});
}

NumberedName public_name(Visit const& visit, Goal const& goal)
{
    return {visit, goal.number, told(visit, goal, "title", goal.title)};
}
NumberedName public_name(Visit const& visit, Measure const& one)
{
    return {visit, one.number, told(visit, one, "title", one.title)};
}

void write_public_panel(Writer& w, PublicReader const& reader, std::optional<meetings::PanelId> panel)
{
    auto const name = reader.goals.panel_name(panel);
    if (!panel || name.empty())
        w("{}", reader.visit.texts("goals.public.all_fields"_msg));
    else
        w("{}", web::ShownText{reader.visit, meetings::told_panel_name(reader.visit, *panel, name)});
}

void write_public_row(Writer& w, Visit const& visit, MessageKey label, web::Body const& value)
{
    w("<div><dt>{}</dt><dd>{}</dd></div>", visit.texts(label), value);
}

void write_german_row(Writer& w, Visit const& visit, MessageKey label, std::string_view value)
{
    if (!value.empty())
        write_public_row(w, visit, label, [&](Writer& inner) { inner("{}", in_german(visit, value)); });
}

void write_told_row(Writer& w, Visit const& visit, MessageKey label, content::Shown const& shown)
{
    write_public_row(w, visit, label, [&](Writer& inner) { inner("{}", web::ShownText{visit, shown}); });
}

void write_words_row(Writer& w, Visit const& visit, MessageKey label, std::string_view value)
{
    if (!value.empty())
        write_public_row(w, visit, label, [&](Writer& inner) { inner("{}", value); });
}

std::string joined_names(Visit const& visit, std::vector<std::string> names)
{
    std::erase(names, std::string{});
    return names.empty() ? std::string{} : visit.texts.list(names);
}

void write_recommendations(
    Writer& w, PublicReader const& reader, std::vector<meetings::RecommendationId> const& origins)
{
    std::vector<meetings::RecommendationId> shown;
    std::ranges::copy_if(origins, std::back_inserter(shown), [&](meetings::RecommendationId id) {
        return meetings::is_published(reader.visit, id);
    });
    if (shown.empty())
        return;
    write_public_row(w, reader.visit, "goals.public.origins"_msg, [&](Writer& inner) {
        inner(R"(<ul role="list">{}</ul>)", each(shown, [&](Writer& item, meetings::RecommendationId id) {
                  item("<li>{}</li>", meetings::PublicRecommendationLink{reader.visit, id});
              }));
    });
}

std::string resolved_in_words(PublicReader const& reader, Adoption const& adoption)
{
    return adopted_in_words(
        reader.visit.texts, adoption,
        adoption.panel ? reader.goals.panel_name(adoption.panel) : std::string_view(adoption.resolved_by));
}

void write_light_rule(Writer& w, Visit const& visit, Measure const* of)
{
    auto const& texts = visit.texts;
    auto const rule = of == nullptr ? LightRule{} : rule_for(*of);
    w(R"(<details class="km-fold"><summary>{}</summary><p>{}{}</p></details>)",
      texts("goals.public.rule"_msg),
      texts(
          "goals.public.rule.text"_msg,
          {{"on_track", rule.on_track_share},
           {"at_risk", rule.at_risk_share},
           {"days", rule.grace.count()},
           {"hold", milestone_rule.reports_every.count()},
           {"ok", texts(public_label_of(Light::on_track))},
           {"warn", texts(public_label_of(Light::at_risk))},
           {"bad", texts(public_label_of(Light::missed))},
           {"done", texts(public_label_of(Light::reached))},
           {"none", texts(public_label_of(Light::no_data))}}),
      when(of != nullptr, [&](Writer& inner) {
          inner(
              " {}",
              texts(
                  "goals.public.rule.every"_msg,
                  {{"months", rule.reports_every.count()}, {"days", rule.grace.count()}}));
      }));
}

void write_doubt(Writer& w, Visit const& visit, Goal const& goal)
{
    if (goal.is_uncertain)
        write_doubt_in_words(w, visit, told(visit, goal, "remark", goal.remark));
}

void write_doubt(Writer& w, Visit const& visit, Measure const& one)
{
    if (one.is_uncertain)
        write_doubt_in_words(w, visit, told(visit, one, "remark", one.remark));
}

} // namespace kommin::goals
