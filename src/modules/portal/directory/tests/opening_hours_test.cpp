#include "modules/portal/directory/opening_hours.hpp"

#include <gtest/gtest.h>

namespace kommin::portal {
namespace {

LocalTime at(std::string_view day, int hour, int minute = 0)
{
    return {*parse_date(day), TimeOfDay{hour * 60 + minute}};
}

WeeklyRule rule(int weekday, int from, int to)
{
    WeeklyRule rule;
    rule.weekday = weekday;
    rule.from = TimeOfDay::at(from);
    rule.to = TimeOfDay::at(to);
    return rule;
}

// Monday 9–12 and 13–16, Thursday 13–18, read in autumn 2026.
OpeningHours town_hall()
{
    OpeningHours hours;
    hours.weekly = {rule(1, 9, 12), rule(1, 13, 16), rule(4, 13, 18)};
    hours.as_of = PartialDate::parse("2026-09");
    return hours;
}

TEST(OpeningHours, says_open_and_until_when)
{
    auto const answer = open_at(town_hall(), at("2026-11-23", 9));
    EXPECT_EQ(answer.state, OpenState::open);
    EXPECT_EQ(answer.until->minutes, 12 * 60);
    EXPECT_EQ(answer.valid_until->time.minutes, 12 * 60);
}

TEST(OpeningHours, a_note_keeps_openings_apart_that_are_one_to_whoever_asks_until_when)
{
    OpeningHours hours;
    hours.weekly = {rule(1, 12, 14), rule(1, 8, 10), rule(1, 10, 12)};
    hours.weekly[1].note.source = hours.weekly[2].note.source = "ohne Termin";
    hours.as_of = PartialDate::parse("2026-09");
    auto const monday = *parse_date("2026-11-23");
    EXPECT_EQ(openings_on(hours, monday), (std::vector<Opening>{{TimeOfDay::at(8), TimeOfDay::at(14)}}));
    EXPECT_EQ(open_at(hours, at("2026-11-23", 9)).until->minutes, 14 * 60);
    auto const noted = noted_openings_on(hours, monday);
    ASSERT_EQ(noted.size(), 2U);
    EXPECT_EQ(noted[0].opening, (Opening{TimeOfDay::at(8), TimeOfDay::at(12)}));
    EXPECT_EQ(noted[0].note->source, "ohne Termin");
    EXPECT_EQ(noted[1].opening, (Opening{TimeOfDay::at(12), TimeOfDay::at(14)}));
    EXPECT_EQ(noted[1].note, nullptr);
}

TEST(OpeningHours, the_closing_minute_is_closed_and_names_the_next_opening)
{
    auto const noon = open_at(town_hall(), at("2026-11-23", 12));
    EXPECT_EQ(noon.state, OpenState::closed);
    EXPECT_EQ(noon.next->time.minutes, 13 * 60);
    EXPECT_EQ(to_iso(noon.next->date), "2026-11-23");

    auto const evening = open_at(town_hall(), at("2026-11-23", 16));
    EXPECT_EQ(to_iso(evening.next->date), "2026-11-26");
    EXPECT_EQ(to_iso(evening.valid_until->date), "2026-11-24") << "at midnight the wording changes";
}

TEST(OpeningHours, is_closed_on_public_holidays_unless_the_office_says_otherwise)
{
    auto hours = town_hall();
    auto const easter_monday = open_at(hours, at("2027-03-29", 10));
    EXPECT_EQ(easter_monday.state, OpenState::closed);
    EXPECT_EQ(easter_monday.holiday, "holiday.easter_monday"_msg);

    hours.exceptions = {{*parse_date("2027-03-29"), false, TimeOfDay{600}, TimeOfDay{660}, {}}};
    EXPECT_EQ(open_at(hours, at("2027-03-29", 10)).state, OpenState::open);
}

TEST(OpeningHours, a_dated_exception_replaces_the_day)
{
    auto hours = town_hall();
    hours.exceptions = {{*parse_date("2026-11-23"), true, {}, {}, {"Betriebsausflug", {}}}};
    auto const answer = open_at(hours, at("2026-11-23", 10));
    EXPECT_EQ(answer.state, OpenState::closed);
    EXPECT_FALSE(answer.holiday);
    EXPECT_EQ(to_iso(answer.next->date), "2026-11-26");
}

TEST(OpeningHours, old_unconfirmed_times_never_say_open)
{
    auto hours = town_hall();
    hours.as_of = PartialDate::parse("2019");
    EXPECT_EQ(open_at(hours, at("2026-11-23", 10)).state, OpenState::unconfirmed);
    hours.as_of.reset();
    EXPECT_EQ(open_at(hours, at("2026-11-23", 10)).state, OpenState::unconfirmed);
}

TEST(OpeningHours, a_confirmation_grows_old_like_everything_else)
{
    auto hours = town_hall();
    hours.as_of = PartialDate::parse("2009");
    hours.confirmed_on = *parse_date("2009-05-04");
    EXPECT_EQ(open_at(hours, at("2026-11-23", 10)).state, OpenState::unconfirmed);
    hours.confirmed_on = *parse_date("2026-01-15");
    EXPECT_EQ(open_at(hours, at("2026-11-23", 10)).state, OpenState::open) << "the newer of the two counts";
    hours.as_of = PartialDate::parse("2026-09");
    hours.confirmed_on = *parse_date("2009-05-04");
    EXPECT_EQ(open_at(hours, at("2026-11-23", 10)).state, OpenState::open);
    hours.as_of.reset();
    hours.confirmed_on = *parse_date("2026-01-15");
    EXPECT_EQ(open_at(hours, at("2026-11-23", 10)).state, OpenState::open);
}

TEST(OpeningHours, unsure_times_never_say_open)
{
    auto hours = town_hall();
    hours.is_unsure = true;
    EXPECT_EQ(open_at(hours, at("2026-11-23", 10)).state, OpenState::unconfirmed);
}

TEST(OpeningHours, stale_dates_that_do_not_exist_are_brought_back)
{
    auto hours = town_hall();
    hours.as_of = PartialDate::parse("2024-02-29");
    EXPECT_FALSE(are_stale(hours, *parse_date("2026-02-28")));
    EXPECT_FALSE(are_stale(hours, *parse_date("2026-03-01")));
    EXPECT_TRUE(are_stale(hours, *parse_date("2026-03-02")));
}

TEST(OpeningHours, without_times_it_says_what_is_known)
{
    OpeningHours hours;
    EXPECT_EQ(open_at(hours, at("2026-11-23", 10)).state, OpenState::unknown);
    hours.text = "nach Vereinbarung";
    EXPECT_EQ(open_at(hours, at("2026-11-23", 10)).state, OpenState::unconfirmed);
    hours.appointment_required = true;
    EXPECT_EQ(open_at(hours, at("2026-11-23", 10)).state, OpenState::appointment_only);
    hours.always_open = true;
    EXPECT_EQ(open_at(hours, at("2026-12-25", 3)).state, OpenState::always);
}

TEST(OpeningHours, touching_rules_are_one_opening_and_midnight_is_the_end)
{
    OpeningHours hours;
    hours.weekly = {rule(5, 20, 24), rule(5, 8, 12), rule(5, 12, 14)};
    hours.as_of = PartialDate::parse("2026");
    EXPECT_EQ(
        openings_on(hours, *parse_date("2026-11-27")),
        (std::vector<Opening>{{{480}, {840}, false}, {{1200}, {1440}, false}}));
    EXPECT_EQ(open_at(hours, at("2026-11-27", 23, 59)).state, OpenState::open);
    EXPECT_EQ(open_at(hours, at("2026-11-28", 0)).state, OpenState::closed);
}

TEST(OpeningHours, rules_hold_only_within_their_dates)
{
    auto hours = town_hall();
    hours.weekly[0].valid_to = parse_date("2026-11-22");
    auto const answer = open_at(hours, at("2026-11-23", 10));
    EXPECT_EQ(answer.state, OpenState::closed);
    EXPECT_EQ(answer.next->time.minutes, 13 * 60);
}

TEST(OpeningHours, nothing_opens_within_two_weeks)
{
    auto hours = town_hall();
    for (auto& weekly : hours.weekly)
        weekly.valid_from = parse_date("2027-06-01");
    auto const answer = open_at(hours, at("2026-11-23", 10));
    EXPECT_EQ(answer.state, OpenState::closed);
    EXPECT_FALSE(answer.next);
}

} // namespace
} // namespace kommin::portal
