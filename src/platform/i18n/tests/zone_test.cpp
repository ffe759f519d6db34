#include "platform/i18n/collator.hpp"
#include "platform/i18n/zone.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace kommin::i18n {
namespace {

std::string local(std::string_view utc, Zone const& zone = Zone::berlin())
{
    LocalTime const at = zone.to_local(*parse_instant(utc));
    return to_iso(at.date) + ' ' + std::to_string(at.time.hour()) + ':' + std::to_string(at.time.minute());
}

std::string instant(std::string_view date, TimeOfDay time, Zone const& zone = Zone::berlin())
{
    return to_iso(zone.to_instant({*parse_date(date), time}));
}

TEST(TimeOfDay, reads_24_hour_times_strictly)
{
    EXPECT_EQ(TimeOfDay::parse("00:00")->minutes, 0);
    EXPECT_EQ(TimeOfDay::parse("09:05")->minutes, 545);
    EXPECT_EQ(TimeOfDay::parse("24:00")->minutes, 1440);
    for (std::string_view const text :
         {"", "9:05", "09.05", "24:01", "25:00", "12:60", "12:0x", "012:00", " 9:00"})
        EXPECT_FALSE(TimeOfDay::parse(text)) << text;
}

TEST(Weekday, counts_from_monday_as_iso_does)
{
    EXPECT_EQ(weekday_of(*parse_date("2027-04-17")), Weekday{6});
    EXPECT_EQ(Weekday{7}, Weekday{0});
    EXPECT_EQ(weekday_of(*parse_date("2026-11-22")).iso_encoding(), 7U);
}

TEST(Zone, knows_winter_and_summer)
{
    EXPECT_EQ(local("2027-01-15T11:00:00Z"), "2027-01-15 12:0");
    EXPECT_EQ(local("2027-07-15T22:30:59.999Z"), "2027-07-16 0:30");
    EXPECT_EQ(local("1969-12-31T22:59:59.999Z"), "1969-12-31 23:59");
    EXPECT_EQ(instant("2027-01-15", TimeOfDay::at(12)), "2027-01-15T11:00:00.000Z");
    EXPECT_EQ(instant("2027-07-15", TimeOfDay::at(24)), "2027-07-15T22:00:00.000Z");
}

TEST(Zone, moves_the_hour_on_that_the_change_to_summer_leaves_out)
{
    EXPECT_EQ(local("2027-03-28T00:59:00Z"), "2027-03-28 1:59");
    EXPECT_EQ(local("2027-03-28T01:00:00Z"), "2027-03-28 3:0");
    EXPECT_EQ(instant("2027-03-28", TimeOfDay::at(2, 30)), "2027-03-28T01:30:00.000Z");
    EXPECT_EQ(local(instant("2027-03-28", TimeOfDay::at(2, 30))), "2027-03-28 3:30");
    EXPECT_EQ(instant("2027-03-28", TimeOfDay::at(3)), "2027-03-28T01:00:00.000Z");
}

TEST(Zone, takes_the_earlier_of_two_when_the_hour_comes_twice)
{
    EXPECT_EQ(local("2027-10-31T00:30:00Z"), "2027-10-31 2:30");
    EXPECT_EQ(local("2027-10-31T01:30:00Z"), "2027-10-31 2:30");
    EXPECT_EQ(instant("2027-10-31", TimeOfDay::at(2, 30)), "2027-10-31T00:30:00.000Z");
    EXPECT_EQ(instant("2027-10-31", TimeOfDay::at(3)), "2027-10-31T02:00:00.000Z");
}

TEST(Zone, every_quarter_of_an_hour_of_a_year_survives_the_round_trip_but_the_repeated_ones)
{
    auto const& zone = Zone::berlin();
    auto at = *parse_instant("2027-01-01T00:00:00Z");
    int changed = 0;
    for (int i = 0; i < 365 * 96; ++i, at += std::chrono::minutes(15))
        changed += zone.to_instant(zone.to_local(at)) == at ? 0 : 1;
    EXPECT_EQ(changed, 4);
}

TEST(Zone, is_found_by_its_name_in_the_database)
{
    auto const kyiv = Zone::find("Europe/Kiev");
    ASSERT_TRUE(kyiv);
    EXPECT_EQ(local("2027-01-15T11:00:00Z", *kyiv), "2027-01-15 13:0");
    EXPECT_EQ(kyiv->id(), "Europe/Kiev");
    EXPECT_TRUE(Zone::find("UTC"));
    for (std::string_view const id : {"", "Europe/Unna", "GMT+3", "berlin", "Etc/Unknown"})
        EXPECT_FALSE(Zone::find(id)) << id;
}

std::vector<std::string> sorted(std::string_view tag, std::vector<std::string> names)
{
    auto const& collator = Collator::of(*Language::find(tag));
    std::ranges::sort(names, {}, [&](std::string const& name) { return collator.sort_key(name); });
    for (std::size_t i = 1; i < names.size(); ++i)
        EXPECT_FALSE(collator.is_before(names[i], names[i - 1]));
    return names;
}

TEST(Collator, sorts_as_readers_of_the_language_do)
{
    using Names = std::vector<std::string>;
    EXPECT_EQ(
        sorted("de", {"Zukunft", "Österreich", "Ofen", "oben", "Über", "Unna"}),
        (Names{"oben", "Ofen", "Österreich", "Über", "Unna", "Zukunft"}));
    EXPECT_EQ(
        sorted("tr", {"çay", "dere", "cam", "ışık", "ırmak", "ip", "hal"}),
        (Names{"cam", "çay", "dere", "hal", "ırmak", "ışık", "ip"}));
    EXPECT_EQ(sorted("de", {"Haus 10", "Haus 9"}), (Names{"Haus 9", "Haus 10"}));
    EXPECT_EQ(&Collator::of(*Language::find("de")), &Collator::of(Language::german()));
    EXPECT_EQ(Collator::of(Language::german()).sort_key(""), Collator::of(Language::german()).sort_key(""));
}

} // namespace
} // namespace kommin::i18n
