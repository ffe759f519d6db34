#include "modules/contacts/api.hpp"
#include "modules/tenants/testing.hpp"
#include "platform/db/testing.hpp"
#include "platform/work/use_case.hpp"

#include <gmock/gmock.h>

namespace kommin::contacts {
namespace {

TEST(OrganisationDetails, addresses_are_lines_with_or_without_a_label)
{
    auto const read = read_organisation_addresses(
        PlaceKind::branch,
        "Zweigstelle Kamen: Markt 1, 59174 Kamen\n\n Postfach 10:30 \n: nur das\nPostfach 10:30");
    ASSERT_EQ(read.size(), 3U) << "empty lines are none, what stands there twice is there once";
    EXPECT_EQ(read[0].label, "Zweigstelle Kamen");
    EXPECT_EQ(read[0].address, "Markt 1, 59174 Kamen");
    EXPECT_EQ(read[1].label, "");
    EXPECT_EQ(read[1].address, "Postfach 10:30");
    auto const lines = lines_of(read, PlaceKind::branch);
    EXPECT_EQ(read_organisation_addresses(PlaceKind::branch, lines), read) << "as they are stored";
    EXPECT_EQ(lines_of(read, PlaceKind::visit), "");
    auto const open = read_organisation_addresses(PlaceKind::post, "Nur ein Wort: ");
    ASSERT_EQ(open.size(), 1U);
    EXPECT_EQ(open[0].address, "Nur ein Wort:") << "a label without an address is none";
}

TEST(OrganisationDetails, languages_are_those_that_are_known_each_once)
{
    EXPECT_THAT(known_tags({"tr", "xx", "de", "tr"}), ::testing::ElementsAre("de", "tr"));
}

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
            update_organisation(
                work, {awo.id, "", "", "AWO Kreis", "https://awo.example", ""}, "awo-kreis",
                OrganisationState::shown);
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
    auto const listed = list_organisations(connection(), tenant_, {}, 10);
    ASSERT_EQ(listed.size(), 1U) << "what was merged is in no list";
    EXPECT_EQ(listed.front().stored.organisation.id, third.id);
}

TEST_P(OrganisationStore, what_is_hidden_or_has_ended_is_shown_once_a_public_record_names_it)
{
    using enum OrganisationState;
    auto const in_work = [&](auto const& what) {
        return run_use_case(
                   {connection(), tenant_, Actor::system(), clock_, i18n::Zone::berlin(), no_signals},
                   [&](Work& work) -> Result<OrganisationId> { return what(work); })
            .value();
    };
    auto const state_of
        = [&](OrganisationId id) { return find_organisation(connection(), tenant_, id)->state; };
    auto const club = in_work(
        [](Work& work) { return add_hidden_organisation(work, {{}, "u-1", "verein", "Verein", "", ""}); });
    EXPECT_EQ(state_of(club), hidden);
    EXPECT_TRUE(published_versions(connection(), tenant_).empty()) << "nobody else sees it";
    EXPECT_EQ(find_or_add({{}, "u-2", "verein", "verein", "", ""}).id, club);
    EXPECT_EQ(state_of(club), hidden) << "asking for it shows nobody anything";
    auto const show = [&](Work& work) {
        show_organisation(work, club);
        return club;
    };
    in_work(show);
    EXPECT_EQ(state_of(club), shown);
    in_work([&](Work& work) {
        update_organisation(work, {club, "", "", "Verein", "", ""}, "verein", archived);
        return club;
    });
    EXPECT_EQ(state_of(club), archived);
    auto const of = [&](std::vector<OrganisationState> states) {
        OrganisationQuery query;
        query.states = std::move(states);
        return count_organisations(connection(), tenant_, query, 9);
    };
    EXPECT_EQ(of({archived}), 1);
    EXPECT_EQ(of({hidden, shown}), 0);
    in_work(show);
    in_work(show);
    EXPECT_EQ(state_of(club), shown);
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM audit_entries WHERE action = 'contacts.organisation.shown'"),
        2)
        << "and says nothing where it was shown already";
}

TEST_P(OrganisationStore, the_pages_of_a_list_are_the_list)
{
    auto const zoo = find_or_add({{}, "u-1", "zoo", "Zoo e. V.", "", ""}).id;
    auto const awo = find_or_add({{}, "u-2", "awo", "AWO Unna", "", ""}).id;
    auto const baths = find_or_add({{}, "u-3", "baeder", "Bäder gGmbH", "", ""}).id;
    auto const other_zoo = find_or_add({{}, "u-4", "zoo-2", "Zoo", "", ""}).id;
    auto const names = [&](OrganisationQuery query) {
        std::vector<OrganisationId> ids;
        for (;;) {
            auto const page = list_organisations(connection(), tenant_, query, 1);
            if (page.empty())
                return ids;
            ids.push_back(page.back().stored.organisation.id);
            query.after = page.back().place;
        }
    };
    using ::testing::ElementsAre;
    EXPECT_THAT(names({}), ElementsAre(awo, baths, other_zoo, zoo));
    EXPECT_THAT(names({.descending = true}), ElementsAre(zoo, other_zoo, baths, awo));
    EXPECT_THAT(names({.words = "bader"}), ElementsAre(baths));
    EXPECT_THAT(names({.is_alike = true}), ElementsAre(other_zoo, zoo)) << "side by side";
    EXPECT_THAT(names({.like = likeness_of("ZOO gGmbH")}), ElementsAre(other_zoo, zoo));
    OrganisationQuery some;
    some.among = db::Query("SELECT id FROM organisations WHERE key IN ('zoo', 'awo')");
    EXPECT_THAT(names(some), ElementsAre(awo, zoo));
    some.is_alike = true;
    EXPECT_THAT(names(some), ElementsAre()) << "alike to what may not be seen is not alike";
    OrganisationQuery rest;
    rest.without = db::Query("SELECT 1 FROM organisation_keys k WHERE k.key IN ('zoo', 'awo')"
                             " AND k.organisation_id = organisations.id");
    EXPECT_THAT(names(rest), ElementsAre(baths, other_zoo));
    EXPECT_EQ(count_organisations(connection(), tenant_, {}, 100), 4);
    EXPECT_EQ(count_organisations(connection(), tenant_, {}, 3), 3);
    EXPECT_EQ(count_organisations(connection(), tenant_, rest, 100), 2);
    EXPECT_TRUE(list_organisations(connection(), TenantId{tenant_.value + 1}, {}, 10).empty());

    // As a migration leaves them, which cannot fold.
    connection().execute("UPDATE organisations SET list_text = lower(name), likeness = ''");
    EXPECT_THAT(names({.is_alike = true}), ElementsAre());
    ASSERT_TRUE(spell_some_organisations(
        {connection(), tenant_, Actor::system(), clock_, i18n::Zone::berlin(), no_signals}, 0));
    EXPECT_THAT(names({.words = "bader"}), ElementsAre(baths));
    EXPECT_THAT(names({.is_alike = true}), ElementsAre(other_zoo, zoo));
}

TEST_P(OrganisationStore, those_in_two_scripts_are_alike_also_once_the_rules_have_changed)
{
    auto const cyrillic = find_or_add({{}, "u-1", "hromada", "Українська громада Унна", "", ""}).id;
    auto const latin = find_or_add({{}, "u-2", "hromada-2", "Ukrajinska Hromada Unna e. V.", "", ""}).id;
    find_or_add({{}, "u-3", "school", "Українська школа Унна", "", ""});
    auto const alike = [&] {
        std::vector<OrganisationId> ids;
        for (auto const& one : list_organisations(connection(), tenant_, {.is_alike = true}, 10))
            ids.push_back(one.stored.organisation.id);
        return ids;
    };
    EXPECT_THAT(alike(), ::testing::UnorderedElementsAre(cyrillic, latin));
    // As the rules had them before: folded words without blanks.
    connection().execute("UPDATE organisations SET likeness = replace(list_text, ' ', '')");
    EXPECT_THAT(alike(), ::testing::IsEmpty());
    ASSERT_TRUE(spell_some_organisations(
        {connection(), tenant_, Actor::system(), clock_, i18n::Zone::berlin(), no_signals}, 0));
    EXPECT_THAT(alike(), ::testing::UnorderedElementsAre(cyrillic, latin));
    EXPECT_EQ(find_organisation(connection(), tenant_, latin)->version, 1) << "nobody has changed it";
}

}
} // namespace kommin::contacts
