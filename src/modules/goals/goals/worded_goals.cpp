#include "modules/goals/goals/worded_goals.hpp"

#include "modules/goals/goals/goal_editing.hpp"
#include "modules/goals/goals/goal_publication.hpp"

#include <utility>

namespace kommin::goals {

namespace {

template<class Id>
std::string number_or_nothing(std::optional<Id> id)
{
    return id ? std::to_string(id->value) : std::string{};
}

void set_goal_words(records::Fields& fields, GoalWords const& words)
{
    fields.set(goal_field::kind, std::string(to_text(words.kind)));
    fields.set(goal_field::number, words.number);
    fields.set(goal_field::title, words.title);
    fields.set(goal_field::text, words.text);
    fields.set(goal_field::reasons, words.reasons);
    fields.set(goal_field::panel, number_or_nothing(words.panel));
    fields.set(goal_field::parent, number_or_nothing(words.parent));
    fields.set(goal_field::weight, std::to_string(words.weight));
}

// They have a form of their own, below what everybody reads.
Result<void> put_plain_text(Work& work, GoalId id, std::optional<std::string> const& plain_text)
{
    if (!plain_text)
        return {};
    auto const goal = load_goal(work.db(), work.tenant(), id);
    if (!goal)
        return Problem::not_found("goal.problem.unknown"_msg);
    TRY(change_public_goal(work, {id, goal->version}, PublicStep::save, *plain_text));
    return {};
}

}

std::vector<Goal> list_goals_of_owner(
    db::Connection& db, TenantId tenant, std::optional<tenants::BodyId> owner)
{
    auto goals = list_goals(db, tenant);
    std::erase_if(goals, [&](Goal const& goal) { return goal.body != owner; });
    return goals;
}

std::vector<GoalId> list_servable_goals(db::Connection& db, TenantId tenant, Actor const& actor)
{
    std::vector<GoalId> ids;
    for (auto const& goal : list_known_goals(db, tenant, actor)) {
        if (!goal.body)
            ids.push_back(goal.id);
    }
    return ids;
}

Result<GoalId> add_worded_goal(Work& work, NewGoal const& wanted, std::string_view key)
{
    auto fields = form_of(EditedGoal{});
    fields.set(goal_field::body, wanted.owner);
    fields.set(goal_field::serves, number_or_nothing(wanted.serves));
    fields.set(goal_field::source, wanted.source);
    set_goal_words(fields, wanted.words);
    auto const id = TRY(add_goal(work, fields, key));
    TRY(put_plain_text(work, id, wanted.words.plain_text));
    return id;
}

Result<void> reword_goal(Work& work, GoalId id, GoalWords const& words)
{
    auto const goal = load_goal(work.db(), work.tenant(), id);
    if (!goal)
        return Problem::not_found("goal.problem.unknown"_msg);
    auto fields = form_of(EditedGoal{*goal, load_goal_links(work.db(), work.tenant(), id)});
    set_goal_words(fields, words);
    TRY(save_goal(work, {id, goal->version}, fields));
    return put_plain_text(work, id, words.plain_text);
}

} // namespace kommin::goals
