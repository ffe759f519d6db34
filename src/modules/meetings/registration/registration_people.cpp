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
        std::vector<FoundParty::Person const*> alike;
        for (auto const& person : party.people) {
            if (whom.is_alike(person.line.name))
                alike.push_back(&person);
        }
        auto const others = std::ssize(party.people) - std::ssize(alike);
        line("meeting.one"_msg, session_of(party, texts_), true);
        line("staff.state"_msg, std::string(texts_(staff_label_of(party.state))));
        line("registration.report.received"_msg, texts_.date_time(zone_.to_local(party.registered_at)));
        line("participant.mail"_msg, party.mail);
        if (!alike.empty()) // else it may be the telephone of whoever shares the address
            line("participant.telephone"_msg, party.telephone);
        line("participant.language"_msg, language_named(party.language));
        line("party.consent"_msg, texts_("registration.report.consent"_msg, {{"version", party.consent}}));
        if (others > 0)
            line(
                "registration.report.others"_msg,
                texts_(
                    alike.empty() ? "registration.report.nobody_alike"_msg
                                  : "registration.report.not_shown"_msg,
                    {{"count", others}}));
        for (auto const* person : alike)
            add_person(person->line, person->part);
    }

private:
    void line(MessageKey label, std::string value, bool begins = false)
    {
        if (!value.empty())
            lines_.push_back({std::string(texts_(label)), std::move(value), begins});
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
            line(
                "participant.arrival"_msg,
                person.arrived_at ? texts_.date_time(zone_.to_local(*person.arrived_at))
                                  : std::string(texts_("attendance.there"_msg)));
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
    std::vector<tenants::Body> bodies;
    auto const found = web::read(call, [&](db::Connection& db) {
        bodies = tenants::list_bodies(db, call.site.tenant);
        return find_by_address(db, call.site.tenant, person);
    });
    auto const actor = call.actor();
    contacts::ReportPart part{std::string(texts("participant.title"_msg)), {}};
    if (!contacts::may_erase_people(actor))
        part.lines.push_back(
            {std::string(texts("people.report.elsewhere"_msg)),
             std::string(texts("registration.report.elsewhere"_msg))});
    if (found && std::ranges::any_of(found->parties, [&](auto const& one) { return may_read(actor, one); })) {
        part.lines.push_back(
            {std::string(texts("people.report.found"_msg)),
             std::string(texts("registration.report.found"_msg))});
        PartyLines lines(call, bodies, part.lines);
        for (auto const& party : found->parties) {
            if (may_read(actor, party))
                lines.add(party, found->person);
        }
    }
    if (!part.lines.empty())
        parts.push_back(std::move(part));
}

bool is_coming(FoundParty const& party, Date today)
{
    return !has_ended(party.state) && !party.is_called_off && !is_over(party.day, today);
}

// As the ground says, in words.
contacts::OnPersonPage show_registrations(web::Call const& call, contacts::PersonId person)
{
    auto const& texts = web::staff_texts(call);
    auto const today = call.local_now().date;
    auto const found
        = web::read(call, [&](db::Connection& db) { return find_by_address(db, call.site.tenant, person); });
    contacts::OnPersonPage shown;
    if (!found)
        return shown;
    for (auto const& party : found->parties) {
        if (is_coming(party, today) && party.owner() == found->person.owner)
            shown.grounds.push_back(
                call.actor().may(see_meetings, party.owner())
                    ? texts("registration.ground"_msg, {{"session", session_of(party, texts)}})
                    : std::string(texts("registration.ground.unseen"_msg)));
    }
    return shown;
}

db::Query ground_by_registrations(TenantId tenant, Date today)
{
    return contacts::people_with_any_mail(tenant, mails_of_coming_parties(tenant, today));
}

std::vector<contacts::LeftByErasing> left_registrations(web::Call const& call, contacts::PersonId person)
{
    auto const& texts = web::staff_texts(call);
    auto const actor = call.actor();
    auto found
        = web::read(call, [&](db::Connection& db) { return find_by_address(db, call.site.tenant, person); });
    std::vector<contacts::LeftByErasing> left;
    if (!found)
        return left;
    std::erase_if(found->parties, [&](FoundParty const& party) { return !may_read(actor, party); });
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
    return left;
}

}

contacts::OfPeople registrations_of_people()
{
    return {
        .ground = &ground_by_registrations,
        .report = &report_registrations,
        .show = &show_registrations,
        // The addresses of both are those of the one who stays: what they found is found by them.
        .merge = [](Work&, contacts::PersonId, contacts::PersonId) {},
        // An address may be that of a family or an office: whoever erases is asked, nothing goes by itself.
        .erase = [](Work&, contacts::PersonId) {},
        .lost_by_erasing = [](web::Call const&, contacts::PersonId) { return std::vector<std::string>{}; },
        .left_by_erasing = &left_registrations};
}

} // namespace kommin::meetings
