// Measures from a table: what they name is found by name, and what the file does not say stays.

#include "app/tests/table_story.hpp"
#include "platform/records/versions.hpp"

#include <gmock/gmock.h>

#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class MeasureTables : public TableStory {
protected:
    template<class Value>
    Value of_measure(std::string const& column, std::string const& title)
    {
        return connection().load<Value>("SELECT " + column + " FROM measures WHERE title = ?", title);
    }
    std::int64_t weight(std::string const& measure, std::string const& goal_number)
    {
        return connection().load<std::int64_t>(
            "SELECT weight FROM measure_goals WHERE measure_id = ? AND goal_id = ?",
            id_of("measures", measure), std::stoll(goal_number));
    }
};
KOMMIN_ON_BOTH_ENGINES(MeasureTables);

TEST_P(MeasureTables, name_goals_units_and_places_as_people_call_them)
{
    auto office = browser_of("conference_office");
    auto const kreis = add_district_itself();
    auto const school = unit(kreis, "Schulamt");
    auto const language = goal("Sprache");
    auto const work_goal = goal("Arbeit x 3");
    constexpr auto* table
        = "Nummer;Titel;Handlungsfeld;Stand;Zuständig;Ziele;Gemeinden;Reichweite;Partner;Frist;Wortlaut\n"
          "M 1;Fortbildungen;Bildung;in Arbeit;Schulamt;Sprache × 3 | Arbeit x 3;Aalfeld | Bergau;"
          "195 Kindergärten | alle Eltern;vhs | AWO;31.12.2027;\"Für Kitas.\nUnd Schulen.\"\n"
          "M 2;Sprachcafé;Bildung;;Bücherei Aalfeld;;;;;2028;\n";
    auto const page = page_about(office, measures, table);
    EXPECT_THAT(page, HasSubstr("2 neu, 0 geändert, 0 gleich, 0 falsch."));
    EXPECT_THAT(row_on(page, 4), HasSubstr("Der Name wird in Worten übernommen."));
    EXPECT_EQ(count_measures(), 0);
    EXPECT_EQ(confirmed(office, measures, page).header("Location"), measures);
    EXPECT_THAT(office.get(measures).body_text(), HasSubstr("Die Tabelle ist eingelesen."));

    EXPECT_EQ(of_measure<std::int64_t>("unit_id", "Fortbildungen"), std::stoll(school));
    EXPECT_EQ(of_measure<std::string>("state", "Fortbildungen"), "running");
    EXPECT_EQ(of_measure<std::string>("state", "Sprachcafé"), "planned") << "as its form begins";
    EXPECT_EQ(of_measure<std::string>("office", "Sprachcafé"), "Bücherei Aalfeld");
    EXPECT_EQ(weight("Fortbildungen", language), 3);
    EXPECT_EQ(weight("Fortbildungen", work_goal), 1) << "a title may end as a weight does";
    EXPECT_EQ(count("measure_places"), 2);
    EXPECT_EQ(count("measure_partners"), 2);
    EXPECT_EQ(
        connection().load<std::int64_t>("SELECT amount FROM measure_reach WHERE what = 'Kindergärten'"), 195);
    EXPECT_THAT(audit_actions(), Contains("goals.measure.created"));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);

    EXPECT_THAT(page_about(office, measures, table), HasSubstr("0 neu, 0 geändert, 2 gleich, 0 falsch."));
    EXPECT_THAT(
        page_about(office, measures, file(office, measures)),
        AllOf(
            HasSubstr("0 neu, 0 geändert, 2 gleich, 0 falsch."),
            HasSubstr("auf der Seite des Eintrags geändert werden: Licht"),
            Not(HasSubstr("kennt das Programm nicht"))))
        << "and so does the file of the list";
}

TEST_P(MeasureTables, change_what_the_file_says_and_nothing_else)
{
    auto office = browser_of("conference_office");
    auto const leyla = account("leyla@kreis.example", {{"department_editor", Scope::whole_tenant()}});
    static_cast<void>(logged_in(leyla)); // an account that nobody has used yet is not active
    auto const address = measure(
        office, "Fortbildungen",
        "&state=planned&deadline_remark=keine&report_mail=schule@kreis.example&audience=Eltern&partners=vhs"
        "&responsible=account%3A"
            + std::to_string(leyla.value));
    EXPECT_EQ(
        sent(office, address, "/meilensteine", "title=Raum+finden&due=12.2026").status(),
        http::Status::see_other);
    auto const before = version_in("measures", "Fortbildungen");
    auto const edited = replaced(file(office, measures), ";vorgesehen;", ";in Arbeit;");
    auto const page = page_about(office, measures, edited);
    EXPECT_THAT(page, HasSubstr("0 neu, 1 geändert, 0 gleich, 0 falsch."));
    EXPECT_THAT(page, AllOf(HasSubstr("<dt>Stand</dt>"), Not(HasSubstr("<dt>Zielgruppe</dt>"))));
    EXPECT_THAT(file(office, measures), Not(HasSubstr("schule@kreis.example")));
    EXPECT_EQ(confirmed(office, measures, page).header("Location"), measures);
    EXPECT_EQ(of_measure<std::string>("state", "Fortbildungen"), "running");
    EXPECT_EQ(of_measure<std::string>("report_mail", "Fortbildungen"), "schule@kreis.example");
    EXPECT_EQ(version_in("measures", "Fortbildungen"), before + 1);
    EXPECT_EQ(count("milestones"), 1);
    EXPECT_EQ(of_measure<std::int64_t>("responsible_id", "Fortbildungen"), leyla.value);
    EXPECT_THAT(
        office.get(address + "/bearbeiten/verlauf?fassung=" + std::to_string(before + 1)).body_text(),
        AllOf(
            HasSubstr(">Stand</th>"), Not(HasSubstr(">Meilensteine</th>")),
            Not(HasSubstr(">Verantwortlich</th>"))))
        << "the version has what the table does not say, too";
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);

    // An empty cell empties its field.
    take(office, measures, "Nummer;Titel;Zielgruppe;Partner\n;Fortbildungen;;\n");
    EXPECT_EQ(of_measure<std::string>("audience", "Fortbildungen"), "");
    EXPECT_EQ(count("measure_partners"), 0);
    EXPECT_EQ(of_measure<std::string>("state", "Fortbildungen"), "running");
}

TEST_P(MeasureTables, say_units_by_the_names_that_they_had)
{
    auto office = browser_of("conference_office");
    auto const school = renamed_unit(add_district_itself());
    auto const page = page_about(
        office, measures,
        "Titel;Handlungsfeld;Zuständig;Bemerkung zur "
        "Frist\nFortbildungen;Bildung;Schulverwaltungsamt;keine\n");
    EXPECT_THAT(row_on(page, 2), Not(HasSubstr("in Worten übernommen")));
    EXPECT_EQ(confirmed(office, measures, page).header("Location"), measures);
    EXPECT_EQ(of_measure<std::int64_t>("unit_id", "Fortbildungen"), std::stoll(school));
}

TEST_P(MeasureTables, whose_words_mean_something_else_meanwhile_are_seen_once_more)
{
    auto office = browser_of("conference_office");
    auto const seen = goal("Sprache");
    auto const other = goal("Arbeit");
    constexpr auto* table
        = "Titel;Handlungsfeld;Ziele;Bemerkung zur Frist\nFortbildungen;Bildung;Sprache;keine\n";
    auto const page = page_about(office, measures, table);
    auto const rename = [&](std::string const& number, std::string const& title) {
        connection().execute("UPDATE goals SET title = ? WHERE id = ?", title, std::stoll(number));
    };
    rename(seen, "Deutsch");
    rename(other, "Sprache");
    EXPECT_EQ(confirmed(office, measures, page).status(), http::Status::conflict);
    EXPECT_EQ(count_measures(), 0);
    rename(other, "Arbeit");
    rename(seen, "Sprache");
    EXPECT_EQ(confirmed(office, measures, page).header("Location"), measures);
    EXPECT_EQ(weight("Fortbildungen", seen), 1);
}

TEST_P(MeasureTables, what_is_wrong_is_said_beside_its_line)
{
    auto office = browser_of("conference_office");
    auto const kreis = add_district_itself();
    unit(kreis, "Sekretariat");
    unit(kreis, "Sekretariat");
    goal("Sprache");
    goal("Sprache anders");
    connection().execute("UPDATE goals SET title = 'Sprache' WHERE title = 'Sprache anders'");
    auto const page = page_about(
        office, measures,
        "Titel;Handlungsfeld;Stand;Grund für den Stand;Zuständig;Ziele;Gemeinden;Bemerkung zur "
        "Frist;Berichte alle … Monate\n"
        "Feld;;;;;;;keine;\n"
        "Stand;Bildung;läuft gut;;;;;keine;\n"
        "Grund;Bildung;abgeschlossen;;;;;keine;\n"
        "Stelle;Bildung;;;Sekretariat;;;keine;\n"
        "Ziel;Bildung;;;;Sprache;;keine;\n"
        "Unbekannt;Bildung;;;;Wohnen;Nirgendwo;keine;\n"
        "Frist;Bildung;;;;;;;\n"
        "Bericht;Bildung;;;;;;keine;99\n");
    EXPECT_THAT(page, HasSubstr("0 neu, 0 geändert, 0 gleich, 8 falsch."));
    EXPECT_FALSE(can_be_confirmed(page));
    int line = 2;
    for (auto const* said :
         {"Handlungsfeld:</strong>", "„läuft gut“ ist keines der Worte", "Grund für den Stand:</strong>",
          "„Sekretariat“ heißt hier mehreres", "„Sprache“ heißt hier mehreres",
          "Gemeinden:</strong> „Nirgendwo“ ist hier nicht zu finden", "Bemerkung zur Frist:</strong>",
          "Berichte alle … Monate:</strong>"})
        EXPECT_THAT(row_on(page, line++), HasSubstr(said));
    EXPECT_THAT(row_on(page, 7), HasSubstr("Ziele:</strong> „Wohnen“ ist hier nicht zu finden"))
        << "all of them";
    EXPECT_EQ(count_measures(), 0);
}

TEST_P(MeasureTables, goals_that_somebody_may_not_read_stay)
{
    auto town = browser_of("municipal_editor", aalfeld_);
    auto const own = goal("Eigenes Ziel", aalfeld_);
    auto const draft = goal("Kreisentwurf"); // nobody has adopted it
    measure(town, "Unsere", usual + std::string("&body=aalfeld&goals=") + own + "&goal_weight_" + own + "=1");
    connection().execute(
        "INSERT INTO measure_goals (tenant_id, measure_id, goal_id, position, weight) VALUES (?, ?, ?, 2, 7)",
        tenant_, id_of("measures", "Unsere"), std::stoll(draft));
    auto const sent_back = file(town, measures);
    EXPECT_THAT(sent_back, AllOf(HasSubstr("Eigenes Ziel"), Not(HasSubstr("Kreisentwurf"))));
    EXPECT_THAT(page_about(town, measures, sent_back), HasSubstr("1 gleich, 0 falsch."));
    take(town, measures, replaced(sent_back, ";Eigenes Ziel;", ";Eigenes Ziel × 5;"));
    EXPECT_EQ(weight("Unsere", own), 5);
    EXPECT_EQ(weight("Unsere", draft), 7);
    EXPECT_THAT(
        row_on(
            page_about(
                town, measures,
                "Titel;Handlungsfeld;Bemerkung zur Frist;Ziele\nNeue;Bildung;keine;Kreisentwurf\n"),
            2),
        HasSubstr("ist hier nicht zu finden"));
}

TEST_P(MeasureTables, that_break_a_newer_rule_stand_in_the_way_of_nothing_while_they_stay)
{
    auto office = browser_of("conference_office");
    measure(office, "Alt");
    measure(office, "Neu");
    connection().execute("UPDATE measures SET deadline_remark = '' WHERE title = 'Alt'");
    auto const sent_back = replaced(file(office, measures), ";Neu;", ";Neuer;");
    auto const page = page_about(office, measures, sent_back);
    EXPECT_THAT(page, HasSubstr("0 neu, 1 geändert, 1 gleich, 0 falsch."));
    EXPECT_THAT(page_about(office, measures, replaced(sent_back, ";Alt;", ";Älter;")), HasSubstr("1 falsch."))
        << "but whoever changes one mends it";
}

TEST_P(MeasureTables, of_others_are_as_if_they_were_not_there)
{
    auto office = browser_of("conference_office");
    measure(office, "Kreisweit");
    auto town = browser_of("municipal_editor", aalfeld_);
    auto const page = page_about(
        town, measures,
        "Titel;Handlungsfeld;Bemerkung zur Frist;Kennung\nKreisweit;Bildung;keine;\nAndere;Bildung;keine;"
            + std::to_string(id_of("measures", "Kreisweit")) + "\n");
    EXPECT_THAT(row_on(page, 2), AllOf(HasSubstr(">neu<"), Not(HasSubstr("steht hier schon"))));
    EXPECT_THAT(row_on(page, 3), HasSubstr("gibt es hier nicht"));
    auto reporter = browser_of("department_editor");
    EXPECT_EQ(looked(reporter, measures, "Titel\nx\n").status(), http::Status::not_found);
    EXPECT_EQ(
        reporter.post(std::string(measures) + "/tabelle/uebernehmen", "tabelle=eA").status(),
        http::Status::not_found);
}

}
} // namespace kommin::app
