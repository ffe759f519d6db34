// Years and steps where staff pages speak of any kind of record: the audit trail, "Heute", what somebody
// worked on last.

#include "modules/steering/cycle/permissions.hpp"
#include "modules/steering/cycle/year_pages.hpp"
#include "platform/records/versions.hpp"

#include <optional>
#include <string>
#include <utility>

namespace kommin::steering {

namespace {

constexpr int most_steps_on_today = 20;

web::RecordForm noted_year(web::Call const& call)
{
    return year_record_form(
        web::staff_texts(call), load_year_names(call.db(), call.site.tenant, call.local_now().date));
}

// What was decided is read where the step is.
web::RecordForm noted_step(web::Call const& call)
{
    return step_record_form(
        web::staff_texts(call), {.accounts = web::list_authors(call.db(), call.site.tenant)});
}

std::optional<html::Url> history_of(html::Url const& page, std::int64_t version)
{
    auto const history = html::Url::local(std::string(page.text()) + "/verlauf");
    return history->with_query({{"fassung", std::to_string(version)}});
}

bool has_version(web::Call const& call, content::SubjectKind kind, std::int64_t id, std::int64_t version)
{
    return records::find_version(call.db(), call.site.tenant, {kind, id}, version, records::unrestricted)
        .has_value();
}

std::optional<html::Url> url_of_step(web::Call const& call, std::int64_t id)
{
    auto const step = load_step(call.db(), call.site.tenant, StepId{id});
    return step ? std::optional(step_url(step->year, step->id)) : std::nullopt;
}

std::optional<web::RecentRecord> recent_year(
    web::Call const& call, std::int64_t id, std::optional<std::int64_t> /*version*/)
{
    auto const tenant = call.site.tenant;
    auto const year = find_seen_year(call.db(), tenant, YearId{id}, call.actor(), see_years);
    if (!year)
        return std::nullopt;
    auto const names = load_year_names(call.db(), tenant, call.local_now().date);
    return web::RecentRecord{title_of(*year, names, web::staff_texts(call)), year_url(year->id), false};
}

std::optional<web::RecentRecord> recent_step(
    web::Call const& call, std::int64_t id, std::optional<std::int64_t> /*version*/)
{
    auto const seen = find_seen_step(call.db(), call.site.tenant, StepId{id}, call.actor());
    if (!seen)
        return std::nullopt;
    auto const& texts = web::staff_texts(call);
    return web::RecentRecord{
        texts(
            "step.page"_msg,
            {{"step", texts(label_of(seen->whole.step.kind))}, {"year", std::to_string(seen->year.year)}}),
        step_url(seen->year.id, seen->whole.step.id), false};
}

}

void add_steps_of_today(web::Call const& call, std::vector<web::TodayItem>& items)
{
    auto const actor = call.actor();
    if (actor.kind() != Actor::Kind::account)
        return;
    auto const& texts = web::staff_texts(call);
    for (auto const& step :
         list_open_steps_of_account(call.db(), call.site.tenant, actor.id(), most_steps_on_today)) {
        auto const owner = step.body ? Scope::of_owner(step.body->value) : Scope::whole_tenant();
        if (!actor.may(see_years, owner))
            continue;
        items.push_back(
            {.area = "year.title"_msg,
             .title = title_of(step, texts),
             .url = step_url(step.year_id, step.id),
             .reason = std::string(texts("step.today.reason"_msg)),
             .due = step.due ? std::optional(step.due->last_possible_day()) : std::nullopt,
             .action = "step.today.action"_msg,
             .is_own = true});
    }
    if (!actor.may_somewhere(edit_years))
        return;
    // Whom nobody can remind is reminded by whoever keeps the year.
    for (auto const& step : list_overdue_steps(
             call.db(), call.site.tenant, actor.where(edit_years), WhoseSteps::nobody_s,
             call.local_now().date, most_steps_on_today))
        items.push_back(
            {.area = "year.title"_msg,
             .title = title_of(step, texts),
             .url = step_url(step.year_id, step.id),
             .reason = step.owner.empty() ? std::string(texts("step.today.nobody"_msg))
                                          : texts("step.today.words"_msg, {{"owner", step.owner}}),
             .due = step.due->last_possible_day(),
             .action = "step.today.action"_msg});
}

std::vector<web::StaffForm> noted_years()
{
    return {
        {.kind = year_subject.word(), .open = &noted_year, .versions = year_subject},
        {.kind = step_subject.word(), .open = &noted_step, .versions = step_subject}};
}

std::vector<web::StaffRecord> recorded_years()
{
    return {
        {.kind = year_subject.word(),
         .permission = edit_years,
         .url =
             [](web::Call const& call, std::int64_t id) {
                 auto const year = load_year(call.db(), call.site.tenant, YearId{id});
                 return year ? std::optional(year_url(year->id)) : std::nullopt;
             },
         .version_url
         = [](web::Call const& call, std::int64_t id, std::int64_t version) -> std::optional<html::Url> {
             if (!has_version(call, year_subject, id, version))
                 return std::nullopt;
             return history_of(year_url(YearId{id}), version);
         }},
        {.kind = step_subject.word(),
         .permission = edit_years,
         .url = &url_of_step,
         .version_url
         = [](web::Call const& call, std::int64_t id, std::int64_t version) -> std::optional<html::Url> {
             auto const page = url_of_step(call, id);
             if (!page || !has_version(call, step_subject, id, version))
                 return std::nullopt;
             return history_of(*page, version);
         }}};
}

std::vector<web::StaffRecent> recent_years()
{
    return {
        {year_subject.word(), "year.title"_msg, &recent_year},
        {step_subject.word(), "step.title"_msg, &recent_step}};
}

} // namespace kommin::steering
