#pragma once
// Confirmation: who runs an offer is asked by mail whether everything is right, and answers through a link
// without an account: "yes" with one click for all languages, in words what has changed, or field by field
// (offer_proposal.hpp).

#include "modules/portal/editing/offer_editing.hpp"
#include "modules/portal/feedback/feedback_jobs.hpp"
#include "platform/base/result.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/i18n/language.hpp"
#include "platform/work/job_rules.hpp"

#include <chrono>
#include <cstdint>
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

// Sends the mail to where the offer is asked about (asking_address.hpp). Problems: those of save_draft();
// "email" where nobody can be asked; a conflict where a mail is still on its way or this address was asked
// less than a day ago.
Result<void> ask_for_confirmation(Work& work, SeenOffer seen);

// Plans one letter about these offers, which are all asked about at the same address.
struct AskedOffer {
    OfferId id;
    int times; // how often that makes since the last answer
};
void enqueue_question(Work& work, std::vector<AskedOffer> const& offers);
// Whether letters with links may leave this district at all: a demonstration writes to no real institution,
// and a link needs the address of the site.
Result<void> check_may_write(tenants::Tenant const& tenant, FeedbackCare const& care);

// A link that still works, and the offer behind it.
using ConfirmationId = StrongId<struct ConfirmationTag>;
struct OpenLink {
    ConfirmationId id;
    Offer offer;
    std::optional<std::int64_t> shows_version; // what its form begins with, besides the public version
    std::string address; // that it was mailed to, in small letters
};
std::optional<OpenLink> find_open_link(
    db::Connection& db, TenantId tenant, std::string_view token, Instant now);
// The offer behind a link that still works; nothing for every other token, nor where the offer has been taken
// away or has got another address.
std::optional<Offer> find_offer_of_link(
    db::Connection& db, TenantId tenant, std::string_view token, Instant now);
// Whether an answer came through this link so short a time ago that it may be the same one again.
bool was_just_answered(db::Connection& db, TenantId tenant, std::string_view token, Instant now);

// Another link to this offer, for the address that it has now, as its token. `shows_version`: see OpenLink.
std::string add_link(Work& work, Offer const& offer, std::optional<std::int64_t> shows_version = {});

// What a provider is shown of the offer: its form without what is for the editors only.
Fields shown_facts(Offer const& offer);
// The mark of what was shown, for the form that answers.
std::string fingerprint_of(Fields const& shown);

struct ConfirmationAnswer {
    bool is_right = false;
    std::string correction; // what has changed; only where not everything is right
    std::string shown; // fingerprint of the facts that the answer is about
    std::string idempotency_key;
    i18n::Language language = i18n::Language::german(); // of the page
};
std::vector<Problem> problems_of(ConfirmationAnswer const& answer);
// Confirms the offer, or puts the correction into the inbox of messages. The link has done its work then; the
// same answer again, by its key, is as good as the first. Problems: those of problems_of(); gone where the
// link works no more; a conflict where the offer says something else by now than what was shown.
Result<void> answer_confirmation(Work& work, std::string_view token, ConfirmationAnswer const& answer);

// The link through which an answer comes; nothing where the same answer, by its key, has come already.
// Problems: gone where the link works no more; a conflict where the offer says something else than what was
// shown.
Result<std::optional<OpenLink>> open_for_answer(
    Work& work, std::string_view token, std::string_view shown, std::string_view key);
// All links to the offer have done their work. `answer`: a word for the record.
void close_links(Work& work, OpenLink const& link, std::string_view answer, std::string_view key);
// Puts what a provider says into the inbox of messages. `contact`: where the answer goes; may be empty. One
// that is not public stays with the editors of the offer where the message is handed on.
struct ProviderMessage {
    std::string text;
    std::string contact;
    bool is_contact_private = false;
    i18n::Language language; // that it is answered in
    std::string idempotency_key;
};
Result<void> send_to_inbox(Work& work, Offer const& offer, ProviderMessage const& message);

JobRule confirmation_mail(FeedbackCare const& care);
// Links that have ended; who answered when stands in the audit chain.
RecurringRule confirmation_erasure();

} // namespace kommin::portal
