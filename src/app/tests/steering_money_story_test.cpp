// Money that is at risk, and what became of applications, on the page that steers.

#include "app/tests/steering_page_story.hpp"

#include <cstdint>
#include <string>
#include <utility>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class SteeringMoney : public SteeringPage { };
KOMMIN_ON_BOTH_ENGINES(SteeringMoney);

TEST_P(SteeringMoney, a_measure_whose_application_was_refused_is_to_be_decided)
{
    go_to(june);
    auto const reading = measure("Lesen", field_);
    auto const feast = measure("Fest", field_);
    auto const grant = applied("Landesmittel");
    money(reading, "year=2027&planned=30000&hangs_on=" + grant);
    ASSERT_EQ(
        office_->post(feast + "/geld/abhaengigkeit/neu", "hangs_on=" + grant).status(),
        http::Status::see_other);
    EXPECT_THAT(overview(), AllOf(HasSubstr("Landesmittel"), Not(HasSubstr("ist abgelehnt"))));
    refused(grant, "2027-06-10");
    EXPECT_THAT(
        overview(),
        AllOf(
            HasSubstr("10. Juni 2027"), HasSubstr("mit dessen Geld geplant war"),
            HasSubstr("Es fehlen 30.000"), HasSubstr("findet ohne ihn nicht wie geplant statt"),
            HasSubstr("Begründung: Kein Geld"), HasSubstr("Antrag abgelehnt, Höhe nicht bekannt"),
            HasSubstr("geplant, nicht gesichert, kein Antrag offen"), Not(HasSubstr("wegfall?ohne="))))
        << "what was refused is not at risk, it is gone, and what was planned with it is not secured";
    auto reader = browser_of("reader");
    EXPECT_THAT(
        std::string(reader.get("/verwaltung/steuerung").body_text()),
        AllOf(Not(HasSubstr("Landesmittel")), Not(HasSubstr("30.000"))));
    connection().execute("UPDATE budget_lines SET secured = planned");
    connection().execute(
        "UPDATE measures SET state = 'done', state_since = '2027-06-12' WHERE title = 'Fest'");
    EXPECT_THAT(overview(), AllOf(Not(HasSubstr("ist abgelehnt")), HasSubstr("ist keines unsicher")))
        << "paid for otherwise, and over";
}

TEST_P(SteeringMoney, a_measure_whose_application_was_withdrawn_is_to_be_decided_and_its_money_at_risk)
{
    go_to(june);
    auto const reading = measure("Lesen", field_);
    auto const feast = measure("Fest", field_);
    auto const grant = applied("Landesmittel");
    money(reading, "year=2027&planned=30000&hangs_on=" + grant);
    ASSERT_EQ(
        office_->post(feast + "/geld/abhaengigkeit/neu", "hangs_on=" + grant).status(),
        http::Status::see_other);
    ended(grant, "withdrawn", "2027-06-10", "Der Verein ist aufgelöst");
    EXPECT_THAT(
        overview(),
        AllOf(
            HasSubstr("10. Juni 2027"),
            HasSubstr("Der Antrag „Landesmittel“ ist zurückgezogen, mit dessen Geld geplant war"),
            HasSubstr("Es fehlen 30.000"),
            HasSubstr("ist zurückgezogen, und die Maßnahme findet ohne ihn nicht wie geplant statt"),
            HasSubstr("Begründung: Der Verein ist aufgelöst"), HasSubstr("href=\"" + feast + "/geld\""),
            HasSubstr("Antrag zurückgezogen, Höhe nicht bekannt"), Not(HasSubstr("ist abgelehnt"))));
    connection().execute("UPDATE funding_application_steps SET day = NULL");
    EXPECT_THAT(overview(), HasSubstr("<span class=\"work__w\">zurückgezogen</span>"));
    auto reader = browser_of("reader");
    EXPECT_THAT(
        std::string(reader.get("/verwaltung/steuerung").body_text()),
        AllOf(HasSubstr(">Fest<"), Not(HasSubstr("Landesmittel")), Not(HasSubstr("aufgelöst"))));
    connection().execute("UPDATE budget_lines SET secured = planned");
    connection().execute(
        "UPDATE measures SET state = 'done', state_since = '2027-06-12' WHERE title = 'Fest'");
    EXPECT_THAT(overview(), AllOf(Not(HasSubstr("zurückgezogen")), HasSubstr("ist keines unsicher")));
}

TEST_P(SteeringMoney, money_is_at_risk_that_hangs_on_nothing_or_stands_under_a_reservation)
{
    go_to(june);
    auto const reading = measure("Lesen", field_);
    auto const feast = measure("Fest", other_field_);
    connection().execute("UPDATE measures SET reservation = 'Haushalt 2027' WHERE title = 'Fest'");
    money(reading, "year=2027&planned=10000&secured=6000");
    money(reading, "year=2028&planned=2000&secured=2000");
    money(reading, "year=2026&planned=999");
    auto const page = overview();
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("Geld, das unsicher ist, von 12.000"),
            HasSubstr("geplant, nicht gesichert, kein Antrag offen"), HasSubstr("4.000"),
            HasSubstr("href=\"" + feast + "/geld\""), HasSubstr("Vorbehalt, Höhe nicht bekannt"),
            HasSubstr("dazu ein Posten, dessen Höhe niemand kennt"), HasSubstr("davon unsicher"),
            Not(HasSubstr("12.999")), Not(HasSubstr("4.999"))))
        << "what was to be paid last year is not at risk any more";
    EXPECT_THAT(
        overview("?jahr=2028"),
        AllOf(HasSubstr("von 2.000"), HasSubstr("data-l=\"Geld 2028\">2.000"), Not(HasSubstr("4.000"))));
    auto department = browser_of("reader");
    EXPECT_THAT(
        std::string(department.get("/verwaltung/steuerung").body_text()),
        AllOf(HasSubstr("Lesen"), Not(HasSubstr("davon unsicher")), Not(HasSubstr("12.000"))));
    connection().execute("UPDATE budget_lines SET secured = planned");
    connection().execute("UPDATE measures SET reservation = '' WHERE title = 'Fest'");
    EXPECT_THAT(
        overview(),
        AllOf(
            HasSubstr("Soweit Geld eingetragen ist, ist keines unsicher. Zu einer Maßnahme"),
            Not(HasSubstr("Kein Geld für diese Maßnahmen ist unsicher."))));
    money(feast, "year=2027&planned=100&secured=100");
    EXPECT_THAT(overview(), HasSubstr("Kein Geld für diese Maßnahmen ist unsicher."));
}

TEST_P(SteeringMoney, money_that_hangs_on_what_nobody_has_granted_yet_is_named)
{
    go_to(june);
    auto const reading = measure("Lesen", field_);
    auto const feast = measure("Fest", other_field_);
    auto const grant = applied("Landesmittel");
    money(reading, "year=2027&planned=30000&hangs_on=" + grant);
    money(reading, "year=2028&planned=500&hangs_on=" + grant);
    auto const other = applied("Stiftung");
    money(feast, "year=2027&planned=&hangs_on=" + other);
    auto const page = overview();
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("href=\"/verwaltung/finanzen/wegfall?ohne=" + grant + '"'), HasSubstr("Landesmittel"),
            HasSubstr("30.500"), HasSubstr("Stiftung"), HasSubstr("Höhe nicht bekannt"),
            HasSubstr("dazu ein Posten, dessen Höhe niemand kennt")));
    EXPECT_LT(page.find(">Landesmittel<"), page.find(">Stiftung<")) << "the largest sum first";
    EXPECT_THAT(
        overview("?jahr=2028"),
        AllOf(HasSubstr("Landesmittel"), Not(HasSubstr("30.500")), Not(HasSubstr("Stiftung"))));
    auto reader = browser_of("reader");
    EXPECT_THAT(
        std::string(reader.get("/verwaltung/steuerung").body_text()),
        AllOf(HasSubstr("Lesen"), Not(HasSubstr("Geld, das unsicher ist")), Not(HasSubstr("Landesmittel"))));
}

TEST_P(SteeringMoney, money_hangs_on_applications_also_for_whoever_does_not_see_them)
{
    go_to(june);
    money(
        measure("Stadtkurs", field_, aalfeld_),
        "year=2027&planned=10000&hangs_on=" + applied("Landesmittel"));
    EXPECT_THAT(overview(), AllOf(HasSubstr("Landesmittel"), Not(HasSubstr("die Sie nicht sehen"))));
    auto town = browser_of("municipal_editor", aalfeld_);
    EXPECT_THAT(
        std::string(town.get("/verwaltung/steuerung").body_text()),
        AllOf(
            HasSubstr("an Anträgen, die Sie nicht sehen"), HasSubstr("10.000"),
            Not(HasSubstr("Landesmittel")), Not(HasSubstr("Kein Geld für diese Maßnahmen ist unsicher."))));
}

TEST_P(SteeringMoney, of_a_measure_that_begins_next_year_is_told_already)
{
    go_to(june);
    auto const later = measure("Naechstes", field_);
    connection().execute(
        "UPDATE measures SET starts = '2028', ends = '2029', deadline = NULL WHERE title = 'Naechstes'");
    auto const grant = applied("Landesmittel");
    money(later, "year=2028&planned=30000&hangs_on=" + grant);
    EXPECT_THAT(
        overview(), AllOf(HasSubstr("Landesmittel"), HasSubstr("30.000"), Not(HasSubstr(">Naechstes<"))));
    refused(grant, "2027-06-10");
    EXPECT_THAT(overview(), AllOf(HasSubstr("href=\"" + later + '"'), HasSubstr("Kein Geld")))
        << "there is time to find other money now, and none in January";
    EXPECT_THAT(overview("?jahr=2027"), Not(HasSubstr("Naechstes")));
    EXPECT_THAT(overview("?jahr=2028"), HasSubstr("Naechstes"));
}

} // namespace
} // namespace kommin::app
