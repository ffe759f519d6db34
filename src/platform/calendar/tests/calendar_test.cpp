#include "platform/calendar/calendar.hpp"

#include <gmock/gmock.h>

#include <libical/ical.h>

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace kommin::calendar {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct FreeComponent {
    void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
using Component = std::unique_ptr<icalcomponent, FreeComponent>;

Component read(std::string const& text)
{
    return Component{icalparser_parse_string(text.c_str())};
}

// Whether the library that most free calendars read with finds every rule of RFC 5546 kept.
bool is_valid(std::string const& text)
{
    auto const calendar = read(text);
    return calendar && icalrestriction_check(calendar.get()) != 0
        && icalcomponent_count_errors(calendar.get()) == 0;
}

std::string unfolded(std::string text)
{
    for (auto at = text.find("\r\n "); at != std::string::npos; at = text.find("\r\n "))
        text.erase(at, 3);
    return text;
}

Event session()
{
    return {
        .uid = "meeting-12@portal.kreis.example",
        .sequence = 2,
        .written = *parse_instant("2026-11-27T09:00:00Z"),
        .when = Hours{*parse_instant("2027-03-20T08:30:00Z"), *parse_instant("2027-03-20T15:00:00Z")},
        .title = "Sechste Integrationskonferenz",
        .description = "Programm; Kinder, Dolmetschen\nAntwort: https://portal.kreis.example/de/einladung/x",
        .location = "Kreishaus, Friedrich-Ebert-Straße 17, 59425 Unna",
        .url = "https://portal.kreis.example/de/einladung/x",
        .language = "de",
        .organizer = Person{"ki@kreis.example", "Kreis Unna"},
        .invited = Person{"a@verein.example", "Ayşe \"A\" Yılmaz; x\r\nBEGIN:VALARM"}};
}

TEST(Calendar, an_invitation_keeps_the_rules_and_says_what_it_was_told)
{
    auto const text = print(Method::request, session());
    ASSERT_TRUE(is_valid(text)) << text;
    auto const lines = unfolded(text);
    EXPECT_THAT(lines, HasSubstr("\r\nMETHOD:REQUEST\r\n"));
    EXPECT_THAT(lines, HasSubstr("\r\nUID:meeting-12@portal.kreis.example\r\n"));
    EXPECT_THAT(lines, HasSubstr("\r\nSEQUENCE:2\r\n"));
    EXPECT_THAT(lines, HasSubstr("\r\nDTSTAMP:20261127T090000Z\r\n"));
    EXPECT_THAT(lines, HasSubstr("\r\nDTSTART:20270320T083000Z\r\n"));
    EXPECT_THAT(lines, HasSubstr("\r\nDTEND:20270320T150000Z\r\n"));
    EXPECT_THAT(lines, HasSubstr("\r\nSTATUS:CONFIRMED\r\n"));
    EXPECT_THAT(lines, HasSubstr("\r\nSUMMARY;LANGUAGE=de:Sechste Integrationskonferenz\r\n"));
    EXPECT_THAT(lines, HasSubstr("Programm\\; Kinder\\, Dolmetschen\\nAntwort: https://"));
    EXPECT_THAT(lines, HasSubstr("\r\nORGANIZER;CN=Kreis Unna:mailto:ki@kreis.example\r\n"));
    EXPECT_THAT(lines, HasSubstr("RSVP=FALSE"));
    EXPECT_THAT(lines, HasSubstr(":mailto:a@verein.example\r\n"));
}

TEST(Calendar, nothing_that_somebody_typed_becomes_a_property)
{
    auto event = session();
    event.title = "Sitzung\r\nATTENDEE:mailto:boese@example.org\x01\x7f!";
    event.location = "Saal\nBEGIN:VALARM";
    event.url = "https://x.example/\r\nATTACH:https://boese.example";
    event.language = "de\r\nX-A:1";
    auto const text = print(Method::request, event);
    ASSERT_TRUE(is_valid(text)) << text;
    auto const calendar = read(text);
    auto* const read_event = icalcomponent_get_first_component(calendar.get(), ICAL_VEVENT_COMPONENT);
    ASSERT_NE(read_event, nullptr);
    EXPECT_EQ(icalcomponent_count_properties(read_event, ICAL_ATTENDEE_PROPERTY), 1);
    EXPECT_EQ(icalcomponent_count_properties(read_event, ICAL_ATTACH_PROPERTY), 0);
    EXPECT_EQ(icalcomponent_count_properties(read_event, ICAL_X_PROPERTY), 0);
    EXPECT_EQ(icalcomponent_count_components(read_event, ICAL_VALARM_COMPONENT), 0);
    EXPECT_EQ(
        std::string(icalcomponent_get_summary(read_event)), "Sitzung\nATTENDEE:mailto:boese@example.org  !");
    EXPECT_THAT(text, Not(HasSubstr("\r\nATTENDEE:mailto:boese")));
    auto* const invited = icalcomponent_get_first_property(read_event, ICAL_ATTENDEE_PROPERTY);
    EXPECT_EQ(
        std::string(icalproperty_get_parameter_as_string(invited, "CN")), "Ayşe 'A' Yılmaz; x BEGIN:VALARM");
}

TEST(Calendar, a_cancellation_has_the_uid_of_what_it_takes_out)
{
    auto event = session();
    event.sequence = 3;
    auto const text = print(Method::cancel, event);
    ASSERT_TRUE(is_valid(text)) << text;
    EXPECT_THAT(text, HasSubstr("\r\nMETHOD:CANCEL\r\n"));
    EXPECT_THAT(text, HasSubstr("\r\nSTATUS:CANCELLED\r\n"));
    EXPECT_THAT(text, HasSubstr("\r\nSEQUENCE:3\r\n"));
    EXPECT_THAT(text, HasSubstr("\r\nUID:meeting-12@portal.kreis.example\r\n"));
}

TEST(Calendar, where_no_hour_is_known_the_whole_days_are_told)
{
    auto event = session();
    event.when = Days{*parse_date("2027-02-28"), *parse_date("2027-02-28")};
    auto const text = print(Method::request, event);
    ASSERT_TRUE(is_valid(text)) << text;
    EXPECT_THAT(text, HasSubstr("\r\nDTSTART;VALUE=DATE:20270228\r\n"));
    EXPECT_THAT(text, HasSubstr("\r\nDTEND;VALUE=DATE:20270301\r\n"));
    EXPECT_THAT(text, HasSubstr("\r\nTRANSP:TRANSPARENT\r\n"));
}

TEST(Calendar, lines_are_short_and_letters_of_all_scripts_arrive_whole)
{
    auto event = session();
    event.title
        = "المؤتمر الدائم للاندماج في مقاطعة أونا – Постійна конференція з питань інтеграції району Унна";
    event.language = "ar";
    auto const text = print(Method::request, event);
    ASSERT_TRUE(is_valid(text)) << text;
    std::size_t begin = 0;
    for (auto end = text.find("\r\n"); end != std::string::npos; end = text.find("\r\n", begin)) {
        EXPECT_LE(end - begin, 75U) << text.substr(begin, end - begin);
        begin = end + 2;
    }
    EXPECT_EQ(begin, text.size());
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), std::count(text.begin(), text.end(), '\r'));
    EXPECT_THAT(unfolded(text), HasSubstr(event.title));
}

TEST(Calendar, what_is_published_names_nobody_and_says_that_it_does_not_take_place)
{
    auto event = session();
    event.is_cancelled = true;
    event.organizer = event.invited = std::nullopt;
    auto const text = print(Method::publish, event);
    EXPECT_THAT(text, HasSubstr("\r\nMETHOD:PUBLISH\r\n"));
    EXPECT_THAT(text, HasSubstr("\r\nSTATUS:CANCELLED\r\n"));
    EXPECT_THAT(text, Not(HasSubstr("ATTENDEE")));
    event.is_cancelled = false;
    EXPECT_THAT(print(Method::publish, event), HasSubstr("\r\nSTATUS:CONFIRMED\r\n"));
}

TEST(Calendar, many_dates_are_one_calendar_that_has_a_name)
{
    auto event = session();
    event.organizer = event.invited = std::nullopt;
    auto later = event;
    later.uid = "meeting-13@portal.kreis.example";
    auto const text
        = print(Feed{.name = "Konferenz; Kreis, Unna\r\nMETHOD:REQUEST", .events = {event, later}});
    auto const calendar = read(text);
    ASSERT_TRUE(calendar) << text;
    EXPECT_EQ(icalcomponent_count_errors(calendar.get()), 0) << text;
    EXPECT_EQ(icalcomponent_count_components(calendar.get(), ICAL_VEVENT_COMPONENT), 2);
    EXPECT_EQ(icalcomponent_get_method(calendar.get()), ICAL_METHOD_PUBLISH);
    auto const lines = unfolded(text);
    EXPECT_THAT(lines, HasSubstr("\r\nNAME:Konferenz\\; Kreis\\, Unna METHOD:REQUEST\r\n"));
    EXPECT_THAT(lines, HasSubstr("\r\nX-WR-CALNAME:Konferenz; Kreis, Unna METHOD:REQUEST\r\n"));
    EXPECT_THAT(lines, HasSubstr("PT12H"));
    EXPECT_THAT(lines, Not(HasSubstr("\r\nMETHOD:REQUEST")));
    EXPECT_THAT(lines, HasSubstr("\r\nUID:meeting-13@portal.kreis.example\r\n"));
    auto const empty = print(Feed{.name = "Konferenz", .events = {}});
    EXPECT_THAT(empty, HasSubstr("X-WR-CALNAME:Konferenz"));
    EXPECT_THAT(empty, Not(HasSubstr("VEVENT")));
}

TEST(Calendar, what_would_be_no_date_is_refused)
{
    auto event = session();
    event.uid.clear();
    EXPECT_THROW((void)print(Method::request, event), std::invalid_argument);
    event = session();
    event.invited.reset();
    EXPECT_THROW((void)print(Method::request, event), std::invalid_argument);
    EXPECT_NO_THROW((void)print(Method::publish, event));
    event = session();
    event.organizer->address.clear();
    EXPECT_THROW((void)print(Method::cancel, event), std::invalid_argument);
    event = session();
    event.when = Hours{*parse_instant("2027-03-20T08:30:00Z"), *parse_instant("2027-03-20T08:29:00Z")};
    EXPECT_THROW((void)print(Method::request, event), std::invalid_argument);
    event.when = Days{*parse_date("2027-02-28"), *parse_date("2027-02-27")};
    EXPECT_THROW((void)print(Method::request, event), std::invalid_argument);
}

TEST(Calendar, is_printed_by_many_threads_at_once)
{
    auto const expected = print(Method::request, session());
    std::vector<std::string> wrong(4);
    std::vector<std::thread> threads;
    for (auto& difference : wrong)
        threads.emplace_back([&difference, &expected] {
            for (int i = 0; i < 200; ++i)
                if (auto const text = print(Method::request, session()); text != expected)
                    difference = text;
        });
    for (auto& thread : threads)
        thread.join();
    EXPECT_THAT(wrong, ::testing::Each(""));
}

} // namespace
} // namespace kommin::calendar
