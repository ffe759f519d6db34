// The call of a session goes to the contacts: whoever allows it comes on the list with one press, and whoever
// has withdrawn that is named before and gets no letter.

#include "app/tests/invitation_story.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <set>
#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

class ContactsCalledStory : public InvitationBase {
protected:
    void allow(std::string const& number, std::string const& purpose = "invitations")
    {
        EXPECT_EQ(
            office_
                ->post(
                    "/verwaltung/personen/" + number + "/einwilligung",
                    "purpose=" + purpose + "&how=in_writing&given_on=01.02.2026&language=de")
                .status(),
            http::Status::see_other);
    }
    void withdraw(std::string const& number)
    {
        auto const consent = connection().load<std::int64_t>(
            "SELECT MAX(id) FROM consents WHERE tenant_id = ? AND person_id = ?", tenant_,
            std::stoll(number));
        EXPECT_EQ(
            office_->post("/verwaltung/einwilligungen/" + std::to_string(consent) + "/widerrufen", "")
                .status(),
            http::Status::see_other);
    }
    std::string willing(std::string const& given, std::string const& mail)
    {
        auto const number = person(given, mail);
        allow(number);
        return number;
    }
    std::string unwilling(std::string const& given, std::string const& mail)
    {
        auto const number = willing(given, mail);
        withdraw(number);
        return number;
    }
    std::string contacts() { return std::string(office_->get(list("/kontakte")).body_text()); }
    std::string chosen(std::string const& entries)
    {
        auto const answer = office_->post(list("/kontakte-suchen"), entries);
        EXPECT_EQ(answer.status(), http::Status::ok);
        return std::string(answer.body_text());
    }
    http::Response call_all(std::string const& entries = "worte=&ort=&feld=")
    {
        return office_->post(list("/kontakte"), entries);
    }
    // The page of the contacts says so many of something.
    static auto says(std::string const& label, int count)
    {
        return HasSubstr(label + "</dt><dd>" + std::to_string(count) + "</dd>");
    }
    void cancel_meeting()
    {
        change_meeting("title=Fr%C3%BChjahrssitzung&day=12.1.2027&begins=10&state=cancelled&reason=Schnee&"
                       "childcare=unknown");
    }
    // So many more who allow the same; nobody of them has an address.
    void many_like(std::int64_t number, std::int64_t count)
    {
        connection().execute(
            "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?)"
            " INSERT INTO persons (tenant_id, body_id, title, given_name, family_name, salutation,"
            " letters_language, works_for, works_for_key, position, field_of_work, gender, municipality_id,"
            " note, list_text, likeness, mark, changed_at) SELECT tenant_id, body_id, title, given_name,"
            " family_name, salutation, letters_language, works_for, works_for_key, position, field_of_work,"
            " gender, municipality_id, note, list_text, likeness, 'many-' || n, changed_at"
            " FROM persons, numbers WHERE persons.id = ?",
            count, number);
        connection().execute(
            "INSERT INTO consents (tenant_id, person_id, purpose, text_number, language, how, given_on,"
            " remark, recorded_by, recorded_at) SELECT c.tenant_id, p.id, c.purpose, c.text_number,"
            " c.language, c.how, c.given_on, c.remark, c.recorded_by, c.recorded_at FROM consents c,"
            " persons p WHERE c.person_id = ? AND p.mark LIKE 'many-%'",
            number);
    }
    // Where somebody gets a new seat of the panel.
    std::string seat(std::string const& function)
    {
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
    }
    void seated(std::string const& seat, std::string const& number, std::string const& as)
    {
        EXPECT_EQ(
            office_->post(seat, "person=" + number + "&as=" + as + "&from=2026").status(),
            http::Status::see_other);
    }
    meetings::Invitation invitation_of(std::string const& number)
    {
        for (auto& one : invitations()) {
            if (one.person.value == std::stoll(number))
                return one;
        }
        ADD_FAILURE() << "nobody has invited " << number;
        return {};
    }
    static constexpr auto* has_objected = "hat der Einladung widersprochen";
};
KOMMIN_ON_BOTH_ENGINES(ContactsCalledStory);

TEST_P(ContactsCalledStory, whoever_allows_it_comes_on_the_list_with_one_press_and_once)
{
    EXPECT_THAT(
        contacts(), AllOf(HasSubstr("Niemand, den Sie sehen dürfen"), Not(HasSubstr("Alle auf die"))));
    willing("Leyla", "leyla@verein.example");
    willing("Anton", "");
    person("Vera", "vera@verein.example");
    allow(person("Otto", "otto@verein.example"), "news");
    unwilling("Nina", "nina@verein.example");
    EXPECT_THAT(
        contacts(),
        AllOf(
            HasSubstr("Muster, Leyla"), HasSubstr("Muster, Anton"), Not(HasSubstr("Muster, Vera")),
            Not(HasSubstr("Muster, Otto")), Not(HasSubstr("Muster, Nina")), says("Ausgewählt", 2),
            says("davon schon auf der Liste", 0), says("davon ohne Mailadresse", 1),
            HasSubstr("Höchstens 2.000 Personen auf einmal")));
    EXPECT_THAT(invitations(), SizeIs(0)) << "looking invites nobody";
    EXPECT_EQ(call_all().status(), http::Status::see_other);
    ASSERT_THAT(invitations(), SizeIs(2));
    for (auto const& one : invitations())
        EXPECT_EQ(one.as, meetings::InvitedAs::guest);
    EXPECT_EQ(letters(), "") << "being on the list sends nothing";
    EXPECT_EQ(call_all().status(), http::Status::see_other);
    EXPECT_THAT(invitations(), SizeIs(2)) << "pressed twice";
    EXPECT_THAT(
        contacts(), AllOf(says("davon schon auf der Liste", 2), Not(HasSubstr("Alle auf die Liste"))));
    auto const actions = audit_actions();
    EXPECT_EQ(std::ranges::count(actions, "meetings.meeting.listed"), 1);
    EXPECT_THAT(actions, Contains("meetings.invitations.read"));
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM audit_entries WHERE action = 'meetings.meeting.listed'"
            " AND (before_json LIKE ? OR after_json LIKE ?)",
            "%Leyla%", "%Leyla%"),
        0)
        << "how many, and nobody's name";
    send();
    EXPECT_THAT(letters(), HasSubstr("To: leyla@verein.example"));
}

TEST_P(ContactsCalledStory, whoever_was_taken_off_the_list_stays_off_when_all_are_called_again)
{
    auto const leyla = willing("Leyla", "leyla@verein.example");
    auto const anton = willing("Anton", "anton@verein.example");
    call_all();
    ASSERT_THAT(invitations(), SizeIs(2));
    press(0, "ausladen"); // by name: Anton, before any letter
    EXPECT_TRUE(invitation_of(anton).is_withdrawn);
    EXPECT_THAT(list_page(), AllOf(HasSubstr("Leyla Muster"), Not(HasSubstr("Anton Muster"))));
    send();
    EXPECT_THAT(letters(), AllOf(HasSubstr("To: leyla@verein.example"), Not(HasSubstr("anton@"))));
    press(1, "ausladen"); // who has had one
    static_cast<void>(letters());
    EXPECT_THAT(
        contacts(),
        AllOf(
            says("Ausgewählt", 2), says("davon schon auf der Liste", 0), says("davon ausgeladen", 2),
            Not(HasSubstr("Alle auf die Liste"))))
        << "nobody is left for the button";
    auto const otto = willing("Otto", "otto@verein.example");
    EXPECT_THAT(contacts(), AllOf(says("davon ausgeladen", 2), HasSubstr("Alle auf die Liste")));
    EXPECT_EQ(call_all().status(), http::Status::see_other);
    EXPECT_TRUE(invitation_of(anton).is_withdrawn);
    EXPECT_TRUE(invitation_of(leyla).is_withdrawn);
    EXPECT_FALSE(invitation_of(otto).is_withdrawn);
    send();
    EXPECT_THAT(
        letters(), AllOf(HasSubstr("To: otto@verein.example"), Not(HasSubstr("To: anton@verein.example"))));
    EXPECT_EQ(add_guest(anton).status(), http::Status::see_other);
    EXPECT_FALSE(invitation_of(anton).is_withdrawn) << "one by one they come back";
}

TEST_P(ContactsCalledStory, more_than_a_thousand_come_on_the_list_with_one_press_each_once)
{
    auto const leyla = willing("Leyla", "leyla@verein.example");
    many_like(std::stoll(leyla), 1200);
    connection().execute("UPDATE persons SET no_ground_since = changed_at");
    EXPECT_EQ(call_all().status(), http::Status::see_other);
    auto const all = invitations();
    ASSERT_THAT(all, SizeIs(1201));
    std::set<std::int64_t> people;
    std::set<std::string> dates;
    for (auto const& one : all) {
        people.insert(one.person.value);
        dates.insert(one.uid);
        EXPECT_FALSE(one.is_withdrawn || one.may_know() || one.job);
    }
    EXPECT_THAT(people, SizeIs(1201));
    EXPECT_THAT(dates, SizeIs(1201)) << "each has its own place in a calendar";
    EXPECT_EQ(
        connection().load<std::int64_t>("SELECT COUNT(*) FROM persons WHERE no_ground_since IS NOT NULL"), 0)
        << "an invitation is a ground to keep each of them";
    EXPECT_EQ(call_all().status(), http::Status::see_other);
    EXPECT_THAT(invitations(), SizeIs(1201));
    EXPECT_EQ(std::ranges::count(audit_actions(), "meetings.meeting.listed"), 1);
    EXPECT_TRUE(work([&](Work& work) -> Result<void> {
        for (auto const& one : all)
            meetings::order_letter(work, one, meetings::LetterOrder::news);
        return {};
    }));
    auto const ordered = invitations();
    auto const states = meetings::list_letter_jobs(connection(), tenant_, ordered);
    EXPECT_THAT(states, SizeIs(1201));
    EXPECT_TRUE(std::ranges::all_of(
        ordered, [&](meetings::Invitation const& one) { return meetings::is_on_its_way(one, states); }));
}

TEST_P(ContactsCalledStory, members_are_called_as_members_whichever_button_comes_first)
{
    auto const leyla = willing("Leyla", "leyla@verein.example");
    auto const anton = willing("Anton", "anton@verein.example");
    auto const vera = willing("Vera", "vera@verein.example");
    auto const chair = seat("Vorsitz");
    seated(chair, leyla, "holder");
    seated(chair, anton, "substitute");
    EXPECT_EQ(call_all().status(), http::Status::see_other);
    EXPECT_EQ(invitation_of(leyla).as, meetings::InvitedAs::holder);
    EXPECT_EQ(invitation_of(anton).as, meetings::InvitedAs::substitute);
    EXPECT_EQ(invitation_of(vera).as, meetings::InvitedAs::guest);
    auto const other = seat("Schule");
    seated(other, vera, "holder");
    EXPECT_EQ(office_->post(list("/mitglieder"), "").status(), http::Status::see_other);
    EXPECT_THAT(invitations(), SizeIs(3));
    EXPECT_EQ(invitation_of(vera).as, meetings::InvitedAs::holder) << "was a guest, has a seat since";
    EXPECT_EQ(invitation_of(anton).as, meetings::InvitedAs::substitute);
    auto const otto = person("Otto", "otto@verein.example");
    add_guest(otto);
    send();
    static_cast<void>(letters());
    seated(seat("Sport"), otto, "holder");
    EXPECT_EQ(office_->post(list("/mitglieder"), "").status(), http::Status::see_other);
    EXPECT_EQ(invitation_of(otto).as, meetings::InvitedAs::guest) << "was asked as a guest";
}

TEST_P(ContactsCalledStory, nobody_reads_of_the_objection_of_whom_they_may_not_see)
{
    auto const leyla = unwilling("Leyla", "leyla@verein.example");
    auto const council = panel(*office_, "kind=council&body=aalfeld&name=Integrationsrat");
    auto const own = meeting(*office_, "panel=" + council + "&title=Rat&day=12.1.2027&childcare=unknown");
    EXPECT_EQ(office_->post(own + "/einladung/gast", "person=" + leyla).status(), http::Status::see_other);
    constexpr auto* spared = "bekommt keinen Brief";
    constexpr auto* counted = "Ein Gast hat die Einwilligung zu Einladungen widerrufen";
    EXPECT_THAT(office_->get(own + "/einladung").body_text(), HasSubstr(spared));
    EXPECT_THAT(file_of(office_->get(own + "/einladung/liste.csv")), HasSubstr(spared));
    EXPECT_THAT(office_->get(own + "/einladung/verschicken").body_text(), HasSubstr(counted));
    auto town = browser_of("municipal_editor", aalfeld_);
    auto const is_silent = AllOf(
        HasSubstr("Person eines anderen Trägers"), HasSubstr("noch kein Brief"), Not(HasSubstr(spared)),
        Not(HasSubstr(has_objected)), Not(HasSubstr("Leyla")));
    EXPECT_THAT(town.get(own + "/einladung").body_text(), is_silent);
    EXPECT_THAT(file_of(town.get(own + "/einladung/liste.csv")), is_silent);
    auto const sending = town.get(own + "/einladung/verschicken");
    EXPECT_EQ(sending.status(), http::Status::ok);
    EXPECT_THAT(sending.body_text(), Not(HasSubstr(counted)));
}

TEST_P(ContactsCalledStory, a_word_a_municipality_and_a_field_of_work_narrow_the_choice)
{
    willing("Leyla", "leyla@verein.example");
    auto const answer = office_->post(
        "/verwaltung/personen/neu",
        "field_of_work=politics&gender=unknown&municipality=aalfeld&body=&letters_language=de&given=Anton"
        "&family=Muster&mails=anton@verein.example");
    auto const location = std::string(answer.header("Location"));
    allow(location.substr(location.rfind('/') + 1));
    auto const only_leyla = AllOf(HasSubstr("Muster, Leyla"), Not(HasSubstr("Muster, Anton")));
    auto const only_anton = AllOf(HasSubstr("Muster, Anton"), Not(HasSubstr("Muster, Leyla")));
    EXPECT_THAT(chosen("worte=leyla"), only_leyla);
    EXPECT_THAT(chosen("worte=anton%40verein.example"), only_anton);
    EXPECT_THAT(chosen("ort=aalfeld"), only_anton);
    EXPECT_THAT(chosen("feld=politics"), AllOf(only_anton, says("Ausgewählt", 1)));
    EXPECT_THAT(chosen("ort=bergau"), HasSubstr("Niemand, den Sie sehen dürfen"));
    EXPECT_THAT(chosen("ort=nirgends"), HasSubstr("Niemand, den Sie sehen dürfen"));
    EXPECT_THAT(
        chosen("worte=anton&ort=aalfeld&feld=politics"),
        AllOf(
            HasSubstr("name=\"worte\" value=\"anton\""), HasSubstr("name=\"ort\" value=\"aalfeld\""),
            HasSubstr("name=\"feld\" value=\"politics\"")))
        << "the button takes the choice along";
    EXPECT_THAT(
        chosen("feld=nirgends"),
        AllOf(HasSubstr("Niemand, den Sie sehen dürfen"), Not(HasSubstr("Muster, "))));
    EXPECT_EQ(call_all("worte=&ort=&feld=nirgends").status(), http::Status::see_other);
    EXPECT_THAT(invitations(), SizeIs(0)) << "nor is a field";
    EXPECT_EQ(call_all("worte=&ort=nirgends&feld=").status(), http::Status::see_other);
    EXPECT_THAT(invitations(), SizeIs(0)) << "a place that there is not is no wider choice";
    EXPECT_EQ(call_all("worte=&ort=aalfeld&feld=politics").status(), http::Status::see_other);
    EXPECT_THAT(invitations(), SizeIs(1));
    EXPECT_THAT(list_page(), AllOf(HasSubstr("Anton Muster"), Not(HasSubstr("Leyla Muster"))));
}

TEST_P(ContactsCalledStory, the_choice_is_narrowed_by_what_people_speak)
{
    auto const speaking = [&](std::string const& given, std::string const& languages) {
        auto const answer = office_->post(
            "/verwaltung/personen/neu",
            "field_of_work=unknown&gender=unknown&municipality=&body=&letters_language=de&family=Muster"
            "&given="
                + given + languages);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        auto const location = std::string(answer.header("Location"));
        auto number = location.substr(location.rfind('/') + 1);
        allow(number);
        return number;
    };
    speaking("Leyla", "&languages=ar&languages=tr");
    auto const salma = speaking("Salma", "&languages=ar");
    speaking("Anton", "&languages=uk");
    speaking("Vera", "");
    EXPECT_THAT(contacts(), AllOf(says("Ausgewählt", 4), HasSubstr("<select id=\"spricht\"")));
    auto const arabic = chosen("worte=&ort=&feld=&spricht=ar");
    EXPECT_THAT(
        arabic,
        AllOf(
            says("Ausgewählt", 2), HasSubstr("Muster, Leyla"), HasSubstr("Muster, Salma"),
            Not(HasSubstr("Muster, Anton")), Not(HasSubstr("Muster, Vera")),
            HasSubstr("name=\"spricht\" value=\"ar\""), HasSubstr("value=\"ar\" selected")))
        << "the button takes the choice along";
    EXPECT_THAT(chosen("spricht=tr"), says("Ausgewählt", 1));
    EXPECT_THAT(chosen("worte=salma&spricht=tr"), HasSubstr("Niemand, den Sie sehen dürfen"));
    EXPECT_THAT(chosen("spricht=nirgends"), HasSubstr("Niemand, den Sie sehen dürfen"));
    EXPECT_EQ(call_all("worte=&ort=&feld=&spricht=nirgends").status(), http::Status::see_other);
    EXPECT_THAT(invitations(), SizeIs(0)) << "a language that there is not is no wider choice";
    EXPECT_EQ(call_all("worte=salma&ort=&feld=&spricht=ar").status(), http::Status::see_other);
    ASSERT_THAT(invitations(), SizeIs(1));
    EXPECT_EQ(invitations().front().person.value, std::stoll(salma));
    EXPECT_EQ(call_all("worte=&ort=&feld=&spricht=ar").status(), http::Status::see_other);
    EXPECT_THAT(invitations(), SizeIs(2)) << "the choice is made anew when it is pressed";
}

TEST_P(ContactsCalledStory, whoever_withdraws_it_before_the_press_is_left_out)
{
    auto const leyla = willing("Leyla", "leyla@verein.example");
    auto const anton = willing("Anton", "anton@verein.example");
    EXPECT_THAT(contacts(), says("Ausgewählt", 2));
    withdraw(leyla);
    EXPECT_EQ(call_all().status(), http::Status::see_other);
    ASSERT_THAT(invitations(), SizeIs(1));
    EXPECT_EQ(invitations().front().person.value, std::stoll(anton));
}

TEST_P(ContactsCalledStory, more_than_two_thousand_at_once_are_narrowed_first)
{
    auto const leyla = std::stoll(willing("Leyla", "leyla@verein.example"));
    willing("Anton", "anton@verein.example");
    many_like(leyla, 2000);
    EXPECT_THAT(
        contacts(),
        AllOf(
            HasSubstr("Auf einmal kommen höchstens 2.000 Personen auf die Liste"),
            HasSubstr("Das sind die ersten 50"), Not(HasSubstr("Alle auf die Liste"))));
    auto const refused = call_all();
    EXPECT_EQ(refused.status(), http::Status::conflict);
    EXPECT_THAT(refused.body_text(), HasSubstr("Grenzen Sie die Auswahl ein"));
    EXPECT_THAT(invitations(), SizeIs(0)) << "nobody rather than some of them";
    EXPECT_EQ(call_all("worte=anton&ort=&feld=").status(), http::Status::see_other);
    EXPECT_THAT(invitations(), SizeIs(1));
}

TEST_P(ContactsCalledStory, a_municipality_calls_only_whom_it_sees)
{
    willing("Leyla", "leyla@verein.example");
    auto const council = panel(*office_, "kind=council&body=aalfeld&name=Integrationsrat");
    auto const own = meeting(*office_, "panel=" + council + "&title=Rat&day=12.1.2027&childcare=unknown");
    auto town = browser_of("municipal_editor", aalfeld_);
    EXPECT_THAT(
        town.get(own + "/einladung/kontakte").body_text(),
        AllOf(HasSubstr("Niemand, den Sie sehen dürfen"), Not(HasSubstr("Leyla"))));
    EXPECT_EQ(town.post(own + "/einladung/kontakte", "worte=&ort=&feld=").status(), http::Status::see_other);
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM invitations"), 0);
    EXPECT_EQ(town.get(list("/kontakte")).status(), http::Status::not_found);
    EXPECT_EQ(town.post(list("/kontakte"), "worte=").status(), http::Status::not_found);
    EXPECT_EQ(town.post(meeting_ + "/einladung/kontakte-suchen", "worte=").status(), http::Status::not_found);
}

TEST_P(ContactsCalledStory, an_objection_is_said_before_and_no_letter_invites)
{
    auto const leyla = unwilling("Leyla", "leyla@verein.example");
    allow(person("Otto", "otto@verein.example"), "news");
    auto const anton = person("Anton", "anton@verein.example");
    auto const found = [&](std::string const& name) {
        return std::string(office_->post(list("/gast-suchen"), "worte=" + name).body_text());
    };
    constexpr auto* missing = "Einwilligung zu Einladungen fehlt";
    EXPECT_THAT(found("Leyla"), AllOf(HasSubstr("Leyla Muster"), HasSubstr(has_objected)));
    EXPECT_THAT(found("Otto"), AllOf(HasSubstr(missing), Not(HasSubstr(has_objected))));
    EXPECT_THAT(
        found("Anton"),
        AllOf(HasSubstr("Anton Muster"), Not(HasSubstr(missing)), Not(HasSubstr(has_objected))))
        << "was never asked for anything";
    EXPECT_EQ(add_guest(leyla).status(), http::Status::see_other);
    EXPECT_THAT(list_page(), AllOf(HasSubstr(has_objected), HasSubstr("bekommt keinen Brief")));
    EXPECT_THAT(list_page(), Not(HasSubstr("An eine Person verschicken")));
    add_guest(anton);
    EXPECT_THAT(
        office_->get(list("/verschicken")).body_text(),
        AllOf(
            HasSubstr("Eine Person bekommt einen Brief"),
            HasSubstr("Ein Gast hat die Einwilligung zu Einladungen widerrufen"),
            Not(HasSubstr("hat keine Mailadresse"))));
    send();
    EXPECT_THAT(
        letters(), AllOf(HasSubstr("To: anton@verein.example"), Not(HasSubstr("leyla@verein.example"))));
    EXPECT_EQ(call_all().status(), http::Status::see_other);
    EXPECT_THAT(invitations(), SizeIs(2));
}

TEST_P(ContactsCalledStory, whoever_withdraws_after_the_letter_hears_of_the_end_alone)
{
    auto const leyla = willing("Leyla", "leyla@verein.example");
    add_guest(leyla);
    send();
    EXPECT_THAT(letters(), HasSubstr("To: leyla@verein.example"));
    withdraw(leyla);
    EXPECT_THAT(list_page(), AllOf(HasSubstr(has_objected), HasSubstr("verschickt")));
    change_meeting("title=Fr%C3%BChjahrssitzung&day=13.1.2027&begins=11&place=Rathaus&state=planned"
                   "&childcare=unknown");
    EXPECT_THAT(list_page(), HasSubstr("bekommt keinen Brief"));
    EXPECT_THAT(office_->get("/verwaltung").body_text(), Not(HasSubstr("noch die alten Angaben")))
        << "nothing is left to do";
    send();
    EXPECT_EQ(letters(), "") << "a change";
    cancel_meeting();
    send();
    EXPECT_THAT(letters(), AllOf(HasSubstr("To: leyla@verein.example"), HasSubstr("Schnee")))
        << "nobody stands before a locked door";
}

TEST_P(ContactsCalledStory, a_letter_that_waits_does_not_leave_after_the_objection)
{
    auto const leyla = willing("Leyla", "leyla@verein.example");
    add_guest(leyla);
    add_guest(willing("Anton", "anton@verein.example"));
    send();
    withdraw(leyla);
    EXPECT_THAT(
        letters(), AllOf(HasSubstr("To: anton@verein.example"), Not(HasSubstr("leyla@verein.example"))));
    cancel_meeting();
    send();
    EXPECT_THAT(letters(), Not(HasSubstr("leyla@verein.example"))) << "has never heard of it";
}

TEST_P(ContactsCalledStory, whoever_has_objected_is_not_reminded)
{
    auto const leyla = willing("Leyla", "leyla@verein.example");
    add_guest(leyla);
    add_guest(willing("Anton", "anton@verein.example"));
    send("words=&reply_by=&remind=7");
    EXPECT_THAT(letters(), HasSubstr("leyla@verein.example"));
    withdraw(leyla);
    clock().set(clock().now() + std::chrono::hours{24 * 44});
    EXPECT_THAT(
        letters(), AllOf(HasSubstr("To: anton@verein.example"), Not(HasSubstr("leyla@verein.example"))));
}

TEST_P(ContactsCalledStory, members_are_asked_by_their_function_whatever_they_allow)
{
    auto const chair = seat("Vorsitz");
    auto const leyla = unwilling("Leyla", "leyla@verein.example");
    add_guest(leyla); // before she has the seat
    EXPECT_THAT(list_page(), HasSubstr(has_objected));
    seated(chair, leyla, "holder");
    EXPECT_THAT(list_page(), Not(HasSubstr(has_objected)));
    send();
    EXPECT_THAT(letters(), HasSubstr("To: leyla@verein.example"));
    press(0, "ausladen");
    static_cast<void>(letters());
    EXPECT_EQ(office_->post(list("/mitglieder"), "").status(), http::Status::see_other);
    EXPECT_EQ(invitations().front().as, meetings::InvitedAs::holder);
    EXPECT_THAT(list_page(), Not(HasSubstr(has_objected)));
    send();
    EXPECT_THAT(letters(), HasSubstr("To: leyla@verein.example"));
}

} // namespace
} // namespace kommin::app
