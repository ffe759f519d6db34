// Somebody who is invited and has registered as well: marked on both lists, and counted once.

#include "app/tests/registration_story.hpp"

#include <gmock/gmock.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::Optional;

class CountedOnceStory : public RegistrationBase {
protected:
    void SetUp() override
    {
        RegistrationBase::SetUp();
        open();
        leyla_ = person("Leyla", "LEYLA@verein.example");
        EXPECT_EQ(
            office_->post(meeting_ + "/einladung/gast", "person=" + leyla_).status(),
            http::Status::see_other);
    }
    std::string person(std::string const& given, std::string const& mails)
    {
        auto const answer = office_->post(
            "/verwaltung/personen/neu",
            "field_of_work=unknown&gender=unknown&municipality=&body=&letters_language=de&given=" + given
                + "&family=Muster&mails=" + mails);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        auto const location = std::string(answer.header("Location"));
        return location.substr(location.rfind('/') + 1);
    }
    // It is the day of the session; sessions of before have ended.
    void go_to_the_day()
    {
        clock().set(*parse_instant("2027-01-12T08:30:00Z"));
        office_.emplace(browser_of("conference_office"));
    }
    std::string number_of(std::string const& column, std::string const& name)
    {
        return std::to_string(connection().load<std::int64_t>(
            "SELECT MIN(" + column + ") FROM participants WHERE name = ?", name));
    }
    // On the list of those who are invited.
    void invited(Browser& clerk, std::string const& number, std::string const& came = "ja")
    {
        EXPECT_EQ(
            clerk.post(meeting_ + "/anwesenheit", "person=" + number + "&da=" + came).status(),
            http::Status::see_other);
    }
    // On the list of participants.
    void participant(Browser& clerk, std::string const& name, std::string const& came = "ja")
    {
        EXPECT_EQ(
            clerk
                .post(
                    meeting_ + "/anmeldungen/da",
                    "anmeldung=" + number_of("registration_id", name) + "&teilnehmer=" + number_of("id", name)
                        + "&da=" + came)
                .status(),
            http::Status::see_other);
    }
    [[nodiscard]] meetings::MeetingId session() const
    {
        return meetings::MeetingId{std::stoll(meeting_.substr(meeting_.rfind('/') + 1))};
    }
    // As another server would: with a connection of its own.
    template<class UseCase>
    auto apart(UseCase use_case)
    {
        auto const own
            = db::Connection::open(connection().location(), {.busy_timeout = std::chrono::seconds(60)});
        FixedClock const clock{*parse_instant("2027-01-12T08:30:00Z")};
        return run_use_case(
            {*own, tenant_, Actor::command_line(), clock, i18n::Zone::berlin(), no_signals}, use_case);
    }
    std::optional<std::int64_t> there()
    {
        return meetings::count_attendance(connection(), tenant_, session());
    }

    std::string leyla_;
};
KOMMIN_ON_BOTH_ENGINES(CountedOnceStory);

TEST_P(CountedOnceStory, first_as_a_participant_then_on_the_list_of_another_device)
{
    registered(line(1, "muster,+Leyla", "Schule"));
    go_to_the_day();
    auto second = browser_of("conference_office");
    EXPECT_THAT(
        office_->get(meeting_ + "/anmeldungen").body_text(),
        HasSubstr("steht auch auf der Liste der Eingeladenen"));
    participant(*office_, "muster, Leyla");
    EXPECT_THAT(
        second.get(meeting_ + "/anwesenheit").body_text(), Not(HasSubstr("auch in einer Anmeldung da")));
    for (int press = 0; press < 2; ++press) {
        invited(second, leyla_);
        EXPECT_THAT(there(), Optional(1));
    }
    EXPECT_THAT(second.get(meeting_ + "/anwesenheit").body_text(), HasSubstr("auch in einer Anmeldung da"));
    EXPECT_THAT(office_->get(meeting_).body_text(), HasSubstr("Eine Person war da"));
    participant(*office_, "muster, Leyla", "nein");
    EXPECT_THAT(there(), Optional(1)) << "who is marked on the list still";
    participant(second, "muster, Leyla");
    EXPECT_THAT(there(), Optional(1));
    invited(*office_, leyla_, "nein");
    EXPECT_THAT(there(), Optional(1)) << "and the other way round";
    participant(*office_, "muster, Leyla", "nein");
    EXPECT_EQ(there(), std::nullopt);
}

TEST_P(CountedOnceStory, in_two_parties_is_one_person)
{
    registered(line(1, "Ali+Muster", "Schule"), contact("ali@verein.example"));
    registered(line(1, "muster,+ALI", "Arbeit"), contact("Ali@verein.example"));
    // Father and son, who come in two parties with one address.
    registered(
        line(1, "Jan+Beispiel", "Schule") + line(2, "Jan+Beispiel", "Schule"), contact("jan@verein.example"));
    go_to_the_day();
    auto second = browser_of("conference_office");
    participant(*office_, "Ali Muster");
    participant(second, "muster, ALI");
    EXPECT_THAT(there(), Optional(1));
    EXPECT_THAT(office_->get(meeting_).body_text(), HasSubstr("Eine Person war da"));
    participant(*office_, "Jan Beispiel");
    connection().execute("UPDATE participants SET arrived = TRUE WHERE name = 'Jan Beispiel'");
    participant(*office_, "Ali Muster", "nein");
    EXPECT_THAT(there(), Optional(3)) << "the other line counts by now";
    participant(*office_, "Ali Muster");
    EXPECT_THAT(there(), Optional(3));
    auto const statistics = [&] {
        auto const programme = connection().load<meetings::ProgrammeId>("SELECT id FROM programmes");
        return meetings::count_session(connection(), tenant_, programme);
    };
    auto const before = statistics();
    EXPECT_EQ(before.all.came, 3);
    EXPECT_EQ(before.all.registered, 4) << "who has two seats takes two";
    std::int64_t in_parts = 0;
    for (auto const& [part, count] : before.parts)
        in_parts += count.came;
    EXPECT_EQ(in_parts, 4) << "in each part those who were there";

    clock().set(*parse_instant("2027-06-01T08:30:00Z"));
    erase_old_registrations();
    ASSERT_EQ(count("participants"), 0);
    EXPECT_THAT(there(), Optional(3));
    EXPECT_EQ(statistics().all.came, 3);
}

TEST_P(CountedOnceStory, whoever_is_taken_back_in_the_second_line_counts_in_any_line_marked_later)
{
    registered(line(1, "Ali+Muster", "Schule"), contact("ali@verein.example"));
    registered(line(1, "muster,+ALI", "Arbeit"), contact("Ali@verein.example"));
    go_to_the_day();
    participant(*office_, "Ali Muster");
    participant(*office_, "muster, ALI");
    ASSERT_EQ(count("participants WHERE again"), 1);
    participant(*office_, "muster, ALI", "nein");
    EXPECT_EQ(count("participants WHERE again"), 0);
    EXPECT_THAT(there(), Optional(1));
    participant(*office_, "Ali Muster", "nein");
    EXPECT_EQ(there(), std::nullopt);
    participant(*office_, "muster, ALI");
    EXPECT_THAT(there(), Optional(1)) << "the only line in which somebody came";
}

TEST_P(CountedOnceStory, marks_of_before_lines_were_compared_are_settled_before_the_names_go)
{
    registered(line(1, "Ali+Muster", "Schule"), contact("ali@verein.example"));
    registered(line(1, "muster,+ALI", "Arbeit"), contact("Ali@verein.example"));
    go_to_the_day();
    participant(*office_, "Ali Muster");
    participant(*office_, "muster, ALI");
    connection().execute("UPDATE participants SET again = FALSE");
    clock().set(*parse_instant("2027-06-01T08:30:00Z"));
    erase_old_registrations();
    ASSERT_EQ(count("participants"), 0);
    EXPECT_THAT(there(), Optional(1));
}

TEST_P(CountedOnceStory, who_has_another_name_and_no_address_any_more_is_somebody_else)
{
    registered(line(1, "Ali+Muster", "Schule"), contact("ali@verein.example"));
    registered(line(1, "muster,+ALI", "Arbeit"), contact("Ali@verein.example"));
    go_to_the_day();
    participant(*office_, "Ali Muster");
    participant(*office_, "muster, ALI");
    EXPECT_THAT(there(), Optional(1));
    auto const party = meeting_ + "/anmeldungen/" + number_of("registration_id", "muster, ALI");
    auto const page = std::string(office_->get(party).body_text());
    auto const mended = office_->post(
        party,
        "fassung=" + seen_on(page) + "&personen=1&id_1=" + number_of("id", "muster, ALI")
            + line(1, "Omar+Beispiel", "Arbeit") + "&mail=&telephone=02303+270&language=de");
    EXPECT_EQ(mended.status(), http::Status::see_other) << mended.body_text();
    EXPECT_EQ(count("participants WHERE again"), 0);
    EXPECT_THAT(there(), Optional(2));
}

TEST_P(CountedOnceStory, on_both_lists_at_the_same_moment_one_work_sees_what_the_other_did)
{
    constexpr std::array names{"Anna", "Berta", "Cem", "Deniz", "Elif", "Fatma", "Goran", "Hana"};
    struct Both {
        contacts::PersonId person;
        meetings::RegistrationId party;
        meetings::ParticipantId participant;
    };
    std::vector<Both> people;
    for (std::size_t i = 0; i < names.size(); ++i) {
        auto const name = std::string(names[i]);
        auto const mail = name + "@verein.example";
        registered(line(1, name + "+Muster", i % 2 == 0 ? "Schule" : "Arbeit"), contact(mail));
        people.push_back(
            {contacts::PersonId{std::stoll(person(name, mail))},
             meetings::RegistrationId{std::stoll(number_of("registration_id", name + " Muster"))},
             meetings::ParticipantId{std::stoll(number_of("id", name + " Muster"))}});
    }
    std::atomic<int> done{0};
    std::atomic<std::size_t> waiting{2 * names.size()};
    auto const all_at_once = [&] {
        --waiting;
        while (waiting > 0)
            std::this_thread::yield();
    };
    {
        std::vector<std::jthread> threads;
        for (auto const& one : people) {
            threads.emplace_back([&, one] {
                all_at_once();
                done += apart([&](Work& work) {
                            return meetings::note_arrival(
                                work, session(), one.person, meetings::ArrivalWay::list);
                        }).has_value();
            });
            threads.emplace_back([&, one] {
                all_at_once();
                done += apart([&](Work& work) {
                            return meetings::note_participants(
                                work, session(), one.party, {one.participant}, meetings::ArrivalWay::list);
                        }).has_value();
            });
        }
    }
    EXPECT_EQ(done, 2 * static_cast<int>(names.size()));
    EXPECT_EQ(count("attendances"), 8);
    EXPECT_EQ(count("participants WHERE arrived"), 8);
    EXPECT_THAT(there(), Optional(8));
}

TEST_P(CountedOnceStory, the_link_cancels_nobody_who_has_come)
{
    auto const link = registered(line(1, "Leyla+Muster", "Schule"));
    go_to_the_day(); // the doors are open, it begins in half an hour
    invited(*office_, leyla_);
    EXPECT_THAT(anybody().get(link).body_text(), HasSubstr("/absagen"));
    participant(*office_, "Leyla Muster");
    EXPECT_THAT(anybody().get(link).body_text(), Not(HasSubstr("/absagen")));
    auto const refused = press(link, "/absagen", "");
    EXPECT_EQ(refused.status(), http::Status::conflict);
    EXPECT_THAT(refused.body_text(), HasSubstr("Von dieser Anmeldung ist schon jemand da"));
    EXPECT_EQ(count("participants WHERE arrived"), 1);
    EXPECT_EQ(taken(), 1);
    EXPECT_THAT(there(), Optional(1));
    EXPECT_EQ(
        press(link, "/aendern", "&personen=1" + line(1, "Omar", "Schule")).status(), http::Status::conflict)
        << "nor takes anybody out who has come";
    EXPECT_EQ(count("participants WHERE arrived"), 1);
    participant(*office_, "Leyla Muster", "nein");
    EXPECT_EQ(press(link, "/absagen", "").status(), http::Status::see_other) << "it was somebody else";
    EXPECT_EQ(count("participants"), 0);
    EXPECT_THAT(there(), Optional(1)) << "who is marked on the list of those who are invited";
}

TEST_P(CountedOnceStory, whoever_is_invited_counts_once_the_only_party_has_ended)
{
    auto const link = registered(line(1, "Leyla+Muster", "Schule"));
    go_to_the_day();
    invited(*office_, leyla_);
    participant(*office_, "Leyla Muster");
    EXPECT_THAT(there(), Optional(1));
    EXPECT_TRUE(work([&](Work& work) -> Result<void> {
        auto const open
            = meetings::find_registration_by_link(work.db(), work.tenant(), link.substr(link.rfind('/') + 1));
        return meetings::end_party(
            work, open.value(), meetings::RegistrationState::cancelled, "meetings.registration.cancelled");
    }));
    EXPECT_EQ(count("participants"), 0);
    EXPECT_EQ(count("attendances WHERE as_participant"), 0);
    EXPECT_THAT(there(), Optional(1)) << "nobody is named any more, but nobody's name was erased either";
}

TEST_P(CountedOnceStory, whoever_has_no_name_any_more_stays_one_while_others_are_named)
{
    registered(line(1, "Leyla+Muster", "Schule"));
    registered(line(1, "Omar+Muster", "Arbeit"), contact("omar@verein.example"));
    auto const omar = person("Omar", "omar@verein.example");
    go_to_the_day();
    invited(*office_, leyla_);
    participant(*office_, "Leyla Muster");
    invited(*office_, omar);
    EXPECT_THAT(there(), Optional(2));
    connection().execute("UPDATE participants SET name = '' WHERE name = 'Leyla Muster'");
    participant(*office_, "Omar Muster");
    EXPECT_THAT(there(), Optional(2)) << "Leyla stays one, and Omar becomes one";
}

TEST_P(CountedOnceStory, who_is_invited_is_told_to_nobody_who_may_not_see_them)
{
    auto const link = registered(line(1, "Leyla+Muster", "Schule"));
    auto const door = "/verwaltung/einlass/anmeldung/" + link.substr(link.rfind('/') + 1);
    go_to_the_day();
    // The session is one of the town's now; Leyla is still one of the people of the district.
    connection().execute("UPDATE panels SET body_id = ? WHERE id = ?", aalfeld_.owner(), std::stoll(panel_));
    auto town = browser_of("municipal_editor", aalfeld_);
    for (auto const& address : {meeting_ + "/anmeldungen", door}) {
        auto const shown = std::string(town.get(address).body_text());
        EXPECT_THAT(shown, HasSubstr("Leyla Muster")) << address;
        EXPECT_THAT(shown, Not(HasSubstr("steht auch auf der Liste der Eingeladenen"))) << address;
        EXPECT_THAT(
            office_->get(address).body_text(), HasSubstr("steht auch auf der Liste der Eingeladenen"));
    }
    invited(*office_, leyla_);
    participant(town, "Leyla Muster");
    EXPECT_THAT(there(), Optional(1)) << "counted once all the same";
}

TEST_P(CountedOnceStory, that_lists_are_compared_is_said_before_anybody_agrees)
{
    constexpr auto* said = "mit der Liste der Eingeladenen verglichen";
    EXPECT_THAT(anybody().get(form).body_text(), HasSubstr(said));
    EXPECT_THAT(office_->get(meeting_ + "/anmeldungen/neu").body_text(), HasSubstr(said));
}

TEST_P(CountedOnceStory, first_on_the_list_then_by_the_code_of_the_registration)
{
    auto const link = registered(line(1, "Leyla+Muster", "Schule") + line(2, "Omar", "Arbeit"));
    auto const door = "/verwaltung/einlass/anmeldung/" + link.substr(link.rfind('/') + 1);
    go_to_the_day();
    invited(*office_, leyla_);
    auto second = browser_of("conference_office");
    EXPECT_THAT(second.get(door).body_text(), HasSubstr("steht auch auf der Liste der Eingeladenen"));
    auto const both
        = "teilnehmer=" + number_of("id", "Leyla Muster") + "&teilnehmer=" + number_of("id", "Omar");
    EXPECT_EQ(second.post(door, both).status(), http::Status::see_other);
    EXPECT_THAT(there(), Optional(2));
    EXPECT_EQ(office_->post(door, both).status(), http::Status::see_other);
    EXPECT_THAT(there(), Optional(2));
    EXPECT_EQ(count("participants WHERE arrived"), 2) << "in the part that they have chosen";
    EXPECT_THAT(office_->get(meeting_).body_text(), HasSubstr("2 Personen waren da"));
}

TEST_P(CountedOnceStory, another_name_or_another_address_is_somebody_else)
{
    registered(line(1, "Omar+Muster", "Schule"));
    registered(line(1, "Leyla+Muster", "Arbeit"), contact("leyla@woanders.example"));
    go_to_the_day();
    EXPECT_THAT(
        office_->get(meeting_ + "/anmeldungen").body_text(),
        Not(HasSubstr("steht auch auf der Liste der Eingeladenen")));
    invited(*office_, leyla_);
    participant(*office_, "Omar Muster");
    EXPECT_THAT(there(), Optional(2));
    participant(*office_, "Leyla Muster");
    EXPECT_THAT(there(), Optional(3));
}

TEST_P(CountedOnceStory, two_of_one_name_and_one_address_are_two)
{
    registered(line(1, "Leyla+Muster", "Schule") + line(2, "Leyla+Muster", "Arbeit"));
    go_to_the_day();
    auto const link = "anmeldung=" + number_of("registration_id", "Leyla Muster") + "&da=ja&teilnehmer=";
    invited(*office_, leyla_);
    for (auto const* const column : {"MIN(id)", "MAX(id)"})
        EXPECT_EQ(
            office_
                ->post(
                    meeting_ + "/anmeldungen/da",
                    link
                        + std::to_string(connection().load<std::int64_t>(
                            "SELECT " + std::string(column) + " FROM participants")))
                .status(),
            http::Status::see_other);
    EXPECT_THAT(there(), Optional(2)) << "mother and daughter, one of them invited";
}

TEST_P(CountedOnceStory, a_name_that_is_mended_becomes_the_same_person)
{
    registered(line(1, "Leila+Muster", "Schule"));
    go_to_the_day();
    invited(*office_, leyla_);
    participant(*office_, "Leila Muster");
    EXPECT_THAT(there(), Optional(2));
    auto const party = meeting_ + "/anmeldungen/" + number_of("registration_id", "Leila Muster");
    auto const page = std::string(office_->get(party).body_text());
    auto const mended = office_->post(
        party,
        "fassung=" + seen_on(page) + "&personen=1&id_1=" + number_of("id", "Leila Muster")
            + line(1, "Leyla+Muster", "Schule") + "&mail=leyla@verein.example&telephone=&language=de");
    EXPECT_EQ(mended.status(), http::Status::see_other) << mended.body_text();
    EXPECT_THAT(there(), Optional(1));
}

TEST_P(CountedOnceStory, two_people_who_are_merged_stay_the_one_participant)
{
    registered(line(1, "Leyla+Muster", "Schule"));
    auto const twin = person("Leila", "");
    go_to_the_day();
    participant(*office_, "Leyla Muster");
    invited(*office_, leyla_);
    invited(*office_, twin);
    EXPECT_THAT(there(), Optional(2));
    EXPECT_TRUE(work([&](Work& work) -> Result<void> {
        meetings::move_attendances(
            work.db(), work.tenant(), contacts::PersonId{std::stoll(leyla_)},
            contacts::PersonId{std::stoll(twin)});
        return {};
    }));
    EXPECT_THAT(there(), Optional(1));
}

TEST_P(CountedOnceStory, the_number_is_right_when_the_invited_person_is_erased)
{
    registered(line(1, "Leyla+Muster", "Schule"));
    auto const anton = person("Anton", "");
    go_to_the_day();
    participant(*office_, "Leyla Muster");
    for (auto const& number : {leyla_, anton})
        invited(*office_, number);
    EXPECT_THAT(there(), Optional(2));
    for (auto const& number : {leyla_, anton}) {
        auto const address = "/verwaltung/personen/" + number + "/loeschen";
        auto const question = std::string(office_->get(address).body_text());
        EXPECT_EQ(office_->post(address, "fassung=" + seen_on(question)).status(), http::Status::see_other);
        EXPECT_THAT(there(), Optional(2));
    }
    EXPECT_EQ(count("attendances"), 0);
}

TEST_P(CountedOnceStory, the_number_is_right_when_names_are_erased_first_here_then_there)
{
    registered(line(1, "Leyla+Muster", "Schule"));
    auto const anton = person("Anton", "");
    go_to_the_day();
    invited(*office_, leyla_);
    participant(*office_, "Leyla Muster");
    clock().set(*parse_instant("2027-04-20T08:30:00Z"));
    office_.emplace(browser_of("conference_office"));
    erase_old_registrations();
    EXPECT_EQ(count("participants"), 0);
    EXPECT_THAT(there(), Optional(1));
    invited(*office_, anton);
    EXPECT_THAT(there(), Optional(2)) << "nobody can be compared any more, and what was found stays";
    invited(*office_, anton, "nein");
    EXPECT_THAT(there(), Optional(1)) << "also when all marks are settled anew";
    invited(*office_, anton);
    EXPECT_THAT(there(), Optional(2));
    clock().set(*parse_instant("2029-01-13T08:30:00Z"));
    EXPECT_TRUE(work([](Work& work) -> Result<void> {
        meetings::erase_old_attendances(work);
        return {};
    }));
    EXPECT_EQ(count("attendances"), 0);
    EXPECT_THAT(there(), Optional(2));
}

}
} // namespace kommin::app
