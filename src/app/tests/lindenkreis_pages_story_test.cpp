// What somebody at work sees of the Lindenkreis: views of steering and of money that Kreis Unna has nothing
// for. Its life lines and what a municipality steers are in lindenkreis_life_story_test.cpp, money that is
// passed on in lindenkreis_money_story_test.cpp.

#include "app/tests/lindenkreis_pages_story.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Each;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class LindenkreisPages : public LindenkreisPagesBase { };
KOMMIN_ON_BOTH_ENGINES(LindenkreisPages);

// Sixteen measures, of which one was dropped; six are on track, one has reached its target.
TEST_P(LindenkreisPages, the_steering_page_answers_and_names_who_is_far_behind)
{
    EXPECT_THAT(
        shown("/verwaltung/steuerung"),
        AllOf(
            HasSubstr("Teilweise: 7 von 15 Maßnahmen sind auf Kurs oder am Ziel."),
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
    // Of the Land: parents' guides, housing guides, the bus, advice in Ahornhausen.
    constexpr int state = 24'000 + 28'000 + 6'000 + 3'000;
    constexpr int own = 89'200 + 900 + 7'000 + 2'300 + 4'000; // 900 of the year before; 4,000 of Ahornhausen
    constexpr int all = state + own + 18'000 + 15'000; // foundation, municipal
    static_assert(state == 61'000 && all == 197'400);
    EXPECT_THAT(
        shown("/verwaltung/finanzen?jahr=2026"),
        AllOf(HasSubstr("Finanzen 2026"), HasSubstr("61.000,00"), HasSubstr("197.400,00")));
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
    EXPECT_THAT(
        goals::list_measures(
            connection(), linden_, {.owners = {Scope::whole_tenant()}, .only_public = true}, 100),
        Each(Field("plain_text", &goals::Measure::plain_text, Not(IsEmpty()))));
}

TEST_P(LindenkreisPages, everybody_reads_what_came_of_a_recommendation)
{
    auto const id = connection().load<std::int64_t>(
        "SELECT id FROM recommendations WHERE tenant_id = ? AND title = 'Mehr Sprachkurse am Abend'",
        linden_);
    EXPECT_THAT(
        get("/de/konferenz/empfehlungen/" + std::to_string(id), host).body_text(),
        AllOf(
            HasSubstr("Ziele und Maßnahmen daraus"),
            HasSubstr("href=\"/de/ziele/alle-koennen-deutsch-lernen\""),
            HasSubstr("href=\"/de/ziele/massnahmen/sprachkurse-am-abend\""),
            Not(HasSubstr("Niemand verpasst einen Kurs"))))
        << "one that nobody has published is not named";
}

TEST_P(LindenkreisPages, is_read_in_english)
{
    EXPECT_THAT(
        get("/en/ziele", host).body_text(),
        AllOf(
            HasSubstr("Everybody can learn German"), HasSubstr("Living together"),
            Not(HasSubstr("Alle können Deutsch lernen"))));
    EXPECT_THAT(
        get("/en/ziele/massnahmen/sprachkurse-am-abend", host).body_text(),
        AllOf(
            HasSubstr("Whoever works in the daytime can learn German in the evening."),
            HasSubstr("about 900 adults"), HasSubstr("Language and education"), Not(HasSubstr("Erwachsene")),
            Not(HasSubstr("Sprachkurse am Abend"))));
    EXPECT_THAT(
        get("/en/konferenz/empfehlungen", host).body_text(), HasSubstr("A house for all associations"));
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

// Approved minutes say them, and a year keeps them as it is closed.
TEST_P(LindenkreisPages, steps_name_what_the_group_decided_and_documents)
{
    auto const step = [&](int year, std::string const& kind) {
        auto const id = connection().load<std::int64_t>(
            "SELECT s.id FROM steering_steps s JOIN steering_years y ON y.id = s.year_id"
            " WHERE y.tenant_id = ? AND y.body_id IS NULL AND y.year = ? AND s.kind = ?",
            linden_, year, kind);
        return shown(year_path(year) + "/schritte/" + std::to_string(id));
    };
    EXPECT_THAT(
        step(2026, "priorities"),
        AllOf(HasSubstr("Beschluss 1/2026"), HasSubstr("Schwerpunkt des Jahres ist Arbeit und Ausbildung")));
    EXPECT_THAT(step(2026, "strategies"), HasSubstr("Die Kammern werden um Namen für Patenschaften gebeten"));
    EXPECT_THAT(
        step(2026, "stocktaking"),
        AllOf(
            HasSubstr("Fragebogen an die Fachbereiche"),
            HasSubstr("https://www.lindenkreis.example/fragebogen.pdf")));
    for (auto const* page : {"/bericht", "/stand"}) {
        SCOPED_TRACE(page);
        EXPECT_THAT(
            shown(year_path(2025) + page),
            AllOf(
                HasSubstr("Schwerpunkt des Jahres ist das Zusammenleben"),
                HasSubstr("Für die Treffpunkte werden 5.000"), Not(HasSubstr("Arbeit und Ausbildung (erf"))));
    }
}

TEST_P(LindenkreisPages, one_who_was_asked_has_answered_and_one_has_not)
{
    EXPECT_THAT(
        shown(year_path(2026) + "/bewertungen/gefragt"),
        AllOf(
            HasSubstr("Musterverein Nachbarschaft (erfunden)"), HasSubstr("Geantwortet"),
            HasSubstr("Fachbereich Bildung"), HasSubstr("Kein Brief unterwegs"),
            HasSubstr("bildung@lindenkreis.example")));
    EXPECT_THAT(shown(year_path(2026) + "/bewertungen"), HasSubstr("Am Sonntag ist es am vollsten"));
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM jobs WHERE tenant_id = ? AND kind = 'steering.evaluation_letter'", linden_),
        0)
        << "a demonstration writes to nobody";
}

TEST_P(LindenkreisPages, an_answer_that_is_late_and_a_goal_that_was_reworded_break_rules)
{
    EXPECT_THAT(
        shown("/verwaltung/steuerung/regeln"),
        AllOf(
            HasSubstr("Ein Platz zum Spielen in jeder Unterkunft"),
            HasSubstr("Wer arbeiten will, findet einen Weg dorthin")));
    auto const id = number(
        "SELECT id FROM goals WHERE tenant_id = ? AND body_id IS NULL AND title = ?",
        "Wer arbeiten will, findet einen Weg dorthin");
    EXPECT_THAT(
        shown("/verwaltung/ziele/" + std::to_string(id)),
        AllOf(
            HasSubstr("Was sich seit dem Beschluss geändert hat"), HasSubstr("<mark>"),
            HasSubstr("in drei Monaten")));
}

TEST_P(LindenkreisPages, a_report_has_a_photo)
{
    struct Place {
        std::int64_t measure, report;
    };
    auto const place = connection().find<Place>(
        "SELECT f.measure_id, p.report_id FROM figure_photos p JOIN figure_reports r ON r.id = p.report_id"
        " JOIN figures f ON f.id = r.figure_id WHERE p.tenant_id = ?",
        linden_);
    ASSERT_TRUE(place);
    auto const page = "/verwaltung/massnahmen/" + std::to_string(place->measure) + "/berichte/"
        + std::to_string(place->report);
    EXPECT_THAT(shown(page), AllOf(HasSubstr(page + "/foto\""), HasSubstr("width=\"960\"")));
    EXPECT_EQ(office_->get(page + "/foto").header("Content-Type"), "image/webp");
}

// Lindenstadt has taken over two goals and a measure; since then the Kreis words one of them otherwise.
TEST_P(LindenkreisPages, a_town_compares_what_it_took_over_with_the_next_version)
{
    auto const id = connection().load<std::int64_t>(
        "SELECT id FROM adoption_packages WHERE tenant_id = ? AND number = 2", linden_);
    auto const package = "/verwaltung/konzept/" + std::to_string(id);
    EXPECT_THAT(shown(package), AllOf(HasSubstr("Fassung 2"), HasSubstr("Lindenstadt übernimmt Ziele")));
    EXPECT_THAT(
        shown(package + "/uebernehmen/lindenstadt"),
        AllOf(
            HasSubstr(">im Paket geändert<"), HasSubstr("<mark>"), HasSubstr("auch am Abend"),
            HasSubstr("steht hier so"), HasSubstr(">neu<")));
    EXPECT_THAT(shown(package + "/uebernehmen/ulmental"), Not(HasSubstr("steht hier so")));
}

} // namespace
} // namespace kommin::app
