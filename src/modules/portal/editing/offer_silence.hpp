#pragma once
// Whoever runs an offer has not answered the question and two reminders, or there is no address to ask: the
// editors of the offer have two weeks to find out by other ways. What a municipality has not settled by then
// goes to the office of the Kreis as well. Both see it on "Heute" with a day, and are told by one letter a
// week at most (docs/adr/0072).

#include "modules/portal/editing/offer_asking.hpp"
#include "modules/portal/feedback/feedback_jobs.hpp"
#include "platform/access/actor.hpp"
#include "platform/db/connection.hpp"
#include "platform/i18n/zone.hpp"
#include "platform/work/job_rules.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace kommin::portal {

inline constexpr std::chrono::days between_silence_letters{7};
inline constexpr int most_offers_a_silence_letter = 20;

// Offers without an answer that this person has to see to.
struct Silence {
    std::int64_t count = 0;
    std::optional<Date> due; // of the one that has waited longest
};
// Of those that this actor may edit.
Silence silence_for(
    db::Connection& db, TenantId tenant, Date today, i18n::Zone const& zone, Actor const& actor);
// Those of municipalities that have let their two weeks pass; nobody's without the right to publish for the
// whole tenant.
Silence escalated_to(
    db::Connection& db, TenantId tenant, Date today, i18n::Zone const& zone, Actor const& actor);

// The editors have published a change of an offer whose provider was silent: that is an answer, too. A
// question that may still be answered goes on.
void end_silence(db::Connection& db, TenantId tenant, OfferId offer, Date today, Instant now);

// Every working day: whoever has something of this before them, and was not told for a week, gets a letter.
RecurringRule silence_round(FeedbackCare const& care);
JobRule silence_letter(FeedbackCare const& care);

} // namespace kommin::portal
