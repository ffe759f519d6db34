#pragma once
// Editing measures: what they are, whom they serve and reach, until when. A change counts at once
// (docs/adr/0090). Rights are those for their owner, the Kreis or a municipality.

#include "modules/goals/measures/measure.hpp"
#include "modules/goals/measures/measure_store.hpp"
#include "modules/goals/measures/measure_task.hpp"
#include "modules/goals/measures/risk.hpp"
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

namespace measure_field {
inline constexpr std::string_view title = "title";
inline constexpr std::string_view number = "number";
inline constexpr std::string_view panel = "panel"; // its number, as of unit
inline constexpr std::string_view goals = "goals"; // several: number and weight, "17:3"
inline constexpr std::string_view text = "text";
inline constexpr std::string_view audience = "audience";
inline constexpr std::string_view reach = "reach"; // a line for each
inline constexpr std::string_view places = "places"; // several: numbers of municipalities
inline constexpr std::string_view origins = "origins"; // several: numbers of recommendations
inline constexpr std::string_view unit = "unit";
inline constexpr std::string_view office = "office";
inline constexpr std::string_view responsible = "responsible"; // "account:3"; "" for nobody
inline constexpr std::string_view partners = "partners"; // a line for each
inline constexpr std::string_view state = "state";
inline constexpr std::string_view state_reason = "state_reason";
inline constexpr std::string_view recurring = "recurring";
inline constexpr std::string_view from = web::common_field::from; // the planned years
inline constexpr std::string_view to = web::common_field::to;
inline constexpr std::string_view deadline = "deadline";
inline constexpr std::string_view deadline_remark = "deadline_remark";
inline constexpr std::string_view reservation = "reservation";
inline constexpr std::string_view grant = "grant";
inline constexpr std::string_view report_months = "report_months";
inline constexpr std::string_view report_mail = "report_mail"; // for letters that ask for reports
inline constexpr std::string_view uncertain = web::common_field::uncertain;
inline constexpr std::string_view remark = web::common_field::remark;
inline constexpr std::string_view source = web::common_field::source;
// Whose it is, by its slug, "" for the Kreis: asked of a new one only, and of no version.
inline constexpr std::string_view body = "body";
// Not of the form but with pages of their own. Versions have them, too.
inline constexpr std::string_view state_since = "state_since"; // a day
inline constexpr std::string_view light = "light"; // set by hand
inline constexpr std::string_view light_reason = "light_reason";
inline constexpr std::string_view light_until = "light_until";
inline constexpr std::string_view milestones = "milestones"; // several: see milestone_value()
inline constexpr std::string_view risks = "risks"; // likewise: risk_value()
inline constexpr std::string_view tasks = "tasks"; // likewise: measure_task_value()
inline constexpr std::string_view plain_text = "plain_text";
inline constexpr std::string_view shown = "public"; // whether everybody reads it
} // namespace measure_field
inline constexpr std::string_view recurring_value = "ja";

// In the order of the form, and behind them those that have pages of their own.
inline constexpr std::array form_measure_fields{
    web::FormField{measure_field::title, "measure.field.title"_msg},
    web::FormField{measure_field::number, "measure.field.number"_msg},
    web::FormField{measure_field::panel, "measure.field.panel"_msg},
    web::FormField{measure_field::goals, "measure.field.goals"_msg},
    web::FormField{measure_field::text, "measure.field.text"_msg},
    web::FormField{measure_field::audience, "measure.field.audience"_msg},
    web::FormField{measure_field::reach, "measure.field.reach"_msg},
    web::FormField{measure_field::places, "measure.field.places"_msg},
    web::FormField{measure_field::origins, "measure.field.origins"_msg},
    web::FormField{measure_field::unit, "measure.field.unit"_msg},
    web::FormField{measure_field::office, "measure.field.office"_msg},
    web::FormField{measure_field::responsible, "measure.field.responsible"_msg},
    web::FormField{measure_field::partners, "measure.field.partners"_msg},
    web::FormField{measure_field::state, "measure.field.state"_msg},
    web::FormField{measure_field::state_reason, "measure.field.state_reason"_msg},
    web::FormField{measure_field::recurring, "measure.field.recurring"_msg},
    web::FormField{measure_field::from, "measure.field.from"_msg},
    web::FormField{measure_field::to, "measure.field.to"_msg},
    web::FormField{measure_field::deadline, "measure.field.deadline"_msg},
    web::FormField{measure_field::deadline_remark, "measure.field.deadline_remark"_msg},
    web::FormField{measure_field::reservation, "measure.field.reservation"_msg},
    web::FormField{measure_field::grant, "measure.field.grant"_msg},
    web::FormField{measure_field::report_months, "measure.field.report_months"_msg},
    web::FormField{measure_field::report_mail, "measure.field.report_mail"_msg},
    web::FormField{measure_field::uncertain, "form.uncertain"_msg},
    web::FormField{measure_field::remark, "form.remark"_msg},
    web::FormField{measure_field::source, "form.source"_msg}};
inline constexpr std::array course_measure_fields{
    web::FormField{measure_field::state_since, "measure.field.state_since"_msg},
    web::FormField{measure_field::light, "measure.field.light"_msg},
    web::FormField{measure_field::light_reason, "measure.field.light_reason"_msg},
    web::FormField{measure_field::light_until, "measure.field.light_until"_msg},
    web::FormField{measure_field::milestones, "measure.field.milestones"_msg},
    web::FormField{measure_field::risks, "risk.title"_msg},
    web::FormField{measure_field::tasks, "measure_task.title"_msg},
    web::FormField{measure_field::plain_text, "goal.field.plain_text"_msg},
    web::FormField{measure_field::shown, "goal.field.public"_msg}};

inline constexpr std::array<std::string_view, 10> harmless_measure_fields{
    measure_field::panel, measure_field::state,      measure_field::recurring, measure_field::from,
    measure_field::to,    measure_field::deadline,   measure_field::light,     measure_field::report_months,
    measure_field::shown, measure_field::state_since};
inline constexpr records::EditedKind edited_measures{
    .kind = measure_subject,
    .table = measure_table,
    .owner = "COALESCE(body_id, 0)", // as Measure::owner()
    .was_public = "public_since IS NOT NULL",
    .actions = "goals.measure",
    .harmless_fields = harmless_measure_fields,
    .has_drafts = false};

// A measure with all that belongs to it.
struct WholeMeasure {
    Measure measure;
    MeasureLinks links;
    std::vector<Milestone> milestones;
    std::vector<Risk> risks = {};
    std::vector<MeasureTask> tasks = {};
};
// The measure must exist.
WholeMeasure load_whole_measure(db::Connection& db, TenantId tenant, MeasureId id);
// Nothing where it does not exist or this actor has no such permission for its owner.
std::optional<Measure> find_seen_measure(
    db::Connection& db, TenantId tenant, MeasureId id, Actor const& actor, Permission permission);

records::Fields form_of(WholeMeasure const& whole);
// As they are stored; those without a place in the form as they stand in the fields.
records::Fields spelled_measure(records::Fields const& typed);
// Everything that stands in the way of saving and can be said without a look at other records.
std::vector<Problem> problems_of_measure(records::Fields const& fields);

// A goal as the fields name it, with what was typed as its weight.
struct TypedGoal {
    GoalId goal;
    std::string weight;
};
std::string goal_value(TypedGoal const& typed); // "17:3"
// The form asks for goals by number, and for the weight of each in a field of its own: "goal_weight_17".
inline constexpr std::string_view weight_fields = "goal_weight_";
std::string weight_field_of(GoalId goal);
std::optional<TypedGoal> read_goal_value(std::string_view value);

// Whether a state does not go without its reason.
bool needs_reason(MeasureState state);

// Which one, as this person last saw it.
struct MeasureVersion {
    MeasureId id;
    std::int64_t version;
};
// Problems: not_found without the right; what problems_of_measure() finds; "panel", "unit", "responsible",
// "goals", "origins" or "places" where one names what this measure cannot have or this actor does not see,
// unless it was there before; a conflict where somebody has changed it meanwhile
// ("record.problem.changed_meanwhile").
Result<void> save_measure(Work& work, MeasureVersion const& seen, records::Fields const& typed);
// `form_key`: a form sent twice with the same entries makes one. Problems as of save_measure(), and "body"
// where it names no owner for whom this actor has the right.
Result<MeasureId> add_measure(Work& work, records::Fields const& typed, std::string_view form_key);
// The same for many in one work: what measures may name is asked for once, when it is needed first. Nothing
// of it changes by saving measures.
struct NameableByMeasures {
    std::optional<std::vector<meetings::NamedPanel>> panels = {};
    std::optional<tenants::TenantWithBodies> district = {};
    std::optional<std::vector<Goal>> goals = {}; // of which this actor may know
};
Result<void> save_measure(
    Work& work, MeasureVersion const& seen, records::Fields const& typed, NameableByMeasures& nameable);
Result<MeasureId> add_measure(
    Work& work, records::Fields const& typed, std::string_view form_key, NameableByMeasures& nameable);

// Whether a measure of this owner can belong to that field of action: one of the Kreis or of its own.
bool can_have_panel(std::optional<tenants::BodyId> owner, meetings::NamedPanel const& panel);
// Whether it can serve that goal: one of its owner or of the Kreis.
bool can_serve(std::optional<tenants::BodyId> owner, Goal const& goal);
// Whether that recommendation was adopted, whatever became of it.
bool can_be_origin(meetings::NamedRecommendation const& recommendation);

} // namespace kommin::goals
