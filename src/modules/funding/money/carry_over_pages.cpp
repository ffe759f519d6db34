// The page on which what a budget line has not spent is carried into the next year.

#include "modules/funding/money/money_pages.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/page_parts.hpp"
#include "platform/web/record_form.hpp"

#include <string>
#include <utility>

namespace kommin::funding {

using html::when;
using html::Writer;
using i18n::Texts;
using web::FieldWidth;

namespace {

// Of what is left, how it came about. A line carries once: then nothing is said of the rest.
void write_left(Writer& w, Texts const& texts, CarryPage const& page)
{
    auto const& line = page.line;
    auto const counted = line.counted();
    auto const left = carriable_of(line.amounts, line.carried);
    w(
        R"(<dl class="dl">{}{}{}{}</dl>{})",
        [&](Writer& fact) {
            web::write_fact(fact, texts("budget.field.planned"_msg), optional_money(counted.planned, texts));
        },
        [&](Writer& fact) {
            web::write_fact(fact, texts("budget.field.secured"_msg), optional_money(counted.secured, texts));
        },
        [&](Writer& fact) {
            web::write_fact(fact, texts("budget.field.spent"_msg), optional_money(counted.spent, texts));
        },
        when(
            page.carried == nullptr && !page.why_not,
            [&](Writer& fact) {
                web::write_fact(
                    fact, texts("budget.carry.left"_msg),
                    left ? texts.money(*left) : std::string(texts("funding.amount.unknown"_msg)));
            }),
        when(page.carried == nullptr, [&](Writer& rule) {
            rule(R"(<p class="small mute measure">{}</p>)", texts("budget.carry.rule"_msg));
        }));
}

void write_carry_form(Writer& w, web::Call const& call, Texts const& texts, CarryPage const& page)
{
    web::FormFields const form(texts, page.fields, page.problems);
    auto const label = [](std::string_view name) { return web::label_in(all_carry_fields, name); };
    std::vector<web::Choice> into;
    for (auto const& one : page.next)
        into.push_back({std::to_string(one.id.value), title_of(one, texts)});
    into.push_back(
        {std::string(new_line),
         texts("budget.carry.into.new"_msg, {{"year", std::to_string(page.line.year + 1)}})});
    auto const url = budget_line_url(page.measure.id, page.line.id, "uebertragen");
    w(
        R"(<form class="form stack-top" method="post" action="{}" novalidate>{}<input type="hidden" name="fassung" value="{}">{}<div class="sec">{}{}{}{}</div><div class="save">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></form>)",
        url, web::FormToken{call}, page.line.version, web::RequiredNote{texts},
        form.text(
            carry_field::amount, label(carry_field::amount), FieldWidth::narrow, "funding.hint.money"_msg,
            true),
        [&](Writer& inner) { form.write_choices(inner, carry_field::into, label(carry_field::into), into); },
        form.day(
            carry_field::carried_on, label(carry_field::carried_on), "budget.carry.hint.carried_on"_msg,
            false),
        form.text(
            carry_field::reason, label(carry_field::reason), FieldWidth::whole,
            "budget.carry.hint.reason"_msg, true),
        web::SubmitButton{texts("budget.carry.do"_msg)}, budget_line_url(page.measure.id, page.line.id),
        texts("form.back"_msg));
}

void write_why_not(Writer& w, Texts const& texts, CarryPage const& page, Problem const& why)
{
    w(R"(<p class="note">{}</p><p><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></p>)",
      texts.fill(why.message, why.arguments), budget_line_url(page.measure.id, page.line.id),
      texts("form.back"_msg));
}

void write_carried(Writer& w, web::Call const& call, Texts const& texts, CarryPage const& page)
{
    auto const& one = *page.carried;
    w(R"(<p>{}</p><p {}>{}</p>{})",
      texts(
          "budget.carry.done"_msg,
          {{"amount", texts.money(one.amount)},
           {"year", std::to_string(one.to_year)},
           {"day", texts.date(one.carried_on, i18n::DateStyle::short_numeric)}}),
      html::Attributes{web::content_lang(texts)}, one.reason,
      web::ButtonForm{
          call, budget_line_url(page.measure.id, page.line.id, "uebertragung-zurueck"), page.line.version,
          texts("budget.carry.take_back"_msg)});
}

}

http::Response carry_page(web::Call const& call, CarryPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const title = title_of(page.line, texts);
    auto frame = frame_below_money(call, page.measure, texts("budget.carry.title"_msg, {{"name", title}}));
    frame.crumbs.push_back({budget_line_url(page.measure.id, page.line.id), title});
    frame.problems = page.problems;
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"(<div class="stack">{}{}</div>)", [&](Writer& left) { write_left(left, texts, page); },
            [&](Writer& inner) {
                if (page.carried != nullptr)
                    write_carried(inner, call, texts, page);
                else if (page.why_not)
                    write_why_not(inner, texts, page, *page.why_not);
                else
                    write_carry_form(inner, call, texts, page);
            });
    });
}

} // namespace kommin::funding
