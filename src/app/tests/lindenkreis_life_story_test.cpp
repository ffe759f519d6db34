// Life lines of the Lindenkreis: a measure from the recommendation to the resolution, and what a municipality
// steers by itself.

#include "app/server_key.hpp"
#include "app/tests/life_line_reading.hpp"
#include "app/tests/lindenkreis_pages_story.hpp"
#include "platform/records/versions.hpp"

#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class LindenkreisLives : public LindenkreisPagesBase {
protected:
    std::string page_of(std::string const& table, std::string const& title, std::string const& path)
    {
        return "/verwaltung/" + path + '/'
            + std::to_string(number("SELECT id FROM " + table + " WHERE tenant_id = ? AND title = ?", title));
    }
    std::string measure(std::string const& title) { return page_of("measures", title, "massnahmen"); }
    std::string meeting(std::string const& title) { return page_of("meetings", title, "sitzungen"); }
    std::string line(std::string const& page) { return life_line_on(*office_, page); }

    static constexpr auto* decided
        = "Beschluss 3/2025 der Steuerungsgruppe (Jahresauftakt der Steuerungsgruppe, "
          "vorletztes Jahr), angenommen: Für die Abendkurse wird ein Fahrdienst";
};
KOMMIN_ON_BOTH_ENGINES(LindenkreisLives);

TEST_P(LindenkreisLives, tell_a_measure_from_the_recommendation_to_the_last_resolution)
{
    auto const told = line(measure("Fahrdienst zum Abendkurs"));
    expect_order(
        told,
        {"Empfehlung: E 1 Mehr Sprachkurse am Abend, beschlossen",
         "Empfehlung: E 1 Mehr Sprachkurse am Abend, aufgegriffen", "(11. Sitzung des Kreistages)", decided,
         "Kreistag des Lindenkreises (20. Sitzung des Kreistages)",
         "Ziel: O 4 Niemand verpasst einen Kurs, weil kein Bus fährt", "Beginn der Maßnahme",
         "Bewilligung „Zuwendung für den Fahrdienst“", "Gemeldet: Abende mit Fahrdienst, 36 Abende",
         "Kreistag des Lindenkreises (23. Sitzung des Kreistages)", ">heute</time>", "Frist"});
    EXPECT_THAT(told, HasSubstr("Antrag „Fahrdienst zum Abendkurs“: bewilligt"));
}

TEST_P(LindenkreisLives, tell_at_the_other_end_what_came_of_it)
{
    auto const reported = "M 14 Fahrdienst zum Abendkurs: Abende mit Fahrdienst, zuletzt gemeldet: 36 Abende";
    for (auto const& page :
         {page_of("recommendations", "Mehr Sprachkurse am Abend", "empfehlungen"),
          page_of("goals", "Niemand verpasst einen Kurs, weil kein Bus fährt", "ziele"),
          page_of("grants", "Zuwendung für den Fahrdienst", "zuwendungen"),
          meeting("23. Sitzung des Kreistages")})
        EXPECT_THAT(line(page), AllOf(HasSubstr(reported), Not(HasSubstr("26 Abende")))) << page;
    expect_order(
        line(meeting("23. Sitzung des Kreistages")), {"Ziel: O 4", reported, "(23. Sitzung des Kreistages)"});
    EXPECT_THAT(
        line(meeting("Jahresauftakt der Steuerungsgruppe, vorletztes Jahr")),
        AllOf(
            HasSubstr("Beschluss 1/2025"), HasSubstr("Beschluss 2/2025"), HasSubstr(decided),
            HasSubstr("M 14 Fahrdienst zum Abendkurs")));
}

// Each names something of the Kreis, and leads to the form that says what.
TEST_P(LindenkreisLives, of_every_decision_of_a_step_it_is_said_what_it_is_about)
{
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM steering_step_decisions WHERE tenant_id = ?", linden_),
        6);
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM steering_step_decisions d WHERE d.tenant_id = ? AND NOT EXISTS (SELECT 1"
            " FROM steering_decision_subjects s WHERE s.step_id = d.step_id AND s.meeting_id = d.meeting_id"
            " AND s.motion = d.motion)",
            linden_),
        0);
    EXPECT_THAT(
        line(measure("Patenschaften für Auszubildende")),
        AllOf(
            HasSubstr("angenommen: Die Kammern werden um Namen für Patenschaften gebeten"),
            HasSubstr("Wer arbeiten will, findet einen Weg dorthin: Beschluss 1/2026"),
            Not(HasSubstr("Fahrdienst"))));
    auto const step = year_path(2026) + "/schritte/"
        + std::to_string(connection().load<std::int64_t>(
            "SELECT s.id FROM steering_steps s JOIN steering_years y ON y.id = s.year_id"
            " WHERE y.tenant_id = ? AND y.body_id IS NULL AND y.year = 2026 AND s.kind = 'strategies'",
            linden_));
    auto const page = shown(step);
    auto const form = page.find(step + "/gegenstand?beschluss=");
    ASSERT_NE(form, std::string::npos);
    EXPECT_THAT(
        shown(page.substr(form, page.find('"', form) - form)),
        AllOf(
            HasSubstr("Worum geht es in Beschluss 2/2026?"), HasSubstr("Maßnahme: M 3 Patenschaften"),
            HasSubstr("checked")));
}

// Ahornhausen steers what is its own, with its own money; the office of the Kreis reads it.
TEST_P(LindenkreisLives, a_municipality_has_a_year_and_money_of_its_own)
{
    auto const year = "/verwaltung/steuerung/jahre/"
        + std::to_string(connection().load<std::int64_t>(
            "SELECT y.id FROM steering_years y JOIN bodies b ON b.id = y.body_id"
            " WHERE y.tenant_id = ? AND b.slug = 'ahornhausen' AND y.year = 2026",
            linden_));
    EXPECT_THAT(shown(year), AllOf(HasSubstr("Ahornhausen"), HasSubstr("Steuerungsrunde Ahornhausen")));
    EXPECT_THAT(
        shown(year + "/prioritaeten"),
        AllOf(HasSubstr("Der Weg nach Lindenstadt ist weit"), Not(HasSubstr("Patenschaften"))));
    EXPECT_THAT(shown(year + "/bewertungen"), HasSubstr("Wer einmal da war, kommt wieder"));
    EXPECT_THAT(
        line(measure("Beratung in Ahornhausen")),
        AllOf(HasSubstr("Antrag „Beratung im Rathaus Ahornhausen“: bewilligt"), HasSubstr("Priorität")));
    EXPECT_THAT(
        shown(page_of("funding_applications", "Beratung im Rathaus Ahornhausen", "antraege")),
        AllOf(HasSubstr("Ahornhausen"), HasSubstr("3.000,00"), HasSubstr("7.000,00")));
}

TEST_P(LindenkreisLives, a_stocktaking_is_closed_and_one_of_its_entries_has_become_a_measure)
{
    auto const closed = page_of("inventories", "Was es für Familien gibt (erfunden)", "bestandsaufnahmen");
    EXPECT_THAT(shown(closed), AllOf(HasSubstr("geschlossen"), HasSubstr("nichts Eigenes")));
    auto const made = measure("Vorlesen in der Kreisbücherei (erfunden)");
    EXPECT_THAT(shown(closed + "/eintraege"), HasSubstr("href=\"" + made + '"'));
    EXPECT_THAT(shown(made), HasSubstr("Bestandsaufnahme: Was es für Familien gibt (erfunden)"))
        << "where it came from";
    expect_order(
        line(made),
        {"Bestandsaufnahme „Was es für Familien gibt (erfunden)“", "Vorlesen in der Kreisbücherei (erfunden)",
         ">heute</time>"});
    EXPECT_THAT(
        shown("/verwaltung/steuerung/regeln?regel=measure-without-goal"), HasSubstr("Vorlesen in der"));
}

TEST_P(LindenkreisLives, a_programme_names_its_products_and_who_sees_to_them)
{
    EXPECT_THAT(
        shown(page_of("funding_programmes", "Landesprogramm Musterförderung (erfunden)", "foerderprogramme")),
        AllOf(
            HasSubstr("Verträge mit Vereinen, Nachweise"), HasSubstr("40.1 / Integrationszentrum"),
            HasSubstr("FB 30 / Fachbereich Bildung")));
}

// Accounts are made once everything is loaded; then measures name who of them is responsible.
TEST_P(LindenkreisLives, an_account_of_the_demonstration_is_responsible_for_two_measures)
{
    constexpr auto* name = "Redaktion eines Fachbereichs (Beispiel)";
    EXPECT_THAT(shown("/verwaltung/massnahmen"), Not(HasSubstr(name)));
    auto const add = [&] {
        return add_demo_accounts(
            connection(), clock(), secrets_of(folder_.path())(), product_.modules, {order_});
    };
    EXPECT_THAT(add(), HasSubstr("department.editor@demo.example"));
    EXPECT_EQ(add(), "") << "they are there";
    for (auto const* title : {"Elternlotsinnen und Elternlotsen", "Fahrdienst zum Abendkurs"})
        EXPECT_THAT(shown(measure(title)), AllOf(HasSubstr("Verantwortlich"), HasSubstr(name))) << title;
    EXPECT_THAT(shown(measure("Sprachkurse am Abend")), Not(HasSubstr(name)));
    auto const account
        = identity::find_account_by_email(connection(), linden_, "department.editor@demo.example");
    ASSERT_TRUE(account);
    auto department = browser_with(account->id);
    EXPECT_THAT(
        std::string(department.get("/verwaltung/massnahmen?meine=ja").body_text()),
        AllOf(
            HasSubstr("Elternlotsinnen und Elternlotsen</a>"), HasSubstr("Fahrdienst zum Abendkurs</a>"),
            Not(HasSubstr("Sprachkurse am Abend</a>"))));
    EXPECT_FALSE(records::verify_versions(connection(), linden_).first_broken);
}

} // namespace
} // namespace kommin::app
