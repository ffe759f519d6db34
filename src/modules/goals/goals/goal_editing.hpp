#pragma once
// Editing goals: what they say, where they hang, who is responsible. A change counts at once; a goal that
// holds no longer ends on a day and is not deleted (docs/adr/0034, 0090). Rights are those for its owner.

#include "modules/goals/goals/goal.hpp"
#include "modules/goals/goals/goal_store.hpp"
#include "modules/goals/goals/resolution_store.hpp"
#include "modules/meetings/meetings/api.hpp"
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
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

// The fields of the form. `body` is asked of a new goal only: whose it is, a slug, "" for the Kreis.
namespace goal_field {
inline constexpr std::string_view body = "body";
inline constexpr std::string_view kind = "kind";
inline constexpr std::string_view number = "number";
inline constexpr std::string_view title = "title";
inline constexpr std::string_view text = "text";
inline constexpr std::string_view reasons = "reasons";
inline constexpr std::string_view panel = "panel"; // its number, as of parent and serves
inline constexpr std::string_view parent = "parent";
inline constexpr std::string_view serves = "serves";
inline constexpr std::string_view origins = "origins"; // several
inline constexpr std::string_view units = "units"; // several
inline constexpr std::string_view influence = "influence";
inline constexpr std::string_view influence_reason = "influence_reason";
inline constexpr std::string_view weight = "weight";
inline constexpr std::string_view from = web::common_field::from;
inline constexpr std::string_view to = web::common_field::to;
inline constexpr std::string_view uncertain = web::common_field::uncertain;
inline constexpr std::string_view remark = web::common_field::remark;
inline constexpr std::string_view source = web::common_field::source;
// Not of the form but with a page of their own. Versions have them, too.
inline constexpr std::string_view plain_text = "plain_text";
inline constexpr std::string_view shown = "public"; // whether it is to be shown to everybody
} // namespace goal_field
// In the order of the form, without the owner.
inline constexpr std::array all_goal_fields{
    web::FormField{goal_field::title, "goal.field.title"_msg},
    web::FormField{goal_field::number, "goal.field.number"_msg},
    web::FormField{goal_field::kind, "goal.field.kind"_msg},
    web::FormField{goal_field::text, "goal.field.text"_msg},
    web::FormField{goal_field::reasons, "goal.field.reasons"_msg},
    web::FormField{goal_field::panel, "goal.field.panel"_msg},
    web::FormField{goal_field::parent, "goal.field.parent"_msg},
    web::FormField{goal_field::serves, "goal.field.serves"_msg},
    web::FormField{goal_field::weight, "goal.field.weight"_msg},
    web::FormField{goal_field::units, "goal.field.units"_msg},
    web::FormField{goal_field::influence, "goal.field.influence"_msg},
    web::FormField{goal_field::influence_reason, "goal.field.influence_reason"_msg},
    web::FormField{goal_field::origins, "goal.field.origins"_msg},
    web::FormField{goal_field::from, "goal.field.from"_msg},
    web::FormField{goal_field::to, "goal.field.to"_msg},
    web::FormField{goal_field::uncertain, "form.uncertain"_msg},
    web::FormField{goal_field::remark, "form.remark"_msg},
    web::FormField{goal_field::source, "form.source"_msg}};
inline constexpr std::array public_goal_fields{
    web::FormField{goal_field::plain_text, "goal.field.plain_text"_msg},
    web::FormField{goal_field::shown, "goal.field.public"_msg}};

inline constexpr std::array<std::string_view, 8> harmless_goal_fields{
    goal_field::kind,   goal_field::panel,     goal_field::parent, goal_field::serves,
    goal_field::weight, goal_field::influence, goal_field::to,     goal_field::shown};
inline constexpr records::EditedKind edited_goals{
    .kind = goal_subject,
    .table = goal_table,
    .owner = "COALESCE(body_id, 0)", // as Goal::owner()
    .was_public = "public_since IS NOT NULL",
    .actions = "goals.goal",
    .harmless_fields = harmless_goal_fields,
    .has_drafts = false};

// How the goals of a district hang together, whoever may see them: for rules only, nothing of it is shown.
struct GoalPlace {
    GoalId id;
    std::optional<tenants::BodyId> body;
    GoalKind kind = GoalKind::guiding;
    std::optional<GoalId> parent;
};

// What somebody sees of the goals of a district: those of the owners for whom they have the permission.
struct Goals {
    std::vector<Goal> all; // by id
    std::vector<tenants::Body> bodies; // of the district, for their names
    std::vector<meetings::NamedPanel> panels; // likewise
    std::vector<meetings::NamedMeeting> panel_meetings = {}; // for resolutions alone: that this person sees

    [[nodiscard]] Goal const* find(std::optional<GoalId> id) const;
    [[nodiscard]] meetings::NamedPanel const* find_panel(std::optional<meetings::PanelId> id) const;
    // "Bergkamen"; "" for the Kreis where the district has no name of its own among them.
    [[nodiscard]] std::string_view owner_name(std::optional<tenants::BodyId> body) const;
};
Goals list_seen_goals(
    db::Connection& db, TenantId tenant, Actor const& actor, Permission permission, Date today);
// Nothing where it does not exist or this actor has no such permission for its owner.
std::optional<Goal> find_seen_goal(
    db::Connection& db, TenantId tenant, GoalId id, Actor const& actor, Permission permission);

// Of which this actor may know the titles, by id: those that they see, and what the Kreis has adopted.
std::vector<Goal> list_known_goals(db::Connection& db, TenantId tenant, Actor const& actor);

// A goal and what belongs to it.
struct EditedGoal {
    Goal goal;
    GoalLinks links;
};
// What a goal may name: offered by its form, asked for by its rules.
struct GoalChoices {
    Goals goals; // that this person may edit
    std::vector<GoalPlace> places; // of all of the district
    // Those of the Kreis that a municipality may serve: adopted ones, and all for whoever sees them.
    std::vector<Goal> served;
    std::vector<tenants::OrganisationalUnit> units;
    // Adopted ones that this person sees, and what the goal names of those they see.
    std::vector<meetings::NamedRecommendation> origins;
};
// `edited`: null for a new one.
GoalChoices list_goal_choices(
    db::Connection& db, TenantId tenant, Actor const& actor, Date today, EditedGoal const* edited);
// Whose unit it is, as goals say it.
std::optional<tenants::BodyId> owner_of_unit(
    std::vector<tenants::Body> const& bodies, tenants::OrganisationalUnit const& unit);
// Whose something is: the Kreis by no slug or its own, which lists are filtered by; nothing where the slug
// names nobody.
std::optional<std::optional<tenants::BodyId>> body_called(
    std::vector<tenants::Body> const& bodies, std::string_view slug);

// The slug of whoever it is; "" for the Kreis.
std::string slug_of(std::vector<tenants::Body> const& bodies, std::optional<tenants::BodyId> body);

records::Fields form_of(EditedGoal const& edited);
// As they are stored: on one line where the form has one, days as "01.08.2013", "08.2013" or "2013".
records::Fields spelled_goal(records::Fields const& typed);
// With the recommendations of before that this person does not see: nobody takes away what they cannot read.
records::Fields with_unseen_origins(
    records::Fields typed, GoalChoices const& choices, GoalLinks const& before);
// Everything that stands in the way of saving. `edited`: null for a new one.
std::vector<Problem> problems_of_goal(
    records::Fields const& fields, GoalChoices const& choices, EditedGoal const* edited);

// Goals say what was resolved of them or something else by the adoption that holds; of these another one may
// hold than before.
void reckon_wording(Work& work, std::vector<GoalId> const& ids);

// Which goal, as this person last saw it.
struct GoalVersion {
    GoalId id;
    std::int64_t version;
};
// Problems: not_found without the right; what problems_of_goal() finds, asked while nobody else changes
// anything of the district; a conflict where somebody has changed it meanwhile
// ("record.problem.changed_meanwhile").
Result<void> save_goal(Work& work, GoalVersion const& seen, records::Fields const& typed);
// `form_key`: of the form that was sent; a second time with the same entries it makes no second one.
// Problems: not_found without the right to edit any goal; "body" where it is not that of this owner's; what
// problems_of_goal() finds.
Result<GoalId> add_goal(Work& work, records::Fields const& typed, std::string_view form_key);

// The same for many in one work: the choices are asked for once (of a new goal) and go along with what
// changes.
Result<void> save_goal(
    Work& work, GoalVersion const& seen, records::Fields const& typed, GoalChoices& choices);
Result<GoalId> add_goal(
    Work& work, records::Fields const& typed, std::string_view form_key, GoalChoices& choices);

} // namespace kommin::goals
