#pragma once
// Recommendations: what the conference asks of politics, administration or practice, and what became of it,
// step by step (docs/adr/0067).

#include "modules/meetings/meetings/meeting.hpp"
#include "platform/base/date.hpp"
#include "platform/base/enum_names.hpp"
#include "platform/base/message_key.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/content/subject_kind.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

inline constexpr content::SubjectKind recommendation_subject{"recommendation"};

using RecommendationId = StrongId<struct RecommendationTag>;
using StepId = StrongId<struct RecommendationStepTag>;
using CommentId = StrongId<struct RecommendationCommentTag>;

// answered: publicly. withdrawn: nobody went on with it before it was adopted.
enum class RecommendationState : std::uint8_t {
    drafted,
    discussed,
    adopted,
    submitted,
    taken_up,
    deferred,
    declined,
    answered,
    withdrawn,
};
inline constexpr std::array<std::string_view, 9> recommendation_state_names{
    "drafted",  "discussed", "adopted",  "submitted", "taken_up",
    "deferred", "declined",  "answered", "withdrawn"};
inline std::string_view to_text(RecommendationState state)
{
    return kommin::name_of(recommendation_state_names, state);
}
inline bool from_text(std::string_view text, RecommendationState& state)
{
    return read_name(recommendation_state_names, text, state);
}
MessageKey label_of(RecommendationState state);
// What somebody does to bring it there: "Beschließen".
MessageKey action_of(RecommendationState state);

enum class Addressee : std::uint8_t { politics, administration, practice };
inline constexpr std::array<std::string_view, 3> addressee_names{"politics", "administration", "practice"};
inline constexpr std::array all_addressees{
    Addressee::politics, Addressee::administration, Addressee::practice};
inline std::string_view to_text(Addressee addressee)
{
    return kommin::name_of(addressee_names, addressee);
}
inline bool from_text(std::string_view text, Addressee& addressee)
{
    return read_name(addressee_names, text, addressee);
}
MessageKey label_of(Addressee addressee);

enum class TakenUpAs : std::uint8_t { goal, measure };
inline constexpr std::array<std::string_view, 2> taken_up_as_names{"goal", "measure"};
inline constexpr std::array all_taken_up_as{TakenUpAs::goal, TakenUpAs::measure};
inline std::string_view to_text(TakenUpAs as)
{
    return kommin::name_of(taken_up_as_names, as);
}
inline bool from_text(std::string_view text, TakenUpAs& as)
{
    return read_name(taken_up_as_names, text, as);
}
MessageKey label_of(TakenUpAs as);

struct Recommendation {
    RecommendationId id;
    PanelId panel; // the field of action; the conference, where it concerns all of them
    std::optional<PanelId> group; // where it was drafted
    std::string number; // as the conference counts: "2007/1"; may be empty
    std::string title;
    std::string addressees; // words with one blank between them, in the order of the enum
    std::string text; // each line a paragraph; empty: its wording is not known
    std::string reasons; // the same
    std::string proposed_by; // a function or a group, no name
    std::optional<MeetingId> proposed_at;
    std::optional<PanelId> owner_panel; // who owes the answer
    std::string owner_office; // the same, where that is no panel
    std::string owner_mail; // of that office, for letters alone: never public, in no file
    std::optional<Date> due; // the answer
    bool is_uncertain = false; // its sources disagree; the remark says in what
    std::string remark;
    std::string source;
    RecommendationState state = RecommendationState::drafted; // of the last step, as its day and its note
    std::optional<PartialDate> state_day; // nothing: not known
    std::string state_note;
    std::optional<MeetingId> state_meeting;
    std::optional<TakenUpAs> state_as;
    std::string state_link;
    std::optional<Date> state_until;
    std::optional<RecommendationState> outcome; // taken_up, deferred or declined
    std::optional<Date> deferred_until; // only where it is deferred
    std::optional<PartialDate> adopted_on; // or the day of that meeting; for filters and order
    std::int64_t version = 1;
    Instant changed_at = {};
    // When what everybody reads of it was corrected last, or a step of it was taken back; nothing: never, or
    // that was not noted yet.
    std::optional<Instant> told_at = {};

    // Adopted, and the public has no answer; or the time is over until which it was deferred.
    [[nodiscard]] bool owes_answer(Date today) const;
    // It owes one and is late. What comes back after it was put off is due again, and not late by its first
    // day.
    [[nodiscard]] bool is_overdue(Date today) const
    {
        return state != RecommendationState::answered && owes_answer(today) && due && *due < today;
    }
    // Before its adoption: the conference may still change what it says.
    [[nodiscard]] bool is_discussed() const
    {
        return state == RecommendationState::drafted || state == RecommendationState::discussed;
    }
    // From its adoption on everybody reads it, where its panel belongs to a conference.
    [[nodiscard]] bool is_public() const;
};

// One step of its course.
struct Step {
    StepId id;
    RecommendationState state = RecommendationState::discussed; // to which it came
    std::optional<PartialDate> day; // nothing: not known
    std::optional<MeetingId> meeting;
    std::optional<TakenUpAs> taken_up_as;
    std::string note; // the answer, the reason, or what it was taken up as
    std::string link; // to that goal or measure
    std::optional<Date> until; // only of deferred
    Instant made_at = {}; // when somebody noted it

    friend bool operator==(Step const&, Step const&) = default;
};

// To which states somebody may bring it now.
std::vector<RecommendationState> next_states(
    RecommendationState state, std::optional<RecommendationState> outcome);
// What its course says of it; `drafted` without a step. `day_of`: of the meeting where it was adopted, where
// the step says no day.
void apply_course(
    Recommendation& recommendation, std::span<Step const> steps, std::optional<PartialDate> const& day_of);
// Those that everybody may read: from the adoption on, and what came of it only as far as it was answered
// publicly.
std::vector<Step> public_steps(std::span<Step const> steps);
// The last of them that says what came of it; null: nothing yet.
Step const* last_outcome(std::span<Step const> steps);
// The state as everybody reads it: of steps as of public_steps(), what came of it rather than that it was
// answered.
RecommendationState public_state(std::span<Step const> steps);

// Whether everybody reads the same of the one as of the other, beside their courses.
bool reads_alike(Recommendation const& one, Recommendation const& other);

// "2007/1 Sprachförderung": its number, where it has one, before its title, in whatever language that is.
std::string numbered(std::string_view number, std::string_view title);

std::vector<Addressee> addressees_of(Recommendation const& recommendation);

} // namespace kommin::meetings
