// A newcomer opens the portal of Kreis Unna and finds the right counter.

#include "app/tests/story.hpp"

#include "app/share.hpp"
#include "modules/portal/api.hpp"
#include "platform/audit/audit.hpp"
#include "platform/base/text.hpp"
#include "platform/work/work.hpp"

#include <gmock/gmock.h>

namespace kommin::app {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

KOMMIN_ON_BOTH_ENGINES(PortalStory);

TEST_P(PortalStory, the_root_sends_people_to_their_language)
{
    EXPECT_EQ(world().get("/").header("Location"), "/de/");
    EXPECT_EQ(world().get("/", {{"Accept-Language", "uk-UA,uk;q=0.9,en;q=0.5"}}).header("Location"), "/uk/");
    EXPECT_EQ(world().get("/", {{"Accept-Language", "ja"}}).header("Location"), "/de/");
    EXPECT_EQ(
        world().get("/", {{"Accept-Language", "en"}, {"Cookie", "kommin_sprache=ar"}}).header("Location"),
        "/ar/")
        << "what somebody chose wins over what the browser says";
    EXPECT_THAT(std::string(world().get("/").header("Vary")), HasSubstr("Accept-Language"));
}

TEST_P(PortalStory, a_chosen_language_is_remembered_and_the_page_is_kept)
{
    auto const answer = world().get("/tr/angebote?gemeinde=luenen&merken=tr");
    EXPECT_EQ(answer.status(), http::Status::see_other);
    EXPECT_EQ(answer.header("Location"), "/tr/angebote?gemeinde=luenen");
    EXPECT_THAT(std::string(answer.header("Set-Cookie")), HasSubstr("kommin_sprache=tr"));
    EXPECT_TRUE(world().get("/tr/angebote?gemeinde=luenen").header("Set-Cookie").empty())
        << "no cookie without a choice";
}

TEST_P(PortalStory, every_language_has_its_tag_and_direction)
{
    for (auto const* tag : {"de", "de-simple", "en", "tr", "ar", "uk", "ro"}) {
        auto const html = page("/" + std::string(tag) + "/");
        auto const direction = std::string_view(tag) == "ar" ? "rtl" : "ltr";
        EXPECT_THAT(html, HasSubstr("<html lang=\"" + std::string(tag) + "\" dir=\"" + direction + "\">"));
        EXPECT_THAT(html, HasSubstr("hreflang=\"uk\""));
    }
}

TEST_P(PortalStory, every_page_says_that_entries_are_unconfirmed_samples)
{
    for (auto const* path :
         {"/de/", "/ar/angebote", "/en/orte/luenen", "/uk/info/erste-schritte", "/ro/suche?q=kurs",
          "/tr/impressum", "/de/gibt-es-nicht"})
        EXPECT_THAT(page(path), HasSubstr("class=\"km-demo\"")) << path;
}

TEST_P(PortalStory, three_steps_lead_from_arriving_to_the_counter)
{
    EXPECT_THAT(page("/de/"), HasSubstr("href=\"/de/orte/luenen\""));
    auto const place = page("/de/orte/luenen");
    EXPECT_THAT(place, HasSubstr("Lünen"));
    auto const start = place.find("href=\"/de/angebote/");
    ASSERT_NE(start, std::string::npos);
    auto const begin = start + std::string_view("href=\"").size();
    auto const offer = page(place.substr(begin, place.find('"', begin) - begin));
    EXPECT_THAT(offer, HasSubstr("id=\"zeit\"")) << "opening hours";
    EXPECT_THAT(offer, HasSubstr("id=\"wo\"")) << "address";
}

TEST_P(PortalStory, filters_work_as_plain_links_and_add_up)
{
    auto const all = page("/de/angebote");
    EXPECT_THAT(all, HasSubstr("110 Angebote"));
    auto const in_luenen = page("/de/angebote?gemeinde=luenen&kategorie=mbe");
    EXPECT_THAT(in_luenen, HasSubstr("Filter (2)"));
    EXPECT_THAT(in_luenen, HasSubstr("href=\"/de/angebote?kategorie=mbe\""))
        << "the chip removes only the place";
    EXPECT_THAT(page("/de/angebote?kinderbetreuung=ja"), HasSubstr("Mit Kinderbetreuung"));
}

TEST_P(PortalStory, a_filter_value_nobody_knows_is_named_and_left_out)
{
    auto const html = page("/de/angebote?gemeinde=dortmund&kategorie=%3Cscript%3E&seite=abc");
    EXPECT_THAT(html, HasSubstr("gemeinde = dortmund"));
    EXPECT_THAT(html, HasSubstr("kategorie = &lt;script&gt;"));
    EXPECT_THAT(html, HasSubstr("seite = abc"));
    EXPECT_THAT(html, HasSubstr("110 Angebote"));
    EXPECT_THAT(html, Not(HasSubstr("<script>alert")));
}

TEST_P(PortalStory, an_empty_list_shows_ways_out)
{
    auto const html = page("/de/angebote?kategorie=jmd&zielgruppe=aeltere");
    EXPECT_THAT(html, HasSubstr("Keine Angebote gefunden"));
    EXPECT_THAT(html, HasSubstr("Ohne diesen Filter"));
}

TEST_P(PortalStory, unread_facts_are_marked_and_old_times_never_say_open)
{
    // o019 was read in 2019; the clock stands on a Monday at ten.
    auto const* offer = [&]() -> portal::Offer const* {
        for (auto const& candidate : world().snapshot().offers()) {
            if (candidate.key == "o019")
                return &candidate;
        }
        return nullptr;
    }();
    ASSERT_NE(offer, nullptr);
    auto const html = page("/de/angebote/" + offer->slug);
    EXPECT_THAT(html, HasSubstr("Zeiten nicht bestätigt"));
    EXPECT_THAT(html, Not(HasSubstr("Jetzt geöffnet</span>")));
    EXPECT_THAT(html, HasSubstr("Nicht bestätigt"));
    EXPECT_THAT(html, HasSubstr("Quellen"));
}

TEST_P(PortalStory, examples_are_dated_from_the_day_of_loading)
{
    for (auto const& offer : world().snapshot().offers()) {
        if (offer.key != "x01")
            continue;
        EXPECT_EQ(to_iso(*offer.course.next_start), "2026-12-02");
        auto const html = page("/de/angebote/" + offer.slug);
        EXPECT_THAT(html, HasSubstr(">Beispiel</span>"));
        EXPECT_THAT(html, HasSubstr("Mittwoch, 2. Dezember 2026"));
        EXPECT_THAT(html, HasSubstr("Jetzt geöffnet"));
        return;
    }
    FAIL() << "example x01 is missing";
}

TEST_P(PortalStory, phone_numbers_and_addresses_stay_left_to_right_in_arabic)
{
    auto const html = page("/ar/angebote/auslaenderbehoerde-kreis-unna");
    EXPECT_THAT(html, HasSubstr("<span class=\"km-ltr\">02303 27-3333</span>"));
    EXPECT_THAT(html, HasSubstr("<span lang=\"de\" dir=\"ltr\">"));
    EXPECT_THAT(html, HasSubstr("href=\"tel:+492303273333\""));
}

TEST_P(PortalStory, a_missing_translation_is_shown_in_german_and_says_so)
{
    // Nobody has put the offers into simple language yet.
    auto const html = page("/de-simple/angebote/auslaenderbehoerde-kreis-unna");
    EXPECT_THAT(html, HasSubstr("km-langnote"));
    EXPECT_THAT(html, HasSubstr("<span lang=\"de\" dir=\"ltr\">Ausländerbehörde"));
}

TEST_P(PortalStory, what_does_not_exist_gets_a_page_with_the_search_box)
{
    for (auto const* path :
         {"/de/angebote/gibt-es-nicht", "/de/orte/dortmund", "/de/info/nichts", "/de/xyz", "/xx/",
          "/de/orte/kreis-unna"}) {
        auto const answer = world().get(path);
        EXPECT_EQ(answer.status(), http::Status::not_found) << path;
        EXPECT_THAT(answer.body_text(), HasSubstr("role=\"search\"")) << path;
        EXPECT_EQ(answer.header("Cache-Control"), "no-store") << path;
    }
    EXPECT_THAT(page("/ar/gibt/es/nicht"), HasSubstr("<html lang=\"ar\" dir=\"rtl\">"));
    EXPECT_THAT(
        world().get("/fr/angebote", {{"Accept-Language", "tr"}}).body_text(), HasSubstr("<html lang=\"tr\""))
        << "an unknown language is answered in the one that fits best";
}

TEST_P(PortalStory, searching_across_languages_finds_the_counter)
{
    EXPECT_THAT(
        page("/uk/suche?q=%D0%BA%D1%83%D1%80%D1%81%20%D0%BD%D1%96%D0%BC%D0%B5%D1%86%D1%8C%D0%BA%D0%BE%D1%97"),
        HasSubstr("km-card"));
    EXPECT_THAT(
        page("/de/suche?q=Auslanderbehorde"), HasSubstr("/de/angebote/auslaenderbehoerde-kreis-unna"));
    auto const nothing = page("/de/suche?q=qqqqzzzz");
    EXPECT_THAT(nothing, HasSubstr("Dazu haben wir nichts gefunden"));
    EXPECT_THAT(nothing, HasSubstr("value=\"qqqqzzzz\""));
    EXPECT_THAT(page("/de/suche?q=%3Cscript%3Ealert(1)%3C/script%3E"), Not(HasSubstr("<script>alert")));
}

TEST_P(PortalStory, matches_are_marked)
{
    EXPECT_THAT(page("/de/suche?q=Jobcenter"), HasSubstr("<mark>"));
}

TEST_P(PortalStory, suggestions_are_json)
{
    auto const answer = world().get("/de/suche/vorschlaege?q=sprach");
    EXPECT_EQ(answer.header("Content-Type"), "application/json");
    EXPECT_EQ(answer.body_text().front(), '[');
}

TEST_P(PortalStory, legal_pages_have_addresses_of_their_own)
{
    for (auto const* path : {"/de/impressum", "/de/datenschutz", "/de/barrierefreiheit", "/ar/impressum"})
        EXPECT_EQ(world().get(path).status(), http::Status::ok) << path;
    EXPECT_EQ(world().get("/de/info/impressum").header("Location"), "/de/impressum");
}

TEST_P(PortalStory, links_of_editors_lead_into_the_portal)
{
    auto const html = page("/de/info/wohnung-anmelden");
    EXPECT_THAT(html, HasSubstr("href=\"/de/angebote?thema=wohnen\""));
    EXPECT_THAT(html, Not(HasSubstr("seite:")));
    EXPECT_THAT(html, Not(HasSubstr("angebote:")));
}

TEST_P(PortalStory, no_page_has_inline_script_or_style_and_all_have_a_strict_policy)
{
    for (auto const* path :
         {"/de/", "/ar/angebote", "/de/angebote/auslaenderbehoerde-kreis-unna", "/de/orte/unna",
          "/de/barriere-melden", "/de/suche?q=kurs", "/de/nichts"}) {
        auto const answer = world().get(path);
        EXPECT_THAT(answer.body_text(), Not(HasSubstr(" style="))) << path;
        EXPECT_THAT(answer.body_text(), Not(HasSubstr("<style"))) << path;
        EXPECT_THAT(answer.body_text(), Not(HasSubstr(" onclick="))) << path;
        EXPECT_THAT(std::string(answer.header("Content-Security-Policy")), HasSubstr("default-src 'none'"))
            << path;
        EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff") << path;
    }
}

std::int64_t count_feedback_in(db::Connection& db)
{
    return db.load<std::int64_t>("SELECT count(*) FROM feedback");
}

TEST_P(PortalStory, a_barrier_is_reported_with_its_deadlines_and_only_once)
{
    auto const before = count_feedback_in(world().db());
    auto const body
        = "thema=barriere&nachricht=Die+Karte+ist+nicht+lesbar&kontakt=a%40example.org&schluessel=k"
        + std::to_string(before);
    auto const first = world().post("/de/barriere-melden", body);
    EXPECT_EQ(first.status(), http::Status::see_other);
    EXPECT_EQ(first.header("Location"), "/de/barriere-melden/danke");
    EXPECT_EQ(world().post("/de/barriere-melden", body).status(), http::Status::see_other);
    EXPECT_EQ(count_feedback_in(world().db()), before + 1);

    struct Deadlines {
        Date by, at_latest;
    };
    auto const deadlines
        = world()
              .db()
              .list<Deadlines>("SELECT answer_by, answer_at_latest FROM feedback ORDER BY id DESC")
              .front();
    EXPECT_EQ(to_iso(deadlines.by), "2026-12-07");
    EXPECT_EQ(to_iso(deadlines.at_latest), "2027-01-04");
    EXPECT_FALSE(audit::verify(world().db(), TenantId{1}).first_broken);
}

TEST_P(PortalStory, a_wrong_form_comes_back_with_its_entries_and_stores_nothing)
{
    auto const before = count_feedback_in(world().db());
    auto const answer = world().post(
        "/de/barriere-melden",
        "thema=barriere&nachricht=&kontakt=keine%20Adresse%20%22%3E&seite=Startseite&schluessel=x");
    EXPECT_EQ(answer.status(), http::Status::unprocessable);
    EXPECT_THAT(answer.body_text(), HasSubstr("Bitte prüfen Sie 2 Angaben"));
    EXPECT_THAT(answer.body_text(), HasSubstr("<title>Fehler: "));
    EXPECT_THAT(answer.body_text(), HasSubstr("value=\"keine Adresse &quot;&gt;\""));
    EXPECT_THAT(answer.body_text(), HasSubstr("value=\"Startseite\""));
    EXPECT_THAT(answer.body_text(), HasSubstr("aria-invalid=\"true\""));
    EXPECT_EQ(count_feedback_in(world().db()), before);
}

TEST_P(PortalStory, programs_that_fill_in_everything_store_nothing)
{
    auto const before = count_feedback_in(world().db());
    EXPECT_EQ(
        world()
            .post("/de/barriere-melden", "thema=barriere&nachricht=x&website=http://spam&schluessel=y")
            .status(),
        http::Status::see_other);
    EXPECT_EQ(count_feedback_in(world().db()), before);
}

TEST_P(PortalStory, the_sitemap_names_every_offer_in_every_language)
{
    auto const xml = page("/sitemap.xml");
    EXPECT_THAT(
        xml, HasSubstr("<loc>https://portal.example/uk/angebote/auslaenderbehoerde-kreis-unna</loc>"));
    EXPECT_THAT(xml, HasSubstr("hreflang=\"ar\""));
    EXPECT_THAT(page("/robots.txt"), HasSubstr("Disallow: /")) << "a demonstration is not to be found";
}

TEST_P(PortalStory, the_offline_list_has_only_pages_that_exist)
{
    auto const list = page("/de/orte/luenen/offline.json");
    int pages = 0;
    for (auto const part : split(list, '"')) {
        if (!part.starts_with('/'))
            continue;
        ++pages;
        EXPECT_EQ(world().get(std::string(part)).status(), http::Status::ok) << part;
    }
    EXPECT_GT(pages, 30);
}

TEST_P(PortalStory, structured_data_holds_no_unread_address)
{
    for (auto const& offer : world().snapshot().offers()) {
        if (!offer.is_unsure("address") || offer.address.street.empty())
            continue;
        auto const html = page("/de/angebote/" + offer.slug);
        auto const begin = html.find("application/ld+json");
        auto const data = html.substr(begin, html.find("</script>", begin) - begin);
        EXPECT_THAT(data, Not(HasSubstr(offer.address.street))) << offer.key;
    }
}

TEST_P(PortalStory, the_qr_code_is_a_picture_of_its_own)
{
    auto const answer = world().get("/de/angebote/auslaenderbehoerde-kreis-unna/qr.svg");
    EXPECT_EQ(answer.header("Content-Type"), "image/svg+xml");
    EXPECT_THAT(answer.body_text(), HasSubstr("<path"));
}

TEST_P(PortalStory, operations_answer)
{
    EXPECT_EQ(world().get("/healthz").body_text(), "ok\n");
    EXPECT_EQ(world().get("/readyz").status(), http::Status::ok);
    EXPECT_EQ(world().get("/metrics").status(), http::Status::ok);
    EXPECT_EQ(world().post("/de/angebote", "").status(), http::Status::method_not_allowed);
    EXPECT_EQ(world().get("/de/angebote/").status(), http::Status::permanent_redirect);
}

TEST_P(PortalStory, every_offer_and_page_renders_in_every_language)
{
    for (auto const* tag : {"de", "de-simple", "en", "tr", "ar", "uk", "ro"}) {
        auto const prefix = "/" + std::string(tag);
        for (auto const& offer : world().snapshot().offers())
            EXPECT_EQ(world().get(prefix + "/angebote/" + offer.slug).status(), http::Status::ok)
                << offer.slug;
        for (auto const& info : world().snapshot().pages()) {
            auto const path = info.kind == portal::PageKind::legal ? prefix + "/" + info.slug
                                                                   : prefix + "/info/" + info.slug;
            auto const status = world().get(path).status();
            EXPECT_EQ(status, http::Status::ok) << path;
        }
    }
}

TEST_P(PortalStory, the_same_demonstration_is_not_loaded_twice)
{
    auto const again
        = load_demo(world().db(), world().clock(), find_shared("demo/tenant.json").parent_path());
    ASSERT_FALSE(again);
    EXPECT_EQ(again.problem().kind, ProblemKind::conflict);
}

} // namespace
} // namespace kommin::app
