#include "modules/portal/directory/offer_links.hpp"

#include "modules/tenants/testing.hpp"
#include "platform/db/testing.hpp"
#include "platform/work/use_case.hpp"

#include <gmock/gmock.h>

namespace kommin::portal {
namespace {

TEST(OrganisationKey, spellings_of_one_name_are_one_organisation)
{
    for (auto const* name : {"AWO unna", "awo  Unna ", "AWO-Unna", "„AWO“ Unna"})
        EXPECT_EQ(organisation_key(name), "awo-unna") << name;
    EXPECT_EQ(organisation_key("KINDERSCHUTZ FRÖNDENBERG"), organisation_key("Kinderschutz Fröndenberg"));
    EXPECT_EQ(organisation_key("ÀS"), organisation_key("às")) << "small letters first";
    EXPECT_EQ(organisation_key("İSTANBUL"), organisation_key("istanbul"));
    EXPECT_EQ(organisation_key("Women’s Café"), organisation_key("women's cafe"));
    EXPECT_EQ(organisation_key("ДІМ"), organisation_key("дім"));
    EXPECT_EQ(organisation_key("Zażółć Ř"), organisation_key("zażółć ř"));
}

TEST(OrganisationKey, other_letters_are_another_organisation)
{
    EXPECT_NE(organisation_key("Café مرحبا"), organisation_key("Café"));
    EXPECT_NE(organisation_key("Café مرحبا"), organisation_key("Café بيت"));
    EXPECT_NE(organisation_key("Дім"), organisation_key("Сад"));
    EXPECT_NE(organisation_key("!"), organisation_key("?")) << "a name without letters is its signs";
    EXPECT_NE(organisation_key("AWO Unna"), organisation_key("AWO Una"));
}

class OrganisationLinks : public db::DatabaseTest {
protected:
    void SetUp() override
    {
        db::DatabaseTest::SetUp();
        tenant_ = tenants::found_district(connection(), clock_.now(), {.towns = {"aalfeld"}});
    }
    contacts::OrganisationId link(std::string_view name)
    {
        return run_use_case(
                   {connection(), tenant_, Actor::system(), clock_, i18n::Zone::berlin(), no_signals},
                   [&](Work& work) -> Result<contacts::OrganisationId> {
                       OfferLinkFinder links(work, tenants::list_bodies(work.db(), work.tenant()));
                       Offer offer;
                       offer.municipality = "aalfeld";
                       offer.organisation = name;
                       auto const id = links.links_of(offer).organisation.value();
                       links.spell_as_stored(offer);
                       EXPECT_EQ(
                           offer.organisation,
                           contacts::list_organisations(work.db(), work.tenant()).at(id).name);
                       return id;
                   })
            .value();
    }
    FixedClock clock_{*parse_instant("2026-11-23T09:00:00Z")};
    TenantId tenant_;
};
KOMMIN_ON_BOTH_ENGINES(OrganisationLinks);

TEST_P(OrganisationLinks, whoever_types_a_name_does_not_rename_the_organisation)
{
    auto const first = link("AWO Unna");
    auto const published = published_versions(connection(), tenant_);
    EXPECT_EQ(link("AWO unna"), first);
    EXPECT_EQ(link("AWO Unna"), first);
    EXPECT_EQ(contacts::list_organisations(connection(), tenant_).at(first).name, "AWO Unna");
    EXPECT_EQ(published_versions(connection(), tenant_), published);
    EXPECT_NE(link("Café مرحبا"), link("Café"));
    EXPECT_EQ(contacts::list_organisations(connection(), tenant_).size(), 3U);
}

}
} // namespace kommin::portal
