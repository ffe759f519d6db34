// Who sees what on the pages that steer, and the matrix of goals and municipalities.

#include "app/tests/steering_story.hpp"

#include <cstdint>
#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class SteeringRights : public SteeringStory {
protected:
    void SetUp() override
    {
        SteeringStory::SetUp();
        go_to(june);
        of_kreis_ = measure("Kreiskurs", field_);
        of_aalfeld_ = measure("Aalkurs", field_, aalfeld_);
        of_bergau_ = measure("Bergkurs", field_, bergau_);
        language_ = goal("Sprache");
        hidden_ = goal("Entwurf des Kreises");
        // The Kreistag has adopted the first one.
        auto const resolution = connection().load<std::int64_t>(
            "INSERT INTO resolutions (tenant_id, resolved_by, day, kind, result, paper, link, wording,"
            " is_uncertain, remark, source, list_text, mark, changed_at)"
            " VALUES (?, 'Kreistag', '2026', 'adoption', 'unanimous', '', '', '', FALSE, '', '', '', 'x', ?)"
            " RETURNING id",
            tenant_, clock().now());
        connection().execute(
            "INSERT INTO resolution_goals (tenant_id, resolution_id, goal_id, goal_version)"
            " VALUES (?, ?, ?, 1)",
            tenant_, resolution, std::stoll(language_));
        goal("Sprache in Aalfeld", aalfeld_, language_);
        goal("Sprache in Bergau", bergau_, language_);
        connection().execute(
            "INSERT INTO measure_goals (tenant_id, measure_id, goal_id, position, weight)"
            " VALUES (?, ?, ?, 0, 1)",
            tenant_, std::stoll(number_of(of_bergau_)), std::stoll(language_));
    }
    static std::string matrix(Browser& browser)
    {
        return std::string(browser.get("/verwaltung/steuerung/abgleich").body_text());
    }

    std::string of_kreis_, of_aalfeld_, of_bergau_, language_, hidden_;
};
KOMMIN_ON_BOTH_ENGINES(SteeringRights);

TEST_P(SteeringRights, a_municipality_steers_its_own_and_sees_no_other)
{
    auto town = browser_of("municipal_editor", aalfeld_);
    for (std::string const path : {"/verwaltung/steuerung", "/verwaltung/steuerung/zeitleiste"}) {
        EXPECT_THAT(
            std::string(town.get(path).body_text()),
            AllOf(HasSubstr("Aalkurs"), Not(HasSubstr("Bergkurs")), Not(HasSubstr("Kreiskurs"))))
            << path;
        EXPECT_THAT(std::string(town.get(path + "?gemeinde=bergau").body_text()), Not(HasSubstr("Bergkurs")))
            << path;
    }
    auto department = browser_of("department_editor");
    EXPECT_THAT(
        std::string(department.get("/verwaltung/steuerung").body_text()),
        AllOf(HasSubstr("Kreiskurs"), HasSubstr("Aalkurs"), HasSubstr("Bergkurs")));
}

TEST_P(SteeringRights, whoever_sees_no_goals_finds_no_such_pages)
{
    auto translator = browser_of("translator");
    for (std::string const path :
         {"", "/zeitleiste", "/zeitleiste/liste.csv", "/zeitleiste/liste.xlsx", "/abgleich",
          "/abgleich/liste.csv", "/abgleich/liste.xlsx"})
        EXPECT_EQ(translator.get("/verwaltung/steuerung" + path).status(), http::Status::not_found) << path;
    EXPECT_EQ(office_->get("/verwaltung/steuerung").status(), http::Status::ok);
}

TEST_P(SteeringRights, of_others_the_matrix_tells_numbers)
{
    EXPECT_THAT(
        matrix(*office_),
        AllOf(
            HasSubstr(">Sprache<"), HasSubstr("Entwurf des Kreises"), HasSubstr("Sprache in Aalfeld"),
            HasSubstr("Sprache in Bergau"), HasSubstr("Maßnahme: Bergkurs"),
            HasSubstr("href=\"" + of_bergau_ + '"'), HasSubstr("2 Ziele des Kreises")));
    auto town = browser_of("municipal_editor", aalfeld_);
    EXPECT_THAT(
        matrix(town),
        AllOf(
            HasSubstr(">Sprache<"), HasSubstr("Sprache in Aalfeld"), HasSubstr("<li>ein Ziel</li>"),
            HasSubstr("<li>eine Maßnahme</li>"), HasSubstr("ein Ziel des Kreises")));
    EXPECT_THAT(
        matrix(town),
        AllOf(
            Not(HasSubstr("Entwurf des Kreises")), Not(HasSubstr("Sprache in Bergau")),
            Not(HasSubstr("Bergkurs")), Not(HasSubstr("/ziele/" + language_ + '"'))))
        << "of the Kreis the titles that were adopted, of a neighbour numbers";
}

TEST_P(SteeringRights, the_file_of_the_matrix_says_the_same)
{
    auto town = browser_of("municipal_editor", aalfeld_);
    auto const file = file_of(town.get("/verwaltung/steuerung/abgleich/liste.csv"));
    EXPECT_THAT(
        file,
        AllOf(
            HasSubstr("Sprache in Aalfeld"), HasSubstr("ein Ziel; eine Maßnahme"),
            Not(HasSubstr("Sprache in Bergau")), Not(HasSubstr("Bergkurs")), Not(HasSubstr("Entwurf"))));
    auto const all = file_of(office_->get("/verwaltung/steuerung/abgleich/liste.csv"));
    EXPECT_THAT(
        all, AllOf(HasSubstr("Sprache in Bergau; Maßnahme: Bergkurs"), HasSubstr("Entwurf des Kreises")));
}

TEST_P(SteeringRights, a_goal_that_has_ended_is_in_no_matrix)
{
    connection().execute("UPDATE goals SET valid_to = '2026' WHERE title = 'Sprache in Bergau'");
    EXPECT_THAT(
        matrix(*office_), AllOf(HasSubstr("Sprache in Aalfeld"), Not(HasSubstr("Sprache in Bergau"))));
    connection().execute("UPDATE goals SET valid_to = '2026' WHERE title = 'Sprache'");
    EXPECT_THAT(matrix(*office_), Not(HasSubstr("Sprache in Aalfeld")));
}

} // namespace
} // namespace kommin::app
