// What was typed and not saved outlives the window, for the account alone.

#include "app/tests/unsaved_story.hpp"
#include "platform/records/drafting.hpp"

#include <chrono>
#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class Unsaved : public UnsavedStory { };
KOMMIN_ON_BOTH_ENGINES(Unsaved);

TEST_P(Unsaved, is_offered_fetched_back_and_forgotten_once_it_is_saved)
{
    auto const id = offer("chor", "Chor", "aalfeld");
    auto editor = logged_in(person_);
    auto const form = editor.get(desk(id)).body_text();
    EXPECT_THAT(form, Not(HasSubstr(std::string(found))));
    auto const typed = fields(
        seen_on(form), "Chor+%22am%22+%3CMarkt%3E", "summary=Zeile+1%0D%0AZeile+2&languages=ar&languages=tr");
    auto const kept = type(editor, form, typed);
    EXPECT_EQ(kept.status(), http::Status::ok);
    EXPECT_EQ(kept.body_text(), "Zwischengespeichert: 10 Uhr");
    EXPECT_EQ(rows(), 1);
    EXPECT_THAT(public_page("chor"), Not(HasSubstr("Markt"))) << "nothing is saved";

    // The window is closed; another one, later.
    wait(std::chrono::minutes(7));
    auto again = logged_in(person_);
    auto const offered = again.get(desk(id)).body_text();
    EXPECT_THAT(
        offered,
        AllOf(
            HasSubstr("Am 23.11.2026 um 10 Uhr " + std::string(found)), HasSubstr("Eintragungen zurückholen"),
            HasSubstr("Verwerfen"), Not(HasSubstr("&lt;Markt&gt;"))));
    auto const back = again.get(fetch_path(offered)).body_text();
    EXPECT_THAT(
        back,
        AllOf(
            HasSubstr(std::string(fetched)), Not(HasSubstr(std::string(found))),
            HasSubstr("value=\"Chor &quot;am&quot; &lt;Markt&gt;\""),
            HasSubstr(">Zeile 1\nZeile 2</textarea>")));
    EXPECT_TRUE(std::regex_search(back, std::regex("name=\"languages\" value=\"ar\"[^>]* checked")));
    EXPECT_FALSE(std::regex_search(back, std::regex("name=\"languages\" value=\"uk\"[^>]* checked")));
    EXPECT_EQ(value_in(back, "formularlauf"), value_in(form, "formularlauf"))
        << "it goes on where it was left";
    EXPECT_EQ(value_in(back, "formular"), again.token);
    EXPECT_EQ(rows(), 1) << "fetching back stores and forgets nothing";

    auto const saved = again.post(desk(id), sent_from(back, typed));
    EXPECT_EQ(saved.status(), http::Status::see_other);
    EXPECT_EQ(rows(), 0);
    EXPECT_THAT(
        again.get(desk(id)).body_text(),
        AllOf(Not(HasSubstr(std::string(found))), HasSubstr("Chor &quot;am&quot; &lt;Markt&gt;")));
}

TEST_P(Unsaved, of_an_older_version_is_compared_with_what_was_saved_meanwhile)
{
    auto const id = offer("chor", "Chor", "aalfeld");
    auto editor = logged_in(person_);
    auto const form = editor.get(desk(id)).body_text();
    type(editor, form, fields(seen_on(form), "Mein+Chor"));
    auto colleague = browser_of("conference_office");
    auto const theirs = colleague.get(desk(id)).body_text();
    EXPECT_THAT(theirs, Not(HasSubstr(std::string(found)))) << "of somebody else";
    ASSERT_EQ(
        colleague.post(desk(id), fields(seen_on(theirs), "Anderer+Chor")).status(), http::Status::see_other);

    auto const back = editor.get(fetch_path(editor.get(desk(id)).body_text())).body_text();
    EXPECT_EQ(seen_in_form(back), seen_on(form)) << "the version from which it was begun";
    auto const conflict = editor.post(desk(id), sent_from(back, fields(seen_in_form(back), "Mein+Chor")));
    EXPECT_EQ(conflict.status(), http::Status::conflict);
    EXPECT_THAT(conflict.body_text(), AllOf(HasSubstr("Anderer Chor"), HasSubstr("Mein Chor")));
    EXPECT_EQ(rows(), 1) << "not saved yet";
    auto const chosen = editor.post(
        desk(id),
        sent_from(
            std::string(conflict.body_text()),
            fields(seen_on(std::string(conflict.body_text())), "Mein+Chor")));
    EXPECT_EQ(chosen.status(), http::Status::see_other);
    EXPECT_EQ(rows(), 0) << "the page that compares says which form it was";
}

TEST_P(Unsaved, of_two_windows_do_not_overwrite_each_other)
{
    auto const id = offer("chor", "Chor", "aalfeld");
    auto editor = logged_in(person_);
    auto const left = editor.get(desk(id)).body_text();
    auto const right = editor.get(desk(id)).body_text();
    type(editor, left, fields(seen_on(left), "Links"));
    type(editor, right, fields(seen_on(right), "Rechts"));
    type(editor, left, fields(seen_on(left), "Links+oben"));
    EXPECT_THAT(editor.get(desk(id)).body_text(), HasSubstr("Dazu ein älterer Stand.")) << "in one note";
    ASSERT_EQ(
        editor.post(desk(id), sent_from(left, fields(seen_on(left), "Links+oben"))).status(),
        http::Status::see_other);
    EXPECT_EQ(rows(), 1);
    auto const back = editor.get(fetch_path(editor.get(desk(id)).body_text())).body_text();
    EXPECT_THAT(back, HasSubstr("value=\"Rechts\""));
}

TEST_P(Unsaved, nobody_else_sees)
{
    auto const id = offer("chor", "Chor", "aalfeld");
    auto editor = logged_in(person_);
    auto const form = editor.get(desk(id)).body_text();
    type(editor, form, fields(seen_on(form), "Geheim"));
    auto const way = fetch_path(editor.get(desk(id)).body_text());
    ASSERT_NE(way, "");
    auto const key = value_in(form, "formularlauf");

    auto other = browser_of("conference_office");
    for (auto const& path :
         {desk(id), way, std::string("/verwaltung"), std::string("/verwaltung/eintragungen")}) {
        EXPECT_THAT(
            other.get(path).body_text(),
            AllOf(Not(HasSubstr("Geheim")), Not(HasSubstr(key)), Not(HasSubstr(std::string(found)))))
            << path;
    }
    // Nor can somebody else forget them, or write into them.
    other.post("/verwaltung/eintragungen/loeschen", "lauf=" + key);
    other.post(desk(id), fields(seen_on(other.get(desk(id)).body_text()), "Chor") + "&formularlauf=" + key);
    EXPECT_EQ(rows(), 1);
    EXPECT_EQ(
        other
            .post(
                "/verwaltung/eintragungen", "title=Fremd&formularseite=" + desk(id) + "&formularlauf=" + key)
            .status(),
        http::Status::ok)
        << "they are their own";
    EXPECT_THAT(editor.get(way).body_text(), AllOf(HasSubstr("value=\"Geheim\""), Not(HasSubstr("Fremd"))));
    // In another district neither.
    auto stranger = logged_in(
        account("a@hain.example", {{"conference_office", Scope::whole_tenant()}}, other_tenant_),
        other_tenant_);
    stranger.host = "beispielhain.example";
    EXPECT_THAT(stranger.get("/verwaltung/eintragungen").body_text(), Not(HasSubstr("Geheim")));
    EXPECT_THAT(audit_actions(), Not(::testing::Contains(HasSubstr("unsaved"))));
}

TEST_P(Unsaved, is_taken_with_the_token_of_the_session_only)
{
    auto const id = offer("chor", "Chor", "aalfeld");
    auto editor = logged_in(person_);
    auto const form = editor.get(desk(id)).body_text();
    editor.token = "of-yesterday";
    EXPECT_EQ(type(editor, form, "title=Chor").status(), http::Status::forbidden);
    Browser gone{*this};
    EXPECT_EQ(type(gone, form, "title=Chor").status(), http::Status::forbidden);
    EXPECT_EQ(rows(), 0);
}

TEST_P(Unsaved, holds_no_secrets_and_leads_nowhere_else)
{
    auto editor = logged_in(person_);
    auto const form = editor.get("/verwaltung/angebote/neu").body_text();
    type(
        editor, form, "title=Chor&password=Sonnenblume&passwort=Sonnenblume&current=Sonnenblume&code=123456");
    EXPECT_EQ(connection().load<std::string>("SELECT fields FROM account_unsaved_entries"), "title=Chor");
    for (auto const* page :
         {"https%3A%2F%2Fboese.example%2F", "%2F%2Fboese.example", "%2Fde", "%2Fverwaltung%2Fanmelden", "",
          "%2Fverwaltung%2Fkonten%2Fneu", "%2Fverwaltung%2Fkonto", "%2Fverwaltung%2F..%2Fx"}) {
        auto const refused = editor.post(
            "/verwaltung/eintragungen",
            "title=Chor&formularlauf=0123456789abcdefXYZ&formularseite=" + std::string(page));
        EXPECT_EQ(refused.status(), http::Status::not_found) << page;
    }
    EXPECT_EQ(rows(), 1);
}

TEST_P(Unsaved, has_limits)
{
    auto editor = logged_in(person_);
    auto const form = editor.get("/verwaltung/angebote/neu").body_text();
    auto const large = type(editor, form, "title=" + std::string(identity::longest_unsaved, 'x'));
    EXPECT_EQ(large.status(), http::Status::payload_too_large);
    EXPECT_THAT(large.body_text(), HasSubstr("zu viel"));
    for (int i = 0; i < 25; ++i) {
        wait(std::chrono::minutes(1));
        auto const one = editor.get("/verwaltung/seiten/neu").body_text();
        ASSERT_EQ(type(editor, one, "title=Seite+" + std::to_string(i)).status(), http::Status::ok);
    }
    EXPECT_EQ(rows(), static_cast<std::int64_t>(identity::most_unsaved_forms));
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT count(*) FROM account_unsaved_entries WHERE fields = 'title=Seite%204'"),
        0)
        << "the oldest makes room";
}

TEST_P(Unsaved, goes_after_two_weeks_and_with_the_account)
{
    auto const typed = [&](Browser& browser) {
        auto const form = browser.get("/verwaltung/angebote/neu").body_text();
        type(browser, form, "title=Chor");
    };
    auto editor = logged_in(person_);
    typed(editor);
    wait(std::chrono::hours(14 * 24 - 1));
    at_night();
    EXPECT_EQ(rows(), 1);
    wait(std::chrono::hours(2));
    at_night();
    EXPECT_EQ(rows(), 0);

    auto again = logged_in(person_);
    typed(again);
    ASSERT_TRUE(work([&](Work& work) { return identity::block_account(work, person_); }));
    EXPECT_EQ(rows(), 0) << "blocked";

    auto const leaving = account("geht@kreis.example", {{"conference_office", Scope::whole_tenant()}});
    auto before = logged_in(leaving);
    typed(before);
    auto const version = identity::find_account(connection(), tenant_, leaving)->version;
    ASSERT_TRUE(work([&](Work& work) {
        return identity::set_grants(
            work, leaving, version,
            {{"conference_office", Scope::whole_tenant()}, {"reader", Scope::whole_tenant()}});
    }));
    EXPECT_EQ(rows(), 1) << "a role more takes nothing away";
    ASSERT_TRUE(work([&](Work& work) {
        return identity::set_grants(work, leaving, version + 1, {{"reader", Scope::whole_tenant()}});
    }));
    EXPECT_EQ(rows(), 0) << "may see the record no longer";

    auto const erased = account("weg@kreis.example", {{"conference_office", Scope::whole_tenant()}});
    auto last = logged_in(erased);
    typed(last);
    EXPECT_EQ(rows(), 1);
    ASSERT_TRUE(work([&](Work& work) -> Result<void> {
        identity::erase_person(work.db(), work.tenant(), erased, "Konto 7", work.now());
        return {};
    }));
    EXPECT_EQ(rows(), 0) << "erased";
}

TEST_P(Unsaved, stands_on_today_and_on_its_own_page_until_it_is_discarded)
{
    auto const id = offer("chor", "Chor", "aalfeld");
    auto editor = logged_in(person_);
    EXPECT_THAT(editor.get("/verwaltung").body_text(), Not(HasSubstr("Nicht gespeicherte Eintragungen")));
    EXPECT_THAT(editor.get("/verwaltung/eintragungen").body_text(), HasSubstr("Alles ist gespeichert."));
    auto const form = editor.get(desk(id)).body_text();
    type(editor, form, fields(seen_on(form), "Mein+Chor"));
    EXPECT_THAT(
        editor.get("/verwaltung").body_text(),
        AllOf(
            HasSubstr("Nicht gespeicherte Eintragungen"), HasSubstr("href=\"/verwaltung/eintragungen\""),
            HasSubstr("zuletzt am 23.11.2026 um 10 Uhr eingetragen")));
    auto const all = editor.get("/verwaltung/eintragungen").body_text();
    EXPECT_THAT(all, AllOf(HasSubstr(">Chor am Markt</a>"), HasSubstr("7. Dezember 2026")));
    EXPECT_THAT(editor.get(fetch_path(all)).body_text(), HasSubstr("value=\"Mein Chor\""));

    auto const discarded = editor.post(
        "/verwaltung/eintragungen/loeschen",
        "lauf=" + value_in(form, "formularlauf") + "&seite=https%3A%2F%2Fboese.example");
    EXPECT_EQ(discarded.status(), http::Status::see_other);
    EXPECT_EQ(discarded.header("Location"), "/verwaltung/eintragungen");
    EXPECT_EQ(rows(), 0);
    EXPECT_THAT(editor.get(desk(id)).body_text(), Not(HasSubstr(std::string(found))));
}

TEST_P(Unsaved, is_forgotten_once_everything_is_as_it_was)
{
    auto editor = logged_in(person_);
    auto const form = editor.get("/verwaltung/angebote/neu").body_text();
    type(editor, form, "title=Chor");
    EXPECT_EQ(rows(), 1);
    auto const nothing = type(editor, form, "");
    EXPECT_EQ(nothing.status(), http::Status::ok);
    EXPECT_EQ(nothing.body_text(), "");
    EXPECT_EQ(rows(), 0);
}

TEST_P(Unsaved, says_where_nothing_would_be_another)
{
    auto const id = offer("chor", "Chor", "aalfeld");
    auto editor = logged_in(person_);
    auto const form = editor.get(desk(id)).body_text();
    type(editor, form, fields(seen_on(form), "Chor"));
    auto const same = editor.get(desk(id)).body_text();
    EXPECT_THAT(same, Not(HasSubstr("Eintragungen zurückholen")));
    EXPECT_THAT(same, HasSubstr("steht jetzt so da"));
}

TEST_P(Unsaved, stays_the_same_opening_when_the_form_comes_back_with_problems)
{
    auto editor = logged_in(person_);
    auto const form = editor.get("/verwaltung/angebote/neu").body_text();
    type(editor, form, "title=");
    auto const refused = editor.post("/verwaltung/angebote/neu", sent_from(form, "title="));
    EXPECT_EQ(refused.status(), http::Status::unprocessable);
    EXPECT_EQ(value_in(std::string(refused.body_text()), "formularlauf"), value_in(form, "formularlauf"));
    EXPECT_EQ(rows(), 1);
}

// Every form of several sentences takes part; those about people whom the account looks after do not.
TEST_P(Unsaved, is_kept_of_these_forms)
{
    auto const id = offer("chor", "Chor", "aalfeld");
    auto const body = std::to_string(aalfeld_.owner());
    auto const page = work(
        [&](Work& work) -> Result<portal::PageId> { return insert(work, page_called("wohnen", "Wohnen")); });
    auto const word = work([&](Work& work) {
        portal::NewConcept wanted{.fields = {}, .form_key = "wort"};
        wanted.fields.set("de", "Wort");
        return portal::add_concept(work, wanted);
    });
    auto const message = work([&](Work& work) {
        return portal::receive_feedback(
            work, {"barriere", "", "Der Plan ist nicht lesbar.", "leyla@example.org", "k", aalfeld_},
            i18n::Language::german());
    });
    auto const organisation = work([&](Work& work) -> Result<std::string> {
        auto choir = offer_called("verein", "Verein", "aalfeld");
        choir.organisation = "Nähverein";
        insert(work, choir);
        return std::to_string(work.db().load<std::int64_t>("SELECT max(id) FROM organisations"));
    });
    auto office = logged_in(account(
        "alles@kreis.example",
        {{"conference_office", Scope::whole_tenant()},
         {"translator", Scope::whole_tenant()},
         {"administrator", Scope::whole_tenant()}}));
    for (auto const& path :
         {std::string("/angebote/neu"), "/angebote/" + std::to_string(id.value), std::string("/seiten/neu"),
          "/seiten/" + std::to_string(page->value), std::string("/einrichtungen/neu"),
          "/einrichtungen/" + *organisation, "/orte/" + body, std::string("/kategorien/kind-mbe"),
          std::string("/wortschatz/neu"), "/wortschatz/" + *word,
          "/uebersetzungen/ar/offer/" + std::to_string(id.value),
          "/rueckmeldungen/" + std::to_string(message->value)}) {
        auto const shown = office.get("/verwaltung" + path);
        EXPECT_EQ(shown.status(), http::Status::ok) << path;
        auto const form = std::string(shown.body_text());
        EXPECT_EQ(value_in(form, "formularseite"), "/verwaltung" + path);
        type(office, form, "irgendetwas=Ein+Satz");
        auto const again = office.get("/verwaltung" + path).body_text();
        EXPECT_NE(fetch_path(std::string(again)), "") << path;
        EXPECT_EQ(office.get(fetch_path(std::string(again))).status(), http::Status::ok) << path;
    }
    for (auto const* path : {"/konten/neu", "/konto", "/verweise", "/auftraege"}) {
        auto const shown = office.get("/verwaltung" + std::string(path));
        EXPECT_EQ(shown.status(), http::Status::ok) << path;
        EXPECT_THAT(shown.body_text(), Not(HasSubstr("formularseite"))) << path;
    }
}

} // namespace
} // namespace kommin::app
