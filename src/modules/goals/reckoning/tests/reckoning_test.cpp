#include "modules/goals/reckoning/light.hpp"

#include <algorithm>
#include <random>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

namespace kommin::goals {
namespace {

using namespace std::chrono_literals;

Decimal value(std::string_view text)
{
    return *Decimal::parse(text);
}

// Fortbildungen of the report of 2008: from 10 to 14, until the end of the planned years.
PlannedWay trainings()
{
    return {
        .from = 2008y / 12 / 31,
        .baseline = value("10"),
        .target = value("14"),
        .until = 2010y / 12 / 31,
        .rule = ExpectationRule::linear,
        .steps = {}};
}

// What is expected that day, to one decimal as pages show it.
std::string expected(PlannedWay const& way, Date day)
{
    auto const exact = expected_on(way, day);
    return exact ? Decimal{scale(exact->scaled, 10, Decimal::one) * Decimal::one / 10}.to_typed() : "nothing";
}

Judged judged(PlannedWay const& way, Reading reading, Date today, Aim aim = Aim::at_least)
{
    return judge({}, aim, way, reading, today);
}

TEST(Expectation, grows_by_the_same_each_day)
{
    EXPECT_EQ(expected(trainings(), 2008y / 12 / 31), "10");
    EXPECT_EQ(expected(trainings(), 2009y / 3 / 31), "10,5");
    EXPECT_EQ(expected(trainings(), 2009y / 6 / 15), "10,9");
    EXPECT_EQ(expected(trainings(), 2010y / 12 / 31), "14");
    EXPECT_EQ(expected(trainings(), 2015y / 1 / 1), "14");
    EXPECT_EQ(expected(trainings(), 2001y / 1 / 1), "10");
}

TEST(Expectation, stands_still_between_agreed_days)
{
    auto way = trainings();
    way.rule = ExpectationRule::stepwise;
    way.steps = {{2009y / 9 / 1, value("12")}, {2010y / 9 / 1, value("13")}};
    EXPECT_EQ(expected(way, 2009y / 8 / 31), "10");
    EXPECT_EQ(expected(way, 2009y / 9 / 1), "12");
    EXPECT_EQ(expected(way, 2010y / 8 / 31), "12");
    EXPECT_EQ(expected(way, 2010y / 12 / 30), "13");
    EXPECT_EQ(expected(way, 2010y / 12 / 31), "14");
}

TEST(Expectation, is_none_without_a_deadline)
{
    auto way = trainings();
    way.until = {};
    EXPECT_EQ(expected(way, 2009y / 6 / 15), "nothing");
}

TEST(Light, compares_with_what_was_expected_on_the_day_of_the_report)
{
    auto const today = 2009y / 6 / 16;
    auto const light = [&](std::string_view reported) {
        return judged(trainings(), {2009y / 6 / 15, value(reported)}, today);
    };
    EXPECT_EQ(light("11").light, Light::on_track); // 1 of 0.91
    EXPECT_EQ(light("10,82").light, Light::on_track); // nine tenths of 0.9096 and more
    EXPECT_EQ(light("10,81").light, Light::at_risk);
    EXPECT_EQ(light("10,46").light, Light::at_risk);
    EXPECT_EQ(light("10,45").light, Light::missed); // less than half
    EXPECT_EQ(light("9").light, Light::missed);
    EXPECT_EQ(light("14").light, Light::reached);
    EXPECT_EQ(light("11").progress, Progress{250'000});
    EXPECT_EQ(light("9").progress, Progress{0});
    EXPECT_EQ(light("11").expected, expected_on(trainings(), 2009y / 6 / 15));
    EXPECT_EQ(light("10").reason, LightReason::far_behind);
}

TEST(Light, does_not_turn_while_a_report_is_recent)
{
    Reading const reading{2009y / 6 / 15, value("11")};
    EXPECT_EQ(judged(trainings(), reading, 2009y / 6 / 15).light, Light::on_track);
    EXPECT_EQ(judged(trainings(), reading, 2010y / 1 / 15).light, Light::on_track); // six months and 31 days
    auto const late = judged(trainings(), reading, 2010y / 1 / 16);
    EXPECT_EQ(late.light, Light::no_data);
    EXPECT_EQ(late.reason, LightReason::outdated);
    EXPECT_EQ(late.progress, Progress{250'000}); // what was reported stays known
}

TEST(Light, months_of_other_lengths_are_no_trap)
{
    LightRule const monthly{.reports_every = std::chrono::months{1}, .grace = std::chrono::days{0}};
    Reading const reading{2009y / 1 / 31, value("10,3")};
    EXPECT_EQ(judge(monthly, Aim::at_least, trainings(), reading, 2009y / 2 / 28).light, Light::on_track);
    EXPECT_EQ(judge(monthly, Aim::at_least, trainings(), reading, 2009y / 3 / 1).light, Light::no_data);
}

TEST(Light, without_a_report_is_none_and_no_progress)
{
    auto const none = judge({}, Aim::at_least, trainings(), {}, 2012y / 1 / 1);
    EXPECT_EQ(none.light, Light::no_data);
    EXPECT_EQ(none.reason, LightReason::not_reported);
    EXPECT_FALSE(none.progress);
}

TEST(Light, only_the_target_counts_once_the_deadline_is_over)
{
    // Reported before the deadline: a last report may still come.
    Reading const before{2010y / 12 / 1, value("13,8")};
    EXPECT_EQ(judged(trainings(), before, 2010y / 12 / 31).light, Light::on_track);
    EXPECT_EQ(judged(trainings(), before, 2011y / 1 / 31).light, Light::on_track);
    EXPECT_EQ(judged(trainings(), before, 2011y / 2 / 1).light, Light::missed);
    EXPECT_EQ(judged(trainings(), before, 2011y / 2 / 1).reason, LightReason::deadline_over);
    // Of the day itself: nothing more will come.
    EXPECT_EQ(judged(trainings(), {2010y / 12 / 31, value("13,9")}, 2010y / 12 / 31).light, Light::missed);
    EXPECT_EQ(judged(trainings(), {2010y / 12 / 31, value("14")}, 2014y / 1 / 1).light, Light::reached);
}

TEST(Light, without_a_deadline_says_only_that_a_target_is_met)
{
    auto way = trainings();
    way.until = {};
    auto const open = judged(way, {2009y / 6 / 15, value("13")}, 2009y / 6 / 16);
    EXPECT_EQ(open.light, Light::no_data);
    EXPECT_EQ(open.reason, LightReason::no_deadline);
    EXPECT_EQ(open.progress, Progress{750'000});
    EXPECT_EQ(judged(way, {2009y / 6 / 15, value("14")}, 2009y / 6 / 16).light, Light::reached);
}

TEST(Light, knows_targets_that_are_less_than_there_was)
{
    PlannedWay const way{
        .from = 2008y / 1 / 1, .baseline = value("27"), .target = value("17"), .until = 2010y / 1 / 1};
    auto const today = 2009y / 1 / 2;
    EXPECT_EQ(judged(way, {2009y / 1 / 1, value("21,5")}, today, Aim::at_most).light, Light::on_track);
    EXPECT_EQ(judged(way, {2009y / 1 / 1, value("24")}, today, Aim::at_most).light, Light::at_risk);
    EXPECT_EQ(judged(way, {2009y / 1 / 1, value("28")}, today, Aim::at_most).light, Light::missed);
    EXPECT_EQ(judged(way, {2009y / 1 / 1, value("16")}, today, Aim::at_most).light, Light::reached);
    EXPECT_EQ(judged(way, {2009y / 1 / 1, value("22")}, today, Aim::at_most).progress, Progress{500'000});
}

TEST(Light, a_target_that_keeps_what_there_is_is_reached_at_its_end)
{
    PlannedWay const way{
        .from = 2009y / 1 / 1, .baseline = value("6"), .target = value("6"), .until = 2009y / 12 / 31};
    EXPECT_EQ(judged(way, {2009y / 6 / 1, value("6")}, 2009y / 6 / 2).light, Light::on_track);
    EXPECT_EQ(judged(way, {2009y / 6 / 1, value("5")}, 2009y / 6 / 2).light, Light::missed);
    EXPECT_EQ(judged(way, {2009y / 12 / 31, value("6")}, 2009y / 12 / 31).light, Light::reached);
    EXPECT_EQ(judged(way, {2009y / 12 / 31, value("6")}, 2010y / 1 / 1).light, Light::reached);
    EXPECT_EQ(judged(way, {2009y / 12 / 31, value("5")}, 2010y / 1 / 1).light, Light::missed);
}

TEST(Light, silence_does_not_say_that_something_was_kept)
{
    PlannedWay const way{
        .from = 2009y / 1 / 1, .baseline = value("6"), .target = value("6"), .until = 2009y / 12 / 31};
    Reading const old{2009y / 2 / 1, value("6")};
    EXPECT_EQ(judged(way, old, 2010y / 1 / 1).light, Light::no_data) << "eleven months old";
    EXPECT_EQ(judged(way, old, 2012y / 1 / 1).light, Light::no_data);
    EXPECT_EQ(judged(way, old, 2012y / 1 / 1).reason, LightReason::outdated);
    Reading const recent{2009y / 12 / 1, value("6")};
    EXPECT_EQ(judged(way, recent, 2010y / 1 / 31).light, Light::on_track) << "a last report may still come";
    EXPECT_EQ(judged(way, recent, 2010y / 2 / 1).light, Light::no_data);
    EXPECT_EQ(judged(way, {2009y / 12 / 1, value("5")}, 2010y / 2 / 1).light, Light::missed);
}

TEST(Light, more_is_never_worse)
{
    // Whatever is planned: a better value on the same day has no worse light and no less progress.
    std::mt19937_64 random(5);
    auto const any = [&random](std::int64_t from, std::int64_t to) {
        return std::uniform_int_distribution<std::int64_t>(from, to)(random);
    };
    for (int i = 0; i < 20'000; ++i) {
        auto const from = 2009y / 1 / 1 + std::chrono::days{any(0, 400)};
        auto const until = from + std::chrono::days{any(1, 900)};
        Decimal const baseline{any(-50'000, 500'000)};
        Decimal const target{any(-50'000, 500'000)};
        auto const aim = target >= baseline ? Aim::at_least : Aim::at_most;
        PlannedWay const way{.from = from, .baseline = baseline, .target = target, .until = until};
        auto const on = from + std::chrono::days{any(0, 1'000)};
        auto const today = on + std::chrono::days{any(0, 400)};
        Decimal const less{any(-100'000, 600'000)};
        Decimal const more{less.scaled + any(0, 100'000)};
        auto const& better = aim == Aim::at_least ? more : less;
        auto const& poorer = aim == Aim::at_least ? less : more;
        auto const good = judged(way, {on, better}, today, aim);
        auto const bad = judged(way, {on, poorer}, today, aim);
        ASSERT_EQ(worse(good.light, bad.light), bad.light) << i;
        ASSERT_GE(*good.progress, *bad.progress) << i;
    }
}

TEST(Progress, is_not_complete_before_it_is)
{
    EXPECT_EQ(progress_of(value("0"), value("1000000"), value("999999,9")), Progress{999'999});
    EXPECT_EQ(progress_of(value("0"), value("1000000"), value("999999,9"))->percent(), 99);
    EXPECT_EQ(progress_of(value("0"), value("20"), value("3")), Progress{150'000});
    EXPECT_EQ(progress_of(value("0"), value("20"), value("25")), Progress{Progress::whole});
    EXPECT_EQ(progress_of(value("10"), value("10"), value("10")), std::nullopt);
}

TEST(RollUp, is_a_weighted_mean_of_what_is_known)
{
    std::vector<Weighted> const parts{
        {.weight = 3, .progress = Progress{900'000}},
        {.weight = 1, .progress = Progress{100'000}},
        {.weight = 500, .progress = {}}, // not known: neither zero nor counted
    };
    EXPECT_EQ(roll_up(parts), (RolledUp{.progress = Progress{700'000}, .known = 2, .all = 3}));
    EXPECT_EQ(roll_up({}), (RolledUp{.progress = {}, .known = 0, .all = 0}));
    EXPECT_THROW(roll_up(std::vector<Weighted>{{.weight = 0, .progress = {}}}), std::invalid_argument);
}

TEST(RollUp, has_the_properties_of_a_mean)
{
    std::mt19937_64 random(2009);
    auto const any = [&random](std::int64_t from, std::int64_t to) {
        return std::uniform_int_distribution<std::int64_t>(from, to)(random);
    };
    for (int round = 0; round < 500; ++round) {
        std::vector<Weighted> parts(static_cast<std::size_t>(any(1, 60)));
        std::int64_t least = Progress::whole;
        std::int64_t most = 0;
        for (auto& part : parts) {
            part.weight = any(1, 100);
            if (any(0, 3) == 0)
                continue;
            part.progress = Progress{any(0, Progress::whole)};
            least = std::min(least, part.progress->millionths);
            most = std::max(most, part.progress->millionths);
        }
        auto const mean = roll_up(parts);
        if (mean.known == 0) {
            ASSERT_FALSE(mean.progress);
            continue;
        }
        ASSERT_GE(mean.progress->millionths, least);
        ASSERT_LE(mean.progress->millionths, most);

        auto changed = parts;
        std::ranges::shuffle(changed, random);
        ASSERT_EQ(roll_up(changed), mean); // in any order
        for (auto& part : changed)
            part.weight *= 10;
        ASSERT_EQ(roll_up(changed), mean); // weights are shares
        std::erase_if(changed, [](Weighted const& part) { return !part.progress; });
        ASSERT_EQ(roll_up(changed).progress, mean.progress); // what is missing weighs nothing
        changed.push_back({.weight = 7, .progress = Progress{Progress::whole}});
        ASSERT_GE(*roll_up(changed).progress, *mean.progress);
    }
}

} // namespace
} // namespace kommin::goals
