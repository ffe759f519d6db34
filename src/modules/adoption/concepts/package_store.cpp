#include "modules/adoption/concepts/package_store.hpp"

#include "platform/db/query.hpp"

#include <algorithm>
#include <utility>

namespace kommin::adoption {

namespace {

constexpr db::SqlLiteral package_columns{
    "SELECT id, code, number, name, issuer, day, public_key, is_own, hash, added_by, added_at"
    " FROM adoption_packages p WHERE tenant_id = ?"};
constexpr db::SqlLiteral only_newest{
    " AND number = (SELECT MAX(n.number) FROM adoption_packages n WHERE n.tenant_id = p.tenant_id"
    " AND n.code = p.code)"};
constexpr db::SqlLiteral adoption_columns{
    "SELECT id, body_id, code, number, changed_by, changed_at FROM adoptions WHERE tenant_id = ?"};

}

std::vector<StoredPackage> list_packages(db::Connection& db, TenantId tenant, int limit)
{
    db::Query sql(package_columns, tenant);
    return db.list<StoredPackage>(sql.add(only_newest).add(" ORDER BY id DESC LIMIT ?", limit));
}

std::vector<StoredPackage> list_packages_linked_with(
    db::Connection& db, TenantId tenant, AdoptionLink const& target)
{
    db::Query sql(package_columns, tenant);
    sql.add(only_newest);
    if (target.advice)
        sql.add(
            " AND code IN (SELECT code FROM adoption_links WHERE tenant_id = ? AND advice_id = ?)", tenant,
            *target.advice);
    else
        sql.add(
            " AND code IN (SELECT code FROM adoption_links WHERE tenant_id = ? AND application_id = ?)",
            tenant, target.application.value());
    return db.list<StoredPackage>(sql.add(" ORDER BY id DESC"));
}

std::vector<StoredPackage> list_versions_of(db::Connection& db, TenantId tenant, std::string_view code)
{
    db::Query sql(package_columns, tenant);
    return db.list<StoredPackage>(sql.add(" AND code = ? ORDER BY number DESC", code));
}

bool has_other_key(StoredPackage const& package, std::vector<StoredPackage> const& versions)
{
    return !package.is_own && std::ranges::any_of(versions, [&](StoredPackage const& one) {
        return one.number < package.number && one.public_key != package.public_key;
    });
}

std::optional<StoredPackage> load_package(db::Connection& db, TenantId tenant, PackageId id)
{
    db::Query sql(package_columns, tenant);
    auto rows = db.list<StoredPackage>(sql.add(" AND id = ?", id));
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

std::string load_package_file(db::Connection& db, TenantId tenant, PackageId id)
{
    return db.load<std::string>(
        "SELECT content FROM adoption_packages WHERE tenant_id = ? AND id = ?", tenant, id);
}

PackageId insert_package(
    db::Connection& db, TenantId tenant, StoredPackage const& package, std::string_view content)
{
    return db.load<PackageId>(
        "INSERT INTO adoption_packages (tenant_id, code, number, name, issuer, day, public_key, is_own,"
        " content, hash, added_by, added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, package.code, package.number, package.name, package.issuer, package.day, package.public_key,
        package.is_own, content, package.hash, package.added_by, package.added_at);
}

std::vector<Adoption> list_adoptions_of(db::Connection& db, TenantId tenant, std::string_view code)
{
    db::Query sql(adoption_columns, tenant);
    return db.list<Adoption>(sql.add(" AND code = ? ORDER BY body_id", code));
}

std::optional<Adoption> find_adoption(
    db::Connection& db, TenantId tenant, tenants::BodyId body, std::string_view code)
{
    db::Query sql(adoption_columns, tenant);
    auto rows = db.list<Adoption>(sql.add(" AND body_id = ? AND code = ?", body, code));
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

std::vector<AdoptionBehind> list_adoptions_behind(
    db::Connection& db, TenantId tenant, std::vector<std::int64_t> const& owners, int limit)
{
    db::Query sql(
        "SELECT p.id, a.body_id FROM adoptions a"
        " JOIN adoption_packages p ON p.tenant_id = a.tenant_id AND p.code = a.code AND p.number > a.number"
        " WHERE a.tenant_id = ?",
        tenant);
    sql.add(" AND p.number = (SELECT MAX(n.number) FROM adoption_packages n WHERE n.tenant_id = p.tenant_id"
            " AND n.code = p.code)");
    sql.add_any_of("a.body_id", owners);
    return db.list<AdoptionBehind>(sql.add(" ORDER BY a.id LIMIT ?", limit));
}

AdoptionId insert_adoption(db::Connection& db, TenantId tenant, Adoption const& adoption)
{
    return db.load<AdoptionId>(
        "INSERT INTO adoptions (tenant_id, body_id, code, number, changed_by, changed_at)"
        " VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, adoption.body, adoption.code, adoption.number, adoption.changed_by, adoption.changed_at);
}

void update_adoption(db::Connection& db, TenantId tenant, Adoption const& adoption)
{
    db.execute(
        "UPDATE adoptions SET number = ?, changed_by = ?, changed_at = ? WHERE tenant_id = ? AND id = ?",
        adoption.number, adoption.changed_by, adoption.changed_at, tenant, adoption.id);
}

std::vector<AdoptedItem> list_adopted_items(db::Connection& db, TenantId tenant, AdoptionId adoption)
{
    return db.list<AdoptedItem>(
        "SELECT item_key, panel_id, goal_id, measure_id, is_taken, content FROM adoption_items"
        " WHERE tenant_id = ? AND adoption_id = ? ORDER BY id",
        tenant, adoption);
}

void store_adopted_item(db::Connection& db, TenantId tenant, AdoptionId adoption, AdoptedItem const& item)
{
    db.execute(
        "INSERT INTO adoption_items (tenant_id, adoption_id, item_key, panel_id, goal_id, measure_id,"
        " is_taken, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (adoption_id, item_key) DO UPDATE SET panel_id = excluded.panel_id,"
        " goal_id = excluded.goal_id, measure_id = excluded.measure_id, is_taken = excluded.is_taken,"
        " content = excluded.content",
        tenant, adoption, item.key, item.panel, item.goal, item.measure, item.is_taken, item.content);
}

std::vector<AdoptionLink> list_links(db::Connection& db, TenantId tenant, std::string_view code)
{
    return db.list<AdoptionLink>(
        "SELECT id, code, advice_id, application_id FROM adoption_links WHERE tenant_id = ? AND code = ?"
        " ORDER BY id",
        tenant, code);
}

void insert_link(db::Connection& db, TenantId tenant, AdoptionLink const& link)
{
    db.execute(
        "INSERT INTO adoption_links (tenant_id, code, advice_id, application_id) VALUES (?, ?, ?, ?)", tenant,
        link.code, link.advice, link.application);
}

void erase_link(db::Connection& db, TenantId tenant, AdoptionLinkId id)
{
    db.execute("DELETE FROM adoption_links WHERE tenant_id = ? AND id = ?", tenant, id);
}

} // namespace kommin::adoption
