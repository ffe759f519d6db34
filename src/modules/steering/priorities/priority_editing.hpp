#pragma once
// Answering the criteria of many goals or measures at once, and putting one elsewhere than they say. A change
// counts at once; of a closed year nothing is changed any more.

#include "modules/steering/cycle/year_editing.hpp"
#include "modules/steering/priorities/priority_proposals.hpp"
#include "modules/steering/priorities/priority_store.hpp"
#include "platform/access/actor.hpp"
#include "platform/base/problem.hpp"
#include "platform/base/result.hpp"
#include "platform/records/editing.hpp"
#include "platform/records/fields.hpp"
#include "platform/web/form_fields.hpp"
#include "platform/work/work.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::steering {

// The criteria have their own names: "need".
namespace priority_field {
inline constexpr std::string_view reason = "reason";
inline constexpr std::string_view source = web::common_field::source;
inline constexpr std::string_view rank = "rank";
inline constexpr std::string_view rank_reason = "rank_reason";
} // namespace priority_field
inline constexpr std::array all_priority_fields{
    web::FormField{"need", "priority.criterion.need"_msg},
    web::FormField{"influence", "priority.criterion.influence"_msg},
    web::FormField{"cost", "priority.criterion.cost"_msg},
    web::FormField{"resolution", "priority.criterion.resolution"_msg},
    web::FormField{priority_field::reason, "priority.field.reason"_msg},
    web::FormField{priority_field::source, "priority.field.source"_msg},
    web::FormField{priority_field::rank, "priority.field.rank"_msg},
    web::FormField{priority_field::rank_reason, "priority.field.rank_reason"_msg}};
// Those of a row of the form for many: their names go on with '-' and the key of the row.
inline constexpr std::array<std::string_view, 6> row_fields{
    "need", "influence", "cost", "resolution", priority_field::reason, priority_field::source};
std::string row_field(std::string_view name, std::string_view key); // "need-m12"

inline constexpr std::array<std::string_view, 5> harmless_priority_fields{
    "need", "influence", "cost", "resolution", priority_field::rank};
inline constexpr records::EditedKind edited_priorities{
    .kind = priority_subject,
    .table = priority_table,
    .owner = "COALESCE((SELECT y.body_id FROM steering_years y WHERE y.id = priorities.year_id), 0)",
    .was_public = "FALSE",
    .actions = "steering.priority",
    .harmless_fields = harmless_priority_fields,
    .has_drafts = false};

// A priority with its year and with all that are weighed in it.
struct SeenPriority {
    Priority priority;
    SteeringYear year;
    std::vector<Weighed> weighed;

    [[nodiscard]] Weighed const& of() const; // what it is of
};
// Nothing where it does not exist or this actor has no such permission for the owner of its year.
std::optional<SeenPriority> find_seen_priority(
    db::Connection& db, TenantId tenant, PriorityId id, Actor const& actor, Permission permission, Date today,
    CostOfMeasures const& cost = {});

records::Fields form_of(Priority const& priority);
records::Fields spelled_priority(records::Fields const& typed);
// Everything that stands in the way of saving: two of one kind have no rank of the group in common.
std::vector<Problem> problems_of_priority(records::Fields const& fields, SeenPriority const& of);

// Which priority, as this person last saw it.
struct PriorityVersion {
    PriorityId id;
    std::int64_t version;
};
// Problems: not_found without the right; what problems_of_priority() finds; "year.problem.closed"; a conflict
// where somebody has changed it meanwhile ("record.problem.changed_meanwhile").
Result<void> save_priority(Work& work, PriorityVersion const& seen, records::Fields const& typed);

// A row of the form for many, as this person last saw it.
struct RowAsSeen {
    std::string key; // Weighed::key()
    std::int64_t version = 0; // 0: nobody had answered anything
};
// Everything that stands in the way of storing these rows.
std::vector<Problem> problems_of_rows(std::span<RowAsSeen const> rows, records::Fields const& typed);
// All of them or none; how many have changed. A form sent twice changes nothing the second time. Problems:
// not_found without the right, or for a row that is not weighed in that year; what problems_of_rows() finds;
// "year.problem.closed"; a conflict at the first row that somebody has changed meanwhile to something else
// ("priority.problem.changed").
Result<int> score_rows(
    Work& work, YearId year, std::span<RowAsSeen const> rows, records::Fields const& typed);

} // namespace kommin::steering
