// The report of one year against the one before.

#include "modules/goals/measures/api.hpp"
#include "modules/steering/closing/closed_course_pages.hpp"
#include "modules/steering/closing/closing_pages.hpp"
#include "modules/steering/evaluations/evaluation.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/page_parts.hpp"

#include <array>
#include <iterator>
#include <utility>

namespace kommin::steering {

using html::each;
using html::when;
using html::Writer;
using i18n::Texts;

namespace {

// "im Plan", and before an arrow what it was where that is another one.
void write_light_change(Writer& w, Texts const& texts, Changed const& one)
{
    auto const now = light_mark(texts, one.light_now);
    if (one.light_then == one.light_now) {
        w(R"(<span class="{}">{}</span>)", now.shape, now.text);
        return;
    }
    auto const then = light_mark(texts, one.light_then);
    w(R"(<span class="{}">{}</span> {} <span class="{}">{}</span>)", then.shape, then.text,
      texts("year.report.now"_msg), now.shape, now.text);
}

std::string change_text(Texts const& texts, std::string then, std::string now)
{
    if (then == now)
        return now;
    return texts("year.report.change"_msg, {{"then", then}, {"now", now}});
}

void write_changed_title(Writer& w, Texts const& texts, Changed const& one)
{
    w("{}{}", one.title, when(one.earlier_title.has_value(), [&](Writer& inner) {
          inner(
              R"(<br><span class="small mute">{}</span>)",
              texts("year.report.formerly"_msg, {{"title", *one.earlier_title}}));
      }));
}

void write_changed_measures(Writer& w, Texts const& texts, YearReport const& report)
{
    if (report.measures.empty()) {
        w(R"(<p class="mute">{}</p>)", texts("year.report.measures.same"_msg));
        return;
    }
    w(R"(<div class="scroll" role="region" aria-labelledby="geaendert" tabindex="0"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
      texts("year.report.changed"_msg), texts("measure.one"_msg), texts("light.title"_msg),
      texts("year.column.progress"_msg), texts("staff.state"_msg),
      each(report.measures, [&](Writer& row, Changed const& one) {
          row(
              R"(<tr><th scope="row" {}>{}</th><td data-l="{}">{}</td><td data-l="{}">{}</td><td data-l="{}">{}</td></tr>)",
              html::Attributes{web::content_lang(texts)},
              [&](Writer& inner) { write_changed_title(inner, texts, one); }, texts("light.title"_msg),
              [&](Writer& inner) { write_light_change(inner, texts, one); },
              texts("year.column.progress"_msg),
              change_text(
                  texts, shown_progress(texts, one.progress_then), shown_progress(texts, one.progress_now)),
              texts("staff.state"_msg),
              change_text(
                  texts, web::word_of_value<goals::MeasureState>(one.state_then, texts),
                  web::word_of_value<goals::MeasureState>(one.state_now, texts)));
      }));
}

void write_changed_goals(Writer& w, Texts const& texts, YearReport const& report)
{
    if (report.goals.empty())
        return;
    w(R"(<h3>{}</h3><ul class="plain">{}</ul>)", texts("goal.title"_msg),
      each(report.goals, [&](Writer& item, Changed const& one) {
          item(
              R"(<li><span {}>{}</span>: {}</li>)", html::Attributes{web::content_lang(texts)},
              [&](Writer& inner) { write_changed_title(inner, texts, one); },
              change_text(
                  texts, shown_progress(texts, one.progress_then), shown_progress(texts, one.progress_now)));
      }));
}

void write_named(Writer& w, Texts const& texts, MessageKey title, std::vector<Named> const& all)
{
    if (all.empty())
        return;
    w(R"(<h3>{}</h3><ul class="plain">{}</ul>)", texts(title), each(all, [&](Writer& item, Named const& one) {
          item("<li {}>{}</li>", html::Attributes{web::content_lang(texts)}, one.title);
      }));
}

void write_changes(Writer& w, Texts const& texts, ReportPage const& page)
{
    auto const& report = page.report;
    w(R"(<section class="stack"><h2 id="geaendert">{}</h2>{}</section>)", texts("year.report.changed"_msg),
      [&](Writer& inner) {
          if (!report.has_before) {
              inner(
                  R"(<p class="mute">{}</p>)",
                  texts("year.report.before.none"_msg, {{"year", std::to_string(page.read.year.year - 1)}}));
              return;
          }
          write_changed_measures(inner, texts, report);
          write_named(inner, texts, "year.report.measures.new"_msg, report.new_measures);
          write_named(inner, texts, "year.report.measures.gone"_msg, report.gone_measures);
          write_changed_goals(inner, texts, report);
      });
}

void write_decided(Writer& w, Texts const& texts, ReportPage const& page)
{
    auto const& report = page.report;
    auto const& decisions = page.read.state.decisions;
    bool const is_empty = decisions.empty() && report.overruled.empty() && report.verdicts.empty();
    w(R"(<section class="stack" aria-labelledby="beschlossen"><h2 id="beschlossen">{}</h2>{}{}{}{}{}</section>)",
      texts("year.report.decided"_msg),
      when(
          !page.may_read_decisions,
          [&](Writer& inner) { inner(R"(<p class="mute">{}</p>)", texts("year.decisions.unread"_msg)); }),
      when(
          is_empty && page.may_read_decisions,
          [&](Writer& inner) {
              inner(R"(<p class="mute">{}</p>)", texts("year.report.decided.nothing"_msg));
          }),
      when(
          !decisions.empty(),
          [&](Writer& inner) { write_state_decisions(inner, texts, page.read, decisions.size()); }),
      when(
          !report.overruled.empty(),
          [&](Writer& inner) {
              inner(
                  R"(<h3>{}</h3><ul class="plain">{}</ul>)", texts("year.report.overruled"_msg),
                  each(report.overruled, [&](Writer& item, StatePriority const& one) {
                      item(
                          R"(<li><span {}>{}</span>: {}. {}</li>)",
                          html::Attributes{web::content_lang(texts)}, one.title,
                          texts(
                              "year.report.rank"_msg,
                              {{"shown", one.shown_rank.value_or(0)},
                               {"reckoned",
                                one.reckoned_rank ? texts.number(*one.reckoned_rank) : std::string("–")}}),
                          one.rank_reason);
                  }));
          }),
      when(!report.verdicts.empty(), [&](Writer& inner) {
          inner(
              R"(<h3>{}</h3><ul class="plain">{}</ul>)", texts("year.report.verdicts"_msg),
              each(report.verdicts, [&](Writer& item, StateEvaluation const& one) {
                  item(
                      R"(<li><span {}>{}</span>: {} ({}). {}</li>)",
                      html::Attributes{web::content_lang(texts)}, one.title,
                      web::word_of_value<Verdict>(one.verdict, texts),
                      web::word_of_value<EvaluationView>(one.view, texts), one.verdict_why);
              }));
      }));
}

// "1.000,00 €, jetzt 1.200,00 €"; of a year in which no money was kept, that there was none to know.
std::string money_change(Texts const& texts, MoneyReport const& money, MoneySum MoneyTotals::* const of)
{
    auto const shown = [&](std::optional<MoneyTotals> const& totals) {
        return totals ? shown_sum(texts, (*totals).*of) : std::string(texts("year.money.not_kept"_msg));
    };
    return change_text(texts, shown(money.then), shown(money.now));
}

void write_money_of_measures(Writer& w, Texts const& texts, MoneyReport const& money)
{
    if (money.measures.empty())
        return;
    w(R"(<div class="scroll" role="region" aria-labelledby="geld" tabindex="0"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
      texts("year.report.money.measures"_msg), texts("measure.one"_msg), texts("year.money.planned"_msg),
      texts("year.money.secured"_msg), texts("year.money.spent"_msg),
      each(money.measures, [&](Writer& row, MoneyChanged const& one) {
          auto const change = [&](MoneySum const& then, MoneySum const& now) {
              return change_text(texts, shown_sum(texts, then), shown_sum(texts, now));
          };
          row(R"(<tr><th scope="row" {}>{}</th><td data-l="{}">{}</td><td data-l="{}">{}</td><td data-l="{}">{}</td></tr>)",
              html::Attributes{web::content_lang(texts)}, one.title, texts("year.money.planned"_msg),
              change(one.then.planned, one.now.planned), texts("year.money.secured"_msg),
              change(one.then.secured, one.now.secured), texts("year.money.spent"_msg),
              change(one.then.spent, one.now.spent));
      }));
}

void write_money(Writer& w, Texts const& texts, ReportPage const& page)
{
    if (!page.read.may_see_money)
        return;
    auto const& money = page.report.money;
    w(R"(<section class="stack"><h2 id="geld">{}</h2>{}</section>)", texts("year.money"_msg),
      [&](Writer& inner) {
          if (!page.report.has_before) {
              if (money.now)
                  write_money_totals(inner, texts, *money.now);
              else
                  inner(R"(<p class="mute">{}</p>)", texts("year.money.unknown"_msg));
              return;
          }
          static constexpr std::array facts{
              std::pair("year.money.planned"_msg, &MoneyTotals::planned),
              std::pair("year.money.secured"_msg, &MoneyTotals::secured),
              std::pair("year.money.committed"_msg, &MoneyTotals::committed),
              std::pair("year.money.spent"_msg, &MoneyTotals::spent),
              std::pair("year.money.at_risk"_msg, &MoneyTotals::at_risk)};
          inner(
              R"(<dl class="dl">{}</dl>{})",
              each(
                  facts,
                  [&](Writer& fact, auto const& one) {
                      web::write_fact(fact, texts(one.first), money_change(texts, money, one.second));
                  }),
              [&](Writer& table) { write_money_of_measures(table, texts, money); });
      });
}

void write_missed(Writer& w, Texts const& texts, ReportPage const& page)
{
    w(
        R"(<section class="stack" aria-labelledby="verfehlt"><h2 id="verfehlt">{}</h2>{}{}</section>)",
        texts("year.report.missed"_msg),
        [&](Writer& inner) {
            if (page.report.missed.empty()) {
                inner(R"(<p class="mute">{}</p>)", texts("year.report.missed.nothing"_msg));
                return;
            }
            inner(
                R"(<ul class="plain">{}</ul>)",
                each(page.report.missed, [&](Writer& item, Missed const& one) {
                    auto const light = light_mark(texts, one.light);
                    item(
                        R"(<li><strong {}>{}</strong> <span class="{}">{}</span> <span class="small mute">{}</span>{}</li>)",
                        html::Attributes{web::content_lang(texts)}, one.title, light.shape, light.text,
                        web::word_of_value<goals::MeasureState>(one.state, texts), [&](Writer& why) {
                            for (auto const& milestone : one.milestones)
                                why(R"(<p class="small">{}: <span {}>{}</span></p>)",
                                    texts("year.report.missed.milestone"_msg),
                                    html::Attributes{web::content_lang(texts)},
                                    shown_milestone(texts, milestone));
                            if (one.reasons.empty())
                                why(R"(<p class="mute small">{}</p>)",
                                    texts("year.report.missed.no_reason"_msg));
                            for (auto const& reason : one.reasons)
                                web::write_lines(why, reason);
                        });
                }));
        },
        when(!page.read.state.missing.empty(), [&](Writer& inner) {
            inner("<h3>{}</h3>{}", texts("year.missing"_msg), [&](Writer& list) {
                write_missing(list, texts, page.read.state.missing);
            });
        }));
}

}

http::Response year_report_page(web::Call const& call, ReportPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& read = page.read;
    auto frame = frame_below_year(
        call, read.year, page.names,
        texts(
            "year.report.title"_msg,
            {{"year", std::to_string(read.year.year)}, {"before", std::to_string(read.year.year - 1)}}));
    frame.state_line = texts(
        read.closed ? "year.report.line.closed"_msg : "year.report.line.open"_msg,
        {{"day", shown_day(texts, read.state.state_day)}});
    frame.is_wide = true;
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"(<div class="stack">{}{}{}{}</div>)", [&](Writer& inner) { write_changes(inner, texts, page); },
            [&](Writer& inner) { write_decided(inner, texts, page); },
            [&](Writer& inner) { write_money(inner, texts, page); },
            [&](Writer& inner) { write_missed(inner, texts, page); });
    });
}

} // namespace kommin::steering
