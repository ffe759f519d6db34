#include "platform/chart/line_chart.hpp"
#include "platform/chart/stacked_bars.hpp"
#include "platform/chart/svg.hpp"
#include "platform/chart/time_bars.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <string>
#include <variant>
#include <vector>

namespace kommin::chart {
namespace {

using namespace std::chrono_literals;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

template<class Kind>
std::vector<Kind> all_of(Drawing const& drawing)
{
    std::vector<Kind> found;
    for (auto const& shape : drawing.shapes) {
        if (auto const* one = std::get_if<Kind>(&shape))
            found.push_back(*one);
    }
    return found;
}
std::vector<std::string> words_in(Drawing const& drawing)
{
    std::vector<std::string> words;
    for (auto const& one : all_of<Words>(drawing))
        words.push_back(one.text);
    return words;
}
template<class Kind>
std::vector<Kind> of_role(Drawing const& drawing, Role role)
{
    auto found = all_of<Kind>(drawing);
    std::erase_if(found, [&](Kind const& one) { return one.role != role; });
    return found;
}

LineChart trainings()
{
    return {
        .title = "Fortbildungen",
        .description = "10, dann 11",
        .actual = {{2008y / 12 / 31, Decimal::whole(10)}, {2009y / 12 / 31, Decimal::whole(11)}},
        .expected = {{2008y / 12 / 31, Decimal::whole(10)}, {2010y / 12 / 31, Decimal::whole(14)}},
        .target = Decimal::whole(14),
        .target_words = "Ziel 14",
        .value_words = [](Decimal value) { return value.to_text(); },
        .day_words = [](Date day) { return to_iso(day); }};
}

TEST(LineChart, goes_from_the_first_day_below_to_the_last_day_above)
{
    auto const drawing = draw(trainings());
    EXPECT_THAT(words_in(drawing), ElementsAre("10", "14", "Ziel 14", "2008-12-31", "2010-12-31"));
    EXPECT_THAT(
        of_role<Path>(drawing, Role::expected).at(0).spots, ElementsAre(Spot{60, 190}, Spot{600, 40}));
    auto const actual = of_role<Path>(drawing, Role::actual).at(0).spots;
    EXPECT_EQ(actual.at(0), (Spot{60, 190}));
    EXPECT_EQ(actual.at(1), (Spot{330, 152})) << "half of the days, a quarter of the way";
    EXPECT_THAT(of_role<Dot>(drawing, Role::point), SizeIs(2));
    EXPECT_EQ(of_role<Line>(drawing, Role::target).at(0).from.y, 40);
}

TEST(LineChart, has_room_for_a_value_beyond_the_target_and_a_day_beyond_the_deadline)
{
    auto chart = trainings();
    chart.actual.push_back({2012y / 12 / 30, Decimal::whole(18)});
    auto const drawing = draw(chart);
    EXPECT_EQ(of_role<Path>(drawing, Role::actual).at(0).spots.back(), (Spot{600, 40}));
    EXPECT_EQ(of_role<Line>(drawing, Role::target).at(0).from.y, 115) << "half way up";
}

TEST(LineChart, draws_what_is_to_be_kept_as_a_level_line)
{
    auto chart = trainings();
    chart.actual = {{2009y / 1 / 1, Decimal::whole(6)}};
    chart.expected = {{2009y / 1 / 1, Decimal::whole(6)}, {2010y / 1 / 1, Decimal::whole(6)}};
    chart.target = Decimal::whole(6);
    auto const spots = of_role<Path>(draw(chart), Role::expected).at(0).spots;
    EXPECT_EQ(spots.at(0).y, spots.at(1).y);
}

TEST(StackedBars, fill_the_width_by_one_scale_and_say_what_they_are)
{
    auto const drawing = draw(StackedBars{
        .title = "Lichter",
        .description = {},
        .rows
        = {{"Bildung",
            {{Role::good, 1, "auf Kurs"}, {Role::doubtful, 0, "gefährdet"}, {Role::bad, 3, "verfehlt"}}},
           {"Arbeit", {{Role::unknown, 2, "keine Daten"}}}}});
    auto const boxes = all_of<Box>(drawing);
    ASSERT_THAT(boxes, SizeIs(3)) << "nothing is drawn for none";
    EXPECT_EQ(boxes[0].width, 160);
    EXPECT_EQ(boxes[1].corner.x, 160);
    EXPECT_EQ(boxes[1].width, 480);
    EXPECT_EQ(boxes[2].width, 320) << "half as many, half as wide";
    EXPECT_GT(boxes[2].corner.y, boxes[0].corner.y);
    EXPECT_THAT(
        words_in(drawing), ElementsAre("Bildung", "1 auf Kurs", "3 verfehlt", "Arbeit", "2 keine Daten"));
}

// Whoever does not see colours, or prints them, reads the sign.
TEST(StackedBars, a_part_without_room_for_its_word_has_a_sign_that_is_told_below)
{
    auto const drawing = draw(StackedBars{
        .title = {},
        .description = {},
        .rows
        = {{"Bildung",
            {{Role::good, 80, "auf Kurs"},
             {Role::doubtful, 8, "gefährdet"},
             {Role::bad, 4, "verfehlt"},
             {Role::unknown, 1, "keine Daten"}}},
           {"Arbeit", {{Role::bad, 3, "verfehlt"}}}}});
    EXPECT_THAT(
        words_in(drawing),
        ElementsAre(
            "Bildung", "80 auf Kurs", "▲ 8", "■", "Arbeit", "■", "▲ gefährdet", "■ verfehlt",
            "○ keine Daten"));
    EXPECT_EQ(drawing.height, 2 * 52 + 20) << "one line below the two bars";
    for (auto const& one : all_of<Words>(drawing))
        EXPECT_LT(one.spot.y, drawing.height) << one.text;
}

TEST(StackedBars, parts_leave_no_gap_however_they_are_rounded)
{
    StackedBars chart{.title = {}, .description = {}, .rows = {{"Feld", {}}}};
    for (int i = 0; i < 7; ++i)
        chart.rows[0].parts.push_back({Role::good, 1, {}});
    std::int64_t at = 0;
    for (auto const& box : all_of<Box>(draw(chart))) {
        EXPECT_EQ(box.corner.x, at);
        at += box.width;
    }
    EXPECT_EQ(at, 640);
}

TimeBars years(std::vector<TimeRow> rows)
{
    return {
        .title = "Zeit",
        .description = {},
        .rows = std::move(rows),
        .first = 2009y,
        .last = 2010y,
        .today = 2009y / 7 / 2};
}

TEST(TimeBars, a_bar_lies_in_its_years_and_is_cut_at_their_edge)
{
    auto const drawing = draw(years(
        {{.label = "Bildung", .is_heading = true},
         {.label = "zwei Jahre", .from = 2009y / 1 / 1, .until = 2010y / 12 / 31},
         {.label = "seit langem", .from = 2001y / 1 / 1, .until = 2009y / 12 / 31}}));
    auto const bars = of_role<Box>(drawing, Role::planned);
    ASSERT_THAT(bars, SizeIs(2));
    EXPECT_EQ(bars[0].corner.x, 280);
    EXPECT_EQ(bars[0].width, 680);
    EXPECT_EQ(bars[1].corner.x, 280);
    EXPECT_EQ(bars[1].width, 340);
    EXPECT_THAT(of_role<Line>(drawing, Role::axis), SizeIs(2)) << "one for each year";
    EXPECT_EQ(of_role<Line>(drawing, Role::now).at(0).from.x, 450);
}

TEST(TimeBars, what_nobody_knows_is_vague)
{
    auto const drawing = draw(years(
        {{.label = "ohne Ende", .from = 2010y / 1 / 1},
         {.label = "ohne Anfang", .until = 2009y / 12 / 31},
         {.label = "jedes Jahr", .from = 2010y / 1 / 1, .goes_on = true},
         {.label = "ohne Tage"}}));
    auto const vague = of_role<Box>(drawing, Role::vague);
    ASSERT_THAT(vague, SizeIs(2));
    EXPECT_EQ(vague[0].corner.x, 620);
    EXPECT_EQ(vague[1].corner.x, 280);
    EXPECT_THAT(of_role<Box>(drawing, Role::planned), SizeIs(1)) << "for ever is known";
}

TEST(TimeBars, a_day_that_is_partly_known_is_a_line_over_all_that_it_can_mean)
{
    auto const drawing = draw(years(
        {{.label = "Fristen",
          .marks
          = {{Role::deadline, *PartialDate::parse("2010")},
             {Role::due, *PartialDate::parse("2010-06-01")},
             {Role::done, *PartialDate::parse("2024-06-01")}}}}));
    auto const lines = of_role<Line>(drawing, Role::deadline);
    ASSERT_THAT(lines, SizeIs(1));
    EXPECT_EQ(lines[0].from.x, 620);
    EXPECT_EQ(lines[0].to.x, 959);
    EXPECT_THAT(of_role<Box>(drawing, Role::deadline), SizeIs(1));
    EXPECT_THAT(of_role<Line>(drawing, Role::due), IsEmpty()) << "a whole day is a dot";
    EXPECT_THAT(of_role<Dot>(drawing, Role::due), SizeIs(1));
    EXPECT_THAT(of_role<Dot>(drawing, Role::done), IsEmpty()) << "outside the years";
}

TEST(TimeBars, a_long_label_is_cut_between_letters)
{
    std::string const label = "Qualifizierungsangebote für Kindergärten und Grundschulen";
    auto const words = words_in(draw(years({{.label = label}})));
    EXPECT_THAT(words, ::testing::Contains("Qualifizierungsangebote für Kindergärten…"));
}

TEST(Svg, says_what_it_shows_and_escapes_what_people_wrote)
{
    html::Writer w;
    write_svg(
        w, "Verlauf", "k1",
        {.width = 10,
         .height = 5,
         .title = "Kurse <b>",
         .description = "1 & 2",
         .shapes = {Words{.spot = {1, 2}, .text = "A<B", .anchor = Anchor::end, .is_aside = true}}});
    EXPECT_THAT(
        w.text(),
        AllOf(
            HasSubstr(R"(viewBox="0 0 10 5" role="img" aria-labelledby="k1-titel k1-text")"),
            HasSubstr("<title id=\"k1-titel\">Kurse &lt;b&gt;</title>"), HasSubstr("1 &amp; 2"),
            HasSubstr(R"(<text class="m" x="1" y="2" text-anchor="end">A&lt;B</text>)"),
            Not(HasSubstr("<b>"))));
}

} // namespace
} // namespace kommin::chart
