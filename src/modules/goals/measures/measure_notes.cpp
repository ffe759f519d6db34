// Measures where staff pages speak of any kind of record: the audit trail, "Heute".

#include "modules/goals/goals/goal_store.hpp"
#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/measures/measure_pages.hpp"
#include "platform/web/write.hpp"

#include <utility>

namespace kommin::goals {

namespace {

constexpr int most_late_on_today = 20;

// The words of the form refer to what the district has, whoever reads.
web::RecordForm noted_measure(web::Call const& call)
{
    auto& db = call.db();
    auto const tenant = call.site.tenant;
    MeasureChoices choices{
        .names = load_measure_names(db, tenant, call.local_now().date),
        .owners = {},
        .goals = list_goals(db, tenant),
        .origins = meetings::list_adopted_recommendations(
            db, tenant, call.actor(), static_cast<int>(web::StaffHits::most_counted))};
    return measure_record_form(web::staff_texts(call), std::move(choices));
}

std::optional<web::RecentRecord> recent_measure(
    web::Call const& call, std::int64_t id, std::optional<std::int64_t> /*version*/)
{
    auto const one = find_seen_measure(call.db(), call.site.tenant, MeasureId{id}, call.actor(), see_goals);
    if (!one)
        return std::nullopt;
    return web::RecentRecord{full_title_of(*one), measure_url(one->id)};
}

}

void add_measures_of_today(web::Call const& call, std::vector<web::TodayItem>& items)
{
    auto const owners = call.actor().rights().where(edit_measures);
    if (owners.empty())
        return;
    auto const& texts = web::staff_texts(call);
    for (auto const& late : list_late_milestones(
             call.db(), call.site.tenant, owners, call.local_now().date, most_late_on_today)) {
        auto const measure = meetings::numbered(late.measure_number, late.measure_title);
        items.push_back(
            {.area = "measure.title"_msg,
             .title = late.title,
             .url = measure_url(late.measure, "meilensteine"),
             .reason = texts("milestone.today.late"_msg, {{"measure", measure}}),
             .due = late.due.last_possible_day(),
             .action = "milestone.today.action"_msg,
             .is_content = true});
    }
}

std::vector<web::StaffForm> noted_measures()
{
    return {{.kind = measure_subject.word(), .open = &noted_measure, .versions = measure_subject}};
}

std::vector<web::StaffRecent> recent_measures()
{
    return {{measure_subject.word(), "measure.title"_msg, &recent_measure}};
}

} // namespace kommin::goals
