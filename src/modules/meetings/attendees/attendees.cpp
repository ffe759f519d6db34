#include "modules/meetings/attendees/attendees.hpp"

#include "modules/contacts/people/api.hpp"
#include "modules/meetings/attendance/counted_once.hpp"
#include "modules/meetings/members/membership_store.hpp"
#include "modules/meetings/panels/panel_store.hpp"
#include "modules/meetings/registration/part_panels.hpp"
#include "modules/meetings/registration/registration_totals.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>

namespace kommin::meetings {

namespace {

// Of everybody, those in the panel that meets first, as holder before as substitute. None of a meeting whose
// day is not known.
using SeatsOfPeople = std::unordered_map<contacts::PersonId, std::vector<HeldSeat>>;
SeatsOfPeople list_held_seats(
    db::Connection& db, TenantId tenant, Meeting const& meeting, std::vector<PanelId> const& panels)
{
    SeatsOfPeople held;
    auto const day = meeting.day ? meeting.day->full() : std::nullopt;
    if (!day)
        return held;
    std::unordered_map<SeatId, Seat> seats;
    for (auto& seat : list_seats_of(db, tenant, panels)) {
        if (is_there_on(seat.valid_from, seat.valid_to, *day))
            seats.emplace(seat.id, std::move(seat));
    }
    for (auto const& one :
         list_memberships(db, tenant, {.panels = panels, .standing = StandingOn{Standing::present, *day}})) {
        auto const seat = seats.find(one.seat);
        if (seat == seats.end())
            continue;
        auto const& of = seat->second;
        held[one.person].push_back({of.panel, of.role, one.capacity, of.function, of.sender()});
    }
    for (auto& [person, list] : held)
        std::ranges::stable_sort(list, {}, [&](HeldSeat const& one) {
            return std::pair(one.panel != meeting.panel, one.capacity);
        });
    return held;
}

Attendee attendee_of(ListedParticipant const& person, std::vector<ProgrammePart> const& parts)
{
    Attendee attendee{
        .name = person.name,
        .list_name = person.name,
        .organisation = person.organisation,
        .part = person.part,
        .came = person.arrived};
    auto const part = std::ranges::find(parts, person.part, &ProgrammePart::id);
    if (part != parts.end() && part->panel)
        attendee.panels.push_back(*part->panel);
    return attendee;
}

// What the list of those who are invited knows of somebody, who may be a participant, too.
void add_invited(Attendee& attendee, ExpectedPerson const& person, SeatsOfPeople const& held)
{
    if (person.is_seen()) {
        attendee.name = person.named.name;
        attendee.list_name = person.named.list_name;
    }
    attendee.invited = person.expected.as;
    attendee.answer = person.expected.answer;
    attendee.came = attendee.came || person.expected.came;
    if (auto const seats = held.find(person.expected.person); seats != held.end()) {
        attendee.seat = seats->second.front();
        for (auto const& seat : seats->second)
            attendee.panels.push_back(seat.panel);
    }
    if (!attendee.seat && attendee.organisation.empty())
        attendee.organisation = person.named.detail;
}

// For each participant the first line of the same person, who may be in several parties.
std::vector<std::size_t> first_lines_of(std::vector<ListedParticipant> const& participants)
{
    LinesOfPeople lines;
    std::vector<std::size_t> firsts;
    for (std::size_t i = 0; i < participants.size(); ++i) {
        auto const& one = participants[i];
        firsts.push_back(lines.first_line_of(one.registration.value, {one.name, one.mail}, i));
    }
    return firsts;
}

// Which of those who are expected each participant is, said at their first line; none of those whom this
// actor may not see.
using SamePeople = std::vector<std::optional<contacts::PersonId>>;
SamePeople find_expected(
    db::Connection& db, TenantId tenant, std::vector<ListedParticipant> const& participants,
    std::vector<std::size_t> const& firsts, std::vector<ExpectedPerson> const& expected)
{
    std::vector<OtherLine> lines;
    for (std::size_t i = 0; i < participants.size(); ++i)
        lines.push_back(firsts[i] == i ? OtherLine{participants[i].name, participants[i].mail} : OtherLine{});
    std::vector<contacts::PersonId> seen;
    for (auto const& one : expected) {
        if (one.is_seen())
            seen.push_back(one.expected.person);
    }
    return find_same_people(db, tenant, lines, seen);
}

// What another line of the same person says of them.
void add_line(Attendee& attendee, Attendee other)
{
    if (other.came && !attendee.came)
        attendee.part = other.part;
    attendee.came = attendee.came || other.came;
    if (attendee.organisation.empty())
        attendee.organisation = std::move(other.organisation);
    attendee.panels.insert(attendee.panels.end(), other.panels.begin(), other.panels.end());
}

// Participants first, each with what is known of them as invited; then those who are invited alone.
std::vector<Attendee> merged(
    std::vector<ListedParticipant> const& participants, std::vector<std::size_t> const& firsts,
    std::vector<ExpectedPerson> const& expected, SamePeople const& same, SeatsOfPeople const& held,
    std::vector<ProgrammePart> const& parts)
{
    std::vector<Attendee> people;
    std::vector<std::size_t> at; // where the person of each line stands among them
    std::unordered_map<contacts::PersonId, std::size_t> places; // of participants who are invited, too
    for (std::size_t i = 0; i < participants.size(); ++i) {
        auto attendee = attendee_of(participants[i], parts);
        if (firsts[i] != i) {
            at.push_back(at[firsts[i]]);
            add_line(people[at[i]], std::move(attendee));
            continue;
        }
        at.push_back(people.size());
        people.push_back(std::move(attendee));
        if (same[i])
            places.emplace(*same[i], at[i]);
    }
    for (auto const& one : expected) {
        auto const place = places.find(one.expected.person);
        add_invited(place == places.end() ? people.emplace_back() : people[place->second], one, held);
    }
    return people;
}

bool asks_for_participants(ParticipantFilter const& filter)
{
    return filter.part || filter.role || filter.municipality || filter.need;
}

bool is_expected_at(Attendee const& person, DoorPrint print, AttendeeFilter const& filter)
{
    switch (print) {
    case DoorPrint::certificates:
        return person.came;
    case DoorPrint::badges:
        return person.came || person.part || person.answer == InvitationAnswer::accepted
            || (filter.has_unanswered && person.answer == InvitationAnswer::none);
    case DoorPrint::sign_list:
        break;
    }
    return true;
}

bool is_asked_for(Attendee const& person, AttendeeFilter const& filter, std::vector<PanelId> const& panels)
{
    if (asks_for_participants(filter.participants) && !person.part)
        return false;
    if (filter.list == AttendeeList::invited && !person.invited)
        return false;
    if (filter.list == AttendeeList::registered && !person.part)
        return false;
    if (filter.participants.arrived && person.came != *filter.participants.arrived)
        return false;
    return !filter.participants.panel
        || std::ranges::find_first_of(person.panels, panels) != person.panels.end();
}

// Fields and groups of the panel that meets, as long as they are there, and those of which a part is.
std::vector<Panel> panels_to_choose(
    std::vector<Panel> const& panels, std::vector<PanelId> const& below, std::vector<Panel> const& of_parts,
    Meeting const& meeting)
{
    auto const day = meeting.day ? meeting.day->full() : std::nullopt;
    std::vector<Panel> chosen;
    std::ranges::copy_if(panels, std::back_inserter(chosen), [&](Panel const& panel) {
        if (std::ranges::find(of_parts, panel.id, &Panel::id) != of_parts.end())
            return true;
        return panel.id != meeting.panel && std::ranges::find(below, panel.id) != below.end()
            && !(day && panel.has_ended(*day));
    });
    return chosen;
}

}

MessageKey label_of(AttendeeList list)
{
    return list == AttendeeList::invited ? "attendee.invited"_msg : "attendee.registered"_msg;
}

AttendeeFilter filter_for(DoorPrint print, AttendeeFilter filter)
{
    if (print == DoorPrint::certificates)
        filter.participants.arrived.reset();
    return filter;
}

std::string Attendees::part_of(Attendee const& person) const
{
    auto const part
        = std::ranges::find_if(parts, [&](ProgrammePart const& one) { return person.part == one.id; });
    return part == parts.end() ? std::string{} : part->name;
}

Attendees list_attendees(
    db::Connection& db, TenantId tenant, Actor const& actor, Meeting const& meeting, DoorPrint print,
    AttendeeFilter const& filter)
{
    auto const programme = find_programme(db, tenant, meeting.id);
    auto const panels = list_panels(db, tenant);
    auto const below = panels_below(panels, meeting.panel);
    Attendees all;
    if (programme) {
        all.parts = list_parts(db, tenant, programme->id);
        if (auto const erased = find_erased_parties(db, tenant, programme->id))
            all.erased_on = erased->erased_on;
    }
    all.panels = panels_to_choose(panels, below, panels_of_parts(panels, all.parts), meeting);
    if (filter.participants.matches_nobody)
        return all;
    // Whoever is on both lists is in the panels of both, and came where either says so.
    auto own = filter.participants;
    own.panel.reset();
    own.arrived.reset();
    auto const participants
        = programme ? list_participants(db, tenant, programme->id, own) : std::vector<ListedParticipant>{};
    auto const expected = list_expected_people(db, tenant, actor, meeting);
    auto const firsts = first_lines_of(participants);
    auto const same = find_expected(db, tenant, participants, firsts, expected);
    auto const held = list_held_seats(db, tenant, meeting, below);
    auto people = merged(participants, firsts, expected, same, held, all.parts);
    auto const asked = filter.participants.panel ? panels_below(panels, *filter.participants.panel)
                                                 : std::vector<PanelId>{};
    for (auto& person : people) {
        if (!is_asked_for(person, filter, asked) || !is_expected_at(person, print, filter))
            continue;
        if (person.name.empty() && print != DoorPrint::sign_list)
            ++all.nameless;
        else
            all.people.push_back(std::move(person));
    }
    return all;
}

} // namespace kommin::meetings
