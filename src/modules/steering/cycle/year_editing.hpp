#pragma once
// Opening and editing years and their steps. A change counts at once; what is closed is not changed any more.
// Rights are those for the owner; whose step it is says how it stands and what came of it.

#include "modules/meetings/minutes/api.hpp"
#include "modules/steering/cycle/steering_year.hpp"
#include "modules/steering/cycle/year_store.hpp"
#include "platform/access/actor.hpp"
#include "platform/base/problem.hpp"
#include "platform/base/result.hpp"
#include "platform/html/url.hpp"
#include "platform/identity/account_store.hpp"
#include "platform/records/editing.hpp"
#include "platform/records/fields.hpp"
#include "platform/web/form_fields.hpp"
#include "platform/work/work.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::steering {

// The fields of the form of a year. `body` (whose it is, a slug, "" for the Kreis) and `year` are asked of a
// new one only.
namespace year_field {
inline constexpr std::string_view body = "body";
inline constexpr std::string_view year = "year";
inline constexpr std::string_view panel = "panel"; // its number
inline constexpr std::string_view remark = web::common_field::remark;
inline constexpr std::string_view source = web::common_field::source;
} // namespace year_field
inline constexpr std::array all_year_fields{
    web::FormField{year_field::panel, "year.field.panel"_msg},
    web::FormField{year_field::remark, "form.remark"_msg},
    web::FormField{year_field::source, "form.source"_msg}};

namespace step_field {
inline constexpr std::string_view account = "account"; // its number
inline constexpr std::string_view owner = "owner";
inline constexpr std::string_view due = "due";
inline constexpr std::string_view state = "state";
inline constexpr std::string_view outcome = "outcome";
inline constexpr std::string_view lines = "lines"; // one on each line: see spelled_line()
inline constexpr std::string_view documents = "documents"; // "Bericht | https://…", one on each line
inline constexpr std::string_view decisions = "decisions"; // several: see decision_value()
// Not of the form but with a page of its own; versions have it, too.
inline constexpr std::string_view subjects = "subjects"; // several: see subject_value()
} // namespace step_field
inline constexpr std::array all_step_fields{
    web::FormField{step_field::state, "staff.state"_msg},
    web::FormField{step_field::outcome, "step.field.outcome"_msg},
    web::FormField{step_field::account, "step.field.account"_msg},
    web::FormField{step_field::owner, "step.field.owner"_msg},
    web::FormField{step_field::due, "step.field.due"_msg},
    web::FormField{step_field::lines, "step.field.lines"_msg},
    web::FormField{step_field::documents, "step.field.documents"_msg},
    web::FormField{step_field::decisions, "step.field.decisions"_msg}};
inline constexpr std::array later_step_fields{
    web::FormField{step_field::subjects, "step.field.subjects"_msg}};

inline constexpr std::array<std::string_view, 1> harmless_year_fields{year_field::panel};
inline constexpr records::EditedKind edited_years{
    .kind = year_subject,
    .table = year_table,
    .owner = "COALESCE(body_id, 0)", // as SteeringYear::owner()
    .was_public = "FALSE",
    .actions = "steering.year",
    .harmless_fields = harmless_year_fields,
    .has_drafts = false};
inline constexpr std::array<std::string_view, 4> harmless_step_fields{
    step_field::due, step_field::state, step_field::decisions, step_field::subjects};
inline constexpr records::EditedKind edited_steps{
    .kind = step_subject,
    .table = step_table,
    .owner = "COALESCE((SELECT y.body_id FROM steering_years y WHERE y.id = steering_steps.year_id), 0)",
    .was_public = "FALSE",
    .actions = "steering.step",
    .harmless_fields = harmless_step_fields,
    .has_drafts = false};
inline constexpr std::array harmless_weights_fields{
    weights_field::need, weights_field::influence, weights_field::cost, weights_field::resolution};
inline constexpr records::EditedKind edited_weights{
    .kind = weights_subject,
    .table = weights_table,
    .owner = "COALESCE((SELECT y.body_id FROM steering_years y WHERE y.id = priority_weights.year_id), 0)",
    .was_public = "FALSE",
    .actions = "steering.weights",
    .harmless_fields = harmless_weights_fields,
    .has_drafts = false};

// Nothing where it does not exist or this actor has no such permission for its owner.
std::optional<SteeringYear> find_seen_year(
    db::Connection& db, TenantId tenant, YearId id, Actor const& actor, Permission permission);
// A step with its year.
struct SeenStep {
    WholeStep whole;
    SteeringYear year;

    // Whether somebody keeps it, or says how it stands because it is theirs.
    [[nodiscard]] bool may_keep(Actor const& actor) const;
    [[nodiscard]] bool is_of(Actor const& actor) const;
};
// Nothing where it does not exist or this actor may not see its year.
std::optional<SeenStep> find_seen_step(db::Connection& db, TenantId tenant, StepId id, Actor const& actor);

// Active accounts that may see years of this owner: whoever else would find a step on "Heute" and could not
// open it. By name.
using StepTaker = identity::AccountThatMay;
std::vector<StepTaker> list_step_takers(db::Connection& db, TenantId tenant, Scope owner);

// What was decided in a year: by the panel that steers it; nothing without one, or for whoever may not read
// what it decides.
inline constexpr int most_decisions = 500; // no numbers behind this one are read
std::vector<meetings::NamedDecision> list_decisions_of_year(
    db::Connection& db, TenantId tenant, Actor const& actor, SteeringYear const& year);

// "Fragebogen verschicken" while it is open, "[12.03.2009] Fragebogen verschicken" once it is done.
std::string spelled_line(StepLine const& line);
std::optional<StepLine> read_line(std::string_view typed); // nothing for one without a title
// Where it stands: an encrypted page of the web, or one of the desk, as that of a paper of a meeting, which
// asks for its own rights; nothing for anything else.
std::optional<html::Url> address_of(StepDocument const& document);
std::string decision_value(StepDecision const& decision); // "12:4_1"
std::optional<StepDecision> read_decision(std::string_view value);
std::string subject_value(DecisionSubject const& subject); // "12:4_1>z5": a goal; "12:4_1>m7": a measure
std::optional<DecisionSubject> read_subject(std::string_view value);

// The goals and measures that a decision can be about: those of the owner of the year, for whoever may see
// them. By id.
struct Decidable {
    std::vector<goals::Goal> all_goals;
    std::vector<goals::Measure> all_measures;
};
Decidable list_decidable(db::Connection& db, TenantId tenant, Actor const& actor, SteeringYear const& year);
// What decisions of a step are about, by its title, as far as this actor may see it.
struct SubjectTitles {
    std::map<goals::GoalId, std::string> of_goals;
    std::map<goals::MeasureId, std::string> of_measures;

    // "" for one that this person does not see.
    [[nodiscard]] std::string of(DecisionSubject const& subject) const;
};
SubjectTitles load_subject_titles(
    db::Connection& db, TenantId tenant, Actor const& actor, std::vector<DecisionSubject> const& subjects);

records::Fields form_of(SteeringYear const& year);
records::Fields spelled_year(records::Fields const& typed);
// Everything that stands in the way of saving. `panels`: of the district. `edited`: null for a new one.
struct YearRules {
    std::vector<meetings::NamedPanel> panels;
    std::vector<tenants::Body> bodies;
};
YearRules load_year_rules(db::Connection& db, TenantId tenant, Date today);
std::vector<Problem> problems_of_year(
    records::Fields const& fields, YearRules const& rules, SteeringYear const* edited);
// Whether it can steer years of that owner: one of its own that has not ended.
bool can_steer(std::optional<tenants::BodyId> owner, meetings::NamedPanel const& panel);

// Which year, as this person last saw it.
struct YearVersion {
    YearId id;
    std::int64_t version;
};
// Problems: not_found without the right; what problems_of_year() finds; "panel" for another one while steps
// name decisions of the one before; "year.problem.closed"; a conflict where somebody has changed it meanwhile
// ("record.problem.changed_meanwhile").
Result<void> save_year(Work& work, YearVersion const& seen, records::Fields const& typed);
// With its six steps: their owners and checklists, and what priorities are weighed by, are those of the year
// before, where there is one. A form
// sent twice finds the year that it made; only one that says something else is told that there is one.
// Problems: not_found without the right to edit any year; "body", "year"; what problems_of_year() finds.
Result<YearId> open_year(Work& work, records::Fields const& typed);
// One that was opened by mistake, with its steps. Problems: not_found without the right;
// "year.problem.closed"; conflicts where somebody has changed it meanwhile or has written something in it
// ("year.problem.not_empty").
Result<void> erase_year(Work& work, YearVersion const& seen);

records::Fields form_of(WholeStep const& whole);
records::Fields spelled_step(records::Fields const& typed);
// With the decisions of before where this person may read none: nobody takes away what they do not see.
records::Fields with_unseen_decisions(records::Fields typed, WholeStep const& before, bool may_read);
std::vector<Problem> problems_of_step(records::Fields const& fields);

// Which step, as this person last saw it.
struct StepVersion {
    StepId id;
    std::int64_t version;
};
// Whoever does not keep it changes neither whose it is nor until when. Decisions that this person may not
// read stay. What a decision is about goes with it. Problems: not_found without either right; what
// problems_of_step() finds; "account", "decisions" and "subjects" where one names what cannot be;
// "year.problem.closed"; a conflict where somebody has changed it meanwhile.
Result<void> save_step(Work& work, StepVersion const& seen, records::Fields const& typed);
// Done today, or open again; says whether anything was done. Problems likewise; a conflict where there is
// no such line any more. `title`: as it stood there when it was pressed.
struct PressedLine {
    std::int64_t position = 0; // from 0
    std::string_view title;
    bool is_done = true;
};
Result<bool> tick_step_line(Work& work, StepVersion const& seen, PressedLine const& line);
// Lines that the program proposes for its kind, in these words; those that are there already are not added
// again. How many were added. Problems as of save_step().
Result<int> adopt_proposed_lines(Work& work, StepVersion const& seen, std::vector<std::string> const& lines);

records::Fields form_of(YearWeights const& weights);
records::Fields spelled_weights(records::Fields const& typed);
std::vector<Problem> problems_of_weights(records::Fields const& fields);

// Which weights, as this person last saw them.
struct WeightsVersion {
    WeightsId id;
    std::int64_t version;
};
// Problems: not_found without the right to set priorities; what problems_of_weights() finds;
// "year.problem.closed"; "weights.problem.decided" once the step that sets priorities is over; a conflict
// where somebody has changed them meanwhile.
Result<void> save_weights(Work& work, WeightsVersion const& seen, records::Fields const& typed);

} // namespace kommin::steering
