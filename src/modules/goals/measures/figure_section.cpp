// The figures of a measure on its page: a row of numbers, the way to the target, and what was reported.

#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/measures/figure_chart.hpp"
#include "modules/goals/measures/figure_pages.hpp"
#include "modules/goals/measures/figure_words.hpp"
#include "platform/web/staff_form.hpp"

#include <iterator>
#include <span>
#include <utility>

namespace kommin::goals {

using html::each;
using html::when;
using html::Writer;
using i18n::Texts;

namespace {

void write_number(Writer& w, std::string_view label, std::string_view value, std::string_view unit = {})
{
    w(R"(<div class="kpi"><dt>{}</dt><dd>{}{}</dd></div>)", label, value.empty() ? "–" : value,
      when(!unit.empty(), [&](Writer& inner) { inner(" <small>{}</small>", unit); }));
}

void write_baseline(Writer& w, Texts const& texts, Figure const& one)
{
    auto const label = texts("figure.field.baseline"_msg);
    if (one.baseline)
        write_number(w, label, shown_value(texts, *one.baseline), unit_of_baseline(texts, one));
    else
        write_number(w, label, {});
}

// An increase says that it is one, in each language where it does: "20 Kindertageseinrichtungen mehr".
void write_target(Writer& w, Texts const& texts, Figure const& one)
{
    if (one.target_kind == TargetKind::absolute)
        write_number(w, texts("figure.field.target"_msg), shown_value(texts, one.target), one.unit);
    else
        write_number(w, texts("figure.field.target"_msg), shown_target(texts, one));
}

void write_numbers(Writer& w, Texts const& texts, Date today, FigureStanding const& standing)
{
    auto const& one = standing.figure;
    auto const mark = mark_of(standing.judged.light, texts);
    auto const expected = shown_expectation(texts, standing.way, today);
    w(
        R"(<dl class="kpis">{}<div class="kpi"><dt>{}</dt><dd><span class="{}">{}</span><br><small>{}</small></dd></div></dl>)",
        [&](Writer& inner) {
            if (auto const& last = standing.last)
                write_number(
                    inner, texts("figure.value.on"_msg, {{"day", numeric_day(texts, last->day)}}),
                    shown_value(texts, last->value), one.unit);
            else
                write_number(inner, texts("figure.value"_msg), {}, one.unit);
            if (auto const& gone = standing.judged.progress)
                write_number(
                    inner, texts("figure.gone"_msg),
                    texts("measure.progress"_msg, {{"percent", gone->percent()}}));
            write_baseline(inner, texts, one);
            write_target(inner, texts, one);
            write_number(
                inner, texts("figure.expected.today"_msg), expected,
                expected.empty() ? std::string_view{} : one.unit);
        },
        texts("light.title"_msg), mark.shape, mark.text, texts(label_of(standing.judged.reason)));
}

std::string expected_of(Texts const& texts, FigureStanding const& standing, Date day)
{
    auto const expected = shown_expectation(texts, standing.way, day);
    return expected.empty() ? "–" : expected;
}

// What was asked, or why it counts no longer; that another one of its day holds instead.
void write_word(Writer& w, Texts const& texts, Report const& report, bool is_replaced)
{
    std::string word;
    if (report.state == ReportState::questioned)
        word = report.question;
    else if (report.state == ReportState::withdrawn)
        word = report.reason;
    else if (is_replaced)
        word = texts("report.replaced"_msg);
    if (!word.empty())
        w(R"(<br><span class="mute small">{}</span>)", word);
}

void write_report(
    Writer& w, Texts const& texts, ShownFigures const& shown, FigureStanding const& standing,
    Report const& report)
{
    auto const mark = mark_of(report.state, texts);
    auto const* holds = confirmed_of(shown.reports.at(standing.figure.id), report.day);
    bool const is_replaced = report.state == ReportState::confirmed && holds->id != report.id;
    auto const day = numeric_day(texts, report.day);
    w(
        R"(<tr><th scope="row">{}</th><td class="num" data-l="{}">{}</td><td class="num" data-l="{}">{}</td><td data-l="{}">{}</td><td data-l="{}">{}</td><td data-l="{}">{}</td><td data-l="{}"><span class="{}">{}</span>{}</td></tr>)",
        [&](Writer& inner) {
            if (shown.may_report)
                inner(R"(<a href="{}">{}</a>)", report_url(standing.figure.measure, report.id), day);
            else
                inner("{}", day);
        },
        texts("report.field.value"_msg), shown_value(texts, report.value), texts("report.expected"_msg),
        expected_of(texts, standing, report.day), texts("report.field.source"_msg), report.source,
        texts("report.field.remark"_msg), report.remark.empty() ? "–" : report.remark, texts("report.by"_msg),
        who_reported(texts, shown.authors, report), texts("staff.state"_msg), mark.shape, mark.text,
        [&](Writer& inner) { write_word(inner, texts, report, is_replaced); });
}

// A point of the way that nobody has reported: day, what was so, what is expected, and what it is.
void write_point(
    Writer& w, Texts const& texts, std::string_view day, std::string_view value, std::string_view expected,
    std::string_view what)
{
    w(R"(<tr><th scope="row">{}</th><td class="num" data-l="{}">{}</td><td class="num" data-l="{}">{}</td><td data-l="{}">–</td><td data-l="{}">{}</td><td data-l="{}">–</td><td data-l="{}">–</td></tr>)",
      day, texts("report.field.value"_msg), value, texts("report.expected"_msg), expected,
      texts("report.field.source"_msg), texts("report.field.remark"_msg), what, texts("report.by"_msg),
      texts("staff.state"_msg));
}

// Where everything begins, as a line of its own; an increase begins with nothing.
void write_beginning(Writer& w, Texts const& texts, FigureStanding const& standing)
{
    auto const& one = standing.figure;
    bool const adds = one.target_kind == TargetKind::increase;
    std::string const what(texts(adds ? "report.point.beginning"_msg : "figure.field.baseline"_msg));
    auto const value = shown_value(texts, adds ? Decimal{} : one.baseline.value_or(Decimal{}));
    if (auto const& way = standing.way; way && way->is_start_assumed)
        write_point(
            w, texts, numeric_day(texts, way->way.from), value, value,
            texts("report.point.assumed"_msg, {{"what", what}}));
    else if (one.baseline_day && (adds || one.baseline))
        write_point(w, texts, texts.partial_date(*one.baseline_day), value, value, what);
}

void write_aim(Writer& w, Texts const& texts, FigureStanding const& standing)
{
    auto const& way = standing.way;
    if (!way || !way->way.until)
        return;
    std::string const what(texts("figure.field.target"_msg));
    write_point(
        w, texts, numeric_day(texts, *way->way.until), "–", shown_value(texts, way->way.target),
        way->is_end_assumed ? texts("report.point.assumed"_msg, {{"what", what}}) : what);
}

// What was agreed for a day between the beginning and the aim.
void write_step(Writer& w, Texts const& texts, AgreedValue const& step)
{
    write_point(
        w, texts, numeric_day(texts, step.on), "–", shown_value(texts, step.value),
        texts("report.point.step"_msg));
}

// What was reported, with the agreed steps between them; the latest first, of one day the step.
void write_reports_and_steps(
    Writer& w, Texts const& texts, ShownFigures const& shown, FigureStanding const& standing)
{
    auto const steps = standing.way ? std::span<AgreedValue const>(standing.way->way.steps)
                                    : std::span<AgreedValue const>();
    auto step = steps.rbegin();
    for (auto const& report : shown.reports.at(standing.figure.id)) {
        for (; step != steps.rend() && step->on >= report.day; ++step)
            write_step(w, texts, *step);
        write_report(w, texts, shown, standing, report);
    }
    for (; step != steps.rend(); ++step)
        write_step(w, texts, *step);
}

// What the chart shows, the latest first: the aim, what was reported and agreed, the beginning.
void write_reports(
    Writer& w, Texts const& texts, ShownFigures const& shown, FigureStanding const& standing,
    std::string const& id)
{
    auto const& reports = shown.reports.at(standing.figure.id);
    if (reports.empty())
        w(R"(<p class="mute">{}</p>)", texts("report.none"_msg));
    if (reports.empty() && !standing.way)
        return;
    w(
        R"(<div class="scroll" role="region" aria-labelledby="{}" tabindex="0"><table class="tbl tbl--stack"><caption id="{}">{}</caption><thead><tr><th scope="col">{}</th><th scope="col" class="num">{}</th><th scope="col" class="num">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}{}{}</tbody></table></div>)",
        id + "-berichte", id + "-berichte", texts("report.of"_msg, {{"name", standing.figure.name}}),
        texts("report.field.day"_msg), texts("report.field.value"_msg), texts("report.expected"_msg),
        texts("report.field.source"_msg), texts("report.field.remark"_msg), texts("report.by"_msg),
        texts("staff.state"_msg), [&](Writer& row) { write_aim(row, texts, standing); },
        [&](Writer& row) { write_reports_and_steps(row, texts, shown, standing); },
        [&](Writer& row) { write_beginning(row, texts, standing); });
}

void write_buttons(Writer& w, Texts const& texts, ShownFigures const& shown, Figure const& one)
{
    w(R"(<div class="row">{}{}</div>)",
      when(
          shown.may_report,
          [&](Writer& inner) {
              inner(
                  R"(<a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}<span class="vh">: {}</span></span></a>)",
                  figure_url(one.measure, one.id, "bericht"), texts("report.new"_msg), one.name);
          }),
      when(shown.may_edit, [&](Writer& inner) {
          inner(
              R"(<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}<span class="vh">: {}</span></span></a>)",
              figure_url(one.measure, one.id), texts("figure.change"_msg), one.name);
      }));
}

void write_figure(Writer& w, web::Call const& call, ShownFigures const& shown, FigureStanding const& standing)
{
    auto const& texts = web::staff_texts(call);
    auto const& one = standing.figure;
    auto const id = "kennzahl-" + std::to_string(one.id.value);
    w(
        R"(<section class="stack" aria-labelledby="{}"><h3 id="{}" {}>{}</h3>{}<figure>{}<figcaption class="small mute">{}</figcaption></figure>{}{}</section>)",
        id, id, html::Attributes{web::content_lang(texts)}, one.name,
        [&](Writer& inner) { write_numbers(inner, texts, call.local_now().date, standing); },
        [&](Writer& inner) { write_figure_chart(inner, texts, id, standing, shown.reports.at(one.id)); },
        texts("figure.way.rule"_msg, {{"rule", rule_of(texts, one, standing.way)}}),
        [&](Writer& inner) { write_reports(inner, texts, shown, standing, id); },
        [&](Writer& inner) { write_buttons(inner, texts, shown, one); });
}

// "There are data of 2 of 3", "64 % of the way": of how many that is.
void write_whole(Writer& w, Texts const& texts, MeasureStanding const& standing)
{
    if (standing.all < 2)
        return;
    auto const& progress = standing.progress;
    w(R"(<p>{}{}</p>)", texts("figure.known"_msg, {{"known", progress.known}, {"all", progress.all}}),
      when(progress.progress.has_value(), [&](Writer& inner) {
          inner(" {}", texts("figure.progress"_msg, {{"percent", progress.progress->percent()}}));
      }));
}

}

ShownFigures load_shown_figures(
    web::Call const& call, db::Connection& db, Measure const& measure,
    std::vector<Milestone> const& milestones)
{
    auto const tenant = call.site.tenant;
    auto const today = call.local_now().date;
    auto const actor = call.actor();
    ShownFigures shown;
    shown.may_edit = actor.may(edit_measures, measure.owner());
    shown.may_report = actor.may(report_figures, measure.owner());
    auto figures = list_figures(db, tenant, {measure.id});
    std::vector<FigureId> ids;
    for (auto const& figure : figures) {
        ids.push_back(figure.id);
        shown.reports[figure.id];
    }
    for (auto& report : list_reports_of(db, tenant, ids))
        shown.reports[report.figure].push_back(std::move(report));
    std::vector<FigureStanding> standings;
    for (auto& figure : figures) {
        auto const& reports = shown.reports[figure.id];
        standings.push_back(standing_of(std::move(figure), measure, reports, today));
    }
    shown.standing = standing_of(measure, std::move(standings), today, [&](MeasureId /*id*/) {
        return light_of_milestones(milestones, today);
    });
    shown.authors = web::list_authors(db, tenant);
    return shown;
}

void write_figures(Writer& w, web::Call const& call, Measure const& measure, ShownFigures const& shown)
{
    auto const& texts = web::staff_texts(call);
    auto const& figures = shown.standing.figures;
    w(
        R"(<section class="stack" aria-labelledby="kennzahlen"><h2 id="kennzahlen">{}</h2>{}{}{}{}</section>)",
        texts("figure.title"_msg),
        [&](Writer& inner) {
            if (figures.empty())
                inner(R"(<p class="mute">{}</p>)", texts("figure.none"_msg));
            write_whole(inner, texts, shown.standing);
        },
        each(
            figures,
            [&](Writer& inner, FigureStanding const& standing) {
                write_figure(inner, call, shown, standing);
            }),
        when(
            !figures.empty(),
            [&](Writer& inner) {
                inner(R"(<p class="small mute">{}</p>)", rule_of_lights(texts, rule_for(measure)));
            }),
        when(shown.may_edit, [&](Writer& inner) {
            inner(
                R"(<p><a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></p>)",
                new_figure_url(measure.id), texts("figure.new"_msg));
        }));
}

void write_reports_to_confirm(
    Writer& w, web::Call const& call, Measure const& measure, ShownFigures const& shown)
{
    if (!shown.may_edit)
        return;
    auto const& texts = web::staff_texts(call);
    struct Waiting {
        Figure const& figure;
        Report const& report;
    };
    std::vector<Waiting> waiting;
    for (auto const& standing : shown.standing.figures) {
        for (auto const& report : shown.reports.at(standing.figure.id)) {
            if (report.state == ReportState::reported)
                waiting.push_back({standing.figure, report});
        }
    }
    if (waiting.empty())
        return;
    w(R"(<section class="card stack" aria-labelledby="pruefen"><h2 id="pruefen">{}</h2>{}</section>)",
      texts("report.to_confirm"_msg), each(waiting, [&](Writer& inner, Waiting const& one) {
          inner(
              R"(<div><p class="small">{}</p><p><a class="kern-btn kern-btn--secondary kern-btn--sm" href="{}"><span class="kern-label">{}<span class="vh">: {}</span></span></a></p></div>)",
              texts(
                  "report.sentence"_msg,
                  {{"who", who_reported(texts, shown.authors, one.report)},
                   {"value", shown_value(texts, one.report.value)},
                   {"unit", one.figure.unit},
                   {"day", numeric_day(texts, one.report.day)},
                   {"source", one.report.source}}),
              report_url(measure.id, one.report.id), texts("report.look"_msg), one.figure.name);
      }));
}

} // namespace kommin::goals
