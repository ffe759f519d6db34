#include "modules/contacts/people/person_ending_store.hpp"

#include "platform/db/query.hpp"

#include <algorithm>

namespace kommin::contacts {

std::vector<PersonId> list_merged_into(db::Connection& db, TenantId tenant, PersonId id)
{
    return db.list<PersonId>(
        "SELECT id FROM persons WHERE tenant_id = ? AND merged_into_id = ? ORDER BY id", tenant, id);
}

void move_person_into(db::Connection& db, TenantId tenant, PersonId from, PersonId into, Instant now)
{
    db.execute("DELETE FROM person_addresses WHERE tenant_id = ? AND person_id = ?", tenant, from);
    db.execute("DELETE FROM person_languages WHERE tenant_id = ? AND person_id = ?", tenant, from);
    db.execute("UPDATE consents SET person_id = ? WHERE tenant_id = ? AND person_id = ?", into, tenant, from);
    db.execute(
        "UPDATE persons SET merged_into_id = ?, version = version + 1, changed_at = ? WHERE tenant_id = ?"
        " AND (id = ? OR merged_into_id = ?)",
        into, now, tenant, from, from);
}

void empty_person_row(db::Connection& db, TenantId tenant, PersonId id, Instant now)
{
    db.execute("DELETE FROM person_addresses WHERE tenant_id = ? AND person_id = ?", tenant, id);
    db.execute("DELETE FROM person_languages WHERE tenant_id = ? AND person_id = ?", tenant, id);
    db.execute("DELETE FROM consents WHERE tenant_id = ? AND person_id = ?", tenant, id);
    // The mark is made of what was typed: another one takes its place.
    db.execute(
        "UPDATE persons SET title = '', given_name = '', family_name = '', salutation = '',"
        " letters_language = '', works_for = '', works_for_key = '', position = '', field_of_work = "
        "'unknown',"
        " gender = 'unknown', municipality_id = NULL, note = '', list_text = '', likeness = '',"
        " mark = 'erased ' || id, version = version + 1, changed_at = ?, erased_at = ?, no_ground_since = "
        "NULL"
        " WHERE tenant_id = ? AND id = ?",
        now, now, tenant, id);
}

std::vector<GroundRow> list_grounds(
    db::Connection& db, TenantId tenant, std::vector<db::Query> const& grounds, PersonId after, int limit)
{
    db::Query sql("SELECT id, no_ground_since, (FALSE");
    for (auto const& ground : grounds)
        sql.add(" OR id IN (").add(ground).add(")");
    sql.add(
        ") FROM persons WHERE tenant_id + 0 = ? AND id > ? AND merged_into_id IS NULL AND erased_at IS NULL"
        " ORDER BY id LIMIT ?",
        tenant, after, limit);
    return db.list<GroundRow>(sql);
}

void update_ground(
    db::Connection& db, TenantId tenant, PersonId id, std::optional<Instant> const& no_ground_since)
{
    db.execute(
        "UPDATE persons SET no_ground_since = ? WHERE tenant_id = ? AND id = ?", no_ground_since, tenant, id);
}

void clear_no_ground_since(db::Connection& db, TenantId tenant, std::vector<PersonId> const& ids)
{
    db::Query query(
        "UPDATE persons SET no_ground_since = NULL WHERE tenant_id + 0 = ? AND no_ground_since IS NOT NULL",
        tenant);
    db.execute(query.add_any_of("id", ids));
}

db::Query people_with_consents(TenantId tenant, Date /*today*/)
{
    return db::Query("SELECT person_id FROM consents WHERE tenant_id = ? AND ended_at IS NULL", tenant);
}

WithoutGround count_without_ground(db::Connection& db, TenantId tenant, std::vector<Scope> const& scopes)
{
    db::Query sql(
        "SELECT COUNT(*), MIN(no_ground_since) FROM persons WHERE tenant_id = ? AND merged_into_id IS NULL"
        " AND erased_at IS NULL AND no_ground_since IS NOT NULL",
        tenant);
    if (std::ranges::none_of(scopes, &Scope::is_whole_tenant)) {
        std::vector<std::int64_t> owners;
        for (auto const scope : scopes)
            owners.push_back(scope.owner());
        sql.add_any_of("body_id", owners);
    }
    return db.list<WithoutGround>(sql).front();
}

} // namespace kommin::contacts
