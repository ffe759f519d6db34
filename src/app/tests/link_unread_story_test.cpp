// A record that cannot be read is passed over while links are gathered, and the night goes on.

#include "app/tests/offer_story.hpp"

#include <string>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Nobody is asked whether links are right: what is there is gathered all the same.
class LinkUnread : public OfferStory {
protected:
    void SetUp() override
    {
        OfferStory::SetUp();
        run(); // what recurs is planned
    }
    void run() { jobs_of(product_.modules, clock(), no_signals).run_due(connection()); }
    void night()
    {
        clock().set(clock().now() + std::chrono::days(1));
        run();
    }
    void offer_with(std::string const& slug, std::string const& website, std::string const& organisation = {})
    {
        ASSERT_TRUE(work([&](Work& work) -> Result<portal::OfferId> {
            auto offer = offer_called(slug, slug, "aalfeld");
            offer.website = website;
            offer.organisation = organisation;
            work.publish(portal::published_as);
            return insert(work, offer);
        }));
    }
    void page_with(std::string const& slug, std::string const& address)
    {
        ASSERT_TRUE(work([&](Work& work) -> Result<portal::PageId> {
            auto page = page_called(slug, slug, {});
            page.content.source = "[hier](" + address + ')';
            work.publish(portal::published_as);
            return insert(work, page);
        }));
    }
    std::vector<std::string> targets()
    {
        return connection().list<std::string>(
            "SELECT target FROM link_targets WHERE tenant_id = ? ORDER BY target", tenant_);
    }
    std::vector<std::string> gatherings_that_failed()
    {
        return connection().list<std::string>(
            "SELECT kind FROM jobs WHERE tenant_id = ? AND state <> 'done' AND kind LIKE "
            "'portal.links.gather%'",
            tenant_);
    }
};
KOMMIN_ON_BOTH_ENGINES(LinkUnread);

TEST_P(LinkUnread, an_offer_is_passed_over_and_keeps_what_was_known_of_it)
{
    offer_with("eins", "https://eins.example/");
    offer_with("zwei", "https://zwei.example/");
    night();
    EXPECT_THAT(targets(), ElementsAre("https://eins.example/", "https://zwei.example/"));
    connection().execute(
        "UPDATE offers SET as_of = 'kein Tag', website = 'https://neu.example/' WHERE slug = 'eins'");
    offer_with("drei", "https://drei.example/");
    page_with("seite", "https://seite.example/");
    night();
    EXPECT_THAT(
        targets(),
        ElementsAre(
            "https://drei.example/", "https://eins.example/", "https://seite.example/",
            "https://zwei.example/"));
    EXPECT_THAT(gatherings_that_failed(), IsEmpty());
    EXPECT_THAT(
        connection().list<std::string>("SELECT kind FROM jobs WHERE tenant_id = ?", tenant_),
        Contains("portal.links.plan"))
        << "what follows the gathering follows all the same";

    connection().execute("UPDATE offers SET as_of = NULL WHERE slug = 'eins'");
    night();
    EXPECT_THAT(targets(), Contains("https://neu.example/"));
}

TEST_P(LinkUnread, a_page_is_passed_over_and_the_others_are_not)
{
    page_with("eins", "https://eins.example/");
    page_with("zwei", "https://zwei.example/");
    night();
    connection().execute("UPDATE pages SET changed_at = 'kein Tag' WHERE slug = 'eins'");
    connection().execute("UPDATE pages SET content = '[hier](https://neu.example/)' WHERE slug = 'zwei'");
    night();
    EXPECT_THAT(targets(), ElementsAre("https://eins.example/", "https://neu.example/"));
    EXPECT_THAT(gatherings_that_failed(), IsEmpty());
}

} // namespace
} // namespace kommin::app
