// Goals from a table: looked at line by line, confirmed as seen, and the same a second time.

#include "app/tests/table_story.hpp"
#include "platform/records/versions.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class GoalTables : public TableStory {
protected:
    std::string entered(Browser& editor, std::string const& entries)
    {
        auto const answer = editor.post(std::string(goals) + "/neu", "weight=1&" + entries);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return std::string(answer.header("Location"));
    }
    std::string parent_of(std::string const& title)
    {
        return connection().load<std::string>(
            "SELECT above.title FROM goals JOIN goals above ON above.id = goals.parent_id WHERE goals.title "
            "= ?",
            title);
    }
};
KOMMIN_ON_BOTH_ENGINES(GoalTables);

// What hangs below stands in front of it.
constexpr auto* two_goals = "Nummer;Titel;Art;Handlungsfeld;Übergeordnetes Ziel;Gewicht\r\n"
                            "H 1;Kurse am Abend;operatives Ziel;Bildung;L 1;2\r\n"
                            "L 1;Alle sprechen Deutsch;Leitziel;Bildung;;\r\n";

TEST_P(GoalTables, nothing_is_stored_before_somebody_confirms_what_they_have_seen)
{
    auto office = browser_of("conference_office");
    EXPECT_THAT(office.get(goals).body_text(), HasSubstr("href=\"/verwaltung/ziele/tabelle\""));
    auto const page = page_about(office, goals, two_goals);
    EXPECT_THAT(page, HasSubstr("2 neu, 0 geändert, 0 gleich, 0 falsch."));
    EXPECT_THAT(row_on(page, 2), AllOf(HasSubstr("H 1 Kurse am Abend"), HasSubstr(">neu<")));
    EXPECT_EQ(count("goals"), 0);

    auto const stored = confirmed(office, goals, page);
    EXPECT_EQ(stored.header("Location"), goals) << stored.body_text();
    EXPECT_THAT(office.get(goals).body_text(), HasSubstr("Die Tabelle ist eingelesen."));
    EXPECT_EQ(count("goals"), 2);
    EXPECT_EQ(parent_of("Kurse am Abend"), "Alle sprechen Deutsch");
    EXPECT_EQ(connection().load<std::int64_t>("SELECT weight FROM goals WHERE title = 'Kurse am Abend'"), 2);
    EXPECT_THAT(audit_actions(), Contains("goals.goal.created"));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);

    EXPECT_EQ(confirmed(office, goals, page).header("Location"), goals) << "pressed twice";
    EXPECT_EQ(count("goals"), 2);
    auto const again = page_about(office, goals, two_goals);
    EXPECT_THAT(
        again,
        AllOf(HasSubstr("0 neu, 0 geändert, 2 gleich, 0 falsch."), HasSubstr("Alles steht schon so hier.")));
    EXPECT_FALSE(can_be_confirmed(again));
    EXPECT_EQ(version_in("goals", "Kurse am Abend"), 1);
}

TEST_P(GoalTables, the_file_of_the_list_comes_back_as_it_went_out)
{
    auto office = browser_of("conference_office");
    auto const kreis = add_district_itself();
    auto const school = unit(kreis, "Schulamt");
    auto const youth = unit(kreis, "Jugend | Familie");
    auto const top = entered(
        office,
        "kind=guiding&body=&number=L+1&title=Alle+sprechen+Deutsch&panel=" + field_
            + "&text=Jedes+Kind.%0D%0AUnd+alle+Eltern.&reasons=%3DWeil&units=" + school + "&units=" + youth
            + "&influence=shared&influence_reason=Mit+den+Gemeinden.&from=2007&to=8.2030&uncertain=ja"
              "&remark=Zwei+Quellen.&source=Konzept&schluessel=a");
    entered(
        office,
        "kind=operational&body=&title=Kurse+am+Abend&schluessel=b&parent=" + number_of(top)
            + "&panel=" + field_);
    entered(office, "kind=guiding&body=aalfeld&title=Wir+auch&schluessel=c&serves=" + number_of(top));
    auto const sent = file(office, goals);
    auto const same = page_about(office, goals, sent);
    EXPECT_THAT(same, HasSubstr("0 neu, 0 geändert, 3 gleich, 0 falsch."));
    EXPECT_THAT(same, AllOf(HasSubstr("Fortschritt in %"), Not(HasSubstr("kennt das Programm nicht"))));

    // Excel writes Windows-1252 and days its own way; and the title is another one, below which nobody has
    // changed the cells.
    auto edited = replaced(sent, ";Alle sprechen Deutsch;", ";Alle können Deutsch;");
    edited = in_windows_1252(replaced(edited, ";2030-08;", ";08.2030;"));
    auto const page = page_about(office, goals, edited);
    EXPECT_THAT(page, HasSubstr("0 neu, 1 geändert, 2 gleich, 0 falsch."));
    EXPECT_THAT(
        page, AllOf(HasSubstr("Alle sprechen Deutsch</s>"), HasSubstr(">Alle können Deutsch</span>")));
    EXPECT_EQ(confirmed(office, goals, page).header("Location"), goals);
    EXPECT_EQ(confirmed(office, goals, page).header("Location"), goals)
        << "pressed twice: cells below say the former name";
    EXPECT_THAT(page_about(office, goals, edited), HasSubstr("0 neu, 0 geändert, 3 gleich, 0 falsch."));
    EXPECT_EQ(version_in("goals", "Alle können Deutsch"), 2);
    EXPECT_EQ(version_in("goals", "Kurse am Abend"), 1);
    EXPECT_EQ(parent_of("Kurse am Abend"), "Alle können Deutsch");
    EXPECT_EQ(count("goal_units"), 2);
    EXPECT_THAT(audit_actions(), Contains("goals.goal.changed"));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
    auto const another_paragraph = page_about(
        office, goals, "Titel;Nummer;Text\nAlle können Deutsch;L 1;\"Jedes Kind.\n\nUnd alle Eltern.\"\n");
    EXPECT_THAT(
        row_on(another_paragraph, 2),
        AllOf(
            HasSubstr("<s class=\"pre\">"), HasSubstr("<span class=\"pre\">"),
            HasSubstr(">Jedes Kind.\n\nUnd alle Eltern.</span>")));
}

TEST_P(GoalTables, are_read_as_excel_saves_them)
{
    auto office = browser_of("conference_office");
    auto table = in_windows_1252(file_of(office.get(std::string(goals) + "/tabelle/vorlage.csv")));
    auto const columns = std::ranges::count(table, ';') + 1;
    // It leaves out the empty cells at the end of rows, but for the first sixteen.
    for (int line = 2; line <= 36; ++line)
        table += ";Ziel f\xFCr " + std::to_string(line) + ";Leitziel"
            + (line <= 16 ? std::string(static_cast<std::size_t>(columns) - 3, ';') : std::string{}) + "\r\n";
    auto const page = page_about(office, goals, table);
    EXPECT_THAT(page, HasSubstr("35 neu, 0 geändert, 0 gleich, 0 falsch."));
    EXPECT_EQ(confirmed(office, goals, page).header("Location"), goals);
    EXPECT_EQ(version_in("goals", "Ziel für 36"), 1);
}

TEST_P(GoalTables, a_template_has_the_columns_of_the_file)
{
    auto office = browser_of("conference_office");
    entered(office, "kind=guiding&body=&title=Alle+sprechen+Deutsch&schluessel=a");
    auto const sent = file(office, goals);
    auto const head = file_of(office.get(std::string(goals) + "/tabelle/vorlage.csv"));
    EXPECT_EQ(head, sent.substr(0, sent.find('\n') + 1));
    EXPECT_EQ(file_of(office.get(std::string(goals) + "/tabelle/vorlage.xlsx")).substr(0, 2), "PK");
    EXPECT_THAT(
        page_about(office, goals, head), HasSubstr("Unter der Zeile mit den Spaltennamen steht nichts."));
}

TEST_P(GoalTables, what_is_wrong_is_said_beside_its_line_and_nothing_is_stored)
{
    auto office = browser_of("conference_office");
    entered(office, "kind=guiding&body=&title=Zweimal&schluessel=a");
    entered(office, "kind=guiding&body=&title=Zweimal&schluessel=b");
    auto const page = page_about(
        office, goals,
        "Titel;Art;Handlungsfeld;Übergeordnetes Ziel;Gehört zu;Gilt seit;Kennung;Farbe\n"
        "Richtig;Leitziel;Bildung;;;;;rot\n"
        "Feld;Leitziel;Nirgends;;;;;\n"
        "Darüber;operatives Ziel;;Gibt es nicht;;;;\n"
        "Welches;operatives Ziel;;Zweimal;;;;\n"
        "Art;Leitbild;;;;;;\n"
        "Tag;Leitziel;;;;30.2.2007;;\n"
        "Richtig;Leitziel;;;;;;\n"
        "Wem;Leitziel;;;Chemheim;;;\n"
        "Fremd;Leitziel;;;;;4711;\n"
        "Zweimal;Leitziel;;;;;;\n"
        "Unten;operatives Ziel;;Feld;;;;\n"
        "Ohne Art;;;;;;;\n");
    EXPECT_THAT(page, HasSubstr("1 neu, 0 geändert, 0 gleich, 11 falsch."));
    EXPECT_THAT(page, HasSubstr("kennt das Programm nicht und liest sie nicht ein: Farbe."));
    EXPECT_FALSE(can_be_confirmed(page));
    int line = 2;
    for (auto const* said :
         {">neu<", "Handlungsfeld:</strong> „Nirgends“ ist hier nicht zu finden",
          "Übergeordnetes Ziel:</strong> „Gibt es nicht“ ist hier nicht zu finden",
          "„Zweimal“ heißt hier mehreres", "„Leitbild“ ist keines der Worte", "30.2.2007",
          "Dasselbe steht schon in Zeile 2", "Gehört zu:</strong>", "Die Kennung „4711“ gibt es hier nicht",
          "Das heißt hier mehreres", "Zeile 3, die hier gemeint ist, ist selbst falsch", "Art:</strong>"})
        EXPECT_THAT(row_on(page, line++), HasSubstr(said));
    EXPECT_EQ(count("goals"), 2);
    // Whoever sends it all the same stores nothing, either.
    auto const forced = office.post(
        std::string(goals) + "/tabelle/uebernehmen", "stand=x&tabelle=VGl0ZWw7QXJ0CkE7TGVpdGJpbGQK");
    EXPECT_EQ(forced.status(), http::Status::conflict);
    EXPECT_EQ(count("goals"), 2);
}

TEST_P(GoalTables, in_a_ring_are_refused_and_what_changes_places_is_not)
{
    auto office = browser_of("conference_office");
    auto const one = entered(office, "kind=operational&body=&title=Eins&schluessel=a");
    entered(office, "kind=operational&body=&title=Zwei&schluessel=b&parent=" + number_of(one));
    auto const ring = page_about(
        office, goals,
        "Titel;Art;Übergeordnetes Ziel\nDrei;operatives Ziel;Vier\nVier;operatives Ziel;Drei\n");
    EXPECT_THAT(ring, HasSubstr("2 falsch."));
    take(office, goals, "Titel;Übergeordnetes Ziel\nEins;Zwei\nZwei;\n");
    EXPECT_EQ(parent_of("Eins"), "Zwei");
    auto const stored_ring = page_about(office, goals, "Titel;Übergeordnetes Ziel\nZwei;Eins\n");
    EXPECT_THAT(row_on(stored_ring, 2), HasSubstr(">falsch<"));
}

TEST_P(GoalTables, changed_meanwhile_are_seen_once_more_before_anything_is_stored)
{
    auto office = browser_of("conference_office");
    auto const address = entered(office, "kind=guiding&body=&title=Deutsch&schluessel=a");
    constexpr auto* table = "Titel;Bemerkung\nDeutsch;Aus der Tabelle\n";
    auto const page = page_about(office, goals, table);
    auto const other
        = changed(office, address + "/bearbeiten", "weight=1&kind=guiding&title=Deutsch&source=Anderswoher");
    ASSERT_EQ(other.status(), http::Status::see_other);
    auto const refused = confirmed(office, goals, page);
    EXPECT_EQ(refused.status(), http::Status::conflict);
    std::string const shown(refused.body_text());
    EXPECT_THAT(shown, AllOf(HasSubstr("Gespeichert ist nichts."), HasSubstr("Aus der Tabelle")));
    EXPECT_EQ(version_in("goals", "Deutsch"), 2);
    EXPECT_EQ(confirmed(office, goals, shown).header("Location"), goals);
    EXPECT_EQ(version_in("goals", "Deutsch"), 3);
    EXPECT_EQ(
        connection().load<std::string>("SELECT source FROM goals WHERE title = 'Deutsch'"), "Anderswoher");
}

TEST_P(GoalTables, of_a_municipality_are_all_that_its_people_take_in)
{
    auto office = browser_of("conference_office");
    auto const of_kreis = entered(office, "kind=guiding&body=&title=Oberstes&schluessel=a");
    auto town = browser_of("municipal_editor", aalfeld_);
    auto const page = page_about(
        town, goals,
        "Titel;Art;Gehört zu;Kennung\nUnseres;Leitziel;;\nFremdes;Leitziel;Bergau;\nOberstes;Leitziel;;"
            + number_of(of_kreis) + "\n");
    EXPECT_THAT(row_on(page, 2), HasSubstr(">neu<"));
    EXPECT_THAT(row_on(page, 3), HasSubstr("Gehört zu:</strong>"));
    EXPECT_THAT(row_on(page, 4), HasSubstr("gibt es hier nicht"));
    take(town, goals, "Titel;Art\nUnseres;Leitziel\n");
    EXPECT_EQ(
        connection().load<std::int64_t>("SELECT body_id FROM goals WHERE title = 'Unseres'"),
        aalfeld_.owner());
    // A goal of the Kreis that nobody has adopted stays unnamed, and what it serves stays.
    connection().execute(
        "UPDATE goals SET serves_id = ? WHERE title = 'Unseres'", std::stoll(number_of(of_kreis)));
    auto const sent = file(town, goals);
    EXPECT_THAT(sent, Not(HasSubstr("Oberstes")));
    EXPECT_THAT(page_about(town, goals, sent), HasSubstr("1 gleich, 0 falsch."));
    take(town, goals, replaced(sent, ";Unseres;", ";Unser Ziel;"));
    EXPECT_EQ(
        connection().load<std::int64_t>("SELECT serves_id FROM goals WHERE title = 'Unser Ziel'"),
        std::stoll(number_of(of_kreis)));
    auto reader = browser_of("reader");
    EXPECT_EQ(reader.get(std::string(goals) + "/tabelle").status(), http::Status::not_found);
    EXPECT_EQ(looked(reader, goals, two_goals).status(), http::Status::not_found);
    EXPECT_THAT(reader.get(goals).body_text(), Not(HasSubstr("/ziele/tabelle")));
}

TEST_P(GoalTables, without_a_title_are_called_what_they_are_called_here)
{
    auto office = browser_of("conference_office");
    auto const address = entered(office, "kind=guiding&body=&number=L+1&title=Deutsch&schluessel=a");
    auto const page
        = page_about(office, goals, "Nummer;Titel;Art;Kennung\n;;;" + number_of(address) + "\n;;Leitziel;\n");
    EXPECT_THAT(page, HasSubstr("0 neu, 0 geändert, 0 gleich, 2 falsch."));
    EXPECT_THAT(row_on(page, 2), AllOf(HasSubstr("href=\"" + address + "\""), HasSubstr(">L 1 Deutsch</a>")));
    EXPECT_THAT(row_on(page, 3), HasSubstr("<th scope=\"row\">leer</th>"));
}

TEST_P(GoalTables, say_units_by_the_names_that_they_had)
{
    auto office = browser_of("conference_office");
    auto const school = renamed_unit(add_district_itself());
    take(office, goals, "Titel;Art;Zuständige Stellen\nDeutsch;Leitziel;Schulverwaltungsamt\n");
    EXPECT_EQ(connection().load<std::int64_t>("SELECT unit_id FROM goal_units"), std::stoll(school));
}

TEST_P(GoalTables, alike_are_said_to_be_so)
{
    auto office = browser_of("conference_office");
    auto const address = entered(office, "kind=guiding&body=&number=L+1&title=Deutsch&schluessel=a");
    auto const page = page_about(
        office, goals, "Nummer;Titel;Art\nL 2;deutsch;Leitziel\nL 1;Arbeit;Leitziel\nL 3;Wohnen;Leitziel\n");
    EXPECT_THAT(row_on(page, 2), AllOf(HasSubstr("L 1 Deutsch"), HasSubstr("Kennung " + number_of(address))));
    EXPECT_THAT(row_on(page, 3), HasSubstr("Unter dieser Nummer steht hier schon"));
    EXPECT_THAT(row_on(page, 4), Not(HasSubstr("steht hier schon")));
    EXPECT_TRUE(can_be_confirmed(page));
}

TEST_P(GoalTables, that_are_no_tables_are_said_to_be_none)
{
    auto office = browser_of("conference_office");
    std::string many = "Titel;Art\n";
    for (int i = 0; i <= 1000; ++i)
        many += "Ziel " + std::to_string(i) + ";Leitziel\n";
    for (auto const& [bytes, said] : std::vector<std::pair<std::string, std::string>>{
             {"PK\x03\x04wie eine Tabelle", "Das ist eine XLSX- oder ODS-Datei."},
             {std::string("\xFF\xFET\0i\0", 6), "weder in UTF-8 noch in Windows-1252"},
             {"Name;Art\nDeutsch;Leitziel\n", "Der Tabelle fehlt die Spalte „Titel“."},
             {"Titel;Art;Titel\nDeutsch;Leitziel;Deutsch\n", "Die Spalte „Titel“ steht zweimal da."},
             {"Titel;Art\nDeutsch;Leitziel;mehr\n", "Es geht um Zeile 2 der Datei."},
             {"Titel;Art\n;\n;\n", "Unter der Zeile mit den Spaltennamen steht nichts."},
             {many, "mehr als 1000 Zeilen"},
             {"Titel;Art\n" + std::string(530'000, 'x') + ";Leitziel\n",
              "Die Datei ist größer als 512 KB"}}) {
        auto const answer = looked(office, goals, bytes);
        EXPECT_EQ(answer.status(), http::Status::unprocessable) << said;
        EXPECT_THAT(answer.body_text(), HasSubstr(said));
    }
    EXPECT_THAT(
        office.post(std::string(goals) + "/tabelle", "").body_text(),
        HasSubstr("Wählen Sie die Tabelle als Datei."));
    EXPECT_EQ(count("goals"), 0);
}

}
} // namespace kommin::app
