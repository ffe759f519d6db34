#pragma once
// Asking by itself: who runs a public offer is asked by mail every half year whether everything is right, and
// reminded twice. Who does not answer then, and who has no address, is left to the editors: the list shows
// them, and so does "Heute".

#include "modules/portal/directory/offer.hpp"
#include "modules/portal/editing/offer_overview.hpp"
#include "modules/portal/feedback/feedback_jobs.hpp"
#include "platform/access/actor.hpp"
#include "platform/db/connection.hpp"
#include "platform/work/job_rules.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

namespace kommin::portal {

inline constexpr std::chrono::days remind_after{14};
inline constexpr int most_askings = 3; // the question and two reminders
// Behind the last one without an answer: after that what a municipality has not settled is the Kreis' as
// well.
inline constexpr std::chrono::days editors_may_take{14};
// What a provider wants to have changed is with the editors for so long before the provider is asked again.
inline constexpr std::chrono::days correction_may_take{60};
// One letter a day to one address, for all that is due there: so much on one morning, the rest on the next.
inline constexpr std::size_t most_letters_a_day = 100;
inline constexpr std::size_t most_offers_a_letter = 20;
// What is due and has no address is the editors' at once: so much on one morning, as after an import.
inline constexpr int most_left_to_editors_a_day = 20;

// From when on an offer is asked about, and who counts as silent, on a day.
struct AskingLimits {
    Date confirmed_before; // whatever was confirmed on that day or later is not asked about
    Instant new_series_before; // an older question without an answer is forgotten
    Instant reminded_before; // a younger one may still be answered
    Instant
        escalated_before; // whose last reminder is older than that has been with the editors for long enough
    Instant corrected_before;
};
AskingLimits asking_limits(Date today);
// Whether letters of this kind leave today: on working days, where the installation asks and may write.
bool writes_today(tenants::Tenant const& tenant, Date today, FeedbackCare const& care);

// Plans the letters of one morning, none on Saturdays and Sundays, and leaves to their editors what has no
// address.
Result<void> ask_whoever_is_due(Work& work, FeedbackCare const& care);
// Every morning: a round over those who were asked and have not answered, who may not be reached any more;
// behind it the letters.
RecurringRule asking_round();
std::vector<JobRule> asking_jobs(FeedbackCare const& care);

// How many of the public offers of one owner are confirmed.
struct ConfirmedShare {
    Scope owner; // the whole tenant: what serves more than one municipality
    std::int64_t confirmed = 0;
    std::int64_t all = 0;
};
// Of every owner whose offers this actor may edit and who has any.
std::vector<ConfirmedShare> list_confirmed_shares(
    db::Connection& db, TenantId tenant, Date today, Actor const& actor);

} // namespace kommin::portal
