#include "modules/staff/readings.hpp"

#include "platform/base/text.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <cstdint>
#include <string>

namespace kommin::staff {

namespace {

std::int64_t count_words(std::string_view text)
{
    auto const words = split(trim(text), ' ');
    return std::ranges::count_if(words, [](std::string_view word) { return !word.empty(); });
}

}

void note_accounts_read(web::Call const& call, std::size_t asked, std::size_t shown)
{
    web::note_reading(
        call, "staff.accounts.read", "tenant", call.site.tenant,
        {{"asked", static_cast<std::int64_t>(asked)}, {"shown", static_cast<std::int64_t>(shown)}});
}

void note_accounts_exported(web::Call const& call, std::size_t asked, std::size_t shown)
{
    web::note_reading(
        call, "staff.accounts.exported", "tenant", call.site.tenant,
        {{"asked", static_cast<std::int64_t>(asked)}, {"shown", static_cast<std::int64_t>(shown)}});
}

void note_accounts_found(web::Call const& call, std::string_view words, std::size_t shown)
{
    if (shown == 0)
        return; // nobody was read of
    web::note_reading(
        call, "staff.accounts.found", "tenant", call.site.tenant,
        {{"words", count_words(words)}, {"shown", static_cast<std::int64_t>(shown)}});
}

void note_account_read(web::Call const& call, identity::AccountId account)
{
    web::note_reading(call, "staff.account.read", "account", account);
}

void note_rights_read(web::Call const& call, identity::AccountId account)
{
    if (account != call.person->account)
        web::note_reading(call, "staff.rights.read", "account", account);
}

void note_jobs_read(web::Call const& call, std::size_t addresses)
{
    web::note_reading(
        call, "staff.jobs.read", "tenant", call.site.tenant,
        {{"addresses", static_cast<std::int64_t>(addresses)}});
}

void note_jobs_exported(web::Call const& call, std::int64_t lines)
{
    web::note_reading(call, "staff.jobs.exported", "tenant", call.site.tenant, {{"shown", lines}});
}

void note_audit_entry_read(web::Call const& call, audit::StoredEntry const& entry)
{
    web::note_reading(
        call, "staff.audit.entry_read", entry.subject_kind, StrongId<struct RecordTag>{entry.subject_id},
        {{"entry", entry.sequence}});
}

void note_audit_read(web::Call const& call, AuditQuery const& query, std::size_t shown)
{
    json::Value::Array asked; // the names of the fields: what stands in a link is nobody's promise
    for (auto const& field : query.fields())
        asked.emplace_back(field.first);
    web::note_reading(
        call, "staff.audit.read", "tenant", call.site.tenant,
        {{"asked", std::move(asked)}, {"shown", static_cast<std::int64_t>(shown)}});
}

} // namespace kommin::staff
