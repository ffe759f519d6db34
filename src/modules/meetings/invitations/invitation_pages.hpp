#pragma once
// Pages of the desk for invitations.

#include "modules/contacts/people/api.hpp"
#include "modules/meetings/invitations/inviting.hpp"
#include "modules/tenants/api.hpp"
#include "platform/base/problem.hpp"
#include "platform/html/url.hpp"
#include "platform/html/writer.hpp"
#include "platform/http/response.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/records/fields.hpp"
#include "platform/web/call.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

inline constexpr std::string_view invitations_path = "einladungen";
inline constexpr std::string_view invitation_page = "einladung"; // below a meeting

html::Url invitations_url(MeetingId id);
html::Url invitations_url(MeetingId id, std::string_view page);
html::Url invitation_url(InvitationId id, std::string_view step);

// How the letters to one person stand.
// spared: there is news, and no letter tells it, see is_spared().
enum class LetterState : std::uint8_t { none, spared, no_address, refused, waiting, failed, outdated, told };
MessageKey label_of(LetterState state);

// One line of the list.
struct InvitedPerson {
    Invitation invitation;
    std::string name; // "" where this person may not see whom it is
    LetterState letters = LetterState::none;
    bool answered_before_change = false; // what they answered was another day or place
    std::optional<contacts::ConsentStanding> consent = {}; // see list_guest_consents()
};

struct InvitationCounts {
    std::int64_t listed = 0, accepted = 0, declined = 0, silent = 0;
    std::int64_t with_news = 0; // get a letter when it is sent now
};
InvitationCounts count_invitations(
    std::vector<Invitation> const& all, Meeting const& meeting,
    std::function<bool(Invitation const&)> const& can_get_letters);

struct InvitationsPage {
    SeenMeeting const& seen;
    std::vector<InvitedPerson> const& people;
    InvitationCounts counts;
    bool can_tell; // see can_be_told()
    bool can_answer; // see can_be_answered()
    std::vector<Problem> problems = {};
};
http::Response invitations_list_page(web::Call const& call, InvitationsPage const& page);

struct SendingPage {
    SeenMeeting const& seen;
    records::Fields const& fields;
    InvitationCounts counts;
    std::int64_t without_mail = 0; // of those who would get a letter
    std::int64_t spared = 0; // see is_spared()
    std::vector<Problem> problems = {};
};
http::Response sending_page(web::Call const& call, SendingPage const& page);

struct GuestPage {
    SeenMeeting const& seen;
    std::string words;
    contacts::FoundPeople const& found;
    contacts::ConsentStandings const& consents; // to being invited
    bool was_searched = false;
    std::vector<Problem> problems = {};
};
http::Response guest_page(web::Call const& call, GuestPage const& page);

// The fields of the form that chooses among the contacts.
namespace contacts_field {
inline constexpr std::string_view words = "worte";
inline constexpr std::string_view municipality = "ort";
inline constexpr std::string_view field_of_work = "feld";
inline constexpr std::string_view language = "spricht";
} // namespace contacts_field
struct ContactsPage {
    SeenMeeting const& seen;
    contacts::PeopleChoice const& choice;
    std::vector<tenants::Body> bodies = {};
    std::int64_t chosen = 0; // most_invited + 1: more than that, and the other numbers are not known
    std::int64_t listed = 0; // of them on the list already
    std::int64_t taken_off = 0; // of them, and stay off it
    std::int64_t without_mail = 0;
    std::vector<contacts::NamedPerson> first = {}; // by name
    std::vector<Problem> problems = {};
};
http::Response contacts_page(web::Call const& call, ContactsPage const& page);

void write_invitation_summary(
    html::Writer& w, web::Call const& call, Meeting const& meeting, InvitationCounts const& counts);

} // namespace kommin::meetings
