#pragma once
// The SQL of feedback, of its answers and of who handed it on, and nothing else.

#include "modules/portal/feedback/feedback.hpp"
#include "modules/portal/feedback/feedback_care.hpp"
#include "modules/portal/feedback/feedback_list.hpp"
#include "platform/db/connection.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace kommin::portal {

// Nothing if the key was used before; of two at once the second waits for the first.
std::optional<FeedbackId> insert_feedback(
    db::Connection& db, TenantId tenant, std::string_view idempotency_key, Feedback const& feedback,
    Instant now);
std::optional<StoredFeedback> find_feedback(db::Connection& db, TenantId tenant, FeedbackId id);

// What is listed: open ones unless it says otherwise. What is not named is not asked for.
struct FeedbackQuery {
    std::vector<Scope> scopes; // of their owners
    Date today;
    std::optional<FeedbackId> id = {};
    std::vector<FeedbackId> only = {}; // empty: any
    std::optional<FeedbackId> after = {}; // those with a higher one
    std::optional<FeedbackId> before = {}; // those with a lower one
    std::optional<FeedbackTopic> topic = {};
    std::optional<FeedbackStage> stage = {};
    bool shows_finished = false;
    std::optional<identity::AccountId> taken_by = {};
    bool is_of_nobody = false;
    std::optional<std::int64_t> owner = {}; // 0: the Kreis
    std::string language = {};
    FeedbackDue due = FeedbackDue::any;
    bool is_due_by_today = false; // overdue, or due today
    FeedbackOrder order = FeedbackOrder::due;
    bool descending = false;
    bool newest_first = false; // instead of `order`
    int limit = 0; // 0: all
    int offset = 0;
};
std::vector<StoredFeedback> list_feedback(db::Connection& db, TenantId tenant, FeedbackQuery const& query);
// Counts no further than `most`.
std::int64_t count_feedback(
    db::Connection& db, TenantId tenant, FeedbackQuery const& query, std::int64_t most);
// Open ones, or all; those whose answer is due first come first, those without a day last.
enum class Which { open, all };
std::vector<StoredFeedback> list_feedback(db::Connection& db, TenantId tenant, Which which);

// Each of these raises the version; the message must be there. An answer takes the place of its draft.
void finish_feedback(db::Connection& db, TenantId tenant, FeedbackId id, FeedbackState state, Instant now);
void reopen_stored_feedback(db::Connection& db, TenantId tenant, FeedbackId id);
// Nothing: nobody looks after it.
void store_feedback_taker(
    db::Connection& db, TenantId tenant, FeedbackId id, std::optional<identity::AccountId> taker);
// Of another body from now on; nobody there has taken it yet, and the draft is not for them.
void store_feedback_owner(db::Connection& db, TenantId tenant, FeedbackId id, Scope owner);
void store_feedback_due(db::Connection& db, TenantId tenant, FeedbackId id, std::optional<Date> day);
void store_answer_draft(db::Connection& db, TenantId tenant, FeedbackId id, std::string_view text);

FeedbackAnswerId insert_answer(
    db::Connection& db, TenantId tenant, FeedbackId message, FeedbackAnswer const& answer);
std::optional<FeedbackAnswer> find_answer(db::Connection& db, TenantId tenant, FeedbackAnswerId id);
std::vector<FeedbackAnswer> list_answers(db::Connection& db, TenantId tenant, FeedbackId message); // by time
// Open messages whose newest answer could not be delivered.
std::vector<FeedbackId> list_undelivered(db::Connection& db, TenantId tenant);
std::vector<FeedbackAnswerId> list_answers_waiting_since_before(
    db::Connection& db, TenantId tenant, Instant limit);
// Does nothing unless it waits; says whether it did. What was sent was sent, though it was withdrawn or given
// up meanwhile.
bool settle_answer(db::Connection& db, TenantId tenant, FeedbackAnswerId id, AnswerState state, Instant now);
void withdraw_waiting_answers(db::Connection& db, TenantId tenant, FeedbackId message, Instant now);

FeedbackHandingId insert_handing(
    db::Connection& db, TenantId tenant, FeedbackId message, FeedbackHanding const& handing);
std::vector<FeedbackHanding> list_handings(
    db::Connection& db, TenantId tenant, FeedbackId message); // by time
// Of open messages that this account looks after, those whose newest handing went to it.
std::vector<FeedbackHanding> list_handings_to(
    db::Connection& db, TenantId tenant, identity::AccountId account);

// Those that are answered or closed, with answers and handings. Returns which, ascending.
std::vector<FeedbackId> erase_feedback_finished_before(db::Connection& db, TenantId tenant, Instant limit);
FeedbackId load_feedback_of_key(db::Connection& db, TenantId tenant, std::string_view idempotency_key);

} // namespace kommin::portal
