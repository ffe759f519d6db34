#include "modules/tenants/tenant_store.hpp"

#include "modules/tenants/directory.hpp"

#include <algorithm>

namespace kommin::tenants {

namespace {

struct TenantRow {
    TenantId id;
    std::string slug, name, ags, zone, source_language;
    bool is_demonstration;
    std::string help_name, help_phone, help_email, help_address, map_view_box, map_attribution;
};

constexpr std::string_view select_tenants
    = "SELECT id, slug, name, ags, zone, source_language, is_demonstration, help_name, help_phone,"
      " help_email, help_address, map_view_box, map_attribution FROM tenants";

struct BodyRow {
    BodyId id;
    BodyKind kind;
    std::string slug, name, official_kind, ags, ars;
    std::optional<double> latitude, longitude, area_km2;
    std::optional<std::int64_t> population;
    std::string population_source, intro, outline;
    std::optional<double> label_x, label_y;
    std::int64_t version;
};

struct LanguageRow {
    std::string tag;
    std::optional<std::string> fallback;
};

struct UnitRow {
    UnitId id;
    BodyId body;
    std::string key, kind, parent, remark, mail;
    std::int64_t version;
};

struct UnitNameRow {
    UnitId unit;
    std::string name;
    std::optional<PartialDate> valid_from, valid_to;
    bool uncertain;
    std::string remark, short_name;
    std::optional<PartialDate> seen_in;
    std::string source;
};

struct UnitCodeRow {
    UnitId unit;
    std::string code;
    std::optional<PartialDate> seen_in;
    bool uncertain;
};

Tenant with_details(db::Connection& db, TenantRow row)
{
    Tenant tenant{
        .id = row.id,
        .slug = std::move(row.slug),
        .name = std::move(row.name),
        .ags = std::move(row.ags),
        .zone = std::move(row.zone),
        .source_language = Language::find(row.source_language).value_or(Language::german()),
        .is_demonstration = row.is_demonstration,
        .help_name = std::move(row.help_name),
        .help_phone = std::move(row.help_phone),
        .help_email = std::move(row.help_email),
        .help_address = std::move(row.help_address),
        .map_view_box = std::move(row.map_view_box),
        .map_attribution = std::move(row.map_attribution),
        .languages = {},
        .hosts = {}};
    auto const languages = db.list<LanguageRow>(
        "SELECT tag, fallback FROM tenant_languages WHERE tenant_id = ? ORDER BY position", tenant.id);
    for (auto const& choice : languages) {
        if (auto const language = Language::find(choice.tag))
            tenant.languages.push_back(
                {*language, choice.fallback ? Language::find(*choice.fallback) : std::nullopt});
    }
    tenant.hosts
        = db.list<std::string>("SELECT host FROM tenant_hosts WHERE tenant_id = ? ORDER BY host", tenant.id);
    return tenant;
}

void insert_unit_names(db::Connection& db, TenantId tenant, UnitId id, std::vector<UnitName> const& names)
{
    for (auto const& name : names)
        db.execute(
            "INSERT INTO organisational_unit_names (tenant_id, unit_id, name, valid_from, valid_to, "
            "uncertain,"
            " remark, short_name, seen_in, source) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            tenant, id, name.name, name.valid_from, name.valid_to, name.uncertain, name.remark,
            name.short_name, name.seen_in, name.source);
}

template<class Key>
std::optional<Tenant> find_with_details(db::Connection& db, std::string_view column, Key key)
{
    auto row
        = db.find<TenantRow>(std::string(select_tenants) + " WHERE " + std::string(column) + " = ?", key);
    return row ? std::optional(with_details(db, std::move(*row))) : std::nullopt;
}

}

std::vector<TenantId> list_tenant_ids(db::Connection& db)
{
    return db.list<TenantId>("SELECT id FROM tenants ORDER BY id");
}

std::vector<Tenant> list_tenants(db::Connection& db)
{
    std::vector<Tenant> tenants;
    for (auto& row : db.list<TenantRow>(std::string(select_tenants) + " ORDER BY id"))
        tenants.push_back(with_details(db, std::move(row)));
    return tenants;
}

std::optional<Tenant> find_tenant(db::Connection& db, std::string_view slug)
{
    return find_with_details(db, "slug", slug);
}

std::optional<Tenant> find_tenant(db::Connection& db, TenantId id)
{
    return find_with_details(db, "id", id);
}

std::vector<Body> list_bodies(db::Connection& db, TenantId tenant)
{
    auto rows = db.list<BodyRow>(
        "SELECT id, kind, slug, name, official_kind, ags, ars, latitude, longitude, area_km2, population,"
        " population_source, intro, outline, label_x, label_y, version FROM bodies WHERE tenant_id = ?"
        " ORDER BY CASE kind WHEN 'district' THEN 0 ELSE 1 END, slug",
        tenant);
    std::vector<Body> bodies;
    bodies.reserve(rows.size());
    for (auto& row : rows)
        bodies.push_back(
            {row.id, row.kind, std::move(row.slug), std::move(row.name), std::move(row.official_kind),
             std::move(row.ags), std::move(row.ars), row.latitude, row.longitude, row.area_km2,
             row.population, std::move(row.population_source), std::move(row.intro), std::move(row.outline),
             row.label_x, row.label_y, row.version});
    return bodies;
}

TenantWithBodies load_tenant_with_bodies(db::Connection& db, TenantId tenant)
{
    auto row = db.load<TenantRow>(std::string(select_tenants) + " WHERE id = ?", tenant);
    return {with_details(db, std::move(row)), list_bodies(db, tenant), list_units(db, tenant)};
}

std::vector<OrganisationalUnit> list_units(db::Connection& db, TenantId tenant)
{
    auto rows = db.list<UnitRow>(
        "SELECT id, body_id, key, kind, parent_key, remark, mail, version FROM organisational_units WHERE "
        "tenant_id = ?"
        " ORDER BY key",
        tenant);
    auto names = db.list<UnitNameRow>(
        "SELECT unit_id, name, valid_from, valid_to, uncertain, remark, short_name, seen_in, source"
        " FROM organisational_unit_names WHERE tenant_id = ? ORDER BY unit_id, id",
        tenant);
    auto codes = db.list<UnitCodeRow>(
        "SELECT unit_id, code, seen_in, uncertain FROM organisational_unit_codes WHERE tenant_id = ?"
        " ORDER BY unit_id, id",
        tenant);
    std::vector<OrganisationalUnit> units;
    for (auto& row : rows) {
        OrganisationalUnit unit;
        unit.id = row.id;
        unit.body = row.body;
        unit.key = std::move(row.key);
        unit.kind = enum_from<UnitKind>(row.kind).value_or(UnitKind::office);
        unit.parent = std::move(row.parent);
        unit.remark = std::move(row.remark);
        unit.mail = std::move(row.mail);
        unit.version = row.version;
        for (auto& name : names) {
            if (name.unit == row.id)
                unit.names.push_back(
                    {std::move(name.name), name.valid_from, name.valid_to, name.uncertain,
                     std::move(name.remark), std::move(name.short_name), name.seen_in,
                     std::move(name.source)});
        }
        for (auto& code : codes) {
            if (code.unit == row.id)
                unit.codes.push_back({std::move(code.code), code.seen_in, code.uncertain});
        }
        std::stable_sort(
            unit.names.begin(), unit.names.end(), [](UnitName const& left, UnitName const& right) {
                return left.known_since() < right.known_since(); // unknown comes first
            });
        units.push_back(std::move(unit));
    }
    return units;
}

TenantId insert_tenant(db::Connection& db, Tenant const& tenant, Instant now)
{
    auto const id = db.load<TenantId>(
        "INSERT INTO tenants (slug, name, ags, zone, source_language, is_demonstration, help_name, "
        "help_phone,"
        " help_email, help_address, map_view_box, map_attribution, created_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        tenant.slug, tenant.name, tenant.ags, tenant.zone, tenant.source_language.tag(),
        tenant.is_demonstration, tenant.help_name, tenant.help_phone, tenant.help_email, tenant.help_address,
        tenant.map_view_box, tenant.map_attribution, now);
    std::int64_t position = 0;
    for (auto const& choice : tenant.languages) {
        std::optional<std::string_view> fallback;
        if (choice.fallback)
            fallback = choice.fallback->tag();
        db.execute(
            "INSERT INTO tenant_languages (tenant_id, position, tag, fallback) VALUES (?, ?, ?, ?)", id,
            ++position, choice.language.tag(), fallback);
    }
    for (auto const& host : tenant.hosts)
        db.execute("INSERT INTO tenant_hosts (tenant_id, host) VALUES (?, ?)", id, host);
    return id;
}

BodyId insert_body(db::Connection& db, TenantId tenant, std::optional<BodyId> parent, Body const& body)
{
    return db.load<BodyId>(
        "INSERT INTO bodies (tenant_id, parent_id, kind, slug, name, official_kind, ags, ars, latitude, "
        "longitude,"
        " area_km2, population, population_source, intro, outline, label_x, label_y,"
        " changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
        " (SELECT created_at FROM tenants WHERE id = ?)) RETURNING id",
        tenant, parent, body.kind, body.slug, body.name, body.official_kind, body.ags, body.ars,
        body.latitude, body.longitude, body.area_km2, body.population, body.population_source, body.intro,
        body.outline, body.label_x, body.label_y, tenant);
}

void update_intro(db::Connection& db, TenantId tenant, BodyId id, std::string_view intro, Instant now)
{
    db.execute(
        "UPDATE bodies SET intro = ?, version = version + 1, record_version = version + 1, changed_at = ?"
        " WHERE tenant_id = ? AND id = ?",
        intro, now, tenant, id);
}

void update_help(db::Connection& db, Tenant const& tenant)
{
    db.execute(
        "UPDATE tenants SET help_name = ?, help_phone = ?, help_email = ?, help_address = ? WHERE id = ?",
        tenant.help_name, tenant.help_phone, tenant.help_email, tenant.help_address, tenant.id);
}

void update_unit(db::Connection& db, TenantId tenant, OrganisationalUnit const& unit)
{
    db.execute(
        "UPDATE organisational_units SET kind = ?, remark = ?, mail = ?, version = version + 1"
        " WHERE tenant_id = ? AND id = ?",
        unit.kind, unit.remark, unit.mail, tenant, unit.id);
    db.execute("DELETE FROM organisational_unit_names WHERE tenant_id = ? AND unit_id = ?", tenant, unit.id);
    insert_unit_names(db, tenant, unit.id, unit.names);
}

UnitId insert_unit(db::Connection& db, TenantId tenant, OrganisationalUnit const& unit)
{
    auto const id = db.load<UnitId>(
        "INSERT INTO organisational_units (tenant_id, body_id, key, kind, parent_key, remark, mail)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, unit.body, unit.key, unit.kind, unit.parent, unit.remark, unit.mail);
    insert_unit_names(db, tenant, id, unit.names);
    for (auto const& code : unit.codes)
        db.execute(
            "INSERT INTO organisational_unit_codes (tenant_id, unit_id, code, seen_in, uncertain)"
            " VALUES (?, ?, ?, ?, ?)",
            tenant, id, code.code, code.seen_in, code.uncertain);
    return id;
}

} // namespace kommin::tenants
