#include "modules/tenants/directory.hpp"
#include "modules/tenants/tenant_store.hpp"
#include "platform/db/testing.hpp"

#include <gmock/gmock.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace kommin::tenants {
namespace {

Language language(std::string_view tag)
{
    return *Language::find(tag);
}

UnitName name(char const* text, char const* from, char const* to)
{
    UnitName result;
    result.name = text;
    result.valid_from = PartialDate::parse(from);
    result.valid_to = PartialDate::parse(to);
    return result;
}

TEST(OrganisationalUnit, is_called_what_it_was_called_that_day)
{
    OrganisationalUnit unit;
    unit.names = {name("RAA", "", "2013"), name("Kommunales Integrationszentrum", "2013-08", "")};
    EXPECT_EQ(unit.name_on(*parse_date("2008-06-16"))->name, "RAA");
    EXPECT_EQ(unit.name_on(*parse_date("2013-07-31"))->name, "RAA");
    EXPECT_EQ(unit.name_on(*parse_date("2013-12-31"))->name, "Kommunales Integrationszentrum")
        << "where two names overlap, the newer one holds";
    EXPECT_EQ(unit.name_on(*parse_date("2026-01-01"))->name, "Kommunales Integrationszentrum");
    unit.names.erase(unit.names.begin());
    EXPECT_EQ(unit.name_on(*parse_date("2008-06-16")), nullptr) << "no name before the first one";
}

std::vector<OrganisationalUnit> units_with(
    std::vector<std::pair<std::string, std::string>> const& keys_and_parents)
{
    std::vector<OrganisationalUnit> units;
    for (auto const& [key, parent] : keys_and_parents) {
        OrganisationalUnit unit;
        unit.id = UnitId{static_cast<std::int64_t>(units.size()) + 1};
        unit.key = key;
        unit.parent = parent;
        units.push_back(std::move(unit));
    }
    return units;
}

TEST(OrganisationalUnits, of_one_all_that_are_below_it_and_of_some_all_that_are_above_them)
{
    auto const units = units_with(
        {{"dezernat", ""}, {"fb-50", "dezernat"}, {"50-5", "fb-50"}, {"fb-51", "dezernat"}, {"fb-16", ""}});
    auto const ids = [](std::vector<std::int64_t> const& numbers) {
        return std::vector<UnitId>(numbers.begin(), numbers.end());
    };
    EXPECT_EQ(with_units_below(units, UnitId{1}), ids({1, 2, 3, 4}));
    EXPECT_EQ(with_units_below(units, UnitId{2}), ids({2, 3}));
    EXPECT_EQ(with_units_below(units, UnitId{5}), ids({5})) << "without one above it is no part of any other";
    EXPECT_EQ(with_units_below(units, UnitId{4711}), ids({4711}));
    EXPECT_EQ(with_units_above(units, ids({3, 5})), ids({1, 2, 3, 5}));
    EXPECT_EQ(with_units_above(units, ids({3, 4})), ids({1, 2, 3, 4}));
    EXPECT_TRUE(with_units_above(units, {}).empty());
}

// What a source says of trees may be wrong.
TEST(OrganisationalUnits, that_stand_above_each_other_or_below_nothing_end)
{
    auto const units = units_with({{"a", "b"}, {"b", "a"}, {"c", "c"}, {"d", "unknown"}});
    EXPECT_EQ(with_units_below(units, UnitId{1}), (std::vector{UnitId{1}, UnitId{2}}));
    EXPECT_EQ(with_units_above(units, {UnitId{2}}), (std::vector{UnitId{1}, UnitId{2}}));
    EXPECT_EQ(with_units_above(units, {UnitId{3}}), (std::vector{UnitId{3}}));
    EXPECT_EQ(with_units_above(units, {UnitId{4}}), (std::vector{UnitId{4}}));
}

TEST(Tenant, falls_back_along_its_own_chain_and_never_in_circles)
{
    Tenant tenant;
    tenant.languages
        = {{language("de"), {}}, {language("prs"), language("fa")}, {language("fa"), language("en")},
           {language("en"), {}}, {language("tr"), language("ar")},  {language("ar"), language("tr")}};
    EXPECT_EQ(tenant.fallbacks_of(language("prs")), (std::vector<Language>{language("fa"), language("en")}));
    EXPECT_EQ(tenant.fallbacks_of(language("tr")), std::vector<Language>{language("ar")});
    EXPECT_TRUE(tenant.fallbacks_of(language("uk")).empty());
    EXPECT_FALSE(tenant.offers(language("uk")));
}

using TenantStore = db::DatabaseTest;
KOMMIN_ON_BOTH_ENGINES(TenantStore);

Tenant musterau()
{
    Tenant tenant;
    tenant.slug = "kreis-musterau";
    tenant.name = "Kreis Musterau";
    tenant.ags = "09999";
    tenant.zone = "Europe/Berlin";
    tenant.languages = {{language("de"), {}}, {language("de-simple"), language("de")}, {language("ar"), {}}};
    tenant.hosts = {"portal.musterau.example"};
    return tenant;
}

TEST_P(TenantStore, gives_back_what_was_stored)
{
    db::Transaction transaction(connection());
    auto const id = insert_tenant(connection(), musterau(), *parse_instant("2026-11-22T20:00:00Z"));
    Body district;
    district.kind = BodyKind::district;
    district.slug = "kreis-musterau";
    district.name = "Kreis Musterau";
    auto const district_id = insert_body(connection(), id, std::nullopt, district);
    Body town;
    town.slug = "aalfeld";
    town.name = "Aalfeld";
    town.latitude = 51.5;
    town.longitude = 7.5;
    town.population = 5'000'000'000; // more than 32 bits
    auto const town_id = insert_body(connection(), id, district_id, town);
    OrganisationalUnit unit;
    unit.body = district_id;
    unit.key = "integrationszentrum";
    unit.kind = UnitKind::immigration_office;
    unit.parent = "soziales";
    unit.remark = "Stand 2008";
    unit.codes = {{"50.5", PartialDate::parse("2008"), true}};
    // Nobody knows when the second name began, only that it was read much later than the first.
    unit.names = {name("RAA", "1989", ""), name("Kommunales Integrationszentrum", "", "")};
    unit.names[1].seen_in = PartialDate::parse("2025-03-28");
    unit.names[1].short_name = "KI";
    unit.names[1].source = "Pressemeldung";
    insert_unit(connection(), id, unit);

    auto const stored = load_tenant_with_bodies(connection(), id);
    EXPECT_EQ(stored.tenant.name, "Kreis Musterau");
    EXPECT_EQ(stored.tenant.languages[1].fallback, language("de"));
    EXPECT_EQ(stored.tenant.hosts, std::vector<std::string>{"portal.musterau.example"});
    ASSERT_EQ(stored.bodies.size(), 2U);
    EXPECT_EQ(stored.bodies.front().kind, BodyKind::district);
    EXPECT_EQ(stored.find_body("aalfeld")->population, 5'000'000'000);
    EXPECT_EQ(stored.find_body("nirgends"), nullptr);
    ASSERT_EQ(stored.units.size(), 1U);
    auto const& office = stored.units.front();
    EXPECT_EQ(office.kind, UnitKind::immigration_office);
    EXPECT_EQ(office.parent, "soziales");
    EXPECT_EQ(office.remark, "Stand 2008");
    ASSERT_EQ(office.codes.size(), 1U);
    EXPECT_EQ(office.codes[0].code, "50.5");
    EXPECT_TRUE(office.codes[0].uncertain);
    EXPECT_EQ(office.codes[0].seen_in->to_iso(), "2008");
    EXPECT_EQ(office.names.front().valid_from->to_iso(), "1989");
    auto const* today = office.name_on(*parse_date("2026-11-23"));
    EXPECT_EQ(today->name, "Kommunales Integrationszentrum");
    EXPECT_EQ(today->short_name, "KI");
    EXPECT_EQ(today->source, "Pressemeldung");
    EXPECT_EQ(stored.immigration_office_of(*stored.find_body(town_id), *parse_date("2026-01-01")), &office);
    EXPECT_EQ(stored.find_body(town_id)->slug, "aalfeld");
    EXPECT_TRUE(find_tenant(connection(), "kreis-musterau"));
    EXPECT_FALSE(find_tenant(connection(), "kreis-unna"));
}

TEST_P(TenantStore, changes_what_was_founded_and_counts_it)
{
    db::Transaction transaction(connection());
    auto const id = insert_tenant(connection(), musterau(), *parse_instant("2026-11-22T20:00:00Z"));
    auto const other = insert_tenant(
        connection(),
        [] {
            auto tenant = musterau();
            tenant.slug = "kreis-beispielhain";
            tenant.hosts = {};
            return tenant;
        }(),
        *parse_instant("2026-11-22T20:00:00Z"));
    Body kreis;
    kreis.kind = BodyKind::district;
    kreis.slug = "kreis-musterau";
    auto const kreis_id = insert_body(connection(), id, std::nullopt, kreis);
    Body town;
    town.slug = "aalfeld";
    auto const town_id = insert_body(connection(), id, kreis_id, town);
    OrganisationalUnit office;
    office.body = kreis_id;
    office.key = "amt";
    office.kind = UnitKind::immigration_office;
    office.names = {name("Amt", "1990", "")};
    office.codes = {{"32.2", {}, false}};
    office.id = insert_unit(connection(), id, office);

    update_intro(connection(), id, town_id, "Am Fluss.", *parse_instant("2026-11-23T09:00:00Z"));
    update_intro(connection(), other, town_id, "Fremd.", *parse_instant("2026-11-23T09:00:00Z"));
    auto tenant = *find_tenant(connection(), id);
    tenant.help_name = "Stelle";
    tenant.help_phone = "02303 1";
    tenant.help_email = "hilfe@kreis.example";
    tenant.help_address = "Markt 1";
    update_help(connection(), tenant);
    office.names = {name("Amt", "1990", "2013"), name("Behörde", "2014", "2020-05")};
    office.remark = "umgezogen";
    update_unit(connection(), other, office);
    EXPECT_EQ(list_units(connection(), id).front().names.size(), 1U) << "of another district";
    update_unit(connection(), id, office);

    auto const stored = load_tenant_with_bodies(connection(), id);
    EXPECT_EQ(stored.find_body(town_id)->intro, "Am Fluss.");
    EXPECT_EQ(stored.find_body(town_id)->version, 2);
    EXPECT_EQ(stored.find_body(kreis_id)->version, 1);
    EXPECT_EQ(stored.tenant.help_name, "Stelle");
    EXPECT_EQ(stored.tenant.help_phone, "02303 1");
    EXPECT_EQ(stored.tenant.help_email, "hilfe@kreis.example");
    EXPECT_EQ(stored.tenant.help_address, "Markt 1");
    EXPECT_EQ(find_tenant(connection(), other)->help_phone, musterau().help_phone);
    ASSERT_EQ(stored.units.size(), 1U);
    auto const& unit = stored.units.front();
    EXPECT_EQ(unit.version, 2);
    EXPECT_EQ(unit.remark, "umgezogen");
    ASSERT_EQ(unit.names.size(), 2U);
    EXPECT_EQ(unit.names.back().valid_to->to_iso(), "2020-05");
    EXPECT_EQ(unit.codes.size(), 1U) << "signs of files stay";
    auto const& aalfeld = *stored.find_body(town_id);
    EXPECT_EQ(stored.immigration_office_of(aalfeld, *parse_date("2020-05-31")), &unit);
    EXPECT_EQ(stored.immigration_office_of(aalfeld, *parse_date("2020-06-01")), nullptr) << "it has ended";
}

TEST_P(TenantStore, finds_one_district_among_several)
{
    db::Transaction transaction(connection());
    auto const now = *parse_instant("2026-11-22T20:00:00Z");
    auto other = musterau();
    other.slug = "kreis-beispielhain";
    other.languages = {{language("de"), {}}};
    other.hosts = {"portal.beispielhain.example"};
    auto const first = insert_tenant(connection(), musterau(), now);
    auto const second = insert_tenant(connection(), other, now);
    EXPECT_EQ(find_tenant(connection(), first)->slug, "kreis-musterau");
    auto const found = find_tenant(connection(), "kreis-beispielhain");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->id, second);
    EXPECT_EQ(found->languages.size(), 1U);
    EXPECT_EQ(found->hosts, other.hosts);
    EXPECT_FALSE(find_tenant(connection(), TenantId{second.value + 1}));
    EXPECT_FALSE(find_tenant(connection(), ""));
}

TEST_P(TenantStore, slugs_and_hosts_are_taken_once)
{
    auto const now = *parse_instant("2026-11-22T20:00:00Z");
    {
        db::Transaction transaction(connection());
        insert_tenant(connection(), musterau(), now);
        transaction.commit();
    }
    db::Transaction transaction(connection());
    try {
        insert_tenant(connection(), musterau(), now);
        FAIL() << "two tenants of one slug";
    } catch (db::ConstraintViolation const& violation) {
        EXPECT_EQ(violation.constraint(), "tenants_slug");
    }
}

} // namespace
} // namespace kommin::tenants
