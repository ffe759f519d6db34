// An offer ends. Whoever has its address on paper learns that, and what helps instead; nobody else meets it.

#include "app/tests/story.hpp"

#include <gmock/gmock.h>

#include <functional>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class EndedOffer : public DistrictStory {
protected:
    EndedOffer()
        : DistrictStory({.base_url = "https://portal.example"})
    { }
    void SetUp() override
    {
        DistrictStory::SetUp();
        tenant_ = found({.towns = {"aalfeld", "bergau"}});
        publish(tenant_, [&](Work& work) {
            ended_ = insert(work, mbe("sprechstunde", "Sprechstunde Zwobbel", "aalfeld"));
            draft_ = insert(work, [] {
                auto offer = mbe("entwurf", "Entwurf Zwobbel", "aalfeld");
                offer.status = portal::OfferStatus::inactive;
                return offer;
            }());
            insert(work, mbe("beratung-aalfeld", "Beratung Aalfeld", "aalfeld"));
            insert(work, mbe("beratung-bergau", "Beratung Bergau", "bergau"));
            insert(work, offer_called("chor-aalfeld", "Chor Aalfeld", "aalfeld"));
        });
    }
    static portal::Offer mbe(std::string slug, std::string title, std::string town)
    {
        auto offer = offer_called(std::move(slug), std::move(title), std::move(town));
        offer.kind = portal::OfferKind::mbe;
        return offer;
    }
    // Both the one that was public and the draft.
    void end_both()
    {
        end([&](portal::Offer const& offer) { return offer.id == ended_ || offer.id == draft_; });
    }
    // All of them stand in Aalfeld.
    void end(std::function<bool(portal::Offer const&)> const& which)
    {
        publish(tenant_, [&](Work& work) {
            for (auto offer : portal::list_offers(work.db(), tenant_)) {
                if (!which(offer))
                    continue;
                offer.status = portal::OfferStatus::defunct;
                auto const town
                    = tenants::load_tenant_with_bodies(work.db(), tenant_).find_body("aalfeld")->id;
                ASSERT_TRUE(
                    portal::update_offer(work.db(), tenant_, offer.id, offer, {town, {}}, work.now()));
            }
        });
    }
    // Everything that leads to offers.
    std::vector<std::string> ways()
    {
        std::vector<std::string> texts;
        for (auto const* path :
             {"/de/", "/de/angebote", "/de/angebote?gemeinde=aalfeld", "/de/angebote?kategorie=mbe",
              "/de/angebote?q=Zwobbel", "/de/suche?q=Zwobbel", "/de/suche/vorschlaege?q=Zwob", "/de/orte",
              "/de/orte/aalfeld", "/de/orte/aalfeld/offline.json", "/sitemap.xml", "/sitemap/1.xml"}) {
            auto const answer = get(path);
            EXPECT_EQ(answer.status(), http::Status::ok) << path;
            texts.push_back(std::string(path) + '\n' + answer.body_text());
        }
        return texts;
    }

    TenantId tenant_;
    portal::OfferId ended_;
    portal::OfferId draft_;
};
KOMMIN_ON_BOTH_ENGINES(EndedOffer);

TEST_P(EndedOffer, says_so_and_shows_what_serves_the_same_people)
{
    EXPECT_EQ(get("/de/angebote/sprechstunde").status(), http::Status::ok);
    end_both();
    auto const answer = get("/de/angebote/sprechstunde");
    EXPECT_EQ(answer.status(), http::Status::gone);
    auto const html = answer.body_text();
    EXPECT_THAT(html, HasSubstr("Sprechstunde Zwobbel</h1>"));
    EXPECT_THAT(html, HasSubstr("Dieses Angebot gibt es nicht mehr."));
    EXPECT_THAT(html, HasSubstr("<meta name=\"robots\" content=\"noindex\">"));
    EXPECT_THAT(html, Not(HasSubstr("rel=\"canonical\"")));
    EXPECT_THAT(html, Not(HasSubstr("qr.svg")));
    EXPECT_EQ(get("/de/angebote/sprechstunde/qr.svg").status(), http::Status::not_found);

    EXPECT_THAT(html, HasSubstr("href=\"/de/angebote/beratung-aalfeld\""));
    for (auto const* slug : {"beratung-bergau", "chor-aalfeld", "sprechstunde\"", "entwurf"})
        EXPECT_THAT(html, Not(HasSubstr("href=\"/de/angebote/" + std::string(slug)))) << slug;
}

TEST_P(EndedOffer, the_last_of_its_kind_here_shows_those_of_other_places_and_else_nothing)
{
    end([](portal::Offer const& offer) {
        return offer.kind == portal::OfferKind::mbe && offer.slug != "beratung-bergau";
    });
    EXPECT_THAT(page("/de/angebote/sprechstunde"), HasSubstr("beratung-bergau"));
    end([](portal::Offer const& offer) { return offer.kind == portal::OfferKind::mbe; });
    auto const html = page("/de/angebote/sprechstunde");
    EXPECT_THAT(html, HasSubstr("Dieses Angebot gibt es nicht mehr."));
    EXPECT_THAT(html, Not(HasSubstr("Das hilft Ihnen jetzt weiter")));
}

TEST_P(EndedOffer, is_met_nowhere_else)
{
    auto const before = ways();
    EXPECT_THAT(before[1], HasSubstr("/angebote/sprechstunde"));
    EXPECT_THAT(page("/de/suche/vorschlaege?q=Zwob"), HasSubstr("obbel"));
    end_both();
    EXPECT_EQ(page("/de/suche/vorschlaege?q=Zwob"), "[]");
    for (auto const& text : ways())
        EXPECT_THAT(
            text, AllOf(Not(HasSubstr("angebote/sprechstunde")), Not(HasSubstr("Sprechstunde Zwobbel"))));
}

TEST_P(EndedOffer, that_was_never_public_is_unknown)
{
    auto const unknown = get("/de/angebote/gibt-es-nicht");
    EXPECT_EQ(unknown.status(), http::Status::not_found);
    for (int time = 0; time < 2; ++time) {
        auto const answer = get("/de/angebote/entwurf");
        EXPECT_EQ(answer.status(), http::Status::not_found);
        EXPECT_EQ(answer.body_text(), unknown.body_text()) << "nothing tells that there is something";
        end_both();
    }
    for (auto const& text : ways())
        EXPECT_THAT(text, AllOf(Not(HasSubstr("entwurf")), Not(HasSubstr("Entwurf"))));
}

} // namespace
} // namespace kommin::app
