#include "modules/goals/tables/called.hpp"
#include "modules/goals/tables/goal_in_cell.hpp"
#include "modules/goals/tables/taken_table.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

namespace kommin::goals {
namespace {

constexpr std::array columns{
    TableColumn{"title", "goal.field.title"_msg}, TableColumn{"weight", "goal.field.weight"_msg},
    TableColumn{table_field::key, "table.field.key"_msg}};
constexpr std::array reckoned{"goal.column.percent"_msg};

SentTable read(std::string_view bytes)
{
    return read_sent_table(bytes, columns, reckoned);
}

TEST(SentTable, is_read_by_the_names_of_its_columns_in_both_languages)
{
    for (std::string_view const bytes : {"Gewicht;TITEL\n 2 ;Deutsch\n;\n", "weight,title\n2,Deutsch\n"}) {
        auto const table = read(bytes);
        ASSERT_EQ(table.rows.size(), 1U) << bytes;
        EXPECT_EQ(table.rows[0].line, 2U);
        EXPECT_EQ(table.rows[0].cell("title"), "Deutsch");
        EXPECT_EQ(table.rows[0].cell("weight"), "2");
        EXPECT_FALSE(table.has(table_field::key));
        EXPECT_EQ(table.rows[0].cell(table_field::key), "");
    }
}

TEST(SentTable, tells_which_columns_it_does_not_read)
{
    auto const table = read("Titel;Fortschritt in %;Farbe\nDeutsch;50;rot\n");
    EXPECT_EQ(table.reckoned, std::vector<std::string>{"Fortschritt in %"});
    EXPECT_EQ(table.unknown, std::vector<std::string>{"Farbe"});
}

TEST(SentTable, has_all_rows_of_excel_which_leaves_out_empty_cells_at_their_ends)
{
    std::string bytes = "Titel;Gewicht;Kennung\r\n";
    for (int line = 2; line <= 16; ++line)
        bytes += "Ziel " + std::to_string(line) + ";;\r\n";
    for (int line = 17; line <= 36; ++line)
        bytes += "Ziel " + std::to_string(line) + (line % 2 == 0 ? ";2\r\n" : "\r\n");
    auto const table = read(bytes);
    EXPECT_TRUE(table.problems.empty());
    ASSERT_EQ(table.rows.size(), 35U);
    EXPECT_EQ(table.rows.back().cell("title"), "Ziel 36");
    EXPECT_EQ(table.rows.back().cell("weight"), "2");
    EXPECT_EQ(table.rows.back().cell(table_field::key), "");
}

TEST(SentTable, has_problems_and_no_rows_where_it_is_none)
{
    for (std::string_view const bytes :
         {"", "PK\x03\x04", "Name\nDeutsch\n", "Titel\n", "Titel;Title\na;b\n", "Titel\n\"a\n",
          "Titel;Gewicht\na;1;2\n"}) {
        auto const table = read(bytes);
        EXPECT_FALSE(table.problems.empty()) << bytes;
        EXPECT_TRUE(table.rows.empty()) << bytes;
    }
}

TEST(SentTable, knows_words_in_both_languages_and_in_any_case)
{
    EXPECT_TRUE(is_same_word("Unsicher", "panel.uncertain"_msg));
    EXPECT_TRUE(is_same_word("uncertain", "panel.uncertain"_msg));
    EXPECT_FALSE(is_same_word("", "panel.uncertain"_msg));
    EXPECT_EQ(read_yes_no("", "panel.uncertain"_msg), false);
    EXPECT_EQ(read_yes_no("Nein", "panel.uncertain"_msg), false);
    EXPECT_EQ(read_yes_no("x", "panel.uncertain"_msg), true);
    EXPECT_EQ(read_yes_no("unsicher", "panel.uncertain"_msg), true);
    EXPECT_EQ(read_yes_no("WAHR", "panel.uncertain"_msg), true);
    EXPECT_EQ(read_yes_no("false", "panel.uncertain"_msg), false);
    for (auto const* neither : {"vielleicht", "?", "–", "…"})
        EXPECT_EQ(read_yes_no(neither, "panel.uncertain"_msg), std::nullopt) << neither;
}

TEST(TakenTable, has_another_fingerprint_where_somebody_sees_something_else)
{
    TakenTable one;
    one.rows.push_back({.line = 2, .title = "Deutsch", .outcome = RowOutcome::changed, .record = 7});
    one.rows[0].version = 3;
    one.rows[0].changes.push_back({"title", "a", "bc"});
    auto const seen = one.fingerprint();
    auto const differs = [&](auto const& change) {
        auto other = one;
        change(other.rows[0]);
        return other.fingerprint() != seen;
    };
    EXPECT_TRUE(differs([](TakenRow& row) { row.version = 4; }));
    EXPECT_TRUE(differs([](TakenRow& row) { row.record = 8; }));
    EXPECT_TRUE(differs([](TakenRow& row) { row.outcome = RowOutcome::same; }));
    EXPECT_TRUE(differs([](TakenRow& row) { row.changes[0] = {"title", "ab", "c"}; }));
    EXPECT_TRUE(differs([](TakenRow& row) { row.changes[0].means = "5"; })) << "by the same name";
    EXPECT_TRUE(differs([](TakenRow& row) { row.hint("title", "table.problem.ambiguous"_msg); }));
    EXPECT_FALSE(differs([](TakenRow&) { }));
}

TEST(Called, names_the_thing_by_the_first_way_that_finds_any)
{
    Called<int> called;
    called.add(0, "L 1 Sprache", 1);
    called.add(1, "Sprache", 1);
    called.add(1, "SPRACHE", 2);
    called.add(2, "L 1", 1);
    EXPECT_EQ(called.find("L 1"), std::vector{1});
    EXPECT_EQ(called.find("Sprache"), std::vector{1}) << "as it is written";
    EXPECT_EQ(called.find("sprache"), (std::vector{1, 2})) << "as it may be meant";
    EXPECT_EQ(called.find("Arbeit"), std::vector<int>{});
    EXPECT_EQ(called.find(""), std::vector<int>{});
}

TEST(GoalInCell, has_a_weight_behind_its_name)
{
    auto const read_as = [](std::string_view value) {
        auto const read = read_goal_in_cell(value);
        return read.name + '/' + read.weight;
    };
    EXPECT_EQ(read_as("L 1 Sprache × 3"), "L 1 Sprache/3");
    EXPECT_EQ(read_as("L 1 Sprache×3"), "L 1 Sprache/3");
    EXPECT_EQ(read_as("L 1 Sprache x 12"), "L 1 Sprache/12");
    EXPECT_EQ(read_as("Box 3"), "Box 3/1") << "a word may end in that letter";
    EXPECT_EQ(read_as("Sprache × viel"), "Sprache × viel/1");
    EXPECT_EQ(read_as(spelled_goal_in_cell("Sprache", 7)), "Sprache/7");
    EXPECT_EQ(spelled_goal_in_cell("Sprache", 1), "Sprache");
}

}
} // namespace kommin::goals
