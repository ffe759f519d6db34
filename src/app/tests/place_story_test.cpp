// Places at the desk: introductions, whom to turn to, the offices with their names and dates; and their way
// to the public and to the translators.

#include "app/tests/offer_story.hpp"
#include "platform/identity/account.hpp"

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class PlaceStory : public OfferStory {
protected:
    void SetUp() override
    {
        OfferStory::SetUp();
        town_ = tenants::BodyId{aalfeld_.owner()};
        kreis_ = add_district_itself();
    }
    std::string seen(std::string const& path)
    {
        product_.publications.refresh(connection());
        return std::string(get(path).body_text());
    }
    static std::string at_desk(tenants::BodyId id, std::string const& rest = {})
    {
        return "/verwaltung/orte/" + std::to_string(id.value) + rest;
    }
    // Saves on top of what is there now, so that everybody sees it: offices have no drafts.
    http::Response saved(Browser& editor, std::string const& path, std::string const& entries)
    {
        auto const form = editor.get(path).body_text();
        auto const button = path.starts_with("/verwaltung/orte/") ? "/veroeffentlichen" : "";
        return editor.post(path + button, "fassung=" + seen_on(std::string(form)) + '&' + entries);
    }
    std::string added_unit(Browser& editor, tenants::BodyId place, std::string const& entries)
    {
        auto const answer = editor.post(at_desk(place, "/neue-stelle"), entries);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return std::string(answer.header("Location"));
    }
    static std::string hidden(std::string const& page, std::string const& name)
    {
        std::smatch match;
        return std::regex_search(page, match, std::regex("name=\"" + name + "\" value=\"([^\"]*)\""))
            ? match[1].str()
            : std::string{};
    }
    static std::string translation(std::string const& page, std::string const& text)
    {
        return "x=1&t-intro=" + text + "&quelle-intro=" + hidden(page, "quelle-intro")
            + "&stand-intro=" + hidden(page, "stand-intro");
    }
    std::string to_translate(tenants::BodyId id, std::string const& language = "tr") const
    {
        return "/verwaltung/uebersetzungen/" + language + "/body/" + std::to_string(id.value);
    }

    tenants::BodyId town_, kreis_;
};
KOMMIN_ON_BOTH_ENGINES(PlaceStory);

TEST_P(PlaceStory, an_introduction_stands_in_public_at_once)
{
    EXPECT_THAT(seen("/de/orte/aalfeld"), Not(HasSubstr("Aalfeld liegt")));
    auto editor = browser_of("municipal_editor", aalfeld_);
    EXPECT_THAT(
        editor.get("/verwaltung/orte").body_text(),
        AllOf(HasSubstr(at_desk(town_)), HasSubstr("fehlt noch"), Not(HasSubstr(">bergau<"))));
    EXPECT_THAT(editor.get(at_desk(town_)).body_text(), Not(HasSubstr("name=\"help_name\"")));
    auto const versions = published_versions(connection(), tenant_);
    EXPECT_EQ(
        saved(editor, at_desk(town_), "intro=++Aalfeld+liegt%0D%0A+am++Fluss.+").status(),
        http::Status::see_other);
    EXPECT_NE(published_versions(connection(), tenant_), versions) << "every node reads it anew";
    EXPECT_THAT(
        seen("/de/orte/aalfeld"),
        AllOf(
            HasSubstr("<p class=\"km-lead\">Aalfeld liegt am Fluss.</p>"),
            HasSubstr("<meta name=\"description\" content=\"Aalfeld liegt am Fluss.\"")));
    EXPECT_THAT(audit_actions(), Contains("portal.place.published"));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
    saved(editor, at_desk(town_), "intro=%3Cscript%3Ealert%3C/script%3E");
    EXPECT_THAT(
        seen("/de/orte/aalfeld"), AllOf(HasSubstr("&lt;script&gt;alert"), Not(HasSubstr("<script>alert"))));
}

TEST_P(PlaceStory, a_long_introduction_is_told_how_hard_it_is_to_read)
{
    auto editor = browser_of("municipal_editor", aalfeld_);
    EXPECT_THAT(editor.get(at_desk(town_)).body_text(), Not(HasSubstr("Sachtextformel")));
    std::string intro = "intro=";
    for (int i = 0; i < 8; ++i)
        intro += "Die+Zuwanderungsverwaltungsangelegenheiten+werden+hier+bearbeitet.+";
    ASSERT_EQ(saved(editor, at_desk(town_), intro).status(), http::Status::see_other);
    EXPECT_THAT(
        editor.get(at_desk(town_)).body_text(),
        AllOf(HasSubstr("Sachtextformel"), HasSubstr("Zuwanderungsverwaltungsangelegenheiten")));
}

TEST_P(PlaceStory, the_kreis_says_whom_people_turn_to)
{
    auto office = browser_of("conference_office");
    EXPECT_EQ(
        saved(
            office, at_desk(kreis_),
            "intro=Zehn+Orte%2C+ein+Kreis.&help_name=Integrationszentrum&help_phone=02303+27-0"
            "&help_email=hilfe%40kreis.example&help_address=Markt+1%2C+59423+Unna")
            .status(),
        http::Status::see_other);
    for (auto const* path : {"/de/", "/tr/orte/aalfeld"})
        EXPECT_THAT(
            seen(path),
            AllOf(
                HasSubstr("Integrationszentrum"), HasSubstr("02303 27-0"), HasSubstr("hilfe@kreis.example"),
                HasSubstr("Markt 1, 59423 Unna")))
            << path;
    EXPECT_THAT(seen("/tr/orte"), HasSubstr("<span lang=\"de\" dir=\"ltr\">Zehn Orte, ein Kreis.</span>"))
        << "in German, and said so";
    EXPECT_THAT(office.get("/verwaltung/hilfe").body_text(), HasSubstr("Integrationszentrum"));

    auto const wrong = saved(
        office, at_desk(kreis_),
        "intro=" + std::string(700, 'x') + "&help_name=&help_phone=keine&help_email=nirgends");
    EXPECT_EQ(wrong.status(), http::Status::unprocessable);
    EXPECT_THAT(
        wrong.body_text(),
        AllOf(
            HasSubstr("id=\"f-intro-fehler\""), HasSubstr("id=\"f-help_name-fehler\""),
            HasSubstr("id=\"f-help_phone-fehler\""), HasSubstr("id=\"f-help_email-fehler\""),
            HasSubstr("value=\"keine\""), HasSubstr("value=\"nirgends\""), HasSubstr("xxxxxxxx</textarea>")))
        << "nothing typed is lost";
    EXPECT_THAT(seen("/de/"), HasSubstr("02303 27-0"));
}

TEST_P(PlaceStory, whoever_saves_second_compares_and_an_earlier_version_is_fetched_back)
{
    auto one = browser_of("conference_office");
    auto other = browser_of("municipal_editor", aalfeld_);
    EXPECT_EQ(
        one.post(at_desk(town_, "/veroeffentlichen"), "fassung=1&grundlage=1&intro=Am+Fluss.").status(),
        http::Status::see_other);
    auto const late = other.post(at_desk(town_), "fassung=1&intro=Am+Berg.");
    EXPECT_EQ(late.status(), http::Status::conflict);
    EXPECT_THAT(
        late.body_text(),
        AllOf(
            HasSubstr("Ayşe Kaya hat hier gespeichert"), HasSubstr("Vorstellung des Ortes"),
            HasSubstr("Fluss"), HasSubstr("Berg")));
    EXPECT_THAT(seen("/de/orte/aalfeld"), HasSubstr("Am Fluss."));
    EXPECT_EQ(
        other
            .post(
                at_desk(town_, "/veroeffentlichen"),
                "fassung=" + seen_on(std::string(late.body_text()))
                    + "&vergleich=fassung&ausgang=1&m-intro=Am+Berg.&s-intro=Am+Fluss.&wahl-intro=m")
            .status(),
        http::Status::see_other);
    EXPECT_THAT(seen("/de/orte/aalfeld"), HasSubstr("Am Berg."));

    EXPECT_THAT(
        other.get(at_desk(town_, "/verlauf")).body_text(),
        AllOf(
            HasSubstr("Stand vor der ersten Änderung"), HasSubstr("Veröffentlicht"),
            HasSubstr("?fassung=2")));
    auto const fetched = std::string(other.get(at_desk(town_, "?fassung=2")).body_text());
    EXPECT_THAT(fetched, AllOf(HasSubstr("Sie sehen die Fassung 2"), HasSubstr("Am Fluss.</textarea>")));
    EXPECT_EQ(
        other.post(at_desk(town_, "/veroeffentlichen"), "fassung=" + seen_on(fetched) + "&intro=Am+Fluss.")
            .status(),
        http::Status::see_other);
    EXPECT_THAT(seen("/de/orte/aalfeld"), HasSubstr("Am Fluss."));
    EXPECT_EQ(other.get(at_desk(town_, "?fassung=9")).status(), http::Status::not_found);
}

TEST_P(PlaceStory, a_preview_shows_the_draft_in_each_language_and_on_a_telephone)
{
    auto office = browser_of("conference_office");
    auto const keep = [&](tenants::BodyId id, std::string const& entries) {
        auto const form = std::string(office.get(at_desk(id)).body_text());
        EXPECT_EQ(
            office.post(at_desk(id), "fassung=" + seen_on(form) + '&' + entries).status(),
            http::Status::see_other);
    };
    keep(town_, "intro=Am+Fluss.");
    keep(kreis_, "intro=Zehn+Orte.&help_name=Stelle+am+Markt&help_phone=02303+1");
    EXPECT_THAT(office.get(at_desk(town_)).body_text(), HasSubstr(at_desk(town_, "/vorschau/de")));
    auto const preview = at_desk(town_, "/vorschau/tr");
    auto const page = office.get(preview);
    EXPECT_EQ(page.status(), http::Status::ok);
    EXPECT_EQ(page.header("Cache-Control"), "no-store");
    EXPECT_THAT(
        page.body_text(),
        AllOf(
            HasSubstr("<html lang=\"tr\""), HasSubstr("Am Fluss."), HasSubstr("Vorschau."),
            HasSubstr("noindex"), HasSubstr(at_desk(town_, "/vorschau/ar")),
            HasSubstr(preview + "?breite=telefon")));
    EXPECT_THAT(
        office.get(preview + "?breite=telefon").body_text(),
        AllOf(HasSubstr("<iframe"), HasSubstr("src=\"" + preview + "?breite=im-telefon\"")));
    auto const inside = office.get(preview + "?breite=im-telefon");
    EXPECT_THAT(
        inside.body_text(),
        AllOf(
            HasSubstr("Am Fluss."), HasSubstr(at_desk(town_, "/vorschau/ar?breite=im-telefon")),
            Not(HasSubstr("breite=telefon"))));
    EXPECT_THAT(std::string(inside.header("Content-Security-Policy")), HasSubstr("frame-ancestors 'self'"));
    EXPECT_THAT(
        office.get(at_desk(kreis_, "/vorschau/de")).body_text(),
        AllOf(HasSubstr("Zehn Orte."), HasSubstr("Stelle am Markt"), HasSubstr("02303 1")));
    EXPECT_THAT(seen("/de/orte/aalfeld"), Not(HasSubstr("Am Fluss.")));
    EXPECT_THAT(seen("/de/orte"), AllOf(Not(HasSubstr("Zehn Orte.")), Not(HasSubstr("Stelle am Markt"))));
}

TEST_P(PlaceStory, whoever_may_not_publish_hands_in_and_leaves_the_offices)
{
    auto town = browser_of("municipal_editor", aalfeld_);
    auto const office_path = added_unit(town, town_, "kind=office&name-1=Amt+am+Markt");
    auto editor = logged_in(account("autor@kreis.example", {{"department_editor", Scope::whole_tenant()}}));
    EXPECT_THAT(
        editor.get(at_desk(town_)).body_text(),
        AllOf(
            HasSubstr("Zur Freigabe geben"), HasSubstr("Amt am Markt"), Not(HasSubstr(office_path)),
            Not(HasSubstr("/neue-stelle")), Not(HasSubstr("/veroeffentlichen"))));
    for (auto const& path : {office_path, office_path + "/verlauf", at_desk(town_, "/neue-stelle")})
        EXPECT_EQ(editor.get(path).status(), http::Status::not_found) << path;
    EXPECT_EQ(
        editor.post(office_path, "fassung=1&kind=office&name-1=Anders").status(), http::Status::not_found);
    EXPECT_THAT(editor.get("/verwaltung/suche?q=amt+am+markt").body_text(), Not(HasSubstr(office_path)));
    EXPECT_EQ(saved(editor, at_desk(town_), "intro=Frech.").status(), http::Status::not_found);
    auto const hand_in = [&](std::string const& entries) {
        auto const form = std::string(editor.get(at_desk(town_)).body_text());
        return editor.post(at_desk(town_, "/abgeben"), "fassung=" + seen_on(form) + '&' + entries).status();
    };
    EXPECT_EQ(hand_in("intro=" + std::string(700, 'x')), http::Status::unprocessable);
    EXPECT_EQ(hand_in("intro=Am+Fluss."), http::Status::see_other);
    EXPECT_THAT(seen("/de/orte/aalfeld"), Not(HasSubstr("Am Fluss.")));
    EXPECT_THAT(
        town.get("/verwaltung").body_text(),
        AllOf(HasSubstr("wartet auf Ihre Freigabe"), HasSubstr(at_desk(town_) + '"')));
    auto const counted
        = ::testing::ContainsRegex("href=\"/verwaltung/orte\"[^>]*>[^<]*<span class=\"nav__n\">1<");
    EXPECT_THAT(town.get("/verwaltung/orte").body_text(), AllOf(HasSubstr("zur Freigabe"), counted));
    EXPECT_THAT(browser_of("municipal_editor", bergau_).get("/verwaltung/orte").body_text(), Not(counted));
    EXPECT_THAT(editor.get("/verwaltung/orte").body_text(), Not(counted));
    EXPECT_THAT(
        browser_of("municipal_editor", bergau_).get("/verwaltung").body_text(),
        Not(HasSubstr(at_desk(town_))));

    auto const waiting = std::string(town.get(at_desk(town_)).body_text());
    EXPECT_EQ(
        town.post(
                at_desk(town_, "/zurueckgeben"),
                "fassung=" + seen_on(waiting) + "&intro=Am+Fluss.&return_reason=Welcher+Fluss?")
            .status(),
        http::Status::see_other);
    EXPECT_THAT(
        editor.get("/verwaltung").body_text(),
        AllOf(HasSubstr("zu Ihnen zurückgegeben"), HasSubstr(at_desk(town_) + '"'), counted));
    EXPECT_THAT(town.get("/verwaltung/orte").body_text(), Not(counted));
    jobs_of(product_.modules, clock(), no_signals).run_due(connection());
    EXPECT_THAT(unfolded(mail()), AllOf(HasSubstr("autor@kreis.example"), HasSubstr("Welcher Fluss?")));
    EXPECT_EQ(hand_in("intro=An+der+Lippe."), http::Status::see_other);
    EXPECT_EQ(saved(town, at_desk(town_), "intro=An+der+Lippe.").status(), http::Status::see_other);
    EXPECT_THAT(seen("/de/orte/aalfeld"), HasSubstr("An der Lippe."));
    EXPECT_THAT(
        audit_actions(), AllOf(Contains("portal.place.handed_in"), Contains("portal.place.given_back")));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(PlaceStory, what_is_planned_counts_on_its_day_by_the_rights_of_that_day)
{
    auto const planner = account("planer@kreis.example", {{"conference_office", Scope::whole_tenant()}});
    auto browser = logged_in(planner);
    auto const plan = [&](tenants::BodyId id, std::string const& entries) {
        auto const form = std::string(browser.get(at_desk(id)).body_text());
        EXPECT_EQ(
            browser
                .post(
                    at_desk(id, "/planen"),
                    "fassung=" + seen_on(form) + '&' + entries + "&publish_on=25.11.2026")
                .status(),
            http::Status::see_other);
    };
    plan(town_, "intro=Am+Fluss.");
    plan(kreis_, "intro=Zehn+Orte.&help_name=Stelle+am+Markt&help_phone=02303+1");
    auto const version = identity::find_account(connection(), tenant_, planner)->version;
    ASSERT_TRUE(work([&](Work& work) -> Result<void> {
        return identity::set_grants(work, planner, version, {{"municipal_editor", aalfeld_}});
    }));
    clock().set(clock().now() + std::chrono::days(2));
    jobs_of(product_.modules, clock(), no_signals).run_due(connection());
    EXPECT_THAT(seen("/de/orte/aalfeld"), HasSubstr("Am Fluss.")) << "where they still may";
    EXPECT_THAT(seen("/de/orte"), AllOf(Not(HasSubstr("Zehn Orte.")), Not(HasSubstr("Stelle am Markt"))));
    EXPECT_THAT(
        browser_of("conference_office").get("/verwaltung").body_text(), HasSubstr(at_desk(kreis_) + '"'));
    EXPECT_THAT(audit_actions(), Contains("portal.place.publication_failed"));
    EXPECT_EQ(
        browser_of("conference_office").post(at_desk(kreis_, "/archivieren"), "fassung=1").status(),
        http::Status::not_found)
        << "a place does not end";
}

TEST_P(PlaceStory, only_the_own_editors_reach_a_place)
{
    auto neighbour = browser_of("municipal_editor", bergau_);
    for (auto const& path :
         {at_desk(town_), at_desk(kreis_), at_desk(town_, "/verlauf"), at_desk(town_, "/neue-stelle"),
          at_desk(town_, "/vorschau/de"), at_desk(tenants::BodyId{99'999})})
        EXPECT_EQ(neighbour.get(path).status(), http::Status::not_found) << path;
    for (auto const& path :
         {at_desk(town_), at_desk(kreis_), at_desk(town_, "/abgeben"), at_desk(town_, "/veroeffentlichen"),
          at_desk(town_, "/planen"), at_desk(town_, "/zurueckgeben"), at_desk(town_, "/verwerfen"),
          at_desk(town_, "/neue-stelle")})
        EXPECT_EQ(
            neighbour.post(path, "fassung=1&intro=x&help_name=x&kind=office&name-1=x").status(),
            http::Status::not_found)
            << path;
    EXPECT_THAT(neighbour.get("/verwaltung/suche?q=aalfeld").body_text(), Not(HasSubstr(at_desk(town_))));
    for (auto const* role : {"translator", "reader"}) {
        auto browser = browser_of(role);
        EXPECT_EQ(browser.get(at_desk(town_)).status(), http::Status::not_found) << role;
        EXPECT_THAT(
            browser.get("/verwaltung").body_text(),
            AllOf(HasSubstr("\"/verwaltung/angebote\""), Not(HasSubstr("\"/verwaltung/orte\""))))
            << role;
    }
    EXPECT_THAT(
        browser_of("conference_office").get("/verwaltung/suche?q=aalfeld").body_text(),
        HasSubstr("href=\"" + at_desk(town_) + "\""));
}

TEST_P(PlaceStory, an_introduction_is_translated_like_everything_else)
{
    auto office = browser_of("conference_office");
    auto translator = browser_of("translator");
    saved(office, at_desk(town_), "intro=Aalfeld+liegt+am+Fluss.");
    EXPECT_THAT(translator.get("/verwaltung/uebersetzungen").body_text(), HasSubstr("eines offen"));
    EXPECT_THAT(
        translator.get("/verwaltung/uebersetzungen/tr").body_text(),
        AllOf(
            HasSubstr(to_translate(town_)), HasSubstr("aalfeld"), HasSubstr("Ort"),
            HasSubstr("einer fehlt")));
    EXPECT_THAT(translator.get("/verwaltung").body_text(), HasSubstr("/verwaltung/uebersetzungen/tr"));
    auto page = std::string(translator.get(to_translate(town_)).body_text());
    EXPECT_THAT(page, AllOf(HasSubstr("Aalfeld liegt am Fluss."), HasSubstr("Vorstellung des Ortes")));
    EXPECT_EQ(
        translator.post(to_translate(town_), translation(page, "Nehir+kenar%C4%B1nda.")).status(),
        http::Status::see_other);
    EXPECT_THAT(seen("/tr/orte/aalfeld"), HasSubstr("<p class=\"km-lead\">Nehir kenarında.</p>"));
    EXPECT_THAT(
        translator.get("/verwaltung/uebersetzungen/tr").body_text(), HasSubstr("Hier ist nichts offen"));
    EXPECT_THAT(translator.get(to_translate(town_) + "/verlauf").body_text(), HasSubstr("?fassung=1"));

    // A changed source: the translation stays, is older, and stands on the work list again.
    saved(office, at_desk(town_), "intro=Aalfeld+liegt+am+Berg.");
    EXPECT_THAT(seen("/tr/orte/aalfeld"), HasSubstr("Nehir kenarında."));
    page = translator.get(to_translate(town_)).body_text();
    EXPECT_THAT(page, AllOf(HasSubstr("Deutsch seitdem geändert"), HasSubstr("<ins>Berg.</ins>")));
    EXPECT_THAT(translator.get("/verwaltung/uebersetzungen/tr").body_text(), HasSubstr(to_translate(town_)));

    // A file for tools has it under a name of its own.
    EXPECT_THAT(
        file_of(translator.get("/verwaltung/uebersetzungen/tr/xliff")),
        AllOf(HasSubstr("body." + std::to_string(town_.value) + ".intro"), HasSubstr("kommin:outdated")));
    EXPECT_THAT(
        file_of(translator.get("/verwaltung/uebersetzungen/tr/xliff?umfang=alles")),
        HasSubstr("body." + std::to_string(town_.value) + ".intro"));

    auto neighbour = browser_of("translator", bergau_);
    EXPECT_EQ(neighbour.get(to_translate(town_)).status(), http::Status::not_found);
    EXPECT_EQ(neighbour.post(to_translate(town_), translation(page, "x")).status(), http::Status::not_found);
    EXPECT_THAT(
        neighbour.get("/verwaltung/uebersetzungen/tr").body_text(), Not(HasSubstr(to_translate(town_))));

    // Without a source nothing is said in any language, and nobody has anything to do.
    saved(office, at_desk(town_), "intro=");
    EXPECT_THAT(seen("/tr/orte/aalfeld"), Not(HasSubstr("Nehir kenarında.")));
    EXPECT_THAT(
        translator.get("/verwaltung/uebersetzungen/tr").body_text(), HasSubstr("Hier ist nichts offen"));

    // Nor does what it said come back with the next text.
    saved(office, at_desk(town_), "intro=Aalfeld+hat+einen+Bahnhof.");
    EXPECT_THAT(
        seen("/tr/orte/aalfeld"),
        AllOf(HasSubstr("Aalfeld hat einen Bahnhof."), Not(HasSubstr("Nehir kenarında."))));
}

TEST_P(PlaceStory, an_office_keeps_every_name_and_ends_with_a_date)
{
    auto office = browser_of("conference_office");
    auto const path = added_unit(
        office, kreis_, "kind=immigration_office&name-1=Ausl%C3%A4nderamt&from-1=8.1990&seen-1=2008");
    EXPECT_THAT(seen("/de/orte/aalfeld"), HasSubstr("Ausländeramt"));
    EXPECT_EQ(
        saved(
            office, path,
            "kind=immigration_office&name-1=Ausl%C3%A4nderamt&from-1=08.1990&to-1=2013&seen-1=2008"
            "&name-2=Kommunale+Ausl%C3%A4nderbeh%C3%B6rde&from-2=1.1.2014&source-2=Amtsblatt&uncertain-2=ja")
            .status(),
        http::Status::see_other);
    EXPECT_THAT(
        seen("/de/orte/aalfeld"),
        AllOf(HasSubstr("Kommunale Ausländerbehörde"), Not(HasSubstr("Ausländeramt"))));
    EXPECT_THAT(
        office.get(path).body_text(),
        AllOf(
            HasSubstr("value=\"08.1990\""), HasSubstr("value=\"2013\""), HasSubstr("value=\"01.01.2014\""),
            HasSubstr("name=\"uncertain-2\" value=\"ja\" checked")));
    EXPECT_THAT(
        office.get("/verwaltung/suche?q=ausl%C3%A4nderamt").body_text(),
        HasSubstr("href=\"" + path + "\">Kommunale Ausländerbehörde</a>"))
        << "by an earlier name, too";

    // A town's own office goes before that of the Kreis, as long as it is there.
    auto town = browser_of("municipal_editor", aalfeld_);
    auto const own = added_unit(town, town_, "kind=immigration_office&name-1=Amt+am+Markt");
    EXPECT_THAT(seen("/de/orte/aalfeld"), HasSubstr("Amt am Markt"));
    saved(town, own, "kind=immigration_office&name-1=Amt+am+Markt&to-1=2020");
    EXPECT_THAT(
        seen("/de/orte/aalfeld"),
        AllOf(HasSubstr("Kommunale Ausländerbehörde"), Not(HasSubstr("Amt am Markt"))));
    EXPECT_THAT(
        town.get(at_desk(town_)).body_text(), AllOf(HasSubstr("Amt am Markt"), HasSubstr("beendet 2020")));
    EXPECT_EQ(town.get(path).status(), http::Status::not_found) << "an office of the Kreis";
    EXPECT_EQ(town.post(path, "fassung=2&kind=office&name-1=Meins").status(), http::Status::not_found);

    // The history knows what was emptied, and brings it back.
    saved(town, own, "kind=immigration_office&name-1=&to-1=&name-2=Amt+am+Ring");
    EXPECT_THAT(town.get(own).body_text(), Not(HasSubstr("Amt am Markt")));
    EXPECT_THAT(
        town.get(own + "/verlauf").body_text(),
        AllOf(HasSubstr("Stelle angelegt"), HasSubstr("Stelle geändert"), HasSubstr("?fassung=2")));
    EXPECT_THAT(town.get(own + "?fassung=2").body_text(), HasSubstr("Amt am Markt"));
    EXPECT_THAT(audit_actions(), AllOf(Contains("portal.unit.created"), Contains("portal.unit.changed")));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(PlaceStory, what_is_wrong_with_an_office_stands_beside_its_field)
{
    auto office = browser_of("conference_office");
    auto const wrong = office.post(
        at_desk(town_, "/neue-stelle"),
        "kind=castle&name-1=Amt&from-1=2014&to-1=2013&name-2=&source-2=Amtsblatt&name-3=X&from-3=31.02.2020");
    EXPECT_EQ(wrong.status(), http::Status::unprocessable);
    EXPECT_THAT(
        wrong.body_text(),
        AllOf(
            HasSubstr("href=\"#f-kind\""), HasSubstr("id=\"f-to-1-fehler\""),
            HasSubstr("id=\"f-name-2-fehler\""), HasSubstr("id=\"f-from-3-fehler\""),
            HasSubstr("value=\"31.02.2020\""), HasSubstr("value=\"Amtsblatt\"")));
    EXPECT_EQ(
        office.post(at_desk(town_, "/neue-stelle"), "kind=office").status(), http::Status::unprocessable);
    auto const path = added_unit(office, town_, "kind=office&name-1=Amt+am+Markt&from-1=2014&to-1=2014");
    EXPECT_THAT(
        office.post(at_desk(town_, "/neue-stelle"), "kind=office&name-1=AMT+AM+MARKT").body_text(),
        HasSubstr("id=\"f-name-1-fehler\">Hier gibt es schon eine Stelle"));
    // Two at once.
    EXPECT_EQ(
        office.post(path, "fassung=1&kind=office&name-1=Amt+am+Ring").status(), http::Status::see_other);
    auto const late = office.post(path, "fassung=1&kind=department&name-1=Amt+am+Tor");
    EXPECT_EQ(late.status(), http::Status::conflict);
    EXPECT_THAT(
        late.body_text(),
        AllOf(HasSubstr("Name · Name 1"), HasSubstr("Ring"), HasSubstr("Tor"), HasSubstr("Fachbereich")));
}

} // namespace
} // namespace kommin::app
