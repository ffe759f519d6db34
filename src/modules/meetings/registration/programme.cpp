#include "modules/meetings/registration/programme.hpp"

#include "modules/meetings/panels/translated_texts.hpp"
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
        "SELECT id, meeting_id, slug, opens_at, closes_at, seats, taken, beyond, state, version FROM "
        "programmes"
        " WHERE tenant_id = ?",
        tenant);
}

std::optional<Programme> only_one(std::vector<Programme> rows)
{
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

// One counter, in one statement, up to its WHERE. What is given back was beyond first: nobody is to move up
// into a seat that there never was.
db::Query raise_taken(db::SqlLiteral table, std::int64_t change)
{
    db::Query query("UPDATE ");
    query.add(table);
    if (change < 0)
        return query.add(
            " SET taken = taken - ?, seats = seats - CASE WHEN beyond < ? THEN beyond ELSE ? END,"
            " beyond = beyond - CASE WHEN beyond < ? THEN beyond ELSE ? END",
            -change, -change, -change, -change, -change);
    return query.add(" SET taken = taken + ?", change);
}

// False where the seats do not suffice.
bool change_seats_in_all(
    db::Connection& db, TenantId tenant, ProgrammeId programme, SeatChanges const& changes)
{
    std::int64_t all = 0;
    for (auto const& [part, change] : changes)
        all += change;
    if (all == 0)
        return true;
    auto query = raise_taken("programmes", all);
    query.add(" WHERE tenant_id = ? AND id = ?", tenant, programme);
    if (all > 0)
        query.add(" AND taken + ? <= seats", all);
    return db.execute(query) == 1;
}

// Likewise; false also for a part of another programme.
bool change_seats_of_part(
    db::Connection& db, TenantId tenant, ProgrammeId programme, PartId part, std::int64_t change)
{
    if (change == 0)
        return true;
    auto query = raise_taken("programme_parts", change);
    query.add(" WHERE tenant_id = ? AND programme_id = ? AND id = ?", tenant, programme, part);
    if (change > 0)
        query.add(" AND taken + ? <= seats", change);
    return db.execute(query) == 1;
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

TextOf name_text(ProgrammePart const& part)
{
    // One that is called as its panel is translated with it.
    if (part.panel && part.has_panel_name)
        return panel_name_text(*part.panel, part.name);
    return {programme_part_subject, part.id.value, "name", part.name};
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

bool is_question_over(Meeting const& meeting, Date today)
{
    return meeting.is_past(today + -keep_asking);
}

bool is_question_asked(Programme const& programme, Meeting const& meeting, Date today, Instant now)
{
    return meeting.state != MeetingState::cancelled && now >= programme.opens_at
        && !is_question_over(meeting, today);
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
        "SELECT t.id, t.kind, t.name, t.position, t.seats, t.taken, t.beyond, COALESCE(w.people, 0)"
        " + CAST(COALESCE((SELECT SUM(e.waiting) FROM participant_totals e"
        " WHERE e.part_id = t.id), 0) AS BIGINT),"
        " t.panel_id, t.has_panel_name, p.parent_id"
        " FROM programme_parts t LEFT JOIN panels p ON p.id = t.panel_id"
        " LEFT JOIN (SELECT a.part_id, COUNT(*) AS people FROM registrations r"
        " JOIN participants a ON a.registration_id = r.id"
        " WHERE r.tenant_id = ? AND r.programme_id = ? AND r.state = 'waiting'"
        " GROUP BY a.part_id) w ON w.part_id = t.id"
        " WHERE t.tenant_id = ? AND t.programme_id = ? ORDER BY t.position, t.id",
        tenant, programme, tenant, programme);
}

std::optional<NamedPart> find_part(db::Connection& db, TenantId tenant, PartId id)
{
    return db.find<NamedPart>(
        "SELECT t.name, p.meeting_id, p.state FROM programme_parts t JOIN programmes p ON p.id ="
        " t.programme_id WHERE t.tenant_id = ? AND t.id = ? AND NOT t.has_panel_name",
        tenant, id);
}

std::vector<std::int64_t> list_public_part_ids(
    db::Connection& db, TenantId tenant, std::int64_t after, int limit)
{
    return db.list<std::int64_t>(
        "SELECT t.id FROM programme_parts t JOIN programmes p ON p.id = t.programme_id"
        " JOIN meetings m ON m.id = p.meeting_id WHERE t.tenant_id + 0 = ? AND t.id > ? AND m.state <> ?"
        " AND (m.is_public OR p.state = ?) AND NOT t.has_panel_name ORDER BY t.id LIMIT ?",
        tenant, after, MeetingState::cancelled, ProgrammeState::open, limit);
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
        "UPDATE programmes SET slug = ?, opens_at = ?, closes_at = ?, seats = ?, beyond = ?, state = ?,"
        " changed_at = ?, version = version + 1 WHERE tenant_id = ? AND id = ?",
        programme.slug, programme.opens_at, programme.closes_at, programme.seats, programme.beyond,
        programme.state, now, tenant, programme.id);
    return programme.id;
}

void store_part(db::Connection& db, TenantId tenant, ProgrammeId programme, ProgrammePart const& part)
{
    if (part.id.value == 0) {
        db.execute(
            "INSERT INTO programme_parts (tenant_id, programme_id, kind, name, position, seats, panel_id,"
            " has_panel_name) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            tenant, programme, part.kind, part.name, part.position, part.seats, part.panel,
            part.has_panel_name);
        return;
    }
    db.execute(
        "UPDATE programme_parts SET kind = ?, name = ?, position = ?, seats = ?, beyond = ?, panel_id = ?,"
        " has_panel_name = ? WHERE tenant_id = ? AND programme_id = ? AND id = ?",
        part.kind, part.name, part.position, part.seats, part.beyond, part.panel, part.has_panel_name, tenant,
        programme, part.id);
}

void delete_part(db::Connection& db, TenantId tenant, PartId part)
{
    db.execute("DELETE FROM programme_parts WHERE tenant_id = ? AND id = ?", tenant, part);
}

Result<void> change_seats(
    db::Connection& db, TenantId tenant, ProgrammeId programme, SeatChanges const& changes)
{
    if (!change_seats_in_all(db, tenant, programme, changes)) {
        auto const now = load_programme(db, tenant, programme).value();
        return Problem::conflict(
            {}, "registration.problem.full"_msg, {{"count", std::to_string(now.left())}});
    }
    for (auto const& [part, change] : changes) {
        if (change_seats_of_part(db, tenant, programme, part, change))
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

Result<void> change_seats_beyond(
    db::Connection& db, TenantId tenant, ProgrammeId programme, SeatChanges const& changes,
    AddedSeats const& added)
{
    db.execute(
        "UPDATE programmes SET seats = seats + ?, beyond = beyond + ? WHERE tenant_id = ? AND id = ?",
        added.in_all, added.in_all, tenant, programme);
    for (auto const& [part, count] : added.of_parts)
        db.execute(
            "UPDATE programme_parts SET seats = seats + ?, beyond = beyond + ?"
            " WHERE tenant_id = ? AND programme_id = ? AND id = ?",
            count, count, tenant, programme, part);
    return change_seats(db, tenant, programme, changes);
}

} // namespace kommin::meetings
