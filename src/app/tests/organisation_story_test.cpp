// The organisations that offers name.

#include "app/tests/offer_story.hpp"

#include <regex>
#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class Organisations : public OfferStory {
protected:
    void publish(Browser& editor, portal::OfferId id, std::string const& title, std::string const& more)
    {
        auto const seen = seen_on(editor.get(desk(id)).body_text());
        EXPECT_EQ(
            editor.post(desk(id, "/veroeffentlichen"), fields(seen, title, more)).status(),
            http::Status::see_other);
    }
    // An offer that this organisation runs.
    portal::OfferId run_by(
        std::string const& slug, std::string const& name, std::string const& town = "aalfeld")
    {
        auto const id = work([&](Work& work) -> Result<portal::OfferId> {
            auto offer = offer_called(slug, "Kurs " + slug, town);
            offer.organisation = name;
            work.publish(portal::published_as);
            return insert(work, offer);
        });
        return id.value();
    }
    std::string at_desk(std::string const& name, std::string const& rest = {})
    {
        return "/verwaltung/einrichtungen/"
            + std::to_string(connection().load<std::int64_t>(
                "SELECT id FROM organisations WHERE tenant_id = ? AND name = ?", tenant_, name))
            + rest;
    }
    static std::string number_of(std::string const& path) { return path.substr(path.rfind('/') + 1); }
};
KOMMIN_ON_BOTH_ENGINES(Organisations);

TEST_P(Organisations, keep_their_names_whoever_types_them)
{
    auto const choir = offer("chor", "Chor", "aalfeld");
    auto const cafe = offer("cafe", "Cafe", "aalfeld");
    auto editor = browser_of("conference_office");
    publish(editor, choir, "Chor", "organisation=AWO+Unna");
    publish(editor, cafe, "Cafe", "organisation=awo+unna");
    EXPECT_THAT(public_page("chor"), AllOf(HasSubstr("AWO Unna"), Not(HasSubstr("awo unna"))));
    EXPECT_THAT(public_page("cafe"), AllOf(HasSubstr("AWO Unna"), Not(HasSubstr("awo unna"))));

    // What is kept as a version says the same as the record: nothing has moved for whoever began there.
    auto const began = seen_on(editor.get(desk(cafe)).body_text());
    EXPECT_EQ(editor.post(desk(cafe, "/bestaetigen"), "fassung=" + began).status(), http::Status::see_other);
    auto const now = seen_on(editor.get(desk(cafe)).body_text());
    auto const base = began.substr(began.find('='));
    EXPECT_EQ(
        editor
            .post(
                desk(cafe, "/veroeffentlichen"),
                fields(
                    now.substr(0, now.find('&')) + "&grundlage" + base, "Cafe",
                    "organisation=AWO+Unna&street=Markt+1"))
            .status(),
        http::Status::see_other);
}

TEST_P(Organisations, a_new_name_shows_on_all_offers_at_once_and_the_old_one_still_means_it)
{
    run_by("naehen", "AWO Unna");
    auto const cooking = run_by("kochen", "AWO Unna", "bergau");
    auto editor = browser_of("conference_office");
    auto const path = at_desk("AWO Unna");
    auto form = editor.get(path).body_text();
    EXPECT_THAT(form, AllOf(HasSubstr("2 Angebote"), HasSubstr("value=\"AWO Unna\"")));
    EXPECT_EQ(
        editor
            .post(
                path + "/veroeffentlichen",
                "fassung=" + seen_on(form) + "&name=AWO+Ruhr-Lippe-Ems&website=https%3A%2F%2Fawo.example")
            .status(),
        http::Status::see_other);
    for (auto const* slug : {"naehen", "kochen"})
        EXPECT_THAT(public_page(slug), AllOf(HasSubstr("AWO Ruhr-Lippe-Ems"), Not(HasSubstr("AWO Unna"))))
            << slug;
    EXPECT_THAT(editor.get("/verwaltung/angebote?t=ruhr-lippe").body_text(), HasSubstr(desk(cooking)))
        << "lists know the new name";
    EXPECT_THAT(
        editor.get(at_desk("AWO Ruhr-Lippe-Ems", "/verlauf")).body_text(),
        AllOf(HasSubstr("Stand vor der ersten Änderung"), HasSubstr("Veröffentlicht")));
    EXPECT_THAT(audit_actions(), Contains("portal.organisation.published"));

    run_by("lesen", "awo unna");
    EXPECT_THAT(public_page("lesen"), HasSubstr("AWO Ruhr-Lippe-Ems"));
    EXPECT_EQ(connection().load<std::int64_t>("SELECT count(*) FROM organisations"), 1);

    form = editor.get(path + "?fassung=1").body_text();
    EXPECT_THAT(form, AllOf(HasSubstr("Sie sehen die Fassung 1"), HasSubstr("value=\"AWO Unna\"")));
    EXPECT_EQ(
        editor.post(path + "/veroeffentlichen", "fassung=" + seen_on(form) + "&name=AWO+Unna").status(),
        http::Status::see_other);
    EXPECT_THAT(public_page("naehen"), HasSubstr("AWO Unna"));
}

TEST_P(Organisations, two_that_are_one_are_merged_after_a_question)
{
    run_by("naehen", "Caritas Unna");
    auto const cooking = run_by("kochen", "Caritas Unna e. V.");
    run_by("lesen", "Diakonie");
    auto editor = browser_of("conference_office");
    auto const alike = editor.get("/verwaltung/einrichtungen?liste=aehnliche").body_text();
    EXPECT_THAT(
        alike,
        AllOf(HasSubstr("Caritas Unna</a>"), HasSubstr("Caritas Unna e. V."), Not(HasSubstr("Diakonie"))));
    auto const from = at_desk("Caritas Unna e. V.");
    auto const into = at_desk("Caritas Unna");
    EXPECT_THAT(
        editor.get(from + "/zusammenfuehren").body_text(),
        AllOf(HasSubstr("zusammenfuehren?mit=" + number_of(into)), Not(HasSubstr("Diakonie"))))
        << "those alike are named first";
    EXPECT_THAT(
        editor.get(from + "/zusammenfuehren?q=diak").body_text(),
        HasSubstr("zusammenfuehren?mit=" + number_of(at_desk("Diakonie"))));
    auto const question = editor.get(from + "/zusammenfuehren?mit=" + number_of(into)).body_text();
    EXPECT_THAT(
        question,
        AllOf(
            HasSubstr("„Caritas Unna e. V.“ wird „Caritas Unna“?"),
            HasSubstr("Ein Angebot wechselt zu „Caritas Unna“"), HasSubstr("Wer den Namen tippt")));
    auto const yes = "fassung=1&fassung-mit=1&mit=" + number_of(into);
    EXPECT_EQ(
        editor.post(from + "/zusammenfuehren", "fassung=1&fassung-mit=7&mit=" + number_of(into)).status(),
        http::Status::conflict)
        << "of one that somebody has changed meanwhile";
    EXPECT_EQ(
        editor.post(from + "/zusammenfuehren", "fassung=1&fassung-mit=1&mit=" + number_of(from)).status(),
        http::Status::unprocessable);
    auto const merged = editor.post(from + "/zusammenfuehren", yes);
    EXPECT_EQ(merged.status(), http::Status::see_other);
    EXPECT_EQ(merged.header("Location"), into);
    EXPECT_THAT(public_page("kochen"), AllOf(HasSubstr("Caritas Unna"), Not(HasSubstr("e. V."))));
    EXPECT_THAT(editor.get(into).body_text(), HasSubstr("2 Angebote"));
    EXPECT_THAT(editor.get("/verwaltung/einrichtungen").body_text(), Not(HasSubstr("Caritas Unna e. V.")));
    EXPECT_EQ(editor.get(from).header("Location"), into) << "who has its address is led on";
    EXPECT_THAT(editor.get(into + "/verlauf").body_text(), HasSubstr("Andere Einrichtung aufgenommen"));
    EXPECT_THAT(
        editor.get(from + "/verlauf").body_text(), HasSubstr("In einer anderen Einrichtung aufgegangen"));
    EXPECT_THAT(
        audit_actions(),
        AllOf(
            Contains("portal.organisation.merged"), Contains("portal.organisation.took_over"),
            Contains("portal.organisation.offers_moved")));
    EXPECT_THAT(
        editor.get(desk(cooking)).body_text(),
        AllOf(HasSubstr("value=\"Caritas Unna\""), Not(HasSubstr("e. V."))));

    // Pressed twice, or with the name of the one that ended.
    EXPECT_NE(editor.post(from + "/zusammenfuehren", yes).status(), http::Status::see_other);
    auto const late = editor.post(from + "/veroeffentlichen", "fassung=2&name=X");
    EXPECT_EQ(late.status(), http::Status::unprocessable);
    EXPECT_THAT(late.body_text(), HasSubstr("inzwischen in einer anderen aufgegangen"));
    EXPECT_EQ(editor.post(from + "/archivieren", "fassung=2").status(), http::Status::conflict);
    EXPECT_EQ(editor.get(from + "/archivieren").status(), http::Status::not_found);
    run_by("singen", "Caritas Unna e.V.");
    EXPECT_THAT(editor.get(into).body_text(), HasSubstr("3 Angebote"));
    EXPECT_EQ(connection().load<std::int64_t>("SELECT count(*) FROM organisations"), 3);
}

TEST_P(Organisations, what_is_wrong_stands_beside_the_field_and_whoever_saves_second_compares)
{
    run_by("naehen", "AWO Unna");
    run_by("lesen", "Diakonie");
    auto editor = browser_of("conference_office");
    auto const wrong = editor.post(
        at_desk("AWO Unna", "/veroeffentlichen"),
        "fassung=1&name=&website=javascript%3Aalert&email=kein+Postfach");
    EXPECT_EQ(wrong.status(), http::Status::unprocessable);
    EXPECT_THAT(
        wrong.body_text(),
        AllOf(
            HasSubstr("id=\"f-name-fehler\""), HasSubstr("id=\"f-website-fehler\""),
            HasSubstr("id=\"f-email-fehler\""), HasSubstr("value=\"kein Postfach\"")));
    EXPECT_THAT(
        editor.post(at_desk("AWO Unna", "/veroeffentlichen"), "fassung=1&name=diakonie").body_text(),
        HasSubstr("Eine andere Einrichtung heißt oder hieß schon so"));

    auto other = browser_of("department_editor");
    EXPECT_EQ(
        editor.post(at_desk("AWO Unna", "/veroeffentlichen"), "fassung=1&grundlage=1&name=AWO+Kreis")
            .status(),
        http::Status::see_other);
    auto const late = other.post(at_desk("AWO Kreis"), "fassung=1&name=AWO+Bezirk");
    EXPECT_EQ(late.status(), http::Status::conflict);
    EXPECT_THAT(
        late.body_text(), AllOf(HasSubstr("AWO <mark>Kreis</mark>"), HasSubstr("AWO <mark>Bezirk</mark>")));
    EXPECT_THAT(public_page("naehen"), HasSubstr("AWO Kreis"));

    EXPECT_EQ(editor.post("/verwaltung/einrichtungen/neu", "name=").status(), http::Status::unprocessable);
    EXPECT_EQ(
        editor.post("/verwaltung/einrichtungen/neu", "name=AWO+unna").status(), http::Status::unprocessable)
        << "a name that it had";
    auto const added = editor.post("/verwaltung/einrichtungen/neu", "name=%3Cb%3EVerein");
    EXPECT_EQ(added.status(), http::Status::see_other);
    auto const list = editor.get("/verwaltung/einrichtungen?liste=ohne-angebote").body_text();
    EXPECT_THAT(list, AllOf(HasSubstr("&lt;b&gt;Verein"), Not(HasSubstr("Diakonie"))));
    EXPECT_THAT(
        editor.get("/verwaltung/einrichtungen?q=DIAK").body_text(),
        AllOf(HasSubstr("Diakonie"), Not(HasSubstr("AWO"))));
    EXPECT_THAT(
        file_of(editor.get("/verwaltung/einrichtungen/liste.csv?q=diak")),
        AllOf(HasSubstr("Diakonie"), Not(HasSubstr("AWO"))));
}

TEST_P(Organisations, a_long_list_has_pages_that_lead_on_and_back)
{
    for (int i = 100; i < 153; ++i)
        run_by("kurs-" + std::to_string(i), "Verein " + std::to_string(i));
    run_by("amt", "Amt", "bergau");
    auto editor = browser_of("conference_office");
    auto const link = [](std::string const& page, std::string const& rel) {
        std::smatch match;
        if (!std::regex_search(page, match, std::regex("<a href=\"([^\"]*)\" rel=\"" + rel + "\"")))
            return std::string{};
        return std::regex_replace(match[1].str(), std::regex("&amp;"), "&");
    };
    auto const first = editor.get("/verwaltung/einrichtungen?q=verein").body_text();
    EXPECT_THAT(
        first,
        AllOf(
            HasSubstr("53 Einrichtungen"), HasSubstr("Verein 149"), Not(HasSubstr("Verein 150")),
            Not(HasSubstr("Amt</a>"))));
    auto const second = editor.get(link(first, "next")).body_text();
    EXPECT_THAT(
        second,
        AllOf(
            HasSubstr("Verein 150"), HasSubstr("Verein 152"), Not(HasSubstr("Verein 149")),
            HasSubstr(">1</td>")));
    EXPECT_EQ(link(second, "next"), "");
    EXPECT_THAT(
        editor.get(link(second, "prev")).body_text(),
        AllOf(HasSubstr("Verein 100"), HasSubstr("Verein 149")));
    EXPECT_THAT(
        editor.get("/verwaltung/einrichtungen?ab=1").body_text(),
        AllOf(HasSubstr("54 Einrichtungen"), HasSubstr("Verein 152"), Not(HasSubstr("Amt</a>"))));
    for (auto const* query :
         {"?hinter=x", "?hinter=a.b.c", "?liste=aehnliche&hinter=a.1", "?vor=zzz.1", "?seite=2"})
        EXPECT_EQ(editor.get("/verwaltung/einrichtungen" + std::string(query)).status(), http::Status::ok)
            << query;
    // As a database of before spells them until its first night.
    connection().execute("UPDATE organisations SET list_text = 'e.v. ' || list_text");
    auto const unfolded = editor.get("/verwaltung/einrichtungen").body_text();
    EXPECT_THAT(
        editor.get(link(unfolded, "next")).body_text(),
        AllOf(HasSubstr("Verein 152"), Not(HasSubstr("Verein 148")), Not(HasSubstr("Amt</a>"))));
    auto town = browser_of("municipal_editor", bergau_);
    EXPECT_THAT(
        town.get("/verwaltung/einrichtungen").body_text(),
        AllOf(HasSubstr("eine Einrichtung"), HasSubstr("Amt</a>")));
    EXPECT_THAT(
        town.get("/verwaltung/einrichtungen?liste=ohne-angebote").body_text(),
        HasSubstr("keine Einrichtung"));
    EXPECT_THAT(
        file_of(editor.get("/verwaltung/einrichtungen/liste.csv")),
        AllOf(HasSubstr("Verein 152"), HasSubstr("Amt")));
}

TEST_P(Organisations, a_municipality_changes_those_whose_offers_are_its_own)
{
    run_by("naehen", "Verein im Ort");
    run_by("kochen", "Verein überall");
    run_by("lesen", "Verein überall", "bergau");
    run_by("singen", "Verein nebenan", "bergau");
    auto editor = browser_of("municipal_editor", aalfeld_);
    EXPECT_THAT(
        editor.get("/verwaltung/einrichtungen").body_text(),
        AllOf(
            HasSubstr("Verein im Ort"), HasSubstr("Verein überall"), Not(HasSubstr("Verein nebenan")),
            Not(HasSubstr("Einrichtung anlegen"))));
    EXPECT_EQ(
        editor.post(at_desk("Verein im Ort", "/veroeffentlichen"), "fassung=1&grundlage=1&name=Verein+am+Ort")
            .status(),
        http::Status::see_other);
    EXPECT_THAT(public_page("naehen"), HasSubstr("Verein am Ort"));
    EXPECT_THAT(
        editor.get(at_desk("Verein überall")).body_text(),
        AllOf(HasSubstr("Ändern kann sie deshalb nur der Kreis"), Not(HasSubstr("name=\"website\""))));
    for (auto const* name : {"Verein überall", "Verein nebenan"}) {
        EXPECT_EQ(editor.post(at_desk(name), "fassung=1&name=X").status(), http::Status::not_found) << name;
        EXPECT_EQ(editor.get(at_desk(name, "/zusammenfuehren")).status(), http::Status::not_found) << name;
        EXPECT_EQ(
            editor
                .post(
                    at_desk("Verein am Ort", "/zusammenfuehren"),
                    "fassung=2&fassung-mit=1&mit=" + number_of(at_desk(name)))
                .status(),
            http::Status::not_found)
            << name;
    }
    EXPECT_EQ(editor.post("/verwaltung/einrichtungen/neu", "name=Neu").status(), http::Status::not_found);
    auto reader = browser_of("reader");
    EXPECT_THAT(reader.get(at_desk("Verein nebenan")).body_text(), Not(HasSubstr("name=\"website\"")));
    EXPECT_EQ(reader.post(at_desk("Verein nebenan"), "fassung=1&name=X").status(), http::Status::not_found);
}

}
} // namespace kommin::app
