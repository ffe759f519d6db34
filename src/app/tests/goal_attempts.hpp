#pragma once
// Goals and resolutions as stories make them, and their use cases with the right that each asks for.

#include "app/tests/use_case_attempt.hpp"
#include "modules/goals/testing.hpp"
#include "platform/records/fields.hpp"

#include <string>
#include <utility>
#include <vector>

namespace kommin::app {

// What a form about a goal of that town says; "" for the Kreis.
inline records::Fields wanted_by(std::string town, std::string title)
{
    records::Fields fields;
    fields.set("body", std::move(town));
    fields.set("kind", "guiding");
    fields.set("title", std::move(title));
    return fields;
}
inline Result<goals::GoalId> goal_of(Work& work, std::string const& town, std::string const& title)
{
    return goals::add_goal(work, wanted_by(town, title), title);
}

// What a form about a resolution of that town says.
inline records::Fields resolved_by(std::string town, std::string words)
{
    records::Fields fields;
    fields.set("body", std::move(town));
    fields.set("kind", "adoption");
    fields.set("resolved_by", std::move(words));
    return fields;
}
inline Result<goals::ResolutionId> resolution_of(
    Work& work, std::string const& town, std::string const& words)
{
    return goals::add_resolution(work, resolved_by(town, words), words);
}

// What stands in the way of a table of one row.
inline Result<void> refusal_of(Result<goals::TakenTable> const& taken)
{
    if (!taken)
        return taken.problem();
    auto const& row = taken->rows.at(0);
    if (!row.problems.empty())
        return row.problems.front();
    return {};
}
inline goals::TableRun run_of_table()
{
    return {.texts = i18n::Texts::of(i18n::Language::german()), .form_key = "tabelle", .go_on = {}};
}

// `do_work`: does something as whoever may everything. All of it is of Aalfeld.
template<class DoWork>
void add_goal_attempts(std::vector<Attempt>& all, DoWork const& do_work)
{
    using namespace goals;
    auto const goal = *do_work([](Work& work) { return goal_of(work, "aalfeld", "eins"); });
    auto const resolution = *do_work([](Work& work) { return resolution_of(work, "aalfeld", "Rat"); });
    all.push_back(
        {"add_goal", edit_goals, [](Work& work) { return without_value(goal_of(work, "aalfeld", "zwei")); },
         "body"});
    all.push_back(
        {"take_goal_table", edit_goals,
         [](Work& work) {
             auto const table
                 = read_sent_table("Titel;Art;Gehört zu\nDrei;Leitziel;aalfeld\n", goal_table_columns, {});
             return refusal_of(take_goal_table(work, table, run_of_table()));
         },
         "body"});
    all.push_back({"save_goal", edit_goals, [goal](Work& work) {
                       return save_goal(work, {goal, 1}, wanted_by({}, "anders"));
                   }});
    all.push_back({"change_public_goal", edit_goals, [goal](Work& work) {
                       return without_value(
                           change_public_goal(work, {goal, 1}, PublicStep::save, "In einfachen Worten."));
                   }});
    all.push_back(
        {"add_resolution", edit_goals,
         [](Work& work) { return without_value(resolution_of(work, "aalfeld", "Ausschuss")); }, "body"});
    all.push_back({"save_resolution", edit_goals, [resolution](Work& work) {
                       return save_resolution(work, {resolution, 1}, resolved_by({}, "Stadtrat"));
                   }});
}

} // namespace kommin::app
