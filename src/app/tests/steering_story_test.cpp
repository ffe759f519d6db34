// The page that steers: whether this is the right track, what slipped, and what waits (docs/adr/0096).

#include "app/tests/steering_story.hpp"

#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class SteeringPage : public SteeringStory { };
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
    EXPECT_THAT(page, HasSubstr("Kein Geld für diese Maßnahmen ist unsicher."));
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
    EXPECT_THAT(
        overview("?gemeinde=aalfeld&jahr=2028"),
        AllOf(HasSubstr(">Stadtkurs<"), Not(HasSubstr(">Kreiskurs<"))));
    EXPECT_THAT(
        overview("?gemeinde=gibtesnicht"),
        AllOf(HasSubstr("Hier gibt es keine Maßnahme"), Not(HasSubstr("kurs<"))));
    connection().execute("UPDATE measures SET state = 'dropped' WHERE title = 'Kreiskurs'");
    EXPECT_THAT(
        overview(),
        AllOf(Not(HasSubstr(">Kreiskurs<")), HasSubstr("Eine aufgegebene Maßnahme ist nicht mitgezählt.")));
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
    EXPECT_THAT(
        std::string(office_->get("/verwaltung/steuerung/zeitleiste?gemeinde=aalfeld").body_text()),
        AllOf(HasSubstr("Keine Maßnahmen"), Not(HasSubstr("Rucksack"))));
}

TEST_P(SteeringPage, money_that_hangs_on_what_nobody_has_granted_yet_is_named)
{
    go_to(june);
    auto const reading = measure("Lesen", field_);
    auto const feast = measure("Fest", other_field_);
    auto const applied = [&](std::string const& title) {
        auto const answer = office_->post(
            "/verwaltung/antraege/neu",
            "body=&authority=Ministerium&title=" + title + "&schluessel=" + title);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return 'a' + number_of(std::string(answer.header("Location")));
    };
    auto const planned
        = [&](std::string const& of, std::string const& year, std::string const& sum, std::string const& on) {
              auto const answer = office_->post(
                  of + "/geld/neu",
                  "source=state&as_of=15.06.2027&year=" + year + "&planned=" + sum + "&hangs_on=" + on
                      + "&schluessel=" + of + year);
              EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
          };
    auto const grant = applied("Landesmittel");
    planned(reading, "2027", "30000", grant);
    planned(reading, "2028", "500", grant);
    auto const other = applied("Stiftung");
    planned(feast, "2027", "", other);
    auto const page = overview();
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("href=\"/verwaltung/finanzen/wegfall?ohne=" + grant + '"'), HasSubstr("Landesmittel"),
            HasSubstr("30.500"), HasSubstr("Stiftung"), HasSubstr("Höhe nicht bekannt"),
            HasSubstr("dazu ein Antrag, dessen Höhe niemand kennt")));
    EXPECT_LT(page.find(">Landesmittel<"), page.find(">Stiftung<")) << "the largest sum first";
    EXPECT_THAT(
        overview("?jahr=2028"),
        AllOf(HasSubstr("Landesmittel"), Not(HasSubstr("30.500")), Not(HasSubstr("Stiftung"))));
    auto reader = browser_of("reader");
    EXPECT_THAT(
        std::string(reader.get("/verwaltung/steuerung").body_text()),
        AllOf(HasSubstr("Lesen"), Not(HasSubstr("Geld, das unsicher ist")), Not(HasSubstr("Landesmittel"))));
}

} // namespace
} // namespace kommin::app
