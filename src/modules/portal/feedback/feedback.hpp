#pragma once
// Messages from the public: a barrier (BITVNRW § 5: answer within two, at most six weeks), a wrong fact, an
// offer that is missing. Each belongs to whoever owns the record it is about.

#include "platform/access/permission.hpp"
#include "platform/base/enum_names.hpp"
#include "platform/base/result.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/i18n/language.hpp"
#include "platform/identity/account.hpp"
#include "platform/work/work.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

using FeedbackId = StrongId<struct FeedbackTag>;
using FeedbackAnswerId = StrongId<struct FeedbackAnswerTag>;

enum class FeedbackTopic { barrier, content, missing_offer };
inline constexpr std::array<std::string_view, 3> feedback_topic_names{"barrier", "content", "missing_offer"};
inline std::string_view to_text(FeedbackTopic topic)
{
    return name_of(feedback_topic_names, topic);
}
inline bool from_text(std::string_view text, FeedbackTopic& topic)
{
    return read_name(feedback_topic_names, text, topic);
}

enum class FeedbackState { open, answered, closed };
inline constexpr std::array<std::string_view, 3> feedback_state_names{"open", "answered", "closed"};
inline std::string_view to_text(FeedbackState state)
{
    return name_of(feedback_state_names, state);
}
inline bool from_text(std::string_view text, FeedbackState& state)
{
    return read_name(feedback_state_names, text, state);
}

// How far a message is: nobody has taken it, somebody looks after it, done.
enum class FeedbackStage : std::uint8_t { fresh, in_progress, answered, closed };
// Words of addresses: "?stand=in-arbeit".
inline constexpr std::array<std::string_view, 4> feedback_stage_words{
    "neu", "in-arbeit", "beantwortet", "erledigt"};

constexpr std::size_t longest_feedback = 4000; // characters
constexpr std::chrono::weeks answer_within{2};
constexpr std::chrono::weeks answer_at_latest_within{6};

// What somebody typed; kept as it is when it has to be shown again.
struct FeedbackForm {
    std::string topic; // word of the URL: "barriere", "inhalt", "angebot"
    std::string page; // where it happened: the path of a page of this site, or free text
    std::string message;
    std::string contact; // e-mail or phone; optional
    std::string idempotency_key; // a repeated POST stores the message once
    Scope owner = Scope::whole_tenant(); // whose record the page shows; not typed by anybody
    std::optional<Scope> contact_owner
        = {}; // whose the contact is, an address for asking that is not public; nothing: the writer's
};

struct Feedback {
    FeedbackTopic topic = FeedbackTopic::barrier;
    std::string page;
    std::string message;
    std::string contact;
    i18n::Language language = i18n::Language::german();
    Scope owner = Scope::whole_tenant();
    std::optional<Scope> contact_owner = {};
    std::optional<Date> answer_by; // of barriers only
    std::optional<Date> answer_at_latest;
};

// A message as the office has it.
struct StoredFeedback {
    FeedbackId id;
    FeedbackTopic topic = FeedbackTopic::barrier;
    std::string page;
    std::string message;
    std::string contact;
    std::string language; // tag
    FeedbackState state = FeedbackState::open;
    Instant received_at;
    std::optional<Date> answer_by; // of barriers only
    std::optional<Date> answer_at_latest;
    std::optional<Instant> finished_at; // when it was answered or closed
    std::string answer; // the newest one
    std::int64_t owner_id = 0; // 0: the whole district
    std::optional<identity::AccountId> taken_by; // who looks after it
    std::optional<Date> due_on; // until when the office wants to be done
    std::string draft; // of an answer
    std::int64_t version = 1; // rises with every change by a person
    std::optional<std::int64_t> contact_owner = {}; // see FeedbackForm; 0: the Kreis

    [[nodiscard]] Scope owner() const
    {
        return owner_id == 0 ? Scope::whole_tenant() : Scope::of_owner(owner_id);
    }
    [[nodiscard]] FeedbackStage stage() const;
    // The earlier one of what the office has set and what barriers are owed.
    [[nodiscard]] std::optional<Date> due() const;
    // There is a contact, and whoever reads the message may not see it; see as_seen_by().
    [[nodiscard]] bool is_contact_withheld() const { return contact_owner && contact.empty(); }
};
// The message without a contact that is not theirs to see: an address for asking is read by those who edit
// such addresses where it belongs, wherever the message was handed on to.
StoredFeedback as_seen_by(Actor const& actor, StoredFeedback message);

std::optional<FeedbackTopic> topic_of_word(std::string_view word);
std::string_view word_of(FeedbackTopic topic);

// All problems of a form at once; empty if it can be stored.
std::vector<Problem> problems_of(FeedbackForm const& form);

// Stores the message with its deadlines; the first of the form's problems if it has any. A key that was used
// before stores nothing and gives the id of the first message. The office is told by mail at once and on the
// morning of each deadline that finds the message open (feedback_jobs.hpp).
Result<FeedbackId> receive_feedback(Work& work, FeedbackForm const& form, i18n::Language language);

// Afterwards nobody has an answer to this message that was typed at its page and not saved.
void forget_begun_answers(Work& work, FeedbackId id);

// Erases for good what was answered or closed at least `keep` ago, with its answers and notes; the audit
// chain keeps the fact, not the words. An open message stays: nobody may lose an answer that is owed. Returns
// how many.
Result<int> erase_old_feedback(Work& work, std::chrono::days keep);

} // namespace kommin::portal
