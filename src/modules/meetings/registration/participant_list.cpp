#include "modules/meetings/registration/participant_list.hpp"

#include "modules/meetings/panels/panel_store.hpp"
#include "modules/meetings/registration/registration_store.hpp"
#include "modules/meetings/registration/registration_totals.hpp"
#include "platform/search/fold.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <unordered_map>
#include <utility>
#include <vector>

namespace kommin::meetings {

namespace {

constexpr db::SqlLiteral of_participants{
    "SELECT a.id, a.registration_id, a.part_id, a.name, a.role, a.body_id, a.organisation,"
    " a.interpreter, a.children, a.food, a.wheelchair, a.sign_language, a.remark, a.arrived,"
    " a.arrived_at, a.arrival_way, r.mail, r.telephone, r.language, r.state FROM registrations r"
    " JOIN participants a ON a.registration_id = r.id JOIN programme_parts t ON t.id = a.part_id"};

void add_need(db::Query& query, Need need)
{
    switch (need) {
    case Need::interpreter:
        query.add(" AND a.interpreter <> ''");
        break;
    case Need::children:
        query.add(" AND a.children <> ''");
        break;
    case Need::food:
        query.add(" AND a.food <> ''");
        break;
    case Need::wheelchair:
        query.add(" AND a.wheelchair");
        break;
    case Need::sign_language:
        query.add(" AND a.sign_language");
        break;
    }
}

// What was typed of a need; nothing of one that is only ticked.
std::string_view wish_of(ListedParticipant const& person, Need need)
{
    switch (need) {
    case Need::interpreter:
        return person.interpreter;
    case Need::children:
        return person.children;
    case Need::food:
        return person.food;
    case Need::wheelchair:
    case Need::sign_language:
        break;
    }
    return {};
}

bool has_need(ListedParticipant const& person, Need need)
{
    return !wish_of(person, need).empty() || (need == Need::wheelchair && person.wheelchair)
        || (need == Need::sign_language && person.sign_language);
}

bool has_words(ListedParticipant const& person, std::string_view folded)
{
    auto const text = search::folded_text(
        person.name + ' ' + person.organisation + ' ' + person.mail + ' ' + person.telephone);
    return text.find(folded) != std::string::npos;
}

}

MessageKey label_of(Need need)
{
    switch (need) {
    case Need::children:
        return "participant.children"_msg;
    case Need::food:
        return "participant.food"_msg;
    case Need::wheelchair:
        return "participant.wheelchair"_msg;
    case Need::sign_language:
        return "participant.sign_language"_msg;
    case Need::interpreter:
        break;
    }
    return "participant.interpreter"_msg;
}

std::vector<ListedParticipant> list_participants(
    db::Connection& db, TenantId tenant, ProgrammeId programme, ParticipantFilter const& filter)
{
    db::Query query(of_participants);
    query.add(" WHERE r.tenant_id = ? AND r.programme_id = ?", tenant, programme);
    auto const folded = search::folded_text(filter.words);
    if (folded.empty())
        query.add(" AND r.state = ?", RegistrationState::registered);
    if (filter.matches_nobody)
        query.add(" AND FALSE");
    if (filter.part)
        query.add(" AND a.part_id = ?", *filter.part);
    if (filter.panel)
        query.add_any_of("t.panel_id", panels_below(list_panels(db, tenant), *filter.panel));
    if (filter.role)
        query.add(" AND a.role = ?", *filter.role);
    if (filter.municipality)
        query.add(" AND a.body_id = ?", *filter.municipality);
    if (filter.need)
        add_need(query, *filter.need);
    if (filter.arrived)
        query.add(" AND a.arrived = ?", *filter.arrived);
    query.add(" ORDER BY t.position, t.id, a.registration_id, a.position");
    auto people = db.list<ListedParticipant>(query);
    // Some hundred at most, of one session: nothing is stored for it.
    if (!folded.empty())
        std::erase_if(people, [&](ListedParticipant const& person) { return !has_words(person, folded); });
    return people;
}

std::unordered_map<RegistrationId, std::vector<ListedParticipant>> list_participants_of(
    db::Connection& db, TenantId tenant, std::vector<RegistrationId> const& parties)
{
    db::Query query(of_participants);
    query.add(" WHERE r.tenant_id + 0 = ?", tenant);
    query.add_any_of("r.id", parties).add(" ORDER BY a.registration_id, a.position");
    std::unordered_map<RegistrationId, std::vector<ListedParticipant>> people;
    db.each<ListedParticipant>(
        query, [&](ListedParticipant person) { people[person.registration].push_back(std::move(person)); });
    return people;
}

std::vector<NeedCount> count_needs(std::span<ListedParticipant const> people)
{
    std::vector<NeedCount> needs;
    for (auto const need : all_needs) {
        NeedCount count{.need = need, .people = 0, .wishes = {}};
        std::map<std::string, std::size_t> places; // by what is the same in any spelling
        for (auto const& person : people) {
            if (person.state != RegistrationState::registered || !has_need(person, need))
                continue;
            ++count.people;
            auto const text = wish_of(person, need);
            if (text.empty())
                continue;
            auto const [place, is_new] = places.try_emplace(search::folded_text(text), count.wishes.size());
            if (is_new)
                count.wishes.push_back({std::string(text), 0});
            ++count.wishes[place->second].people;
        }
        std::ranges::sort(
            count.wishes, {}, [](Wish const& wish) { return std::pair(-wish.people, wish.text); });
        if (count.people > 0)
            needs.push_back(std::move(count));
    }
    return needs;
}

std::vector<Registration> list_ended_with(
    db::Connection& db, TenantId tenant, ProgrammeId programme, std::string_view words)
{
    auto const folded = search::folded_text(words);
    std::vector<Registration> ended;
    if (folded.empty())
        return ended;
    for (auto& registration : list_ended_registrations(db, tenant, programme)) {
        auto const text = search::folded_text(registration.mail + ' ' + registration.telephone);
        if (text.find(folded) != std::string::npos)
            ended.push_back(std::move(registration));
    }
    return ended;
}

std::vector<ParticipantCount> count_participants(db::Connection& db, TenantId tenant, ProgrammeId programme)
{
    auto counts = db.list<ParticipantCount>(
        "SELECT a.part_id, a.role, COUNT(*), SUM(CASE WHEN a.arrived THEN 1 ELSE 0 END)"
        " FROM registrations r JOIN participants a"
        " ON a.registration_id = r.id WHERE r.tenant_id = ? AND r.programme_id = ? AND r.state = ?"
        " GROUP BY a.part_id, a.role ORDER BY a.part_id, a.role",
        tenant, programme, RegistrationState::registered);
    for (auto const& total : list_participant_totals(db, tenant, programme)) {
        if (total.part && total.role)
            counts.push_back({*total.part, *total.role, total.registered, total.came});
    }
    return counts;
}

SeatChanges ListedWaiting::needed() const
{
    SeatChanges seats;
    for (auto const& person : people)
        ++seats[person.part];
    return seats;
}

std::vector<ListedWaiting> list_waiting_list(db::Connection& db, TenantId tenant, ProgrammeId programme)
{
    struct Line {
        RegistrationId id;
        RegistrationState state = RegistrationState::waiting;
        std::optional<Instant> offered_until;
        std::string mail, telephone, language;
        PartId part;
        std::string name;
    };
    std::vector<ListedWaiting> list;
    std::int64_t place = 0;
    for (auto& line : db.list<Line>(
             "SELECT r.id, r.state, r.offered_until, r.mail, r.telephone, r.language, a.part_id, a.name"
             " FROM registrations r JOIN participants a ON a.registration_id = r.id"
             " WHERE r.tenant_id = ? AND r.programme_id = ? AND r.state IN (?, ?)"
             " ORDER BY CASE WHEN r.state = ? THEN 2 WHEN r.mail = '' THEN 0 ELSE 1 END, r.place, r.id,"
             " a.position",
             tenant, programme, RegistrationState::waiting, RegistrationState::offered,
             RegistrationState::waiting)) {
        if (list.empty() || list.back().id != line.id) {
            bool const waits = line.state == RegistrationState::waiting;
            list.push_back(
                {.id = line.id,
                 .place = waits ? ++place : 0,
                 .offered_until = line.offered_until,
                 .mail = std::move(line.mail),
                 .telephone = std::move(line.telephone),
                 .language = std::move(line.language),
                 .people = {}});
        }
        list.back().people.push_back({line.part, std::move(line.name)});
    }
    return list;
}

} // namespace kommin::meetings
