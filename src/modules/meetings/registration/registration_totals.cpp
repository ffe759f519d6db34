#include "modules/meetings/registration/registration_totals.hpp"

#include "modules/meetings/attendance/counted_once.hpp"

namespace kommin::meetings {

namespace {

// The groups of one cut cannot be tied to those of the other.
void add_people(Work& work, ProgrammeId programme)
{
    using enum RegistrationState;
    auto& db = work.db();
    auto const add = [&](db::SqlLiteral columns, db::SqlLiteral groups) {
        db::Query sql(
            "INSERT INTO participant_totals (tenant_id, programme_id, registered, came, again, waiting, ");
        sql.add(columns)
            .add(
                ") SELECT r.tenant_id, r.programme_id, SUM(CASE WHEN r.state = ? THEN 1 ELSE 0 END),"
                " SUM(CASE WHEN r.state = ? AND a.arrived THEN 1 ELSE 0 END),"
                " SUM(CASE WHEN r.state = ? AND a.arrived AND a.again THEN 1 ELSE 0 END),"
                " SUM(CASE WHEN r.state = ? THEN 0 ELSE 1 END), ",
                registered, registered, registered, registered)
            .add(groups)
            .add(
                " FROM registrations r JOIN participants a ON a.registration_id = r.id"
                " WHERE r.tenant_id = ? AND r.programme_id = ? AND r.state IN (?, ?, ?)"
                " GROUP BY r.tenant_id, r.programme_id",
                work.tenant(), programme, registered, waiting, offered);
        return sql;
    };
    db.execute(add("cut, part_id, role", "'part', a.part_id, a.role").add(", a.part_id, a.role"));
    db.execute(add("cut, body_id", "'municipality', a.body_id").add(", a.body_id"));
}

void add_parties(Work& work, ProgrammeId programme)
{
    using enum RegistrationState;
    struct Ended {
        std::int64_t cancelled = 0;
        std::int64_t gone = 0;
    };
    auto const ended = work.db().load<Ended>(
        "SELECT COALESCE(SUM(CASE WHEN state = ? THEN 1 ELSE 0 END), 0),"
        " COALESCE(SUM(CASE WHEN state IN (?, ?) THEN 1 ELSE 0 END), 0)"
        " FROM registrations WHERE tenant_id = ? AND programme_id = ?",
        cancelled, left, lapsed, work.tenant(), programme);
    work.db().execute(
        "INSERT INTO registration_totals (programme_id, tenant_id, cancelled, gone, erased_on)"
        " VALUES (?, ?, ?, ?, ?) ON CONFLICT (programme_id) DO UPDATE SET"
        " cancelled = registration_totals.cancelled + excluded.cancelled,"
        " gone = registration_totals.gone + excluded.gone, erased_on = excluded.erased_on",
        programme, work.tenant(), ended.cancelled, ended.gone, work.today());
}

}

std::vector<ParticipantTotal> list_participant_totals(
    db::Connection& db, TenantId tenant, ProgrammeId programme)
{
    return db.list<ParticipantTotal>(
        "SELECT cut, part_id, role, body_id, registered, came, again, waiting FROM participant_totals"
        " WHERE tenant_id = ? AND programme_id = ?",
        tenant, programme);
}

std::optional<ErasedParties> find_erased_parties(db::Connection& db, TenantId tenant, ProgrammeId programme)
{
    return db.find<ErasedParties>(
        "SELECT erased_on, cancelled, gone FROM registration_totals WHERE tenant_id = ? AND programme_id = ?",
        tenant, programme);
}

std::int64_t turn_into_totals(Work& work, ProgrammeId programme)
{
    auto& db = work.db();
    auto const tenant = work.tenant();
    // By names and addresses for the last time: marks may be older than the counting.
    if (auto const session = load_programme(db, tenant, programme))
        settle_arrivals(work, session->meeting);
    add_people(work, programme);
    add_parties(work, programme);
    db.execute(
        "UPDATE amendments SET participant_id = NULL WHERE tenant_id = ? AND participant_id IN"
        " (SELECT a.id FROM participants a JOIN registrations r ON r.id = a.registration_id"
        " WHERE r.tenant_id = ? AND r.programme_id = ?)",
        tenant, tenant, programme);
    db.execute(
        "DELETE FROM minutes_party_links WHERE tenant_id = ? AND registration_id IN"
        " (SELECT id FROM registrations WHERE tenant_id = ? AND programme_id = ?)",
        tenant, tenant, programme);
    db.execute(
        "DELETE FROM registration_links WHERE tenant_id = ? AND registration_id IN"
        " (SELECT id FROM registrations WHERE tenant_id = ? AND programme_id = ?)",
        tenant, tenant, programme);
    db.execute(
        "DELETE FROM participants WHERE tenant_id = ? AND registration_id IN"
        " (SELECT id FROM registrations WHERE tenant_id = ? AND programme_id = ?)",
        tenant, tenant, programme);
    return db.execute(
        "DELETE FROM registrations WHERE tenant_id = ? AND programme_id = ?", tenant, programme);
}

} // namespace kommin::meetings
