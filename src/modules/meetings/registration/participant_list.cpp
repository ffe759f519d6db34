#include "modules/meetings/registration/participant_list.hpp"

namespace kommin::meetings {

std::vector<ListedParticipant> list_participants(
    db::Connection& db, TenantId tenant, ProgrammeId programme, ParticipantFilter const& filter)
{
    db::Query query(
        "SELECT a.id, a.registration_id, a.part_id, a.name, a.role, a.body_id, a.organisation,"
        " a.interpreter, a.children, a.food, a.wheelchair, a.sign_language, a.remark, r.mail, r.telephone,"
        " r.language FROM registrations r JOIN participants a ON a.registration_id = r.id"
        " JOIN programme_parts t ON t.id = a.part_id WHERE r.tenant_id = ? AND r.programme_id = ?",
        tenant, programme);
    if (filter.part)
        query.add(" AND a.part_id = ?", *filter.part);
    if (filter.role)
        query.add(" AND a.role = ?", *filter.role);
    query.add(" ORDER BY t.position, t.id, a.registration_id, a.position");
    return db.list<ListedParticipant>(query);
}

std::vector<ParticipantCount> count_participants(db::Connection& db, TenantId tenant, ProgrammeId programme)
{
    return db.list<ParticipantCount>(
        "SELECT a.part_id, a.role, COUNT(*) FROM registrations r JOIN participants a"
        " ON a.registration_id = r.id WHERE r.tenant_id = ? AND r.programme_id = ?"
        " GROUP BY a.part_id, a.role ORDER BY a.part_id, a.role",
        tenant, programme);
}

} // namespace kommin::meetings
