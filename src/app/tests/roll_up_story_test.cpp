// How far goals have come, wherever many of them are looked at: in the list of goals and its file, by field
// of action, in the matrix. What nobody knows is no zero (docs/adr/0090, 0096). And the line of time as a
// file.

#include "app/tests/steering_story.hpp"

#include <optional>
#include <string>
#include <utility>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class RollUp : public SteeringStory {
protected:
    void SetUp() override
    {
        SteeringStory::SetUp();
        go_to(june);
        top_ = goal("Sprache");
        below_ = goal("Kurse am Abend");
        connection().execute(
            "UPDATE goals SET parent_id = ?, kind = 'operational' WHERE id = ?", std::stoll(top_),
            std::stoll(below_));
        of_town_ = goal("Sprache in Aalfeld", aalfeld_, top_);
        goal("Ohne alles");
        // From 10 to 14: 12 is half of the way.
        auto const known = measure("Fortbildungen", field_);
        reported(*office_, figure(known), "12", "15.06.2027");
        serves(known, top_);
        auto const silent = measure("Elterndiplom", field_);
        figure(silent);
        serves(silent, top_);
        serves(measure("Abendkurs", field_), below_);
        town_s_ = measure("Stadtkurs", field_, aalfeld_);
        office_.emplace(browser_of("municipal_editor", aalfeld_));
        reported(*office_, figure(town_s_), "10", "15.06.2027");
        office_.emplace(browser_of("conference_office"));
        serves(town_s_, of_town_);
    }
    void serves(std::string const& measure, std::string const& goal)
    {
        connection().execute(
            "INSERT INTO measure_goals (tenant_id, measure_id, goal_id, weight, position)"
            " VALUES (?, ?, ?, 1, 0)",
            tenant_, std::stoll(number_of(measure)), std::stoll(goal));
    }
    static std::string read(Browser& reader, std::string const& path)
    {
        return std::string(reader.get("/verwaltung/" + path).body_text());
    }
    // The row of a table that names this.
    static std::string row_of(std::string const& page, std::string const& title)
    {
        auto const at = page.find('>' + title + '<');
        if (at == std::string::npos)
            return {};
        auto const begin = page.rfind("<tr>", at);
        return page.substr(begin, page.find("</tr>", at) - begin);
    }
    static std::string line_of(std::string const& file, std::string const& title)
    {
        auto const at = file.find(title);
        auto const begin = file.rfind('\n', at) + 1;
        return at == std::string::npos ? std::string{} : file.substr(begin, file.find('\n', at) - begin);
    }

    std::string top_, below_, of_town_, town_s_;
};
KOMMIN_ON_BOTH_ENGINES(RollUp);

TEST_P(RollUp, the_list_of_goals_says_how_much_of_it_is_known)
{
    auto const list = read(*office_, "ziele");
    EXPECT_THAT(row_of(list, "Sprache"), HasSubstr("50 % (Daten zu 1 von 3)"))
        << "two measures and a goal below; what is not known does not pull it down";
    EXPECT_THAT(row_of(list, "Kurse am Abend"), HasSubstr("keine Daten (zu 0 von 1)"));
    EXPECT_THAT(row_of(list, "Sprache in Aalfeld"), HasSubstr("0 % (Daten zu 1 von 1)"))
        << "that is known, and a zero";
    EXPECT_THAT(
        row_of(list, "Ohne alles"),
        AllOf(HasSubstr("data-l=\"Fortschritt\">–</td>"), Not(HasSubstr("Daten"))));
    EXPECT_THAT(
        read(*office_, "ziele/" + top_),
        HasSubstr("Geschafft sind 50 % des Weges; Daten gibt es zu 1 von 3 Maßnahmen und Zielen darunter."))
        << "the same on its page";
    connection().execute("UPDATE measures SET state = 'dropped' WHERE title = 'Elterndiplom'");
    EXPECT_THAT(row_of(read(*office_, "ziele"), "Sprache"), HasSubstr("50 % (Daten zu 1 von 2)"));
}

TEST_P(RollUp, the_file_of_goals_has_it_in_columns)
{
    auto const file = file_of(office_->get("/verwaltung/ziele/liste.csv"));
    EXPECT_THAT(
        file,
        AllOf(
            HasSubstr("Fortschritt in %"), HasSubstr("Teile mit Daten"),
            HasSubstr("Teile: Maßnahmen und Ziele darunter")));
    EXPECT_THAT(line_of(file, ";Sprache;"), HasSubstr(";50;1;3;"));
    EXPECT_THAT(line_of(file, ";Kurse am Abend;"), HasSubstr(";;0;1;")) << "an empty cell and no zero";
    EXPECT_EQ(office_->get("/verwaltung/ziele/liste.xlsx").status(), http::Status::ok);
}

TEST_P(RollUp, a_field_of_action_has_the_mean_of_its_measures)
{
    EXPECT_THAT(overview(), HasSubstr("Fortschritt: 25 % (Daten zu 2 von 4)"))
        << "half of the way and none of it; two of which nothing is known";
    EXPECT_THAT(overview("?gemeinde=musterau"), Not(HasSubstr("25 %")));
    EXPECT_THAT(overview(), HasSubstr("Was nicht bekannt ist, zählt nicht als null"));
}

TEST_P(RollUp, the_matrix_has_a_column_of_the_kreis_and_lights)
{
    auto const district = connection().load<std::string>("SELECT name FROM tenants WHERE id = ?", tenant_);
    EXPECT_THAT(
        row_of(read(*office_, "steuerung/abgleich"), "Sprache"),
        AllOf(
            HasSubstr("<td data-l=\"" + district + "\">50 % (Daten zu 1 von 3)"), HasSubstr("auf Kurs: 1"),
            HasSubstr("keine Daten: 1"), HasSubstr("Sprache in Aalfeld"),
            HasSubstr("0 % (Daten zu 1 von 1)")));
    serves(town_s_, top_);
    auto const row = row_of(read(*office_, "steuerung/abgleich"), "Sprache");
    EXPECT_THAT(
        row,
        AllOf(HasSubstr("25 % (Daten zu 2 von 4)"), HasSubstr("Maßnahme: Stadtkurs"), HasSubstr("verfehlt<")))
        << "what a municipality does counts, with its own light";
    EXPECT_THAT(row, Not(HasSubstr("verfehlt: 1"))) << "which is none of the Kreis";
    auto const file = file_of(office_->get("/verwaltung/steuerung/abgleich/liste.csv"));
    EXPECT_THAT(
        file,
        AllOf(
            HasSubstr("Sprache;" + district + ";"),
            HasSubstr("25 % (Daten zu 2 von 4); auf Kurs: 1; keine Daten: 1"),
            HasSubstr("Sprache in Aalfeld – 0 % (Daten zu 1 von 1); Maßnahme: Stadtkurs – verfehlt")));
}

TEST_P(RollUp, of_others_the_matrix_tells_neither_progress_nor_lights)
{
    connection().execute(
        "INSERT INTO resolutions (tenant_id, resolved_by, kind, result, paper, link, wording, is_uncertain,"
        " remark, source, list_text, mark, changed_at)"
        " VALUES (?, 'Kreistag', 'adoption', 'unanimous', '', '', '', ?, '', '', '', 'r', ?)",
        tenant_, false, clock().now());
    connection().execute(
        "INSERT INTO resolution_goals (tenant_id, resolution_id, goal_id, goal_version)"
        " VALUES (?, (SELECT MAX(id) FROM resolutions), ?, 1)",
        tenant_, std::stoll(top_));
    auto town = browser_of("municipal_editor", aalfeld_);
    auto const district = connection().load<std::string>("SELECT name FROM tenants WHERE id = ?", tenant_);
    auto const page = read(town, "steuerung/abgleich");
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr(">Sprache<"), HasSubstr("0 % (Daten zu 1 von 1)"), Not(HasSubstr("50 %")),
            Not(HasSubstr("auf Kurs: ")), Not(HasSubstr("data-l=\"" + district + '"'))));
    auto neighbour = browser_of("municipal_editor", bergau_);
    EXPECT_THAT(
        read(neighbour, "steuerung/abgleich"),
        AllOf(HasSubstr("<li>ein Ziel</li>"), Not(HasSubstr("Daten zu 1 von 1"))));
    EXPECT_THAT(
        file_of(neighbour.get("/verwaltung/steuerung/abgleich/liste.csv")),
        AllOf(HasSubstr("ein Ziel"), Not(HasSubstr("Daten zu"))));
}

TEST_P(RollUp, the_line_of_time_is_a_file_with_its_milestones)
{
    auto const one = measure("Rucksack", field_);
    for (auto const& [title, due] :
         {std::pair<std::string, std::string>("Konzept", "2027-04"), {"Start", "2027-09-01"}})
        connection().execute(
            "INSERT INTO milestones (tenant_id, measure_id, position, title, due, done_on, remark)"
            " VALUES (?, ?, 1, ?, ?, ?, '')",
            tenant_, std::stoll(number_of(one)), title, due,
            title == "Konzept" ? std::optional<std::string>("2027-04-30") : std::nullopt);
    EXPECT_THAT(
        read(*office_, "steuerung/zeitleiste?gemeinde=aalfeld&jahr=2027"),
        AllOf(
            HasSubstr("/steuerung/zeitleiste/liste.csv?jahr=2027&amp;gemeinde=aalfeld"),
            HasSubstr("/steuerung/zeitleiste/liste.xlsx?jahr=2027&amp;gemeinde=aalfeld")));
    auto const file = file_of(office_->get("/verwaltung/steuerung/zeitleiste/liste.csv"));
    EXPECT_THAT(
        line_of(file, ";Konzept;"),
        AllOf(HasSubstr("Rucksack;"), HasSubstr(";2027;2028;"), HasSubstr(";Konzept;2027-04;2027-04-30")));
    EXPECT_THAT(line_of(file, ";Start;"), AllOf(HasSubstr("Rucksack;"), HasSubstr(";Start;2027-09-01;")));
    EXPECT_THAT(line_of(file, "Fortbildungen"), HasSubstr(";auf Kurs;"))
        << "without a milestone it has a line, too";
    EXPECT_THAT(
        file_of(office_->get("/verwaltung/steuerung/zeitleiste/liste.csv?gemeinde=bergau")),
        AllOf(HasSubstr("Rucksack"), Not(HasSubstr("Stadtkurs"))))
        << "as the page is narrowed";
    auto town = browser_of("municipal_editor", aalfeld_);
    EXPECT_THAT(
        file_of(town.get("/verwaltung/steuerung/zeitleiste/liste.csv")),
        AllOf(HasSubstr("Stadtkurs"), Not(HasSubstr("Rucksack"))));
    EXPECT_EQ(office_->get("/verwaltung/steuerung/zeitleiste/liste.xlsx").status(), http::Status::ok);
}

} // namespace
} // namespace kommin::app
