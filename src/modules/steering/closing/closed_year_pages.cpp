// The page of the frozen state of a year, and its file.

#include "modules/goals/measures/api.hpp"
#include "modules/meetings/minutes/api.hpp"
#include "modules/steering/closing/closed_course_pages.hpp"
#include "modules/steering/closing/closing_pages.hpp"
#include "modules/steering/closing/state_section.hpp"
#include "modules/steering/cycle/year_editing.hpp"
#include "modules/steering/evaluations/evaluation.hpp"
#include "modules/steering/priorities/priority_pages.hpp"
#include "platform/base/money.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/page_parts.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/unsaved_entries.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <span>
#include <utility>

namespace kommin::steering {

using html::each;
using html::when;
using html::Writer;
using i18n::Texts;

namespace {

std::string in_charge_text(Texts const& texts, StateMeasure const& measure)
{
    return measure.is_other_in_charge ? std::string(texts("year.other_in_charge"_msg))
                                      : dash_or(measure.in_charge);
}

std::string count_text(Texts const& texts, std::optional<std::int64_t> number)
{
    return number ? texts.number(*number) : std::string("–");
}

template<class Enum>
std::string word_in(Texts const& texts, std::string_view value)
{
    return web::word_of_value<Enum>(value, texts);
}

void write_state_goals(Writer& w, Texts const& texts, YearState const& state)
{
    write_section(
        w, texts, {.id = "ziele", .title = "goal.title"_msg, .none = "year.goals.none"_msg}, state.goals,
        [&](Writer& inner) {
            inner(
                R"(<div class="scroll" role="region" aria-labelledby="ziele" tabindex="0"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
                texts("goal.title"_msg), texts("goal.one"_msg), texts("staff.state"_msg),
                texts("year.column.resolution"_msg), texts("year.column.progress"_msg),
                texts("year.column.known"_msg),
                each(first_rows(state.goals), [&](Writer& row, StateGoal const& one) {
                    row(R"(<tr><th scope="row" {}>{}</th><td data-l="{}">{}</td><td data-l="{}" {}>{}</td><td data-l="{}">{}</td><td data-l="{}">{}</td></tr>)",
                        html::Attributes{web::content_lang(texts)}, full_title_of(one),
                        texts("staff.state"_msg), word_in<goals::GoalStanding>(texts, one.standing),
                        texts("year.column.resolution"_msg), html::Attributes{web::content_lang(texts)},
                        dash_or(shown_resolution(texts, one)), texts("year.column.progress"_msg),
                        shown_progress(texts, one.progress), texts("year.column.known"_msg),
                        texts("year.known"_msg, {{"known", one.known}, {"all", one.all}}));
                }));
        });
}

void write_state_measures(Writer& w, Texts const& texts, YearState const& state)
{
    write_section(
        w, texts,
        {.id = "massnahmen",
         .title = "measure.title"_msg,
         .none = "year.measures.none"_msg,
         .rest = "year.rest.csv"_msg},
        state.measures, [&](Writer& inner) {
            inner(
                R"(<p>{}</p><div class="scroll" role="region" aria-labelledby="massnahmen" tabindex="0"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
                shown_lights(texts, state), texts("measure.title"_msg), texts("measure.one"_msg),
                texts("year.column.in_charge"_msg), texts("staff.state"_msg), texts("light.title"_msg),
                texts("year.column.progress"_msg),
                each(first_rows(state.measures), [&](Writer& row, StateMeasure const& one) {
                    auto const light = light_mark(texts, one.light);
                    row(R"(<tr><th scope="row" {}>{}</th><td data-l="{}">{}</td><td data-l="{}">{}</td><td data-l="{}"><span class="{}">{}</span>{}</td><td data-l="{}">{}</td></tr>)",
                        html::Attributes{web::content_lang(texts)}, full_title_of(one),
                        texts("year.column.in_charge"_msg), in_charge_text(texts, one),
                        texts("staff.state"_msg), word_in<goals::MeasureState>(texts, one.state),
                        texts("light.title"_msg), light.shape, light.text,
                        when(
                            !one.hand_reason.empty(),
                            [&](Writer& by_hand) {
                                by_hand(
                                    R"(<br><span class="small mute">{}: {}</span>)",
                                    texts("measure.light.by_hand"_msg), one.hand_reason);
                            }),
                        texts("year.column.progress"_msg), shown_progress(texts, one.progress));
                }));
        });
}

struct FigureRow {
    StateMeasure const* measure;
    StateFigure const* figure;
};
std::vector<FigureRow> figures_of(YearState const& state)
{
    std::vector<FigureRow> rows;
    for (auto const& measure : state.measures) {
        for (auto const& figure : measure.figures)
            rows.push_back({&measure, &figure});
    }
    return rows;
}

std::string value_text(Texts const& texts, StateFigure const& figure)
{
    if (!figure.value)
        return std::string(texts("year.value.none"_msg));
    return shown_number(texts, *figure.value) + ' ' + figure.unit + " (" + shown_day(texts, figure.value_day)
        + ')';
}

void write_state_figures(Writer& w, Texts const& texts, YearState const& state)
{
    auto const rows = figures_of(state);
    write_section(
        w, texts,
        {.id = "kennzahlen",
         .title = "year.figures"_msg,
         .none = "year.figures.none"_msg,
         .rest = "year.rest.csv"_msg},
        rows, [&](Writer& inner) {
            inner(
                R"(<div class="scroll" role="region" aria-labelledby="kennzahlen" tabindex="0"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col" class="num">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
                texts("year.figures"_msg), texts("figure.field.name"_msg), texts("year.column.value"_msg),
                texts("figure.field.target"_msg), texts("light.title"_msg), texts("year.column.reports"_msg),
                each(first_rows(rows), [&](Writer& row, FigureRow const& one) {
                    auto const& figure = *one.figure;
                    auto const light = light_mark(texts, figure.light);
                    row(R"(<tr><th scope="row" {}>{}<br><span class="small mute">{}</span></th><td data-l="{}">{}</td><td data-l="{}">{}</td><td data-l="{}"><span class="{}">{}</span></td><td class="num" data-l="{}">{}</td></tr>)",
                        html::Attributes{web::content_lang(texts)}, figure.name, full_title_of(*one.measure),
                        texts("year.column.value"_msg), value_text(texts, figure),
                        texts("figure.field.target"_msg),
                        shown_number(texts, figure.target) + ' ' + figure.unit, texts("light.title"_msg),
                        light.shape, light.text, texts("year.column.reports"_msg),
                        std::ssize(figure.reports));
                }));
        });
}

Weights weights_of(YearState const& state)
{
    Weights weights{};
    for (std::size_t at = 0; at < weights.size(); ++at)
        weights.at(at) = static_cast<int>(state.weights.at(at));
    return weights;
}

void write_state_priorities(Writer& w, Texts const& texts, YearState const& state)
{
    write_section(
        w, texts, {.id = "prioritaeten", .title = "year.priorities"_msg, .none = "year.priorities.none"_msg},
        state.priorities, [&](Writer& inner) {
            auto const weights = weights_of(state);
            inner(
                R"(<p class="measure">{}</p><div class="scroll" role="region" aria-labelledby="prioritaeten" tabindex="0"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col" class="num">{}</th><th scope="col" class="num">{}</th><th scope="col" class="num">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
                weights_text(texts, weights), texts("year.priorities"_msg), texts("year.column.what"_msg),
                texts("year.column.rank"_msg), texts("year.column.reckoned"_msg),
                texts("year.column.score"_msg), texts("year.column.why"_msg),
                each(first_rows(state.priorities), [&](Writer& row, StatePriority const& one) {
                    row(R"(<tr><th scope="row" {}>{}</th><td class="num" data-l="{}">{}</td><td class="num" data-l="{}">{}</td><td class="num" data-l="{}">{}</td><td data-l="{}">{}</td></tr>)",
                        html::Attributes{web::content_lang(texts)}, dash_or(one.title),
                        texts("year.column.rank"_msg), count_text(texts, one.shown_rank),
                        texts("year.column.reckoned"_msg), count_text(texts, one.reckoned_rank),
                        texts("year.column.score"_msg),
                        one.score
                            ? texts(
                                  "year.score"_msg, {{"score", *one.score}, {"most", highest_score(weights)}})
                            : std::string("–"),
                        texts("year.column.why"_msg),
                        dash_or(one.rank_reason.empty() ? one.reason : one.rank_reason));
                }));
        });
}

void write_state_evaluations(Writer& w, Texts const& texts, YearState const& state)
{
    write_section(
        w, texts, {.id = "bewertungen", .title = "year.evaluations"_msg, .none = "year.evaluations.none"_msg},
        state.evaluations, [&](Writer& inner) {
            inner(
                R"(<ul class="plain">{}</ul>)",
                each(first_rows(state.evaluations), [&](Writer& item, StateEvaluation const& one) {
                    item(
                        R"(<li><strong {}>{}</strong>, {}{}: {}, {}{}{}</li>)",
                        html::Attributes{web::content_lang(texts)}, dash_or(one.title),
                        word_in<EvaluationView>(texts, one.view),
                        one.evaluator.empty() ? std::string{} : " (" + one.evaluator + ')',
                        word_in<Verdict>(texts, one.verdict),
                        texts("year.evaluation.marks"_msg, {{"effect", one.effect}, {"effort", one.effort}}),
                        when(
                            !one.lessons.empty(),
                            [&](Writer& lines) {
                                lines("<div>{}</div>", [&](Writer& text) {
                                    web::write_lines(text, one.lessons);
                                });
                            }),
                        when(!one.verdict_why.empty(), [&](Writer& why) {
                            why(R"(<p class="small">{}</p>)", one.verdict_why);
                        }));
                }));
        });
}

void write_state_steps(Writer& w, Texts const& texts, StatePage const& page)
{
    w(R"(<section class="stack" aria-labelledby="schritte"><h2 id="schritte">{}</h2><ul class="plain">{}</ul></section>)",
      texts("step.title"_msg), each(page.read.state.steps, [&](Writer& item, StateStep const& one) {
          auto const owner = one.account ? web::name_of(page.names.accounts, *one.account) : one.owner;
          auto const done = std::ranges::count_if(
              one.lines, [](StateLine const& line) { return line.done_on.has_value(); });
          item(
              R"(<li><strong>{}</strong>: {}{}{}{}</li>)", word_in<StepKind>(texts, one.kind),
              word_in<StepState>(texts, one.state), owner.empty() ? std::string{} : ", " + owner,
              one.lines.empty()
                  ? std::string{}
                  : ", " + texts("step.lines.count"_msg, {{"done", done}, {"all", std::ssize(one.lines)}}),
              when(!one.outcome.empty(), [&](Writer& lines) {
                  lines("<div {}>{}</div>", html::Attributes{web::content_lang(texts)}, [&](Writer& text) {
                      web::write_lines(text, one.outcome);
                  });
              }));
      }));
}

// What was carried and covered; of an earlier format there was none.
void write_moves(Writer& w, Texts const& texts, StateMoney const& one)
{
    for (auto const& [cents, sentence] :
         {std::pair(one.carried_in, "year.money.carried_in"_msg),
          std::pair(one.carried_out, "year.money.carried_out"_msg),
          std::pair(one.covered, "year.money.covered"_msg)}) {
        if (cents > 0)
            w(R"(<br><span class="small">{}</span>)",
              texts(sentence, {{"amount", texts.money(Money{cents})}}));
    }
}

void write_state_money(Writer& w, Texts const& texts, ReadYear const& read)
{
    auto const& state = read.state;
    if (!read.may_see_money)
        return;
    if (!state.is_money_known) {
        w(R"(<section class="stack" aria-labelledby="geld"><h2 id="geld">{}</h2><p class="mute">{}</p></section>)",
          texts("year.money"_msg), texts("year.money.unknown"_msg));
        return;
    }
    write_section(
        w, texts, {.id = "geld", .title = "year.money"_msg, .none = "year.money.none"_msg}, state.money,
        [&](Writer& inner) {
            inner(
                R"({}<div class="scroll" role="region" aria-labelledby="geld" tabindex="0"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col" class="num">{}</th><th scope="col" class="num">{}</th><th scope="col" class="num">{}</th><th scope="col" class="num">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
                [&](Writer& totals) { write_money_totals(totals, texts, totals_of(state.money)); },
                texts("year.money"_msg), texts("year.column.what"_msg), texts("year.money.planned"_msg),
                texts("year.money.secured"_msg), texts("year.money.committed"_msg),
                texts("year.money.spent"_msg), texts("year.money.as_of"_msg),
                each(first_rows(state.money), [&](Writer& row, StateMoney const& one) {
                    row(
                        R"(<tr><th scope="row"><span {}>{}</span><br><span class="small mute" {}>{}</span>{}{}</th><td class="num" data-l="{}">{}</td><td class="num" data-l="{}">{}</td><td class="num" data-l="{}">{}</td><td class="num" data-l="{}">{}</td><td data-l="{}">{}</td></tr>)",
                        html::Attributes{web::content_lang(texts)}, dash_or(one.measure_title),
                        html::Attributes{web::content_lang(texts)}, one.source,
                        when(
                            one.is_at_risk,
                            [&](Writer& risk) {
                                risk(
                                    R"( <span class="st st--warn">{}</span>)",
                                    texts("year.money.line_at_risk"_msg));
                            }),
                        [&](Writer& moves) { write_moves(moves, texts, one); },
                        texts("year.money.planned"_msg), shown_amount(texts, one.planned),
                        texts("year.money.secured"_msg), shown_amount(texts, one.secured),
                        texts("year.money.committed"_msg), shown_amount(texts, one.committed),
                        texts("year.money.spent"_msg), shown_amount(texts, one.spent),
                        texts("year.money.as_of"_msg), shown_day(texts, one.as_of));
                }));
        });
}

table::Cell number_cell(std::optional<std::string> const& value)
{
    auto const number = value ? stored_value(*value) : std::nullopt;
    if (!number)
        return {};
    return static_cast<double>(number->scaled) / static_cast<double>(Decimal::one);
}

table::Cell day_cell(std::optional<std::string> const& iso)
{
    auto const day = iso ? PartialDate::parse(*iso) : std::nullopt;
    auto const full = day ? day->full() : std::nullopt;
    return full ? table::Cell(*full) : table::Cell();
}

void write_how_closed(Writer& w, web::Call const& call, StatePage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& closed = *page.read.closed;
    auto const when_closed = texts.date_time(call.site.zone->to_local(closed.closed_at));
    w(
        R"(<section class="card" aria-labelledby="abschluss"><h2 id="abschluss">{}</h2><dl class="dl">{}{}{}{}{}</dl>{}</section>)",
        texts("year.closed.title"_msg),
        [&](Writer& inner) {
            web::write_fact(
                inner, texts("year.closed.day"_msg), texts.date(closed.state_day, i18n::DateStyle::long_));
        },
        [&](Writer& inner) { web::write_fact(inner, texts("year.closed.at"_msg), when_closed); },
        [&](Writer& inner) {
            web::write_fact(
                inner, texts("year.closed.by"_msg),
                web::name_of(page.names.accounts, closed.closed_by, texts));
        },
        [&](Writer& inner) { web::write_fact(inner, texts("year.field.reason"_msg), closed.reason); },
        [&](Writer& inner) {
            inner(R"(<dt>{}</dt><dd class="wrap">{}</dd>)", texts("year.closed.hash"_msg), closed.hash);
        },
        when(!page.read.state.missing.empty(), [&](Writer& inner) {
            inner("<h3>{}</h3>{}", texts("year.missing.then"_msg), [&](Writer& list) {
                write_missing(list, texts, page.read.state.missing);
            });
        }));
}

}

void write_state_decisions(Writer& w, Texts const& texts, ReadYear const& read, std::size_t most)
{
    std::map<std::string_view, meetings::NamedDecision const*> worded;
    std::vector<std::string> keys;
    keys.reserve(read.decisions.size());
    for (auto const& one : read.decisions)
        worded.emplace(keys.emplace_back(decision_value({one.meeting, one.motion})), &one);
    auto const& all = read.state.decisions;
    w(R"(<ul class="plain">{}</ul>)",
      each(std::span(all).first(std::min(all.size(), most)), [&](Writer& item, StateDecision const& one) {
          auto const found = worded.find(one.key);
          auto const name = texts(
              "year.decision"_msg,
              {{"number", std::to_string(one.number)}, {"year", std::to_string(one.year)}});
          item(
              "<li>{}, {}, {}{}</li>",
              [&](Writer& named) {
                  if (found == worded.end())
                      named("{}", name);
                  else
                      named(
                          R"(<a href="{}">{}</a>)", meetings::minutes_desk_url(found->second->meeting), name);
              },
              shown_day(texts, one.day), word_in<meetings::Outcome>(texts, one.result),
              [&](Writer& words) {
                  if (found == worded.end()) {
                      words(R"( <span class="small mute">{}</span>)", texts("year.decision.gone"_msg));
                      return;
                  }
                  words(
                      ": <span {}>{}</span>", html::Attributes{web::content_lang(texts)},
                      found->second->wording);
                  if (hash_of_wording(*found->second) != one.wording_hash)
                      words(R"( <span class="small mute">{}</span>)", texts("year.decision.reworded"_msg));
              });
      }));
}

http::Response state_page(web::Call const& call, StatePage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& read = page.read;
    auto frame = frame_below_year(
        call, read.year, page.names,
        texts("year.state.title"_msg, {{"year", std::to_string(read.year.year)}}));
    frame.state_line = texts("year.state.line"_msg, {{"day", shown_day(texts, read.state.state_day)}});
    frame.is_wide = true;
    frame.problems = page.problems;
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"({}{}<div class="stack"><p class="measure">{}</p>{}{}{}{}{}{}{}{}{}{}{}</div>)",
            [&](Writer& inner) { web::write_not_stored(inner, texts, page.not_stored); },
            when(
                !read.closed->is_sound() || read.state.owner.empty(),
                [&](Writer& inner) {
                    inner(
                        R"(<div class="note" role="alert"><p>{}</p></div>)", texts("year.closed.broken"_msg));
                }),
            texts("year.state.lead"_msg), [&](Writer& inner) { write_how_closed(inner, call, page); },
            [&](Writer& inner) { write_state_goals(inner, texts, read.state); },
            [&](Writer& inner) { write_state_measures(inner, texts, read.state); },
            [&](Writer& inner) { write_state_figures(inner, texts, read.state); },
            [&](Writer& inner) { write_state_course(inner, texts, read.state); },
            [&](Writer& inner) { write_state_priorities(inner, texts, read.state); },
            [&](Writer& inner) { write_state_evaluations(inner, texts, read.state); },
            [&](Writer& inner) { write_state_steps(inner, texts, page); },
            [&](Writer& inner) {
                if (!page.may_read_decisions) {
                    inner(R"(<p class="mute">{}</p>)", texts("year.decisions.unread"_msg));
                    return;
                }
                write_section(
                    inner, texts,
                    {.id = "beschluesse", .title = "year.decisions"_msg, .none = "year.decisions.none"_msg},
                    read.state.decisions,
                    [&](Writer& list) { write_state_decisions(list, texts, read, most_rows); });
            },
            [&](Writer& inner) { write_state_money(inner, texts, read); },
            [&](Writer& inner) {
                inner(
                    R"(<p class="small">{} <a href="{}">CSV</a>{}</p>)", texts("year.state.files"_msg),
                    year_url(read.year.id, "stand.csv"), when(read.is_whole, [&](Writer& json) {
                        json(R"( · <a href="{}">JSON</a>)", year_url(read.year.id, "stand.json"));
                    }));
            });
    });
}

http::Response state_file(web::Call const& call, ReadYear const& read)
{
    auto const& texts = web::staff_texts(call);
    struct Line {
        StateMeasure const* measure;
        StateFigure const* figure; // null: the measure has none
    };
    using table::Cell;
    std::vector<web::ExportColumn<Line>> columns{
        {"measure.one"_msg, 40, [](Line const& line) { return Cell(full_title_of(*line.measure)); }},
        {"measure.field.panel"_msg, 24, [](Line const& line) { return Cell(line.measure->field); }},
        {"year.column.in_charge"_msg, 24,
         [&](Line const& line) { return Cell(in_charge_text(texts, *line.measure)); }},
        {"staff.state"_msg, 16,
         [&](Line const& line) { return Cell(word_in<goals::MeasureState>(texts, line.measure->state)); }},
        {"light.title"_msg, 16,
         [&](Line const& line) { return Cell(light_mark(texts, line.measure->light).text); }},
        {"year.column.percent"_msg, 12,
         [](Line const& line) {
             return line.measure->progress
                 ? Cell(std::int64_t{goals::Progress{*line.measure->progress}.percent()})
                 : Cell();
         }},
        {"figure.field.name"_msg, 32,
         [](Line const& line) { return line.figure != nullptr ? Cell(line.figure->name) : Cell(); }},
        {"year.column.value"_msg, 12,
         [](Line const& line) { return line.figure != nullptr ? number_cell(line.figure->value) : Cell(); }},
        {"figure.field.unit"_msg, 20,
         [](Line const& line) { return line.figure != nullptr ? Cell(line.figure->unit) : Cell(); }},
        {"year.column.value_day"_msg, 12,
         [](Line const& line) { return line.figure != nullptr ? day_cell(line.figure->value_day) : Cell(); }},
        {"figure.field.target"_msg, 12,
         [](Line const& line) { return line.figure != nullptr ? number_cell(line.figure->target) : Cell(); }},
        {"year.column.figure_light"_msg, 16, [&](Line const& line) {
             return line.figure != nullptr ? Cell(light_mark(texts, line.figure->light).text) : Cell();
         }}};
    web::ListExport<Line> file(
        call, table::Format::csv, "stand-" + std::to_string(read.year.year), "measure.title"_msg,
        std::move(columns));
    for (auto const& measure : read.state.measures) {
        if (measure.figures.empty())
            file.add({&measure, nullptr});
        for (auto const& figure : measure.figures)
            file.add({&measure, &figure});
    }
    return file.answer();
}

} // namespace kommin::steering
