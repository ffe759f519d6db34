// A second district in the same database: who is there already, and whether the portal can tell them apart.

#include "modules/tenants/directory.hpp"
#include "modules/tenants/founding.hpp"
#include "platform/db/testing.hpp"
#include "platform/work/use_case.hpp"

#include <gmock/gmock.h>

namespace kommin::tenants {
namespace {

using ::testing::ElementsAre;

class FoundingStore : public db::DatabaseTest {
protected:
    static NewDistrict district(std::string slug, std::string ags, std::vector<std::string> hosts)
    {
        NewDistrict district;
        district.tenant.slug = std::move(slug);
        district.tenant.name = "Kreis " + district.tenant.slug;
        district.tenant.ags = std::move(ags);
        district.tenant.zone = "Europe/Berlin";
        district.tenant.hosts = std::move(hosts);
        district.district.kind = BodyKind::district;
        district.district.slug = district.tenant.slug;
        Body town;
        town.slug = "aalfeld";
        district.municipalities = {town};
        OrganisationalUnit unit;
        unit.key = "amt";
        district.units = {{unit, "aalfeld"}};
        return district;
    }
    Result<void> store(NewDistrict const& district)
    {
        FixedClock const clock(*parse_instant("2026-11-23T09:00:00Z"));
        return run_use_case(
            {connection(), TenantId{}, Actor::command_line(), clock, i18n::Zone::berlin(), no_signals},
            [&](Work& work) { return found(work, district); });
    }
    MessageKey refusal(NewDistrict const& district)
    {
        auto const stored = store(district);
        return stored ? MessageKey{} : stored.problem().message;
    }
};
KOMMIN_ON_BOTH_ENGINES(FoundingStore);

TEST_P(FoundingStore, stores_the_district_first_its_municipalities_below_and_units_at_their_body)
{
    ASSERT_TRUE(store(district("musterau", "09999", {})));
    auto const tenant = find_tenant(connection(), "musterau");
    ASSERT_TRUE(tenant);
    auto const all = load_tenant_with_bodies(connection(), tenant->id);
    ASSERT_EQ(all.bodies.size(), 2U);
    EXPECT_EQ(all.bodies[0].kind, BodyKind::district);
    ASSERT_EQ(all.units.size(), 1U);
    EXPECT_EQ(all.units[0].body, all.find_body("aalfeld")->id);
    EXPECT_EQ(published_versions(connection(), tenant->id).at(std::string(published_as)), 1);
}

TEST_P(FoundingStore, refuses_what_is_there_already_and_what_could_not_be_told_apart)
{
    ASSERT_TRUE(store(district("musterau", "09999", {"musterau.example"})));
    EXPECT_EQ(refusal(district("musterau", "08888", {"a.example"})), "founding.problem.exists"_msg);
    EXPECT_EQ(refusal(district("anders", "09999", {"a.example"})), "founding.problem.exists"_msg);
    EXPECT_EQ(refusal(district("anders", "08888", {})), "founding.problem.needs_hosts"_msg);
    EXPECT_EQ(refusal(district("anders", "08888", {"musterau.example"})), "founding.problem.host_taken"_msg);
    EXPECT_EQ(list_tenants(connection()).size(), 1U);
    EXPECT_TRUE(store(district("anders", "08888", {"a.example"})));
    ASSERT_EQ(list_tenants(connection()).size(), 2U);
    EXPECT_THAT(list_tenants(connection())[1].hosts, ElementsAre("a.example"));
}

TEST_P(FoundingStore, does_not_take_the_portal_from_a_district_without_a_host)
{
    ASSERT_TRUE(store(district("musterau", "09999", {})));
    EXPECT_EQ(refusal(district("anders", "08888", {"a.example"})), "founding.problem.needs_hosts"_msg);
}

} // namespace
} // namespace kommin::tenants
