// What Outlook and Exchange say of the dates that they take, and which of it ours must keep. The sources are
// what Microsoft publishes of how they read iCalendar ([MS-OXCICAL]), and the standards to which that refers.

#include "platform/calendar/calendar.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::calendar {
namespace {

using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

// A line of a calendar without its folds: DTSTART;VALUE=DATE:20270112
struct ContentLine {
    std::string name; // "DTSTART"
    std::string parameters; // "VALUE=DATE"
    std::string value; // as it stands there
};
std::vector<ContentLine> lines_in(std::string text)
{
    for (auto fold = text.find("\r\n "); fold != std::string::npos; fold = text.find("\r\n "))
        text.erase(fold, 3);
    std::vector<ContentLine> lines;
    for (std::size_t begin = 0, end = 0; (end = text.find("\r\n", begin)) != std::string::npos;
         begin = end + 2) {
        auto const line = text.substr(begin, end - begin);
        bool is_quoted = false; // in which a colon is none
        auto const colon = std::ranges::find_if(line, [&](char c) {
            is_quoted = is_quoted != (c == '"');
            return c == ':' && !is_quoted;
        });
        std::string const head(line.begin(), colon);
        auto const semicolon = std::min(head.find(';'), head.size());
        lines.push_back(
            {head.substr(0, semicolon), head.substr(std::min(semicolon + 1, head.size())),
             colon == line.end() ? std::string{} : std::string(colon + 1, line.end())});
    }
    return lines;
}

std::vector<std::string> values_of(std::vector<ContentLine> const& lines, std::string_view name)
{
    std::vector<std::string> values;
    for (auto const& line : lines) {
        if (line.name == name)
            values.push_back(line.value);
    }
    return values;
}

std::vector<std::string> parameters_of(std::vector<ContentLine> const& lines, std::string_view name)
{
    std::vector<std::string> parameters;
    for (auto const& line : lines) {
        if (line.name == name)
            parameters.push_back(line.parameters);
    }
    return parameters;
}

Event asked_to_come()
{
    return {
        .uid = "k7f3-meeting-12",
        .sequence = 4,
        .written = *parse_instant("2026-11-27T09:00:00Z"),
        .when = Hours{*parse_instant("2027-03-28T00:30:00Z"), *parse_instant("2027-03-28T02:30:00Z")},
        .title = "Lenkungsgruppe: Wahl; Haushalt, „Zweiter Teil“",
        .description = "Wann: Sonntag\nWo: Kreishaus\n",
        .location = "Kreishaus, Saal 1",
        .url = "https://portal.kreis.example/de/einladung/x",
        .organizer = Person{"ki@kreis.example", "Kreis Unna"},
        .invited = Person{"a@verein.example", "Çetin: Ayşe"}};
}

Event for_a_day()
{
    auto event = asked_to_come();
    event.when = Days{*parse_date("2027-02-28"), *parse_date("2027-02-28")};
    return event;
}

constexpr std::array sent_methods{Method::request, Method::cancel};

// [MS-OXCICAL] 2.1.3.1.1.1 to 2.1.3.1.1.3: method, program and version are those of the calendar; RFC
// 5545, 3.6: each once, and program and version always. A version other than 2.0 is another format.
TEST(DatesForOutlook, each_calendar_says_its_method_its_program_and_its_version_once)
{
    for (auto const method : sent_methods) {
        auto const lines = lines_in(print(method, asked_to_come()));
        EXPECT_THAT(
            values_of(lines, "METHOD"), ElementsAre(method == Method::request ? "REQUEST" : "CANCEL"));
        EXPECT_THAT(values_of(lines, "PRODID"), ElementsAre(Not(IsEmpty())));
        EXPECT_THAT(values_of(lines, "VERSION"), ElementsAre("2.0"));
    }
}

// RFC 5546, 3.2.2 and 3.2.5: what is sent with such a method is about one uid. Of several dates a mail
// program would show the first alone, or none.
TEST(DatesForOutlook, what_is_sent_has_one_date)
{
    for (auto const method : sent_methods) {
        auto const lines = lines_in(print(method, asked_to_come()));
        EXPECT_THAT(values_of(lines, "BEGIN"), ElementsAre("VCALENDAR", "VEVENT"));
        EXPECT_THAT(values_of(lines, "END"), ElementsAre("VEVENT", "VCALENDAR"));
    }
}

// [MS-OXCICAL] 2.1.3.1.1.20.26: a uid of another program is kept as it is, and what begins with
// 040000008200E00074C5… is taken for one of Outlook's own and read as its parts. RFC 5546, 2.1.5: an update
// is known by uid and sequence.
TEST(DatesForOutlook, the_place_in_the_calendar_is_the_same_in_what_invites_and_what_takes_out)
{
    auto const invitation = lines_in(print(Method::request, asked_to_come()));
    auto later = for_a_day();
    later.sequence = 5;
    auto const cancellation = lines_in(print(Method::cancel, later));
    EXPECT_THAT(values_of(invitation, "UID"), ElementsAre("k7f3-meeting-12"));
    EXPECT_EQ(values_of(invitation, "UID"), values_of(cancellation, "UID"));
    EXPECT_THAT(values_of(invitation, "UID"), Each(Not(StartsWith("04000000"))));
    EXPECT_THAT(values_of(invitation, "SEQUENCE"), ElementsAre("4"));
    EXPECT_THAT(values_of(cancellation, "SEQUENCE"), ElementsAre("5"));
}

// [MS-OXCICAL] 2.1.3.1.1.20.9: exactly one, read as the moment of the organizer's last change; RFC
// 5545, 3.8.7.2: in UTC.
TEST(DatesForOutlook, when_it_was_written_is_a_moment_in_utc)
{
    for (auto const method : sent_methods)
        EXPECT_THAT(
            values_of(lines_in(print(method, asked_to_come())), "DTSTAMP"), ElementsAre("20261127T090000Z"));
}

// [MS-OXCICAL] 2.1.3.1.1.20.10.1: a local time needs a TZID and a VTIMEZONE that fits it. A single date in
// UTC needs neither, also in the night in which the clocks are changed.
TEST(DatesForOutlook, hours_are_in_utc_and_name_no_time_zone)
{
    for (auto const method : sent_methods) {
        auto const lines = lines_in(print(method, asked_to_come()));
        EXPECT_THAT(values_of(lines, "DTSTART"), ElementsAre("20270328T003000Z"));
        EXPECT_THAT(values_of(lines, "DTEND"), ElementsAre("20270328T023000Z"));
        EXPECT_THAT(values_of(lines, "BEGIN"), Not(Contains("VTIMEZONE")));
        for (auto const& line : lines)
            EXPECT_EQ(line.parameters.find("TZID"), std::string::npos) << line.name;
    }
}

// [MS-OXCICAL] 2.1.3.1.1.20.10: from midnight to midnight without a time zone is an appointment of whole
// days. RFC 5545, 3.6.1: the end is the day after the last one.
TEST(DatesForOutlook, a_whole_day_ends_with_the_next_one)
{
    for (auto const method : sent_methods) {
        auto const lines = lines_in(print(method, for_a_day()));
        EXPECT_THAT(values_of(lines, "DTSTART"), ElementsAre("20270228"));
        EXPECT_THAT(values_of(lines, "DTEND"), ElementsAre("20270301"));
        EXPECT_THAT(parameters_of(lines, "DTSTART"), ElementsAre("VALUE=DATE"));
        EXPECT_THAT(parameters_of(lines, "DTEND"), ElementsAre("VALUE=DATE"));
    }
}

// RFC 5545, 3.2.20: types of values are those of the standard. A reader may leave out a property of one that
// it does not know, and a date without its start is none.
TEST(DatesForOutlook, no_value_is_of_a_type_of_our_own)
{
    std::set<std::string> types;
    for (auto const& event : {asked_to_come(), for_a_day()}) {
        for (auto const method : sent_methods) {
            for (auto const& line : lines_in(print(method, event))) {
                if (auto const at = line.parameters.find("VALUE="); at != std::string::npos)
                    types.insert(line.parameters.substr(at, line.parameters.find(';', at) - at));
                EXPECT_THAT(line.name, Not(StartsWith("X-")));
            }
        }
    }
    EXPECT_THAT(types, ElementsAre("VALUE=DATE"));
}

// RFC 5546, 3.2.2 and 3.2.5: organizer and whoever is asked stand in what invites and in what takes out; as
// addresses of mail (RFC 5545, 3.3.3). A name with a colon stands in quotation marks (3.2), or the address
// would begin in it.
TEST(DatesForOutlook, who_asks_and_who_is_asked_stand_in_both)
{
    for (auto const method : sent_methods) {
        auto const lines = lines_in(print(method, asked_to_come()));
        EXPECT_THAT(values_of(lines, "ORGANIZER"), ElementsAre("mailto:ki@kreis.example"));
        EXPECT_THAT(values_of(lines, "ATTENDEE"), ElementsAre("mailto:a@verein.example"));
        EXPECT_THAT(parameters_of(lines, "ATTENDEE").at(0), ::testing::HasSubstr("CN=\"Çetin: Ayşe\""));
    }
}

// RFC 5546, 3.2.5: what is taken out as a whole says so. [MS-OXCICAL] 2.1.3.1.1.20.25: what is transparent
// blocks no time.
TEST(DatesForOutlook, what_is_taken_out_is_cancelled_and_blocks_nothing)
{
    auto const cancelled = lines_in(print(Method::cancel, asked_to_come()));
    EXPECT_THAT(values_of(cancelled, "STATUS"), ElementsAre("CANCELLED"));
    EXPECT_THAT(values_of(cancelled, "TRANSP"), ElementsAre("TRANSPARENT"));
    auto const invited = lines_in(print(Method::request, asked_to_come()));
    EXPECT_THAT(values_of(invited, "STATUS"), ElementsAre("CONFIRMED"));
    EXPECT_THAT(values_of(invited, "TRANSP"), ElementsAre("OPAQUE"));
}

} // namespace
} // namespace kommin::calendar
