// What is printed for the door of a meeting: of whoever is invited, sits in the panel or has registered, each
// once.

#include "app/tests/registration_story.hpp"

#include <gmock/gmock.h>

#include <cstddef>
#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class AttendeesStory : public RegistrationBase {
protected:
    std::string person(std::string const& given, std::string const& mails, std::string const& more = {})
    {
        auto const answer = office_->post(
            "/verwaltung/personen/neu",
            "field_of_work=unknown&gender=unknown&municipality=&body=&letters_language=de&given=" + given
                + "&family=Muster&mails=" + mails + more);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        auto const location = std::string(answer.header("Location"));
        return location.substr(location.rfind('/') + 1);
    }
    // A new seat, and where somebody gets it.
    std::string seat(std::string const& panel, std::string const& entries)
    {
        EXPECT_EQ(
            office_->post("/verwaltung/gremien/" + panel + "/neuer-sitz", "vote=unknown&" + entries).status(),
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
    void invite(std::string const& number)
    {
        EXPECT_EQ(
            office_->post(meeting_ + "/einladung/gast", "person=" + number).status(),
            http::Status::see_other);
    }
    void answers(std::string const& number, std::string const& answer)
    {
        auto const invitation
            = meetings::find_invitation(connection(), tenant_, id(), contacts::PersonId{std::stoll(number)});
        ASSERT_TRUE(invitation);
        EXPECT_EQ(
            office_
                ->post(
                    "/verwaltung/einladungen/" + std::to_string(invitation->id.value) + "/antwort-notieren",
                    "fassung=" + std::to_string(invitation->version) + "&antwort=" + answer)
                .status(),
            http::Status::see_other);
    }
    void comes(std::string const& number)
    {
        EXPECT_EQ(
            office_->post(meeting_ + "/anwesenheit", "person=" + number + "&da=ja").status(),
            http::Status::see_other);
    }
    // It is the day of the meeting; sessions of before have ended.
    void go_to_the_day()
    {
        clock().set(*parse_instant("2027-01-12T08:30:00Z"));
        office_.emplace(browser_of("conference_office"));
    }
    [[nodiscard]] meetings::MeetingId id() const
    {
        return meetings::MeetingId{std::stoll(meeting_.substr(meeting_.rfind('/') + 1))};
    }
    [[nodiscard]] std::string path(std::string const& page) const
    {
        return meeting_ + "/anwesenheit/" + page;
    }
    std::string printed(std::string const& page) { return std::string(office_->get(path(page)).body_text()); }
    static std::size_t count_in(std::string const& page, std::string const& words)
    {
        std::size_t count = 0;
        for (auto at = page.find(words); at != std::string::npos; at = page.find(words, at + words.size()))
            ++count;
        return count;
    }

    static constexpr auto* sign_list = "unterschriften";
    static constexpr auto* badges = "namensschilder";
    static constexpr auto* certificates = "bescheinigungen";
};
KOMMIN_ON_BOTH_ENGINES(AttendeesStory);

TEST_P(AttendeesStory, a_meeting_without_registration_has_them_all)
{
    panel_ = panel(*office_, "kind=steering_group&body=&name=Lenkungsgruppe");
    meeting_ = meeting(
        *office_, "panel=" + panel_ + "&title=Lenkung&day=12.1.2027&begins=10&ends=12&childcare=unknown");
    auto const chair = seat(panel_, "role=chair&function=Leitung+Soziales&sent_by=Stadt+Aalfeld");
    seated(chair, person("Anna", "", "&title=Dr."), "holder");
    seated(chair, person("Berta", ""), "substitute");
    auto const carl = person("Carl", "", "&works_for=Hafenverein");
    EXPECT_THAT(
        office_->get(meeting_).body_text(),
        AllOf(HasSubstr(meeting_ + "/anwesenheit\""), HasSubstr("Liste zum Unterschreiben und Namens")))
        << "the list is printed the day before";
    EXPECT_THAT(
        printed(sign_list),
        AllOf(
            HasSubstr("Muster, Dr. Anna"), HasSubstr("Vorsitz, Leitung Soziales, Stadt Aalfeld"),
            HasSubstr("Muster, Berta"), HasSubstr("Stellvertretung, Stadt Aalfeld"),
            HasSubstr("Unterschrift"), Not(HasSubstr("Carl"))));
    EXPECT_THAT(
        printed(badges), AllOf(HasSubstr("hat niemand zugesagt"), Not(HasSubstr("class=\"badges\""))));
    EXPECT_THAT(
        printed(std::string(badges) + "?offen=ja"),
        AllOf(
            HasSubstr("<strong dir=\"auto\">Dr. Anna Muster</strong>"),
            HasSubstr("<strong dir=\"auto\">Berta Muster</strong>")));
    go_to_the_day();
    comes(carl);
    EXPECT_THAT(printed(sign_list), AllOf(HasSubstr("Muster, Carl"), HasSubstr("Hafenverein")));
    EXPECT_THAT(
        printed(badges),
        AllOf(
            HasSubstr("<strong dir=\"auto\">Carl Muster</strong>"), HasSubstr("<span>Hafenverein</span>"),
            HasSubstr("<span class=\"small\">Gast</span>"), Not(HasSubstr("Anna"))));
    EXPECT_THAT(
        printed(certificates),
        AllOf(
            HasSubstr("Carl Muster"), HasSubstr("Lenkung"), HasSubstr("teilgenommen"),
            Not(HasSubstr("Anna"))))
        << "nobody is certified to have been where they were not";
    EXPECT_THAT(audit_actions(), Contains("meetings.attendance.read"));
}

TEST_P(AttendeesStory, whoever_is_invited_and_has_registered_is_printed_once)
{
    open();
    auto const leyla = person("Leyla", "LEYLA@verein.example", "&title=Dr.&works_for=Verein");
    auto const anton = person("Anton", "anton@verein.example");
    invite(leyla);
    invite(anton);
    registered(line(1, "muster,+leyla", "Schule", "&organisation_1=Hafen"));
    registered(line(1, "Omar", "Arbeit"), contact("omar@verein.example"));
    auto const list = printed(sign_list);
    EXPECT_EQ(count_in(list, "Muster, Dr. Leyla"), 1U);
    EXPECT_THAT(
        list,
        AllOf(
            HasSubstr(">Schule</h2>"), HasSubstr("<h2 id=\"eingeladen\">Eingeladene und Mitglieder</h2>"),
            HasSubstr("aria-labelledby=\"eingeladen\""), HasSubstr("Hafen"), HasSubstr("Omar"),
            HasSubstr("Muster, Anton"), Not(HasSubstr("muster, leyla")), Not(HasSubstr("Verein<"))));
    auto const shown = printed(badges);
    EXPECT_EQ(count_in(shown, "Leyla"), 1U);
    EXPECT_THAT(shown, AllOf(HasSubstr("Omar"), Not(HasSubstr("Anton")))) << "who has not answered";
    answers(anton, "accepted");
    EXPECT_THAT(printed(badges), HasSubstr("<strong dir=\"auto\">Anton Muster</strong>"));
    answers(anton, "declined");
    EXPECT_THAT(printed(std::string(badges) + "?offen=ja"), Not(HasSubstr("Anton")));
    EXPECT_THAT(printed(sign_list), HasSubstr("Gast, hat abgesagt")) << "and may come after all";
    go_to_the_day();
    comes(leyla);
    auto const sheets = printed(certificates);
    EXPECT_EQ(count_in(sheets, "Dr. Leyla Muster"), 1U) << "marked on one of the two lists";
    EXPECT_THAT(sheets, AllOf(HasSubstr("Teil: Schule"), Not(HasSubstr("Omar")), Not(HasSubstr("Anton"))));
    EXPECT_THAT(
        printed(std::string(sign_list) + "?da=nein"), AllOf(HasSubstr("Omar"), Not(HasSubstr("Leyla"))));
}

TEST_P(AttendeesStory, whoever_registers_twice_is_printed_once)
{
    open();
    invite(person("Leyla", "leyla@verein.example"));
    registered(line(1, "Leyla+Muster", "Schule") + line(2, "Ali+Muster", "Schule"));
    registered(
        line(1, "muster,+LEYLA", "Arbeit", "&organisation_1=Hafen") + line(2, "Ali+Muster", "Arbeit"),
        contact("LEYLA@verein.example"));
    registered(line(1, "Leyla+Muster", "Arbeit"), contact("andere@verein.example"));
    auto const list = printed(sign_list);
    EXPECT_EQ(count_in(list, ">Muster, Leyla<"), 1U) << "as the contacts have her";
    EXPECT_EQ(count_in(list, ">Leyla Muster<"), 1U) << "another address is somebody else";
    EXPECT_EQ(count_in(list, ">Ali Muster<"), 1U);
    EXPECT_THAT(list, AllOf(HasSubstr("Hafen"), Not(HasSubstr("muster, LEYLA"))));
    EXPECT_EQ(count_in(printed(badges), "<li lang=\"de\">"), 3U);
    EXPECT_EQ(count_in(printed(sign_list + ("?teil=" + part("Arbeit"))), ">Ali Muster<"), 1U);
    go_to_the_day();
    connection().execute(
        "UPDATE participants SET arrived = TRUE WHERE tenant_id = ? AND name = 'Ali Muster' AND part_id = ?",
        tenant_, std::stoll(part("Arbeit")));
    auto const sheets = printed(certificates);
    EXPECT_EQ(count_in(sheets, "class=\"sign\""), 1U);
    EXPECT_THAT(sheets, AllOf(HasSubstr("Ali Muster"), HasSubstr("Teil: Arbeit")));
}

TEST_P(AttendeesStory, father_and_son_with_one_name_are_two_however_often_they_register)
{
    open();
    for (int time = 0; time < 2; ++time)
        registered(line(1, "Ali+Muster", "Schule") + line(2, "Ali+Muster", "Arbeit"));
    EXPECT_EQ(count_in(printed(sign_list), ">Ali Muster<"), 2U);
}

TEST_P(AttendeesStory, a_filter_by_who_did_not_come_ends_at_the_certificates)
{
    open();
    registered(line(1, "Omar", "Schule"));
    go_to_the_day();
    connection().execute("UPDATE participants SET arrived = TRUE WHERE tenant_id = ?", tenant_);
    auto const list = printed(std::string(sign_list) + "?da=nein&teil=" + part("Schule"));
    EXPECT_THAT(
        list,
        AllOf(
            HasSubstr(path(certificates) + "?teil=" + part("Schule") + '"'),
            HasSubstr(path(badges) + "?teil=" + part("Schule") + "&amp;da=nein")));
    EXPECT_THAT(printed(std::string(certificates) + "?da=nein"), HasSubstr("Omar"));
}

TEST_P(AttendeesStory, a_filter_asks_for_one_of_the_lists_and_for_what_participants_said)
{
    open();
    auto const leyla = person("Leyla", "leyla@verein.example");
    invite(leyla);
    invite(person("Anton", "anton@verein.example"));
    registered(line(1, "Leyla+Muster", "Schule", "aalfeld"));
    registered(line(1, "Omar", "Arbeit", "&sign_language_1=1"), contact("omar@verein.example"));
    auto const with = [&](std::string const& query) { return printed(sign_list + ('?' + query)); };
    EXPECT_THAT(
        with("wer=registered"), AllOf(HasSubstr("Leyla"), HasSubstr("Omar"), Not(HasSubstr("Anton"))));
    EXPECT_THAT(with("wer=invited"), AllOf(HasSubstr("Leyla"), HasSubstr("Anton"), Not(HasSubstr("Omar"))));
    EXPECT_THAT(
        with("teil=" + part("Arbeit")),
        AllOf(HasSubstr("Omar"), Not(HasSubstr("Leyla")), Not(HasSubstr("Anton"))));
    EXPECT_THAT(
        with("bedarf=sign_language"),
        AllOf(HasSubstr("Omar"), HasSubstr("name=\"bedarf\""), Not(HasSubstr("Leyla"))));
    EXPECT_THAT(
        with("ort=aalfeld"), AllOf(HasSubstr("Leyla"), Not(HasSubstr("Omar")), Not(HasSubstr("Anton"))));
    for (auto const* unknown : {"wer=alle", "rolle=chef", "ort=nirgends"})
        EXPECT_THAT(
            with(unknown),
            AllOf(HasSubstr("steht niemand auf der Liste"), Not(HasSubstr("Leyla")), Not(HasSubstr("Anton"))))
            << unknown;
    EXPECT_THAT(
        office_->get(meeting_ + "/anmeldungen?teil=" + part("Arbeit")).body_text(),
        HasSubstr("/anwesenheit/namensschilder?wer=registered&amp;teil=" + part("Arbeit")));
}

TEST_P(AttendeesStory, a_field_has_its_members_and_those_who_chose_it)
{
    auto const field = panel(*office_, "kind=field_of_action&body=&name=Bildung&parent=" + panel_);
    auto const group = panel(*office_, "kind=working_group&body=&name=AG+Eltern&parent=" + field);
    ASSERT_EQ(
        save_programme(window(50) + part_line(1, group) + part_line(2, "", "Markt")).status(),
        http::Status::see_other);
    auto const anna = person("Anna", "");
    auto const berta = person("Berta", "");
    seated(seat(field, "role=moderator&function=Leitet+die+Runde"), anna, "holder");
    invite(anna);
    invite(berta);
    registered(line(1, "Omar", "AG Eltern"));
    registered(line(1, "Ina", "Markt"), contact("ina@verein.example"));
    auto const shown = printed(std::string(sign_list) + "?gremium=" + field);
    EXPECT_THAT(
        shown,
        AllOf(
            HasSubstr("Muster, Anna"), HasSubstr("Moderation, Leitet die Runde"), HasSubstr("Omar"),
            Not(HasSubstr("Berta")), Not(HasSubstr(">Ina<"))));
    EXPECT_THAT(
        printed(std::string(sign_list) + "?gremium=" + group),
        AllOf(HasSubstr("Omar"), Not(HasSubstr("Anna"))));
}

TEST_P(AttendeesStory, who_may_not_see_somebody_prints_no_name_and_is_told_nothing_of_them)
{
    open();
    auto const leyla = person("Leyla", "leyla@verein.example");
    invite(leyla);
    answers(leyla, "accepted");
    registered(line(1, "Leyla+Muster", "Schule"));
    go_to_the_day();
    EXPECT_EQ(count_in(printed(sign_list), "Leyla"), 1U);
    // The session is one of the town's now; Leyla is still one of the people of the district.
    connection().execute("UPDATE panels SET body_id = ? WHERE id = ?", aalfeld_.owner(), std::stoll(panel_));
    auto town = browser_of("municipal_editor", aalfeld_);
    auto const list = std::string(town.get(path(sign_list)).body_text());
    EXPECT_EQ(count_in(list, "Leyla Muster"), 1U) << "as the party has typed it";
    EXPECT_THAT(list, AllOf(HasSubstr("Person eines anderen"), Not(HasSubstr("Muster, Leyla"))));
    auto const shown = std::string(town.get(path(badges)).body_text());
    EXPECT_EQ(count_in(shown, "<li lang=\"de\">"), 1U);
    EXPECT_THAT(shown, HasSubstr("eine Person gibt es hier nichts zu drucken"));
    for (auto const* page : {sign_list, badges, certificates}) {
        EXPECT_EQ(browser_of("reader").get(path(page)).status(), http::Status::not_found) << page;
        EXPECT_EQ(browser_of("moderator").get(path(page)).status(), http::Status::not_found) << page;
    }
}

TEST_P(AttendeesStory, once_names_are_erased_nothing_is_printed_of_participants)
{
    open();
    registered(line(1, "Omar", "Schule"));
    go_to_the_day();
    connection().execute("UPDATE participants SET arrived = TRUE WHERE tenant_id = ?", tenant_);
    EXPECT_THAT(printed(certificates), HasSubstr("Omar"));
    clock().set(*parse_instant("2027-06-01T09:00:00Z"));
    erase_old_registrations();
    office_.emplace(browser_of("conference_office"));
    EXPECT_THAT(
        printed(certificates),
        AllOf(
            HasSubstr("<p class=\"mute\">Namen gelöscht am 1. Juni 2027"),
            Not(HasSubstr("als anwesend eingetragen")), Not(HasSubstr("class=\"sign\""))));
    EXPECT_THAT(
        printed(sign_list), AllOf(HasSubstr("<p class=\"mute\">Namen gelöscht am"), Not(HasSubstr("Omar"))))
        << "on paper, too";
}

} // namespace
} // namespace kommin::app
