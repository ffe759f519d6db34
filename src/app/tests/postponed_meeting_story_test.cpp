// A meeting to which people were invited loses its day: whoever has the date in a calendar is told that it
// holds no more, and is invited again as soon as there is another day.

#include "app/tests/invitation_story.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

class PostponedMeetingStory : public InvitationBase {
protected:
    // Somebody has the date of 12 January in their calendar; the link of their letter.
    std::string invited(std::string const& given, std::string const& language = "de")
    {
        add_guest(person(given, mail_of(given), language));
        send();
        auto const letter = letters();
        first_ = calendar_in(letter);
        return link_in(letter, '/' + language + "/einladung/");
    }
    static std::string mail_of(std::string const& given) { return given + "@verein.example"; }
    void lose_day(std::string const& entries = "&day=1.2027&state=planned")
    {
        change_meeting("title=Fr%C3%BChjahrssitzung&place=Kreishaus&childcare=unknown" + entries);
    }
    void find_day()
    {
        change_meeting("title=Fr%C3%BChjahrssitzung&day=26.1.2027&begins=14&place=Kreishaus&state=planned"
                       "&childcare=unknown");
    }
    http::Response send_without_words() { return office_->post(list("/verschicken"), ""); }
    meetings::Invitation only() { return invitations().at(0); }
    // What is due now is tried while nothing can be sent; afterwards it is due once more.
    void nothing_leaves()
    {
        auto const outbox = folder_.path() / "outbox";
        std::filesystem::remove_all(outbox);
        std::ofstream(outbox) << "no folder";
        jobs_of(product_.modules, clock(), no_signals).run_due(connection());
        std::filesystem::remove(outbox);
        clock().set(clock().now() + std::chrono::minutes(10));
    }
    void allows_invitations(std::string const& number)
    {
        EXPECT_EQ(
            office_
                ->post(
                    "/verwaltung/personen/" + number + "/einwilligung",
                    "purpose=invitations&how=in_writing&given_on=01.02.2026&language=de")
                .status(),
            http::Status::see_other);
    }
    void withdraws(std::string const& number)
    {
        auto const consent = connection().load<std::int64_t>(
            "SELECT MAX(id) FROM consents WHERE tenant_id = ? AND person_id = ?", tenant_,
            std::stoll(number));
        EXPECT_EQ(
            office_->post("/verwaltung/einwilligungen/" + std::to_string(consent) + "/widerrufen", "")
                .status(),
            http::Status::see_other);
    }
    std::string uid() { return line_of(first_, "UID:"); }
    // What the mark of the form would be, had there been one.
    std::string mark()
    {
        return meetings::mark_of_facts(
            meetings::load_meeting(
                connection(), tenant_,
                meetings::MeetingId{std::stoll(meeting_.substr(meeting_.rfind('/') + 1))})
                .value());
    }

    std::string first_; // the calendar of the letter that invited
};
KOMMIN_ON_BOTH_ENGINES(PostponedMeetingStory);

TEST_P(PostponedMeetingStory, the_old_date_leaves_the_calendar_and_the_next_one_comes_to_the_same_place)
{
    auto const link = invited("leyla");
    EXPECT_EQ(answer(link, "antwort=accepted&hinweis=").status(), http::Status::see_other);
    lose_day();
    EXPECT_EQ(letters(), "") << "nobody is told before the office says so";
    EXPECT_THAT(office_->get("/verwaltung").body_text(), HasSubstr("noch die alten Angaben"));
    EXPECT_THAT(
        office_->get(list("/verschicken")).body_text(),
        AllOf(
            HasSubstr("Eine Person erfährt, dass der Termin nicht mehr gilt"),
            Not(HasSubstr("name=\"reply_by\""))));
    EXPECT_EQ(send_without_words().status(), http::Status::see_other);
    auto const letter = letters();
    EXPECT_THAT(
        letter,
        AllOf(
            HasSubstr("To: leyla@verein.example"), HasSubstr("12. Januar 2027"), HasSubstr("nicht mehr"),
            HasSubstr("geplant ist zurzeit: Januar 2027"), HasSubstr("method=CANCEL"),
            Not(HasSubstr("/de/einladung/"))));
    EXPECT_THAT(
        calendar_in(letter),
        AllOf(
            HasSubstr("METHOD:CANCEL"), HasSubstr("STATUS:CANCELLED"), HasSubstr("SEQUENCE:1"),
            HasSubstr(uid() + "\r\n"), HasSubstr("DTSTART:20270112T090000Z"),
            HasSubstr("DTEND:20270112T110000Z")))
        << "of the date that stands there";
    EXPECT_EQ(send_without_words().status(), http::Status::see_other);
    EXPECT_EQ(letters(), "") << "told once";
    EXPECT_THAT(office_->get("/verwaltung").body_text(), Not(HasSubstr("noch die alten Angaben")));
    EXPECT_THAT(list_page(), HasSubstr("verschickt"));

    find_day();
    EXPECT_EQ(send().status(), http::Status::see_other);
    auto const again = letters();
    EXPECT_THAT(again, AllOf(HasSubstr("wir laden Sie herzlich ein"), HasSubstr("method=REQUEST")));
    EXPECT_THAT(
        calendar_in(again),
        AllOf(
            HasSubstr("METHOD:REQUEST"), HasSubstr("STATUS:CONFIRMED"), HasSubstr("SEQUENCE:2"),
            HasSubstr(uid() + "\r\n"), HasSubstr("DTSTART:20270126T130000Z")));
    EXPECT_THAT(list_page(), HasSubstr("galt für die alten Angaben")) << "said of the old date";
    auto const next = link_in(again, "/de/einladung/");
    EXPECT_EQ(answer(next, "antwort=accepted&hinweis=").status(), http::Status::see_other);
    EXPECT_THAT(list_page(), Not(HasSubstr("galt für die alten Angaben")));
}

TEST_P(PostponedMeetingStory, the_page_of_the_link_says_so_and_asks_for_no_answer)
{
    auto const link = invited("leyla");
    auto const turkish = invited("emre", "tr");
    lose_day();
    auto const page = anybody().get(link);
    EXPECT_EQ(page.status(), http::Status::ok);
    EXPECT_THAT(
        page.body_text(),
        AllOf(
            HasSubstr("Der frühere Termin gilt nicht mehr."), HasSubstr("Frühjahrssitzung"),
            Not(HasSubstr("name=\"antwort\"")), Not(HasSubstr("termin.ics")), Not(HasSubstr("code.svg"))));
    EXPECT_THAT(anybody().get(turkish).body_text(), HasSubstr("Önceki tarih artık geçerli değil."));
    EXPECT_EQ(anybody().get(link + "/termin.ics").status(), http::Status::not_found);
    auto guest = anybody();
    guest.get(link);
    auto const late = guest.post(link, "antwort=accepted&hinweis=&stand=" + mark(), false);
    EXPECT_EQ(late.status(), http::Status::conflict);
    EXPECT_EQ(only().answer, meetings::InvitationAnswer::none);
    EXPECT_THAT(list_page(), Not(HasSubstr("antwort-notieren"))) << "nor does the office note one";
    EXPECT_EQ(
        office_
            ->post(
                "/verwaltung/einladungen/" + std::to_string(only().id.value) + "/antwort-notieren",
                "fassung=" + std::to_string(only().version) + "&antwort=accepted")
            .status(),
        http::Status::conflict);
    find_day();
    EXPECT_THAT(
        anybody().get(link).body_text(),
        AllOf(HasSubstr("name=\"antwort\""), Not(HasSubstr("Der frühere Termin gilt nicht mehr."))));
}

// The month may be a year: by then others read that mailbox.
TEST_P(PostponedMeetingStory, the_link_opens_nothing_while_there_is_no_day)
{
    add_guest(person("leyla", mail_of("leyla")));
    send("words=Bitte+vorher+lesen&reply_by=&remind=7");
    auto const link = link_in(letters(), "/de/einladung/");
    change_meeting("title=Fr%C3%BChjahrssitzung&day=12.1.2027&place=Kreishaus&state=planned"
                   "&childcare=unknown&link=https%3A%2F%2Fraum.example%2Fx");
    EXPECT_EQ(
        office_->post(meeting_ + "/neuer-punkt", "title=Haushalt&kind=discussion").status(),
        http::Status::see_other);
    auto const item = connection().load<std::int64_t>("SELECT MAX(id) FROM agenda_items");
    connection().execute(
        "INSERT INTO agenda_papers (tenant_id, item_id, title, link, hash, size, pages, is_public, list_text,"
        " mark, changed_at) VALUES (?, ?, 'Entwurf', 'https://papier.example/', '', 0, 0, FALSE, '', 'm', ?)",
        tenant_, item, clock().now());
    EXPECT_THAT(
        anybody().get(link).body_text(),
        AllOf(
            HasSubstr("raum.example"), HasSubstr("Haushalt"), HasSubstr("papier.example"),
            HasSubstr("Bitte vorher lesen")));
    EXPECT_EQ(anybody().get(link + "/code.svg").status(), http::Status::ok);
    lose_day("&day=2027&state=planned&link=https%3A%2F%2Fraum.example%2Fx");
    clock().set(*parse_instant("2027-11-01T09:00:00Z"));
    auto const page = anybody().get(link);
    EXPECT_EQ(page.status(), http::Status::ok);
    EXPECT_THAT(
        page.body_text(),
        AllOf(
            HasSubstr("Der frühere Termin gilt nicht mehr."), HasSubstr("Frühjahrssitzung"),
            Not(HasSubstr("raum.example")), Not(HasSubstr("Haushalt")), Not(HasSubstr("papier.example")),
            Not(HasSubstr("Kreishaus")), Not(HasSubstr("Bitte vorher lesen"))));
    EXPECT_EQ(anybody().get(link + "/code.svg").status(), http::Status::not_found);
    EXPECT_EQ(anybody().get(link + "/termin.ics").status(), http::Status::not_found);
}

TEST_P(PostponedMeetingStory, each_is_told_in_their_language)
{
    invited("leyla", "tr");
    invited("salma", "ar");
    lose_day();
    send_without_words();
    // Quoted-printable, as it stands in the letter.
    auto const in_letter = [](std::string const& words) {
        constexpr std::string_view digits = "0123456789ABCDEF";
        std::string text;
        for (char const letter : words) {
            auto const byte = static_cast<unsigned char>(letter);
            if (byte < 0x80)
                text += letter;
            else
                (text += '=').append({digits[byte >> 4U], digits[byte & 15U]});
        }
        return HasSubstr(text);
    };
    auto const told = letters();
    EXPECT_THAT(
        told,
        AllOf(
            HasSubstr("To: leyla@verein.example"), HasSubstr("To: salma@verein.example"),
            HasSubstr("Content-Language: tr"), HasSubstr("Content-Language: ar"),
            in_letter("artık geçerli değil"), in_letter("لم يُحدَّد اليوم الجديد بعد")));
}

TEST_P(PostponedMeetingStory, whoever_has_heard_of_no_date_hears_of_none)
{
    add_guest(person("leyla", mail_of("leyla"))); // on the list, without a letter
    lose_day();
    EXPECT_THAT(
        office_->get(list("/verschicken")).body_text(), HasSubstr("Alle wissen schon, dass der Termin"));
    EXPECT_EQ(send_without_words().status(), http::Status::see_other);
    EXPECT_EQ(letters(), "");
    auto const anton = person("anton", mail_of("anton"));
    EXPECT_EQ(add_guest(anton).status(), http::Status::conflict) << "to which day?";
    find_day();
    EXPECT_EQ(add_guest(anton).status(), http::Status::see_other);
    send();
    auto const both = letters();
    EXPECT_THAT(both, AllOf(HasSubstr("To: leyla@verein.example"), HasSubstr("To: anton@verein.example")));
    for (auto const& one : invitations())
        EXPECT_EQ(one.letters, 1);
}

TEST_P(PostponedMeetingStory, where_it_is_off_at_last_only_what_stands_in_a_calendar_is_taken_out)
{
    invited("leyla");
    lose_day();
    send_without_words();
    EXPECT_THAT(calendar_in(letters()), HasSubstr("METHOD:CANCEL"));
    lose_day("&day=1.2027&state=cancelled&reason=Schnee");
    send_without_words();
    EXPECT_THAT(
        letters(),
        AllOf(HasSubstr("To: leyla@verein.example"), HasSubstr("Schnee"), Not(HasSubstr("text/calendar"))))
        << "whoever waits for the next date is told that there is none";
    send_without_words();
    EXPECT_EQ(letters(), "") << "once";
}

TEST_P(PostponedMeetingStory, where_it_is_off_before_anybody_was_told_the_old_date_is_taken_out)
{
    invited("leyla");
    lose_day("&day=1.2027&state=cancelled&reason=Schnee");
    send_without_words();
    auto const letter = letters();
    EXPECT_THAT(letter, HasSubstr("Schnee"));
    EXPECT_THAT(
        calendar_in(letter),
        AllOf(
            HasSubstr("METHOD:CANCEL"), HasSubstr("SEQUENCE:1"), HasSubstr("DTSTART:20270112T090000Z"),
            HasSubstr(uid() + "\r\n")));
}

TEST_P(PostponedMeetingStory, whoever_is_taken_off_the_list_meanwhile_is_told_what_their_calendar_has)
{
    invited("leyla");
    lose_day();
    press(0, "ausladen");
    EXPECT_THAT(
        calendar_in(letters()), AllOf(HasSubstr("METHOD:CANCEL"), HasSubstr("DTSTART:20270112T090000Z")));
    EXPECT_FALSE(only().told_day);
    find_day();
    invited("anton");
    lose_day();
    send_without_words();
    EXPECT_THAT(
        letters(), AllOf(HasSubstr("To: anton@verein.example"), Not(HasSubstr("To: leyla@verein.example"))));
    press(1, "ausladen");
    EXPECT_THAT(letters(), AllOf(HasSubstr("To: anton@verein.example"), Not(HasSubstr("text/calendar"))))
        << "nothing stands in their calendar any more";
}

// The program was killed after the server had taken the first letter: nobody can know whether it arrived.
TEST_P(PostponedMeetingStory, whoever_may_have_the_date_is_told_too_and_under_the_next_number)
{
    invited("leyla");
    connection().execute(
        "UPDATE invitations SET leaving = told, told = '', leaving_job = job_id, leaving_day = told_day,"
        " leaving_begins_at = told_begins_at, leaving_ends_at = told_ends_at, told_day = NULL,"
        " told_begins_at = NULL, told_ends_at = NULL WHERE tenant_id = ?",
        tenant_);
    lose_day();
    send_without_words();
    EXPECT_THAT(
        calendar_in(letters()),
        AllOf(
            HasSubstr("METHOD:CANCEL"), HasSubstr("SEQUENCE:1"), HasSubstr("DTSTART:20270112T090000Z"),
            HasSubstr(uid() + "\r\n")));
}

// And after it had taken the one that says that the date holds no more.
TEST_P(PostponedMeetingStory, a_letter_that_is_tried_again_speaks_of_the_same_date)
{
    invited("leyla");
    lose_day();
    send_without_words();
    connection().execute(
        "UPDATE invitations SET leaving = ?, leaving_job = job_id, letters = 2 WHERE tenant_id = ?", mark(),
        tenant_);
    EXPECT_THAT(
        calendar_in(letters()),
        AllOf(HasSubstr("METHOD:CANCEL"), HasSubstr("SEQUENCE:1"), HasSubstr("DTSTART:20270112T090000Z")));
    EXPECT_FALSE(only().told_day);
    EXPECT_EQ(only().letters, 2);
}

// The server takes it at the second try: a letter about a change would speak of what nobody has heard of.
TEST_P(PostponedMeetingStory, a_letter_that_does_not_leave_at_first_still_invites)
{
    add_guest(person("leyla", mail_of("leyla")));
    send();
    nothing_leaves();
    EXPECT_EQ(only().told, "");
    EXPECT_FALSE(only().told_day) << "nobody has it yet";
    auto const letter = letters();
    EXPECT_THAT(
        letter,
        AllOf(
            HasSubstr("wir laden Sie herzlich ein"), HasSubstr("method=REQUEST"),
            Not(HasSubstr("hat sich etwas ge"))));
    EXPECT_THAT(calendar_in(letter), HasSubstr("SEQUENCE:0"));
    EXPECT_EQ(only().told_day, parse_date("2027-01-12"));
    EXPECT_FALSE(only().leaving_day);
    find_day();
    send();
    EXPECT_THAT(letters(), HasSubstr("hat sich etwas ge")) << "now there is something to change";
}

TEST_P(PostponedMeetingStory, a_change_that_never_leaves_lets_the_old_date_stand)
{
    invited("leyla");
    find_day();
    send();
    nothing_leaves();
    nothing_leaves();
    connection().execute(
        "UPDATE person_addresses SET value = 'keine', normal = 'keine' WHERE tenant_id = ? AND kind = 'mail'",
        tenant_);
    EXPECT_EQ(letters(), "");
    EXPECT_EQ(only().told_day, parse_date("2027-01-12"));
    EXPECT_FALSE(only().leaving_day);
    connection().execute(
        "UPDATE person_addresses SET value = ?, normal = ? WHERE tenant_id = ? AND kind = 'mail'",
        mail_of("leyla"), mail_of("leyla"), tenant_);
    clock().set(clock().now() + std::chrono::hours(7)); // whatever is tried again is due
    office_.emplace(browser_of("conference_office"));
    lose_day("&day=26.1.2027&state=cancelled&reason=Schnee");
    send_without_words();
    EXPECT_THAT(
        calendar_in(letters()), AllOf(HasSubstr("METHOD:CANCEL"), HasSubstr("DTSTART:20270112T090000Z")))
        << "of the date that stands there";
}

TEST_P(PostponedMeetingStory, a_day_that_was_never_told_is_taken_out_of_no_calendar)
{
    invited("leyla");
    lose_day();
    send_without_words();
    EXPECT_THAT(calendar_in(letters()), HasSubstr("METHOD:CANCEL"));
    lose_day("&day=26.1.2027&state=cancelled&reason=Schnee"); // a new day, and off before anybody heard of it
    send_without_words();
    EXPECT_THAT(
        letters(),
        AllOf(HasSubstr("To: leyla@verein.example"), HasSubstr("Schnee"), Not(HasSubstr("text/calendar"))));
}

TEST_P(PostponedMeetingStory, a_guest_who_has_withdrawn_and_has_no_date_does_not_hear_that_it_is_off)
{
    auto const leyla = person("leyla", mail_of("leyla"));
    allows_invitations(leyla);
    add_guest(leyla);
    send();
    EXPECT_THAT(letters(), HasSubstr("method=REQUEST"));
    lose_day();
    send_without_words();
    EXPECT_THAT(letters(), HasSubstr("method=CANCEL"));
    withdraws(leyla);
    lose_day("&day=1.2027&state=cancelled&reason=Schnee");
    EXPECT_THAT(office_->get("/verwaltung").body_text(), Not(HasSubstr("noch die alten Angaben")));
    send_without_words();
    EXPECT_EQ(letters(), "") << "nothing stands in their calendar";
}

// "Irgendwann im Januar" is not over on the 20th: people can be told until its end, and are kept.
TEST_P(PostponedMeetingStory, what_has_no_day_is_not_over_before_its_month)
{
    invited("leyla");
    lose_day();
    clock().set(*parse_instant("2027-01-20T09:00:00Z"));
    office_.emplace(browser_of("conference_office"));
    EXPECT_THAT(office_->get("/verwaltung").body_text(), HasSubstr("noch die alten Angaben"));
    EXPECT_EQ(send_without_words().status(), http::Status::see_other);
    EXPECT_THAT(letters(), HasSubstr("To: leyla@verein.example"));
    clock().set(*parse_instant("2027-02-01T09:00:00Z"));
    office_.emplace(browser_of("conference_office"));
    EXPECT_EQ(send_without_words().status(), http::Status::conflict);
}

TEST_P(PostponedMeetingStory, nobody_is_reminded_of_a_day_that_there_is_not)
{
    auto const link = invited("leyla");
    lose_day();
    send_without_words();
    static_cast<void>(letters());
    clock().set(*parse_instant("2027-01-08T08:30:00Z"));
    EXPECT_THAT(letters(), Not(HasSubstr("To: leyla@verein.example")));
    office_.emplace(browser_of("conference_office"));
    find_day();
    send();
    EXPECT_THAT(letters(), HasSubstr("To: leyla@verein.example"));
    clock().set(*parse_instant("2027-01-22T08:30:00Z"));
    EXPECT_THAT(letters(), HasSubstr("Erinnerung")) << "of the new day";
}

// Whoever has withdrawn hears what ends a date that they were told, and is not invited to the next one.
TEST_P(PostponedMeetingStory, a_guest_who_has_withdrawn_is_told_the_end_and_not_the_next_date)
{
    auto const leyla = person("leyla", mail_of("leyla"));
    allows_invitations(leyla);
    add_guest(leyla);
    send();
    EXPECT_THAT(letters(), HasSubstr("method=REQUEST"));
    withdraws(leyla);
    lose_day();
    send_without_words();
    EXPECT_THAT(letters(), AllOf(HasSubstr("To: leyla@verein.example"), HasSubstr("method=CANCEL")));
    find_day();
    send();
    EXPECT_EQ(letters(), "");
    ASSERT_THAT(invitations(), SizeIs(1));
}

} // namespace
} // namespace kommin::app
