#include "modules/meetings/registration/party_desk.hpp"

#include "modules/meetings/attendance/counted_once.hpp"
#include "modules/meetings/meetings/meeting_editing.hpp"
#include "modules/meetings/meetings/meeting_store.hpp"
#include "modules/meetings/registration/moving_up.hpp"
#include "modules/meetings/registration/registration_store.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/i18n/interface_language.hpp"
#include "platform/json/json.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace kommin::meetings {

namespace {

// The same for the same entries of one form. Nobody can guess names from it: the key of the form is not
// stored.
std::string content_mark_of(ProgrammeId programme, DeskForm const& form, std::string_view form_key)
{
    return crypto::sha256_hex(json::print(json::Value::Array{
        programme.value, std::string(form_key), content_of(form.party), form.language, form.beyond}));
}

// Nobody gets a letter about a session that has begun.
void tell(Work& work, RegistrationId id)
{
    auto const registration = load_registration(work.db(), work.tenant(), id).value();
    auto const open = open_registration(work.db(), work.tenant(), registration);
    if (open && goes_on(*open, work.zone(), work.now()))
        order_letter(work, id);
}

Result<void> check_takes_parties(Work& work, Meeting const& meeting)
{
    if (!takes_parties(meeting, work.today()))
        return Problem::conflict({}, "party.problem.over"_msg);
    return {};
}

// Another address, number or language. With the address all links end, also that of the page: whoever got a
// letter by mistake may have made one.
void change_contact(Work& work, Registration const& before, DeskForm const& form)
{
    auto const mail = trim(form.party.contact.mail);
    work.db().execute(
        "UPDATE registrations SET mail = ?, telephone = ?, language = ? WHERE tenant_id = ? AND id = ?", mail,
        trim(form.party.contact.telephone), form.language, work.tenant(), before.id);
    take_up_missed(work, before.id);
    if (mail != before.mail)
        work.db().execute(
            "DELETE FROM registration_links WHERE tenant_id = ? AND registration_id = ?", work.tenant(),
            before.id);
}

void note_beyond(Work& work, RegistrationId id, MeetingId meeting, std::string_view reason)
{
    work.db().execute(
        "UPDATE registrations SET beyond_reason = ? WHERE tenant_id = ? AND id = ?", trim(reason),
        work.tenant(), id);
    work.audit("meetings.registration.beyond", meeting_subject.word(), meeting);
}

bool says_the_same(
    OpenRegistration const& open, DeskForm const& form, std::vector<tenants::Body> const& bodies)
{
    RegistrationForm before;
    for (auto const& person : open.people)
        before.people.push_back(person.as_entry(bodies));
    before.contact = {open.registration.mail, open.registration.telephone};
    auto typed = form.party;
    typed.consent.clear();
    return content_of(typed) == content_of(before) && form.language == open.registration.language;
}

}

std::vector<Problem> problems_of_desk(
    DeskForm const& form, std::vector<ProgrammePart> const& parts, std::vector<tenants::Body> const& bodies,
    std::optional<RegistrationState> before)
{
    auto problems = problems_of(form.party.people, parts, bodies);
    auto const& contact = form.party.contact;
    // Nobody waits who cannot be told.
    bool const waits
        = form.party.may_wait || before == RegistrationState::waiting || before == RegistrationState::offered;
    if (waits || !trim(contact.mail).empty() || !trim(contact.telephone).empty())
        std::ranges::move(problems_of(contact), std::back_inserter(problems));
    if (!i18n::find_interface_language(form.language))
        problems.push_back(Problem::invalid("language", "party.problem.language"_msg));
    if (count_code_points(form.beyond) > longest_beyond)
        problems.push_back(Problem::invalid(
            "beyond", "registration.problem.long"_msg, {{"limit", std::to_string(longest_beyond)}}));
    if (!before && form.party.consent != desk_consent)
        problems.push_back(Problem::invalid("consent", "party.problem.consent"_msg));
    return problems;
}

bool takes_parties(Meeting const& meeting, Date today)
{
    return meeting.state != MeetingState::cancelled && !meeting.is_past(today + -keep_names);
}

Result<RegistrationId> register_at_desk(
    Work& work, MeetingId meeting, DeskForm const& form, std::string_view form_key)
{
    auto& db = work.db();
    auto const programme = TRY(programme_at_desk(work, meeting));
    auto const form_mark = crypto::sha256_hex(form_key);
    auto const content_mark = content_mark_of(programme.id, form, form_key);
    struct Sent {
        RegistrationId id;
        std::string content_mark;
    };
    auto const sent = db.list<Sent>(
        "SELECT id, content_mark FROM registrations WHERE tenant_id = ? AND form_mark = ?", work.tenant(),
        form_mark);
    if (!sent.empty() && sent.front().content_mark == content_mark)
        return sent.front().id;
    if (!sent.empty())
        return Problem::conflict({}, "registration.problem.sent_already"_msg);
    TRY(check_takes_parties(work, load_meeting(db, work.tenant(), meeting).value()));
    auto const bodies = tenants::list_bodies(db, work.tenant());
    auto const parts = list_parts(db, work.tenant(), programme.id);
    if (auto problems = problems_of_desk(form, parts, bodies, std::nullopt); !problems.empty())
        return std::move(problems.front());
    auto const needed = seats_for(form.party.people);
    bool const waits = form.party.may_wait && !has_room(work, programme.id, needed);
    auto const taken = waits
        ? SeatsTaken::within
        : TRY(take_seats(work, programme.id, needed, form.party.people, trim(form.beyond)));
    auto const id = insert_party(
        work,
        {.programme = programme.id,
         .form_mark = form_mark,
         .content_mark = content_mark,
         .language = form.language,
         .place = waits ? std::optional(take_place(work, programme.id)) : std::nullopt},
        form.party);
    insert_people(work, id, form.party.people, bodies);
    if (taken == SeatsTaken::beyond)
        note_beyond(work, id, meeting, form.beyond);
    tell(work, id);
    work.audit(
        waits ? "meetings.registration.put_on_the_list" : "meetings.registration.registered_by_office",
        meeting_subject.word(), meeting);
    return id;
}

Result<void> correct_at_desk(
    Work& work, MeetingId meeting, RegistrationId id, std::int64_t seen_version, DeskForm const& form)
{
    auto const open = TRY(registration_at_desk(work, meeting, id));
    TRY(check_takes_parties(work, open.meeting));
    auto const state = open.registration.state;
    if (has_ended(state))
        return Problem::conflict({}, "party.problem.ended"_msg);
    auto const bodies = tenants::list_bodies(work.db(), work.tenant());
    if (says_the_same(open, form, bodies) && trim(form.beyond).empty())
        return {};
    if (open.registration.version != seen_version)
        return Problem::conflict({}, "registration.problem.changed"_msg);
    if (auto problems = problems_of_desk(form, open.parts, bodies, state); !problems.empty())
        return std::move(problems.front());
    auto const wish = form.party.may_wait ? PlaceWish::may_go_to_the_end : PlaceWish::keep;
    auto const taken = TRY(reseat(work, open, form.party.people, wish, trim(form.beyond)));
    replace_people(work, id, form.party.people, bodies);
    change_contact(work, open.registration, form);
    settle_arrivals(work, meeting); // by another name or address it may be somebody else
    if (state == RegistrationState::waiting && !trim(form.beyond).empty())
        change_state(work, id, state, RegistrationState::registered);
    else
        raise_version(work, id);
    if (taken == SeatsTaken::beyond)
        note_beyond(work, id, meeting, form.beyond);
    tell(work, id);
    work.audit("meetings.registration.corrected", meeting_subject.word(), meeting);
    return move_up(work, open.programme.id);
}

Result<void> erase_at_desk(Work& work, MeetingId meeting, RegistrationId id)
{
    auto const open = TRY(registration_at_desk(work, meeting, id));
    if (!has_ended(open.registration.state))
        return Problem::conflict({}, "party.problem.goes_on"_msg);
    work.db().execute(
        "UPDATE registrations SET mail = '', telephone = '' WHERE tenant_id = ? AND id = ?", work.tenant(),
        id);
    work.db().execute(
        "DELETE FROM registration_links WHERE tenant_id = ? AND registration_id = ?", work.tenant(), id);
    work.audit("meetings.registration.address_erased", meeting_subject.word(), meeting);
    return {};
}

} // namespace kommin::meetings
