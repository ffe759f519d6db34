#include "modules/meetings/meetings/meeting_editing.hpp"
#include "modules/meetings/meetings/meeting_list.hpp"
#include "modules/meetings/meetings/meeting_store.hpp"
#include "platform/db/testing.hpp"

#include <gmock/gmock.h>

#include <chrono>

namespace kommin::meetings {
namespace {

using records::Fields;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr Date today{std::chrono::year{2026}, std::chrono::November, std::chrono::day{27}};

// A meeting without a problem.
Fields planned()
{
    Fields fields;
    fields.set("title", "Sitzung");
    fields.set("day", "12.1.2027");
    fields.set("state", "planned");
    fields.set("childcare", "unknown");
    return fields;
}

Fields with(std::initializer_list<std::pair<std::string_view, std::string>> entries)
{
    auto fields = planned();
    for (auto const& [name, value] : entries)
        fields.set(name, value);
    return fields;
}

std::vector<std::string> wrong(Fields const& fields)
{
    std::vector<std::string> names;
    for (auto const& problem : problems_of_meeting(fields, today))
        names.push_back(problem.field);
    return names;
}

TEST(Meetings, what_stands_in_the_way)
{
    EXPECT_THAT(wrong(planned()), IsEmpty());
    EXPECT_THAT(wrong({}), ElementsAre("title", "day", "childcare", "state"));
    EXPECT_THAT(wrong(with({{"day", "30.2.2027"}})), ElementsAre("day"));
    EXPECT_THAT(wrong(with({{"begins", "abends"}})), ElementsAre("begins"));
    EXPECT_THAT(wrong(with({{"ends", "18"}})), ElementsAre("begins"));
    EXPECT_THAT(wrong(with({{"begins", "18"}, {"ends", "18 Uhr"}})), ElementsAre("ends"));
    EXPECT_THAT(wrong(with({{"begins", "18"}, {"ends", "19.30"}})), IsEmpty());
    EXPECT_THAT(wrong(with({{"day", "2027"}, {"begins", "18"}})), ElementsAre("begins"));
    EXPECT_THAT(wrong(with({{"participants", "viele"}})), ElementsAre("participants"));
    EXPECT_THAT(wrong(with({{"participants", "-1"}})), ElementsAre("participants"));
    EXPECT_THAT(wrong(with({{"approximate", "ja"}})), ElementsAre("participants")) << "rounded, but what?";
    EXPECT_THAT(wrong(with({{"budget_planned", "-5"}})), ElementsAre("budget_planned"));
    EXPECT_THAT(wrong(with({{"budget_spent", "viel"}})), ElementsAre("budget_spent"));
    EXPECT_THAT(wrong(with({{"interpreters", "xx yy"}})), ElementsAre("interpreters"));
    EXPECT_THAT(wrong(with({{"uncertain", "ja"}})), ElementsAre("remark"));
    EXPECT_THAT(wrong(with({{"title", std::string(201, 'a')}})), ElementsAre("title"));
}

TEST(Meetings, only_an_encrypted_page_that_everybody_can_open_is_a_link)
{
    for (auto const* link : {"https://raum.example", "https://raum.example/t?x=1"})
        EXPECT_THAT(wrong(with({{"link", link}})), IsEmpty()) << link;
    for (auto const* link :
         {"http://raum.example", "raum.example", "javascript:alert(1)", "https://localhost/raum",
          "https://nutzer@raum.example", "https://raum.example/ a"})
        EXPECT_THAT(wrong(with({{"link", link}})), ElementsAre("link")) << link;
}

TEST(Meetings, what_is_still_to_come_was_not_held_and_a_cancelled_one_says_why)
{
    EXPECT_THAT(wrong(with({{"state", "held"}})), ElementsAre("state"));
    EXPECT_THAT(wrong(with({{"state", "held"}, {"day", "27.11.2026"}})), IsEmpty()) << "today";
    EXPECT_THAT(wrong(with({{"state", "held"}, {"day", "2026"}})), IsEmpty()) << "some day of this year";
    EXPECT_THAT(wrong(with({{"state", "held"}, {"day", "2027"}})), ElementsAre("state"));
    EXPECT_THAT(wrong(with({{"state", "cancelled"}})), ElementsAre("reason"));
    EXPECT_THAT(wrong(with({{"state", "cancelled"}, {"reason", "Zu wenige"}})), IsEmpty());
}

TEST(Meetings, are_spelled_as_they_are_stored)
{
    auto fields = with(
        {{"title", " Sitzung \n im Januar "},
         {"begins", "9.05 Uhr"},
         {"ends", "11"},
         {"budget_planned", "1.250"},
         {"reason", "bleibt nicht: sie findet statt"},
         {"participants", "0"}});
    fields.set("interpreters", Fields::Values{"tr", "ar"});
    auto const spelled = spelled_meeting(fields);
    EXPECT_EQ(spelled.value("title"), "Sitzung im Januar");
    EXPECT_EQ(spelled.value("day"), "12.01.2027");
    EXPECT_EQ(spelled.value("begins"), "09:05");
    EXPECT_EQ(spelled.value("ends"), "11:00");
    EXPECT_EQ(spelled.value("budget_planned"), "1250,00");
    EXPECT_EQ(spelled.value("reason"), "");
    EXPECT_EQ(spelled.value("participants"), "0") << "nobody came, which somebody reported";
    EXPECT_THAT(spelled.values("interpreters"), ElementsAre("ar", "tr"));
    EXPECT_EQ(spelled_meeting(spelled), spelled);
}

TEST(Meetings, are_overdue_once_their_day_is_over_and_nobody_says_what_came_of_it)
{
    Meeting meeting;
    meeting.day = PartialDate::parse("2026-11-26");
    EXPECT_TRUE(meeting.is_overdue(today));
    meeting.state = MeetingState::held;
    EXPECT_FALSE(meeting.is_overdue(today));
    meeting.state = MeetingState::planned;
    meeting.day = PartialDate::parse("2026-11-27");
    EXPECT_FALSE(meeting.is_overdue(today)) << "today";
    meeting.day = PartialDate::parse("2026-11");
    EXPECT_FALSE(meeting.is_overdue(today)) << "some day of this month";
}

TEST(Meetings, a_filter_survives_its_address)
{
    web::ListFields const fields{
        {"t", "rat"}, {"gremium", "3"}, {"jahr", "2006"}, {"zustand", "stattgefunden"}, {"ab", "1"}};
    EXPECT_EQ(MeetingFilter::read(http::Form(fields)).fields(), fields);
    auto paged = fields;
    paged.emplace_back("hinter", "2006-11.17");
    EXPECT_EQ(MeetingFilter::read(http::Form(paged)).fields_with_page(), paged);
    web::ListFields const nonsense{
        {"gremium", "x"}, {"jahr", "12006"}, {"zustand", "x"}, {"hinter", "2006-13.1"}};
    EXPECT_THAT(MeetingFilter::read(http::Form(nonsense)).fields_with_page(), IsEmpty());
}

TEST(Meetings, a_series_has_a_whole_first_day_a_rhythm_and_an_end)
{
    auto const wrong_in = [](Fields const& fields) {
        std::vector<std::string> names;
        for (auto const& problem : problems_of_series(fields, today))
            names.push_back(problem.field);
        return names;
    };
    auto const series = with({{"rhythm", "weekly"}, {"count", "3"}});
    EXPECT_THAT(wrong_in(series), IsEmpty());
    EXPECT_EQ(days_of_series(series).size(), 3U);
    EXPECT_THAT(wrong_in(planned()), ElementsAre("rhythm", "count"));
    for (auto const* count : {"1", "13", "drei", ""})
        EXPECT_THAT(wrong_in(with({{"rhythm", "weekly"}, {"count", count}})), ElementsAre("count")) << count;
    EXPECT_THAT(
        wrong_in(with({{"rhythm", "weekly"}, {"count", "3"}, {"day", "1.2027"}})), ElementsAre("day"));
}

class MeetingDays : public db::DatabaseTest {
protected:
    std::vector<std::string> days(db::Query const& condition)
    {
        db::Query sql(
            "SELECT m.day FROM (SELECT '2026' AS day UNION ALL SELECT '2027' UNION ALL SELECT '2027-02'"
            " UNION ALL SELECT '2027-03' UNION ALL SELECT '2027-03-04' UNION ALL SELECT '2027-03-05') m"
            " WHERE TRUE");
        return connection().list<std::string>(sql.add(condition).add(" ORDER BY m.day"));
    }
};
KOMMIN_ON_BOTH_ENGINES(MeetingDays);

TEST_P(MeetingDays, a_month_and_a_year_are_over_with_their_last_day)
{
    auto const on = [](char const* text) { return parse_date(text).value(); };
    EXPECT_THAT(days(over_before(on("2027-03-05"))), ElementsAre("2026", "2027-02", "2027-03-04"));
    EXPECT_THAT(days(not_over_before(on("2027-03-05"))), ElementsAre("2027", "2027-03", "2027-03-05"));
    EXPECT_THAT(days(not_over_before(on("2027-12-31"))), ElementsAre("2027"));
    EXPECT_THAT(days(not_over_before(on("2028-01-01"))), IsEmpty());
    EXPECT_THAT(days(over_before(on("2026-12-31"))), IsEmpty());
}

}
} // namespace kommin::meetings
