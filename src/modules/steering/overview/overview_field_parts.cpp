// Fields of action: their lights as bars and as a table, and their measures.

#include "modules/goals/goals/api.hpp"
#include "modules/steering/overview/overview_parts.hpp"
#include "platform/chart/stacked_bars.hpp"
#include "platform/chart/svg.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_list.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>

namespace kommin::steering {

using goals::Light;
using html::each;
using html::when;
using html::Writer;
using i18n::Texts;

namespace {

constexpr std::ptrdiff_t most_measures_of_field = 10;

// From good to bad and to what nobody knows, as the bars stand.
constexpr std::array lights_in_bars{
    Light::reached, Light::on_track, Light::at_risk, Light::missed, Light::no_data};

chart::Role role_of(Light light)
{
    switch (light) {
    case Light::on_track:
        return chart::Role::good;
    case Light::reached:
        return chart::Role::complete;
    case Light::at_risk:
        return chart::Role::doubtful;
    case Light::missed:
        return chart::Role::bad;
    case Light::no_data:
        break;
    }
    return chart::Role::unknown;
}

chart::StackedBars bars_of(
    Texts const& texts, SeenMeasures const& seen, std::vector<FieldOfAction> const& fields)
{
    chart::StackedBars bars{
        .title = std::string(texts("steering.fields.chart"_msg)), .description = {}, .rows = {}};
    for (auto const& field : fields) {
        chart::BarRow row{.label = seen.names.panel(field.panel), .parts = {}};
        std::vector<std::string> words;
        for (auto const light : lights_in_bars) {
            auto const count = field.counts.of(light);
            row.parts.push_back({role_of(light), count, std::string(texts(goals::label_of(light)))});
            if (count > 0)
                words.push_back(
                    texts("measure.light.count"_msg, {{"light", row.parts.back().words}, {"count", count}}));
        }
        bars.description += row.label + " – " + texts.list(words) + ". ";
        bars.rows.push_back(std::move(row));
    }
    return bars;
}

// The list that a number leads to has the measures that were counted.
std::optional<int> year_shown(SeenMeasures const& seen)
{
    return seen.filter.year.value_or(static_cast<int>(seen.today.year()));
}

void write_field_line(Writer& w, Texts const& texts, SeenMeasures const& seen, FieldOfAction const& field)
{
    w(R"(<tr><th scope="row"><a href="{}" {}>{}</a><br><span class="small mute">{}</span></th>{}<td class="num" data-l="{}">{}</td></tr>)",
      goals::measures_url(
          goals::MeasuresOfField{field.panel, seen.filter.unit, seen.filter.municipality, year_shown(seen)}),
      html::Attributes{web::content_lang(texts)}, seen.names.panel(field.panel),
      texts("steering.field.progress"_msg, {{"progress", goals::progress_words(texts, field.progress)}}),
      each(
          lights_in_bars,
          [&](Writer& cell, Light light) {
              cell(
                  R"(<td class="num" data-l="{}">{}</td>)", texts(goals::label_of(light)),
                  field.counts.of(light));
          }),
      texts("steering.all"_msg), field.counts.all());
}

void write_origins(Writer& w, Texts const& texts, Overview const& overview, goals::SteeredMeasure const& one)
{
    for (auto const id : one.origins) {
        if (auto const found = overview.origins.find(id); found != overview.origins.end())
            w(R"(<br><span class="small mute">{} <a href="{}" {}>{}</a></span>)",
              texts("steering.origin"_msg), meetings::recommendation_desk_url(id),
              html::Attributes{web::content_lang(texts)}, found->second.title);
    }
}

// "Geld 2009"; without a year that of this one and of later ones.
std::string money_head(Texts const& texts, OverviewFilter const& filter)
{
    return filter.year ? texts("steering.column.money.year"_msg, {{"year", std::to_string(*filter.year)}})
                       : std::string(texts("steering.column.money"_msg));
}

// What is planned for it, and how much of that is not sure; nothing of what this person may not see.
void write_money_of(Writer& w, Texts const& texts, Overview const& overview, goals::MeasureId id)
{
    auto const& money = *overview.money;
    std::string planned = "–";
    std::string at_risk = "–";
    if (auto const found = money.measures.find(id); found != money.measures.end()) {
        auto const& one = found->second;
        if (one.planned)
            planned = texts.money_short(*one.planned);
        if (one.why_unknown)
            at_risk = words_of_unknown(texts, *one.why_unknown);
        else if (one.at_risk && *one.at_risk > Money{})
            at_risk = texts.money_short(*one.at_risk);
    }
    w(R"(<td class="num" data-l="{}">{}</td><td class="num" data-l="{}">{}</td>)",
      money_head(texts, overview.seen.filter), planned, texts("steering.column.at_risk"_msg), at_risk);
}

void write_steered_measure(
    Writer& w, Texts const& texts, Overview const& overview, goals::SteeredMeasure const& one)
{
    auto const& measure = one.measure;
    auto const& names = overview.seen.names;
    auto const light = goals::mark_of(light_of(one), texts);
    auto const title = goals::full_title_of(measure);
    auto const charge = names.in_charge(measure, true);
    auto const deadline = goals::deadline_of(measure, texts);
    auto const expected = expected_words(texts, one);
    html::Attributes const content{web::content_lang(texts)};
    w(
        R"(<tr><th scope="row"><a href="{}" {}>{}</a>{}{}{}</th><td data-l="{}"><span class="{}">{}</span>{}</td><td data-l="{}">{}{}</td>{}<td data-l="{}" {}>{}</td><td data-l="{}">{}</td></tr>)",
        goals::measure_url(measure.id), content, title,
        when(
            measure.body.has_value(),
            [&](Writer& inner) {
                inner(R"(<br><span class="small mute">{}</span>)", names.owner(measure.body));
            }),
        when(
            one.is_everywhere,
            [&](Writer& inner) {
                inner(R"(<br><span class="small mute">{}</span>)", texts("measure.applies_everywhere"_msg));
            }),
        [&](Writer& inner) { write_origins(inner, texts, overview, one); }, texts("light.title"_msg),
        light.shape, light.text,
        when(
            one.standing.light && one.standing.light->is_by_hand,
            [&](Writer& inner) {
                inner(R"(<br><span class="small mute">{}</span>)", texts("measure.light.by_hand"_msg));
            }),
        texts("steering.column.reached"_msg), reached_words(texts, one),
        when(
            !expected.empty(),
            [&](Writer& inner) { inner(R"(<br><span class="small mute">{}</span>)", expected); }),
        when(
            overview.money.has_value(),
            [&](Writer& inner) { write_money_of(inner, texts, overview, measure.id); }),
        texts("measure.field.in_charge"_msg), content, charge.empty() ? std::string("–") : charge,
        texts("measure.field.deadline"_msg), deadline.empty() ? std::string("–") : deadline);
}

void write_measures_of_field(
    Writer& w, Texts const& texts, Overview const& overview, FieldOfAction const& field)
{
    auto const& seen = overview.seen;
    auto const id = "feld-" + std::to_string(field.panel.value);
    auto const name = seen.names.panel(field.panel);
    auto const label = texts("steering.measures_of"_msg, {{"field", name}});
    auto const shown = std::min(std::ssize(field.measures), most_measures_of_field);
    w(R"(<section class="card card--flush" aria-labelledby="{}"><h2 id="{}" {}>{}</h2><div class="scroll" role="region" aria-label="{}" tabindex="0"><table class="tbl tbl--stack tbl--lead"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th>{}<th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>{}</section>)",
      id, id, html::Attributes{web::content_lang(texts)}, name, label, label, texts("measure.one"_msg),
      texts("light.title"_msg), texts("steering.column.reached"_msg),
      when(
          overview.money.has_value(),
          [&](Writer& inner) {
              inner(
                  R"(<th scope="col" class="num">{}</th><th scope="col" class="num">{}</th>)",
                  money_head(texts, seen.filter), texts("steering.column.at_risk"_msg));
          }),
      texts("measure.field.in_charge"_msg), texts("measure.field.deadline"_msg),
      each(
          std::span(field.measures).first(static_cast<std::size_t>(shown)),
          [&](Writer& row, goals::SteeredMeasure const* one) {
              write_steered_measure(row, texts, overview, *one);
          }),
      when(std::ssize(field.measures) > shown, [&](Writer& inner) {
          inner(
              R"(<p class="row"><a href="{}">{}</a></p>)",
              goals::measures_url(goals::MeasuresOfField{
                  field.panel, seen.filter.unit, seen.filter.municipality, year_shown(seen)}),
              texts("steering.measures.more"_msg, {{"count", std::ssize(field.measures) - shown}}));
      }));
}

}

void write_fields(
    Writer& w, Texts const& texts, SeenMeasures const& seen, std::vector<FieldOfAction> const& fields)
{
    auto const title = texts("steering.fields"_msg);
    auto const table = texts("steering.fields.table"_msg);
    w(R"(<section class="card" aria-labelledby="felder"><h2 id="felder">{}</h2>{}<div class="scroll" role="region" aria-label="{}" tabindex="0"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th>{}<th scope="col" class="num">{}</th></tr></thead><tbody>{}</tbody></table></div></section>)",
      title,
      when(
          !seen.filter.is_for_paper,
          [&](Writer& inner) {
              chart::write_svg(
                  inner, texts("steering.fields.chart"_msg), "felder", draw(bars_of(texts, seen, fields)));
          }),
      table, table, texts("measure.field.panel"_msg),
      each(
          lights_in_bars,
          [&](Writer& head, Light light) {
              auto const mark = goals::mark_of(light, texts);
              head(R"(<th scope="col" class="num"><span class="{}">{}</span></th>)", mark.shape, mark.text);
          }),
      texts("steering.all"_msg), each(fields, [&](Writer& row, FieldOfAction const& field) {
          write_field_line(row, texts, seen, field);
      }));
}

void write_measures_of_fields(
    Writer& w, Texts const& texts, Overview const& overview, std::vector<FieldOfAction> const& fields)
{
    w("{}", each(fields, [&](Writer& inner, FieldOfAction const& field) {
          write_measures_of_field(inner, texts, overview, field);
      }));
}

} // namespace kommin::steering
