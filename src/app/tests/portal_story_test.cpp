// A newcomer opens the portal of Kreis Unna and finds the right counter.

#include "app/tests/story.hpp"

#include "app/share.hpp"
#include "modules/portal/testing.hpp"
#include "platform/audit/audit.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/work/work.hpp"

#include <gmock/gmock.h>

#include <map>

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

// The part of a page from one text up to another; empty if it is not there.
std::string_view part(std::string_view html, std::string_view begin, std::string_view end)
{
    auto const start = html.find(begin);
    if (start == std::string_view::npos)
        return {};
    auto const rest = html.substr(start);
    return rest.substr(0, rest.find(end, begin.size()));
}

// What stands beside a label of "good to know".
std::string_view fact(std::string_view html, std::string_view label)
{
    return part(html, "<dt>" + std::string(label) + "</dt>", "</dd>");
}

// The elements of the page of an offer in which a field is shown; none: the page does not show it.
std::vector<std::string_view> elements_of(
    std::string_view html, portal::Offer const& offer, std::string_view field)
{
    auto const main = part(html, "<main", "</main>");
    auto const heading = main.find("<h1");
    auto const box = [&](std::string_view id) {
        return part(main, "aria-labelledby=\"" + std::string(id) + '"', "</section>");
    };
    auto const action = [&](std::string_view label) {
        auto const at = main.find(label);
        auto const begin = main.rfind("<a ", at);
        return at == std::string_view::npos ? std::string_view{} : part(main.substr(begin), "<a ", "</a>");
    };
    if (field == "title")
        return {part(main, "<h1", "</h1>")};
    if (field == "kind" || field == "municipality") {
        auto const before = main.substr(0, heading);
        return {before.substr(before.rfind("<p"))};
    }
    if (field == "summary")
        return {part(box("was"), "<p>", "</p>")};
    if (field == "description" && !offer.description.empty())
        return {box("was")};
    if (field == "target_group" && !offer.target_group.empty())
        return {fact(main, "Für wen")};
    if (field == "coverage" && !offer.coverage.empty())
        return {fact(main, "Gilt für")};
    if (field == "cost")
        return {fact(main, "Kosten")};
    if (field == "organisation" && !offer.organisation.empty())
        return {offer.address.empty() ? fact(main, "Träger") : part(main, offer.organisation + "<", "<br>")};
    if (field == "address" && !offer.address.empty())
        return {part(box("wo"), "<address", "</address>")};
    if (field == "hours" && offer.hours.always_open)
        return {box("zeit"), part(main.substr(heading), "</h1>", "</p>")};
    if (field == "hours"
        && (!offer.hours.weekly.empty() || !offer.hours_text.empty() || offer.hours.always_open))
        return {box("zeit")};
    if (field == "website" && !offer.website.empty())
        return {action("Zur Internetseite")};
    if (field == "phones" && !offer.phones.empty()) {
        std::vector<std::string_view> elements{part(box("kontakt"), "<li", "</li>")};
        if (!offer.phones.front().international.empty())
            elements.push_back(action("Anrufen:"));
        return elements;
    }
    if (field == "email" && !offer.email.empty()) {
        std::vector<std::string_view> elements{part(box("kontakt"), "mailto:", "</li>")};
        if (offer.phones.empty())
            elements.push_back(action("E-Mail schreiben"));
        return elements;
    }
    if (field == "languages_spoken" && !offer.languages.empty())
        return {box("spr")};
    if (field == "required_documents" && !offer.required_documents.empty())
        return {part(box("mit"), "<li", "</li>")};
    return {};
}

constexpr std::string_view please_check = ">bitte prüfen</span>";

TEST_P(PortalStory, every_unsure_field_says_so_where_it_stands)
{
    std::map<std::string, int, std::less<>> seen;
    for (auto const& offer : world().snapshot().offers()) {
        auto const html = page("/de/angebote/" + offer.slug);
        for (auto const& unsure : offer.unsure_fields) {
            for (auto const element : elements_of(html, offer, unsure.field)) {
                EXPECT_THAT(std::string(element), HasSubstr(std::string(please_check)))
                    << offer.key << ": " << unsure.field;
                ++seen[unsure.field];
            }
        }
        if (offer.unsure_fields.empty() && !offer.is_example
            && !portal::are_stale(offer.hours, *parse_date("2026-11-23"))) {
            EXPECT_THAT(html, Not(HasSubstr(std::string(please_check)))) << offer.key;
        }
    }
    // The demonstration has every one of these; a field that no offer doubts would prove nothing.
    for (auto const* field :
         {"title", "kind", "municipality", "summary", "target_group", "coverage", "cost", "organisation",
          "address", "hours", "website", "phones"})
        EXPECT_GT(seen[field], 0) << field;
}

TEST_P(PortalStory, a_card_with_anything_unsure_has_one_mark)
{
    std::map<std::string, portal::Offer const*, std::less<>> offers;
    for (auto const& offer : world().snapshot().offers())
        offers.emplace(offer.slug, &offer);
    int marked = 0;
    for (int number = 1; number <= 20; ++number) {
        auto const html = page("/de/angebote?seite=" + std::to_string(number));
        for (std::string_view rest = html;;) {
            auto const card = part(rest, "<li class=\"km-card\">", "</div></li>");
            if (card.empty())
                break;
            rest = std::string_view(card.data() + card.size(), html.data() + html.size());
            auto const link
                = part(card, "/de/angebote/", "\"").substr(std::string_view("/de/angebote/").size());
            auto const& offer = *offers.at(std::string(link));
            int marks = 0;
            for (auto at = card.find(please_check); at != std::string_view::npos;
                 at = card.find(please_check, at + 1))
                ++marks;
            bool const is_unsure = offer.is_unsure("title") || offer.is_unsure("municipality")
                || offer.is_unsure("summary")
                || (offer.is_unsure("kind") && offer.kind != portal::OfferKind::other_offer)
                || (offer.is_unsure("hours") && offer.hours.always_open);
            EXPECT_EQ(marks, is_unsure ? 1 : 0) << offer.key;
            marked += marks;
        }
    }
    EXPECT_GT(marked, 10);
}

TEST_P(PortalStory, machine_made_translations_say_so_once_on_a_page)
{
    constexpr std::string_view note = "Translated automatically and not checked";
    for (auto const* path :
         {"/en/angebote/auslaenderbehoerde-kreis-unna", "/en/info/erste-schritte", "/en/impressum",
          "/en/orte/luenen", "/en/angebote", "/en/suche?q=residence", "/en/info/ort-luenen", "/en/",
          "/en/info"}) {
        auto const html = page(path);
        auto const first = html.find(note);
        ASSERT_NE(first, std::string::npos) << path;
        EXPECT_EQ(html.find(note, first + 1), std::string::npos) << path << ": one line is enough";
    }
    EXPECT_THAT(page("/de/angebote/auslaenderbehoerde-kreis-unna"), Not(HasSubstr("km-langnote")));
}

TEST_P(PortalStory, a_municipality_has_pages_of_its_own_and_names_its_immigration_office)
{
    auto const luenen = page("/de/orte/luenen");
    EXPECT_THAT(luenen, HasSubstr("href=\"/de/info/ort-luenen\""));
    EXPECT_THAT(luenen, Not(HasSubstr("/de/info/ort-unna")));
    EXPECT_THAT(luenen, HasSubstr("Ausländerbehörde der Stadt Lünen"));
    EXPECT_THAT(page("/de/orte/kamen"), HasSubstr("Kommunale Ausländerbehörde"))
        << "today's name, not the one of 2008";
    auto const own = page("/tr/info/ort-luenen");
    EXPECT_THAT(own, HasSubstr("Kısaca Lünen"));
    EXPECT_THAT(own, HasSubstr("href=\"/tr/orte/luenen\"")) << "the way back leads to the town";
    EXPECT_THAT(page("/de/info"), Not(HasSubstr("ort-luenen"))) << "no general information";
}

TEST_P(PortalStory, sources_are_printed_with_their_day)
{
    auto const html = page("/de/angebote/auslaenderbehoerde-kreis-unna");
    EXPECT_THAT(html, HasSubstr("Coronavirus – Alles auf einen Blick – Kreis Unna, <span"));
    EXPECT_THAT(html, HasSubstr(">Stand: 2020</span>"));
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
    EXPECT_EQ(page("/de/suche?q=Jobcenter&seite=9"), page("/de/suche?q=Jobcenter&seite=10"));
    EXPECT_THAT(page("/de/suche?q=Jobcenter&seite=9"), Not(HasSubstr("Dazu haben wir nichts gefunden")))
        << "beyond the last page stands the last";
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

// What is counted and stored without being asked for stands on the page about privacy.
TEST_P(PortalStory, the_privacy_page_tells_what_is_counted)
{
    for (auto const* language : {"de", "en", "tr", "ar", "uk", "ro"}) {
        auto const question = i18n::Texts::of(i18n::Language::find(language).value())("helpful.question"_msg);
        EXPECT_THAT(
            page('/' + std::string(language) + "/datenschutz"),
            HasSubstr("<strong>" + std::string(question) + "</strong>"));
    }
    EXPECT_THAT(
        page("/de/datenschutz"),
        HasSubstr("wenn sie in zwei Wochen aus den Netzen von vier Anbietern kamen"));
    EXPECT_EQ(portal::providers_to_be_kept, 4);
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
    EXPECT_EQ(page("/sitemap/1.xml"), xml) << "one file is enough for so few";
    for (auto const* beyond : {"/sitemap/2.xml", "/sitemap/0.xml", "/sitemap/1.html", "/sitemap/x"})
        EXPECT_EQ(world().get(beyond).status(), http::Status::not_found) << beyond;
    EXPECT_THAT(page("/robots.txt"), HasSubstr("Disallow: /")) << "a demonstration is not to be found";
}

TEST_P(PortalStory, structured_data_holds_no_unread_address)
{
    int looked_at = 0;
    for (auto const& offer : world().snapshot().offers()) {
        if (!offer.is_unsure("address") || offer.address.street.empty())
            continue;
        auto const html = page("/de/angebote/" + offer.slug);
        auto const begin = html.find("application/ld+json");
        ASSERT_NE(begin, std::string::npos) << offer.key;
        auto const data = html.substr(begin, html.find("</script>", begin) - begin);
        EXPECT_THAT(data, Not(HasSubstr(offer.address.street))) << offer.key;
        ++looked_at;
    }
    EXPECT_GT(looked_at, 0);
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
    auto const again = load_demo(
        world().db(), world().clock(), world().modules(),
        {.folder = find_shared("demo/district.csv").parent_path()});
    ASSERT_FALSE(again);
    EXPECT_EQ(again.problem().kind, ProblemKind::conflict);
}

} // namespace
} // namespace kommin::app
