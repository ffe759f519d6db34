// Measures on a line of time, with a table and a file that say the same.

#include "modules/steering/overview/overview_desk.hpp"
#include "modules/steering/overview/steering_pages.hpp"
#include "modules/steering/overview/timeline.hpp"
#include "platform/chart/svg.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/staff_list.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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
std::vector<TimelineField> in_order_of_time(SeenMeasures const& seen)
{
    std::vector<TimelineField> fields;
    for (auto& field : by_field(seen.measures.lines)) {
        std::ranges::stable_sort(field.measures, {}, [](goals::SteeredMeasure const* one) {
            auto const from = row_of(*one).from;
            return std::pair(!from, from.value_or(Date{}));
        });
        fields.push_back({seen.names.panel(field.panel), std::move(field.measures)});
    }
    return fields;
}

// As many as the drawing holds.
std::vector<TimelineField> fields_on_timeline(SeenMeasures const& seen)
{
    std::vector<TimelineField> fields;
    std::size_t count = 0;
    for (auto& field : in_order_of_time(seen)) {
        field.measures.resize(std::min(field.measures.size(), most_on_timeline - count));
        count += field.measures.size();
        if (!field.measures.empty())
            fields.push_back(std::move(field));
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
            w("{}", web::ExportLinks{texts, [&](std::string_view file) {
                                         auto url = web::staff_url({steering_path, "zeitleiste", file});
                                         for (auto const& [name, value] : seen.filter.fields())
                                             url = url.with_query({{name, value}});
                                         return url;
                                     }});
        });
}

http::Response timeline_file(web::Call const& call, SeenMeasures const& seen)
{
    using table::Cell;
    auto const& texts = web::staff_texts(call);
    struct Line {
        goals::SteeredMeasure const& one;
        goals::Milestone const* milestone; // null: it has none
    };
    auto const day
        = [](std::optional<PartialDate> const& date) { return date ? Cell(date->to_iso()) : Cell(); };
    web::ListExport<Line> file(
        call, web::export_format(call.request), "zeitleiste", "steering.timeline"_msg,
        {{"measure.one"_msg, 40,
          [](Line const& line) { return Cell(goals::full_title_of(line.one.measure)); }},
         {"measure.field.owner"_msg, 20,
          [&](Line const& line) { return Cell(seen.names.owner(line.one.measure.body)); }},
         {"measure.field.panel"_msg, 24,
          [&](Line const& line) { return Cell(seen.names.panel(line.one.measure.panel)); }},
         {"measure.field.in_charge"_msg, 30,
          [&](Line const& line) { return Cell(seen.names.in_charge(line.one.measure)); }},
         {"measure.field.from"_msg, 12, [&](Line const& line) { return day(line.one.measure.starts); }},
         {"measure.field.to"_msg, 12, [&](Line const& line) { return day(line.one.measure.ends); }},
         {"measure.field.deadline"_msg, 12, [&](Line const& line) { return day(line.one.measure.deadline); }},
         {"measure.field.state"_msg, 16,
          [&](Line const& line) { return Cell(goals::mark_of(line.one.measure.state, texts).text); }},
         {"light.title"_msg, 16,
          [&](Line const& line) { return Cell(goals::mark_of(light_of(line.one), texts).text); }},
         {"milestone.field.title"_msg, 40,
          [](Line const& line) { return line.milestone != nullptr ? Cell(line.milestone->title) : Cell(); }},
         {"milestone.field.due"_msg, 12,
          [&](Line const& line) { return line.milestone != nullptr ? day(line.milestone->due) : Cell(); }},
         {"milestone.field.done_on"_msg, 12, [](Line const& line) {
              return line.milestone != nullptr && line.milestone->done_on ? Cell(*line.milestone->done_on)
                                                                          : Cell();
          }}});
    for (auto const& field : in_order_of_time(seen)) {
        for (auto const* one : field.measures) {
            if (one->milestones.empty() && !file.add({*one, nullptr}))
                return file.answer();
            for (auto const& milestone : one->milestones) {
                if (!file.add({*one, &milestone}))
                    return file.answer();
            }
        }
    }
    return file.answer();
}

} // namespace kommin::steering
