#include "modules/meetings/registration/programme.hpp"

#include "platform/base/number.hpp"

#include <algorithm>
#include <utility>

namespace kommin::meetings {

namespace {

constexpr int first_year = 2000;
constexpr int last_year = 2199;
constexpr std::size_t year_digits = 4;
constexpr std::size_t longest_slug = 40;

db::Query programmes_of(TenantId tenant)
{
    return db::Query(
        "SELECT id, meeting_id, slug, opens_at, closes_at, seats, taken, state, version FROM programmes"
        " WHERE tenant_id = ?",
        tenant);
}

std::optional<Programme> only_one(std::vector<Programme> rows)
{
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

}

MessageKey label_of(ProgrammeState state)
{
    return state == ProgrammeState::open ? "programme.state.open"_msg : "programme.state.closed"_msg;
}

MessageKey label_of(PartKind kind)
{
    switch (kind) {
    case PartKind::field_of_action:
        return "programme.kind.field_of_action"_msg;
    case PartKind::group:
        return "programme.kind.group"_msg;
    case PartKind::workshop:
        break;
    }
    return "programme.kind.workshop"_msg;
}

std::optional<int> year_of_slug(std::string_view slug)
{
    if (slug.size() < year_digits || slug.size() > longest_slug)
        return std::nullopt;
    auto const year = parse_number<int>(slug.substr(0, year_digits));
    if (!year || *year < first_year || *year > last_year)
        return std::nullopt;
    auto const rest = slug.substr(year_digits);
    if (rest.empty())
        return year;
    bool const is_plain = std::ranges::all_of(
        rest, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
    bool const is_spelled
        = rest.front() == '-' && rest.back() != '-' && rest.find("--") == std::string_view::npos;
    return is_plain && is_spelled ? year : std::nullopt;
}

std::optional<Instant> begin_of(Meeting const& meeting, i18n::Zone const& zone)
{
    auto const day = meeting.day ? meeting.day->full() : std::nullopt;
    if (!day)
        return std::nullopt;
    return zone.to_instant({*day, meeting.begins_at.value_or(i18n::TimeOfDay::at(0))});
}

RegistrationPhase phase_of(
    Programme const& programme, Meeting const& meeting, i18n::Zone const& zone, Instant now)
{
    auto const begin = begin_of(meeting, zone);
    if (meeting.state != MeetingState::planned || !begin || now >= *begin || now >= programme.closes_at)
        return RegistrationPhase::over;
    if (programme.state == ProgrammeState::closed)
        return RegistrationPhase::closed;
    return now < programme.opens_at ? RegistrationPhase::early : RegistrationPhase::open;
}

std::optional<Programme> find_programme(db::Connection& db, TenantId tenant, MeetingId meeting)
{
    return only_one(db.list<Programme>(programmes_of(tenant).add(" AND meeting_id = ?", meeting)));
}

std::optional<Programme> find_programme(db::Connection& db, TenantId tenant, std::string_view slug)
{
    return only_one(db.list<Programme>(programmes_of(tenant).add(" AND slug = ?", slug)));
}

std::optional<Programme> load_programme(db::Connection& db, TenantId tenant, ProgrammeId id)
{
    return only_one(db.list<Programme>(programmes_of(tenant).add(" AND id = ?", id)));
}

std::vector<ProgrammePart> list_parts(db::Connection& db, TenantId tenant, ProgrammeId programme)
{
    return db.list<ProgrammePart>(
        "SELECT t.id, t.kind, t.name, t.position, t.seats, t.taken, (SELECT COUNT(*) FROM participants a"
        " JOIN registrations r ON r.id = a.registration_id WHERE a.part_id = t.id AND r.state = 'waiting')"
        " FROM programme_parts t WHERE t.tenant_id = ? AND t.programme_id = ? ORDER BY t.position, t.id",
        tenant, programme);
}

ProgrammeId store_programme(db::Connection& db, TenantId tenant, Programme const& programme, Instant now)
{
    if (programme.version == 0)
        return db.load<ProgrammeId>(
            "INSERT INTO programmes (tenant_id, meeting_id, slug, opens_at, closes_at, seats, state,"
            " changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
            tenant, programme.meeting, programme.slug, programme.opens_at, programme.closes_at,
            programme.seats, programme.state, now);
    db.execute(
        "UPDATE programmes SET slug = ?, opens_at = ?, closes_at = ?, seats = ?, state = ?, changed_at = ?,"
        " version = version + 1 WHERE tenant_id = ? AND id = ?",
        programme.slug, programme.opens_at, programme.closes_at, programme.seats, programme.state, now,
        tenant, programme.id);
    return programme.id;
}

void store_part(db::Connection& db, TenantId tenant, ProgrammeId programme, ProgrammePart const& part)
{
    if (part.id.value == 0) {
        db.execute(
            "INSERT INTO programme_parts (tenant_id, programme_id, kind, name, position, seats)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            tenant, programme, part.kind, part.name, part.position, part.seats);
        return;
    }
    db.execute(
        "UPDATE programme_parts SET kind = ?, name = ?, position = ?, seats = ?"
        " WHERE tenant_id = ? AND programme_id = ? AND id = ?",
        part.kind, part.name, part.position, part.seats, tenant, programme, part.id);
}

void delete_part(db::Connection& db, TenantId tenant, PartId part)
{
    db.execute("DELETE FROM programme_parts WHERE tenant_id = ? AND id = ?", tenant, part);
}

Result<void> change_seats(
    db::Connection& db, TenantId tenant, ProgrammeId programme, SeatChanges const& changes)
{
    std::int64_t all = 0;
    for (auto const& [part, change] : changes)
        all += change;
    if (all != 0
        && db.execute(
               "UPDATE programmes SET taken = taken + ? WHERE tenant_id = ? AND id = ?"
               " AND taken + ? <= seats",
               all, tenant, programme, all)
            == 0) {
        auto const now = load_programme(db, tenant, programme).value();
        return Problem::conflict(
            {}, "registration.problem.full"_msg, {{"count", std::to_string(now.left())}});
    }
    for (auto const& [part, change] : changes) {
        if (change == 0)
            continue;
        if (db.execute(
                "UPDATE programme_parts SET taken = taken + ?"
                " WHERE tenant_id = ? AND programme_id = ? AND id = ? AND taken + ? <= seats",
                change, tenant, programme, part, change)
            != 0)
            continue;
        auto const field = full_part_field(std::to_string(part.value));
        auto const parts = list_parts(db, tenant, programme);
        auto const full = std::ranges::find(parts, part, &ProgrammePart::id);
        if (full == parts.end())
            return Problem::conflict(field, "registration.problem.part"_msg);
        return Problem::conflict(
            field, "registration.problem.part_full"_msg,
            {{"part", full->name}, {"count", std::to_string(full->left())}});
    }
    return {};
}

} // namespace kommin::meetings
