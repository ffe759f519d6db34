// Who came to a meeting: on the list, at the door, on two devices, and what is left of it.

#include "app/tests/invitation_story.hpp"

#include <chrono>
#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

class AttendanceStory : public InvitationBase {
protected:
    void SetUp() override
    {
        InvitationBase::SetUp();
        leyla_ = person("Leyla", "leyla@verein.example");
        add_guest(leyla_);
        send();
        link_ = link_in(letters(), "/de/einladung/");
    }
    // It is the day of the meeting; sessions of before have ended.
    void go_to_the_day()
    {
        clock().set(*parse_instant("2027-01-12T08:30:00Z"));
        office_.emplace(browser_of("conference_office"));
    }
    std::string attendance(std::string const& page = {}) { return meeting_ + "/anwesenheit" + page; }
    http::Response press(Browser& device, std::string const& number, std::string const& came = "ja")
    {
        return device.post(attendance(), "person=" + number + "&da=" + came);
    }
    [[nodiscard]] meetings::MeetingId id() const
    {
        return meetings::MeetingId{std::stoll(meeting_.substr(meeting_.rfind('/') + 1))};
    }
    std::vector<meetings::Attendance> attendances()
    {
        return meetings::list_attendances(connection(), tenant_, id());
    }
    [[nodiscard]] std::string door() const
    {
        return "/verwaltung/einlass/" + link_.substr(link_.rfind('/') + 1);
    }

    std::string leyla_, link_;
};
KOMMIN_ON_BOTH_ENGINES(AttendanceStory);

TEST_P(AttendanceStory, two_devices_at_one_door_count_nobody_twice)
{
    EXPECT_EQ(press(*office_, leyla_).status(), http::Status::conflict) << "nobody is there weeks before";
    go_to_the_day();
    auto second = browser_of("conference_office");
    EXPECT_THAT(
        office_->get(attendance()).body_text(), AllOf(HasSubstr("Muster, Leyla"), HasSubstr("0 von 1")));
    EXPECT_EQ(press(*office_, leyla_).status(), http::Status::see_other);
    clock().set(clock().now() + std::chrono::minutes{5});
    EXPECT_EQ(press(second, leyla_).status(), http::Status::see_other);
    EXPECT_EQ(second.post(door(), "").status(), http::Status::see_other);
    ASSERT_THAT(attendances(), SizeIs(1));
    EXPECT_EQ(attendances().front().arrived_at, *parse_instant("2027-01-12T08:30:00Z"))
        << "the first time stays";
    EXPECT_THAT(
        second.get(attendance()).body_text(),
        AllOf(HasSubstr("1 von 1"), HasSubstr("seit 9.30 Uhr"), HasSubstr("doch nicht")));
    EXPECT_THAT(office_->get(meeting_).body_text(), HasSubstr("Eine Person war da"));
    EXPECT_EQ(press(second, leyla_, "nein").status(), http::Status::see_other);
    EXPECT_THAT(attendances(), SizeIs(0));
    EXPECT_THAT(
        audit_actions(),
        AllOf(
            Contains("meetings.meeting.arrived"), Contains("meetings.meeting.arrival_taken_back"),
            Contains("meetings.attendance.read")));
}

TEST_P(AttendanceStory, the_code_of_an_invitation_opens_the_door_to_whoever_may)
{
    EXPECT_EQ(answer(link_, "antwort=accepted&hinweis=Rollstuhl").status(), http::Status::see_other);
    EXPECT_THAT(anybody().get(link_).body_text(), HasSubstr("code.svg"));
    auto const code = anybody().get(link_ + "/code.svg");
    EXPECT_EQ(code.header("Content-Type"), "image/svg+xml");
    EXPECT_THAT(code.body_text(), HasSubstr("<path d="));
    go_to_the_day();
    EXPECT_THAT(
        office_->get(door()).body_text(), AllOf(HasSubstr("Leyla Muster"), Not(HasSubstr("Rollstuhl"))))
        << "what somebody needs is for the office, not for the door";
    EXPECT_THAT(attendances(), SizeIs(0)) << "looking is not arriving";
    EXPECT_EQ(office_->post(door(), "").status(), http::Status::see_other);
    EXPECT_THAT(office_->get(door()).body_text(), HasSubstr("ist da"));
    EXPECT_THAT(attendances(), SizeIs(1));
    auto reader = browser_of("reader");
    EXPECT_EQ(reader.get(door()).status(), http::Status::not_found);
    EXPECT_EQ(office_->get(door() + "x").status(), http::Status::not_found);
}

TEST_P(AttendanceStory, whoever_comes_without_an_invitation_is_there_too)
{
    auto const anton = person("Anton", "");
    go_to_the_day();
    auto const found = office_->post(attendance("/suchen"), "worte=anton");
    EXPECT_THAT(found.body_text(), AllOf(HasSubstr("Anton Muster"), HasSubstr("value=\"" + anton + '"')));
    EXPECT_THAT(attendances(), SizeIs(0)) << "looking stores nothing";
    EXPECT_EQ(press(*office_, anton).status(), http::Status::see_other);
    EXPECT_THAT(
        office_->get(attendance()).body_text(), AllOf(HasSubstr("Muster, Anton"), HasSubstr("1 von 2")));
    EXPECT_EQ(press(*office_, "999999").status(), http::Status::not_found);
    EXPECT_THAT(
        office_->get(attendance("/unterschriften")).body_text(),
        AllOf(HasSubstr("Muster, Leyla"), HasSubstr("Unterschrift")));
    EXPECT_THAT(
        file_of(office_->get(attendance("/liste.csv"))),
        AllOf(HasSubstr("Muster, Anton"), HasSubstr("ist da")));
}

TEST_P(AttendanceStory, a_press_that_waited_for_the_network_keeps_its_time)
{
    go_to_the_day();
    auto const pressed = clock().now();
    clock().set(pressed + std::chrono::minutes{90});
    auto const press_by_script = [&](std::string const& entries) {
        return office_->send(
            http::Method::post, attendance(),
            {{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "text/plain"}},
            entries + "&formular=" + office_->token);
    };
    auto const said = press_by_script("person=" + leyla_ + "&da=ja&vor=5400");
    EXPECT_EQ(said.status(), http::Status::ok);
    EXPECT_THAT(said.header("Content-Type"), HasSubstr("text/plain"));
    ASSERT_THAT(attendances(), SizeIs(1));
    EXPECT_EQ(attendances().front().arrived_at, pressed);
    EXPECT_EQ(press_by_script("person=" + leyla_ + "&da=ja&vor=10").status(), http::Status::ok);
    EXPECT_EQ(attendances().front().arrived_at, pressed) << "the first time stays";
    auto const anton = person("Anton", "");
    EXPECT_EQ(press_by_script("person=" + anton + "&da=ja&vor=99999999").status(), http::Status::ok);
    EXPECT_EQ(attendances().back().arrived_at, clock().now()) << "nobody waits that long";
}

TEST_P(AttendanceStory, how_many_they_were_stays_when_somebody_is_erased)
{
    auto const anton = person("Anton", "");
    go_to_the_day();
    press(*office_, leyla_);
    press(*office_, anton);
    auto const question
        = std::string(office_->get("/verwaltung/personen/" + anton + "/loeschen").body_text());
    EXPECT_EQ(
        office_->post("/verwaltung/personen/" + anton + "/loeschen", "fassung=" + seen_on(question)).status(),
        http::Status::see_other);
    EXPECT_THAT(attendances(), SizeIs(1));
    EXPECT_EQ(meetings::count_attendance(connection(), tenant_, id()), 2);
    EXPECT_THAT(office_->get(meeting_).body_text(), HasSubstr("2 Personen waren da"));
}

TEST_P(AttendanceStory, after_two_years_the_number_is_left_and_nobody_else)
{
    go_to_the_day();
    press(*office_, leyla_);
    clock().set(*parse_instant("2029-01-13T08:00:00Z"));
    static_cast<void>(letters());
    EXPECT_THAT(attendances(), SizeIs(0));
    office_.emplace(browser_of("conference_office"));
    EXPECT_THAT(office_->get(meeting_).body_text(), HasSubstr("Eine Person war da"));
}

TEST_P(AttendanceStory, what_is_kept_of_somebody_is_told_to_them_and_goes_with_them)
{
    answer(link_, "antwort=accepted&hinweis=Rollstuhl");
    go_to_the_day();
    press(*office_, leyla_);
    auto const report = office_->get("/verwaltung/personen/" + leyla_ + "/auskunft").body_text();
    EXPECT_THAT(
        report, AllOf(HasSubstr("Rollstuhl"), HasSubstr("Frühjahrssitzung"), HasSubstr("Anwesenheit")));
    auto const question
        = std::string(office_->get("/verwaltung/personen/" + leyla_ + "/loeschen").body_text());
    EXPECT_THAT(
        question,
        AllOf(HasSubstr("Eine Einladung wird gelöscht"), HasSubstr("Eine Anwesenheit wird gelöscht")));
    EXPECT_EQ(
        office_->post("/verwaltung/personen/" + leyla_ + "/loeschen", "fassung=" + seen_on(question))
            .status(),
        http::Status::see_other);
    EXPECT_THAT(attendances(), SizeIs(0));
    EXPECT_THAT(invitations(), SizeIs(0));
    EXPECT_EQ(anybody().get(link_).status(), http::Status::gone);
}

} // namespace
} // namespace kommin::app
