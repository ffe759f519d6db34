// The form of a budget line.

#include "modules/funding/money/money_pages.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/page_parts.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kommin::funding {

using html::Writer;
using i18n::Texts;
using records::Fields;
using web::FieldWidth;

namespace {

constexpr std::array amount_fields{budget_field::planned,    budget_field::secured,
                                   budget_field::committed,  budget_field::spent,
                                   budget_field::carried_in, budget_field::carried_out};

std::vector<web::Choice> group_choices(Texts const& texts, BudgetFormPage const& page)
{
    std::vector<web::Choice> choices{{"", std::string(texts("budget.group.none"_msg))}};
    for (auto const& one : page.groups)
        choices.push_back({std::to_string(one.id.value), std::to_string(one.year) + ": " + one.name});
    // Saving takes no line out of a group that is not among those that are listed.
    std::string chosen(page.fields.value(budget_field::group));
    if (!chosen.empty() && std::ranges::find(choices, chosen, &web::Choice::value) == choices.end())
        choices.push_back({std::move(chosen), std::string(texts("budget.group.other"_msg))});
    return choices;
}

void write_budget_fields(Writer& w, Texts const& texts, BudgetFormPage const& page)
{
    web::FormFields const form(texts, page.fields, page.problems);
    auto const label = [](std::string_view name) { return web::label_in(all_budget_fields, name); };
    auto const sources = web::choices_among<FundingSource>(all_funding_sources, texts);
    auto const hangs_on
        = page.names.choices(texts, "budget.hangs_on.nothing"_msg, page.fields.value(budget_field::hangs_on));
    auto const groups = group_choices(texts, page);
    auto const narrow = [&](std::string_view name, MessageKey hint, bool is_required = false) {
        return form.text(name, label(name), FieldWidth::narrow, hint, is_required);
    };
    w(R"({}<div class="sec">{}{}{}{}{}</div><div class="sec">{}{}{}{}{}</div><div class="sec">{}</div>)",
      web::RequiredNote{texts}, narrow(budget_field::year, {}, true),
      form.choice(budget_field::source, label(budget_field::source), sources, "budget.hint.source"_msg),
      form.text(
          budget_field::source_text, label(budget_field::source_text), FieldWidth::whole,
          "budget.hint.source_text"_msg),
      form.choice(
          budget_field::hangs_on, label(budget_field::hangs_on), hangs_on, "budget.hint.hangs_on"_msg),
      form.choice(budget_field::group, label(budget_field::group), groups, "budget.hint.group"_msg),
      narrow(budget_field::planned, "funding.hint.money"_msg),
      narrow(budget_field::secured, "budget.hint.secured"_msg),
      narrow(budget_field::committed, "budget.hint.committed"_msg),
      narrow(budget_field::spent, "budget.hint.spent"_msg),
      form.day(budget_field::as_of, label(budget_field::as_of), "budget.hint.as_of"_msg, false),
      form.text(budget_field::remark, label(budget_field::remark), FieldWidth::whole));
}

// The amounts of the form are those of the year itself.
void write_carried_of(Writer& w, Texts const& texts, BudgetLine const& line)
{
    for (auto const& [amount, sentence] :
         {std::pair(line.carried.in, "budget.carry.note.in"_msg),
          std::pair(line.carried.out, "budget.carry.note.out"_msg)}) {
        if (amount > Money{})
            w(R"(<p class="note">{}</p>)", texts(sentence, {{"amount", texts.money(amount)}}));
    }
}

}

web::RecordForm budget_record_form(Texts const& texts, HangsOnNames names, std::vector<BudgetGroup> groups)
{
    auto form = web::record_form(kept_budget_fields, texts);
    form.shown = [&texts, names = std::move(names),
                  groups = std::move(groups)](Fields const& fields, std::string_view name) {
        std::string value(fields.value(name));
        if (name == budget_field::source)
            return web::word_of_value<FundingSource>(value, texts);
        if (name == budget_field::hangs_on)
            return names.text(read_hangs_on(value).value_or(HangsOn{}), texts);
        if (name == budget_field::group) {
            auto const found = std::ranges::find_if(
                groups, [&](BudgetGroup const& one) { return std::to_string(one.id.value) == value; });
            if (found != groups.end())
                return found->name;
            return value.empty() ? value : std::string(texts("budget.group.other"_msg));
        }
        bool const is_amount = std::ranges::find(amount_fields, name) != amount_fields.end();
        auto const money = is_amount ? read_typed_money(value) : std::nullopt;
        return money ? texts.money(*money) : value;
    };
    return form;
}

http::Response budget_form_page(web::Call const& call, BudgetFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const* one = page.line;
    auto const& measure = page.measure;
    auto frame = frame_below_money(
        call, measure, one == nullptr ? std::string(texts("budget.new"_msg)) : title_of(*one, texts));
    frame.problems = page.problems;
    web::FormShell const shell{
        .call = call,
        .texts = texts,
        .url = one == nullptr
            ? web::staff_url({"massnahmen", std::to_string(measure.id.value), "geld", "neu"})
            : budget_line_url(measure.id, one->id),
        .version = one == nullptr ? std::nullopt : std::optional(one->version),
        .form_key = page.form_key,
        .back = money_url(measure.id),
        .shown_version = page.shown_version};
    return shell.page(
        frame, [&](Writer& w) { write_budget_fields(w, texts, page); },
        [&](Writer& w) {
            web::write_effect(w, texts, "budget.effect"_msg);
            if (one == nullptr)
                return;
            write_carried_of(w, texts, *one);
            web::write_history_card(w, texts, budget_line_url(measure.id, one->id, "verlauf"));
            w(R"(<p><a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></p>)",
              budget_line_url(measure.id, one->id, "uebertragen"), texts("budget.carry"_msg));
            w(R"(<p><a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></p>)",
              budget_line_url(measure.id, one->id, "loeschen"), texts("budget.erase"_msg));
        });
}

http::Response budget_erasing_question(
    web::Call const& call, goals::NamedMeasure const& measure, BudgetLine const& line,
    std::vector<Problem> const& problems)
{
    auto const& texts = web::staff_texts(call);
    auto frame = frame_below_money(
        call, measure, texts("budget.erase.title"_msg, {{"name", title_of(line, texts)}}));
    frame.problems = problems;
    return web::staff_page(frame, [&](Writer& w) {
        w(R"(<div class="stack measure"><p>{}</p><div class="row"><form method="post" action="{}">{}<input type="hidden" name="fassung" value="{}">{}</form><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></div></div>)",
          texts("budget.erase.question"_msg), budget_line_url(measure.id, line.id, "loeschen"),
          web::FormToken{call}, line.version,
          web::SubmitButton{texts("budget.erase.yes"_msg), "primary grave"},
          budget_line_url(measure.id, line.id), texts("form.back"_msg));
    });
}

} // namespace kommin::funding
