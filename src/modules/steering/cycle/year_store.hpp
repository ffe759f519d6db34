#pragma once
// SQL of years and their steps. Every function works inside the caller's transaction.

#include "modules/steering/cycle/steering_year.hpp"
#include "modules/steering/cycle/year_weights.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/query.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kommin::steering {

// For records::EditedKind: saving counts at once, there are no drafts.
inline constexpr db::SqlLiteral year_table{"steering_years"};
inline constexpr db::SqlLiteral step_table{"steering_steps"};
inline constexpr db::SqlLiteral weights_table{"priority_weights"};

// Of these owners, the latest first, of one year the Kreis first; at most `limit`.
std::vector<SteeringYear> list_years(
    db::Connection& db, TenantId tenant, std::vector<Scope> const& owners, int limit);
std::optional<SteeringYear> load_year(db::Connection& db, TenantId tenant, YearId id);
std::optional<SteeringYear> find_year(
    db::Connection& db, TenantId tenant, std::optional<tenants::BodyId> body, int year);
// With its six steps, which are open, and its weights.
YearId insert_year(db::Connection& db, TenantId tenant, SteeringYear const& year, Instant now);
// A step of a year that nobody has seen yet: makes no version.
void fill_new_step(db::Connection& db, TenantId tenant, WholeStep const& step);
// As the next version; whose it is and of when stay.
void update_year(db::Connection& db, TenantId tenant, SteeringYear const& year, Instant now);

// How many decisions the steps of a year name.
std::int64_t count_linked_decisions(db::Connection& db, TenantId tenant, YearId year);
// Nobody has written anything in it: neither a step nor the weights were changed, nothing has a priority or
// was evaluated, and nobody was asked to evaluate.
bool is_untouched(db::Connection& db, TenantId tenant, YearId year);
void erase_year_rows(db::Connection& db, TenantId tenant, YearId year); // with its steps and weights

YearWeights load_weights_of_year(db::Connection& db, TenantId tenant, YearId year); // they must exist
std::optional<YearWeights> load_weights(db::Connection& db, TenantId tenant, WeightsId id);
void update_weights(db::Connection& db, TenantId tenant, YearWeights const& weights, Instant now);

// It is done, or was skipped.
bool is_step_over(db::Connection& db, TenantId tenant, YearId year, StepKind kind);
std::optional<Step> load_step(db::Connection& db, TenantId tenant, StepId id);
// Of one year, in their order, with what belongs to them.
std::vector<WholeStep> list_steps(db::Connection& db, TenantId tenant, YearId year);
WholeStep load_whole_step(db::Connection& db, TenantId tenant, StepId id); // it must exist
// As the next version, with all that belongs to it.
void update_step(db::Connection& db, TenantId tenant, WholeStep const& step, Instant now);

// A decision of a step, and one of the things that it is about.
struct LinkedDecision {
    YearId year;
    StepId step;
    meetings::MeetingId meeting;
    std::string motion;
    std::optional<goals::GoalId> goal; // one of both; neither where nobody has said it
    std::optional<goals::MeasureId> measure;
};
// Those that are about one of these, the last that were entered first; at most `limit`.
std::vector<LinkedDecision> list_decisions_about(
    db::Connection& db, TenantId tenant, std::vector<goals::GoalId> const& goals,
    std::vector<goals::MeasureId> const& measures, int limit);
// Of the steps of a year, or of one of these meetings; also those of which nobody has said what they are
// about.
std::vector<LinkedDecision> list_linked_decisions(db::Connection& db, TenantId tenant, YearId year);
std::vector<LinkedDecision> list_linked_decisions(
    db::Connection& db, TenantId tenant, std::vector<meetings::MeetingId> const& meetings);

// A step about which somebody has to do something.
struct OpenStep {
    StepId id;
    YearId year_id;
    int year = 0;
    std::optional<tenants::BodyId> body;
    StepKind kind = StepKind::screening;
    std::optional<PartialDate> due;
    std::optional<std::int64_t> account = {}; // who sees to it …
    std::string owner = {}; // … or whose function that is, in words; "" where nobody is named
};
// Of this account, in years that are not closed; those due first come first, those without a day last.
std::vector<OpenStep> list_open_steps_of_account(
    db::Connection& db, TenantId tenant, std::int64_t account, int limit);
// Open ones of these owners whose day is over, in years that are not closed; those due first come first.
// nobody_s: of no account.
enum class WhoseSteps : std::uint8_t { any, nobody_s };
std::vector<OpenStep> list_overdue_steps(
    db::Connection& db, TenantId tenant, std::vector<Scope> const& owners, WhoseSteps whose, Date today,
    int limit);

} // namespace kommin::steering
