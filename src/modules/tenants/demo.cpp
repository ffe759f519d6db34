#include "modules/tenants/demo.hpp"

#include "modules/tenants/directory.hpp"
#include "modules/tenants/tenant_store.hpp"
#include "platform/base/date.hpp"
#include "platform/i18n/language.hpp"

#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

namespace kommin::tenants {

namespace {

using demo::is_true;
using demo::list_at;
using demo::number_at;
using demo::text_at;
using i18n::Language;

// In simple German readers know German; all others are shown German, openly.
std::optional<Language> fallback_of(Language language)
{
    return language.tag() == "de-simple" ? std::optional(Language::german()) : std::nullopt;
}

void draw_outline(Body& body, json::Value const& map)
{
    for (auto const& area : list_at(map, "areas")) {
        if (text_at(area, "ags") != body.ags)
            continue;
        body.outline = text_at(area, "d");
        if (auto const* label = area.find("label")) {
            body.label_x = number_at(*label, "x");
            body.label_y = number_at(*label, "y");
        }
    }
}

json::Value map_of(demo::Files const& files, json::Value const& root)
{
    return files.json("map/" + text_at(root, "slug") + ".json");
}

using Bodies = std::map<std::string, BodyId, std::less<>>; // by slug

Bodies load_bodies(demo::Demo& demo, json::Value const& root)
{
    auto const map = map_of(demo.files, root);
    auto const places = demo.files.json("places.json");
    auto& work = demo.work;
    Bodies bodies;
    Body district;
    district.kind = BodyKind::district;
    district.slug = text_at(root, "slug");
    district.name = text_at(root, "name");
    district.official_kind = text_at(root, "kind");
    district.ags = text_at(root, "ags");
    auto const district_id = insert_body(work.db(), work.tenant(), std::nullopt, district);
    bodies.emplace(district.slug, district_id);

    for (auto const& entry : list_at(root, "municipalities")) {
        Body body;
        body.slug = text_at(entry, "slug");
        body.name = text_at(entry, "name");
        body.official_kind = text_at(entry, "kind");
        body.ags = text_at(entry, "ags");
        body.ars = text_at(entry, "ars");
        body.latitude = number_at(entry, "lat");
        body.longitude = number_at(entry, "lon");
        body.area_km2 = number_at(entry, "area_km2");
        if (auto const* population = entry.find("population"))
            body.population = population->as_integer();
        body.population_source = text_at(entry, "population_source");
        if (auto const* place = places.find(body.slug))
            body.intro = text_at(*place, "intro");
        draw_outline(body, map);
        bodies.emplace(body.slug, insert_body(work.db(), work.tenant(), district_id, body));
        ++demo.counts["municipalities"];
    }
    return bodies;
}

void load_units(demo::Demo& demo, json::Value const& root, Bodies const& bodies)
{
    for (auto const& entry : list_at(root, "organisational_units")) {
        OrganisationalUnit unit;
        unit.key = text_at(entry, "key");
        unit.body = bodies.at(text_at(entry, "body"));
        unit.kind = enum_from<UnitKind>(text_at(entry, "kind")).value_or(UnitKind::office);
        unit.parent = text_at(entry, "parent");
        unit.remark = text_at(entry, "remark");
        for (auto const& code : list_at(entry, "codes"))
            unit.codes.push_back(
                {text_at(code, "code"), PartialDate::parse(text_at(code, "seen_in")),
                 is_true(code, "uncertain")});
        for (auto const& name : list_at(entry, "names"))
            unit.names.push_back(
                {text_at(name, "name"), PartialDate::parse(text_at(name, "valid_from")),
                 PartialDate::parse(text_at(name, "valid_to")), is_true(name, "uncertain"),
                 text_at(name, "remark"), text_at(name, "short_name"),
                 PartialDate::parse(text_at(name, "seen_in")), text_at(name, "source")});
        insert_unit(demo.work.db(), demo.work.tenant(), unit);
    }
}

}

Tenant read_demo_tenant(demo::Files const& files)
{
    auto const root = files.json("tenant.json");
    auto const map = map_of(files, root);
    Tenant tenant;
    tenant.slug = text_at(root, "slug");
    tenant.name = text_at(root, "name");
    tenant.ags = text_at(root, "ags");
    tenant.zone = text_at(root, "time_zone");
    tenant.is_demonstration = true;
    tenant.help_name = "Kommunales Integrationszentrum " + tenant.name;
    tenant.map_view_box = text_at(map, "viewBox");
    tenant.map_attribution = text_at(map, "attribution");
    for (auto const& tag : list_at(root, "languages")) {
        auto const language = tag.as_string() == nullptr ? std::nullopt : Language::find(*tag.as_string());
        if (!language)
            throw std::runtime_error("demonstration: tenant.json: unknown language");
        tenant.languages.push_back({*language, fallback_of(*language)});
    }
    return tenant;
}

Result<void> found_demo(Work& work, Tenant const& tenant)
{
    if (find_tenant(work.db(), tenant.slug))
        return Problem::conflict({}, "demo.exists"_msg, {{"name", tenant.name}});
    work.found(insert_tenant(work.db(), tenant, work.now()));
    return {};
}

void load_demo(demo::Demo& demo)
{
    auto const root = demo.files.json("tenant.json");
    auto const bodies = load_bodies(demo, root);
    load_units(demo, root, bodies);
    demo.work.publish(published_as);
}

} // namespace kommin::tenants
