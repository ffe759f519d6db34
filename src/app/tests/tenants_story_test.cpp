// Two districts in one installation: the host name decides, and neither sees anything of the other.

#include "app/tests/story.hpp"

#include <gmock/gmock.h>

namespace kommin::app {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class TwoDistricts : public DistrictStory {
protected:
    void SetUp() override
    {
        DistrictStory::SetUp();
        open("musterau", "Kreis Musterau", "Nähkurs Musterau");
        open("beispielhain", "Kreis Beispielhain", "Chor Beispielhain");
    }
    void open(std::string const& slug, std::string const& name, std::string const& offer_title)
    {
        auto const town = slug + "-stadt";
        auto const tenant
            = found({.slug = slug, .name = name, .towns = {town}, .hosts = {slug + ".example"}});
        publish(tenant, [&](Work& work) {
            auto offer = offer_called("kurs-" + slug, offer_title, town);
            offer.key = "a1"; // the same key in both
            offer.phones = {{"02303 1", "+4923031", {}}};
            offer.unsure_fields = {{"phones", "verify"}};
            insert(work, offer);
        });
    }
    [[nodiscard]] std::shared_ptr<Publication const> shown_by(std::string_view host) const
    {
        return product_.publications.find(host);
    }
};
KOMMIN_ON_BOTH_ENGINES(TwoDistricts);

TEST_P(TwoDistricts, the_host_decides)
{
    EXPECT_THAT(get("/de/", "musterau.example").body_text(), HasSubstr("Kreis Musterau"));
    EXPECT_THAT(get("/de/", "BEISPIELHAIN.example:8443").body_text(), HasSubstr("Kreis Beispielhain"));
    EXPECT_EQ(get("/de/", "fremd.example").status(), http::Status::misdirected_request);
    EXPECT_EQ(get("/healthz", "fremd.example").status(), http::Status::ok)
        << "the machine is asked by any name";
}

TEST_P(TwoDistricts, a_refusal_is_of_the_district_that_was_asked)
{
    auto const refusal = [&](std::string const& host) {
        return product_.application
            .error_page(
                http::Status::payload_too_large,
                http::Request::for_test(http::Method::post, "/de/barriere-melden", {{"Host", host}}))
            .body_text();
    };
    EXPECT_THAT(refusal("musterau.example"), HasSubstr("Kreis Musterau"));
    EXPECT_THAT(refusal("beispielhain.example"), HasSubstr("Kreis Beispielhain"));
    EXPECT_THAT(refusal("fremd.example"), Not(HasSubstr("Kreis")));
}

TEST_P(TwoDistricts, no_page_shows_anything_of_the_other)
{
    for (auto const* path :
         {"/de/", "/de/angebote", "/de/orte", "/de/suche?q=Kurs", "/de/suche?q=Chor", "/sitemap.xml",
          "/sitemap/1.xml", "/de/suche/vorschlaege?q=Cho"})
        EXPECT_THAT(get(path, "musterau.example").body_text(), Not(HasSubstr("beispielhain"))) << path;
    // The page repeats what was asked for, and finds nothing.
    EXPECT_THAT(
        get("/de/suche?q=Beispielhain", "musterau.example").body_text(),
        AllOf(Not(HasSubstr("kurs-beispielhain")), Not(HasSubstr("beispielhain-stadt"))));
    EXPECT_EQ(get("/de/angebote/kurs-musterau", "musterau.example").status(), http::Status::ok);
    for (auto const* path :
         {"/de/angebote/kurs-beispielhain", "/de/angebote/kurs-beispielhain/qr.svg",
          "/de/orte/beispielhain-stadt", "/de/orte/beispielhain-stadt/offline.json"})
        EXPECT_EQ(get(path, "musterau.example").status(), http::Status::not_found) << path;
}

// Every route there is, with the other district's names in every place of the address.
TEST_P(TwoDistricts, no_route_shows_anything_of_the_other)
{
    std::size_t asked = 0;
    for (auto const& route : product_.application.routes()) {
        auto path = std::string(route.pattern);
        if (route.method != http::Method::get || path.find('*') != std::string::npos)
            continue;
        for (auto const& [parameter, value] :
             std::initializer_list<std::pair<std::string_view, std::string_view>>{
                 {"{lang:lang}", "de"},
                 {"{slug}", "kurs-beispielhain"},
                 {"{gemeinde}", "beispielhain-stadt"},
                 {"{file}", "1.xml"},
                 {"{bild}", "x"},
                 {"{seitenbild}", "x"},
                 {"{datei}", "gross.webp"},
                 // Of people at work; who is not logged in sees the way in (staff_story_test.cpp has the
                 // others).
                 {"{token}", "x"},
                 {"{konto}", "x"},
                 {"{angebot}", "1"},
                 {"{seite}", "1"},
                 {"{kreisseite}", "1"},
                 {"{verweis}", "1"},
                 {"{suche}", "1"},
                 {"{eintrag}", "1"},
                 {"{begriff}", "1"},
                 {"{einrichtung}", "1"},
                 {"{kategorie}", "kind-mbe"},
                 {"{lebenslage}", "situation-own_1"},
                 {"{ort}", "1"},
                 {"{stelle}", "1"},
                 {"{gremium}", "1"},
                 {"{sitz}", "1"},
                 {"{mitgliedschaft}", "1"},
                 {"{einladung}", "1"},
                 {"{code}", "x"},
                 {"{anmeldung}", "1"},
                 {"{eintritt}", "x"},
                 {"{sitzung}", "1"},
                 {"{tagung}", "2027"},
                 {"{aufgabe}", "1"},
                 {"{beratung}", "1"},
                 {"{ziel}", "1"},
                 {"{beschluss}", "1"},
                 {"{veroeffentlichung}", "1"},
                 {"{vorlage}", "1"},
                 {"{punkt}", "1"},
                 {"{unterlage}", "1"},
                 {"{empfehlung}", "1"},
                 {"{massnahme}", "1"},
                 {"{meilenstein}", "1"},
                 {"{risiko}", "1"},
                 {"{teilaufgabe}", "1"},
                 {"{kennzahl}", "1"},
                 {"{bericht}", "1"},
                 {"{foerderprogramm}", "1"},
                 {"{paket}", "1"},
                 {"{aufruf}", "1"},
                 {"{antrag}", "1"},
                 {"{zeile}", "1"},
                 {"{deckungskreis}", "1"},
                 {"{zuwendung}", "1"},
                 {"{abruf}", "1"},
                 {"{beleg}", "1"},
                 {"{nachweis}", "1"},
                 {"{weitergabe}", "1"},
                 {"{bestand}", "1"},
                 {"{anfrage}", "1"},
                 {"{meldung}", "1"},
                 {"{jahr}", "1"},
                 {"{schritt}", "1"},
                 {"{dokument}", "1"},
                 {"{prioritaet}", "1"},
                 {"{bewertung}", "1"},
                 {"{bitte}", "1"},
                 {"{art}", "massnahmen"},
                 {"{brief}", "1"},
                 {"{briefart}", "goals.inventory.request"},
                 {"{blatt}", "1"},
                 {"{sicht}", "fremd"},
                 {"{person}", "1"},
                 {"{einwilligung}", "1"},
                 {"{zweck}", "news"},
                 {"{sprache}", "ar"},
                 {"{was}", "offer"},
                 {"{nummer}", "1"}}) {
            if (auto const at = path.find(parameter); at != std::string::npos)
                path.replace(at, parameter.size(), value);
        }
        ASSERT_EQ(path.find('{'), std::string::npos) << path << ": say here what stands for the parameter";
        ++asked;
        for (auto const* query : {"", "?q=Beispielhain&gemeinde=beispielhain-stadt&seite=1"}) {
            auto const answer = get(path + query, "musterau.example");
            auto const body = answer.body_text();
            bool const repeats_the_question = body.find("value=\"Beispielhain\"") != std::string::npos;
            EXPECT_THAT(body, Not(HasSubstr("Kreis Beispielhain"))) << path;
            EXPECT_THAT(body, Not(HasSubstr("Chor Beispielhain"))) << path;
            if (!repeats_the_question) {
                EXPECT_THAT(body, Not(HasSubstr("beispielhain.example"))) << path;
            }
        }
    }
    EXPECT_GT(asked, 15U);
}

TEST_P(TwoDistricts, each_is_reached_under_its_own_name)
{
    EXPECT_THAT(
        get("/de/", "beispielhain.example").body_text(),
        HasSubstr(R"(<link rel="canonical" href="https://beispielhain.example/de/">)"));
    EXPECT_THAT(
        get("/sitemap.xml", "musterau.example").body_text(),
        HasSubstr("<loc>https://musterau.example/de/</loc>"));
}

TEST_P(TwoDistricts, one_that_cannot_be_loaded_keeps_what_it_has)
{
    auto const before = shown_by("musterau.example");
    connection().execute("UPDATE tenants SET zone = 'Mars/Olympus' WHERE slug = 'musterau'");
    for (auto const* host : {"musterau.example", "beispielhain.example"})
        commit_version(shown_by(host)->site.tenant);
    EXPECT_EQ(product_.publications.refresh(connection()), 1);
    EXPECT_EQ(shown_by("musterau.example"), before);
    EXPECT_EQ(shown_by("beispielhain.example")->version_of(portal::published_as), 2);
}

TEST_P(TwoDistricts, what_is_published_no_more_is_freed_by_the_next_look_and_not_by_a_reader)
{
    std::weak_ptr<Publication const> const before = shown_by("musterau.example");
    commit_version(shown_by("musterau.example")->site.tenant);
    EXPECT_EQ(product_.publications.refresh(connection()), 1);
    EXPECT_FALSE(before.expired());
    EXPECT_EQ(product_.publications.refresh(connection()), 0);
    EXPECT_TRUE(before.expired());
}

TEST_P(TwoDistricts, a_new_name_needs_no_publication)
{
    connection().execute("INSERT INTO tenant_hosts (tenant_id, host) SELECT id, 'neu.example' FROM tenants "
                         "WHERE slug = 'musterau'");
    product_.publications.refresh(connection());
    EXPECT_THAT(get("/de/", "neu.example").body_text(), HasSubstr("Kreis Musterau"));
}

TEST_P(TwoDistricts, publishing_one_leaves_the_other_alone)
{
    auto const before = shown_by("beispielhain.example");
    commit_version(shown_by("musterau.example")->site.tenant);
    EXPECT_EQ(product_.publications.refresh(connection()), 1);
    EXPECT_EQ(shown_by("beispielhain.example"), before);
    EXPECT_EQ(product_.publications.refresh(connection()), 0);
}

TEST_P(TwoDistricts, the_button_to_call_says_that_nobody_has_read_the_number)
{
    auto const html = get("/de/angebote/kurs-musterau", "musterau.example").body_text();
    auto const button = html.find("href=\"tel:+4923031\"");
    ASSERT_NE(button, std::string::npos);
    EXPECT_THAT(html.substr(button, html.find("</a>", button) - button), HasSubstr("bitte prüfen"));
}

TEST_P(TwoDistricts, one_that_cannot_be_loaded_at_the_start_is_not_answered_by_the_other)
{
    connection().execute("UPDATE tenants SET zone = 'Mars/Olympus' WHERE slug = 'musterau'");
    Product started_anew;
    started_anew.publications.refresh(connection());
    auto const ask = [&](char const* host) {
        return started_anew.application.answer(
            http::Request::for_test(http::Method::get, "/de/", {{"Host", host}}), connection());
    };
    EXPECT_EQ(ask("musterau.example").status(), http::Status::misdirected_request);
    EXPECT_EQ(ask("fremd.example").status(), http::Status::misdirected_request);
    EXPECT_THAT(ask("beispielhain.example").body_text(), HasSubstr("Kreis Beispielhain"));
}

TEST_P(TwoDistricts, may_take_over_the_same_feed)
{
    for (auto const* district : {"musterau", "beispielhain"})
        publish(shown_by(std::string(district) + ".example")->site.tenant, [&](Work& work) {
            auto offer = offer_called("gemeinsam", "Beratung im Netz", std::string(district) + "-stadt");
            offer.public_id = "3fa85f64-5717-4562-b3fc-2c963f66afa6";
            insert(work, offer);
        });
    for (auto const* host : {"musterau.example", "beispielhain.example"})
        EXPECT_EQ(get("/de/angebote/gemeinsam", host).status(), http::Status::ok) << host;
}

} // namespace
} // namespace kommin::app
