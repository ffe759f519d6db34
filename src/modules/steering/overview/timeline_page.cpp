// Measures on a line of time, with a table that says the same.

#include "modules/steering/overview/overview_desk.hpp"
#include "modules/steering/overview/steering_pages.hpp"
#include "modules/steering/overview/timeline.hpp"
#include "platform/chart/svg.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/staff_list.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <string>
#include <utility>

namespace kommin::steering {

using html::each;
using html::when;
using html::Writer;
using i18n::Texts;

namespace {

constexpr std::size_t most_on_timeline = 300;
constexpr std::ptrdiff_t most_milestones_shown = 6;

// The measures of a field in the order of time; what has no beginning comes last.
struct TimelineField {
    std::string name;
    std::vector<goals::SteeredMeasure const*> measures;
};
std::vector<TimelineField> fields_on_timeline(SeenMeasures const& seen)
{
    std::vector<TimelineField> fields;
    std::size_t count = 0;
    for (auto& field : by_field(seen.measures.lines)) {
        std::ranges::stable_sort(field.measures, {}, [](goals::SteeredMeasure const* one) {
            auto const from = row_of(*one).from;
            return std::pair(!from, from.value_or(Date{}));
        });
        field.measures.resize(std::min(field.measures.size(), most_on_timeline - count));
        count += field.measures.size();
        if (!field.measures.empty())
            fields.push_back({seen.names.panel(field.panel), std::move(field.measures)});
    }
    return fields;
}

chart::TimeBars bars_of_timeline(
    Texts const& texts, SeenMeasures const& seen, std::vector<TimelineField> const& fields)
{
    chart::TimeBars bars{
        .title = std::string(texts("steering.timeline.chart"_msg)),
        .description = std::string(texts("steering.timeline.description"_msg)),
        .rows = {},
        .first = {},
        .last = {},
        .today = seen.today};
    for (auto const& field : fields) {
        bars.rows.push_back({.label = field.name, .is_heading = true});
        for (auto const* one : field.measures)
            bars.rows.push_back(row_of(*one));
    }
    auto const years = years_of(bars.rows, seen.today);
    bars.first = years.first;
    bars.last = years.last;
    return bars;
}

std::string milestone_words(Texts const& texts, goals::Milestone const& one)
{
    if (one.done_on) {
        auto const day = texts.date(*one.done_on, i18n::DateStyle::short_numeric);
        return texts("steering.milestone.done"_msg, {{"title", one.title}, {"day", day}});
    }
    auto const day = one.due ? texts.partial_date(*one.due) : std::string(texts("steering.no_day"_msg));
    return texts("steering.milestone.due"_msg, {{"title", one.title}, {"day", day}});
}

void write_milestones_of(Writer& w, Texts const& texts, goals::SteeredMeasure const& one)
{
    if (one.milestones.empty()) {
        w("–");
        return;
    }
    auto const shown = std::min(std::ssize(one.milestones), most_milestones_shown);
    w(R"(<ul class="plain small">{}{}</ul>)",
      each(
          std::span(one.milestones).first(static_cast<std::size_t>(shown)),
          [&](Writer& item, goals::Milestone const& milestone) {
              item("<li>{}</li>", milestone_words(texts, milestone));
          }),
      when(std::ssize(one.milestones) > shown, [&](Writer& item) {
          item(
              "<li>{}</li>",
              texts("steering.milestones.more"_msg, {{"count", std::ssize(one.milestones) - shown}}));
      }));
}

void write_timeline_line(
    Writer& w, Texts const& texts, SeenMeasures const& seen, std::string const& field,
    goals::SteeredMeasure const& one)
{
    auto const& measure = one.measure;
    auto const state = goals::mark_of(measure.state, texts);
    auto const period = goals::period_of(measure, texts);
    auto const deadline = goals::deadline_of(measure, texts);
    html::Attributes const content{web::content_lang(texts)};
    w(
        R"(<tr><th scope="row"><a href="{}" {}>{}</a>{}</th><td data-l="{}" {}>{}</td><td data-l="{}">{}</td><td data-l="{}">{}</td><td data-l="{}">{}</td><td data-l="{}"><span class="{}">{}</span></td></tr>)",
        goals::measure_url(measure.id), content, goals::full_title_of(measure),
        when(
            measure.body.has_value(),
            [&](Writer& inner) {
                inner(R"(<br><span class="small mute">{}</span>)", seen.names.owner(measure.body));
            }),
        texts("measure.field.panel"_msg), content, field, texts("steering.column.period"_msg),
        period.empty() ? std::string("–") : period, texts("measure.field.deadline"_msg),
        deadline.empty() ? std::string("–") : deadline, texts("steering.column.milestones"_msg),
        [&](Writer& inner) { write_milestones_of(inner, texts, one); }, texts("measure.field.state"_msg),
        state.shape, state.text);
}

void write_timeline_table(
    Writer& w, Texts const& texts, SeenMeasures const& seen, std::vector<TimelineField> const& fields)
{
    auto const title = texts("steering.timeline.table"_msg);
    w(R"(<div class="scroll" role="region" aria-label="{}" tabindex="0"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
      title, title, texts("measure.one"_msg), texts("measure.field.panel"_msg),
      texts("steering.column.period"_msg), texts("measure.field.deadline"_msg),
      texts("steering.column.milestones"_msg), texts("measure.field.state"_msg),
      each(fields, [&](Writer& rows, TimelineField const& field) {
          for (auto const* one : field.measures)
              write_timeline_line(rows, texts, seen, field.name, *one);
      }));
}

}

http::Response timeline_page(web::Call const& call, SeenMeasures const& seen)
{
    auto const& texts = web::staff_texts(call);
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("steering.timeline"_msg)),
         .section = std::string(steering_path),
         .state_line = texts("measure.count"_msg, {{"count", std::ssize(seen.measures.lines)}}),
         .is_wide = true},
        [&](Writer& w) {
            write_steering_tabs(w, texts, "zeitleiste", seen.filter);
            write_steering_filter(w, texts, "zeitleiste", seen);
            write_what_is_missing(w, texts, seen);
            if (seen.measures.lines.empty()) {
                w(R"(<div class="empty"><h2>{}</h2><p>{}</p></div>)", texts("steering.none.title"_msg),
                  texts("steering.none.text"_msg));
                return;
            }
            if (seen.measures.lines.size() > most_on_timeline)
                w(R"(<p class="note note--warn">{}</p>)",
                  texts("steering.timeline.cut"_msg, {{"count", most_on_timeline}}));
            auto const fields = fields_on_timeline(seen);
            w(
                R"(<div class="wide-only">{}<p class="small mute">{}</p></div>)",
                [&](Writer& inner) {
                    chart::write_svg(
                        inner, texts("steering.timeline.chart"_msg), "zeit",
                        draw(bars_of_timeline(texts, seen, fields)));
                },
                texts("steering.timeline.legend"_msg));
            write_timeline_table(w, texts, seen, fields);
        });
}

} // namespace kommin::steering
