// Many links at once: asked about again, muted, no longer muted; each by its own right and as it was seen.

#include "app/tests/offer_story.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr auto bulk_of_links = "/verwaltung/verweise/auswahl";
constexpr auto muting_of_links = "/verwaltung/verweise/auswahl/stumm";

class LinkBulk : public OfferStory {
protected:
    // The link of an offer at this town.
    std::int64_t link_at(std::string const& name, std::string const& town)
    {
        auto const target = "https://" + name + ".example/";
        EXPECT_TRUE(work([&](Work& work) -> Result<portal::OfferId> {
            auto offer = offer_called(name, "Chor " + name, town);
            offer.website = target;
            auto const made = insert(work, offer);
            portal::gather_links(work, made);
            return made;
        }));
        return connection().load<std::int64_t>(
            "SELECT id FROM link_targets WHERE tenant_id = ? AND target = ?", tenant_, target);
    }
    static std::string tick(std::int64_t id, std::int64_t version = 0)
    {
        return "&wahl=" + std::to_string(id) + "%3A" + std::to_string(version);
    }
    bool is_muted(std::int64_t id)
    {
        return portal::find_link(connection(), tenant_, portal::LinkId{id})->muted_until.has_value();
    }
    std::int64_t times(std::string_view action)
    {
        return std::ranges::count(audit_actions(), std::string(action));
    }
};
KOMMIN_ON_BOTH_ENGINES(LinkBulk);

TEST_P(LinkBulk, links_are_muted_together_and_shown_again)
{
    auto const first = link_at("eins", "aalfeld");
    auto const second = link_at("zwei", "aalfeld");
    auto const foreign = link_at("drei", "bergau");
    auto town = browser_of("municipal_editor", aalfeld_);
    auto const list = town.get("/verwaltung/verweise").body_text();
    EXPECT_THAT(
        list, AllOf(HasSubstr("Stumm schalten …"), HasSubstr("Jetzt prüfen"), HasSubstr("name=\"wahl\"")));
    auto const seen = tick(first) + tick(second) + tick(foreign);
    auto const asked = town.post(bulk_of_links, "aktion=stumm" + seen).body_text();
    EXPECT_THAT(asked, AllOf(HasSubstr("3 Verweise stumm schalten"), HasSubstr("Bis zu welchem Tag?")));
    EXPECT_THAT(asked, Not(HasSubstr("drei.example")));
    auto const wrong = town.post(muting_of_links, "bis=gestern&grund=" + seen);
    EXPECT_EQ(wrong.status(), http::Status::unprocessable);
    EXPECT_THAT(wrong.body_text(), HasSubstr("value=\"gestern\""));
    EXPECT_FALSE(is_muted(first));

    auto const sent = "bis=24.12.2026&grund=Umbau" + seen;
    auto const told = town.post(muting_of_links, sent).body_text();
    EXPECT_THAT(
        told,
        AllOf(
            HasSubstr("2 Verweise sind stumm"), HasSubstr("Einmal ging es nicht"),
            HasSubstr("oder Ihr Konto darf ihn nicht ändern"), Not(HasSubstr("drei.example"))));
    EXPECT_TRUE(is_muted(first));
    EXPECT_FALSE(is_muted(foreign));
    EXPECT_THAT(
        town.post(muting_of_links, sent).body_text(), HasSubstr("2 Verweise waren schon bis zu diesem"));
    EXPECT_EQ(times("portal.link.muted"), 2) << "pressed twice";
    EXPECT_THAT(
        town.post(muting_of_links, "bis=26.12.2026&grund=Umbau" + seen).body_text(),
        HasSubstr("Der Zustand dieses Verweises ist inzwischen ein anderer"))
        << "seen before it was muted";
    EXPECT_THAT(
        change_everything(town, bulk_of_links, "aktion=aufheben&alle=1&abfrage=zustand%3Dstumm"),
        HasSubstr("2 Verweise sind nicht mehr stumm"));
    EXPECT_EQ(times("portal.link.unmuted"), 2);
    EXPECT_THAT(
        town.post(bulk_of_links, "aktion=aufheben" + tick(first)).body_text(),
        HasSubstr("Ein Verweis war nicht stumm"));
    EXPECT_EQ(times("portal.link.unmuted"), 2) << "pressed twice";
}

TEST_P(LinkBulk, links_are_asked_about_together_once)
{
    auto const first = link_at("eins", "aalfeld");
    auto const second = link_at("zwei", "aalfeld");
    auto const foreign = link_at("drei", "bergau");
    connection().execute("UPDATE link_targets SET due_at = NULL");
    auto town = browser_of("municipal_editor", aalfeld_);
    auto const pressed = "aktion=pruefen" + tick(first) + tick(second) + tick(foreign);
    EXPECT_THAT(
        town.post(bulk_of_links, pressed).body_text(),
        AllOf(HasSubstr("2 Verweise werden geprüft"), HasSubstr("Einmal ging es nicht")));
    EXPECT_THAT(town.post(bulk_of_links, pressed).body_text(), HasSubstr("2 Verweise wurden eben geprüft"));
    EXPECT_EQ(times("portal.link.check_asked"), 2) << "pressed twice";
    auto reader = browser_of("reader");
    EXPECT_THAT(reader.get("/verwaltung/verweise").body_text(), Not(HasSubstr("name=\"wahl\"")));
    for (auto const* path : {bulk_of_links, muting_of_links})
        EXPECT_EQ(reader.post(path, pressed).status(), http::Status::not_found) << path;
}

}
} // namespace kommin::app
