#include "modules/contacts/api.hpp"
#include "modules/tenants/testing.hpp"
#include "platform/db/testing.hpp"
#include "platform/work/use_case.hpp"

#include <gmock/gmock.h>

namespace kommin::contacts {
namespace {

class OrganisationStore : public db::DatabaseTest {
protected:
    void SetUp() override
    {
        db::DatabaseTest::SetUp();
        tenant_ = tenants::found_district(connection(), clock_.now());
    }
    Organisation find_or_add(Organisation const& organisation)
    {
        return run_use_case(
                   {connection(), tenant_, Actor::system(), clock_, i18n::Zone::berlin(), no_signals},
                   [&](Work& work) -> Result<Organisation> {
                       return find_or_add_organisation(work, organisation);
                   })
            .value();
    }
    std::int64_t audited()
    {
        return connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM audit_entries WHERE action = 'contacts.organisation.added'");
    }
    FixedClock clock_{*parse_instant("2026-11-23T09:00:00Z")};
    TenantId tenant_;
};
KOMMIN_ON_BOTH_ENGINES(OrganisationStore);

TEST_P(OrganisationStore, one_that_is_there_stays_as_it_is)
{
    auto const first = find_or_add({{}, "u-1", "awo-unna", "AWO Unna", "https://awo.example", ""});
    auto const published = published_versions(connection(), tenant_);
    EXPECT_EQ(published.at(std::string(published_as)), 1);
    EXPECT_EQ(audited(), 1);

    auto const again = find_or_add({{}, "u-1", "awo-unna", "AWO unna", "", "x@awo.example"});
    EXPECT_EQ(again.id, first.id);
    EXPECT_EQ(again.name, "AWO Unna") << "as it is stored";
    auto const known = list_organisations(connection(), tenant_).at(first.id);
    EXPECT_EQ(known.name, "AWO Unna");
    EXPECT_EQ(known.website, "https://awo.example");
    EXPECT_EQ(known.email, "");
    EXPECT_EQ(published_versions(connection(), tenant_), published) << "nothing has changed";
    EXPECT_EQ(audited(), 1);

    EXPECT_NE(find_or_add({{}, "u-2", "caritas", "Caritas", "", ""}).id, first.id);
    EXPECT_EQ(audited(), 2);
}

TEST_P(OrganisationStore, whoever_says_an_earlier_name_means_the_one_that_it_became)
{
    auto const awo = find_or_add({{}, "u-1", "awo-unna", "AWO Unna", "", ""});
    auto const other = find_or_add({{}, "u-2", "awo-ev", "AWO e. V.", "", ""});
    auto const third = find_or_add({{}, "u-3", "arbeiterwohlfahrt", "Arbeiterwohlfahrt", "", ""});
    auto const done = run_use_case(
        {connection(), tenant_, Actor::system(), clock_, i18n::Zone::berlin(), no_signals},
        [&](Work& work) -> Result<void> {
            update_organisation(work, {awo.id, "", "", "AWO Kreis", "https://awo.example", ""}, "awo-kreis");
            merge_organisation(work, other.id, awo.id);
            merge_organisation(work, awo.id, third.id);
            return {};
        });
    ASSERT_TRUE(done);
    for (auto const* key : {"awo-unna", "awo-kreis", "awo-ev", "arbeiterwohlfahrt"})
        EXPECT_EQ(find_or_add({{}, "u-9", key, "neu", "", ""}).id, third.id) << key;
    EXPECT_EQ(find_organisation(connection(), tenant_, other.id)->merged_into, third.id)
        << "the last of them";
    EXPECT_EQ(find_organisation(connection(), tenant_, awo.id)->version, 4);
    ASSERT_EQ(list_current_organisations(connection(), tenant_).size(), 1U);
    EXPECT_EQ(list_current_organisations(connection(), tenant_).front().id, third.id);
}

}
} // namespace kommin::contacts
