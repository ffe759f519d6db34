#pragma once
// What the office does with a message: take it, give it to somebody else, set a day, answer, close, open
// again.

#include "modules/portal/feedback/feedback.hpp"
#include "modules/tenants/api.hpp"
#include "platform/base/enum_names.hpp"
#include "platform/base/result.hpp"
#include "platform/i18n/language.hpp"
#include "platform/identity/account.hpp"
#include "platform/work/change.hpp"
#include "platform/work/work.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

using FeedbackHandingId = StrongId<struct FeedbackHandingTag>;

// See db/migrations/0036_inbox.sql. withdrawn: the message was opened again before the mail went out.
enum class AnswerState { noted, waiting, sent, stored, refused, failed, withdrawn };
inline constexpr std::array<std::string_view, 7> answer_state_names{
    "noted", "waiting", "sent", "stored", "refused", "failed", "withdrawn"};
inline std::string_view to_text(AnswerState state)
{
    return name_of(answer_state_names, state);
}
inline bool from_text(std::string_view text, AnswerState& state)
{
    return read_name(answer_state_names, text, state);
}

// What somebody was answered.
struct FeedbackAnswer {
    FeedbackAnswerId id;
    FeedbackId message;
    AnswerState state = AnswerState::noted;
    std::string body;
    std::string address; // where it is sent; empty: not by the program
    std::string written_by; // Actor::code(); empty: not known
    Instant written_at;
    std::int64_t seen_version = 0; // of the message, as the form showed it
    std::optional<Instant> settled_at = std::nullopt; // when it was sent, or could not be
    std::optional<std::int64_t> signed_by = std::nullopt; // as signing_body() said then; nothing: from before
};

// To whom a message was given: to one of the two.
struct FeedbackHanding {
    FeedbackHandingId id;
    FeedbackId message;
    std::string given_by; // Actor::code()
    Instant given_at;
    std::optional<identity::AccountId> to_account;
    std::optional<std::int64_t> to_owner; // 0: the Kreis
    std::string note;
};

// In whose name this person answers, whosever message it is: 0, the Kreis, whose people answer for all, or
// the municipality whose message it is.
std::int64_t signing_body(Actor const& actor, StoredFeedback const& message);

constexpr std::size_t longest_answer = 8000; // characters
constexpr std::size_t longest_handing_note = 500;
constexpr std::chrono::days latest_due_day{366}; // from today

// A message as a page showed it. Without a version nothing is compared: whoever sits at the console.
struct SeenFeedback {
    FeedbackId id;
    std::optional<std::int64_t> version = std::nullopt;
};

// All of these have the problems not_found (also without the right to answer) and a conflict: where it is not
// open, or where somebody else has changed it meanwhile.

// "I look after it": from whoever had it before, too. Only for accounts.
Result<void> take_feedback(Work& work, SeenFeedback seen);
// Nobody looks after it any more.
Result<void> hand_back_feedback(Work& work, SeenFeedback seen);

// Whoever may answer it can get it: active accounts, by name.
struct Colleague {
    identity::AccountId id;
    std::string public_id;
    std::string name;
};
std::vector<Colleague> list_colleagues(db::Connection& db, TenantId tenant, Scope owner);
// It is theirs from now on, and waits on their page "Heute". Problems at "an" (not one of the colleagues) and
// "notiz" (too long).
Result<void> hand_on_to_colleague(
    Work& work, SeenFeedback seen, std::string_view public_id, std::string_view note);
// Whose messages a word of an address means: "kreis" (0), or the slug of a municipality.
inline constexpr std::string_view place_kreis = "kreis";
std::optional<std::int64_t> owner_of_place(std::vector<tenants::Body> const& bodies, std::string_view word);
// A municipality can give it to the Kreis, the Kreis to any municipality: then it is theirs, and their office
// gets a mail. Problems at "ort" and "notiz".
Result<void> hand_on_to_body(Work& work, SeenFeedback seen, std::string_view place, std::string_view note);

// Nothing: no day. Problem at "bis" for a day that is over or more than a year away.
Result<void> set_due_day(Work& work, SeenFeedback seen, std::optional<Date> day);

// Problem at "answer" (too long).
Result<void> save_answer_draft(Work& work, SeenFeedback seen, std::string_view text);
// A job sends it to the address that the person has left, in the frame of answer_letter(). The same form of
// the same person once more is no second answer. Problems at "answer": empty, too long, no mail address.
Result<void> send_answer(Work& work, SeenFeedback seen, std::string_view text);
// Somebody has answered in another way, and notes what. Problems at "answer": empty, too long.
Result<void> answer_feedback(Work& work, SeenFeedback seen, std::string_view text);
inline Result<void> answer_feedback(Work& work, FeedbackId id, std::string_view text)
{
    return answer_feedback(work, SeenFeedback{id}, text);
}
// Nobody can or need be answered. A draft of an answer stays with the message.
Result<void> close_feedback(Work& work, SeenFeedback seen);
inline Result<void> close_feedback(Work& work, FeedbackId id)
{
    return close_feedback(work, SeenFeedback{id});
}
// Answered or closed, and yet not done: whoever opens it looks after it, and an answer that has not been sent
// by then is not sent. A conflict if it is open.
Result<void> reopen_feedback(Work& work, SeenFeedback seen);

// One of many that somebody has ticked. Pressed twice it is done once: whoever has it already, keeps it, and
// what is finished already stays as it is, whichever version was seen.
Result<Change> take_one_of_many(Work& work, SeenFeedback seen);
Result<Change> hand_on_one_of_many(
    Work& work, SeenFeedback seen, std::string_view public_id, std::string_view note);
Result<Change> close_one_of_many(Work& work, SeenFeedback seen);

// What the mail server said of an answer. Could it not be delivered, and no other answer followed, the
// message is open again: somebody still waits for it.
Result<void> settle_sent_answer(Work& work, FeedbackAnswerId id, AnswerState state);
// An answer that waits for longer has lost its job: that one spans a night.
constexpr std::chrono::days longest_waiting{2};
// Settles those as failed. Returns how many.
Result<int> settle_lost_answers(Work& work);

} // namespace kommin::portal
