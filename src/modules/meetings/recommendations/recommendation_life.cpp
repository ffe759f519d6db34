#include "modules/meetings/recommendations/recommendation_life.hpp"

#include "modules/meetings/meetings/meeting_editing.hpp"
#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/meetings/meeting_store.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "modules/meetings/recommendations/api.hpp"
#include "modules/meetings/recommendations/recommendation_pages.hpp"
#include "modules/meetings/recommendations/recommendation_store.hpp"
#include "platform/web/life_line.hpp"

#include <algorithm>
#include <utility>

namespace kommin::meetings {

namespace {

// What was proposed or talked about at a meeting.
void go_on_to_recommendations(web::Call const& call, web::LifeLine& line)
{
    for (auto const meeting : line.ids_of<MeetingId>(meeting_subject)) {
        auto const ids = list_recommendations_at(call.db(), call.site.tenant, meeting);
        for (auto const& one : list_named_recommendations(call.db(), call.site.tenant, call.actor(), ids))
            line.add(recommendation_subject, one.id.value);
    }
}

// The meetings of their steps, as far as this person sees them.
MeetingsById meetings_of_steps(
    web::Call const& call, std::vector<Recommendation> const& told,
    std::map<RecommendationId, std::vector<Step>> const& steps)
{
    std::vector<MeetingId> ids;
    for (auto const& one : told) {
        if (one.proposed_at)
            ids.push_back(*one.proposed_at);
    }
    for (auto const& [id, of_one] : steps) {
        for (auto const& step : of_one) {
            if (step.meeting)
                ids.push_back(*step.meeting);
        }
    }
    if (ids.empty())
        return {};
    auto const seen = list_seen_panels(call.db(), call.site.tenant, call.actor(), see_meetings);
    auto meetings = list_chosen_meetings(call.db(), call.site.tenant, std::move(ids));
    std::erase_if(meetings, [&](auto const& entry) { return seen.find(entry.second.panel) == nullptr; });
    return meetings;
}

std::string with_meeting(std::string const& text, std::optional<MeetingId> id, MeetingsById const& meetings)
{
    auto const found = id ? meetings.find(*id) : meetings.end();
    return found == meetings.end() ? text : text + " (" + found->second.title + ")";
}

// The day of a step, or of its meeting.
std::optional<PartialDate> day_of_step(Step const& step, MeetingsById const& meetings)
{
    auto const found = step.meeting ? meetings.find(*step.meeting) : meetings.end();
    return step.day || found == meetings.end() ? step.day : found->second.day;
}

void tell_recommendations(web::Call const& call, web::LifeLine& line)
{
    auto const& texts = web::staff_texts(call);
    auto const ids = line.ids_of<RecommendationId>(recommendation_subject);
    if (ids.empty())
        return;
    auto const seen = list_seen_panels(call.db(), call.site.tenant, call.actor(), see_recommendations);
    RecommendationQuery query{.panels = seen.ids()};
    query.ids = ids;
    auto const told = list_recommendations(call.db(), call.site.tenant, query, static_cast<int>(ids.size()));
    std::vector<RecommendationId> of;
    for (auto const& one : told)
        of.push_back(one.id);
    auto const steps = list_steps_of(call.db(), call.site.tenant, of);
    auto const meetings = meetings_of_steps(call, told, steps);
    for (auto const& one : told) {
        bool const is_itself = line.is_of(recommendation_subject) && line.of().id == one.id.value;
        auto const url = is_itself ? std::nullopt : std::optional(recommendation_url(one.id));
        auto const title = full_title_of(one);
        if (one.proposed_at && meetings.contains(*one.proposed_at))
            line.tell(
                meetings.at(*one.proposed_at).day,
                with_meeting(
                    texts("life.recommendation.proposed"_msg, {{"title", title}}), one.proposed_at, meetings),
                url);
        auto const found = steps.find(one.id);
        for (auto const& step : found == steps.end() ? std::vector<Step>{} : found->second)
            line.tell(
                day_of_step(step, meetings),
                with_meeting(
                    texts(
                        "life.recommendation.step"_msg,
                        {{"title", title}, {"state", texts(label_of(step.state))}}),
                    step.meeting, meetings),
                url);
        if (one.owes_answer(line.today()) && one.due)
            line.tell_due(
                PartialDate(*one.due), texts("life.recommendation.due"_msg, {{"title", title}}), url);
        if (is_itself)
            line.tell_now(mark_of(one, line.today(), texts).text);
    }
}

void tell_meeting(web::Call const& call, web::LifeLine& line)
{
    auto const& texts = web::staff_texts(call);
    for (auto const id : line.ids_of<MeetingId>(meeting_subject)) {
        auto const seen = find_seen_meeting(call.db(), call.site.tenant, id, call.actor(), see_meetings);
        if (!seen)
            continue;
        bool const is_itself = line.is_of(meeting_subject) && line.of().id == id.value;
        line.tell(
            seen->meeting.day, texts("life.meeting"_msg, {{"title", seen->meeting.title}}),
            is_itself ? std::nullopt : std::optional(meeting_url(id)));
    }
}

}

web::StaffLife life_of_recommendations()
{
    return {.on = &go_on_to_recommendations, .tell = [](web::Call const& call, web::LifeLine& line) {
                tell_meeting(call, line);
                tell_recommendations(call, line);
            }};
}

} // namespace kommin::meetings
