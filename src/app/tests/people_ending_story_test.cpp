// How people end: merged with all consents kept strict, told what is kept of them, erased without a trace,
// emptied by the night when nobody has a ground to keep them.

#include "app/tests/people_story.hpp"
#include "platform/records/versions.hpp"

#include <algorithm>
#include <regex>
#include <string>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class PeopleEnding : public PeopleBase {
protected:
    // The tables in which a text stands, be it in the middle of another; blobs of the audit chain included.
    std::vector<std::string> places_of(std::string const& text)
    {
        bool const is_sqlite = GetParam() == db::Engine::sqlite;
        auto const tables = connection().list<std::string>(
            is_sqlite ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                      : "SELECT CAST(table_name AS TEXT) FROM information_schema.tables"
                        " WHERE table_schema = current_schema()");
        std::vector<std::string> places;
        for (auto const& table : tables) {
            auto const columns = is_sqlite
                ? connection().list<std::string>("SELECT name FROM pragma_table_info(?)", table)
                : connection().list<std::string>(
                      "SELECT CAST(column_name AS TEXT) FROM information_schema.columns"
                      " WHERE table_schema = current_schema() AND table_name = ?",
                      table);
            std::string row;
            for (auto const& column : columns)
                row += (row.empty() ? "" : " || '|' || ")
                    + ("COALESCE(CAST(\"" + column + "\" AS TEXT), '-')");
            auto const rows = connection().list<std::string>("SELECT " + row + " FROM \"" + table + '"');
            if (std::ranges::any_of(
                    rows, [&](std::string const& one) { return one.find(text) != std::string::npos; }))
                places.push_back(table);
        }
        return places;
    }
    http::Response merged(
        Browser& editor, std::string const& into, std::string const& from, std::string const& more)
    {
        auto const page = std::string(editor.get(person(into, "/zusammenfuehren?mit=" + from)).body_text());
        std::smatch other;
        EXPECT_TRUE(std::regex_search(page, other, std::regex("name=\"fassung-mit\" value=\"([0-9]+)\"")));
        return editor.post(
            person(into, "/zusammenfuehren"),
            "mit=" + from + "&fassung=" + seen_on(page) + "&fassung-mit=" + other[1].str() + more);
    }
    http::Response erased(Browser& editor, std::string const& number)
    {
        auto const page = std::string(editor.get(person(number, "/loeschen")).body_text());
        return editor.post(person(number, "/loeschen"), "fassung=" + seen_on(page));
    }
    void pass_a_night(std::chrono::days days)
    {
        clock().set(clock().now() + days);
        ASSERT_TRUE(work([&](Work& work) -> Result<void> {
            work.enqueue("contacts.people.ground", "{}");
            return {};
        }));
        jobs_of(product_.modules, clock(), no_signals).run_due(connection());
    }
};
KOMMIN_ON_BOTH_ENGINES(PeopleEnding);

TEST_P(PeopleEnding, who_is_there_twice_is_proposed_and_not_merged)
{
    auto office = browser_of("conference_office");
    auto const arabic = added_named(office, "محمد", "المثال");
    auto const latin = added_named(office, "Mohammed", "Al-Mithal");
    auto const one = added_named(office, "Jonas", "Erst", "&mails=Post%40verein.example");
    auto const other = added_named(office, "Jona", "Zweit", "&mails=post%40VEREIN.example");
    auto const nobody = added_named(office, "Lena", "Allein");
    auto const page = std::string(office.get("/verwaltung/personen/doppelte").body_text());
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("2 Gruppen"), HasSubstr("vielleicht der Name"), HasSubstr("die Mail-Adresse"),
            shows(arabic), shows(latin), shows(one), shows(other), Not(shows(nobody))));
    auto const choice = std::string(office.get(person(latin, "/zusammenfuehren")).body_text());
    EXPECT_THAT(choice, AllOf(HasSubstr("?mit=" + arabic + '"'), Not(HasSubstr("?mit=" + one + '"'))));
    EXPECT_THAT(
        office.get(person(latin, "/zusammenfuehren?t=allein")).body_text(), HasSubstr("?mit=" + nobody + '"'))
        << "whom the words find";
    // A municipality is told nothing of those whom it does not see.
    auto const own = added(
        office,
        "given=Mohamed&family=Almithal&mails=post%40verein.example&field_of_work=unknown&gender=unknown"
        "&letters_language=de&body=aalfeld");
    auto town = browser_of("municipal_editor", aalfeld_);
    EXPECT_THAT(
        town.get("/verwaltung/personen/doppelte").body_text(),
        AllOf(HasSubstr("Niemand steht doppelt da"), Not(HasSubstr("Jonas"))));
    EXPECT_EQ(town.get(person(own, "/zusammenfuehren?mit=" + one)).status(), http::Status::not_found);
    EXPECT_EQ(
        town.post(person(own, "/zusammenfuehren"), "mit=" + one + "&fassung=1&fassung-mit=1").status(),
        http::Status::not_found);
}

TEST_P(PeopleEnding, alike_people_go_on_on_the_next_page_and_no_group_is_cut)
{
    auto office = browser_of("conference_office");
    // Groups of three: the 67th reaches over the edge of the first page.
    connection().execute(
        "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 299)"
        " INSERT INTO persons (tenant_id, title, given_name, family_name, salutation, letters_language,"
        " works_for, works_for_key, position, field_of_work, gender, note, list_text, likeness, mark,"
        " changed_at) SELECT ?, '', 'Anna' || i, 'Gleich' || (1000 + i / 3), '', 'de', '', '', '', 'unknown',"
        " 'unknown', '', 'gleich' || (1000 + i / 3) || ' anna' || i, 'glch' || (1000 + i / 3) || ' n',"
        " 'mark' || i, '2026-11-23T09:00:00.000Z' FROM n",
        tenant_);
    auto const first = std::string(office.get("/verwaltung/personen/doppelte").body_text());
    EXPECT_THAT(
        first,
        AllOf(HasSubstr("300 Personen haben jemanden"), HasSubstr("Gleich1000, "), HasSubstr("seite=2")));
    auto const last = std::string(office.get("/verwaltung/personen/doppelte?seite=2").body_text());
    EXPECT_THAT(last, AllOf(HasSubstr("Gleich1099, "), Not(HasSubstr("Gleich1065, "))));
    for (auto const* name : {"Gleich1066, Anna198", "Gleich1066, Anna199", "Gleich1066, Anna200"}) {
        EXPECT_THAT(first, HasSubstr(name)) << "whole on both pages";
        EXPECT_THAT(last, HasSubstr(name)) << "whole on both pages";
    }
    EXPECT_EQ(office.get("/verwaltung/personen/doppelte?seite=9").status(), http::Status::see_other);
    auto const one = connection().load<std::int64_t>("SELECT id FROM persons WHERE given_name = 'Anna297'");
    EXPECT_THAT(
        office.get(person(std::to_string(one), "/zusammenfuehren")).body_text(),
        HasSubstr("Gleich1099, Anna298"))
        << "who is proposed for merging stands on the second page";
}

TEST_P(PeopleEnding, an_office_whose_telephone_a_thousand_have_crowds_out_nobody)
{
    auto office = browser_of("conference_office");
    connection().execute(
        "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 1299)"
        " INSERT INTO persons (tenant_id, title, given_name, family_name, salutation, letters_language,"
        " works_for, works_for_key, position, field_of_work, gender, note, list_text, likeness, mark,"
        " changed_at) SELECT ?, '', 'Anna' || i, 'Amt', '', 'de', '', '', '', 'unknown', 'unknown', '',"
        " 'amt anna' || i, 'mt n' || i, 'mark' || i, '2026-11-23T09:00:00.000Z' FROM n",
        tenant_);
    connection().execute(
        "INSERT INTO person_addresses (tenant_id, person_id, kind, used_for, position, value, normal)"
        " SELECT tenant_id, id, 'phone', 'work', 0, '02303 270', '+492303270' FROM persons WHERE family_name "
        "= 'Amt'");
    auto const one = added_named(office, "Olga", "Zyx");
    added_named(office, "Olga", "Zyx");
    connection().execute(
        "UPDATE persons SET likeness = 'zz zz' WHERE family_name = 'Zyx'"); // behind all of them
    auto const last = std::string(office.get("/verwaltung/personen/doppelte?seite=7").body_text());
    EXPECT_THAT(last, HasSubstr("Zyx, Olga"));
    EXPECT_THAT(office.get(person(one, "/zusammenfuehren")).body_text(), HasSubstr("Zyx, Olga"))
        << "who is alike is proposed";
}

TEST_P(PeopleEnding, whoever_was_merged_is_proposed_to_nobody)
{
    auto office = browser_of("conference_office");
    auto const into = added_named(office, "Olga", "Zyx");
    auto const from = added_named(office, "Olga", "Zyx");
    EXPECT_THAT(office.get("/verwaltung/personen/doppelte").body_text(), HasSubstr("Zyx, Olga"));
    connection().execute(
        "UPDATE persons SET merged_into_id = ? WHERE id = ?", std::stoll(into), std::stoll(from));
    EXPECT_THAT(office.get("/verwaltung/personen/doppelte").body_text(), Not(HasSubstr("Zyx, Olga")));
}

TEST_P(PeopleEnding, merging_keeps_everything_and_allows_only_what_both_allowed)
{
    auto office = browser_of("conference_office");
    auto const into = added_named(
        office, "Julia", "Muster", "&mails=a%40verein.example&languages=de&note=Eins&position=Vorsitz");
    auto const from = added_named(
        office, "Юлія", "Мустер",
        "&mails=a%40verein.example%0Ab%40verein.example&languages=uk&note=Zwei&works_for=Chor");
    allows(office, into, "news");
    allows(office, from, "news", "&given_on=01.03.2026");
    allows(office, into, "photos");
    allows(office, from, "invitations");
    auto const question = std::string(office.get(person(into, "/zusammenfuehren?mit=" + from)).body_text());
    EXPECT_THAT(
        question,
        AllOf(
            HasSubstr("Danach nicht mehr erlaubt"), HasSubstr("<li>Fotos</li>"),
            HasSubstr("<li>Einladungen per Mail</li>"), Not(HasSubstr("<li>Neuigkeiten per Mail</li>")),
            HasSubstr("name=\"wahl-given\""), Not(HasSubstr("name=\"wahl-works_for\""))));
    EXPECT_THAT(
        merged(office, into, from, "&wahl-given=m").body_text(),
        HasSubstr("Wählen Sie bei jeder Angabe, in der sich beide unterscheiden"))
        << "the family name is still to be chosen";
    auto const choices = "&wahl-given=s&wahl-family=m";
    EXPECT_EQ(merged(office, into, from, choices).status(), http::Status::see_other);
    auto const page = std::string(office.get(person(into)).body_text());
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("Юлія Muster"), HasSubstr("b@verein.example"), HasSubstr(">Eins</p>"),
            HasSubstr(">Zwei</p>"), HasSubstr("Chor"), HasSubstr("Vorsitz"),
            HasSubstr("Deutsch, Ukrainisch")));
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("Einwilligung: Neuigkeiten per Mail"), Not(HasSubstr("Einwilligung: Fotos")),
            Not(HasSubstr("Einwilligung: Einladungen")), HasSubstr("beim Zusammenführen beendet")));
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM consents WHERE ended_at IS NULL AND person_id = ?", std::stoll(into)),
        1)
        << "and the newer of the two";
    EXPECT_EQ(
        connection().load<std::string>("SELECT given_on FROM consents WHERE ended_at IS NULL"), "2026-03-01");
    EXPECT_EQ(office.get(person(from)).header("Location"), person(into)) << "a link to the other leads here";
    EXPECT_EQ(office.get(person(from, "/aendern")).status(), http::Status::not_found);
    EXPECT_THAT(listed(office), HasSubstr("1 Person"));
    EXPECT_EQ(
        office.post(person(into, "/zusammenfuehren"), "mit=" + from + "&fassung=1&fassung-mit=1" + choices)
            .status(),
        http::Status::see_other)
        << "pressed twice, it is done";
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM consents WHERE ended_at IS NULL"), 1);
    auto const actions = audit_actions();
    EXPECT_THAT(actions, AllOf(Contains("contacts.person.merged"), Contains("contacts.person.merged_into")));
    EXPECT_EQ(std::ranges::count(actions, "contacts.consent.ended"), 3);
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(PeopleEnding, who_was_slower_merges_nothing)
{
    auto office = browser_of("conference_office");
    auto const into = added_named(office, "Ali", "Kaya");
    auto const from = added_named(office, "Ali", "Kaya", "&schluessel=zwei");
    changed(office, from, "given=Ali&family=Kaya&position=Neu");
    EXPECT_THAT(
        office.post(person(into, "/zusammenfuehren"), "mit=" + from + "&fassung=1&fassung-mit=1").body_text(),
        HasSubstr("name=\"fassung-mit\" value=\"2\""));
    EXPECT_THAT(listed(office), HasSubstr("2 Personen"));
    EXPECT_EQ(office.get(person(into, "/zusammenfuehren?mit=" + into)).status(), http::Status::not_found)
        << "with oneself";
}

TEST_P(PeopleEnding, somebody_is_told_everything_that_is_kept)
{
    auto office = browser_of("conference_office");
    auto const kaya = added_named(
        office, "Ayşe", "Kaya", "&mails=kaya%40verein.example&note=Mag+keinen+Anruf&position=Kasse");
    changed(
        office, kaya,
        "given=Ay%C5%9Fe&family=Kaya&mails=kaya%40verein.example&note=Mag+keinen+Anruf&position=Vorsitz");
    allows(office, kaya, "news", "&remark=Ordner+3");
    office.post(consent(), "");
    auto officer = browser_of("data_protection_officer");
    auto const report = std::string(officer.get(person(kaya, "/auskunft")).body_text());
    auto const file = officer.get(person(kaya, "/auskunft.json"));
    auto const json = std::string(file.body_text());
    for (auto const* said :
         {"Ayşe", "kaya@verein.example", "Mag keinen Anruf", "Vorsitz", "Kasse", "Ordner 3", "widerrufen",
          "Neuigkeiten aus der Integrationsarbeit", "180 Tage"}) {
        EXPECT_THAT(json, HasSubstr(said));
        EXPECT_THAT(report, HasSubstr(said));
    }
    EXPECT_THAT(file.header("Content-Disposition"), Not(HasSubstr("Kaya")));
    EXPECT_THAT(
        audit_actions(),
        AllOf(Contains("contacts.person.report_read"), Contains("contacts.person.report_exported")));
    auto town = browser_of("municipal_editor", aalfeld_);
    for (auto const* page : {"/auskunft", "/auskunft.json"})
        EXPECT_EQ(town.get(person(kaya, page)).status(), http::Status::not_found) << page;
}

TEST_P(PeopleEnding, what_is_erased_is_nowhere_in_the_database)
{
    auto office = browser_of("conference_office");
    auto const into = added_named(
        office, "Zerzenia", "Qwertz",
        "&mails=zerzenia%40qwertz.example&note=Zerzenia+mag+Tee&works_for=Zerzeniaverein"
        "&posts=Zerzeniaweg+1");
    auto const from = added_named(office, "Zerzenia", "Qwertz", "&schluessel=zwei&phones=030+23125+011");
    changed(office, into, "given=Zerzenia&family=Qwertz&position=Zerzeniachefin");
    allows(office, into, "news", "&remark=Zerzenia+im+Ordner");
    EXPECT_EQ(merged(office, into, from, "").status(), http::Status::see_other);
    EXPECT_THAT(places_of("Zerzenia"), Not(IsEmpty())) << "the test finds what is there";
    EXPECT_THAT(
        office.get(person(into, "/loeschen")).body_text(),
        AllOf(HasSubstr("1 Eintrag, der mit ihr zusammengeführt wurde"), HasSubstr("1 Einwilligung")));
    EXPECT_EQ(office.post(person(into, "/loeschen"), "fassung=1").status(), http::Status::conflict)
        << "somebody has changed them since";
    EXPECT_EQ(erased(office, into).status(), http::Status::see_other);
    for (auto const* text : {"Zerzenia", "zerzenia", "Qwertz", "qwertz", "kvrts srsn", "+493023125011"})
        EXPECT_THAT(places_of(text), IsEmpty()) << text;
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM persons WHERE erased_at IS NOT NULL"), 2);
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM consents"), 0);
    for (auto const* page : {"", "/aendern", "/aendern/verlauf", "/loeschen", "/auskunft", "/einwilligung"}) {
        EXPECT_EQ(office.get(person(into, page)).status(), http::Status::not_found) << page;
        EXPECT_EQ(office.get(person(from, page)).status(), http::Status::not_found) << page;
    }
    auto const before = audit::head(connection(), tenant_).sequence;
    EXPECT_EQ(office.post(person(into, "/loeschen"), "fassung=9").status(), http::Status::see_other);
    EXPECT_EQ(audit::head(connection(), tenant_).sequence, before) << "a second press tells nothing new";
    EXPECT_THAT(audit_actions(), Contains("contacts.person.erased"));
    EXPECT_THAT(listed(office), HasSubstr("Hier ist noch niemand eingetragen"));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(PeopleEnding, only_some_may_erase)
{
    auto office = browser_of("conference_office");
    auto const own
        = added(office, "family=Eigen&field_of_work=unknown&gender=unknown&letters_language=de&body=aalfeld");
    auto town = browser_of("municipal_editor", aalfeld_);
    EXPECT_EQ(town.get(person(own, "/loeschen")).status(), http::Status::not_found);
    EXPECT_EQ(town.post(person(own, "/loeschen"), "fassung=1").status(), http::Status::not_found);
    auto officer = browser_of("data_protection_officer");
    EXPECT_EQ(erased(officer, own).status(), http::Status::see_other);
    EXPECT_THAT(listed(town), HasSubstr("0 Personen"));
}

TEST_P(PeopleEnding, who_has_no_ground_is_named_and_half_a_year_later_emptied_by_the_night)
{
    auto const role = account("buero@kreis.example", {{"conference_office", Scope::whole_tenant()}});
    auto const today = [&] { return logged_in(role); }; // a session does not outlive the day
    auto office = today();
    auto const kept = added_named(office, "Kerstin", "Bleibt");
    auto const alone = added_named(office, "Zerzenia", "Geht");
    auto const late = added_named(office, "Lara", "Kommt");
    allows(office, kept, "news");
    pass_a_night(std::chrono::days(1));
    auto later1 = today();
    EXPECT_THAT(listed(later1, "?liste=ohne-grund"), AllOf(shows(alone), shows(late), Not(shows(kept))));
    EXPECT_THAT(
        waiting_for(later1), AllOf(HasSubstr("2 Personen ohne Grund"), HasSubstr("liste=ohne-grund")));
    allows(later1, late, "photos");
    pass_a_night(std::chrono::days(178));
    auto later2 = today();
    EXPECT_THAT(listed(later2, "?liste=ohne-grund"), AllOf(shows(alone), Not(shows(late))))
        << "a consent is a ground";
    pass_a_night(std::chrono::days(1));
    auto later3 = today();
    EXPECT_THAT(listed(later3), AllOf(shows(alone), shows(kept))) << "179 days";
    pass_a_night(std::chrono::days(1));
    auto later4 = today();
    EXPECT_THAT(listed(later4), AllOf(Not(shows(alone)), shows(kept), shows(late)));
    EXPECT_THAT(places_of("Zerzenia"), IsEmpty());
    EXPECT_THAT(waiting_for(later4), Not(HasSubstr("ohne Grund")));
}

TEST_P(PeopleEnding, a_merge_that_ends_the_last_consent_begins_the_half_year_anew)
{
    auto const role = account("buero@kreis.example", {{"conference_office", Scope::whole_tenant()}});
    auto const into = [&] {
        auto office = logged_in(role);
        return added_named(office, "Zerzenia", "Geht");
    }();
    pass_a_night(std::chrono::days(1));
    pass_a_night(std::chrono::days(174));
    auto office = logged_in(role);
    auto const from = added_named(office, "Zerzenia", "Geht", "&schluessel=zwei");
    allows(office, from, "news");
    EXPECT_EQ(
        office.post(person(into, "/zusammenfuehren"), "mit=" + from + "&fassung=0&fassung-mit=0").status(),
        http::Status::conflict);
    EXPECT_EQ(std::ranges::count(audit_actions(), "contacts.person.read"), 2) << "a refused page shows both";
    EXPECT_EQ(merged(office, into, from, "").status(), http::Status::see_other);
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM consents WHERE ended_at IS NULL"), 0)
        << "only one of the two had allowed it";
    for (int nights = 0; nights < 10; ++nights)
        pass_a_night(std::chrono::days(1));
    auto later = logged_in(role);
    EXPECT_THAT(listed(later), shows(into)) << "there was a ground ten days ago";
}

}
} // namespace kommin::app
