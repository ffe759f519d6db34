#pragma once
// The SQL of confirmations by link. Every function works inside the caller's transaction.

#include "modules/portal/directory/offer.hpp"
#include "modules/portal/editing/offer_asking.hpp"
#include "modules/portal/editing/offer_confirmation.hpp"
#include "platform/db/connection.hpp"
#include "platform/i18n/language.hpp"
#include "platform/jobs/jobs.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

struct MailedLink {
    OfferId offer;
    std::string token_hash;
    std::string address_hash; // of whom it was mailed to
    Instant asked_at;
    Instant expires_at;
    std::optional<std::int64_t> shows_version = {}; // what its form begins with, besides the public version
};
void insert_confirmation(db::Connection& db, TenantId tenant, MailedLink const& link);
// The newest of the offer, whatever has become of it.
std::optional<MailedLink> find_last_mailed(db::Connection& db, TenantId tenant, OfferId offer);

struct OpenConfirmation {
    ConfirmationId id;
    OfferId offer;
    std::string address_hash; // empty: from before it was kept
    std::optional<std::int64_t> shows_version;
};
// Not answered and not expired.
std::optional<OpenConfirmation> find_open_confirmation(
    db::Connection& db, TenantId tenant, std::string_view token_hash, Instant now);
// All links to the offer have done their work.
void close_confirmations(
    db::Connection& db, TenantId tenant, OfferId offer, std::string_view answer, Instant now);
// Which form has answered through this one.
void store_answer_key(
    db::Connection& db, TenantId tenant, ConfirmationId id, std::string_view answer_key_hash);
// Of an answer through this link since then; empty where another link to the offer brought it.
std::optional<std::string> find_answer_key(
    db::Connection& db, TenantId tenant, std::string_view token_hash, Instant since);

struct ConfirmationRequest {
    jobs::JobId job; // the mail
    Instant asked_at;
    int times = 1; // since the last answer; 0: there is no address, editors are to ask by other ways
    std::optional<Instant> answered_at = std::nullopt;
};
// In place of the one before; not answered yet.
void store_request(db::Connection& db, TenantId tenant, OfferId offer, ConfirmationRequest const& request);
std::optional<ConfirmationRequest> find_request(db::Connection& db, TenantId tenant, OfferId offer);
// Those without an answer that were asked since then, with the address at which they are asked now: the next
// ones behind this one.
struct OpenRequest {
    std::int64_t id;
    OfferId offer;
    std::string address;
    bool undeliverable;
};
std::vector<OpenRequest> list_open_requests(
    db::Connection& db, TenantId tenant, Instant asked_after, std::int64_t after, int limit);
void store_undeliverable(db::Connection& db, TenantId tenant, OfferId offer, bool undeliverable);

// What somebody has proposed through a link, until its outcome has been told.
struct MailedProposal {
    ConfirmationId id;
    OfferId offer;
    std::int64_t version; // that it made
    std::string language; // tag
    std::string address; // empty: the last outcome has been told
    std::string outcome; // the last one; empty: none yet
};
// From now on the one of that offer whose outcome is told.
void store_proposal(
    db::Connection& db, TenantId tenant, ConfirmationId id, OfferId offer, std::int64_t version,
    i18n::Language language, std::string_view address);
std::optional<MailedProposal> find_proposal(db::Connection& db, TenantId tenant, ConfirmationId id);
// The one of that offer whose draft may still become something.
std::optional<MailedProposal> find_open_proposal(db::Connection& db, TenantId tenant, OfferId offer);
void store_outcome(db::Connection& db, TenantId tenant, ConfirmationId id, std::string_view outcome);
void forget_address(db::Connection& db, TenantId tenant, ConfirmationId id);
// Wherever this address, in small letters, is kept for an outcome of an offer that is not asked about there
// any more.
void forget_copied_address(db::Connection& db, TenantId tenant, std::string_view address);

struct DueOffer {
    OfferId id;
    std::string address; // in small letters
    int times; // how often this will have been asked about
};
// Whatever is to be asked about now, longest unconfirmed first, and of each address no more than so many: one
// with thousands of offers holds up nobody else.
std::vector<DueOffer> list_due_offers(
    db::Connection& db, TenantId tenant, AskingLimits const& limits, int of_each_address, int limit);

// Whatever is due and has no address at which anybody could be asked, longest unconfirmed first: nobody has
// been left with it yet.
std::vector<OfferId> list_due_offers_without_address(
    db::Connection& db, TenantId tenant, AskingLimits const& limits, int limit);

std::vector<ConfirmedShare> count_confirmed(db::Connection& db, TenantId tenant, Date confirmed_since);

// When somebody asked last, whether or not the mail is out.
std::optional<Instant> find_last_asked(db::Connection& db, TenantId tenant, OfferId offer);
// Links that had ended by then, and requests that old.
std::int64_t erase_confirmations_before(
    db::Connection& db, TenantId tenant, Instant limit, Instant addresses_before);

// Of each owner whose offers are silent: when the last letter went out about the longest of them. 0: what
// serves more than one municipality.
struct OwnersSilence {
    std::int64_t owner = 0;
    Instant asked_at;
};
std::vector<OwnersSilence> list_silent_owners(
    db::Connection& db, TenantId tenant, AskingLimits const& limits);
// A question that is past all reminders has been answered by others; what nobody could be asked about and can
// now is asked from the beginning.
void close_silent_request(
    db::Connection& db, TenantId tenant, OfferId offer, Instant reminded_before, Instant now);

// False where this account has been told already and nobody has forgotten it.
bool note_silence_letter(db::Connection& db, TenantId tenant, std::int64_t account, Date today);
void forget_silence_letters(db::Connection& db, TenantId tenant, Date told_before);

} // namespace kommin::portal
