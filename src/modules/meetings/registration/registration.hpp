#pragma once
// Registrations: a party of one to eight people for a session of the conference, by one form and without an
// account (docs/adr/0074). A form is a registration once; its link sees, changes and cancels it.

#include "modules/meetings/meetings/meeting.hpp"
#include "modules/meetings/registration/programme.hpp"
#include "modules/tenants/api.hpp"
#include "platform/base/enum_names.hpp"
#include "platform/base/problem.hpp"
#include "platform/base/result.hpp"
#include "platform/crypto/seal.hpp"
#include "platform/db/connection.hpp"
#include "platform/i18n/language.hpp"
#include "platform/work/work.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

using RegistrationId = StrongId<struct RegistrationTag>;
using ParticipantId = StrongId<struct ParticipantTag>;

// Registered and offered hold seats. Cancelled is who was registered; left, who was waiting or has declined
// an offer; lapsed, who has not answered one.
enum class RegistrationState : std::uint8_t { registered, waiting, offered, cancelled, left, lapsed };
inline constexpr std::array<std::string_view, 6> registration_state_names{"registered", "waiting", "offered",
                                                                          "cancelled",  "left",    "lapsed"};
inline std::string_view to_text(RegistrationState state)
{
    return name_of(registration_state_names, state);
}
inline bool from_text(std::string_view text, RegistrationState& state)
{
    return read_name(registration_state_names, text, state);
}

MessageKey staff_label_of(RegistrationState state);

inline bool holds_seats(RegistrationState state)
{
    return state == RegistrationState::registered || state == RegistrationState::offered;
}
inline bool has_ended(RegistrationState state)
{
    return !holds_seats(state) && state != RegistrationState::waiting;
}

enum class ParticipantRole : std::uint8_t { professional, volunteer, private_person };
inline constexpr std::array<std::string_view, 3> participant_role_names{
    "professional", "volunteer", "private"};
inline constexpr std::array all_participant_roles{
    ParticipantRole::professional, ParticipantRole::volunteer, ParticipantRole::private_person};
inline std::string_view to_text(ParticipantRole role)
{
    return name_of(participant_role_names, role);
}
inline bool from_text(std::string_view text, ParticipantRole& role)
{
    return read_name(participant_role_names, text, role);
}
MessageKey label_of(ParticipantRole role); // for the public
MessageKey staff_label_of(ParticipantRole role);

inline constexpr std::size_t largest_party = 8;
inline constexpr std::size_t longest_name = 120; // code points
inline constexpr std::size_t longest_need = 160; // eight whole lines in any script fit into one form
// Which text of the consent the form shows; another text is another version.
inline constexpr std::string_view consent_version = "2026-12";
// Whether whoever agreed to this version, in the form or at the desk, was told that the draft of the minutes
// may come to the address (docs/adr/0087).
bool tells_of_draft(std::string_view consent);

// One line of the form, as typed.
struct ParticipantEntry {
    std::string id = {}; // of a participant who is there; "" of a new line
    std::string name = {}, part = {}, role = {}, municipality = {}, organisation = {};
    std::string interpreter = {}, children = {}, food = {}, remark = {};
    bool wheelchair = false;
    bool sign_language = false;

    // Nothing of it was filled in: it is nobody.
    [[nodiscard]] bool is_empty() const;
    [[nodiscard]] bool has_needs() const;
};
struct ContactEntry {
    std::string mail, telephone;
};
struct RegistrationForm {
    std::vector<ParticipantEntry> people; // line 1 is the first
    ContactEntry contact;
    std::string consent; // the version that was agreed to; "": none
    bool may_wait = false; // on the waiting list, where it is full
};
// All problems at once, at "name_1", "part_2", "mail" …; the fields of the lines are numbered from 1.
std::vector<Problem> problems_of(
    RegistrationForm const& form, std::vector<ProgrammePart> const& parts,
    std::vector<tenants::Body> const& bodies);
// Of the people alone, and of mail and telephone alone.
std::vector<Problem> problems_of(
    std::vector<ParticipantEntry> const& people, std::vector<ProgrammePart> const& parts,
    std::vector<tenants::Body> const& bodies);
std::vector<Problem> problems_of(ContactEntry const& contact);
// What a form says, without its empty lines: the same for the same entries.
std::string content_of(RegistrationForm const& form);

struct Participant {
    ParticipantId id;
    PartId part;
    std::string name;
    ParticipantRole role = ParticipantRole::private_person;
    std::optional<tenants::BodyId> municipality; // nothing: elsewhere, or not said
    std::string organisation, interpreter, children, food;
    bool wheelchair = false;
    bool sign_language = false;
    std::string remark;
    bool arrived = false;
    std::optional<Instant> arrived_at;

    [[nodiscard]] ParticipantEntry as_entry(std::vector<tenants::Body> const& bodies) const;
};

struct Registration {
    RegistrationId id;
    ProgrammeId programme;
    RegistrationState state = RegistrationState::registered;
    std::string language; // BCP 47: of the form, and of its letters
    std::string mail, telephone;
    Instant registered_at;
    std::optional<std::int64_t> place; // on the waiting list; nothing: never waited
    std::optional<Instant> offered_until; // of an offer, also once it has lapsed
    std::int64_t version = 1;
    std::string beyond_reason; // of the office, for seats beyond the others; "" for all that have none

    // As long as it can be taken; the night in which it lapses may not have come yet.
    [[nodiscard]] bool has_open_offer(Instant now) const
    {
        return state == RegistrationState::offered && offered_until && now < *offered_until;
    }
};

// SQL; inside the caller's transaction.
std::optional<Registration> load_registration(db::Connection& db, TenantId tenant, RegistrationId id);
std::vector<Participant> list_participants(db::Connection& db, TenantId tenant, RegistrationId registration);
// Registered, with a mail address; also those whom nobody has ticked at the door.
std::vector<RegistrationId> list_reachable_parties(
    db::Connection& db, TenantId tenant, ProgrammeId programme);

// Why a party has not moved up: too few seats of a part, or of the whole session.
struct Shortage {
    std::optional<PartId> part; // nothing: of all parts together
    std::int64_t needed = 0;
    std::int64_t free = 0;
};
// Where a party stands among those that wait, reckoned from their places.
struct Waiting {
    std::int64_t place = 0; // from 1
    std::int64_t of = 0;
    std::optional<Shortage> shortage; // nothing: there are seats, and somebody has to say the word
    bool was_missed = false; // then only the office gives seats
};

// Whether a waiting party may go to the end of the list, where it would need a seat more than before.
enum class PlaceWish : std::uint8_t { keep, may_go_to_the_end };

// What a link leads to; nothing for any other token.
struct OpenRegistration {
    Registration registration;
    Programme programme;
    Meeting meeting;
    std::vector<Participant> people;
    std::vector<ProgrammePart> parts; // all of the programme
    std::optional<Waiting> waiting = {}; // of one that waits
};
std::optional<OpenRegistration> find_registration_by_link(
    db::Connection& db, TenantId tenant, std::string_view token);
std::optional<OpenRegistration> open_registration(
    db::Connection& db, TenantId tenant, Registration const& registration);
// What whoever holds the link is told of the meeting: the link of the room only while they are registered.
Meeting told_meeting(OpenRegistration const& open);
// Whether they have, or had, a seat and with it a date for their calendar.
bool has_date(Registration const& registration);
// Until the session begins; not once it is called off or the party has ended.
bool goes_on(OpenRegistration const& open, i18n::Zone const& zone, Instant now);
// Likewise; an offer has to be answered first.
bool can_be_changed(OpenRegistration const& open, i18n::Zone const& zone, Instant now);

// Use cases, of anybody.

// Gives the token of the link. `key` makes it: the same for the same form with the same entries, however
// often it comes. Problems: a conflict at no field where another one was sent with this form key
// ("registration.problem.sent_already"), where nobody can register now ("registration.problem.closed"), the
// session is full or what is free is for those who wait ("registration.problem.queue"); at "part_2" where
// that part is full; those of problems_of(). A form that may wait is put on the waiting list instead.
Result<std::string> register_party(
    Work& work, crypto::Key const& key, ProgrammeId programme, RegistrationForm const& form,
    i18n::Language language, std::string_view form_key);
// Who waits and needs a seat more than before, of any part, goes to the end of the waiting list, if that was
// said. Problems: gone where the link leads nowhere or nothing can be changed any more; a conflict where it
// was changed meanwhile, or where it was not said ("registration.problem.to_the_end"); as register_party().
Result<void> change_party(
    Work& work, std::string_view token, std::int64_t seen_version,
    std::vector<ParticipantEntry> const& people, PlaceWish wish = PlaceWish::keep);
// Gives the token of the link to go on with: links in letters to another address end, also the one by which
// this is said.
Result<std::string> change_contact(
    Work& work, std::string_view token, std::int64_t seen_version, ContactEntry const& contact);
// All its seats are free again, and who would have come is forgotten; whoever waits leaves the waiting list,
// whoever has an offer declines it. Once more: nothing happens. Problems: gone as change_party(); a conflict
// where somebody of it has come.
Result<void> cancel_registration(Work& work, std::string_view token);

// Somebody of it was marked, which may be before the beginning: the doors open earlier.
bool has_arrived(OpenRegistration const& open);
// Until somebody of it has come, or the day is over: then how many came is to be counted.
bool can_be_cancelled(OpenRegistration const& open, Date today);
// By the office, for whoever has lost the link or filled the seats with nobody. Problems: not_found without
// the right to invite to this meeting, or where it is no registration of it; a conflict where
// can_be_cancelled() says no.
Result<void> cancel_at_desk(Work& work, MeetingId meeting, RegistrationId id);

// A meeting was saved: whoever has registered for it is told where its day, hours, place or room are others,
// or it does not take place, or does so after all. Nobody is once it is over.
Result<void> tell_registered(Work& work, Meeting const& before, Meeting const& after);

// The morning before a session: whoever has registered with a mail address is reminded. How many are.
std::int64_t remind_registered(Work& work);

// Every night: needs two weeks after the session, telephone numbers the day after, what the office has
// written to many after three months.
void erase_old_entries(Work& work);
// Then everything goes, and how many they were stays (registration_totals.hpp): of the first session behind
// this one, so that each is a work of its own. Which one it was; nothing where none follows.
std::optional<ProgrammeId> erase_next_session(Work& work, ProgrammeId after);

inline constexpr std::string_view registration_mail_kind = "meetings.registration.letter";
// In the payload of its job: why the letter goes out, where it is not what the party has done.
inline constexpr std::string_view because_of_meeting = "meeting";
inline constexpr std::string_view because_moved_up = "moved_up";
inline constexpr std::string_view because_tomorrow = "tomorrow";

} // namespace kommin::meetings
