#pragma once
// Confirmation: who runs an offer is asked by mail whether everything is right, and answers through a link
// without an account: "yes" with one click for all languages, or in words what has changed.

#include "modules/portal/feedback_jobs.hpp"
#include "modules/portal/offer_editing.hpp"
#include "platform/base/result.hpp"
#include "platform/work/job_rules.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace kommin::portal {

// A link works once, and for this long.
inline constexpr std::chrono::days confirmation_link_lasts{30};
inline constexpr std::size_t longest_correction = 4'000; // code points

// Sends the mail to the address of the offer. Problems: those of save_draft(); "email" where the offer has
// none.
Result<void> ask_for_confirmation(Work& work, SeenOffer seen);

// The offer behind a link that still works; nothing for every other token.
std::optional<Offer> find_offer_of_link(
    db::Connection& db, TenantId tenant, std::string_view token, Instant now);

struct ConfirmationAnswer {
    bool is_right = false;
    std::string correction; // what has changed; only where not everything is right
    std::string idempotency_key;
};
std::vector<Problem> problems_of(ConfirmationAnswer const& answer);
// Confirms the offer, or puts the correction into the inbox of messages. The link has done its work then.
// Problems: those of problems_of(); gone where the link works no more.
Result<void> answer_confirmation(Work& work, std::string_view token, ConfirmationAnswer const& answer);

JobRule confirmation_mail(FeedbackCare const& care);
// Links that have ended; who answered when stands in the audit chain.
RecurringRule confirmation_erasure();

} // namespace kommin::portal
