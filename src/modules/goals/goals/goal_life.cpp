#include "modules/goals/goals/goal_life.hpp"

#include "modules/goals/goals/goal_pages.hpp"
#include "modules/goals/goals/goal_store.hpp"
#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/goals/resolution_pages.hpp"
#include "modules/goals/goals/resolution_store.hpp"
#include "platform/web/life_line.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace kommin::goals {

namespace {

void add_origins(
    web::Call const& call, web::LifeLine& line, std::vector<meetings::RecommendationId> const& ids)
{
    for (auto const& one :
         meetings::list_named_recommendations(call.db(), call.site.tenant, call.actor(), ids))
        line.add(meetings::recommendation_subject, one.id.value);
}

// Of the resolution whose line it is, or of those of the meeting whose line it is.
std::vector<GoalId> resolved_by(web::Call const& call, web::LifeLine const& line)
{
    auto const resolutions = line.ids_of<ResolutionId>(resolution_subject);
    return resolutions.empty() ? std::vector<GoalId>{}
                               : list_goals_resolved_by(call.db(), call.site.tenant, resolutions);
}

// At which the resolution whose line it is was taken.
void add_meetings(web::Call const& call, web::LifeLine& line)
{
    if (!line.is_of(resolution_subject))
        return;
    auto const one = load_resolution(call.db(), call.site.tenant, ResolutionId{line.of().id});
    if (!one || !one->meeting)
        return;
    for (auto const& meeting :
         meetings::list_named_meetings(call.db(), call.site.tenant, call.actor(), {*one->meeting}))
        line.add(meetings::meeting_subject, meeting.id.value);
}

// The goals to which they lead and the recommendations from which all of these come.
void go_back_from_goals(web::Call const& call, web::LifeLine& line)
{
    auto goals = line.ids_of<GoalId>(goal_subject);
    if (!goals.empty()) {
        auto const known = list_known_goals(call.db(), call.site.tenant, call.actor());
        // Grows while it is gone through: what stands above is found from what stands below.
        for (std::size_t i = 0; i < goals.size(); ++i) {
            auto const one = std::ranges::find(known, goals[i], &Goal::id);
            if (one == known.end())
                continue;
            for (auto const above : {one->parent, one->serves}) {
                bool const is_new = above && std::ranges::find(goals, *above) == goals.end()
                    && std::ranges::find(known, *above, &Goal::id) != known.end();
                if (!is_new)
                    continue;
                goals.push_back(*above);
                line.add(goal_subject, above->value);
            }
        }
    }
    auto const resolved = resolved_by(call, line);
    goals.insert(goals.end(), resolved.begin(), resolved.end());
    add_meetings(call, line);
    if (!goals.empty())
        add_origins(call, line, list_goal_origins(call.db(), call.site.tenant, goals));
}

// What was resolved at a meeting, the goals that came of recommendations or were resolved on, and what lies
// below all of them.
void go_on_to_goals(web::Call const& call, web::LifeLine& line)
{
    auto const origins = line.ids_of<meetings::RecommendationId>(meetings::recommendation_subject);
    auto const held = line.ids_of<meetings::MeetingId>(meetings::meeting_subject);
    if (!held.empty()) {
        for (auto const& one : list_resolutions_at(call.db(), call.site.tenant, held)) {
            if (call.actor().may(see_goals, one.owner()))
                line.add(resolution_subject, one.id.value);
        }
    }
    auto goals = list_goals_of_origins(call.db(), call.site.tenant, origins);
    for (auto const& more : {resolved_by(call, line), line.ids_of<GoalId>(goal_subject)})
        goals.insert(goals.end(), more.begin(), more.end());
    if (goals.empty())
        return;
    auto const actor = call.actor();
    auto all = list_goals(call.db(), call.site.tenant);
    std::erase_if(all, [&](Goal const& goal) { return !actor.may(see_goals, goal.owner()); });
    std::set<GoalId> known;
    std::map<GoalId, std::vector<GoalId>> below;
    for (auto const& goal : all) {
        known.insert(goal.id);
        for (auto const above : {goal.parent, goal.serves}) {
            if (above)
                below[*above].push_back(goal.id);
        }
    }
    std::set<GoalId> found(goals.begin(), goals.end());
    // Grows while it is gone through, and no further than the line has room: one more, so that it says so.
    for (std::size_t i = 0; i < goals.size() && i <= web::LifeLine::most_of_a_kind; ++i) {
        if (known.contains(goals[i]))
            line.add(goal_subject, goals[i].value);
        for (auto const id : below[goals[i]]) {
            if (found.insert(id).second)
                goals.push_back(id);
        }
    }
}

void tell_resolutions(
    web::Call const& call, web::LifeLine& line, std::vector<GoalId> const& goals, Goals const& names)
{
    auto const& texts = web::staff_texts(call);
    auto const actor = call.actor();
    auto resolutions = list_resolutions_about(call.db(), call.site.tenant, goals);
    if (auto const ids = line.ids_of<ResolutionId>(resolution_subject); !ids.empty()) {
        for (auto& own :
             list_resolutions_of(call.db(), call.site.tenant, ids)) { // also one that names no goal
            if (std::ranges::find(resolutions, own.id, &Resolution::id) == resolutions.end())
                resolutions.push_back(std::move(own));
        }
    }
    std::erase_if(resolutions, [&](Resolution const& one) { return !actor.may(see_goals, one.owner()); });
    std::vector<meetings::MeetingId> taken_at;
    for (auto const& one : resolutions) {
        if (one.meeting)
            taken_at.push_back(*one.meeting);
    }
    std::map<meetings::MeetingId, std::string> titles;
    for (auto& meeting : meetings::list_named_meetings(call.db(), call.site.tenant, actor, taken_at))
        titles.emplace(meeting.id, std::move(meeting.title));
    for (auto const& one : resolutions) {
        auto text = std::string(texts(label_of(one.kind))) + ", "
            + resolver_text(one.panel, one.resolved_by, names);
        if (auto const at = one.meeting ? titles.find(*one.meeting) : titles.end(); at != titles.end())
            text += " (" + at->second + ')';
        if (one.result != ResolutionResult::unknown)
            text += ", " + std::string(texts(label_of(one.result)));
        line.tell(
            one.day, std::move(text),
            actor.may(edit_goals, one.owner()) ? std::optional(resolution_url(one.id)) : std::nullopt);
    }
}

void tell_goals(web::Call const& call, web::LifeLine& line)
{
    auto const goals = line.ids_of<GoalId>(goal_subject);
    if (goals.empty() && line.ids_of<ResolutionId>(resolution_subject).empty())
        return;
    auto const& texts = web::staff_texts(call);
    auto const tenant = call.site.tenant;
    auto const actor = call.actor();
    Goals const names{
        {},
        tenants::list_bodies(call.db(), tenant),
        meetings::list_named_panels(call.db(), tenant, call.local_now().date)};
    tell_resolutions(call, line, goals, names);
    auto const adoptions = list_adoptions(call.db(), tenant);
    for (auto const& goal : list_known_goals(call.db(), tenant, actor)) {
        if (std::ranges::find(goals, goal.id) == goals.end())
            continue;
        bool const is_itself = line.is_of(goal_subject) && line.of().id == goal.id.value;
        auto const url = !is_itself && actor.may(see_goals, goal.owner()) ? std::optional(goal_url(goal.id))
                                                                          : std::nullopt;
        auto const* adoption = adoption_in(adoptions, goal.id);
        auto const since = goal.valid_from || adoption == nullptr ? goal.valid_from : adoption->day;
        if (since || !is_itself)
            line.tell(since, texts("life.goal"_msg, {{"title", full_title_of(goal)}}), url);
        if (goal.valid_to)
            line.tell_due(*goal.valid_to, texts("life.goal.ends"_msg, {{"title", full_title_of(goal)}}), url);
        if (is_itself)
            line.tell_now(std::string(texts(label_of(standing_of(goal, adoption, line.today())))));
    }
}

}

web::StaffLife life_of_goals()
{
    return {.from = &go_back_from_goals, .on = &go_on_to_goals, .tell = &tell_goals};
}

} // namespace kommin::goals
