#pragma once
// Whoever owes an answer is told (docs/adr/0086): as it is submitted, two weeks before its day, once that is
// over. Each once for a day and an owner; nothing once it is answered.

#include "modules/contacts/people/api.hpp"
#include "modules/meetings/recommendations/recommendation.hpp"
#include "platform/base/enum_names.hpp"
#include "platform/db/connection.hpp"
#include "platform/work/work.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

inline constexpr std::string_view answer_mail_kind = "meetings.answer_due";
inline constexpr std::chrono::days told_before{14}; // the day of the answer
// What was submitted longer ago was entered afterwards: nobody is to be told of it by a letter. Of "11.2026"
// its first day counts.
inline constexpr std::chrono::days told_after_submission{30};

enum class AnswerLetter : std::uint8_t { submitted, soon, late };
inline constexpr std::array<std::string_view, 3> answer_letter_names{"submitted", "soon", "late"};
inline constexpr std::array all_answer_letters{
    AnswerLetter::submitted, AnswerLetter::soon, AnswerLetter::late};
inline std::string_view to_text(AnswerLetter letter)
{
    return kommin::name_of(answer_letter_names, letter);
}
inline bool from_text(std::string_view text, AnswerLetter& letter)
{
    return read_name(answer_letter_names, text, letter);
}
MessageKey label_of(AnswerLetter letter);

// What there is to be told on this day, the most urgent first.
std::vector<AnswerLetter> letters_due(Recommendation const& one, Date today);

// What a letter is about: another day or owner is another one.
struct AnswerTurn {
    RecommendationId recommendation;
    AnswerLetter letter = AnswerLetter::submitted;
    std::string day; // ISO: until when the answer is due; of a submission its own, as far as it is known
    std::string owner; // the number of the panel or a digest of the office's address; "": nobody is known
};
AnswerTurn turn_of(Recommendation const& one, AnswerLetter letter);

// To whom it goes in a panel: whoever leads it or manages its business, where they have an address; where
// nobody of them has one, all who sit there.
std::vector<contacts::ReachablePerson> list_told_in_panel(
    db::Connection& db, TenantId tenant, PanelId panel, Date today);

// Whom a letter about it would reach on this day.
struct OwnerReached {
    bool is_named = false; // somebody is entered who answers
    std::int64_t people = 0; // of them with an address
};
OwnerReached reach_owner(db::Connection& db, TenantId tenant, Recommendation const& one, Date today);

// Orders what is due and was not told yet: where several are, the most urgent one stands for all. How many
// letters; none where nobody can be reached, so that the next morning tries again.
std::int64_t order_answer_letters(Work& work, Recommendation const& one);
// The same for all that owe an answer.
std::int64_t order_all_answer_letters(Work& work);

// What the owner was told, in this order.
struct ToldOwner {
    AnswerLetter letter;
    std::string day; // AnswerTurn::day
    std::int64_t letters;
    Instant ordered_at;
};
std::vector<ToldOwner> list_told(db::Connection& db, TenantId tenant, RecommendationId id);
// There was nothing to say any more when one of its letters was to leave: once for each. Where none of them
// has left, it was not told: should that change, it is ordered anew.
void note_unsent(db::Connection& db, TenantId tenant, AnswerTurn const& turn);

} // namespace kommin::meetings
