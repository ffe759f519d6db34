#pragma once
// Letters of the office to those whom a filter of the participants shows (docs/adr/0082): one to each party
// that has a seat and a mail address, in its language where the office has written one in it.

#include "modules/meetings/registration/participant_list.hpp"
#include "modules/meetings/registration/registration_letters.hpp"
#include "platform/base/problem.hpp"
#include "platform/base/result.hpp"
#include "platform/work/job_rules.hpp"
#include "platform/work/work.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

inline constexpr std::size_t longest_letter_subject = 150; // code points
inline constexpr std::size_t longest_letter_text = 5000; // likewise

// As typed. The German one goes to whoever has none in their language.
struct LetterText {
    std::string language; // BCP 47
    std::string subject, text;

    [[nodiscard]] bool is_empty() const;
};
// Everything that stands in the way, at "subject_de", "text_de", …
std::vector<Problem> problems_of_letter(std::vector<LetterText> const& texts);

// How many get one, and how many of the parties that are shown have no address.
struct LetterReach {
    std::int64_t parties = 0;
    std::int64_t without_address = 0;
};
LetterReach reach_of_letter(
    db::Connection& db, TenantId tenant, ProgrammeId programme, ParticipantFilter const& filter);

// Gives how many parties get it; once more with the same form and entries: 0, and nobody gets a second one.
// Problems: not_found without the right to invite to this meeting; what problems_of_letter() finds; a
// conflict where it would reach nobody ("letter.problem.nobody"), or the form was sent with other entries
// ("registration.problem.sent_already").
Result<std::int64_t> write_to_selection(
    Work& work, MeetingId meeting, ParticipantFilter const& filter, std::vector<LetterText> const& texts,
    std::string_view form_key);

struct WrittenLetter {
    std::string subject; // the German one
    std::int64_t parties = 0;
    Instant written_at;
};
// Those that are not erased with the names, the newest first.
std::vector<WrittenLetter> list_written_letters(db::Connection& db, TenantId tenant, ProgrammeId programme);

// The job of one letter; nothing is sent to a party that has ended or has no address any more.
JobRule selection_mail(RegistrationCare const& care);

} // namespace kommin::meetings
