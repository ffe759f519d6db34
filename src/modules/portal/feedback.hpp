#pragma once
// Messages from the public: a barrier (BITVNRW § 5: answer within two, at most six weeks), a wrong fact, an
// offer that is missing.

#include "platform/base/enum_names.hpp"
#include "platform/base/result.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/i18n/language.hpp"
#include "platform/work/work.hpp"

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

using FeedbackId = StrongId<struct FeedbackTag>;

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

constexpr std::size_t longest_feedback = 4000; // characters
constexpr std::chrono::weeks answer_within{2};
constexpr std::chrono::weeks answer_at_latest_within{6};

// What somebody typed; kept as it is when it has to be shown again.
struct FeedbackForm {
    std::string topic; // word of the URL: "barriere", "inhalt", "angebot"
    std::string page; // where it happened; free text
    std::string message;
    std::string contact; // e-mail or phone; optional
    std::string idempotency_key; // a repeated POST stores the message once
};

struct Feedback {
    FeedbackTopic topic = FeedbackTopic::barrier;
    std::string page;
    std::string message;
    std::string contact;
    i18n::Language language = i18n::Language::german();
    Date answer_by;
    Date answer_at_latest;
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
    Date answer_by;
    Date answer_at_latest;
    std::optional<Instant> finished_at; // when it was answered or closed
    std::string answer; // what the office wrote down of its answer
};

std::optional<FeedbackTopic> topic_of_word(std::string_view word);

// All problems of a form at once; empty if it can be stored.
std::vector<Problem> problems_of(FeedbackForm const& form);

// Stores the message with its deadlines; the first of the form's problems if it has any. A key that was used
// before stores nothing and gives the id of the first message. The office is told by mail at once and on the
// morning of each deadline that finds the message open (feedback_jobs.hpp).
Result<FeedbackId> receive_feedback(Work& work, FeedbackForm const& form, i18n::Language language);

// The office has answered, and notes what. Problems: not_found (also without the right to answer), "answer"
// (empty), a conflict if it is not open.
Result<void> answer_feedback(Work& work, FeedbackId id, std::string_view answer);
// Nobody can or need be answered. Problems: not_found (likewise), a conflict if it is not open.
Result<void> close_feedback(Work& work, FeedbackId id);

// Erases for good what was answered or closed at least `keep` ago; the audit chain keeps the fact, not the
// words. An open message stays: nobody may lose an answer that is owed. Returns how many.
Result<int> erase_old_feedback(Work& work, std::chrono::days keep);

} // namespace kommin::portal
