#pragma once
// What is noted of somebody who has read personal data of accounts: that, and how much; never what was looked
// for.

#include "modules/staff/audit_query.hpp"
#include "platform/identity/account.hpp"
#include "platform/web/call.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace kommin::staff {

// A list of accounts: how many words or choices it was asked for, how many lines it shows.
void note_accounts_read(web::Call const& call, std::size_t asked, std::size_t shown);
void note_accounts_exported(web::Call const& call, std::size_t asked, std::size_t shown);
// The same by the search over everything.
void note_accounts_found(web::Call const& call, std::string_view words, std::size_t shown);
void note_account_read(web::Call const& call, identity::AccountId account);
// Only of somebody else.
void note_rights_read(web::Call const& call, identity::AccountId account);
// Jobs and addresses that refused a mail.
void note_jobs_read(web::Call const& call, std::size_t addresses);
// The same as a file of so many lines.
void note_jobs_exported(web::Call const& call, std::int64_t lines);
// Of the record that the entry speaks of: its version may name persons.
void note_audit_entry_read(web::Call const& call, audit::StoredEntry const& entry);
void note_audit_read(web::Call const& call, AuditQuery const& query, std::size_t shown);

} // namespace kommin::staff
