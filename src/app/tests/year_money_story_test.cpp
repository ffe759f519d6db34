// The money of a year: read by whoever may see money, frozen when the year is closed, and told on life lines.

#include "app/tests/goal_attempts.hpp"
#include "app/tests/years_story.hpp"
#include "platform/crypto/hash.hpp"

#include <gmock/gmock.h>

#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class YearMoney : public YearsStory {
protected:
    void SetUp() override
    {
        YearsStory::SetUp();
        courses_ = measure(*office_, "Kurse", "&state=running&from=2025&to=2027&deadline_remark=keine");
        feast_ = measure(*office_, "Fest", "&state=running&from=2025&to=2027&deadline_remark=keine");
        year_ = year("2025");
    }
    // The address of an application.
    std::string applied(std::string const& title)
    {
        auto const answer = office_->post(
            "/verwaltung/antraege/neu",
            "body=&authority=Ministerium&title=" + title + "&schluessel=" + title);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return std::string(answer.header("Location"));
    }
    void line(
        std::string const& of, std::string const& year, std::string const& amounts,
        std::string const& source = "own")
    {
        auto const answer = office_->post(
            of + "/geld/neu",
            "source=" + source + "&as_of=31.12.2025&year=" + year + '&' + amounts
                + "&schluessel=" + std::to_string(++lines_));
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
    }
    // 1.000 € of its own, and 30.000 € that nobody has granted; of the feast nobody knows what is spent.
    void usual_money()
    {
        line(courses_, "2025", "planned=1000&secured=1000&committed=900&spent=800");
        line(
            courses_, "2025", "planned=30000&secured=0&hangs_on=a" + number_of(applied("Landesmittel")),
            "state");
        line(feast_, "2025", "planned=500");
        line(courses_, "2026", "planned=77777");
    }
    std::string state_of(std::string const& year) { return shown(year + "/stand"); }

    std::string courses_, feast_; // addresses
    std::string year_;
    int lines_ = 0;
};
KOMMIN_ON_BOTH_ENGINES(YearMoney);

TEST_P(YearMoney, stands_on_the_page_of_the_year_for_whoever_may_see_it)
{
    usual_money();
    EXPECT_THAT(
        shown(year_),
        AllOf(
            HasSubstr("id=\"geld\""), HasSubstr("31.500,00"), HasSubstr("mindestens 1.000,00"),
            HasSubstr("nicht bekannt: 1 von 3"), HasSubstr("mindestens 800,00"),
            HasSubstr("nicht bekannt: 2 von 3"), HasSubstr("30.000,00"), Not(HasSubstr("77.777"))));
    auto reader = browser_of("reader");
    for (auto const* page : {"", "/bericht"})
        EXPECT_THAT(
            read(reader, year_ + page), AllOf(Not(HasSubstr("id=\"geld\"")), Not(HasSubstr("31.500"))))
            << page;
    auto department = browser_of("department_editor");
    EXPECT_THAT(read(department, year_), HasSubstr("31.500,00"));
}

TEST_P(YearMoney, of_a_closed_year_is_frozen_and_what_nobody_knows_is_no_zero)
{
    usual_money();
    ASSERT_EQ(close(year_).header("Location"), year_ + "/stand");
    auto const state = closed(year_).state().value();
    EXPECT_TRUE(state.is_money_known);
    ASSERT_EQ(state.money.size(), 3U);
    EXPECT_EQ(state.money[0].measure_title, "Kurse");
    EXPECT_EQ(state.money[0].source, "eigene Mittel");
    EXPECT_EQ(state.money[0].spent, 80'000);
    EXPECT_FALSE(state.money[0].is_at_risk);
    EXPECT_TRUE(state.money[1].is_at_risk);
    EXPECT_EQ(state.money[1].secured, 0) << "known to be nothing";
    EXPECT_EQ(state.money[1].committed, std::nullopt);
    EXPECT_EQ(state.money[2].planned, 50'000);
    EXPECT_EQ(state.money[2].spent, std::nullopt);
    EXPECT_THAT(
        state_of(year_),
        AllOf(
            HasSubstr("noch nicht bewilligt"), HasSubstr("nicht bekannt"), HasSubstr("30.000,00"),
            HasSubstr("stand.json")));
    auto reader = browser_of("reader");
    EXPECT_THAT(
        read(reader, year_ + "/stand"),
        AllOf(HasSubstr("Kurse"), Not(HasSubstr("30.000")), Not(HasSubstr("id=\"geld\""))));
    EXPECT_EQ(reader.get(year_ + "/stand.json").header("Location"), year_ + "/stand");
    // Who reads what the panel decides sees no money for that.
    auto clerk = browser_of("committee_clerk");
    EXPECT_EQ(clerk.get(year_ + "/stand.json").header("Location"), year_ + "/stand");
    EXPECT_THAT(read(clerk, year_ + "/stand"), Not(HasSubstr("stand.json")));
}

TEST_P(YearMoney, that_went_into_the_next_year_stays_in_the_state_as_it_was_then)
{
    line(courses_, "2025", "planned=1000&secured=1000&committed=900&spent=800");
    auto const from = courses_ + "/geld/"
        + std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM budget_lines"));
    EXPECT_EQ(
        office_
            ->post(
                from + "/uebertragen", "fassung=1&amount=150&into=neu&carried_on=1.2.2026&reason=Grundsaetze")
            .status(),
        http::Status::see_other);
    ASSERT_EQ(close(year_).header("Location"), year_ + "/stand");
    auto const frozen = [&] { return closed(year_).state().value().money; };
    ASSERT_EQ(frozen().size(), 1U) << "the line of 2026 is none of this year";
    EXPECT_EQ(frozen()[0].planned, 85'000);
    EXPECT_EQ(frozen()[0].secured, 85'000);
    EXPECT_EQ(frozen()[0].spent, 80'000);
    EXPECT_EQ(frozen()[0].committed, 80'000) << "the bill of the rest comes in the next year";
    EXPECT_EQ(frozen()[0].carried_out, 15'000);
    EXPECT_EQ(frozen()[0].carried_in, 0);
    EXPECT_THAT(state_of(year_), AllOf(HasSubstr("850,00"), HasSubstr("ohne 150,00")));
    EXPECT_EQ(office_->post(from + "/uebertragung-zurueck", "fassung=2").status(), http::Status::see_other);
    EXPECT_EQ(frozen()[0].carried_out, 15'000) << "what is closed stays closed";
    EXPECT_THAT(state_of(year_), HasSubstr("ohne 150,00"));
}

TEST_P(YearMoney, of_a_year_that_an_earlier_program_has_closed_is_not_known)
{
    usual_money();
    std::string const content
        = R"({"format":1,"owner":"Kreis Musterau","year":2025,"state_day":"2025-12-31","panel":"",)"
          R"("closed_at":"2026-01-15T10:00:00Z","closed_by":"account 7","reason":"","previous_hash":"",)"
          R"("cut":[],"missing":[],"goals":[],"measures":[],"priorities":[{"goal":null,"measure":4,)"
          R"("title":"Früheres","need":5,"influence":4,"cost":3,"resolution":2,"score":40,"reason":"",)"
          R"("reckoned_rank":1,"shown_rank":1,"rank_reason":"","source":""}],"evaluations":[],"steps":[],)"
          R"("decisions":[],"is_money_known":false,"money":[]})";
    connection().execute(
        "INSERT INTO closed_years (tenant_id, year_id, state_day, closed_at, closed_by, reason, content,"
        " hash) VALUES (?, ?, '2025-12-31', ?, 'account 7', '', ?, ?)",
        tenant_, std::stoll(number_of(year_)), clock().now(), content, crypto::sha256_hex(content));
    EXPECT_THAT(
        state_of(year_),
        AllOf(
            HasSubstr("Früheres"), HasSubstr("Der Bedarf zählt 4-fach"), HasSubstr("40 von 50"),
            HasSubstr("wurde hier noch kein Geld geführt"), Not(HasSubstr("31.500"))));
    EXPECT_THAT(state_of(year_), Not(HasSubstr("role=\"alert\""))) << "its hash is right";
    EXPECT_EQ(office_->get(year_ + "/stand.json").body_text(), content);
    EXPECT_THAT(
        shown(year_), AllOf(HasSubstr("wurde hier noch kein Geld geführt"), Not(HasSubstr("31.500"))));
}

TEST_P(YearMoney, the_report_compares_both_years)
{
    usual_money();
    close(year_);
    auto const next = year("2026");
    line(feast_, "2026", "planned=500");
    EXPECT_THAT(
        shown(next + "/bericht"),
        AllOf(
            HasSubstr("31.500,00"), HasSubstr("78.277,00"),
            HasSubstr("Maßnahmen, deren Geld sich geändert hat"), HasSubstr("77.777,00")));
    auto const page = shown(next + "/bericht");
    auto const table = page.substr(page.find("Maßnahmen, deren Geld"));
    EXPECT_THAT(table.substr(0, table.find("</table>")), AllOf(HasSubstr("Kurse"), Not(HasSubstr("Fest"))))
        << "the feast has the same";
}

TEST_P(YearMoney, a_measure_of_which_all_is_planned_gets_a_proposal_for_its_cost)
{
    usual_money();
    line(feast_, "2025", "spent=3"); // what is planned of it is not known
    auto const form = year_ + "/prioritaeten/bepunkten/massnahmen/1";
    EXPECT_THAT(
        shown(form),
        AllOf(
            HasSubstr("aus dem Geld, das 2025 für die Maßnahme geplant ist"), Not(HasSubstr("31.000,00")),
            Not(HasSubstr("500,00"))))
        << "what is taken over is read by those, too, who see no money";
    auto const page = shown(form + "?vorschlaege=ja");
    auto const key = "cost-m" + number_of(courses_);
    auto const field = page.substr(page.find("name=\"" + key + '"'));
    EXPECT_THAT(field.substr(0, field.find("</select>")), HasSubstr("value=\"3\" selected"))
        << "more than 10.000 €, at most 50.000 €";
    auto const feast = page.substr(page.find("name=\"cost-m" + number_of(feast_) + '"'));
    EXPECT_THAT(feast.substr(0, feast.find("</select>")), Not(HasSubstr("value=\"5\" selected")));
}

// Whatever happens later to money, goals and measures: the closed year says the same, and its chain holds.
TEST_P(YearMoney, property_of_a_closed_year_never_changes)
{
    usual_money();
    auto const application = applied("Zweiter");
    line(feast_, "2025", "planned=9&hangs_on=a" + number_of(application), "state");
    auto const goal = goals::GoalId{std::stoll(this->goal("Sprache"))};
    close(year_);
    auto const next = year("2026");
    close(next);
    auto const frozen = closed(year_);
    auto const frozen_next = closed(next);
    EXPECT_THAT(frozen.content, AllOf(HasSubstr("3000000"), HasSubstr("\"is_at_risk\":true")))
        << "what is changed below stands in it";
    auto const main_of = [](std::string const& text) {
        auto const begin = text.find("<main");
        return text.substr(begin, text.find("</main>") - begin);
    };
    static_cast<void>(state_of(year_));
    auto const page = main_of(state_of(year_));
    std::mt19937 random(20261231);
    for (int round = 0; round < 48; ++round) {
        auto const number = std::to_string(random() % 100'000);
        auto const word = "Wort" + std::to_string(random());
        switch (random() % 8) {
        case 0:
            line(random() % 2 == 0 ? courses_ : feast_, "2025", "planned=" + number + "&spent=" + number);
            break;
        case 1:
            connection().execute("UPDATE budget_lines SET spent = ?", std::stoll(number));
            break;
        case 2:
            connection().execute("UPDATE budget_lines SET planned = NULL, source = 'federal'");
            break;
        case 3:
            connection().execute(
                "UPDATE funding_applications SET state = ?, title = ?",
                std::string(random() % 2 == 0 ? "granted" : "drafted"), word);
            break;
        case 4:
            connection().execute("UPDATE measures SET title = ?", word);
            break;
        case 5:
            static_cast<void>(work([&](Work& work) {
                auto const version = goals::load_goal(work.db(), work.tenant(), goal)->version;
                return goals::save_goal(work, {goal, version}, wanted_by({}, word));
            }));
            break;
        case 6:
            connection().execute("UPDATE priority_weights SET need = ?", std::int64_t{5});
            break;
        default:
            connection().execute("DELETE FROM budget_lines WHERE id = (SELECT MAX(id) FROM budget_lines)");
        }
        ASSERT_EQ(closed(year_).content, frozen.content) << "round " << round;
        ASSERT_EQ(crypto::sha256_hex(closed(year_).content), frozen.hash) << "round " << round;
        ASSERT_EQ(closed(next).content, frozen_next.content) << "round " << round;
    }
    EXPECT_EQ(closed(next).state()->previous_hash, frozen.hash);
    EXPECT_THAT(steering::verify_closed_years(connection(), tenant_).broken, IsEmpty());
    EXPECT_EQ(steering::verify_closed_years(connection(), tenant_).checked, 2U);
    EXPECT_EQ(main_of(state_of(year_)), page);
}

// ── Life lines

class YearLife : public YearMoney {
protected:
    static std::string line_on(Browser& browser, std::string const& page)
    {
        std::string const text(browser.get(page).body_text());
        auto const begin = text.find("id=\"lebenslinie\"");
        EXPECT_NE(begin, std::string::npos) << page;
        return begin == std::string::npos ? std::string{}
                                          : text.substr(begin, text.find("</section>", begin) - begin);
    }
    void score()
    {
        auto const key = "-m" + number_of(courses_);
        EXPECT_EQ(
            office_
                ->post(
                    year_ + "/prioritaeten/bepunkten/massnahmen/1",
                    "zeile=m" + number_of(courses_) + "&version" + key + "=0&need" + key + "=5&influence"
                        + key + "=4&cost" + key + "=3&resolution" + key + "=2")
                .status(),
            http::Status::see_other);
        auto const priority = year_ + "/prioritaeten/"
            + std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM priorities"));
        EXPECT_EQ(
            office_
                ->post(
                    priority + "/bearbeiten",
                    "fassung=1&grundlage=1&need=5&influence=4&cost=3&resolution=2&reason=&source=&rank=2"
                    "&rank_reason=Erst+das+Fest")
                .status(),
            http::Status::see_other);
    }
};
KOMMIN_ON_BOTH_ENGINES(YearLife);

TEST_P(YearLife, of_a_measure_tells_money_and_what_the_group_decided)
{
    usual_money();
    auto const application = "/verwaltung/antraege/"
        + std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM funding_applications"));
    connection().execute(
        "INSERT INTO funding_application_steps (tenant_id, application_id, state, day, reason, noted_by,"
        " noted_at) VALUES (?, ?, 'submitted', '2025-03-01', '', 'system', ?)",
        tenant_, std::stoll(number_of(application)), clock().now());
    connection().execute(
        "INSERT INTO funding_application_steps (tenant_id, application_id, state, day, reason, noted_by,"
        " noted_at) VALUES (?, ?, 'refused', '2025-06-01', 'Kein Geld', 'system', ?)",
        tenant_, std::stoll(number_of(application)), clock().now());
    score();
    EXPECT_EQ(
        office_
            ->post(
                year_ + "/bewertungen/neu/" + number_of(courses_) + "/selbst",
                "schluessel=e&evaluator=Jugendamt&day=30.12.2025&effect=4&effort=2&verdict=continue")
            .status(),
        http::Status::see_other);
    close(year_);
    auto const told = line_on(*office_, courses_);
    EXPECT_THAT(
        told,
        AllOf(
            HasSubstr("2025-03-01"), HasSubstr("Antrag „Landesmittel“: "), HasSubstr("2025-06-01"),
            HasSubstr("href=\"" + application + '"'), HasSubstr("Geld 2025 (Land): geplant"),
            HasSubstr("30.000,00"), HasSubstr("Geld 2026")));
    EXPECT_THAT(
        told,
        AllOf(
            HasSubstr("Priorität 2025: berechnet Rang 1 mit 40 von 50 Punkten"),
            HasSubstr("Die Steuerungsgruppe setzt es 2025 auf Rang 2: Erst das Fest"),
            HasSubstr("Bewertung 2025, Selbstsicht (Jugendamt): weiterführen"),
            HasSubstr("Steuerungsjahr 2025 abgeschlossen"), HasSubstr("href=\"" + year_ + "/stand\"")));
    EXPECT_LT(told.find("2025-03-01"), told.find("2025-06-01"));
    EXPECT_THAT(line_on(*office_, feast_), AllOf(Not(HasSubstr("Landesmittel")), Not(HasSubstr("Rang 2"))));
    auto reader = browser_of("reader");
    EXPECT_THAT(
        line_on(reader, courses_),
        AllOf(
            HasSubstr("Priorität 2025"), HasSubstr("Steuerungsjahr 2025 abgeschlossen"),
            Not(HasSubstr("Landesmittel")), Not(HasSubstr("Geld 2025"))));
}

TEST_P(YearLife, of_a_goal_tells_the_measures_that_serve_it_by_name)
{
    usual_money();
    score();
    auto const goal_number = goal("Sprache");
    connection().execute(
        "INSERT INTO measure_goals (tenant_id, measure_id, goal_id, position, weight) VALUES (?, ?, ?, 0, 1)",
        tenant_, std::stoll(number_of(courses_)), std::stoll(goal_number));
    EXPECT_THAT(
        line_on(*office_, "/verwaltung/ziele/" + goal_number),
        AllOf(
            HasSubstr("Kurse: Priorität 2025"), HasSubstr("Kurse: Geld 2025 (eigene Mittel)"),
            HasSubstr("Antrag „Landesmittel“")));
}

TEST_P(YearLife, tells_nobody_of_years_and_money_of_others)
{
    usual_money();
    score();
    auto const theirs
        = measure(*office_, "Dort", "&state=running&from=2025&to=2027&deadline_remark=keine&body=bergau");
    line(theirs, "2025", "planned=4711");
    auto town = browser_of("municipal_editor", bergau_);
    EXPECT_THAT(line_on(town, theirs), AllOf(HasSubstr("4.711,00"), Not(HasSubstr("Priorität"))));
    auto other = browser_of("municipal_editor", aalfeld_);
    EXPECT_EQ(other.get(theirs).status(), http::Status::not_found);
}

} // namespace
} // namespace kommin::app
