// What somebody at work sees of the money of the Lindenkreis that is passed on, proven, looked at twice,
// carried into the next year and covered by other lines.

#include "app/tests/lindenkreis_pages_story.hpp"

#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class LindenkreisMoney : public LindenkreisPagesBase { };
KOMMIN_ON_BOTH_ENGINES(LindenkreisMoney);

TEST_P(LindenkreisMoney, what_is_passed_on_is_shown_in_every_state)
{
    EXPECT_THAT(
        shown(grant_path()),
        AllOf(
            HasSubstr("Musterverein Nachbarschaft (erfunden)"), HasSubstr("in Vorbereitung"),
            HasSubstr("beim Verein"), HasSubstr("zu prüfen"), HasSubstr("anerkannt"),
            HasSubstr("zurückgezogen"), HasSubstr("Antrag erbeten"), HasSubstr("Antrag zu prüfen")));
    auto const passed_on = [&](std::string const& title) {
        auto const id = number("SELECT id FROM grants_passed_on WHERE tenant_id = ? AND title = ?", title);
        return shown(grant_path() + "/weitergaben/" + std::to_string(id));
    };
    // 4,400 € were spent, 400 € of them by the association itself.
    EXPECT_THAT(
        passed_on("Nachbarschaftscafé am Sonntag"),
        AllOf(HasSubstr("4.400,00"), HasSubstr("400,00"), HasSubstr("Musik an vier Sonntagen")));
    EXPECT_THAT(passed_on("Offene Sporthalle"), AllOf(HasSubstr("3.000,00"), HasSubstr("Zwölf Samstage")));
    EXPECT_THAT(passed_on("Kochabende"), HasSubstr("310,40")) << "entered, and not handed in yet";
    EXPECT_THAT(
        passed_on("Fahrräder für Neue"),
        AllOf(HasSubstr("800,00"), HasSubstr("Werkzeug und Teile"), HasSubstr("Antrag annehmen")));
    EXPECT_THAT(
        waiting_for(*office_),
        AllOf(
            HasSubstr("Der Verein hat nachgewiesen: bitte prüfen"),
            HasSubstr("Der Antrag eines Vereins ist da: bitte antworten")));
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM jobs WHERE tenant_id = ? AND kind IN ('funding.passed_on.letter',"
            " 'funding.request.letter')",
            linden_),
        0)
        << "a demonstration writes to nobody";
}

// Up to the last day of the year before: 4,000 € for rents and 4,400 € of the association. 1,000 € are paid
// by the Kreis itself and 400 € by the association, hence 7,000 € by the grant, of which 6,500 € have come.
TEST_P(LindenkreisMoney, an_interim_proof_was_handed_in_and_the_last_one_is_a_draft)
{
    auto const proof = [&](int edition) {
        auto const id = connection().load<std::int64_t>(
            "SELECT p.id FROM grant_proofs p JOIN grants g ON g.id = p.grant_id WHERE p.tenant_id = ?"
            " AND g.title = 'Zuwendung für Treffpunkte mit Vereinen' AND p.edition = ?",
            linden_, edition);
        return shown(grant_path() + "/nachweise/" + std::to_string(id));
    };
    EXPECT_THAT(
        proof(1),
        AllOf(
            HasSubstr("Zwischennachweis"), HasSubstr("Eingereicht am"), HasSubstr("anerkannt"),
            HasSubstr("Ohne Einwände (erfunden)"), HasSubstr("8.400,00"), HasSubstr("7.900,00"),
            HasSubstr("Musterverein Nachbarschaft (erfunden): Nachbarschaftscafé am Sonntag")));
    EXPECT_THAT(
        proof(2),
        AllOf(
            HasSubstr("Schlussnachweis"), HasSubstr("Entwurf"), Not(HasSubstr("Ohne Einwände")),
            HasSubstr("Aufsicht an zwölf Samstagen")));
}

// Of 15,000 € the Land pays four fifths, which are 12,000 €, and a foundation 5,000 €.
TEST_P(LindenkreisMoney, what_may_be_paid_twice_is_found)
{
    EXPECT_THAT(
        shown("/verwaltung/doppelfoerderung"),
        AllOf(
            HasSubstr("2 Hinweise offen"), HasSubstr("Zwei gleiche Belege"),
            HasSubstr("Aushänge, noch einmal eingegangen"), HasSubstr("Ausgabe mehrfach geplant"),
            HasSubstr("15.000,00"), HasSubstr("17.000,00")));
}

// Of 80,000 € for courses 79,100 € were spent. The 900 € that are left count in the next year, and in no sum
// twice: with the 24,000 € of the Land there were 103,100 € in the year that is closed.
TEST_P(LindenkreisMoney, what_was_not_spent_counts_in_the_next_year_alone)
{
    auto const courses
        = number("SELECT id FROM measures WHERE tenant_id = ? AND title = ?", "Sprachkurse am Abend");
    EXPECT_THAT(
        shown("/verwaltung/massnahmen/" + std::to_string(courses) + "/geld"),
        AllOf(
            HasSubstr("ohne 900,00"), HasSubstr("nach 2026 übertragen"), HasSubstr("mit 900,00"),
            HasSubstr("aus 2025"), HasSubstr("79.100,00"), HasSubstr("90.100,00"),
            Not(HasSubstr("80.000,00"))));
    EXPECT_THAT(
        shown("/verwaltung/finanzen?jahr=2025"),
        AllOf(HasSubstr("103.100,00"), Not(HasSubstr("104.000,00"))));
    EXPECT_THAT(
        shown(year_path(2025) + "/stand"),
        AllOf(HasSubstr("103.100,00"), HasSubstr("ohne 900,00"), Not(HasSubstr("104.000,00"))))
        << "the year was closed after it was carried";
    EXPECT_THAT(shown(year_path(2024) + "/stand"), Not(HasSubstr("ins nächste Jahr übertragen")));
}

// The courses have 800 € more than they need, and the bus 800 € less.
TEST_P(LindenkreisMoney, a_gap_is_covered_by_a_line_of_the_same_group)
{
    auto const bus
        = number("SELECT id FROM measures WHERE tenant_id = ? AND title = ?", "Fahrdienst zum Abendkurs");
    EXPECT_THAT(
        shown("/verwaltung/massnahmen/" + std::to_string(bus) + "/geld"),
        AllOf(HasSubstr("Deckungskreis: Sprache am Abend (erfunden)"), HasSubstr("davon 800,00")));
    EXPECT_THAT(
        shown("/verwaltung/finanzen/deckungskreise"),
        AllOf(
            HasSubstr("2026: Sprache am Abend (erfunden)"), HasSubstr("Sprachkurse am Abend"),
            HasSubstr("Fahrdienst zum Abendkurs"), HasSubstr("800,00"),
            HasSubstr("Haushaltsvermerk im Budget Integration")));
    EXPECT_THAT(
        shown("/verwaltung/steuerung"), AllOf(HasSubstr("Weitere 800,00"), HasSubstr("§ 21 KomHVO NRW")));
}

} // namespace
} // namespace kommin::app
