#include "modules/meetings/statistics/session_statistics.hpp"

#include "modules/meetings/meetings/meeting_store.hpp"
#include "modules/meetings/panels/panel_store.hpp"
#include "modules/meetings/registration/part_panels.hpp"
#include "modules/meetings/registration/registration_totals.hpp"

#include <utility>

namespace kommin::meetings {

namespace {

// Twenty years of four sessions are eighty.
constexpr int most_sessions = 1'000;

struct PeopleGroup {
    RegistrationState state = RegistrationState::registered;
    PartId part;
    ParticipantRole role = ParticipantRole::private_person;
    std::optional<tenants::BodyId> municipality;
    std::int64_t people = 0;
    std::int64_t came = 0;
    std::int64_t again = 0; // of them, counted in another line
};

// Of parties that are erased.
void add_totals(SessionNumbers& numbers, db::Connection& db, TenantId tenant, ProgrammeId programme)
{
    for (auto const& total : list_participant_totals(db, tenant, programme)) {
        PeopleCount const in_part{total.registered, total.came, total.waiting};
        PeopleCount const count{total.registered, total.came - total.again, total.waiting};
        if (total.cut == TotalsCut::municipality) {
            numbers.municipalities[total.municipality] += count;
            continue;
        }
        numbers.all += count;
        numbers.parts[total.part.value()] += in_part;
        numbers.roles[total.role.value()] += count;
    }
    if (auto const parties = find_erased_parties(db, tenant, programme)) {
        numbers.cancelled += parties->cancelled;
        numbers.left += parties->gone;
    }
}

PeopleCount count_of(PeopleGroup const& group, std::int64_t came)
{
    if (group.state == RegistrationState::registered)
        return {group.people, came, 0};
    return {0, 0, group.people};
}

}

PeopleCount& PeopleCount::operator+=(PeopleCount const& other)
{
    registered += other.registered;
    came += other.came;
    waiting += other.waiting;
    return *this;
}

SessionNumbers count_session(db::Connection& db, TenantId tenant, ProgrammeId programme)
{
    SessionNumbers numbers;
    for (auto const& group : db.list<PeopleGroup>(
             "SELECT r.state, a.part_id, a.role, a.body_id, COUNT(*),"
             " SUM(CASE WHEN a.arrived THEN 1 ELSE 0 END), SUM(CASE WHEN a.arrived AND a.again THEN 1 ELSE 0 "
             "END)"
             " FROM registrations r JOIN participants a ON a.registration_id = r.id"
             " WHERE r.tenant_id = ? AND r.programme_id = ? AND r.state IN (?, ?, ?)"
             " GROUP BY r.state, a.part_id, a.role, a.body_id",
             tenant, programme, RegistrationState::registered, RegistrationState::waiting,
             RegistrationState::offered)) {
        auto const people = count_of(group, group.came - group.again);
        numbers.parts[group.part] += count_of(group, group.came);
        for (auto* count :
             {&numbers.all, &numbers.roles[group.role], &numbers.municipalities[group.municipality]})
            *count += people;
    }
    struct Ended {
        RegistrationState state = RegistrationState::cancelled;
        std::int64_t parties = 0;
    };
    for (auto const& ended : db.list<Ended>(
             "SELECT state, COUNT(*) FROM registrations WHERE tenant_id = ? AND programme_id = ?"
             " AND state IN (?, ?, ?) GROUP BY state",
             tenant, programme, RegistrationState::cancelled, RegistrationState::left,
             RegistrationState::lapsed))
        (ended.state == RegistrationState::cancelled ? numbers.cancelled : numbers.left) += ended.parties;
    add_totals(numbers, db, tenant, programme);
    return numbers;
}

FieldNumbers by_field(
    SessionNumbers const& numbers, std::span<ProgrammePart const> parts, std::span<Panel const> panels)
{
    FieldNumbers fields;
    if (!has_panels(parts))
        return fields;
    for (auto const& part : parts) {
        auto& field = fields[field_of(panels, part)];
        if (auto const count = numbers.parts.find(part.id); count != numbers.parts.end())
            field += count->second;
    }
    return fields;
}

std::optional<std::int64_t> SessionLine::participants() const
{
    if (!meeting.participants && numbers && numbers->all.came > 0)
        return numbers->all.came;
    return meeting.participants;
}

std::optional<double> SessionLine::percent_absent(Date today) const
{
    if (!numbers || !numbers->tells_absence(meeting, today))
        return std::nullopt;
    auto const& all = numbers->all;
    return 100.0 * static_cast<double>(all.registered - all.came) / static_cast<double>(all.registered);
}

std::vector<SessionLine> list_session_lines(
    db::Connection& db, TenantId tenant, std::vector<PanelId> const& panels, Date today)
{
    std::vector<SessionLine> lines;
    auto const all_panels = list_panels(db, tenant);
    for (auto& meeting : list_meetings(db, tenant, {.panels = panels}, most_sessions)) {
        SessionLine line{.meeting = std::move(meeting), .numbers = std::nullopt, .share = std::nullopt};
        if (auto const programme = find_programme(db, tenant, line.meeting.id)) {
            line.numbers = count_session(db, tenant, programme->id);
            line.fields = by_field(*line.numbers, list_parts(db, tenant, programme->id), all_panels);
            if (auto const totals = find_migration_totals(db, tenant, *programme, line.meeting, today))
                line.share = shares_of(*totals).all;
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

} // namespace kommin::meetings
