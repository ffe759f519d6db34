#include "platform/base/text.hpp"
#include "platform/csv/cell_values.hpp"
#include "platform/csv/named_columns.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

namespace kommin::csv {
namespace {

using Names = std::vector<std::string>;

TEST(NamedColumns, are_found_by_their_names_without_blanks)
{
    NamedColumns columns({" Titel ", "Ort", ""});
    EXPECT_EQ(columns.use("Titel"), 0U);
    EXPECT_EQ(columns.use("Ort"), 1U);
    EXPECT_EQ(columns.use("ort"), std::nullopt);
    EXPECT_EQ(columns.use(""), std::nullopt) << "a column without a name is none";
    EXPECT_EQ(columns.unused(), Names{});
}

TEST(NamedColumns, tell_what_is_there_twice_and_what_nobody_asked_for)
{
    NamedColumns columns({"Titel", "Farbe", "Titel", "Alter"});
    EXPECT_EQ(columns.use("Titel"), 0U);
    EXPECT_TRUE(columns.is_double("Titel"));
    EXPECT_FALSE(columns.is_double("Farbe"));
    EXPECT_EQ(columns.unused(), (Names{"Alter", "Farbe"}));
}

TEST(NamedColumns, are_alike_as_somebody_says)
{
    NamedColumns columns({"TITEL", "Ort"}, [](std::string_view name) { return ascii_lower(name); });
    EXPECT_EQ(columns.use("Titel"), 0U);
    EXPECT_EQ(columns.unused(), Names{"Ort"});
}

TEST(CellValues, stand_between_bars_or_on_lines)
{
    EXPECT_EQ(split_values(" Lünen | Unna "), (Names{"Lünen", "Unna"}));
    EXPECT_EQ(split_values("Lünen\nUnna||"), (Names{"Lünen", "Unna"}));
    EXPECT_EQ(split_values(""), Names{});
}

TEST(CellValues, read_back_as_they_were_written)
{
    for (auto const& values : std::vector<Names>{
             {"Lünen", "Unna"},
             {"Jugend | Familie", "Schule"},
             {R"(C:\Amt)", R"(Ende\)", R"(\|)", R"(a\\b)"},
             {"|"},
             {R"(\\)", "x"}})
        EXPECT_EQ(split_values(join_values(values)), values) << join_values(values);
    EXPECT_EQ(join_values(Names{R"(C:\Amt)", "b"}), R"(C:\Amt | b)");
}

}
} // namespace kommin::csv
