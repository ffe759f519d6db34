#pragma once
// Programmes, applications and budgets as somebody at work enters them, and their use cases, each with the
// right that it asks for.

#include "app/tests/use_case_attempt.hpp"
#include "modules/funding/testing.hpp"
#include "platform/records/fields.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::app {

inline records::Fields titled(std::string title)
{
    records::Fields fields;
    fields.set("title", std::move(title));
    return fields;
}
inline Result<funding::ProgrammeId> funding_programme_of(Work& work, std::string const& name)
{
    return funding::add_funding_programme(work, titled("Förderprogramm " + name), name);
}
inline Result<funding::FundingCallId> funding_call_of(
    Work& work, funding::ProgrammeId programme, std::string const& name)
{
    return funding::add_funding_call(work, programme, titled("Aufruf " + name), name);
}

// What a form about an application says. `body`: slug of the municipality, "" for the Kreis.
inline records::Fields applied_for(std::string const& body, std::string title)
{
    auto fields = titled(std::move(title));
    fields.set("body", body);
    fields.set("authority", "Ministerium");
    return fields;
}
inline Result<funding::ApplicationId> application_of(
    Work& work, std::string const& body, std::string const& name)
{
    return funding::add_application(work, applied_for(body, "Antrag " + name), name);
}

// What a form about a budget line says.
inline records::Fields budgeted(std::string planned)
{
    records::Fields fields;
    fields.set("year", "2026");
    fields.set("source", "state");
    fields.set("planned", std::move(planned));
    fields.set("as_of", "01.06.2026");
    return fields;
}
inline Result<funding::BudgetLineId> budget_line_of(
    Work& work, goals::MeasureId measure, std::string const& name)
{
    return funding::add_budget_line(work, measure, budgeted("100"), name);
}

// What a form about a group of lines that cover each other says. `body`: as of applied_for().
inline records::Fields grouped(std::string const& body, std::string name)
{
    records::Fields fields;
    fields.set("body", body);
    fields.set("year", "2026");
    fields.set("name", std::move(name));
    return fields;
}
inline Result<funding::BudgetGroupId> budget_group_of(
    Work& work, std::string const& body, std::string const& name)
{
    return funding::add_budget_group(work, grouped(body, "Deckungskreis " + name), name);
}
// A line of a year that is over, with money left.
inline Result<funding::BudgetLineId> left_line_of(
    Work& work, goals::MeasureId measure, std::string const& name)
{
    auto fields = budgeted("100");
    fields.set("year", "2000");
    fields.set("secured", "100");
    fields.set("spent", "40");
    return funding::add_budget_line(work, measure, fields, name);
}
inline records::Fields carried()
{
    records::Fields fields;
    fields.set("amount", "60");
    fields.set("into", "neu");
    fields.set("carried_on", "01.02.2001");
    fields.set("reason", "Kreistag");
    return fields;
}

// `measure`: of the municipality with that slug.
template<class DoWork>
void add_funding_attempts(
    std::vector<Attempt>& all, DoWork const& do_work, goals::MeasureId measure, std::string const& body)
{
    using namespace funding;
    auto const programme = *do_work([](Work& work) { return funding_programme_of(work, "eins"); });
    auto const call = *do_work([=](Work& work) { return funding_call_of(work, programme, "eins"); });
    auto const application = *do_work([&](Work& work) { return application_of(work, body, "eins"); });
    auto const line = *do_work([=](Work& work) { return budget_line_of(work, measure, "eins"); });
    auto const hangs_on = hangs_on_value({.application = application, .grant = {}});
    auto const submitted = [] {
        records::Fields fields;
        fields.set("state", "submitted");
        return fields;
    };
    auto const add
        = [&](std::string_view name, Permission permission, std::function<Result<void>(Work&)> call_it) {
              all.push_back({name, permission, std::move(call_it)});
          };
    add("add_funding_programme", edit_programmes,
        [](Work& work) { return without_value(funding_programme_of(work, "zwei")); });
    add("save_funding_programme", edit_programmes,
        [=](Work& work) { return save_funding_programme(work, {programme, 1}, titled("Anders")); });
    add("add_funding_call", edit_programmes,
        [=](Work& work) { return without_value(funding_call_of(work, programme, "zwei")); });
    add("save_funding_call", edit_programmes,
        [=](Work& work) { return save_funding_call(work, {call, 1}, titled("Anders")); });
    all.push_back(
        {"add_application", edit_money,
         [body](Work& work) { return without_value(application_of(work, body, "zwei")); }, "body"});
    add("save_application", edit_money,
        [=](Work& work) { return save_application(work, {application, 1}, applied_for({}, "Anders")); });
    add("note_application_step", edit_money, [=](Work& work) {
        return without_value(note_application_step(work, {application, 1}, submitted()));
    });
    add("take_back_application_step", edit_money, [=](Work& work) {
        // Whoever may not note one has none to take back, which is no refusal.
        auto const noted = note_application_step(work, {application, 1}, submitted());
        if (!noted && noted.problem().kind != ProblemKind::not_found)
            return Result<void>(noted.problem());
        return take_back_application_step(work, {application, noted ? 2 : 1});
    });
    add("add_budget_line", edit_money,
        [=](Work& work) { return without_value(budget_line_of(work, measure, "zwei")); });
    add("save_budget_line", edit_money,
        [=](Work& work) { return save_budget_line(work, {line, 1}, budgeted("200")); });
    auto const left = *do_work([=](Work& work) { return left_line_of(work, measure, "Rest"); });
    auto const group = *do_work([&](Work& work) { return budget_group_of(work, body, "eins"); });
    add("carry_over", edit_money,
        [=](Work& work) { return without_value(carry_over(work, {left, 1}, carried())); });
    add("take_back_carry_over", edit_money,
        [=](Work& work) { return without_value(take_back_carry_over(work, {left, 1})); });
    all.push_back(
        {"add_budget_group", edit_money,
         [body](Work& work) { return without_value(budget_group_of(work, body, "zwei")); }, "body"});
    add("save_budget_group", edit_money,
        [=](Work& work) { return save_budget_group(work, {group, 1}, grouped({}, "Anders")); });
    add("erase_budget_group", edit_money, [=](Work& work) { return erase_budget_group(work, {group, 1}); });
    add("erase_budget_line", edit_money, [=](Work& work) { return erase_budget_line(work, {line, 1}); });
    add("add_dependency", edit_money,
        [=](Work& work) { return without_value(add_dependency(work, measure, hangs_on)); });
    add("remove_dependency", edit_money,
        [=](Work& work) { return without_value(remove_dependency(work, measure, 1)); });
}

} // namespace kommin::app
