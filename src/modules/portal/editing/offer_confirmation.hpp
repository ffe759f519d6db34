#pragma once
// Confirmation: who runs an offer is asked by mail whether everything is right, and answers through a link
// without an account: "yes" with one click for all languages, or in words what has changed.

#include "modules/portal/editing/offer_editing.hpp"
#include "modules/portal/feedback/feedback_jobs.hpp"
#include "platform/base/result.hpp"
#include "platform/work/job_rules.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

// A link works once, for this long, and for the address that it was mailed to.
inline constexpr std::chrono::days confirmation_link_lasts{30};
// Nobody is asked at one address more often than this.
inline constexpr std::chrono::hours ask_again_after{24};
// Whoever presses a button twice, or loads the answer anew, is thanked again for this long.
inline constexpr std::chrono::minutes answer_may_repeat{10};
inline constexpr std::size_t longest_correction = 4'000; // code points

// Sends the mail to the address of the offer. Problems: those of save_draft(); "email" where the offer has
// none; a conflict where a mail is still on its way or this address was asked less than a day ago.
Result<void> ask_for_confirmation(Work& work, SeenOffer seen);

// Plans one letter about these offers, which all have the same address.
struct AskedOffer {
    OfferId id;
    int times; // how often that makes since the last answer
};
void enqueue_question(Work& work, std::vector<AskedOffer> const& offers);
// Whether letters with links may leave this district at all: a demonstration writes to no real institution,
// and a link needs the address of the site.
Result<void> check_may_write(tenants::Tenant const& tenant, FeedbackCare const& care);

// The offer behind a link that still works; nothing for every other token, nor where the offer has been taken
// away or has got another address.
std::optional<Offer> find_offer_of_link(
    db::Connection& db, TenantId tenant, std::string_view token, Instant now);
// Whether an answer came through this link so short a time ago that it may be the same one again.
bool was_just_answered(db::Connection& db, TenantId tenant, std::string_view token, Instant now);

// What a provider is shown of the offer: its form without what is for the editors only.
Fields shown_facts(Offer const& offer);
// The mark of what was shown, for the form that answers.
std::string fingerprint_of(Fields const& shown);

struct ConfirmationAnswer {
    bool is_right = false;
    std::string correction; // what has changed; only where not everything is right
    std::string shown; // fingerprint of the facts that the answer is about
    std::string idempotency_key;
};
std::vector<Problem> problems_of(ConfirmationAnswer const& answer);
// Confirms the offer, or puts the correction into the inbox of messages. The link has done its work then; the
// same answer again, by its key, is as good as the first. Problems: those of problems_of(); gone where the
// link works no more; a conflict where the offer says something else by now than what was shown.
Result<void> answer_confirmation(Work& work, std::string_view token, ConfirmationAnswer const& answer);

JobRule confirmation_mail(FeedbackCare const& care);
// Links that have ended; who answered when stands in the audit chain.
RecurringRule confirmation_erasure();

} // namespace kommin::portal
