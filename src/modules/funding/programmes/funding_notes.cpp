// Programmes, calls and applications where staff pages speak of any kind of record: the audit trail, what
// somebody worked on last, "Heute".

#include "modules/funding/programmes/application_pages.hpp"
#include "modules/funding/programmes/permissions.hpp"
#include "modules/funding/programmes/programme_pages.hpp"
#include "platform/access/owners.hpp"
#include "platform/records/versions.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>

namespace kommin::funding {

namespace {

constexpr int most_deadlines_on_today = 20;
constexpr std::chrono::days ahead_of_deadline{28};
constexpr std::chrono::days behind_deadline{60};

std::optional<html::Url> url_of_programme(web::Call const& /*call*/, std::int64_t id)
{
    return programme_url(ProgrammeId{id});
}

std::optional<html::Url> url_of_call(web::Call const& call, std::int64_t id)
{
    auto const one = load_call(call.db(), call.site.tenant, FundingCallId{id});
    return one ? std::optional(call_url(one->programme, one->id)) : std::nullopt;
}

std::optional<html::Url> url_of_application(web::Call const& /*call*/, std::int64_t id)
{
    return application_url(ApplicationId{id});
}

bool has_version(web::Call const& call, content::SubjectKind kind, std::int64_t id, std::int64_t version)
{
    return records::find_version(call.db(), call.site.tenant, {kind, id}, version, records::unrestricted)
        .has_value();
}

html::Url with_version(html::Url const& history, std::int64_t version)
{
    return history.with_query({{"fassung", std::to_string(version)}});
}

std::optional<html::Url> version_of_programme(web::Call const& call, std::int64_t id, std::int64_t version)
{
    if (!has_version(call, programme_subject, id, version))
        return std::nullopt;
    return with_version(programme_url(ProgrammeId{id}, {"bearbeiten", "verlauf"}), version);
}

std::optional<html::Url> version_of_call(web::Call const& call, std::int64_t id, std::int64_t version)
{
    auto const one = load_call(call.db(), call.site.tenant, FundingCallId{id});
    if (!one || !has_version(call, call_subject, id, version))
        return std::nullopt;
    return with_version(call_url(one->programme, one->id, "verlauf"), version);
}

std::optional<html::Url> version_of_application(web::Call const& call, std::int64_t id, std::int64_t version)
{
    if (!has_version(call, application_subject, id, version))
        return std::nullopt;
    return with_version(
        web::staff_url({applications_path, std::to_string(id), "bearbeiten", "verlauf"}), version);
}

std::optional<web::RecentRecord> recent_programme(
    web::Call const& call, std::int64_t id, std::optional<std::int64_t> /*version*/)
{
    auto const one = call.actor().may_somewhere(see_money)
        ? load_programme(call.db(), call.site.tenant, ProgrammeId{id})
        : std::nullopt;
    return one ? std::optional(web::RecentRecord{one->title, programme_url(one->id)}) : std::nullopt;
}

std::optional<web::RecentRecord> recent_call(
    web::Call const& call, std::int64_t id, std::optional<std::int64_t> /*version*/)
{
    auto const one = call.actor().may(edit_programmes, Scope::whole_tenant())
        ? load_call(call.db(), call.site.tenant, FundingCallId{id})
        : std::nullopt;
    return one ? std::optional(web::RecentRecord{one->title, call_url(one->programme, one->id)})
               : std::nullopt;
}

std::optional<web::RecentRecord> recent_application(
    web::Call const& call, std::int64_t id, std::optional<std::int64_t> /*version*/)
{
    auto const one
        = find_seen_application(call.db(), call.site.tenant, ApplicationId{id}, call.actor(), see_money);
    return one ? std::optional(web::RecentRecord{one->title, application_url(one->id)}) : std::nullopt;
}

web::RecordForm noted_application(web::Call const& call)
{
    return application_record_form(
        web::staff_texts(call), load_application_choices(call.db(), call.site.tenant, call.actor()));
}

// Calls that end soon, for which nobody of these owners has begun anything.
void add_calls_of_today(web::Call const& call, Owners const& owners, std::vector<web::TodayItem>& items)
{
    auto const& texts = web::staff_texts(call);
    auto const today = call.local_now().date;
    auto& db = call.db();
    auto const calls
        = list_calls_due(db, call.site.tenant, today, today + ahead_of_deadline, most_deadlines_on_today);
    std::vector<FundingCallId> ids;
    for (auto const& one : calls)
        ids.push_back(one.id);
    auto const applied = list_calls_applied_for(db, call.site.tenant, owners, ids);
    for (auto const& one : calls) {
        if (std::ranges::find(applied, one.id) == applied.end())
            items.push_back(
                {.area = "funding_call.title"_msg,
                 .title = one.programme_title + ": " + one.title,
                 .url = programme_url(one.programme),
                 .reason = std::string(texts("funding_call.today.open"_msg)),
                 .due = one.deadline,
                 .action = "funding_call.today.action"_msg,
                 .is_content = true});
    }
}

void add_drafts_of_today(web::Call const& call, Owners const& owners, std::vector<web::TodayItem>& items)
{
    auto const& texts = web::staff_texts(call);
    auto const today = call.local_now().date;
    for (auto const& one : list_due_drafts(
             call.db(), call.site.tenant, owners, today + -behind_deadline, today + ahead_of_deadline,
             most_deadlines_on_today))
        items.push_back(
            {.area = "application.title"_msg,
             .title = one.title,
             .url = application_url(one.id),
             .reason = texts(
                 one.deadline < today ? "application.today.late"_msg : "application.today.soon"_msg,
                 {{"call", one.call_title}}),
             .due = one.deadline,
             .action = "application.today.action"_msg,
             .is_content = true});
}

web::RecordForm noted_programme(web::Call const& call)
{
    return programme_record_form(web::staff_texts(call), web::read(call, [&](db::Connection& db) {
                                     return load_units_of_products(
                                         db, call.site.tenant, call.local_now().date);
                                 }));
}

}

std::vector<web::StaffForm> noted_programmes()
{
    return {
        {.kind = programme_subject.word(), .open = &noted_programme, .versions = programme_subject},
        {.kind = call_subject.word(),
         .open = [](web::Call const& call) { return call_record_form(web::staff_texts(call)); },
         .versions = call_subject}};
}

std::vector<web::StaffRecord> recorded_programmes()
{
    return {
        {.kind = programme_subject.word(),
         .permission = edit_programmes,
         .url = &url_of_programme,
         .version_url = &version_of_programme},
        {.kind = call_subject.word(),
         .permission = edit_programmes,
         .url = &url_of_call,
         .version_url = &version_of_call}};
}

std::vector<web::StaffRecent> recent_programmes()
{
    return {
        {programme_subject.word(), "funding_programme.title"_msg, &recent_programme},
        {call_subject.word(), "funding_call.title"_msg, &recent_call}};
}

std::vector<web::StaffForm> noted_applications()
{
    return {
        {.kind = application_subject.word(), .open = &noted_application, .versions = application_subject}};
}

std::vector<web::StaffRecord> recorded_applications()
{
    return {
        {.kind = application_subject.word(),
         .permission = edit_money,
         .url = &url_of_application,
         .version_url = &version_of_application}};
}

std::vector<web::StaffRecent> recent_applications()
{
    return {{application_subject.word(), "application.title"_msg, &recent_application}};
}

void add_deadlines_of_today(web::Call const& call, std::vector<web::TodayItem>& items)
{
    auto const scopes = call.actor().where(edit_money);
    if (scopes.empty())
        return;
    // Whoever may apply for everybody looks after the Kreis; municipalities look after themselves.
    auto owners = owners_of(scopes);
    if (!owners)
        owners = std::vector<std::int64_t>{Scope::whole_tenant().owner()};
    add_calls_of_today(call, owners, items);
    add_drafts_of_today(call, owners, items);
}

} // namespace kommin::funding
