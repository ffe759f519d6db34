#include "modules/meetings/registration/waiting_list.hpp"

#include "modules/meetings/meetings/meeting_store.hpp"

#include <algorithm>
#include <chrono>

namespace kommin::meetings {

namespace {

constexpr std::chrono::days offer_lasts{3};
constexpr std::chrono::days confirmed_at_once{2}; // before the session

}

std::int64_t FreeSeats::of(PartId part) const
{
    auto const found = of_parts.find(part);
    return found == of_parts.end() ? 0 : found->second;
}

void FreeSeats::take(SeatChanges const& needed)
{
    for (auto const& [part, count] : needed) {
        in_all -= count;
        of_parts[part] -= count;
    }
}

FreeSeats free_seats(Programme const& programme, std::vector<ProgrammePart> const& parts)
{
    FreeSeats free;
    free.in_all = programme.left();
    for (auto const& part : parts)
        free.of_parts[part.id] = part.left();
    return free;
}

bool fits(FreeSeats const& free, SeatChanges const& needed)
{
    std::int64_t all = 0;
    for (auto const& [part, count] : needed) {
        if (count > 0 && count > free.of(part))
            return false;
        all += count;
    }
    return all <= 0 || all <= free.in_all;
}

std::optional<Shortage> shortage_of(
    FreeSeats const& free, SeatChanges const& needed, std::vector<ProgrammePart> const& parts)
{
    std::int64_t all = 0;
    for (auto const& [part, count] : needed)
        all += count;
    for (auto const& part : parts) {
        auto const found = needed.find(part.id);
        if (found != needed.end() && found->second > free.of(part.id))
            return Shortage{part.id, found->second, free.of(part.id)};
    }
    return all > free.in_all ? std::optional(Shortage{std::nullopt, all, free.in_all}) : std::nullopt;
}

std::vector<RegistrationId> who_moves_up(FreeSeats free, std::vector<WaitingParty> const& waiting)
{
    std::vector<RegistrationId> moving;
    for (auto const& party : waiting) {
        if (party.was_missed || !fits(free, party.needed))
            continue;
        free.take(party.needed);
        moving.push_back(party.id);
    }
    return moving;
}

FreeSeats left_behind(FreeSeats free, std::vector<WaitingParty> const& waiting)
{
    for (auto const& party : waiting) {
        if (!party.was_missed && fits(free, party.needed))
            free.take(party.needed);
    }
    return free;
}

MovingUp moving_up_on(Date today, std::optional<Date> session)
{
    if (!session || today < *session + -confirmed_at_once)
        return MovingUp::offered;
    return today < *session ? MovingUp::at_once : MovingUp::by_office;
}

Date last_day_of_offer(Date today, std::optional<Date> session)
{
    auto const last = today + offer_lasts;
    return session ? std::max(today, std::min(last, *session + -confirmed_at_once)) : last;
}

std::vector<WaitingParty> list_waiting(db::Connection& db, TenantId tenant, ProgrammeId programme)
{
    struct Line {
        RegistrationId id;
        std::int64_t place = 0;
        bool was_missed = false;
        PartId part;
        std::int64_t people = 0;
    };
    std::vector<WaitingParty> waiting;
    for (auto const& line : db.list<Line>(
             "SELECT r.id, r.place, r.offered_until IS NOT NULL, a.part_id, COUNT(*) FROM registrations r"
             " JOIN participants a ON a.registration_id = r.id"
             " WHERE r.tenant_id = ? AND r.programme_id = ? AND r.state = ?"
             " GROUP BY r.id, r.place, r.offered_until, a.part_id ORDER BY r.place, a.part_id",
             tenant, programme, RegistrationState::waiting)) {
        if (waiting.empty() || waiting.back().id != line.id)
            waiting.push_back({line.id, line.place, {}, line.was_missed});
        waiting.back().needed[line.part] = line.people;
    }
    return waiting;
}

std::vector<PartiesToCall> list_parties_to_call(
    db::Connection& db, TenantId tenant, Date today, std::vector<PanelId> const& panels, int limit)
{
    using enum RegistrationState;
    db::Query query(
        "SELECT m.id, SUM(CASE WHEN r.state = ? THEN 1 ELSE 0 END),"
        " MIN(CASE WHEN r.state = ? THEN r.offered_until END), SUM(CASE WHEN r.state = ? THEN 1 ELSE 0 END)"
        " FROM registrations r JOIN programmes p ON p.id = r.programme_id"
        " JOIN meetings m ON m.id = p.meeting_id WHERE r.tenant_id = ? AND m.state <> ?"
        " AND ((r.state = ? AND r.mail = '') OR (r.state = ? AND r.offered_until IS NOT NULL))",
        offered, offered, waiting, tenant, MeetingState::cancelled, offered, waiting);
    query.add(not_over_before(today))
        .add_any_of("m.panel_id", panels)
        .add(" GROUP BY m.id, m.day ORDER BY m.day, m.id LIMIT ?", limit);
    return db.list<PartiesToCall>(query);
}

std::vector<ProgrammeId> list_programmes_waited_for(
    db::Connection& db, TenantId tenant, Date today, std::vector<PanelId> const& panels, int limit)
{
    db::Query query(
        "SELECT p.id FROM programmes p JOIN meetings m ON m.id = p.meeting_id WHERE p.tenant_id = ?"
        " AND m.day = ? AND m.state <> ? AND EXISTS"
        " (SELECT 1 FROM registrations r WHERE r.programme_id = p.id AND r.state = ?)",
        tenant, to_iso(today), MeetingState::cancelled, RegistrationState::waiting);
    query.add_any_of("m.panel_id", panels).add(" ORDER BY p.id LIMIT ?", limit);
    return db.list<ProgrammeId>(query);
}

} // namespace kommin::meetings
