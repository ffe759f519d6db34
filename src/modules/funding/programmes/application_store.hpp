#pragma once
// SQL of applications. Every function works inside the caller's transaction.

#include "modules/funding/programmes/application.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/query.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::funding {

// For records::EditedKind: saving counts at once, there are no drafts.
inline constexpr db::SqlLiteral application_table{"funding_applications"};

// Of records of these owners, as Scope::owner(); nothing: of all.
using Owners = std::optional<std::vector<std::int64_t>>;

struct ApplicationQuery {
    Owners owners = {};
    std::optional<ApplicationState> state = {};
    bool only_open = false; // drafted or submitted
    std::optional<ProgrammeId> programme = {};
    std::optional<std::int64_t> owner = {}; // as Scope::owner(): of this one only
    std::string words = {}; // folded
};
// The newest first; at most `limit`.
std::vector<Application> list_applications(
    db::Connection& db, TenantId tenant, ApplicationQuery const& query, int limit);
// How many there are, counting no further than `most`.
std::int64_t count_applications(
    db::Connection& db, TenantId tenant, ApplicationQuery const& query, std::int64_t most);
// Those of them that these owners have, in no order.
std::vector<Application> list_applications_of(
    db::Connection& db, TenantId tenant, Owners const& owners, std::vector<ApplicationId> const& ids);
std::optional<Application> load_application(db::Connection& db, TenantId tenant, ApplicationId id);

// `mark`: of the form; see find_application_by_mark().
ApplicationId insert_application(
    db::Connection& db, TenantId tenant, Application const& application, std::string_view mark, Instant now);
std::optional<ApplicationId> find_application_by_mark(
    db::Connection& db, TenantId tenant, std::string_view mark);
// All of the row but its owner, as the next version.
void update_application(db::Connection& db, TenantId tenant, Application const& application, Instant now);

std::vector<CostLine> list_costs(db::Connection& db, TenantId tenant, ApplicationId id);
void update_costs(db::Connection& db, TenantId tenant, ApplicationId id, std::vector<CostLine> const& costs);

// As they were noted.
std::vector<ApplicationStep> list_steps(db::Connection& db, TenantId tenant, ApplicationId id);
// Of several applications, of each as they were noted.
std::map<ApplicationId, std::vector<ApplicationStep>> list_steps(
    db::Connection& db, TenantId tenant, std::vector<ApplicationId> const& ids);
// The last step of each of them that has one.
std::map<ApplicationId, ApplicationStep> list_last_steps(
    db::Connection& db, TenantId tenant, std::vector<ApplicationId> const& ids);
void insert_step(db::Connection& db, TenantId tenant, ApplicationId id, ApplicationStep const& step);
void erase_step(db::Connection& db, TenantId tenant, ApplicationStepId id);

// Whether a grant came of it, with its money (docs/adr/0091).
bool has_grant(db::Connection& db, TenantId tenant, ApplicationId id);

// A draft whose call ends or has ended, with that day.
struct DueDraft {
    ApplicationId id;
    std::string title;
    std::string call_title;
    Date deadline;
};
// From one day to another, the earliest first.
std::vector<DueDraft> list_due_drafts(
    db::Connection& db, TenantId tenant, Owners const& owners, Date from, Date until, int limit);
// The calls among these for which one of these owners has made an application, whatever became of it.
std::vector<FundingCallId> list_calls_applied_for(
    db::Connection& db, TenantId tenant, Owners const& owners, std::vector<FundingCallId> const& calls);

} // namespace kommin::funding
