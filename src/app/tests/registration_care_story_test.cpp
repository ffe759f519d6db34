// What goes wrong around registrations: links that must end, rooms that must stay closed, presses that come
// twice, parties that only the office can cancel.

#include "app/tests/registration_story.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <regex>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

class RegistrationCareStory : public RegistrationBase {
protected:
    std::string page(std::string const& path)
    {
        auto guest = anybody();
        return std::string(guest.get(path).body_text());
    }
    void change_meeting(std::string const& entries)
    {
        auto const answer = changed(
            *office_, meeting_ + "/aendern",
            "title=Fr%C3%BChjahrstagung&begins=10&ends=15&place=Kreishaus&childcare=offered&state=planned&"
                + entries);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
    }
    // Without what is another one for each: the tokens of form and link, the address that was typed.
    std::string page_without(std::string const& link, std::string const& mail)
    {
        auto text = page(link);
        for (auto const& [own, word] :
             {std::pair{key_in(text), "KEY"}, {link.substr(link.rfind('/') + 1), "TOKEN"}, {mail, "MAIL"}}) {
            EXPECT_THAT(text, HasSubstr(own));
            for (auto at = text.find(own); at != std::string::npos; at = text.find(own, at))
                text.replace(at, own.size(), word);
        }
        return text;
    }
    // All addresses of registrations in a letter, each once, as it tells them.
    static std::vector<std::string> links_in(std::string const& letter)
    {
        std::vector<std::string> links;
        auto rest = letter;
        for (auto link = link_in(rest, registration); !link.empty(); link = link_in(rest, registration)) {
            if (std::ranges::find(links, link) == links.end())
                links.push_back(link);
            rest = std::regex_replace(unfolded(rest), std::regex("=46"), "F");
            rest = rest.substr(rest.find(link) + link.size());
        }
        return links;
    }

    static constexpr auto* registration = "/de/konferenz/anmeldung/";
};
KOMMIN_ON_BOTH_ENGINES(RegistrationCareStory);

TEST_P(RegistrationCareStory, who_registers_once_more_is_told_so_by_mail_and_on_no_page)
{
    open();
    registered(line(1, "Leyla", "Schule"));
    EXPECT_THAT(letters(), Not(HasSubstr("noch eine andere Anmeldung")));
    auto const again = registered(line(1, "Kaja", "Schule"), contact("LEYLA@verein.example"));
    auto const letter = letters();
    auto const fresh = registered(line(1, "Kaja", "Schule"), contact("kaja@verein.example"));
    EXPECT_EQ(page_without(again, "LEYLA@verein.example"), page_without(fresh, "kaja@verein.example"))
        << "whoever types a stranger's address reads nothing of them";
    EXPECT_THAT(letters(), Not(HasSubstr("noch eine andere Anmeldung"))) << "nobody has that address";
    EXPECT_THAT(
        letter,
        AllOf(
            HasSubstr("To: LEYLA@verein.example"), Not(HasSubstr("To: leyla@")),
            HasSubstr("noch eine andere Anmeldung"), HasSubstr("Andere Anmeldung: "),
            Not(HasSubstr("Leyla"))));
    auto const links = links_in(letter);
    ASSERT_THAT(links, SizeIs(2));
    EXPECT_THAT(page(links.front()), HasSubstr("Kaja"));
    EXPECT_THAT(page(links.back()), HasSubstr("Leyla"));
    EXPECT_EQ(press(links.back(), "/absagen", "").status(), http::Status::see_other);
    EXPECT_EQ(taken(), 2);
    EXPECT_THAT(page(links.front()), HasSubstr("Kaja")) << "the other one goes on";
    EXPECT_THAT(letters(), Not(HasSubstr("noch eine andere Anmeldung"))) << "it has ended";
    registered(line(1, "Omar", "Arbeit"));
    auto const third = letters();
    ASSERT_THAT(links_in(third), SizeIs(2)) << "without the one that has ended";
    EXPECT_THAT(page(links_in(third).back()), HasSubstr("Kaja"));
}

TEST_P(RegistrationCareStory, of_many_with_one_address_some_are_linked_and_the_others_counted)
{
    open(20, 10, 10);
    auto const letter_to = [&](std::string const& name, std::string const& mail = "leyla@verein.example") {
        registered(line(1, name, "Schule"), contact(mail));
        return letters();
    };
    EXPECT_THAT(letter_to("Leyla"), Not(HasSubstr("Mit dieser Mailadresse")));
    EXPECT_THAT(letter_to("Kaja"), HasSubstr("noch eine andere Anmeldung."));
    EXPECT_THAT(letter_to("Omar"), HasSubstr("noch 2 andere Anmeldungen."));
    letter_to("Iryna");
    letter_to("Emre");
    EXPECT_THAT(
        letter_to("Salma"), AllOf(HasSubstr("noch 5 andere Anmeldungen."), Not(HasSubstr("unten nicht"))));
    auto const seventh = letter_to("Jonas", "Leyla@Verein.example");
    EXPECT_THAT(
        seventh, AllOf(HasSubstr("noch 6 andere Anmeldungen."), HasSubstr("Eine davon steht unten nicht")));
    EXPECT_THAT(links_in(seventh), SizeIs(6)) << "its own and those of five";
    EXPECT_THAT(
        letter_to("Ada"),
        AllOf(HasSubstr("noch 7 andere Anmeldungen."), HasSubstr("2 davon stehen unten nicht")));
}

TEST_P(RegistrationCareStory, the_answer_to_a_second_registration_is_that_to_a_first)
{
    open();
    registered(line(1, "Leyla", "Schule"));
    auto const answered = [&](std::string const& key, std::string const& mail) {
        auto const answer = send(key, line(1, "Kaja", "Schule") + contact(mail));
        auto const location = std::string(answer.header("Location"));
        return std::tuple(
            answer.status(), location.substr(0, location.rfind('/')), location.size(),
            std::string(answer.body_text()));
    };
    EXPECT_EQ(answered("k1", "leyla@verein.example"), answered("k2", "kaja@verein.example"));
}

TEST_P(RegistrationCareStory, a_link_to_another_registration_ends_with_its_address)
{
    open();
    auto const first = registered(line(1, "Leyla", "Schule"));
    letters();
    registered(line(1, "Kaja", "Schule"));
    auto const told = links_in(letters());
    ASSERT_THAT(told, SizeIs(2));
    EXPECT_THAT(page(told.back()), HasSubstr("Leyla"));
    EXPECT_EQ(
        press(first, "/adresse", "&mail=eigen%40verein.example&telephone=").status(),
        http::Status::see_other);
    auto guest = anybody();
    EXPECT_EQ(guest.get(told.back()).status(), http::Status::gone);
    EXPECT_THAT(letters(), Not(HasSubstr("noch eine andere Anmeldung")));
}

TEST_P(RegistrationCareStory, who_waits_with_an_address_that_is_registered_is_told_so_too)
{
    open(10, 1, 5);
    registered(line(1, "Leyla", "Schule"));
    letters();
    registered(line(1, "Kaja", "Schule"), contact() + "&warteliste=1");
    auto const letter = letters();
    EXPECT_THAT(letter, AllOf(HasSubstr("auf der Warteliste"), HasSubstr("noch eine andere Anmeldung")));
    EXPECT_THAT(links_in(letter), SizeIs(2));
    clock().set(*parse_instant("2027-01-11T08:06:00Z"));
    EXPECT_THAT(
        letters(), AllOf(HasSubstr("To: leyla@verein.example"), Not(HasSubstr("noch eine andere Anmeldung"))))
        << "a reminder reminds";
}

TEST_P(RegistrationCareStory, the_room_is_told_to_whoever_comes_and_to_nobody_else)
{
    change_meeting("day=12.1.2027&link=https%3A%2F%2Fraum.example%2Fx");
    open();
    EXPECT_THAT(page(form), AllOf(HasSubstr("Kreishaus"), Not(HasSubstr("raum.example"))));
    auto const link = registered(line(1, "Leyla", "Schule"));
    EXPECT_THAT(page(link), HasSubstr("raum.example"));
    EXPECT_EQ(press(link, "/absagen", "").status(), http::Status::see_other);
    EXPECT_THAT(page(link), AllOf(HasSubstr("Kreishaus"), Not(HasSubstr("raum.example"))));
    EXPECT_THAT(page(link + "/termin.ics"), Not(HasSubstr("raum.example")));
}

TEST_P(RegistrationCareStory, what_is_being_prepared_is_public_nowhere)
{
    ASSERT_EQ(save_programme(programme(10, 5, 5, "0", "closed")).status(), http::Status::see_other);
    auto guest = anybody();
    EXPECT_EQ(guest.get(form).status(), http::Status::not_found);
    change_meeting("day=12.1.2027&visible=ja");
    EXPECT_THAT(page(form), HasSubstr("Zurzeit kann man sich nicht anmelden"));
}

TEST_P(RegistrationCareStory, the_office_cancels_for_whoever_has_lost_the_link)
{
    open();
    auto const link = registered(line(1, "Leyla", "Schule") + line(2, "Omar", "Arbeit"));
    registered(line(1, "Iryna", "Arbeit"), contact("iryna@verein.example"));
    EXPECT_EQ(taken(), 3);
    auto const id = std::to_string(
        connection().load<std::int64_t>("SELECT registration_id FROM participants WHERE name = 'Leyla'"));
    EXPECT_THAT(
        std::string(office_->get(meeting_ + "/anmeldungen/" + id).body_text()),
        HasSubstr("name=\"anmeldung\" value=\"" + id + '"'));
    auto other = browser_of("moderator");
    EXPECT_EQ(
        other.post(meeting_ + "/anmeldungen/absagen", "anmeldung=" + id).status(), http::Status::not_found);
    EXPECT_EQ(
        office_->post(meeting_ + "/anmeldungen/absagen", "anmeldung=4711").status(), http::Status::not_found);
    EXPECT_EQ(taken(), 3);
    for (int press = 0; press < 2; ++press)
        EXPECT_EQ(
            office_->post(meeting_ + "/anmeldungen/absagen", "anmeldung=" + id).status(),
            http::Status::see_other);
    EXPECT_EQ(taken(), 1);
    EXPECT_EQ(taken("Schule"), 0);
    EXPECT_EQ(count("participants"), 1);
    EXPECT_THAT(
        std::string(office_->get(meeting_ + "/anmeldungen").body_text()),
        AllOf(HasSubstr("Iryna"), Not(HasSubstr("Leyla"))));
    EXPECT_THAT(page(link), Not(HasSubstr("Leyla")));
    EXPECT_THAT(audit_actions(), Contains("meetings.registration.cancelled_by_office"));
}

TEST_P(RegistrationCareStory, a_full_part_is_said_at_the_line_that_chose_it)
{
    open(10, 5, 1);
    registered(line(1, "Omar", "Arbeit"));
    auto guest = anybody();
    auto const refused = send(
        key_in(std::string(guest.get(form).body_text())),
        line(1, "Leyla", "Schule") + line(2, "Iryna", "Arbeit") + contact("iryna@verein.example"));
    EXPECT_EQ(refused.status(), http::Status::conflict);
    EXPECT_THAT(
        std::string(refused.body_text()),
        AllOf(HasSubstr("id=\"f-part_2-fehler\""), Not(HasSubstr("id=\"f-part_1-fehler\""))));
    EXPECT_EQ(taken(), 1) << "nothing of it is taken";
    EXPECT_EQ(taken("Schule"), 0);
}

TEST_P(RegistrationCareStory, a_change_that_comes_twice_is_made_once)
{
    open();
    auto const link = registered(line(1, "Leyla", "Schule"));
    auto const entries = "&personen=2" + line(1, "Leyla", "Arbeit");
    auto guest = anybody();
    auto const shown = std::string(guest.get(link + "/aendern").body_text());
    for (int press = 0; press < 2; ++press)
        EXPECT_EQ(
            guest.post(link + "/aendern", "schluessel=k&website=&fassung=" + seen_on(shown) + entries, false)
                .status(),
            http::Status::see_other)
            << press;
    EXPECT_EQ(taken("Arbeit"), 1);
    EXPECT_EQ(taken("Schule"), 0);
}

TEST_P(RegistrationCareStory, the_letters_own_link_ends_when_it_changes_the_address)
{
    open();
    registered(line(1, "Leyla", "Schule"), contact("verein@verein.example"));
    auto const old = link_in(letters(), "/de/konferenz/anmeldung/");
    auto const answer = press(old, "/adresse", "&mail=leyla%40verein.example&telephone=");
    ASSERT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
    auto fresh = std::string(answer.header("Location"));
    fresh = fresh.substr(fresh.find("/de/"));
    EXPECT_NE(fresh, old);
    auto guest = anybody();
    EXPECT_EQ(guest.get(old).status(), http::Status::gone);
    EXPECT_THAT(page(fresh), HasSubstr("Leyla"));
}

TEST_P(RegistrationCareStory, another_number_of_telephone_loses_no_letter)
{
    open();
    auto const link = registered(line(1, "Leyla", "Schule"));
    EXPECT_EQ(
        press(link, "/adresse", "&mail=leyla%40verein.example&telephone=02303+27").status(),
        http::Status::see_other);
    EXPECT_THAT(letters(), HasSubstr("leyla@verein.example"));
}

TEST_P(RegistrationCareStory, whoever_has_registered_is_told_when_it_moves_or_does_not_take_place)
{
    open();
    registered(line(1, "Leyla", "Schule"));
    registered(
        line(1, "Omar", "Arbeit"),
        "&mail=&telephone=02303+27&consent=" + std::string(meetings::consent_version));
    EXPECT_THAT(letters(), HasSubstr("vielen Dank"));
    change_meeting("day=12.1.2027&purpose=Mehr+dazu");
    EXPECT_THAT(letters(), Not(HasSubstr("leyla@"))) << "nothing that they must know";
    change_meeting("day=13.1.2027");
    auto const moved = letters();
    EXPECT_THAT(
        moved,
        AllOf(
            HasSubstr("To: leyla@verein.example"), HasSubstr("hat sich etwas ge"),
            HasSubstr("13. Januar 2027"), Not(HasSubstr("vielen Dank"))));
    EXPECT_THAT(page(link_in(moved, "/de/konferenz/anmeldung/")), HasSubstr("Leyla"));
    auto const called_off = changed(
        *office_, meeting_ + "/aendern",
        "title=Fr%C3%BChjahrstagung&day=13.1.2027&childcare=offered&state=cancelled&reason=Sturm");
    EXPECT_EQ(called_off.status(), http::Status::see_other) << called_off.body_text();
    EXPECT_THAT(letters(), AllOf(HasSubstr("findet nicht statt"), HasSubstr("Sturm")));
}

TEST_P(RegistrationCareStory, a_day_that_became_a_month_erases_nothing_too_early)
{
    open();
    auto const link = registered(line(1, "Leyla", "Schule"));
    connection().execute("UPDATE meetings SET day = '2027' WHERE tenant_id = ?", tenant_);
    clock().set(*parse_instant("2027-06-01T09:00:00Z"));
    erase_old_registrations();
    EXPECT_THAT(page(link), HasSubstr("Leyla"));
    auto guest = anybody();
    EXPECT_EQ(guest.get(link + "/termin.ics").status(), http::Status::gone);
    EXPECT_EQ(press(link, "/absagen", "").status(), http::Status::see_other);
}

// However many there are: each is a work of its own, and a worker that is cut or killed has none counted
// twice.
TEST_P(RegistrationCareStory, sessions_are_erased_one_after_another_and_go_on_where_they_were_cut)
{
    open();
    registered(line(1, "Leyla", "Schule"));
    auto const second = meeting(
        *office_,
        "panel=" + panel_ + "&title=Werkstatt&day=13.1.2027&begins=10&childcare=unknown&schluessel=b");
    auto entries = window(10) + part_line(1, "", "Markt");
    entries.replace(entries.find("slug=2027"), std::string("slug=2027").size(), "slug=2027-b");
    ASSERT_EQ(office_->post(second + "/programm", entries).status(), http::Status::see_other);
    std::string const other = "/de/konferenz/2027-b/anmeldung";
    auto guest = anybody();
    auto const key = key_in(std::string(guest.get(other).body_text()));
    ASSERT_EQ(
        guest
            .post(
                other,
                "schluessel=" + key + "&website=&personen=1" + line(1, "Omar", "Markt")
                    + contact("omar@verein.example"),
                false)
            .status(),
        http::Status::see_other);
    ASSERT_EQ(count("registrations"), 2);
    clock().set(*parse_instant("2027-06-01T09:00:00Z"));
    // Whoever adds up the second one fails, as often as it is tried.
    auto const last = connection().load<std::int64_t>("SELECT MAX(id) FROM programmes");
    connection().execute(
        "CREATE UNIQUE INDEX stop ON participant_totals (programme_id) WHERE programme_id = "
        + std::to_string(last));
    JobRules const rules(
        {meetings::erasure_of_sessions()}, {},
        {.clock = clock(),
         .signals = no_signals,
         .list_tenants = &tenants::list_tenant_ids,
         .find_zone = [](db::Connection&, TenantId) { return i18n::Zone::find("Europe/Berlin"); }});
    std::string const kind = "meetings.registrations_erased.session";
    EXPECT_TRUE(work([&](Work& work) -> Result<void> {
        work.enqueue(kind, "{}");
        return {};
    }));
    rules.run_due(connection());
    EXPECT_EQ(count("registrations"), 1) << "the first one is done, of the second one nothing";
    EXPECT_EQ(count("participants WHERE name = 'Omar'"), 1);
    EXPECT_EQ(count("registration_totals"), 1);

    connection().execute("DROP INDEX stop");
    clock().set(clock().now() + std::chrono::hours(1));
    rules.run_due(connection());
    EXPECT_EQ(count("registrations"), 0);
    // Killed behind its last commit the job is done again.
    rules.handlers().at(kind)(
        connection(), {.id = jobs::JobId{7}, .tenant = tenant_, .kind = kind, .payload = "{}"});
    EXPECT_EQ(count("registration_totals"), 2);
    EXPECT_EQ(count("participant_totals WHERE cut = 'part' AND registered = 1"), 2);
    EXPECT_EQ(count("participant_totals WHERE cut = 'part'"), 2);
}

} // namespace
} // namespace kommin::app
