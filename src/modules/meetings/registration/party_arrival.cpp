#include "modules/meetings/registration/party_arrival.hpp"

#include "modules/contacts/people/api.hpp"
#include "modules/meetings/meetings/meeting_editing.hpp"
#include "modules/meetings/registration/moving_up.hpp"
#include "modules/meetings/registration/party_desk.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace kommin::meetings {

namespace {

// The party, whose people can be marked now.
Result<OpenRegistration> party_at_door(Work& work, MeetingId meeting, RegistrationId party)
{
    auto open = TRY(registration_at_desk(work, meeting, party));
    if (!can_be_attended(open.meeting, work.today()))
        return Problem::conflict({}, "attendance.problem.early"_msg);
    if (!takes_parties(open.meeting, work.today()))
        return Problem::conflict({}, "party.problem.over"_msg);
    if (open.registration.state != RegistrationState::registered)
        return Problem::conflict({}, "party.problem.no_seat"_msg);
    return open;
}

db::Query arrived_parties_of(TenantId tenant, MeetingId meeting)
{
    return db::Query(
        "SELECT r.id, r.language, r.mail, r.consent, (SELECT COUNT(*) FROM participants c"
        " WHERE c.registration_id = r.id)"
        " FROM registrations r JOIN programmes p ON p.id = r.programme_id"
        " WHERE r.tenant_id = ? AND p.meeting_id = ? AND r.state = ? AND EXISTS"
        " (SELECT 1 FROM participants a WHERE a.registration_id = r.id AND a.arrived)",
        tenant, meeting, RegistrationState::registered);
}

}

Result<bool> note_participants(
    Work& work, MeetingId meeting, RegistrationId party, std::vector<ParticipantId> const& who,
    ArrivalWay way, std::chrono::seconds ago)
{
    auto const open = TRY(party_at_door(work, meeting, party));
    auto const is_ours = [&](ParticipantId id) {
        return std::ranges::find(open.people, id, &Participant::id) != open.people.end();
    };
    if (who.empty() || !std::ranges::all_of(who, is_ours))
        return Problem::conflict({}, "party.problem.nobody"_msg);
    std::int64_t marked = 0;
    for (auto const id : who)
        marked += work.db().execute(
            "UPDATE participants SET arrived = TRUE, arrived_at = ?, arrival_way = ?"
            " WHERE tenant_id = ? AND registration_id = ? AND id = ? AND NOT arrived",
            instant_of_arrival(work, ago), way, work.tenant(), open.registration.id, id);
    if (marked == 0)
        return false;
    settle_new_arrival(work, meeting, open.registration.mail);
    work.audit("meetings.registration.arrived", meeting_subject.word(), meeting);
    return true;
}

Result<bool> take_back_participant(Work& work, MeetingId meeting, RegistrationId party, ParticipantId who)
{
    auto const open = TRY(party_at_door(work, meeting, party));
    auto const rows = work.db().execute(
        "UPDATE participants SET arrived = FALSE, arrived_at = NULL, arrival_way = NULL, again = FALSE"
        " WHERE tenant_id = ? AND registration_id = ? AND id = ? AND arrived",
        work.tenant(), open.registration.id, who);
    if (rows == 0)
        return false;
    settle_arrivals(work, meeting);
    work.audit("meetings.registration.arrival_taken_back", meeting_subject.word(), meeting);
    return true;
}

std::set<ParticipantId> list_invited_too(
    db::Connection& db, TenantId tenant, Actor const& actor, Meeting const& meeting,
    std::vector<ParticipantLine> const& people)
{
    std::vector<OtherLine> lines;
    for (auto const& one : people)
        lines.push_back(one.line);
    std::vector<contacts::PersonId> expected;
    for (auto const& one : list_expected(db, tenant, meeting))
        expected.push_back(one.person);
    auto const seen = contacts::list_named_people(db, tenant, actor, expected);
    std::erase_if(expected, [&](contacts::PersonId person) { return !seen.contains(person); });
    auto const same = find_same_people(db, tenant, lines, expected);
    std::set<ParticipantId> invited;
    for (std::size_t i = 0; i < people.size(); ++i) {
        if (same[i])
            invited.insert(people[i].id);
    }
    return invited;
}

std::vector<ArrivedParty> list_arrived_parties(db::Connection& db, TenantId tenant, MeetingId meeting)
{
    return db.list<ArrivedParty>(arrived_parties_of(tenant, meeting).add(" ORDER BY r.id"));
}

std::optional<ArrivedParty> find_arrived_party(
    db::Connection& db, TenantId tenant, MeetingId meeting, RegistrationId id)
{
    auto found = db.list<ArrivedParty>(arrived_parties_of(tenant, meeting).add(" AND r.id = ?", id));
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<Participant> list_arrived(db::Connection& db, TenantId tenant, Registration const& party)
{
    if (party.state != RegistrationState::registered)
        return {};
    auto people = list_participants(db, tenant, party.id);
    std::erase_if(people, [](Participant const& one) { return !one.arrived || one.name.empty(); });
    return people;
}

std::map<ParticipantId, std::string> list_arrived_names(
    db::Connection& db, TenantId tenant, std::vector<ParticipantId> const& ids)
{
    struct Row {
        ParticipantId id;
        std::string name;
    };
    db::Query query(
        "SELECT id, name FROM participants WHERE tenant_id + 0 = ? AND arrived AND name <> ''", tenant);
    std::map<ParticipantId, std::string> names;
    for (auto& [id, name] : db.list<Row>(query.add_any_of("id", ids)))
        names.emplace(id, std::move(name));
    return names;
}

} // namespace kommin::meetings
