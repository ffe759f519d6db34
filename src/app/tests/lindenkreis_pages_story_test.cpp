// What somebody at work sees of the Lindenkreis: each view of steering and of money has something to show.

#include "app/tests/lindenkreis_pages_story.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class LindenkreisPages : public LindenkreisPagesBase { };
KOMMIN_ON_BOTH_ENGINES(LindenkreisPages);

// Thirteen measures, of which one was dropped; five are on track, one has reached its target.
TEST_P(LindenkreisPages, the_steering_page_answers_and_names_who_is_far_behind)
{
    EXPECT_THAT(
        shown("/verwaltung/steuerung"),
        AllOf(
            HasSubstr("Teilweise: 6 von 12 Maßnahmen sind auf Kurs oder am Ziel."),
            HasSubstr("38 von 80 Patenschaften"),
            HasSubstr("Eine aufgegebene Maßnahme ist nicht mitgezählt."),
            HasSubstr("Jemand meldet 297 Einsätze zum " + told("2026-06-08")),
            HasSubstr("Zu 51 Sprachen vom " + told("2026-06-10") + " gibt es eine Rückfrage")));
    EXPECT_THAT(
        shown("/verwaltung/steuerung/zeitleiste"),
        AllOf(HasSubstr("Räume in allen Gemeinden gefunden"), HasSubstr(told("2024-03-12"))));
    EXPECT_THAT(
        shown("/verwaltung/steuerung/abgleich"),
        AllOf(HasSubstr("Leitziele der Stadt Lindenstadt"), HasSubstr("M 4 Beratung in Ahornhausen")));
}

TEST_P(LindenkreisPages, priorities_are_weighed_and_one_is_put_elsewhere_by_the_group)
{
    constexpr std::array weights{4, 3, 2, 1}; // need, influence, cost, resolution
    auto const score = [&](std::array<int, 4> const& marks) {
        int sum = 0;
        for (std::size_t i = 0; i < marks.size(); ++i)
            sum += weights.at(i) * marks.at(i);
        return std::to_string(sum) + " von 50";
    };
    EXPECT_THAT(
        shown(year_path(2026) + "/prioritaeten"),
        AllOf(
            HasSubstr("Kürzere Wartezeit in der Beratung"), HasSubstr(score({5, 5, 4, 5})),
            HasSubstr(score({4, 3, 3, 3})), HasSubstr("Von der Gruppe anders gereiht:"),
            HasSubstr("Die Konferenz hat Arbeit und Ausbildung zum Schwerpunkt gemacht")));
}

TEST_P(LindenkreisPages, a_year_is_read_against_the_one_before)
{
    EXPECT_THAT(
        shown(year_path(2025) + "/bericht"),
        AllOf(
            HasSubstr("Bericht 2025 gegenüber 2024"), HasSubstr("Zum Ändern oder Beenden bewertet"),
            HasSubstr("Zehn Betriebe sind zu wenig"), HasSubstr("Sprachkurse am Abend")));
    EXPECT_THAT(
        shown(year_path(2025) + "/stand"),
        AllOf(
            HasSubstr("Was beim Abschluss fehlte"), HasSubstr("M 13 Datenblatt Ausbildung"),
            HasSubstr("M 10 und M 13 hatten nicht begonnen")));
    EXPECT_THAT(shown(year_path(2024) + "/stand"), Not(HasSubstr("Was beim Abschluss fehlte")));
    EXPECT_THAT(
        shown("/verwaltung/steuerung/jahre"), AllOf(HasSubstr("abgeschlossen"), HasSubstr(year_path(2026))));
}

TEST_P(LindenkreisPages, money_of_the_year_is_summed_by_its_source)
{
    // Of the Land: parents' guides and housing guides.
    constexpr int state = 24'000 + 28'000;
    constexpr int all = state + 90'000 + 7'000 + 18'000 + 15'000; // own, own, foundation, municipal
    static_assert(state == 52'000 && all == 182'000);
    EXPECT_THAT(
        shown("/verwaltung/finanzen?jahr=2026"),
        AllOf(HasSubstr("Finanzen 2026"), HasSubstr("52.000,00"), HasSubstr("182.000,00")));
    auto const refused = number(
        "SELECT id FROM funding_applications WHERE tenant_id = ? AND title = ?", "Beratungsbus für Betriebe");
    EXPECT_THAT(
        shown("/verwaltung/antraege/" + std::to_string(refused)),
        AllOf(
            HasSubstr("abgelehnt"), HasSubstr("Die Stiftung hat ihre Mittel für dieses Jahr schon vergeben"),
            HasSubstr("18.000,00")));
    EXPECT_THAT(shown("/verwaltung/steuerung"), HasSubstr("28.000\u00a0€"))
        << "what hangs on the answer that is awaited";
}

// 80 % of a bill of 3,000 € are 2,400 €, hence 3,600 € of the last 6,000 € are left for nine days.
TEST_P(LindenkreisPages, money_that_was_called_has_to_be_used_soon)
{
    auto const grant = number(
        "SELECT id FROM grants WHERE tenant_id = ? AND title = ?",
        "Zuwendung für Elternlotsinnen und Elternlotsen");
    auto const received = *parse_typed_date(told("2026-04-24"));
    auto const use_by = Date{received.year() / received.month() / received.day() + std::chrono::months(2)};
    ASSERT_LT(today(), use_by);
    EXPECT_THAT(
        shown("/verwaltung/zuwendungen/" + std::to_string(grant)),
        AllOf(
            HasSubstr("36.000,00"), HasSubstr("noch 3.600,00"), HasSubstr(typed_spelling(use_by)),
            HasSubstr(">verwendet</span>"), Not(HasSubstr("nicht fristgerecht verwendet</span>"))));
    EXPECT_THAT(waiting_for(*office_), AllOf(HasSubstr("sind bald zu verwenden"), HasSubstr("3.600,00")));
}

// In the field of work only Ahornhausen has neither a measure nor an entry; in Lindenstadt two offer the
// same to the same people.
TEST_P(LindenkreisPages, a_stocktaking_shows_a_gap_an_overlap_and_who_has_nothing_to_report)
{
    auto const id = number(
        "SELECT id FROM inventories WHERE tenant_id = ? AND title = ?",
        "Was die Fachbereiche schon tun (erfunden)");
    auto const path = "/verwaltung/bestandsaufnahmen/" + std::to_string(id);
    EXPECT_THAT(
        shown(path + "/luecken"),
        AllOf(
            HasSubstr("eine Lücke"), HasSubstr("Abendkurs der Schulbücherei (erfunden)"),
            HasSubstr("Menschen, die am Tag arbeiten"), HasSubstr("Sprachkurse am Abend</a>")));
    EXPECT_THAT(
        shown(path), HasSubstr("Wir bieten selbst nichts an und verweisen an das Integrationszentrum"));
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM inventory_requests WHERE inventory_id = ? AND answer = 'none'", id),
        1);
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM inventory_requests WHERE inventory_id = ? AND asked_at IS NOT NULL", id),
        0)
        << "no unit of a demonstration has a mailbox";
}

TEST_P(LindenkreisPages, everybody_reads_goals_in_plain_words)
{
    EXPECT_THAT(get("/de/ziele", host).body_text(), HasSubstr("Alle können Deutsch lernen"));
    EXPECT_THAT(
        get("/de/ziele/alle-koennen-deutsch-lernen", host).body_text(),
        HasSubstr("Dafür gibt es Kurse am Tag und am Abend."));
    EXPECT_THAT(
        get("/de/ziele/massnahmen/sprachkurse-am-abend", host).body_text(),
        HasSubstr("Wer am Tag arbeitet, kann am Abend Deutsch lernen."));
    EXPECT_EQ(get("/de/ziele/betriebe-kennen-ihre-ansprechperson", host).status(), http::Status::not_found)
        << "nobody has adopted it";
}

TEST_P(LindenkreisPages, whoever_is_to_report_finds_their_figures)
{
    auto editor = browser_as("department_editor", "department.editor@demo.example");
    auto const page = std::string(editor.get("/verwaltung/meine-massnahmen").body_text());
    auto const others = page.find("id=\"weitere\"");
    ASSERT_NE(others, std::string::npos);
    EXPECT_THAT(
        page.substr(0, others),
        AllOf(
            HasSubstr("id=\"meine\""), HasSubstr("Ausgebildete Lotsinnen und Lotsen"),
            HasSubstr(told("2026-05-31")), Not(HasSubstr("Patenschaften"))));
    EXPECT_THAT(page.substr(others), HasSubstr("Patenschaften"));
}

TEST_P(LindenkreisPages, a_measure_names_its_risks_and_tasks)
{
    auto const id = number(
        "SELECT id FROM measures WHERE tenant_id = ? AND title = ?", "Patenschaften für Auszubildende");
    EXPECT_THAT(
        shown("/verwaltung/massnahmen/" + std::to_string(id)),
        AllOf(
            HasSubstr("Zu wenige Menschen mit Zeit"), HasSubstr("Kammern um Namen bitten"),
            HasSubstr("500 Stück gedruckt. (erfunden für die Vorführung)")));
}

} // namespace
} // namespace kommin::app
