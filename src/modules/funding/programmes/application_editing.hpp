#pragma once
// Editing applications: a change counts at once. Rights are those for their owner, the Kreis or a
// municipality.

#include "modules/funding/programmes/application_store.hpp"
#include "modules/funding/programmes/programme_store.hpp"
#include "platform/access/actor.hpp"
#include "platform/base/problem.hpp"
#include "platform/base/result.hpp"
#include "platform/records/editing.hpp"
#include "platform/records/fields.hpp"
#include "platform/web/form_fields.hpp"
#include "platform/work/work.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::funding {

namespace application_field {
inline constexpr std::string_view title = "title";
inline constexpr std::string_view offer = "offer"; // "p3": a programme; "c7": a call; "": neither
inline constexpr std::string_view authority = "authority";
inline constexpr std::string_view reference = "reference";
inline constexpr std::string_view purpose = "purpose";
inline constexpr std::string_view from = web::common_field::from;
inline constexpr std::string_view to = web::common_field::to;
inline constexpr std::string_view costs = "costs"; // several: see cost_value()
inline constexpr std::string_view asked = "asked";
inline constexpr std::string_view own = "own";
inline constexpr std::string_view other = "other";
inline constexpr std::string_view uncertain = web::common_field::uncertain;
inline constexpr std::string_view remark = web::common_field::remark;
inline constexpr std::string_view source = web::common_field::source;
// Whose it is, by its slug, "" for the Kreis: asked of a new one only, and of no version.
inline constexpr std::string_view body = "body";
// Not of the form but with a page of their own. Versions have them, too.
inline constexpr std::string_view state = "state";
inline constexpr std::string_view step_day = "step_day";
inline constexpr std::string_view step_reason = "step_reason";
inline constexpr std::string_view step_amount = "step_amount";
} // namespace application_field
// In the order of the form, and behind them what the last step says.
inline constexpr std::array form_application_fields{
    web::FormField{application_field::title, "application.field.title"_msg},
    web::FormField{application_field::offer, "application.field.offer"_msg},
    web::FormField{application_field::authority, "application.field.authority"_msg},
    web::FormField{application_field::reference, "application.field.reference"_msg},
    web::FormField{application_field::purpose, "application.field.purpose"_msg},
    web::FormField{application_field::from, "form.from"_msg},
    web::FormField{application_field::to, "form.to"_msg},
    web::FormField{application_field::costs, "application.field.costs"_msg},
    web::FormField{application_field::asked, "application.field.asked"_msg},
    web::FormField{application_field::own, "application.field.own"_msg},
    web::FormField{application_field::other, "application.field.other"_msg},
    web::FormField{application_field::uncertain, "form.uncertain"_msg},
    web::FormField{application_field::remark, "form.remark"_msg},
    web::FormField{application_field::source, "form.source"_msg}};
inline constexpr std::array step_application_fields{
    web::FormField{application_field::state, "application.field.state"_msg},
    web::FormField{application_field::step_day, "application.field.step_day"_msg},
    web::FormField{application_field::step_reason, "application.field.step_reason"_msg},
    web::FormField{application_field::step_amount, "application.field.step_amount"_msg}};

inline constexpr std::array<std::string_view, 9> harmless_application_fields{
    application_field::offer, application_field::from,     application_field::to,
    application_field::asked, application_field::own,      application_field::other,
    application_field::state, application_field::step_day, application_field::step_amount};
inline constexpr records::EditedKind edited_applications{
    .kind = application_subject,
    .table = application_table,
    .owner = "COALESCE(body_id, 0)", // as Application::owner()
    .was_public = "FALSE",
    .actions = "funding.application",
    .harmless_fields = harmless_application_fields,
    .has_drafts = false};

// A line of costs as the fields name it, each part as it was typed.
struct TypedCost {
    std::string kind, measure, year, cost, eligible, what;
    [[nodiscard]] bool is_empty() const;
};
// "002|fees|4|2009|1250,50|1000|Honorare": what may hold any sign stands last. In front is which line it is,
// from 0, since several values of a field are a set: without it lines would change their order, and of two
// that say the same one would be lost.
std::string cost_value(std::size_t line, TypedCost const& typed);
TypedCost read_cost_value(std::string_view value); // versions of earlier have lines without a number
// The form asks for each part of a line in a field of its own: "costs_2_year".
inline constexpr std::array<std::string_view, 6> cost_parts{"kind", "measure",  "year",
                                                            "cost", "eligible", "what"};
inline constexpr std::string_view cost_fields = "costs_";
std::string cost_field_of(std::size_t line, std::string_view part);
inline constexpr std::size_t most_costs = 60;

WholeApplication load_whole_application(db::Connection& db, TenantId tenant, ApplicationId id);
// Nothing where it does not exist or this actor has no such permission for its owner.
std::optional<Application> find_seen_application(
    db::Connection& db, TenantId tenant, ApplicationId id, Actor const& actor, Permission permission);

records::Fields form_of(WholeApplication const& whole);
// As they are stored; what the last step says as it stands in the fields.
records::Fields spelled_application(records::Fields const& typed);
// Everything that stands in the way of saving and can be said without a look at other records.
std::vector<Problem> problems_of_application(records::Fields const& fields);

// Which one, as this person last saw it.
struct ApplicationVersion {
    ApplicationId id;
    std::int64_t version;
};
// Problems: not_found without the right; what problems_of_application() finds; "offer" or a measure of the
// costs where it names none that there is for this owner and actor, unless it was there before; a conflict
// where somebody has changed it meanwhile ("record.problem.changed_meanwhile").
Result<void> save_application(Work& work, ApplicationVersion const& seen, records::Fields const& typed);
// `form_key`: a form sent twice with the same entries makes one. Problems as of save_application(), and
// "body" where it names no owner for whom this actor has the right.
Result<ApplicationId> add_application(Work& work, records::Fields const& typed, std::string_view form_key);

// Everything that stands in the way of this step. `before`: its state now.
std::vector<Problem> problems_of_application_step(
    records::Fields const& fields, ApplicationState before, Date today);
// Says whether something was done: the same step a second time in a row is none. Problems: not_found without
// the right; what problems_of_application_step() finds; "step_day" before the day of the step of before; a
// conflict where that step does not follow ("application.problem.step"), where it ends what a grant has come
// of
// ("application.problem.has_grant") or somebody has changed it meanwhile.
Result<bool> note_application_step(Work& work, ApplicationVersion const& seen, records::Fields const& typed);
// The last step is as if it had not been; the history keeps it. Problems: not_found; a conflict where there
// is none, where a grant has come of it, or somebody has changed it meanwhile.
Result<void> take_back_application_step(Work& work, ApplicationVersion const& seen);

// What somebody can choose from in the form, and the names of what it has.
struct ApplicationChoices {
    std::vector<Programme> programmes;
    std::vector<NamedCall> calls;
    std::vector<goals::NamedMeasure> measures; // that this person sees, of all owners
    tenants::TenantWithBodies district;
    std::vector<std::optional<tenants::BodyId>> owners; // for whom they may apply

    [[nodiscard]] std::string offer(std::string_view value) const; // "KOMM-IN NRW: Aufruf 2009"; "" for none
    [[nodiscard]] std::string measure(std::string_view number) const;
    [[nodiscard]] std::string owner(std::optional<tenants::BodyId> body) const;
};
ApplicationChoices load_application_choices(db::Connection& db, TenantId tenant, Actor const& actor);

} // namespace kommin::funding
