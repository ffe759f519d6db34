#pragma once
// Editing resolutions: who has resolved what, when, and about which goals. A change counts at once. Rights
// are those for the owner.

#include "modules/goals/goals/goal_editing.hpp"
#include "modules/goals/goals/resolution_store.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

// The fields of the form. `body` is asked of a new one only: whose it is, a slug, "" for the Kreis.
namespace resolution_field {
inline constexpr std::string_view body = "body";
inline constexpr std::string_view kind = "kind";
inline constexpr std::string_view panel = "panel"; // its number
inline constexpr std::string_view resolved_by = "resolved_by";
inline constexpr std::string_view meeting = "meeting"; // its number
inline constexpr std::string_view day = "day";
inline constexpr std::string_view result = "result";
inline constexpr std::string_view paper = "paper";
inline constexpr std::string_view link = "link";
inline constexpr std::string_view wording = "wording";
inline constexpr std::string_view goals = "goals"; // several: see resolved_goal_value()
inline constexpr std::string_view uncertain = web::common_field::uncertain;
inline constexpr std::string_view remark = web::common_field::remark;
inline constexpr std::string_view source = web::common_field::source;
} // namespace resolution_field
// In the order of the form, without the owner.
inline constexpr std::array all_resolution_fields{
    web::FormField{resolution_field::kind, "resolution.field.kind"_msg},
    web::FormField{resolution_field::panel, "resolution.field.panel"_msg},
    web::FormField{resolution_field::resolved_by, "resolution.field.resolved_by"_msg},
    web::FormField{resolution_field::meeting, "resolution.field.meeting"_msg},
    web::FormField{resolution_field::day, "resolution.field.day"_msg},
    web::FormField{resolution_field::result, "resolution.field.result"_msg},
    web::FormField{resolution_field::goals, "resolution.field.goals"_msg},
    web::FormField{resolution_field::wording, "resolution.field.wording"_msg},
    web::FormField{resolution_field::paper, "resolution.field.paper"_msg},
    web::FormField{resolution_field::link, "resolution.field.link"_msg},
    web::FormField{resolution_field::uncertain, "form.uncertain"_msg},
    web::FormField{resolution_field::remark, "form.remark"_msg},
    web::FormField{resolution_field::source, "form.source"_msg}};

inline constexpr std::array<std::string_view, 6> harmless_resolution_fields{
    resolution_field::kind, resolution_field::panel,  resolution_field::meeting,
    resolution_field::day,  resolution_field::result, resolution_field::goals};
inline constexpr records::EditedKind edited_resolutions{
    .kind = resolution_subject,
    .table = resolution_table,
    .owner = "COALESCE(body_id, 0)", // as Resolution::owner()
    .was_public = "FALSE",
    .actions = "goals.resolution",
    .harmless_fields = harmless_resolution_fields,
    .has_drafts = false};

// A resolution with the goals of which it says something.
struct EditedResolution {
    Resolution resolution;
    std::vector<ResolvedGoal> goals; // by id
    // In which version it resolved on each goal when it last did, also on those that it no longer names.
    std::map<GoalId, std::int64_t> last = {};
};
std::optional<EditedResolution> find_seen_resolution(
    db::Connection& db, TenantId tenant, ResolutionId id, Actor const& actor, Permission permission);

// A goal as the fields name it: "17@3" in its third version; "17", version 0, says none.
std::string resolved_goal_value(ResolvedGoal const& resolved);
std::optional<ResolvedGoal> read_resolved_goal(std::string_view value);
// Where a goal is named without a version: the one that this resolution last resolved on, else the one that
// it has now. `edited`: null for a new one.
records::Fields with_versions(records::Fields typed, Goals const& goals, EditedResolution const* edited);

// What a form of resolutions names: the goals that this actor may edit, and the meetings that they see of the
// panels of whoever these can belong to, the latest three hundred.
Goals list_resolvable(db::Connection& db, TenantId tenant, Actor const& actor, Date today);
// Also the meetings of the panel and the year that these fields name: a resolution may be older than all that
// are listed.
void add_meetings_named(
    db::Connection& db, TenantId tenant, Actor const& actor, Date today, records::Fields const& fields,
    Goals& goals);
// "Kreistag: 12. Sitzung, 5. Juni 2007"
std::string title_of(meetings::NamedMeeting const& meeting, Goals const& goals, i18n::Texts const& texts);

records::Fields form_of(EditedResolution const& edited);
// As they are stored: on one line where the form has one, days as "05.06.2007".
records::Fields spelled_resolution(records::Fields const& typed);
// Everything that stands in the way of saving. `goals`: those that this person may edit. `edited`: null for a
// new one.
std::vector<Problem> problems_of_resolution(
    records::Fields const& fields, Goals const& goals, EditedResolution const* edited, Date today);

// Which one, as this person last saw it.
struct ResolutionVersion {
    ResolutionId id;
    std::int64_t version;
};
// Goals are resolved on in the versions of with_versions(). Problems: not_found without the right; what
// problems_of_resolution() finds; a conflict where somebody has changed it meanwhile
// ("record.problem.changed_meanwhile").
Result<void> save_resolution(Work& work, ResolutionVersion const& seen, records::Fields const& typed);
// `form_key`: of the form that was sent; a second time with the same entries it makes no second one.
// Problems: not_found without the right to edit any goal; "body" where it is not that of this owner's; what
// problems_of_resolution() finds.
Result<ResolutionId> add_resolution(Work& work, records::Fields const& typed, std::string_view form_key);

} // namespace kommin::goals
