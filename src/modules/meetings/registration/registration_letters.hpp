#pragma once
// The letters to whoever has registered, waits, or does so no more: a link, and the date for the calendar of
// whoever has a seat; without names and needs.

#include "modules/meetings/registration/registration.hpp"
#include "modules/tenants/api.hpp"
#include "platform/base/enum_names.hpp"
#include "platform/calendar/calendar.hpp"
#include "platform/crypto/seal.hpp"
#include "platform/html/url.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/i18n/zone.hpp"
#include "platform/post/letter.hpp"
#include "platform/post/post.hpp"
#include "platform/work/job_rules.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

struct RegistrationCare {
    post::Post post;
    std::string base_url; // of the installation; may be empty
    std::function<crypto::Key const&()> key; // makes the links
};

inline constexpr std::string_view registration_path = "anmeldung";
inline constexpr std::string_view conference_path = "konferenz";
inline constexpr std::string_view question_path = "frage"; // below the address of a session

// The date of a session, published: nobody is asked to answer.
calendar::Event event_of(
    OpenRegistration const& open, i18n::Texts const& texts, i18n::Zone const& zone, Instant now);

// What leads to a registration from outside. `site`: "https://portal.kreis.example".
html::Url registration_link(std::string_view site, i18n::Language language, std::string_view token);

// Why it goes out: for what the party has done itself, or for what was done elsewhere.
enum class LetterCause : std::uint8_t { party, meeting, moved_up, tomorrow };
inline constexpr std::array<std::string_view, 4> letter_cause_names{
    "", because_of_meeting, because_moved_up, because_tomorrow};
inline bool from_text(std::string_view text, LetterCause& cause)
{
    return read_name(letter_cause_names, text, cause);
}
// Another registration with the address that the letter goes to, for the same session. It is told by letter
// and on no page: whoever types an address learns nothing, whoever reads its mail could read it before.
struct OtherParty {
    Instant registered_at;
    std::int64_t people = 0;
    std::string token; // of its own last letter, which went to the same mailbox
};
struct OtherParties {
    std::vector<OtherParty> first; // an association registers some, and nobody reads hundreds of links
    std::int64_t count = 0;
};
// What a letter tells.
enum class PartyLetter : std::uint8_t {
    confirmation,
    cancellation,
    changed,
    called_off,
    waiting,
    still_waiting,
    offer,
    moved_up,
    left,
    lapsed,
    reminder
};
struct RegistrationLetter {
    OpenRegistration const& open;
    tenants::Tenant const& tenant;
    std::string site; // "https://portal.kreis.example"
    std::string token; // of the link in it
    PartyLetter kind;
    i18n::Language language;
    OtherParties others = {}; // nobody is asked to choose between what has ended and what goes on: then none
};
post::Letter letter_of(RegistrationLetter const& letter, i18n::Zone const& zone, Instant now);

JobRule registration_mail(RegistrationCare const& care);
RecurringRule registration_reminders();
RecurringRule registration_erasure();
JobRule erasure_of_sessions(); // one after another, begun by that one

} // namespace kommin::meetings
