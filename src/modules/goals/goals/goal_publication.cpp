#include "modules/goals/goals/goal_publication.hpp"

#include "modules/goals/goals/permissions.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace kommin::goals {

namespace {

constexpr std::array texts_of_goals{
    records::TranslatedText{
        .name = goal_field::title, .label = "goal.field.title"_msg, .longest = 300, .is_one_line = true},
    records::TranslatedText{.name = goal_field::text, .label = "goal.field.text"_msg, .longest = 10'000},
    records::TranslatedText{
        .name = goal_field::plain_text, .label = "goal.field.plain_text"_msg, .longest = 10'000},
    records::TranslatedText{
        .name = goal_field::remark, .label = "form.remark"_msg, .longest = 2'000, .is_one_line = true}};

// Pages show it where it says in what sources disagree; else it is the administration's own.
std::string public_remark_of(Goal const& goal)
{
    return goal.is_uncertain ? goal.remark : std::string{};
}

std::optional<records::TranslatedSource> find_goal_texts(
    db::Connection& db, TenantId tenant, std::int64_t id, Date)
{
    auto goal = load_goal(db, tenant, GoalId{id});
    auto const adoption = goal ? find_adoption(db, tenant, goal->id) : std::nullopt;
    if (!goal || !is_public(*goal, adoption ? &*adoption : nullptr))
        return std::nullopt;
    return records::TranslatedSource{
        .title = meetings::numbered(goal->number, goal->title),
        .owner = goal->owner(),
        .texts = {goal->title, goal->text, goal->plain_text, public_remark_of(*goal)}};
}

// What the step makes of it.
Goal after_step(Work& work, Goal goal, PublicStep step, std::string_view plain_text)
{
    if (step == PublicStep::hide) {
        goal.public_since.reset();
        return goal;
    }
    goal.plain_text = cleaned_plain_text(plain_text);
    if (step == PublicStep::save)
        return goal;
    if (!goal.public_since)
        goal.public_since = work.today();
    if (goal.slug.empty())
        goal.slug = free_slug(goal.title, "ziel", [&](std::string_view slug) {
            return has_goal_slug(work.db(), work.tenant(), slug);
        });
    return goal;
}

bool says_the_same(Goal const& left, Goal const& right)
{
    return left.plain_text == right.plain_text && left.public_since == right.public_since;
}

std::string_view action_of(PublicStep step)
{
    switch (step) {
    case PublicStep::show:
        return "published";
    case PublicStep::hide:
        return "hidden";
    case PublicStep::save:
        break;
    }
    return "changed";
}

}

constinit records::TranslatedKind const translated_goals{
    .kind = goal_subject,
    .history = goal_translation_subject,
    .label = "translate.kind.goal"_msg,
    .texts = texts_of_goals,
    .published_as = published_as,
    .find = &find_goal_texts,
    .list_ids = &list_goal_ids_behind};

bool is_public(Goal const& goal, Adoption const* adoption)
{
    return goal.public_since && adoption != nullptr;
}

Result<bool> change_public_goal(
    Work& work, GoalVersion const& seen, PublicStep step, std::string_view plain_text)
{
    auto const found = find_seen_goal(work.db(), work.tenant(), seen.id, work.actor(), edit_goals);
    if (!found)
        return Problem::not_found("goal.problem.unknown"_msg);
    if (step != PublicStep::hide) {
        if (auto problems = problems_of_plain_text(plain_text); !problems.empty())
            return std::move(problems.front());
    }
    // Before anything else: what is so already is no conflict, whoever made it so.
    if (says_the_same(after_step(work, *found, step, plain_text), *found))
        return false;
    auto const editing = TRY(records::Editing::begin(
        work, edited_goals, seen.id.value, seen.version, edit_goals, "goal.problem.unknown"_msg));
    if (step == PublicStep::show && !find_adoption(work.db(), work.tenant(), seen.id))
        return Problem::conflict({}, "goal.public.problem.draft"_msg);
    EditedGoal const before{*found, load_goal_links(work.db(), work.tenant(), seen.id)};
    auto after = before;
    after.goal = after_step(work, *found, step, plain_text);
    update_goal(work.db(), work.tenant(), after.goal, work.now());
    editing.keep_changed(form_of(before), form_of(after), action_of(step));
    tell_readers(work, before.goal, after.goal);
    return true;
}

void tell_readers(Work& work, Goal const& before, Goal const& now)
{
    if (!before.public_since && !now.public_since)
        return;
    work.publish(published_as);
    keep_open_texts(work, translated_goals, {now.id.value});
}

void tell_readers(Work& work, std::vector<GoalId> const& ids)
{
    std::vector<std::int64_t> shown;
    for (auto const& goal : list_goals(work.db(), work.tenant())) {
        if (goal.public_since && std::ranges::find(ids, goal.id) != ids.end())
            shown.push_back(goal.id.value);
    }
    if (shown.empty())
        return;
    work.publish(published_as);
    keep_open_texts(work, translated_goals, shown);
}

} // namespace kommin::goals
