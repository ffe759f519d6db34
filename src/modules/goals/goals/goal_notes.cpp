// Goals and resolutions where staff pages speak of any kind of record: the audit trail, what somebody worked
// on last.

#include "modules/goals/goals/goal_desk.hpp"
#include "modules/goals/goals/goal_pages.hpp"
#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/goals/resolution_desk.hpp"
#include "modules/goals/goals/resolution_pages.hpp"

#include <optional>

namespace kommin::goals {

namespace {

std::optional<web::RecentRecord> recent_goal(
    web::Call const& call, std::int64_t id, std::optional<std::int64_t> /*version*/)
{
    auto const goal = find_seen_goal(call.db(), call.site.tenant, GoalId{id}, call.actor(), see_goals);
    if (!goal)
        return std::nullopt;
    return web::RecentRecord{full_title_of(*goal), goal_url(goal->id)};
}

std::optional<web::RecentRecord> recent_resolution(
    web::Call const& call, std::int64_t id, std::optional<std::int64_t> /*version*/)
{
    auto const tenant = call.site.tenant;
    auto const one = find_seen_resolution(call.db(), tenant, ResolutionId{id}, call.actor(), edit_goals);
    if (!one)
        return std::nullopt;
    Goals const names{
        {},
        tenants::list_bodies(call.db(), tenant),
        meetings::list_named_panels(call.db(), tenant, call.local_now().date)};
    return web::RecentRecord{
        title_of(one->resolution, names, web::staff_texts(call)), resolution_url(one->resolution.id)};
}

// The words of a form refer to what the district has, whoever reads; recommendations are named to whoever
// sees them.
web::RecordForm noted_goal(web::Call const& call)
{
    auto const tenant = call.site.tenant;
    auto const today = call.local_now().date;
    auto choices = list_goal_choices(call.db(), tenant, call.actor(), today, nullptr);
    choices.goals.all = list_goals(call.db(), tenant);
    return goal_record_form(web::staff_texts(call), choices, today);
}

web::RecordForm noted_resolution(web::Call const& call)
{
    auto const tenant = call.site.tenant;
    auto goals = list_resolvable(call.db(), tenant, call.actor(), call.local_now().date);
    goals.all = list_goals(call.db(), tenant);
    return resolution_record_form(web::staff_texts(call), goals);
}

}

std::vector<web::StaffForm> noted_goals()
{
    return {{.kind = goal_subject.word(), .open = &noted_goal, .versions = goal_subject}};
}

std::vector<web::StaffRecent> recent_goals()
{
    return {{goal_subject.word(), "goal.title"_msg, &recent_goal}};
}

std::vector<web::StaffForm> noted_resolutions()
{
    return {{.kind = resolution_subject.word(), .open = &noted_resolution, .versions = resolution_subject}};
}

std::vector<web::StaffRecent> recent_resolutions()
{
    return {{resolution_subject.word(), "resolution.title"_msg, &recent_resolution}};
}

html::Url goal_record_url(std::int64_t id)
{
    return goal_url(GoalId{id});
}

html::Url resolution_url(std::int64_t id)
{
    return resolution_url(ResolutionId{id});
}

} // namespace kommin::goals
