#pragma once
// SQL of measures, what belongs to them, and their milestones. Every function works inside the caller's
// transaction.

#include "modules/goals/measures/measure.hpp"
#include "modules/goals/measures/measure_years.hpp"
#include "platform/access/permission.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/query.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

// For records::EditedKind: saving counts at once, there are no drafts.
inline constexpr db::SqlLiteral measure_table{"measures"};

// field: by field of action, within it as entered. title: its own number first. deadline: what has none comes
// last, whichever way round.
enum class MeasureOrder : std::uint8_t { field, title, deadline };

struct MeasureQuery {
    std::vector<Scope> owners; // of these and of no other, as Rights::where() says them
    std::optional<meetings::PanelId> panel = {};
    std::optional<std::vector<tenants::UnitId>> units = {}; // one of these is in charge; nothing: anybody
    std::optional<std::int64_t> responsible = {}; // this account is; nothing: whoever is
    bool of_district = false; // only those that the Kreis owns
    // That owns it, or in which it is done: those of the Kreis that name no place are done everywhere.
    std::optional<tenants::BodyId> municipality = {};
    std::optional<MeasureState> state = {};
    bool only_open = false; // neither done nor dropped
    std::optional<InYear> year = {}; // to which they belong, or belonged until they were dropped
    std::vector<GoalId> goals = {}; // of which it serves one; none: whatever it serves
    std::vector<MeasureId> ids = {}; // one of these; none: any
    // Letters for its reports have an address, somebody is responsible, or one of these units is in charge;
    // nothing: whatever there is.
    std::optional<std::vector<tenants::UnitId>> with_mail_or_of = {};
    std::string words = {}; // folded
    bool only_public = false; // those that are shown to everybody
    MeasureOrder order = MeasureOrder::field;
    bool descending = false;
    bool backwards = false; // the list from its end
    std::optional<MeasureId> after = {}; // only what follows this one, as it is read
};
// At most `limit`.
std::vector<Measure> list_measures(db::Connection& db, TenantId tenant, MeasureQuery const& query, int limit);
// How many there are, counting no further than `most`; whatever `after` says.
std::int64_t count_measures(
    db::Connection& db, TenantId tenant, MeasureQuery const& query, std::int64_t most);
// The years to which these owners' measures belong, the latest first; of one that goes on for ever those
// until today, and of each no more than the first sixty.
std::vector<int> list_measure_years(
    db::Connection& db, TenantId tenant, std::vector<Scope> const& owners, Date today);
// Those that are in charge of any of them, by id.
std::vector<tenants::UnitId> list_measure_units(
    db::Connection& db, TenantId tenant, std::vector<Scope> const& owners);

// Those of them that these owners have, in no order.
std::vector<Measure> list_measures_of(
    db::Connection& db, TenantId tenant, std::vector<Scope> const& owners, std::vector<MeasureId> const& ids);
std::optional<Measure> load_measure(db::Connection& db, TenantId tenant, MeasureId id);
// `mark`: of the form; see find_measure_by_mark().
MeasureId insert_measure(
    db::Connection& db, TenantId tenant, Measure const& measure, std::string_view mark, Instant now);
std::optional<MeasureId> find_measure_by_mark(db::Connection& db, TenantId tenant, std::string_view mark);
// Whether one has it, shown or not.
bool has_measure_slug(db::Connection& db, TenantId tenant, std::string_view slug);
// Those that are shown to everybody, by id, behind `after`.
std::vector<std::int64_t> list_measure_ids_behind(
    db::Connection& db, TenantId tenant, std::int64_t after, int limit);
// All of the row as the next version.
void update_measure(db::Connection& db, TenantId tenant, Measure const& measure, Instant now);

// From which recommendations these come, of each in their order.
std::map<MeasureId, std::vector<meetings::RecommendationId>> list_measure_origins(
    db::Connection& db, TenantId tenant, std::vector<MeasureId> const& ids);
// The same of the goals that each of them serves, and of what lies above these.
std::map<MeasureId, std::vector<meetings::RecommendationId>> list_origins_of_goals_served(
    db::Connection& db, TenantId tenant, std::vector<MeasureId> const& ids);
// The measures that come from any of these, by id.
std::vector<MeasureId> list_measures_of_origins(
    db::Connection& db, TenantId tenant, std::vector<meetings::RecommendationId> const& origins);
MeasureLinks load_measure_links(db::Connection& db, TenantId tenant, MeasureId id);
// The same of many, with what is not there as an empty one.
std::map<MeasureId, MeasureLinks> list_measure_links(
    db::Connection& db, TenantId tenant, std::vector<MeasureId> const& ids);
void update_measure_links(db::Connection& db, TenantId tenant, MeasureId id, MeasureLinks const& links);

// In which municipalities each of them is done, in their order; one that is done everywhere is not in it.
std::map<MeasureId, std::vector<tenants::BodyId>> list_places_of(
    db::Connection& db, TenantId tenant, std::vector<MeasureId> const& ids);
// Those of them that the Kreis owns and that name no place.
std::set<MeasureId> list_done_everywhere(
    db::Connection& db, TenantId tenant, std::vector<Measure> const& measures);

// Those due first come first, those without a day last.
std::vector<Milestone> list_milestones(db::Connection& db, TenantId tenant, MeasureId id);
std::map<MeasureId, std::vector<Milestone>> list_milestones_of(
    db::Connection& db, TenantId tenant, std::vector<MeasureId> const& ids);
void insert_milestone(db::Connection& db, TenantId tenant, MeasureId id, Milestone const& milestone);
void update_milestone(db::Connection& db, TenantId tenant, Milestone const& milestone);
void erase_milestone_row(db::Connection& db, TenantId tenant, MilestoneId id);

struct LateMilestone {
    MilestoneId id;
    std::string title;
    PartialDate due;
    MeasureId measure;
    std::string measure_number;
    std::string measure_title;
};
// Not done after the last day that their date can mean, of measures that are neither done nor dropped; those
// due first come first; at most `limit`. `responsible`: only those of measures for which that account is.
std::vector<LateMilestone> list_late_milestones(
    db::Connection& db, TenantId tenant, std::vector<Scope> const& owners, Date today, int limit,
    std::optional<std::int64_t> responsible = {});

// All measures for which an account is responsible, by id.
struct ResponsibleFor {
    MeasureId measure;
    std::int64_t account;
};
std::vector<ResponsibleFor> list_responsible(db::Connection& db, TenantId tenant);

} // namespace kommin::goals
