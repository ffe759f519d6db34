// What registrations have of people of the contacts: nobody's number stands at them, an address says whose
// they seem to be.

#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "modules/meetings/registration/found_parties.hpp"
#include "modules/meetings/registration/participants_pages.hpp"
#include "modules/meetings/registration/party_pages.hpp"
#include "modules/meetings/registration/programme.hpp"
#include "modules/meetings/registration/registration_desk.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kommin::meetings {

using i18n::Texts;

namespace {

constexpr std::size_t most_left = 20; // sentences before somebody is erased

struct FoundByAddress {
    contacts::KnownPerson person;
    std::vector<FoundParty> parties;
};
// Nothing where the person is not there or has no mail address.
std::optional<FoundByAddress> find_by_address(db::Connection& db, TenantId tenant, contacts::PersonId id)
{
    auto known = contacts::list_known_people(db, tenant, {id});
    if (known.empty() || known.front().mails.empty())
        return std::nullopt;
    auto parties = list_parties_with_mail(db, tenant, known.front().mails);
    return FoundByAddress{std::move(known.front()), std::move(parties)};
}

// A record may be made of anybody, with any address: whoever may not read registrations learns nothing from
// it of those of others.
bool may_read(Actor const& actor, FoundParty const& party)
{
    return actor.may(invite, party.owner()) || contacts::may_erase_people(actor);
}

std::optional<FoundByAddress> find_to_read(web::Call const& call, contacts::PersonId person)
{
    auto const actor = call.actor();
    auto found
        = web::read(call, [&](db::Connection& db) { return find_by_address(db, call.site.tenant, person); });
    if (found)
        std::erase_if(found->parties, [&](FoundParty const& party) { return !may_read(actor, party); });
    return found;
}

// As where they are read on the pages of their sessions.
void note_read(web::Call const& call, std::vector<FoundParty> const& parties)
{
    std::vector<MeetingId> meetings;
    std::ranges::transform(parties, std::back_inserter(meetings), &FoundParty::meeting);
    std::ranges::sort(meetings);
    meetings.erase(std::ranges::unique(meetings).begin(), meetings.end());
    web::note_readings(call, "meetings.registration.read", meeting_subject.word(), meetings);
}

std::string session_of(FoundParty const& party, Texts const& texts)
{
    return party.title + ", " + texts.partial_date(party.day);
}

std::string language_named(std::string_view tag)
{
    for (auto const language : i18n::interface_languages()) {
        if (language.tag() == tag)
            return std::string(language.german_name());
    }
    return std::string(tag);
}

// The lines of one party, record by record.
class PartyLines {
public:
    PartyLines(
        web::Call const& call, std::vector<tenants::Body> const& bodies,
        std::vector<contacts::ReportLine>& lines)
        : texts_(web::staff_texts(call))
        , zone_(*call.site.zone)
        , bodies_(bodies)
        , lines_(lines)
    { }

    void add(FoundParty const& party, contacts::KnownPerson const& whom)
    {
        std::vector<FoundParty::Person const*> called_so;
        for (auto const& person : party.people) {
            if (whom.is_called(person.line.name))
                called_so.push_back(&person);
        }
        auto const others = std::ssize(party.people) - std::ssize(called_so);
        line("meeting.one"_msg, session_of(party, texts_), true);
        line("staff.state"_msg, std::string(texts_(staff_label_of(party.state))));
        line("registration.report.received"_msg, texts_.date_time(zone_.to_local(party.registered_at)));
        line("participant.mail"_msg, party.mail);
        if (!called_so.empty()) { // else it may be of whoever shares the address
            line("participant.telephone"_msg, party.telephone);
            line("registration.report.beyond"_msg, party.beyond_reason);
        }
        if (party.place)
            line("registration.report.place"_msg, std::to_string(*party.place));
        if (party.offered_until)
            line(
                "registration.report.offered_until"_msg,
                texts_.date_time(zone_.to_local(*party.offered_until)));
        if (party.reminded_for)
            line(
                "registration.report.reminded_for"_msg,
                texts_.partial_date(PartialDate(*party.reminded_for)));
        line("participant.language"_msg, language_named(party.language));
        line("party.consent"_msg, consent_of(party));
        if (others > 0)
            line(
                "registration.report.others"_msg,
                texts_(
                    called_so.empty() ? "registration.report.nobody_called_so"_msg
                                      : "registration.report.not_shown"_msg,
                    {{"count", others}}));
        for (auto const* person : called_so)
            add_person(person->line, person->part);
    }

private:
    void line(MessageKey label, std::string value, bool begins = false)
    {
        if (!value.empty())
            lines_.push_back({std::string(texts_(label)), std::move(value), begins});
    }
    // Whoever was registered by the office was told what holds, and has read no text ("desk 2026-12").
    [[nodiscard]] std::string consent_of(FoundParty const& party) const
    {
        return party.consent.starts_with("desk ")
            ? std::string(texts_("registration.report.consent.desk"_msg))
            : texts_("registration.report.consent"_msg, {{"version", party.consent}});
    }
    // "12.01.2027, 10:04, am Eingang"; once the time is erased, only that they were there.
    [[nodiscard]] std::string arrival_of(ListedParticipant const& person) const
    {
        if (!person.arrived_at)
            return std::string(texts_("attendance.there"_msg));
        auto said = texts_.date_time(zone_.to_local(*person.arrived_at));
        if (person.arrival_way) {
            said += ", ";
            said += texts_(
                *person.arrival_way == ArrivalWay::door ? "attendance.way.door"_msg
                                                        : "attendance.way.list"_msg);
        }
        return said;
    }
    void add_person(ListedParticipant const& person, std::string const& part)
    {
        line("participant.name"_msg, person.name, true);
        line("programme.field.part"_msg, part);
        line("participant.role"_msg, std::string(texts_(staff_label_of(person.role))));
        auto const body = std::ranges::find_if(
            bodies_, [&](tenants::Body const& one) { return person.municipality == one.id; });
        if (body != bodies_.end())
            line("participant.municipality"_msg, body->name);
        line("participant.organisation"_msg, person.organisation);
        line("participant.needs"_msg, needs_of(person, texts_));
        if (person.arrived)
            line("participant.arrival"_msg, arrival_of(person));
    }

    Texts const& texts_;
    i18n::Zone const& zone_;
    std::vector<tenants::Body> const& bodies_;
    std::vector<contacts::ReportLine>& lines_;
};

void report_registrations(
    web::Call const& call, contacts::PersonId person, std::vector<contacts::ReportPart>& parts)
{
    auto const& texts = web::staff_texts(call);
    auto const found = find_to_read(call, person);
    contacts::ReportPart part{std::string(texts("participant.title"_msg)), {}};
    if (!contacts::may_erase_people(call.actor()))
        part.lines.push_back(
            {std::string(texts("people.report.elsewhere"_msg)),
             std::string(texts("registration.report.elsewhere"_msg))});
    if (found && !found->parties.empty()) {
        auto const bodies
            = web::read(call, [&](db::Connection& db) { return tenants::list_bodies(db, call.site.tenant); });
        part.lines.push_back(
            {std::string(texts("people.report.found"_msg)),
             std::string(texts("registration.report.found"_msg))});
        PartyLines lines(call, bodies, part.lines);
        for (auto const& party : found->parties)
            lines.add(party, found->person);
        note_read(call, found->parties);
    }
    if (!part.lines.empty())
        parts.push_back(std::move(part));
}

std::vector<contacts::LeftByErasing> left_registrations(web::Call const& call, contacts::PersonId person)
{
    auto const& texts = web::staff_texts(call);
    auto const actor = call.actor();
    auto const found = find_to_read(call, person);
    std::vector<contacts::LeftByErasing> left;
    if (!found)
        return left;
    for (auto const& party : found->parties) {
        if (left.size() == most_left) {
            left.push_back({texts(
                "registration.left.more"_msg,
                {{"count", std::ssize(found->parties) - static_cast<std::ptrdiff_t>(most_left)}})});
            break;
        }
        left.push_back(
            {texts(
                 "registration.stays"_msg,
                 {{"session", session_of(party, texts)},
                  {"mail", party.mail},
                  {"state", texts(staff_label_of(party.state))}}),
             actor.may(invite, party.owner()) ? std::optional(party_url(party.meeting, party.id))
                                              : std::nullopt});
    }
    note_read(call, found->parties);
    return left;
}

}

// Only an address would say whom a registration keeps, and nobody has agreed that those are compared for
// that.
contacts::OfPeople registrations_of_people()
{
    return {
        .ground = &contacts::no_ground,
        .report = &report_registrations,
        .show = &contacts::nothing_shown,
        // The addresses of both are those of the one who stays: what they found is found by them.
        .merge = &contacts::nothing_merged,
        // An address may be that of a family or an office: whoever erases is asked, nothing goes by itself.
        .erase = &contacts::nothing_erased,
        .lost_by_erasing = &contacts::nothing_lost,
        .left_by_erasing = &left_registrations};
}

} // namespace kommin::meetings
