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

constexpr std::size_t longest_feedback = 4000; // bytes
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

std::optional<FeedbackTopic> topic_of_word(std::string_view word);

// All problems of a form at once; empty if it can be stored.
std::vector<Problem> problems_of(FeedbackForm const& form);

// Stores the message with its deadlines. The form must have no problems. A key that was used before stores
// nothing and gives the id of the first message.
FeedbackId receive_feedback(Work& work, FeedbackForm const& form, i18n::Language language);

} // namespace kommin::portal
