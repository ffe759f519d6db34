// The page that steers: whether this is the right track, what slipped, and what waits (docs/adr/0096).

#include "app/tests/steering_page_story.hpp"

#include <cstdint>
#include <string>
#include <utility>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

KOMMIN_ON_BOTH_ENGINES(SteeringPage);

TEST_P(SteeringPage, answers_in_a_sentence_and_counts_by_field)
{
    go_to(june);
    EXPECT_THAT(
        overview(),
        AllOf(HasSubstr("Hier gibt es keine Maßnahme"), HasSubstr("Sind wir auf dem richtigen Weg?")));
    auto const good = measure("Fortbildungen", field_);
    auto const bad = measure("Elterndiplom", field_);
    auto const silent = measure("Monitoring", other_field_);
    reported(*office_, figure(good), "11", "15.06.2027");
    reported(*office_, figure(bad), "10", "15.06.2027");
    auto const page = overview();
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("note note--warn"),
            HasSubstr("Teilweise: Eine von 3 Maßnahmen ist auf Kurs oder am Ziel."),
            HasSubstr("Eine verfehlt, was erwartet war."), HasSubstr("Zu einer gibt es keine Daten."),
            HasSubstr("Stand 16. Juni 2027"), HasSubstr("letzter Bericht, der zählt: 16.06.2027")));
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("11 von 14 Kurse"), HasSubstr("erwartet 10,9"), HasSubstr("nichts wird gezählt"),
            HasSubstr("href=\"" + good + '"'), HasSubstr("href=\"" + silent + '"'),
            HasSubstr("Arbeitswelt – auf Kurs: 1 und verfehlt: 1.")));
    EXPECT_LT(page.find(">Elterndiplom<"), page.find(">Fortbildungen<")) << "the worst first";
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("Zu keiner Maßnahme ist Geld eingetragen: Ob welches unsicher ist, weiß niemand."),
            Not(HasSubstr("Kein Geld für diese Maßnahmen ist unsicher."))))
        << "that none is at risk is said only where it is known";
    reported(*office_, figure(silent), "11", "15.06.2027");
    EXPECT_THAT(overview(), HasSubstr("Teilweise: 2 von 3 Maßnahmen sind auf Kurs oder am Ziel."));
}

TEST_P(SteeringPage, nobody_knows_where_nothing_was_reported)
{
    go_to(june);
    figure(measure("Eins", field_));
    EXPECT_THAT(overview(), HasSubstr("Das weiß niemand: Zu der einzigen Maßnahme gibt es keine Daten."));
    for (std::string const title : {"Zwei", "Drei"})
        figure(measure(title, field_));
    EXPECT_THAT(
        overview(),
        AllOf(
            HasSubstr("Das weiß niemand: Zu keiner von 3 Maßnahmen gibt es Daten."),
            HasSubstr("noch kein Bericht, Ziel 14 Kurse")));
}

TEST_P(SteeringPage, what_slipped_is_told_by_what_was_known_then)
{
    auto const one = measure("Elterndiplom", field_);
    auto const counted = figure(one);
    auto const wrong = reported(*office_, counted, "12", "15.03.2027");
    go_to(june);
    EXPECT_THAT(overview(), HasSubstr("Kein Licht ist schlechter geworden."));
    reported(*office_, counted, "10", "15.06.2027");
    auto const slipped = AllOf(
        HasSubstr("Am 31. März 2027 noch „auf Kurs“."), HasSubstr("10 von 14 Kurse"),
        HasSubstr("st--bad\">verfehlt"));
    EXPECT_THAT(overview(), slipped);
    auto const withdrawn = office_->post(
        one + "/berichte/" + std::to_string(wrong) + "/zurueckziehen", "stand=confirmed&reason=verschrieben");
    ASSERT_EQ(withdrawn.status(), http::Status::see_other) << withdrawn.body_text();
    EXPECT_THAT(overview(), slipped) << "in March nobody knew that it was wrong";
    EXPECT_THAT(
        overview("?seit=jahr"),
        AllOf(
            HasSubstr("Kein Licht ist schlechter geworden."),
            HasSubstr("Verglichen mit dem 31. Dezember 2026")))
        << "then nothing was known at all";
}

TEST_P(SteeringPage, a_report_entered_later_changes_nothing_of_what_was_known_before)
{
    go_to(june);
    auto const counted = figure(measure("Elterndiplom", field_));
    reported(*office_, counted, "12", "15.03.2027");
    reported(*office_, counted, "10", "15.06.2027");
    EXPECT_THAT(overview(), HasSubstr("Kein Licht ist schlechter geworden."))
        << "in March nobody had reported anything";
}

TEST_P(SteeringPage, a_year_that_is_over_is_judged_on_its_last_day)
{
    go_to(june);
    auto const counted = figure(measure("Elterndiplom", field_));
    go_to("2028-01-20T08:00:00Z");
    reported(*office_, counted, "12", "31.12.2027");
    go_to("2028-06-01T08:00:00Z");
    reported(*office_, counted, "12", "31.05.2028");
    EXPECT_THAT(overview(), HasSubstr("Nein: Die einzige Maßnahme ist weder auf Kurs noch am Ziel."));
    auto const page = overview("?jahr=2027");
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("Integration steuern: 2027"), HasSubstr("Stand 31. Dezember 2027"),
            HasSubstr("nach dem, was heute über diesen Tag bekannt ist"),
            HasSubstr("Ja: Die einzige Maßnahme ist auf Kurs oder am Ziel."), Not(HasSubstr("Was wartet"))));
    EXPECT_THAT(overview("?jahr=2031"), HasSubstr("Hier gibt es keine Maßnahme"));
}

TEST_P(SteeringPage, names_what_waits_and_leads_there)
{
    add_district_itself();
    go_to(june);
    auto const one = measure("Fortbildungen", field_);
    auto const counted = figure(one);
    auto department = browser_of("department_editor");
    auto const report = std::to_string(reported(department, counted, "11", "15.06.2027"));
    auto const stone = measure("Rucksack", field_);
    connection().execute(
        "INSERT INTO milestones (tenant_id, measure_id, position, title, due, remark)"
        " VALUES (?, ?, 1, 'Konzept', '2027-04', '')",
        tenant_, std::stoll(number_of(stone)));
    auto const by_hand = measure("Lesen", field_);
    connection().execute(
        "UPDATE measures SET hand_light = 'at_risk', hand_reason = 'Antrag offen', hand_by = 'account:1',"
        " hand_until = '2027-07-01' WHERE id = ?",
        std::stoll(number_of(by_hand)));
    measure("Monitoring", other_field_);
    auto const late = draft(*office_, "Abendkurse", "&due=1.3.2027&office=Fachbereich+Arbeit");
    taken(*office_, late, "adopted&day=18.1.2007");
    EXPECT_THAT(
        overview(),
        AllOf(
            HasSubstr("Jemand meldet 11 Kurse zum 15.06.2027"),
            HasSubstr("href=\"" + one + "/berichte/" + report + '"'),
            HasSubstr("Der Meilenstein „Konzept“ ist nicht erledigt."), HasSubstr("30.04.2027"),
            HasSubstr("Das Licht „gefährdet“ von Hand endet an diesem Tag: Antrag offen"),
            HasSubstr("Ein Licht ist von Hand gesetzt."),
            HasSubstr("Legen Sie fest, woran man den Erfolg sieht"), HasSubstr("href=\"" + late + '"'),
            HasSubstr("Die Antwort auf diese Empfehlung ist überfällig; sie schuldet: Fachbereich Arbeit.")));
    auto reader = browser_of("reader");
    auto const read = std::string(reader.get("/verwaltung/steuerung").body_text());
    EXPECT_THAT(read, AllOf(HasSubstr("Jemand meldet 11 Kurse"), Not(HasSubstr("/berichte/" + report + '"'))))
        << "whoever only reads is led to the measure";
    office_->post(one + "/berichte/" + report + "/frage", "question=Welche+Liste%3F");
    EXPECT_THAT(overview(), HasSubstr("Zu 11 Kurse vom 15.06.2027 gibt es eine Rückfrage"));
    EXPECT_THAT(overview("?gemeinde=aalfeld"), Not(HasSubstr("Abendkurse"))) << "it is one of the Kreis";
    EXPECT_THAT(overview("?gemeinde=musterau"), HasSubstr("Abendkurse")) << "only the Kreis's own";
    EXPECT_THAT(overview("?gemeinde=gibtesnicht"), Not(HasSubstr("Abendkurse")));
    auto const of_unit = std::string("Überfällige Antworten auf Empfehlungen stehen hier nur ohne");
    EXPECT_THAT(overview("?stelle=1"), AllOf(Not(HasSubstr("Abendkurse")), HasSubstr(of_unit)));
    EXPECT_THAT(overview(), Not(HasSubstr(of_unit)));
}

TEST_P(SteeringPage, leads_on_to_the_recommendation_a_measure_came_from)
{
    go_to(june);
    auto const one = measure("Fortbildungen", field_);
    auto const origin = draft(*office_, "Sprache");
    taken(*office_, origin, "adopted&day=18.1.2007");
    connection().execute(
        "INSERT INTO measure_origins (tenant_id, measure_id, recommendation_id, position) VALUES (?, ?, ?, "
        "0)",
        tenant_, std::stoll(number_of(one)), std::stoll(number_of(origin)));
    EXPECT_THAT(overview(), HasSubstr("href=\"" + origin + '"'));
}

// Of all of the measures of the report it is the goal that came from a recommendation.

TEST_P(SteeringPage, leads_on_to_the_recommendation_of_the_goal_that_a_measure_serves)
{
    go_to(june);
    auto const one = measure("Fortbildungen", field_);
    auto const above = goal("Alle Kinder");
    auto const below = goal("Kinder in Kitas");
    connection().execute("UPDATE goals SET parent_id = ? WHERE id = ?", std::stoll(above), std::stoll(below));
    connection().execute(
        "INSERT INTO measure_goals (tenant_id, measure_id, goal_id, weight, position) VALUES (?, ?, ?, 1, 0)",
        tenant_, std::stoll(number_of(one)), std::stoll(below));
    auto const origin = draft(*office_, "Sprache");
    taken(*office_, origin, "adopted&day=18.1.2007");
    EXPECT_THAT(overview(), Not(HasSubstr("href=\"" + origin + '"')));
    connection().execute(
        "INSERT INTO goal_origins (tenant_id, goal_id, recommendation_id, position) VALUES (?, ?, ?, 0)",
        tenant_, std::stoll(above), std::stoll(number_of(origin)));
    EXPECT_THAT(overview(), HasSubstr("href=\"" + origin + '"'));
}

TEST_P(SteeringPage, is_narrowed_by_year_and_municipality)
{
    go_to(june);
    measure("Kreiskurs", field_);
    measure("Stadtkurs", field_, aalfeld_);
    EXPECT_THAT(overview(), AllOf(HasSubstr(">Kreiskurs<"), HasSubstr(">Stadtkurs<")));
    auto const elsewhere = measure("Bergkurs", field_);
    connection().execute(
        "INSERT INTO measure_places (tenant_id, measure_id, position, body_id) VALUES (?, ?, 0, ?)", tenant_,
        std::stoll(number_of(elsewhere)), bergau_.owner());
    EXPECT_THAT(overview(), Not(HasSubstr("gilt überall")));
    EXPECT_THAT(
        overview("?gemeinde=aalfeld&jahr=2028"),
        AllOf(HasSubstr(">Stadtkurs<"), HasSubstr(">Kreiskurs<"), HasSubstr("gilt überall")))
        << "one of the Kreis without a place is done in each of its municipalities";
    EXPECT_THAT(overview("?gemeinde=aalfeld"), Not(HasSubstr(">Bergkurs<")));
    EXPECT_THAT(
        overview("?gemeinde=bergau"),
        AllOf(HasSubstr(">Bergkurs<"), HasSubstr(">Kreiskurs<"), Not(HasSubstr(">Stadtkurs<"))));
    EXPECT_THAT(
        std::string(office_->get("/verwaltung/steuerung/zeitleiste?gemeinde=aalfeld").body_text()),
        AllOf(HasSubstr(">Kreiskurs<"), Not(HasSubstr(">Bergkurs<"))));
    EXPECT_THAT(
        overview("?gemeinde=gibtesnicht"),
        AllOf(HasSubstr("Hier gibt es keine Maßnahme"), Not(HasSubstr("kurs<"))));
    connection().execute("UPDATE measures SET state = 'dropped' WHERE title = 'Kreiskurs'");
    EXPECT_THAT(
        overview(),
        AllOf(Not(HasSubstr(">Kreiskurs<")), HasSubstr("Eine aufgegebene Maßnahme ist nicht mitgezählt.")));
}

TEST_P(SteeringPage, is_narrowed_by_unit)
{
    go_to(june);
    auto const department = unit("fachbereich");
    auto const other_department = unit("anderer-fachbereich");
    auto const youth = unit("jugendamt", "fachbereich");
    auto const school = unit("schulamt");
    auto const in_charge = [&](std::string const& measure, std::string const& unit) {
        connection().execute(
            "UPDATE measures SET unit_id = ? WHERE id = ?", std::stoll(unit), std::stoll(number_of(measure)));
    };
    in_charge(measure("Jugendkurs", field_), youth);
    in_charge(measure("Schulkurs", field_), school);
    measure("Niemandskurs", field_);
    for (std::string const page : {"", "/zeitleiste"}) {
        auto const shown = [&](std::string const& query) {
            return std::string(office_->get("/verwaltung/steuerung" + page + query).body_text());
        };
        EXPECT_THAT(
            shown(""),
            AllOf(HasSubstr(">Jugendkurs<"), HasSubstr(">Schulkurs<"), HasSubstr(">Niemandskurs<")));
        EXPECT_THAT(
            shown("?stelle=" + youth),
            AllOf(
                HasSubstr(">Jugendkurs<"), Not(HasSubstr(">Schulkurs<")), Not(HasSubstr(">Niemandskurs<"))));
        EXPECT_THAT(
            shown("?stelle=" + school), AllOf(HasSubstr(">Schulkurs<"), Not(HasSubstr(">Jugendkurs<"))));
        EXPECT_THAT(shown("?stelle=4711"), Not(HasSubstr("kurs<")));
        EXPECT_THAT(
            shown("?stelle=" + department), AllOf(HasSubstr(">Jugendkurs<"), Not(HasSubstr(">Schulkurs<"))))
            << "with what lies below it";
        EXPECT_THAT(
            shown(""),
            AllOf(
                HasSubstr("<option value=\"" + department + '"'),
                Not(HasSubstr("<option value=\"" + other_department + '"'))))
            << "it has measures below it";
    }
    EXPECT_THAT(overview("?stelle=" + youth), HasSubstr("Das weiß niemand: Zu der einzigen Maßnahme"));
}

TEST_P(SteeringPage, a_measure_that_is_done_has_reached_its_target_where_nothing_says_otherwise)
{
    go_to(june);
    auto const done = measure("Bestandsaufnahme", field_);
    auto const set = [&](std::string const& since) {
        connection().execute(
            "UPDATE measures SET state = 'done', state_reason = 'Liegt vor', state_since = ?, starts = NULL,"
            " ends = NULL WHERE id = ?",
            since, std::stoll(number_of(done)));
    };
    set("2027-05-03");
    EXPECT_THAT(
        overview(),
        AllOf(
            HasSubstr("Ja: Die einzige Maßnahme ist auf Kurs oder am Ziel."), HasSubstr("erledigt</td>"),
            HasSubstr("Kein Licht ist schlechter geworden."),
            Not(HasSubstr("Zu einer gibt es keine Daten"))));
    EXPECT_THAT(
        std::string(office_->get(done).body_text()),
        HasSubstr("weder Kennzahlen noch Meilensteine sagen etwas anderes"));
    connection().execute(
        "INSERT INTO milestones (tenant_id, measure_id, position, title, due, remark)"
        " VALUES (?, ?, 1, 'Druck', '2027-04', '')",
        tenant_, std::stoll(number_of(done)));
    EXPECT_THAT(overview(), HasSubstr("Nein: Die einzige Maßnahme ist weder auf Kurs noch am Ziel."));
    set("2026-12-31");
    EXPECT_THAT(overview(), HasSubstr("Hier gibt es keine Maßnahme")) << "nobody steers it any more";
}

TEST_P(SteeringPage, what_is_to_be_decided_stands_before_what_waits)
{
    add_district_itself();
    go_to(june);
    measure("Monitoring", field_);
    EXPECT_THAT(overview(), HasSubstr("Nichts steht zur Entscheidung an."));
    auto const group = panel(*office_, "kind=steering_group&body=&name=Steuerungsgruppe");
    auto const other = panel(*office_, "kind=steering_group&body=&name=Andere+Gruppe");
    auto const of_2026 = year_of("2026", group);
    auto const of_2027 = year_of("2027", group);
    auto const when = std::string("&begins=10&ends=12&place=Kreishaus&childcare=unknown");
    auto const session = meeting(*office_, "panel=" + group + "&title=Junisitzung&day=25.6.2027" + when);
    auto const rooms = item(session, "title=Raeume&kind=decision");
    item(session, "title=Bericht&kind=information");
    item(
        meeting(*office_, "panel=" + other + "&title=Anderswo&day=25.6.2027" + when),
        "title=Fremdes&kind=decision");
    item(
        meeting(*office_, "panel=" + group + "&title=Maisitzung&day=20.5.2027" + when),
        "title=Vergangenes&kind=decision");
    connection().execute(
        "UPDATE steering_steps SET due = '2027-05', owner = 'RAA' WHERE year_id = ? AND kind = 'priorities'",
        std::stoll(number_of(of_2027)));
    connection().execute(
        "UPDATE steering_steps SET due = '2027', owner = 'Amt 50' WHERE year_id = ? AND kind = 'evaluation'",
        std::stoll(number_of(of_2027)));
    auto const page = overview();
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("Was zu entscheiden ist"), HasSubstr("href=\"" + rooms + '"'),
            HasSubstr("25. Juni 2027"), HasSubstr("Steht zur Entscheidung auf der Tagesordnung: Junisitzung"),
            Not(HasSubstr(">Bericht<")), Not(HasSubstr("Fremdes")), Not(HasSubstr("Vergangenes"))));
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("Dieser Schritt der Steuerungsgruppe ist überfällig; zuständig: RAA."),
            HasSubstr("href=\"" + of_2027 + "/schritte/"), Not(HasSubstr("Amt 50")),
            HasSubstr("Das Jahr ist vorbei und noch nicht abgeschlossen"),
            HasSubstr("href=\"" + of_2026 + "/abschluss\""), Not(HasSubstr(of_2027 + "/abschluss"))))
        << "“2027” is not over before its end";
    EXPECT_LT(page.find("id=\"entscheiden\""), page.find("id=\"wartet\""));
    auto reader = browser_of("reader");
    EXPECT_THAT(
        std::string(reader.get("/verwaltung/steuerung").body_text()),
        AllOf(
            HasSubstr("href=\"" + rooms + '"'), HasSubstr("href=\"" + of_2026 + '"'),
            Not(HasSubstr("/abschluss"))));
    auto town = browser_of("municipal_editor", aalfeld_);
    auto const nothing = AllOf(
        HasSubstr("Nichts steht zur Entscheidung an."), Not(HasSubstr("Junisitzung")), Not(HasSubstr("RAA")));
    EXPECT_THAT(std::string(town.get("/verwaltung/steuerung").body_text()), nothing);
    EXPECT_THAT(overview("?gemeinde=aalfeld"), nothing);
    EXPECT_THAT(overview("?gemeinde=musterau"), HasSubstr("Junisitzung"));
    EXPECT_THAT(
        overview("?stelle=" + unit("jugendamt")),
        AllOf(nothing, HasSubstr("Tagesordnungen und Steuerungsjahre stehen hier nur ohne Eingrenzung")));
    EXPECT_THAT(overview("?jahr=2026"), Not(HasSubstr("Was zu entscheiden ist"))) << "of a day in the past";
    go_to("2027-06-26T08:00:00Z");
    EXPECT_THAT(overview(), Not(HasSubstr("Junisitzung"))) << "its day is over";
}

TEST_P(SteeringPage, one_sheet_says_the_most_important_and_no_more)
{
    go_to(june);
    for (int i = 1; i <= 9; ++i)
        measure("Kurs " + std::to_string(i), field_);
    EXPECT_THAT(
        overview(),
        AllOf(
            HasSubstr("Noch 4 Maßnahmen, an denen nichts zu sehen ist."), HasSubstr("viewBox=\"0 0 640"),
            HasSubstr("<form action=\"/verwaltung/steuerung\"")));
    auto const paper = overview("?ansicht=druck");
    EXPECT_THAT(
        paper,
        AllOf(
            HasSubstr("Das weiß niemand"), HasSubstr("Noch 7 Maßnahmen, an denen nichts zu sehen ist."),
            HasSubstr("Lichter nach Handlungsfeld"), HasSubstr("Alle Maßnahmen, die Sie sehen dürfen."),
            HasSubstr("Alles zeigen")));
    EXPECT_THAT(
        paper,
        AllOf(Not(HasSubstr("viewBox=\"0 0 640")), Not(HasSubstr("<form action=\"/verwaltung/steuerung\""))));
}

TEST_P(SteeringPage, the_line_of_time_says_in_a_table_what_it_draws)
{
    go_to(june);
    auto const one = measure("Rucksack", field_);
    connection().execute("UPDATE measures SET deadline = '2028-06' WHERE title = 'Rucksack'");
    connection().execute(
        "INSERT INTO milestones (tenant_id, measure_id, position, title, due, done_on, remark)"
        " VALUES (?, ?, 1, 'Konzept', '2027-04', '2027-05-02', ''), (?, ?, 2, 'Start', '2027-09', NULL, '')",
        tenant_, std::stoll(number_of(one)), tenant_, std::stoll(number_of(one)));
    auto const page = std::string(office_->get("/verwaltung/steuerung/zeitleiste").body_text());
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("<rect class=\"b pl\""), HasSubstr("class=\"fr\""), HasSubstr("class=\"td\""),
            HasSubstr("Konzept: erledigt am 02.05.2027"), HasSubstr("Start: offen, fällig September 2027"),
            HasSubstr("href=\"" + one + '"'), HasSubstr("Juni 2028")));
    connection().execute(
        "INSERT INTO measure_places (tenant_id, measure_id, position, body_id) VALUES (?, ?, 0, ?)", tenant_,
        std::stoll(number_of(one)), bergau_.owner());
    EXPECT_THAT(
        std::string(office_->get("/verwaltung/steuerung/zeitleiste?gemeinde=aalfeld").body_text()),
        AllOf(HasSubstr("Keine Maßnahmen"), Not(HasSubstr("Rucksack"))));
}

} // namespace
} // namespace kommin::app
