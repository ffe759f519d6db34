#pragma once
// Evaluations: what people say of a session afterwards, without names (docs/adr/0080). Answers are counters,
// texts are rows under numbers drawn by lot; nothing ties one to the other or to anybody, and nothing is read
// before all of it is there.

#include "modules/meetings/meetings/meeting.hpp"
#include "platform/base/date.hpp"
#include "platform/base/enum_names.hpp"
#include "platform/base/message_key.hpp"
#include "platform/base/problem.hpp"
#include "platform/db/connection.hpp"
#include "platform/i18n/zone.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

enum class EvaluationState : std::uint8_t { open, closed };
inline constexpr std::array<std::string_view, 2> evaluation_state_names{"open", "closed"};
inline std::string_view to_text(EvaluationState state)
{
    return name_of(evaluation_state_names, state);
}
inline bool from_text(std::string_view text, EvaluationState& state)
{
    return read_name(evaluation_state_names, text, state);
}

// In the order of the form.
enum class Question : std::uint8_t { overall, say, understood, organisation, again };
inline constexpr std::array<std::string_view, 5> question_names{
    "overall", "say", "understood", "organisation", "again"};
inline constexpr std::array all_questions{
    Question::overall, Question::say, Question::understood, Question::organisation, Question::again};
inline std::string_view to_text(Question question)
{
    return name_of(question_names, question);
}
inline bool from_text(std::string_view text, Question& question)
{
    return read_name(question_names, text, question);
}
MessageKey label_of(Question question);
// From 1 on, the best one first; all of one length in the form.
int choices_of(Question question);
MessageKey label_of(Question question, int choice);

enum class TextKind : std::uint8_t { good, better };
inline constexpr std::array<std::string_view, 2> text_kind_names{"good", "better"};
inline constexpr std::array all_text_kinds{TextKind::good, TextKind::better};
inline std::string_view to_text(TextKind kind)
{
    return name_of(text_kind_names, kind);
}
inline bool from_text(std::string_view text, TextKind& kind)
{
    return read_name(text_kind_names, text, kind);
}
MessageKey label_of(TextKind kind);

// Of fewer forms nothing is kept, of fewer answers to a question no distribution: they could be somebody's.
inline constexpr std::int64_t fewest_forms = 5;
inline constexpr std::int64_t most_forms = 1000; // a session has some 130 seats
inline constexpr std::size_t longest_evaluation_text = 1000; // code points
inline constexpr std::chrono::days evaluation_lasts{14}; // unless the office says otherwise
inline constexpr std::chrono::days longest_evaluation{92};
inline constexpr std::chrono::days keep_evaluation_texts{183};

struct Evaluation {
    MeetingId meeting;
    std::string slug;
    EvaluationState state = EvaluationState::open;
    Date closes_on = {};
    std::int64_t filled = 0;
    bool shows_results = false; // everybody may read them, once it is closed
    std::optional<Date> asked_on, closed_on;
    std::int64_t version = 0;

    [[nodiscard]] bool has_results() const
    {
        return state == EvaluationState::closed && filled >= fewest_forms;
    }
};

// When the first form may come: at the end of the session, or at its beginning where nobody knows the end.
// Nothing while its day is not known.
std::optional<Instant> first_moment_of_evaluation(Meeting const& meeting, i18n::Zone const& zone);
enum class EvaluationPhase : std::uint8_t { early, open, over };
EvaluationPhase phase_of(
    Evaluation const& evaluation, Meeting const& meeting, i18n::Zone const& zone, Instant now);

// What the form sends for a question that is left open: of one length with all choices.
inline constexpr std::string_view left_open = "0";
// As typed. "" is left open, too.
struct EvaluationEntries {
    std::array<std::string, all_questions.size()> choices; // by question
    std::array<std::string, all_text_kinds.size()> texts; // by kind

    [[nodiscard]] std::string const& choice(Question question) const
    {
        return choices.at(static_cast<std::size_t>(question));
    }
    [[nodiscard]] std::string const& text(TextKind kind) const
    {
        return texts.at(static_cast<std::size_t>(kind));
    }
};
// At the fields "overall" …, "good", "better"; a form of which nothing was filled in at the first one.
std::vector<Problem> problems_of(EvaluationEntries const& entries);
// 0 where it was left open, or is none.
int choice_in(EvaluationEntries const& entries, Question question);

struct QuestionResult {
    Question question = Question::overall;
    std::vector<std::int64_t> given; // by choice; empty: fewer than five have answered

    [[nodiscard]] std::int64_t answered() const;
};
struct EvaluationText {
    std::int64_t number = 0;
    TextKind kind = TextKind::good;
    std::string text;
};

// SQL; inside the caller's transaction.
std::optional<Evaluation> find_evaluation(db::Connection& db, TenantId tenant, MeetingId meeting);
std::optional<Evaluation> find_evaluation(db::Connection& db, TenantId tenant, std::string_view slug);
std::vector<Evaluation> list_open_evaluations(db::Connection& db, TenantId tenant);
// Nothing before it is closed, and where too few forms came.
std::vector<QuestionResult> list_evaluation_results(
    db::Connection& db, TenantId tenant, Evaluation const& evaluation);
// In the order of their numbers; nothing before it is closed.
std::vector<EvaluationText> list_evaluation_texts(
    db::Connection& db, TenantId tenant, Evaluation const& evaluation);

} // namespace kommin::meetings
