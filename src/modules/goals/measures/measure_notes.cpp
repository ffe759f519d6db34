// Measures where staff pages speak of any kind of record: the audit trail, "Heute".

#include "modules/goals/goals/goal_store.hpp"
#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/measures/measure_task_store.hpp"
#include "modules/goals/measures/piece_pages.hpp"
#include "modules/goals/measures/risk_store.hpp"
#include "platform/web/write.hpp"

#include <set>
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
            db, tenant, call.actor(), static_cast<int>(web::StaffHits::most_counted)),
        .accounts = web::list_authors(db, tenant)};
    return measure_record_form(web::staff_texts(call), std::move(choices));
}

web::TodayItem item_of_task(web::Call const& call, OpenMeasureTask const& task)
{
    auto const measure = meetings::numbered(task.measure_number, task.measure_title);
    return {
        .area = "measure.title"_msg,
        .title = task.title,
        .url = measure_url(task.measure),
        .reason = web::staff_texts(call)("measure_task.today.reason"_msg, {{"measure", measure}}),
        .due = task.due,
        .action = "measure_task.today.action"_msg,
        .is_content = true};
}

// Of whoever may still see their measures.
void add_own_tasks(web::Call const& call, std::vector<web::TodayItem>& items)
{
    auto const owners = call.actor().where(see_goals);
    if (owners.empty() || call.actor().kind() != Actor::Kind::account)
        return;
    for (auto const& task :
         list_tasks_of_account(call.db(), call.site.tenant, owners, call.actor().id(), most_late_on_today)) {
        items.push_back(item_of_task(call, task));
        items.back().is_own = true;
    }
}

// Whom words name does not find it on a page of their own.
void add_late_tasks(
    web::Call const& call, std::vector<Scope> const& owners, std::vector<web::TodayItem>& items)
{
    auto const& texts = web::staff_texts(call);
    for (auto const& task : list_late_tasks_of_nobody(
             call.db(), call.site.tenant, owners, call.local_now().date, most_late_on_today)) {
        auto const measure = meetings::numbered(task.measure_number, task.measure_title);
        auto item = item_of_task(call, task);
        item.reason = task.who.empty()
            ? texts("measure_task.today.nobody"_msg, {{"measure", measure}})
            : texts("measure_task.today.late"_msg, {{"who", task.who}, {"measure", measure}});
        items.push_back(std::move(item));
    }
}

// Of measures for which this person is responsible first, also where they may not edit them: who may, goes
// to the page on which milestones are ticked off.
void add_late_milestones(
    web::Call const& call, std::vector<Scope> const& owners, std::vector<web::TodayItem>& items)
{
    auto const& texts = web::staff_texts(call);
    auto const actor = call.actor();
    auto const today = call.local_now().date;
    std::set<MilestoneId> shown;
    auto const add = [&](LateMilestone const& late, bool is_own, bool may_edit) {
        if (!shown.insert(late.id).second)
            return;
        auto const measure = meetings::numbered(late.measure_number, late.measure_title);
        items.push_back(
            {.area = "measure.title"_msg,
             .title = late.title,
             .url = may_edit ? measure_url(late.measure, "meilensteine") : measure_url(late.measure),
             .reason
             = texts(is_own ? "milestone.today.own"_msg : "milestone.today.late"_msg, {{"measure", measure}}),
             .due = late.due.last_possible_day(),
             .action = may_edit ? "milestone.today.action"_msg : "measure_task.today.action"_msg,
             .is_own = is_own,
             .is_content = true});
    };
    auto const seen = actor.where(see_goals);
    if (actor.kind() == Actor::Kind::account && !seen.empty()) {
        auto const own = [&](std::vector<Scope> const& scopes) {
            return list_late_milestones(
                call.db(), call.site.tenant, scopes, today, most_late_on_today, actor.id());
        };
        std::set<MilestoneId> edited;
        if (!owners.empty()) {
            for (auto const& late : own(owners))
                edited.insert(late.id);
        }
        for (auto const& late : own(seen))
            add(late, true, edited.contains(late.id));
    }
    if (owners.empty())
        return;
    for (auto const& late :
         list_late_milestones(call.db(), call.site.tenant, owners, today, most_late_on_today))
        add(late, false, true);
}

void add_unchecked_risks(
    web::Call const& call, std::vector<Scope> const& owners, std::vector<web::TodayItem>& items)
{
    auto const& texts = web::staff_texts(call);
    auto const before = risks_due_before(call.local_now().date);
    for (auto const& risk :
         list_unchecked_risks(call.db(), call.site.tenant, owners, before, most_late_on_today)) {
        auto const measure = meetings::numbered(risk.measure_number, risk.measure_title);
        items.push_back(
            {.area = "measure.title"_msg,
             .title = risk.title,
             .url = measure_url(risk.measure, risks_page_name),
             .reason = texts(
                 "risk.today.unchecked"_msg,
                 {{"measure", measure}, {"day", texts.date(risk.checked_on, i18n::DateStyle::long_)}}),
             .due = std::nullopt,
             .action = "risk.today.action"_msg,
             .is_content = true});
    }
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
    add_own_tasks(call, items);
    auto const owners = call.actor().where(edit_measures);
    add_late_milestones(call, owners, items);
    if (owners.empty())
        return;
    add_late_tasks(call, owners, items);
    add_unchecked_risks(call, owners, items);
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
