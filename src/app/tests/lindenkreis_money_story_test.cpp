// What somebody at work sees of the money of the Lindenkreis that is passed on, proven and looked at twice.

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

} // namespace
} // namespace kommin::app
