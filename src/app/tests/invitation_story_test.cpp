// Invitations to meetings: from the list to the letter, the answer through its link, and what changes
// meanwhile.

#include "app/tests/invitation_story.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

class InvitationStory : public InvitationBase { };
KOMMIN_ON_BOTH_ENGINES(InvitationStory);

TEST_P(InvitationStory, a_guest_is_asked_in_their_language_and_answers_without_an_account)
{
    auto const guest = person("Leyla", "leyla@verein.example", "tr");
    EXPECT_THAT(list_page(), HasSubstr("Noch niemand ist eingeladen"));
    EXPECT_EQ(add_guest(guest).status(), http::Status::see_other);
    EXPECT_EQ(add_guest(guest).status(), http::Status::see_other) << "pressed twice";
    ASSERT_THAT(invitations(), SizeIs(1));
    EXPECT_THAT(list_page(), AllOf(HasSubstr("Leyla Muster"), HasSubstr("noch kein Brief")));
    EXPECT_EQ(letters(), "") << "being on the list sends nothing";
    EXPECT_THAT(
        office_->get(list("/verschicken")).body_text(),
        AllOf(HasSubstr("Eine Person bekommt einen Brief"), HasSubstr("Kreishaus")));
    EXPECT_EQ(
        send("words=Bitte+bringen+Sie+Ideen+mit.&reply_by=8.1.2027&remind=7").status(),
        http::Status::see_other);
    auto const letter = letters();
    EXPECT_THAT(
        letter,
        AllOf(
            HasSubstr("To: leyla@verein.example"), HasSubstr("Content-Language: tr"),
            HasSubstr("Bitte bringen Sie Ideen mit.")));
    auto const calendar = calendar_in(letter);
    EXPECT_THAT(
        calendar,
        AllOf(
            HasSubstr("METHOD:REQUEST"), HasSubstr("DTSTART:20270112T090000Z"),
            HasSubstr("DTEND:20270112T110000Z"), HasSubstr("SEQUENCE:0"),
            HasSubstr("mailto:leyla@verein.example")));
    auto const link = link_in(letter, "/tr/einladung/");
    ASSERT_NE(link, "");
    EXPECT_THAT(list_page(), HasSubstr("verschickt"));
    auto const page = anybody().get(link);
    EXPECT_EQ(page.status(), http::Status::ok);
    EXPECT_THAT(
        page.body_text(),
        AllOf(HasSubstr("Kreishaus"), HasSubstr("lang=\"tr\""), HasSubstr("Bitte bringen Sie Ideen mit.")));
    EXPECT_EQ(page.header("Cache-Control"), "no-store");
    EXPECT_THAT(invitations().front().answer, meetings::InvitationAnswer::none) << "looking answers nothing";
    EXPECT_EQ(answer(link, "hinweis=").status(), http::Status::unprocessable);
    EXPECT_EQ(
        answer(link, "antwort=accepted&hinweis=Ich+komme+mit+dem+Rollstuhl.").status(),
        http::Status::see_other);
    EXPECT_THAT(list_page(), AllOf(HasSubstr("zugesagt"), HasSubstr("Ich komme mit dem Rollstuhl.")));
    EXPECT_EQ(answer(link, "antwort=declined&hinweis=").status(), http::Status::see_other)
        << "whoever thinks of something else answers again";
    EXPECT_THAT(list_page(), HasSubstr("abgesagt"));
    auto const file = anybody().get(link + "/termin.ics").body_text();
    EXPECT_THAT(file, AllOf(HasSubstr("METHOD:PUBLISH"), HasSubstr(line_of(calendar, "UID:"))));
    for (auto const& date : {calendar, file})
        EXPECT_THAT(date, Not(HasSubstr("einladung/"))) << "others read calendars along";
    EXPECT_THAT(
        audit_actions(),
        AllOf(
            Contains("meetings.meeting.listed"), Contains("meetings.meeting.invited"),
            Contains("meetings.meeting.answered"), Contains("meetings.invitations.read")));
    EXPECT_THAT(office_->get(meeting_).body_text(), HasSubstr("Eine Person auf der Liste"));
}

TEST_P(InvitationStory, what_changes_is_told_in_the_same_place_of_the_calendar_and_once)
{
    add_guest(person("Leyla", "leyla@verein.example"));
    add_guest(person("Anton", "anton@verein.example"));
    send();
    auto const first = calendar_in(letters());
    send();
    EXPECT_EQ(letters(), "") << "everybody knows";
    change_meeting("title=Fr%C3%BChjahrssitzung&day=13.1.2027&begins=11&ends=12&place=Rathaus&state=planned"
                   "&childcare=unknown");
    EXPECT_THAT(list_page(), HasSubstr("Seit dem letzten Brief hat sich etwas"));
    EXPECT_THAT(office_->get("/verwaltung").body_text(), HasSubstr("noch die alten Angaben"));
    EXPECT_EQ(letters(), "") << "nobody is told before the office says so";
    send();
    auto const changed_letters = letters();
    EXPECT_THAT(
        changed_letters,
        AllOf(HasSubstr("leyla@verein.example"), HasSubstr("anton@verein.example"), HasSubstr("Rathaus")));
    auto const second = calendar_in(changed_letters);
    EXPECT_THAT(second, AllOf(HasSubstr("SEQUENCE:1"), HasSubstr("DTSTART:20270113T100000Z")));
    std::vector<std::string> uids;
    for (auto const& one : invitations())
        uids.push_back("UID:" + one.uid);
    EXPECT_THAT(uids, AllOf(Contains(line_of(first, "UID:")), Contains(line_of(second, "UID:"))));
    EXPECT_THAT(office_->get("/verwaltung").body_text(), Not(HasSubstr("noch die alten Angaben")));
}

TEST_P(InvitationStory, an_answer_to_what_is_not_so_any_more_is_asked_again)
{
    add_guest(person("Leyla", "leyla@verein.example"));
    send();
    auto const link = link_in(letters(), "/de/einladung/");
    auto guest = anybody();
    auto const mark = mark_in(guest.get(link).body_text());
    EXPECT_EQ(answer(link, "antwort=accepted&hinweis=").status(), http::Status::see_other);
    change_meeting("title=Fr%C3%BChjahrssitzung&day=13.1.2027&state=planned&childcare=unknown");
    auto const late = guest.post(link, "antwort=declined&hinweis=Krank" + mark, false);
    EXPECT_EQ(late.status(), http::Status::conflict);
    EXPECT_THAT(late.body_text(), AllOf(HasSubstr("Inzwischen hat sich etwas"), HasSubstr("Krank")));
    EXPECT_EQ(invitations().front().answer, meetings::InvitationAnswer::accepted);
    EXPECT_THAT(list_page(), HasSubstr("galt für die alten Angaben"));
}

TEST_P(InvitationStory, what_does_not_take_place_leaves_the_calendar)
{
    add_guest(person("Leyla", "leyla@verein.example"));
    send();
    auto const link = link_in(letters(), "/de/einladung/");
    add_guest(person("Anton", "anton@verein.example"));
    change_meeting("title=Fr%C3%BChjahrssitzung&day=12.1.2027&begins=10&state=cancelled&reason=Schnee&"
                   "childcare=unknown");
    EXPECT_THAT(
        office_->get(list("/verschicken")).body_text(), HasSubstr("dass die Sitzung nicht stattfindet"));
    send();
    auto const letter = letters();
    EXPECT_THAT(
        letter,
        AllOf(
            HasSubstr("To: leyla@verein.example"), HasSubstr("Schnee"),
            Not(HasSubstr("anton@verein.example"))))
        << "whoever has never heard of it need not hear that it is off";
    EXPECT_THAT(
        calendar_in(letter),
        AllOf(HasSubstr("METHOD:CANCEL"), HasSubstr("SEQUENCE:1"), HasSubstr("STATUS:CANCELLED")));
    EXPECT_THAT(anybody().get(link).body_text(), HasSubstr("findet nicht statt"));
    EXPECT_EQ(answer(link, "antwort=accepted&hinweis=").status(), http::Status::conflict);
}

TEST_P(InvitationStory, whoever_is_taken_off_the_list_is_told_only_if_they_had_a_letter)
{
    add_guest(person("Leyla", "leyla@verein.example"));
    press(0, "ausladen");
    EXPECT_TRUE(invitations().front().is_withdrawn);
    EXPECT_THAT(list_page(), HasSubstr("Noch niemand ist eingeladen"));
    EXPECT_EQ(letters(), "");
    add_guest(person("Anton", "anton@verein.example"));
    send();
    auto const link = link_in(letters(), "/de/einladung/");
    press(1, "ausladen");
    auto const letter = letters();
    EXPECT_THAT(letter, AllOf(HasSubstr("To: anton@verein.example"), HasSubstr("Einladung")));
    EXPECT_THAT(calendar_in(letter), AllOf(HasSubstr("METHOD:CANCEL"), HasSubstr("SEQUENCE:1")));
    EXPECT_EQ(anybody().get(link).status(), http::Status::gone);
    EXPECT_THAT(list_page(), Not(HasSubstr("Anton Muster")));
}

TEST_P(InvitationStory, an_answer_by_telephone_is_noted_and_an_old_page_changes_nothing)
{
    add_guest(person("Leyla", ""));
    EXPECT_THAT(list_page(), HasSubstr("keine Mailadresse"));
    EXPECT_THAT(office_->get(list("/verschicken")).body_text(), HasSubstr("hat keine Mailadresse"));
    auto const before = invitations().front();
    press(0, "antwort-notieren", "antwort=accepted");
    EXPECT_EQ(invitations().front().answer, meetings::InvitationAnswer::accepted);
    auto const late = office_->post(
        "/verwaltung/einladungen/" + std::to_string(before.id.value) + "/antwort-notieren",
        "fassung=" + std::to_string(before.version) + "&antwort=declined");
    EXPECT_EQ(late.status(), http::Status::conflict);
    EXPECT_EQ(invitations().front().answer, meetings::InvitationAnswer::accepted);
}

TEST_P(InvitationStory, whoever_has_not_declined_is_reminded_once)
{
    add_guest(person("Leyla", "leyla@verein.example"));
    add_guest(person("Anton", "anton@verein.example"));
    send("words=&reply_by=&remind=7");
    auto const first = letters();
    press(1, "antwort-notieren", "antwort=declined");
    auto const pass = [&](std::chrono::hours time) {
        clock().set(clock().now() + time);
        return letters();
    };
    EXPECT_THAT(pass(std::chrono::hours{24 * 40}), Not(HasSubstr("Erinnerung"))) << "ten days before";
    auto const reminder = pass(std::chrono::hours{24 * 4});
    EXPECT_THAT(
        reminder,
        AllOf(
            HasSubstr("To: leyla@verein.example"), HasSubstr("noch keine Antwort"),
            Not(HasSubstr("anton@verein.example"))));
    EXPECT_THAT(pass(std::chrono::hours{24}), Not(HasSubstr("leyla@verein.example"))) << "once";
}

TEST_P(InvitationStory, it_is_called_off_also_after_the_day_of_answering)
{
    add_guest(person("Leyla", "leyla@verein.example"));
    send("words=&reply_by=1.12.2026&remind=0");
    static_cast<void>(letters());
    clock().set(*parse_instant("2026-12-09T09:00:00Z"));
    office_.emplace(browser_of("conference_office"));
    EXPECT_THAT(office_->get(list("/verschicken")).body_text(), Not(HasSubstr("1.12.2026")))
        << "a day that is over is not proposed again";
    change_meeting("title=Fr%C3%BChjahrssitzung&day=12.1.2027&begins=10&state=cancelled&reason=Schnee&"
                   "childcare=unknown");
    auto const form = std::string(office_->get(list("/verschicken")).body_text());
    EXPECT_THAT(form, Not(HasSubstr("name=\"reply_by\"")));
    EXPECT_EQ(office_->post(list("/verschicken"), "").status(), http::Status::see_other);
    EXPECT_THAT(calendar_in(letters()), HasSubstr("METHOD:CANCEL"));
}

TEST_P(InvitationStory, pressed_twice_one_letter_leaves)
{
    add_guest(person("Leyla", "leyla@verein.example"));
    send();
    send();
    auto const all = letters();
    EXPECT_EQ(all.find("To: leyla"), all.rfind("To: leyla"));
    EXPECT_EQ(invitations().front().letters, 1);
}

// The program was killed after the server had taken the mail: nobody can know whether it arrived.
TEST_P(InvitationStory, whoever_may_have_had_a_letter_is_told_that_it_is_off)
{
    add_guest(person("Leyla", "leyla@verein.example"));
    send();
    connection().execute(
        "UPDATE invitations SET leaving = 'x', leaving_job = job_id, letters = 1, leaving_day = '2027-01-12',"
        " leaving_begins_at = 600, leaving_ends_at = 720 WHERE tenant_id = ?",
        tenant_);
    connection().execute("UPDATE jobs SET state = 'done' WHERE kind = 'meetings.invitation'");
    change_meeting("title=Fr%C3%BChjahrssitzung&day=12.1.2027&begins=10&state=cancelled&reason=Schnee&"
                   "childcare=unknown");
    send();
    auto const letter = letters();
    EXPECT_THAT(letter, AllOf(HasSubstr("To: leyla@verein.example"), HasSubstr("Schnee")));
    EXPECT_THAT(calendar_in(letter), AllOf(HasSubstr("METHOD:CANCEL"), HasSubstr("SEQUENCE:1")));
}

TEST_P(InvitationStory, a_reminder_tells_no_change_and_touches_no_calendar)
{
    add_guest(person("Leyla", "leyla@verein.example"));
    send();
    static_cast<void>(letters());
    change_meeting("title=Fr%C3%BChjahrssitzung&day=12.1.2027&begins=11&state=planned&childcare=unknown");
    clock().set(*parse_instant("2027-01-08T08:30:00Z"));
    EXPECT_THAT(letters(), Not(HasSubstr("To: leyla"))) << "the office has not said so yet";
    office_.emplace(browser_of("conference_office"));
    send("words=&reply_by=&remind=7");
    EXPECT_THAT(letters(), HasSubstr("text/calendar"));
    clock().set(*parse_instant("2027-01-09T08:30:00Z"));
    EXPECT_THAT(letters(), Not(HasSubstr("To: leyla"))) << "who was told yesterday is not reminded today";
    clock().set(*parse_instant("2027-01-11T08:30:00Z"));
    EXPECT_THAT(
        letters(), AllOf(HasSubstr("To: leyla"), HasSubstr("Erinnerung"), Not(HasSubstr("text/calendar"))));
}

TEST_P(InvitationStory, a_town_hall_answers_at_once)
{
    std::string last;
    for (int i = 0; i < 12; ++i) {
        add_guest(person("Leyla" + std::to_string(i), "leyla" + std::to_string(i) + "@verein.example"));
        send();
        last = link_in(letters(), "/de/einladung/");
        EXPECT_EQ(answer(last, "antwort=accepted&hinweis=").status(), http::Status::see_other) << i;
    }
    EXPECT_EQ(answer(last + "x", "antwort=accepted&hinweis=").status(), http::Status::gone);
}

TEST_P(InvitationStory, of_two_who_are_one_the_answer_and_both_links_stay)
{
    auto const into = person("Leyla", "leyla@verein.example");
    auto const from = person("Laila", "laila@verein.example");
    add_guest(into);
    send();
    auto const first = link_in(letters(), "/de/einladung/");
    add_guest(from);
    send();
    auto const second = link_in(letters(), "/de/einladung/");
    answer(second, "antwort=accepted&hinweis=");
    auto const path = "/verwaltung/personen/" + into + "/zusammenfuehren";
    auto const question = std::string(office_->get(path + "?mit=" + from).body_text());
    std::smatch other;
    ASSERT_TRUE(std::regex_search(question, other, std::regex("name=\"fassung-mit\" value=\"([0-9]+)\"")));
    ASSERT_EQ(
        office_
            ->post(
                path,
                "mit=" + from + "&fassung=" + seen_on(question) + "&fassung-mit=" + other[1].str()
                    + "&wahl-given=m&wahl-family=m")
            .status(),
        http::Status::see_other);
    ASSERT_THAT(invitations(), SizeIs(1));
    EXPECT_EQ(invitations().front().person.value, std::stoll(into));
    EXPECT_EQ(invitations().front().answer, meetings::InvitationAnswer::accepted);
    EXPECT_EQ(anybody().get(first).status(), http::Status::ok);
    EXPECT_EQ(anybody().get(second).status(), http::Status::ok);
}

TEST_P(InvitationStory, the_members_of_a_panel_come_on_the_list_with_one_press)
{
    auto const seat = [&](std::string const& function) {
        EXPECT_EQ(
            office_
                ->post(
                    "/verwaltung/gremien/" + panel_ + "/neuer-sitz",
                    "role=member&vote=unknown&function=" + function)
                .status(),
            http::Status::see_other);
        return "/verwaltung/sitze/"
            + std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM panel_seats"))
            + "/besetzen";
    };
    auto const chair = seat("Vorsitz");
    auto const holder = person("Leyla", "leyla@verein.example");
    auto const substitute = person("Anton", "anton@verein.example");
    auto const former = person("Vera", "vera@verein.example");
    office_->post(chair, "person=" + former + "&as=holder&from=2020&to=2025");
    office_->post(chair, "person=" + holder + "&as=holder&from=2026");
    office_->post(chair, "person=" + substitute + "&as=substitute&from=2026");
    EXPECT_EQ(office_->post(list("/mitglieder"), "").status(), http::Status::see_other);
    ASSERT_THAT(invitations(), SizeIs(1));
    EXPECT_EQ(invitations().front().person.value, std::stoll(holder));
    EXPECT_EQ(office_->post(list("/mitglieder"), "vertretungen=ja").status(), http::Status::see_other);
    ASSERT_THAT(invitations(), SizeIs(2)) << "whoever has left is not asked";
    EXPECT_EQ(invitations().back().as, meetings::InvitedAs::substitute);
    EXPECT_THAT(list_page(), AllOf(HasSubstr("Mitglied"), HasSubstr("Vertretung")));
}

TEST_P(InvitationStory, bad_entries_are_refused_beside_the_field_and_kept)
{
    add_guest(person("Leyla", "leyla@verein.example"));
    auto const refused = send("words=Bleibt&reply_by=13.1.2027&remind=100");
    EXPECT_EQ(refused.status(), http::Status::unprocessable);
    EXPECT_THAT(
        refused.body_text(),
        AllOf(
            HasSubstr("id=\"f-reply_by-fehler\""), HasSubstr("id=\"f-remind-fehler\""),
            HasSubstr(">Bleibt</textarea>")));
    EXPECT_EQ(letters(), "");
    EXPECT_EQ(add_guest("999999").status(), http::Status::not_found);
    auto const vague = meeting(*office_, "panel=" + panel_ + "&title=Irgendwann&day=2027&childcare=unknown");
    auto const early = office_->post(vague + "/einladung/mitglieder", "");
    EXPECT_EQ(early.status(), http::Status::conflict);
    EXPECT_THAT(early.body_text(), HasSubstr("sobald der Tag"));
}

TEST_P(InvitationStory, a_year_later_nothing_is_left_and_the_link_has_ended_before)
{
    add_guest(person("Leyla", "leyla@verein.example"));
    send();
    auto const link = link_in(letters(), "/de/einladung/");
    answer(link, "antwort=accepted&hinweis=Rollstuhl");
    clock().set(*parse_instant("2027-01-12T20:00:00Z"));
    EXPECT_EQ(anybody().get(link).status(), http::Status::ok) << "the day is not over";
    clock().set(*parse_instant("2027-01-13T08:00:00Z"));
    EXPECT_EQ(anybody().get(link).status(), http::Status::gone);
    EXPECT_THAT(invitations(), SizeIs(1));
    clock().set(*parse_instant("2028-01-14T08:00:00Z"));
    static_cast<void>(letters());
    EXPECT_THAT(invitations(), SizeIs(0));
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM invitation_links"), 0);
}

} // namespace
} // namespace kommin::app
