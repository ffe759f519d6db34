// The desk of the editors: an offer from a telephone call to the portal, and everything that gets in the way.

#include "app/tests/offer_story.hpp"
#include "platform/identity/account.hpp"

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class OfferDesk : public OfferStory { };
KOMMIN_ON_BOTH_ENGINES(OfferDesk);

TEST_P(OfferDesk, an_offer_gets_from_a_telephone_call_to_the_portal)
{
    auto editor = browser_of("conference_office");
    EXPECT_THAT(
        editor.get("/verwaltung/angebote").body_text(),
        AllOf(HasSubstr("Kein Angebot"), HasSubstr("Angebot anlegen")));

    auto const added = editor.post(
        "/verwaltung/angebote/neu",
        "title=Sprachcaf%C3%A9&kind=other_offer&reach=municipality&municipality=aalfeld");
    ASSERT_EQ(added.status(), http::Status::see_other);
    auto const path = std::string(added.header("Location"));
    auto form = editor.get(path).body_text();
    EXPECT_THAT(
        form,
        AllOf(HasSubstr("Im Portal ist das noch nicht zu sehen"), HasSubstr("noch nicht veröffentlicht")));
    EXPECT_EQ(public_status("sprachcafe"), http::Status::not_found);

    auto const entries = std::string(
        "summary=Reden+und+Kaffee&phones=02303+27-0+%28Zentrale%29%0D%0A02303+27-5&tuesday=16-18%3A30+Uhr"
        "&languages=de&languages=ar&life_situations=language&documents=Ausweis%0D%0AFreude");
    EXPECT_EQ(
        editor.post(path, fields(seen_on(form), "Sprachcaf%C3%A9", entries)).status(),
        http::Status::see_other);
    form = editor.get(path).body_text();
    EXPECT_THAT(
        form, AllOf(HasSubstr("16:00-18:30"), HasSubstr("Reden und Kaffee"), HasSubstr("Ayşe Kaya hat am")));
    EXPECT_EQ(public_status("sprachcafe"), http::Status::not_found) << "a draft is nobody's business";
    auto const preview = editor.get(path + "/vorschau/de").body_text();
    EXPECT_THAT(preview, AllOf(HasSubstr("Vorschau."), HasSubstr("Reden und Kaffee"), HasSubstr("noindex")));

    EXPECT_EQ(
        editor.post(path + "/veroeffentlichen", fields(seen_on(form), "Sprachcaf%C3%A9", entries)).status(),
        http::Status::see_other);
    auto const page = public_page("sprachcafe");
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("Reden und Kaffee"), HasSubstr("tel:+492303270"), HasSubstr("02303 27-5"),
            HasSubstr("Ausweis"), HasSubstr("العربية")));
    EXPECT_THAT(
        editor.get("/verwaltung/angebote").body_text(),
        AllOf(HasSubstr("Sprachcafé"), HasSubstr("veröffentlicht")));
    EXPECT_THAT(
        audit_actions(),
        AllOf(
            Contains("portal.offer.created"), Contains("portal.offer.draft_saved"),
            Contains("portal.offer.published")));
}

TEST_P(OfferDesk, ages_registration_interpreting_access_and_a_notice_reach_the_page)
{
    auto const id = offer("chor", "Chor", "aalfeld");
    auto editor = browser_of("conference_office");
    auto const send = [&](std::string const& more) {
        return editor.post(
            desk(id, "/veroeffentlichen"), fields(seen_on(editor.get(desk(id)).body_text()), "Chor", more));
    };
    auto const refused = send("age_min=12&age_max=6");
    EXPECT_EQ(refused.status(), http::Status::unprocessable);
    EXPECT_THAT(refused.body_text(), HasSubstr("Das Alter sind ganze Jahre von 0 bis 120"));
    EXPECT_EQ(
        send("age_min=6&age_max=12&alert=Eingang+hinten&application=Rufen+Sie+an&interpretation_note=auf+"
             "Anfrage"
             "&accessibility_note=Aufzug+im+Hof")
            .status(),
        http::Status::see_other);
    EXPECT_THAT(
        public_page("chor"),
        AllOf(
            HasSubstr("6 bis 12 Jahre"), HasSubstr("Bitte beachten:"), HasSubstr("Eingang hinten"),
            HasSubstr("Rufen Sie an"), HasSubstr("auf Anfrage"), HasSubstr("Aufzug im Hof")));
    EXPECT_EQ(send("age_min=6").status(), http::Status::see_other);
    EXPECT_THAT(public_page("chor"), AllOf(HasSubstr("ab 6 Jahren"), Not(HasSubstr("Eingang hinten"))));
}

TEST_P(OfferDesk, what_is_wrong_stands_beside_the_fields_and_nothing_typed_is_lost)
{
    auto const id = offer("kleiderkammer", "Kleiderkammer", "aalfeld");
    auto editor = browser_of("conference_office");
    auto const form = editor.get(desk(id)).body_text();
    auto const answer = editor.post(
        desk(id, "/veroeffentlichen"),
        fields(
            seen_on(form), "",
            "email=kein+Postfach&monday=vormittags&website=ftp%3A%2F%2Fx&level_from=Z9"
            "&summary=Bleibt+stehen&cost_amount=viel"));
    EXPECT_EQ(answer.status(), http::Status::unprocessable);
    auto const page = answer.body_text();
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("Fehler: "), HasSubstr("#f-title"), HasSubstr("#f-email"), HasSubstr("#f-monday"),
            HasSubstr("#f-website"), HasSubstr("#f-level_from"), HasSubstr("#f-cost_amount")));
    EXPECT_THAT(
        page, AllOf(HasSubstr("#f-monday\">Montag: "), HasSubstr("#f-cost_amount\">Betrag in Euro: ")))
        << "the summary names the fields";
    EXPECT_THAT(page, AllOf(HasSubstr("vormittags"), HasSubstr("Bleibt stehen"), HasSubstr("kein Postfach")));
    EXPECT_THAT(public_page("kleiderkammer"), HasSubstr("Kleiderkammer")) << "as it was";
    // A draft may be wrong: it is kept as it stands.
    EXPECT_EQ(
        editor.post(desk(id), fields(seen_on(page), "", "monday=vormittags")).status(),
        http::Status::see_other);
    EXPECT_THAT(editor.get(desk(id)).body_text(), HasSubstr("vormittags"));
    EXPECT_THAT(public_page("kleiderkammer"), Not(HasSubstr("vormittags")));
}

// Whoever runs an offer is a record of its own: made by a slip of the hand, it is public at once.
TEST_P(OfferDesk, who_runs_it_is_chosen_from_those_that_are_there_and_a_new_one_is_told_before)
{
    auto const choir = offer("chor", "Chor", "aalfeld");
    auto office = browser_of("conference_office");
    auto const publish = [&](std::string const& organisation, std::string const& button) {
        auto const seen = seen_on(std::string(office.get(desk(choir)).body_text()));
        EXPECT_EQ(
            office.post(desk(choir, button), fields(seen, "Chor", "organisation=" + organisation)).status(),
            http::Status::see_other);
        return std::string(office.get(desk(choir)).body_text());
    };
    auto const told = publish("Chorverband+Lippe", "");
    EXPECT_THAT(
        told,
        AllOf(
            HasSubstr("Chorverband Lippe“: Diese Einrichtung gibt es hier noch nicht"),
            Not(HasSubstr("<option value=\"Chorverband Lippe\">"))));
    auto const there = publish("Chorverband+Lippe", "/veroeffentlichen");
    EXPECT_THAT(
        there,
        AllOf(
            HasSubstr("<option value=\"Chorverband Lippe\">"), HasSubstr("list=\"f-organisation-liste\""),
            Not(HasSubstr("Diese Einrichtung gibt es hier noch nicht")),
            HasSubstr("href=\"/de/angebote/chor?fassung=")))
        << "and the way to the public shows what is published now";
    EXPECT_THAT(
        publish("chorverband+lippe", ""), Not(HasSubstr("Diese Einrichtung gibt es hier noch nicht")));
}

TEST_P(OfferDesk, a_preview_stays_a_preview_in_whatever_language_somebody_chooses)
{
    auto const choir = offer("chor", "Chor", "aalfeld");
    auto office = browser_of("conference_office");
    auto const page = std::string(office.get(desk(choir, "/vorschau/de")).body_text());
    auto const menu = page.substr(page.find("km-lang__list"), 3'000);
    EXPECT_THAT(
        menu.substr(0, menu.find("</ul>")),
        AllOf(HasSubstr("href=\"" + desk(choir, "/vorschau/tr") + "\""), Not(HasSubstr("/tr/angebote"))));
    EXPECT_THAT(page, Not(HasSubstr("War diese Seite hilfreich")));
}

TEST_P(OfferDesk, a_municipality_sees_and_changes_what_is_its_own)
{
    auto const own = offer("naehtreff", "Nähtreff", "aalfeld");
    auto const foreign = offer("chor", "Chor", "bergau");
    auto const of_the_kreis = [&] {
        auto const id = offer("hotline", "Hotline", "aalfeld");
        auto office = browser_of("conference_office");
        auto const form = office.get(desk(id)).body_text();
        auto entries = fields(seen_on(form), "Hotline");
        entries.replace(entries.find("reach=municipality"), 18, "reach=district");
        EXPECT_EQ(office.post(desk(id, "/veroeffentlichen"), entries).status(), http::Status::see_other);
        return id;
    }();

    auto town = browser_of("municipal_editor", aalfeld_);
    auto const list = town.get("/verwaltung/angebote").body_text();
    EXPECT_THAT(list, AllOf(HasSubstr("Nähtreff"), Not(HasSubstr("Chor")), Not(HasSubstr("Hotline"))));
    EXPECT_THAT(list, HasSubstr("ein Angebot")) << "and does not count what it hides";
    auto const file = file_of(town.get("/verwaltung/angebote/liste.csv"));
    EXPECT_THAT(file, AllOf(HasSubstr("Nähtreff"), Not(HasSubstr("Chor")), Not(HasSubstr("Hotline"))));
    auto const nowhere = town.get("/verwaltung/nirgends").body_text();
    for (auto const id : {foreign, of_the_kreis, portal::OfferId{999'999}}) {
        for (auto const* rest : {"", "/verlauf", "/vorschau/de", "/archivieren", "?fassung=1"}) {
            auto const answer = town.get(desk(id, rest));
            EXPECT_EQ(answer.status(), http::Status::not_found) << id.value << rest;
            EXPECT_EQ(answer.body_text(), nowhere) << id.value << rest;
        }
        for (auto const* rest :
             {"", "/abgeben", "/veroeffentlichen", "/planen", "/verwerfen", "/archivieren", "/bestaetigen"})
            EXPECT_EQ(
                town.post(desk(id, rest), fields("1", "Gekapert", "publish_on=2030-01-01")).status(),
                http::Status::not_found)
                << id.value << rest;
    }
    auto const form = town.get(desk(own)).body_text();
    // Its own offer must not become somebody else's, and it adds none for others.
    for (auto const* rest : {"", "/abgeben", "/veroeffentlichen"}) {
        auto const moved = town.post(desk(own, rest), fields(seen_on(form), "Umzug", {}, "bergau"));
        EXPECT_EQ(moved.status(), http::Status::unprocessable) << rest;
        EXPECT_THAT(moved.body_text(), HasSubstr("darf Ihr Konto nicht ändern")) << rest;
    }
    EXPECT_EQ(
        town.post("/verwaltung/angebote/neu", "title=Neu&kind=mbe&reach=municipality&municipality=bergau")
            .status(),
        http::Status::unprocessable);
    EXPECT_EQ(
        town.post("/verwaltung/angebote/neu", "title=Neu&kind=mbe&reach=district").status(),
        http::Status::unprocessable);
    EXPECT_EQ(
        town.post(desk(own, "/veroeffentlichen"), fields(seen_on(form), "N%C3%A4hstube")).status(),
        http::Status::see_other);
    EXPECT_THAT(public_page("naehtreff"), HasSubstr("Nähstube"));
    EXPECT_THAT(public_page("chor"), AllOf(HasSubstr("Chor"), Not(HasSubstr("Gekapert"))));
}

TEST_P(OfferDesk, a_translator_and_a_reader_look_and_change_nothing)
{
    auto const id = offer("naehtreff", "Nähtreff", "aalfeld");
    for (auto const* role : {"translator", "reader"}) {
        auto browser = browser_of(role);
        auto const page = browser.get(desk(id)).body_text();
        EXPECT_THAT(
            page,
            AllOf(HasSubstr("Nähtreff"), Not(HasSubstr("<textarea")), Not(HasSubstr("name=\"fassung\""))));
        EXPECT_EQ(browser.post(desk(id), fields("1", "Anders")).status(), http::Status::not_found);
    }
}

TEST_P(OfferDesk, whoever_saves_second_compares_field_by_field)
{
    auto const id = offer("naehtreff", "Nähtreff", "aalfeld");
    auto first = browser_of("conference_office");
    auto second = browser_of("department_editor");
    auto const seen = seen_on(first.get(desk(id)).body_text());
    EXPECT_EQ(seen, seen_on(second.get(desk(id)).body_text()));
    EXPECT_EQ(
        first.post(desk(id), fields(seen, "N%C3%A4htreff", "summary=Jeden+Montag+im+Rathaus&city=Aalfeld"))
            .status(),
        http::Status::see_other);
    auto const answer = second.post(
        desk(id), fields(seen, "N%C3%A4htreff", "summary=Jeden+Dienstag+im+Rathaus&street=Markt+1"));
    EXPECT_EQ(answer.status(), http::Status::conflict);
    auto const page = answer.body_text();
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("Ayşe Kaya hat hier gespeichert"), HasSubstr("Nur ein Feld widerspricht sich"),
            HasSubstr("<mark>Montag </mark>"), HasSubstr("<mark>Dienstag </mark>"), HasSubstr("Markt 1")));
    EXPECT_THAT(page, HasSubstr(R"(name="wahl-city" value="s" required checked)"))
        << "only the other one changed it";
    EXPECT_THAT(page, HasSubstr(R"(name="wahl-street" value="m" required checked)")) << "only this one did";
    EXPECT_THAT(first.get(desk(id)).body_text(), HasSubstr("Jeden Montag")) << "nothing was overwritten";

    auto const both = "vergleich=1&fassung=" + seen_on(page)
        + "&m-title=N%C3%A4htreff&s-title=N%C3%A4htreff&m-kind=other_offer&s-kind=other_offer"
          "&m-reach=municipality&s-reach=municipality&m-municipality=aalfeld&s-municipality=aalfeld"
          "&m-status=active&s-status=active&m-summary=Jeden+Dienstag&s-summary=Jeden+Montag&wahl-summary=m"
          "&s-city=Aalfeld&wahl-city=s&m-street=Markt+1&wahl-street=m";
    EXPECT_EQ(second.post(desk(id), both).status(), http::Status::see_other);
    EXPECT_THAT(
        first.get(desk(id)).body_text(),
        AllOf(HasSubstr("Jeden Dienstag"), HasSubstr("Aalfeld"), HasSubstr("Markt 1")));
    // Neither can publish or take away what they have not seen.
    EXPECT_EQ(
        first.post(desk(id, "/veroeffentlichen"), fields(seen, "Alt")).status(), http::Status::conflict);
    EXPECT_EQ(first.post(desk(id, "/archivieren"), "fassung=" + seen).status(), http::Status::conflict);
    EXPECT_THAT(public_page("naehtreff"), AllOf(HasSubstr("Nähtreff"), Not(HasSubstr("Dienstag"))));
}

TEST_P(OfferDesk, pressing_twice_saves_once)
{
    auto const id = offer("naehtreff", "Nähtreff", "aalfeld");
    auto editor = browser_of("conference_office");
    auto const seen = seen_on(editor.get(desk(id)).body_text());
    auto const entries = fields(seen, "N%C3%A4htreff", "summary=Neu");
    EXPECT_EQ(editor.post(desk(id), entries).status(), http::Status::see_other);
    EXPECT_EQ(editor.post(desk(id), entries).status(), http::Status::see_other) << "the same is no conflict";
    EXPECT_EQ(std::ranges::count(audit_actions(), std::string("portal.offer.draft_saved")), 1);
}

TEST_P(OfferDesk, publishing_twice_or_from_an_older_page_publishes_once)
{
    auto const id = offer("naehtreff", "Nähtreff", "aalfeld");
    auto editor = browser_of("conference_office");
    auto const seen = seen_on(editor.get(desk(id)).body_text());
    auto const entries = fields(seen, "N%C3%A4hstube", "monday=8-12");
    // A draft first; then the page before, from which the same is published.
    EXPECT_EQ(editor.post(desk(id), entries).status(), http::Status::see_other);
    EXPECT_EQ(editor.post(desk(id, "/veroeffentlichen"), entries).status(), http::Status::see_other);
    EXPECT_THAT(public_page("naehtreff"), HasSubstr("Nähstube")) << "what is said to be done is done";
    EXPECT_EQ(editor.post(desk(id, "/veroeffentlichen"), entries).status(), http::Status::see_other)
        << "\"8-12\" is no other text than \"08:00-12:00\"";
    EXPECT_EQ(std::ranges::count(audit_actions(), std::string("portal.offer.published")), 1);
}

TEST_P(OfferDesk, adding_twice_with_one_form_makes_one_offer)
{
    auto editor = browser_of("conference_office");
    auto const form = editor.get("/verwaltung/angebote/neu").body_text();
    std::smatch match;
    ASSERT_TRUE(std::regex_search(form, match, std::regex("name=\"schluessel\" value=\"([A-Za-z0-9_-]+)\"")));
    auto const entries
        = "schluessel=" + match.str(1) + "&title=Chor&kind=mbe&reach=municipality&municipality=aalfeld";
    auto const first = editor.post("/verwaltung/angebote/neu", entries);
    auto const second = editor.post("/verwaltung/angebote/neu", entries);
    EXPECT_EQ(second.status(), http::Status::see_other);
    EXPECT_EQ(first.header("Location"), second.header("Location"));
    EXPECT_THAT(editor.get("/verwaltung/angebote").body_text(), HasSubstr("ein Angebot"));
}

TEST_P(OfferDesk, the_history_brings_an_earlier_version_back)
{
    auto const id = offer("naehtreff", "Nähtreff", "aalfeld");
    auto editor = browser_of("conference_office");
    EXPECT_THAT(
        editor.get(desk(id, "/verlauf")).body_text(), HasSubstr("Noch hat hier niemand etwas geändert"));
    for (auto const* title : {"Zweiter", "Dritter"}) {
        auto const form = editor.get(desk(id)).body_text();
        EXPECT_EQ(
            editor.post(desk(id, "/veroeffentlichen"), fields(seen_on(form), title)).status(),
            http::Status::see_other);
    }
    auto const history = editor.get(desk(id, "/verlauf")).body_text();
    EXPECT_THAT(
        history,
        AllOf(
            HasSubstr("Stand vor der ersten Änderung"), HasSubstr("Veröffentlicht"), HasSubstr("Ayşe Kaya"),
            HasSubstr("Fassung 2 zurückholen")));
    auto const earlier = editor.get(desk(id, "?fassung=2")).body_text();
    EXPECT_THAT(earlier, AllOf(HasSubstr("Sie sehen die Fassung 2"), HasSubstr("value=\"Zweiter\"")));
    EXPECT_EQ(seen_on(earlier), "3&grundlage=3") << "saved on top of the newest";
    EXPECT_EQ(
        editor.post(desk(id, "/veroeffentlichen"), fields(seen_on(earlier), "Zweiter")).status(),
        http::Status::see_other);
    EXPECT_THAT(public_page("naehtreff"), HasSubstr("Zweiter"));
    EXPECT_EQ(editor.get(desk(id, "?fassung=77")).status(), http::Status::not_found);
    // The chain says that a telephone number changed, and not which.
    auto const form = editor.get(desk(id)).body_text();
    editor.post(desk(id), fields(seen_on(form), "Zweiter", "phones=0170+1234567"));
    for (auto const& entry : audit::list_entries(connection(), tenant_, std::nullopt, 5))
        EXPECT_THAT(entry.after_json, Not(HasSubstr("1234567")));
    EXPECT_TRUE(!audit::verify(connection(), tenant_).first_broken);
}

TEST_P(OfferDesk, what_is_archived_says_so_and_can_come_back)
{
    auto const id = offer("naehtreff", "Nähtreff", "aalfeld");
    auto editor = browser_of("conference_office");
    EXPECT_THAT(
        editor.get(desk(id, "/archivieren")).body_text(),
        AllOf(HasSubstr("archivieren?"), HasSubstr("Im Portal lassen")));
    EXPECT_EQ(public_status("naehtreff"), http::Status::ok) << "asking does nothing";
    auto form = editor.get(desk(id)).body_text();
    EXPECT_EQ(
        editor.post(desk(id, "/archivieren"), "fassung=" + seen_on(form)).status(), http::Status::see_other);
    EXPECT_EQ(public_status("naehtreff"), http::Status::gone);
    EXPECT_THAT(editor.get("/verwaltung/angebote?zustand=archiv").body_text(), HasSubstr("Nähtreff"));
    form = editor.get(desk(id)).body_text();
    EXPECT_EQ(
        editor.post(desk(id, "/veroeffentlichen"), fields(seen_on(form), "N%C3%A4htreff")).status(),
        http::Status::see_other);
    EXPECT_EQ(public_status("naehtreff"), http::Status::ok);
}

TEST_P(OfferDesk, confirming_clears_the_doubts)
{
    auto const id = offer("naehtreff", "Nähtreff", "aalfeld");
    auto editor = browser_of("conference_office");
    EXPECT_THAT(editor.get("/verwaltung/angebote?angaben=faellig").body_text(), HasSubstr("Nähtreff"));
    EXPECT_THAT(public_page("naehtreff"), HasSubstr("bitte prüfen"));
    auto const form = editor.get(desk(id)).body_text();
    EXPECT_EQ(
        editor.post(desk(id, "/bestaetigen"), "fassung=" + seen_on(form)).status(), http::Status::see_other);
    EXPECT_THAT(public_page("naehtreff"), Not(HasSubstr("bitte prüfen")));
    EXPECT_THAT(editor.get("/verwaltung/angebote?angaben=faellig").body_text(), Not(HasSubstr("Nähtreff")));
    clock().set(clock().now() + std::chrono::hours(24 * 200));
    auto later = browser_of("conference_office");
    EXPECT_THAT(
        later.get("/verwaltung/angebote?angaben=faellig").body_text(),
        AllOf(HasSubstr("Nähtreff"), HasSubstr("fällig")));
}

TEST_P(OfferDesk, a_field_that_somebody_changed_is_no_longer_unsure)
{
    auto const id = offer("naehtreff", "Nähtreff", "aalfeld");
    auto editor = browser_of("conference_office");
    auto const form = editor.get(desk(id)).body_text();
    EXPECT_EQ(
        editor
            .post(
                desk(id, "/veroeffentlichen"),
                fields(seen_on(form), "N%C3%A4htreff", "phones=02303+27-0&summary=Neu"))
            .status(),
        http::Status::see_other);
    auto const stored = portal::find_offer(connection(), tenant_, id);
    ASSERT_TRUE(stored);
    EXPECT_TRUE(stored->is_unsure("phones")) << "nobody touched it";
    EXPECT_FALSE(stored->is_unsure("summary"));
    EXPECT_EQ(stored->phones.front().international, "+492303270");
}

} // namespace
} // namespace kommin::app
