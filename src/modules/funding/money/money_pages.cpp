#include "modules/funding/money/money_pages.hpp"

#include "modules/funding/programmes/permissions.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/page_parts.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace kommin::funding {

using html::Attributes;
using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using web::staff_url;

namespace {

constexpr std::string_view path_of_measures = "massnahmen";
constexpr std::string_view path_of_money = "geld";

Url money_page_url(goals::MeasureId measure, std::string_view page)
{
    return staff_url({path_of_measures, std::to_string(measure.value), path_of_money, page});
}

void write_money_cell(Writer& w, Texts const& texts, MessageKey label, std::string const& value)
{
    w(R"(<td class="num" data-l="{}">{}</td>)", texts(label), value);
}

// What was carried into it and out of it, and what the other lines of its group do for it and it for them.
void write_moves(Writer& w, Texts const& texts, MoneyPage const& page, BudgetLine const& line)
{
    auto const say
        = [&](std::string const& sentence) { w(R"(<br><span class="small">{}</span>)", sentence); };
    for (auto const& one : page.carried) {
        auto const amount = texts.money(one.amount);
        if (one.to == line.id)
            say(texts(
                "budget.carried.from"_msg, {{"amount", amount}, {"year", std::to_string(one.from_year)}}));
        if (one.from == line.id)
            say(texts("budget.carried.to"_msg, {{"amount", amount}, {"year", std::to_string(one.to_year)}}));
    }
    auto const group
        = std::ranges::find_if(page.groups, [&](BudgetGroup const& one) { return line.group == one.id; });
    if (group == page.groups.end())
        return;
    say(texts("budget.group.in"_msg, {{"name", group->name}}));
    if (line.cover.covered > Money{})
        say(texts("budget.cover.covered"_msg, {{"amount", texts.money(line.cover.covered)}}));
    if (line.cover.given > Money{})
        say(texts("budget.cover.given"_msg, {{"amount", texts.money(line.cover.given)}}));
}

void write_budget_line(
    Writer& w, web::Call const& call, Texts const& texts, MoneyPage const& page, BudgetLine const& line)
{
    auto const forecast = forecast_of(line, call.local_now().date);
    auto const counted = line.counted();
    Attributes const content{web::content_lang(texts)};
    w(
        R"(<tr><th scope="row">{}{}{}{}{}</th>{}{}{}{}{}{}<td data-l="{}">{}</td></tr>)",
        [&](Writer& inner) {
            if (page.may_edit)
                inner(
                    R"(<a href="{}">{}</a>)", budget_line_url(page.measure.id, line.id),
                    texts(label_of(line.source)));
            else
                inner("{}", texts(label_of(line.source)));
        },
        when(
            !line.source_text.empty(),
            [&](Writer& inner) {
                inner(R"(<br><span class="small" {}>{}</span>)", content, line.source_text);
            }),
        when(
            !line.hangs_on.is_nothing(),
            [&](Writer& inner) {
                auto const name = page.names.text(line.hangs_on, texts);
                if (page.names.has(line.hangs_on))
                    inner(R"(<br><a class="small" href="{}">{}</a>)", url_of(line.hangs_on), name);
                else
                    inner(R"(<br><span class="small">{}</span>)", name);
            }),
        when(
            !line.remark.empty(),
            [&](Writer& inner) {
                inner(R"(<br><span class="small mute" {}>{}</span>)", content, line.remark);
            }),
        [&](Writer& moves) { write_moves(moves, texts, page, line); },
        [&](Writer& cell) {
            write_money_cell(cell, texts, "budget.field.planned"_msg, optional_money(counted.planned, texts));
        },
        [&](Writer& cell) {
            write_money_cell(cell, texts, "budget.field.secured"_msg, optional_money(counted.secured, texts));
        },
        [&](Writer& cell) {
            write_money_cell(
                cell, texts, "budget.field.committed"_msg, optional_money(bound_of(counted), texts));
        },
        [&](Writer& cell) {
            write_money_cell(cell, texts, "budget.field.spent"_msg, optional_money(counted.spent, texts));
        },
        [&](Writer& cell) {
            write_money_cell(cell, texts, "budget.gap"_msg, optional_money(line.open_gap(), texts));
        },
        [&](Writer& cell) {
            write_money_cell(cell, texts, "budget.forecast"_msg, optional_money(forecast.amount, texts));
        },
        texts("budget.field.as_of"_msg), texts.date(line.as_of, i18n::DateStyle::short_numeric));
}

void write_year(
    Writer& w, web::Call const& call, Texts const& texts, MoneyPage const& page, int year,
    std::vector<BudgetLine> const& lines)
{
    auto const totals = totals_of(lines, call.local_now().date);
    auto const id = "jahr-" + std::to_string(year);
    w(
        R"(<section class="stack"><h2 id="{}">{}</h2><div class="scroll" role="region" aria-labelledby="{}" tabindex="0"><table class="tbl tbl--stack"><thead><tr><th scope="col">{}</th>{}<th scope="col">{}</th></tr></thead><tbody>{}</tbody><tfoot><tr><th scope="row">{}</th>{}<td></td></tr></tfoot></table></div>{}</section>)",
        id, std::to_string(year), id, texts("budget.field.source"_msg),
        [&](Writer& heads) { write_total_heads(heads, texts); }, texts("budget.field.as_of"_msg),
        each(
            lines,
            [&](Writer& row, BudgetLine const& line) { write_budget_line(row, call, texts, page, line); }),
        texts("budget.sum"_msg), [&](Writer& cells) { write_total_cells(cells, texts, totals); },
        [&](Writer& rules) { write_rules(rules, texts, totals); });
}

void write_dependencies(Writer& w, web::Call const& call, Texts const& texts, MoneyPage const& page)
{
    auto const choices = page.names.choices(texts, "budget.dependency.choose"_msg, page.chosen);
    w(
        R"(<section class="card" aria-labelledby="abhaengig"><h2 id="abhaengig">{}</h2>{}{}{}</section>)",
        texts("budget.dependency.title"_msg),
        when(
            !page.measure.grant.empty(),
            [&](Writer& inner) {
                inner(
                    R"(<p><span class="small mute">{}</span> <span {}>{}</span></p>)",
                    texts("budget.dependency.words"_msg), Attributes{web::content_lang(texts)},
                    page.measure.grant);
            }),
        [&](Writer& inner) {
            if (page.dependencies.empty()) {
                inner(R"(<p class="mute small">{}</p>)", texts("budget.dependency.none"_msg));
                return;
            }
            inner(
                R"(<ul class="plain">{}</ul>)",
                each(page.dependencies, [&](Writer& item, Dependency const& one) {
                    auto const name = page.names.text(one.on, texts);
                    item(
                        "<li>{}{}</li>",
                        [&](Writer& link) {
                            if (page.names.has(one.on))
                                link(R"(<a href="{}">{}</a>)", url_of(one.on), name);
                            else
                                link("{}", name);
                        },
                        when(page.may_edit, [&](Writer& form) {
                            form(
                                R"(<form method="post" action="{}">{}<input type="hidden" name="welche" value="{}"><button class="kern-btn kern-btn--tertiary kern-btn--sm" type="submit"><span class="kern-label">{}<span class="vh">: {}</span></span></button></form>)",
                                staff_url(
                                    {path_of_measures, std::to_string(page.measure.id.value), path_of_money,
                                     "abhaengigkeit", "entfernen"}),
                                web::FormToken{call}, one.id, texts("budget.dependency.remove"_msg), name);
                        }));
                }));
        },
        when(page.may_edit, [&](Writer& inner) {
            inner(
                R"(<form class="form" method="post" action="{}" novalidate>{}{}{}</form>)",
                staff_url(
                    {path_of_measures, std::to_string(page.measure.id.value), path_of_money, "abhaengigkeit",
                     "neu"}),
                web::FormToken{call},
                web::SelectField{
                    .texts = texts,
                    .name = budget_field::hangs_on,
                    .label = "budget.dependency.field"_msg,
                    .choices = choices,
                    .value = page.chosen,
                    .problems = page.problems,
                    .hint = "budget.dependency.hint"_msg},
                web::SubmitButton{texts("budget.dependency.add"_msg), "secondary"});
        }));
}

}

Url money_url(goals::MeasureId measure)
{
    return staff_url({path_of_measures, std::to_string(measure.value), path_of_money});
}

Url budget_line_url(goals::MeasureId measure, BudgetLineId id, std::string_view page)
{
    auto const of = std::to_string(measure.value);
    auto const number = std::to_string(id.value);
    return page.empty() ? staff_url({path_of_measures, of, path_of_money, number})
                        : staff_url({path_of_measures, of, path_of_money, number, page});
}

std::string optional_money(std::optional<Money> amount, Texts const& texts)
{
    return amount ? texts.money(*amount) : "–";
}

std::string sum_text(Sum const& sum, Texts const& texts)
{
    if (!sum.amount())
        return "–";
    auto const amount = texts.money(sum.known);
    return sum.unknown == 0 ? amount
                            : texts("budget.sum.partly"_msg, {{"amount", amount}, {"count", sum.unknown}});
}

std::string sum_words(Sum const& sum, Texts const& texts)
{
    return sum.amount() ? sum_text(sum, texts) : std::string(texts("funding.amount.unknown"_msg));
}

void write_rules(Writer& w, Texts const& texts, Totals const& totals)
{
    auto const sentence = [](ForecastRule rule) {
        switch (rule) {
        case ForecastRule::closed:
            return "budget.rule.closed"_msg;
        case ForecastRule::bound:
            return "budget.rule.bound"_msg;
        case ForecastRule::rate:
            return "budget.rule.rate"_msg;
        case ForecastRule::secured:
            return "budget.rule.secured"_msg;
        case ForecastRule::unknown:
            break;
        }
        return "budget.rule.unknown"_msg;
    };
    w(R"(<p class="small mute">{} {} {}</p>)", texts("budget.rule.gap"_msg),
      texts("budget.rule.forecast"_msg), each(totals.rules, [&](Writer& inner, ForecastRule rule) {
          inner("{} ", texts(sentence(rule), {{"days", days_before_rate}}));
      }));
    if (totals.has_carried())
        w(R"(<p class="small mute">{}</p>)",
          texts(
              "budget.rule.carried"_msg,
              {{"in", texts.money(totals.carried_in.known)},
               {"out", texts.money(totals.carried_out.known)}}));
    if (totals.covered.known > Money{})
        w(R"(<p class="small mute">{}</p>)",
          texts("budget.rule.cover"_msg, {{"amount", texts.money(totals.covered.known)}}));
}

void write_total_heads(Writer& w, Texts const& texts)
{
    for (auto const label :
         {"budget.field.planned"_msg, "budget.field.secured"_msg, "budget.field.committed"_msg,
          "budget.field.spent"_msg, "budget.gap"_msg, "budget.forecast"_msg})
        w(R"(<th scope="col" class="num">{}</th>)", texts(label));
}

void write_total_cells(Writer& w, Texts const& texts, Totals const& totals)
{
    write_money_cell(w, texts, "budget.field.planned"_msg, sum_text(totals.planned, texts));
    write_money_cell(w, texts, "budget.field.secured"_msg, sum_text(totals.secured, texts));
    write_money_cell(w, texts, "budget.field.committed"_msg, sum_text(totals.committed, texts));
    write_money_cell(w, texts, "budget.field.spent"_msg, sum_text(totals.spent, texts));
    write_money_cell(w, texts, "budget.gap"_msg, sum_text(totals.gap, texts));
    write_money_cell(w, texts, "budget.forecast"_msg, sum_text(totals.forecast, texts));
}

web::StaffFrame frame_below_money(
    web::Call const& call, goals::NamedMeasure const& measure, std::string title)
{
    auto const& texts = web::staff_texts(call);
    return {
        .call = call,
        .title = std::move(title),
        .section = std::string(path_of_measures),
        .crumbs
        = {{staff_url({path_of_measures}), std::string(texts("budget.crumb.measures"_msg))},
           {goals::measure_url(measure.id), measure.title, true},
           {money_url(measure.id), std::string(texts("budget.title"_msg))}}};
}

std::string title_of(BudgetLine const& line, Texts const& texts)
{
    auto title = std::to_string(line.year) + ", " + std::string(texts(label_of(line.source)));
    return line.source_text.empty() ? title : title + ", " + line.source_text;
}

http::Response money_page(web::Call const& call, MoneyPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto frame = frame_below_money(
        call, page.measure, texts("budget.title.of"_msg, {{"title", page.measure.title}}));
    frame.crumbs.pop_back();
    frame.is_wide = true;
    frame.problems = page.problems;
    if (page.may_edit)
        frame.actions = [&](Writer& w) {
            w(R"(<a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a>)",
              money_page_url(page.measure.id, "neu"), texts("budget.new"_msg));
        };
    std::map<int, std::vector<BudgetLine>, std::greater<>> years;
    for (auto const& line : page.lines)
        years[line.year].push_back(line);
    return web::staff_page(frame, [&](Writer& w) {
        web::write_not_stored(w, texts, page.not_stored);
        w(
            R"(<div class="stack">{}{}{}{}{}</div>)",
            when(
                page.lines.empty(),
                [&](Writer& inner) {
                    inner(
                        R"(<div class="empty"><h2>{}</h2><p>{}</p></div>)", texts("budget.none"_msg),
                        texts(page.may_edit ? "budget.none.first"_msg : "budget.none.text"_msg));
                }),
            when(
                page.is_cut,
                [&](Writer& inner) {
                    inner(
                        R"(<p class="note">{}</p>)", texts("budget.cut"_msg, {{"count", page.lines.size()}}));
                }),
            [&](Writer& inner) {
                for (auto const& [year, lines] : years)
                    write_year(inner, call, texts, page, year, lines);
            },
            [&](Writer& inner) { write_dependencies(inner, call, texts, page); }, page.life);
    });
}

} // namespace kommin::funding
