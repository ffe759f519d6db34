// What bears no number of anybody and is found all the same when somebody asks what is kept of them: a
// registration by its address, an advice by a name.

#include "app/tests/registration_story.hpp"
#include "platform/db/transaction.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstdint>
#include <regex>
#include <string>
#include <utility>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class PeopleFound : public RegistrationBase {
protected:
    void SetUp() override
    {
        RegistrationBase::SetUp();
        open();
        leyla_ = person("Leyla", "LEYLA@verein.example%0Aprivat@leyla.example");
    }
    std::string person(std::string const& given, std::string const& mails)
    {
        auto const answer = office_->post(
            "/verwaltung/personen/neu",
            "field_of_work=unknown&gender=unknown&municipality=&body=&letters_language=de&given=" + given
                + "&family=Muster&mails=" + mails);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return std::string(answer.header("Location"));
    }
    static std::string page_of(Browser& browser, std::string const& path)
    {
        auto const answer = browser.get(path);
        EXPECT_EQ(answer.status(), http::Status::ok) << path;
        return std::string(answer.body_text());
    }
    std::string report() { return page_of(*office_, leyla_ + "/auskunft"); }
    std::string question() { return page_of(*office_, leyla_ + "/loeschen"); }
    std::string party()
    {
        return std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM registrations"));
    }
    http::Response at_desk(std::string const& what)
    {
        return office_->post(meeting_ + "/anmeldungen/" + what, "anmeldung=" + party());
    }
    bool has_ground_tonight()
    {
        EXPECT_TRUE(work([&](Work& work) -> Result<void> {
            work.enqueue("contacts.people.ground", "{}");
            return {};
        }));
        jobs_of(product_.modules, clock(), no_signals).run_due(connection());
        return connection().load<bool>(
            "SELECT no_ground_since IS NULL FROM persons WHERE given_name = 'Leyla'");
    }

    std::string leyla_; // the address of her page
};
KOMMIN_ON_BOTH_ENGINES(PeopleFound);

TEST_P(PeopleFound, the_report_tells_registrations_with_an_address_of_theirs)
{
    EXPECT_THAT(report(), Not(HasSubstr("Frühjahrstagung"))) << "nothing is there yet";
    registered(
        line(1, "Leila+Muster", "Schule", "&food_1=vegan&organisation_1=Chor+Linden")
            + line(2, "Omar+Fremd", "Arbeit", "&food_2=ohne+Zwiebeln"),
        "&mail=Privat%40leyla.example&telephone=02303+27-0&consent="
            + std::string(meetings::consent_version));
    auto officer = browser_of("data_protection_officer");
    for (auto const* of : {"/auskunft", "/auskunft.json"}) {
        auto const told = page_of(officer, leyla_ + of);
        EXPECT_THAT(
            told,
            AllOf(
                HasSubstr("Frühjahrstagung"), HasSubstr("angemeldet"), HasSubstr("Privat@leyla.example"),
                HasSubstr("02303 27-0"), HasSubstr("Über die Mail-Adressen der Person")))
            << of;
        EXPECT_THAT(
            told,
            AllOf(
                HasSubstr("Leila Muster"), HasSubstr("vegan"), HasSubstr("Chor Linden"), HasSubstr("Schule"),
                HasSubstr("Eine, nicht gezeigt")))
            << of;
        EXPECT_THAT(told, AllOf(Not(HasSubstr("Omar")), Not(HasSubstr("Zwiebeln")))) << of;
    }
    EXPECT_THAT(
        page_of(*office_, person("Jonas", "jonas@verein.example") + "/auskunft"),
        Not(HasSubstr("Frühjahrstagung")))
        << "another address";
}

TEST_P(PeopleFound, of_whoever_shares_the_address_no_name_is_told)
{
    registered(
        line(1, "Omar+Fremd", "Arbeit"),
        "&mail=leyla%40verein.example&telephone=02303+27-0&consent="
            + std::string(meetings::consent_version));
    EXPECT_THAT(
        report(),
        AllOf(
            HasSubstr("Frühjahrstagung"), HasSubstr("leyla@verein.example"),
            HasSubstr("Eine, nicht gezeigt: Der Name lautet anders"), Not(HasSubstr("Omar")),
            Not(HasSubstr("02303 27-0"))));
}

TEST_P(PeopleFound, one_that_has_ended_is_found_until_its_address_is_erased)
{
    registered(line(1, "Leyla+Muster", "Schule"));
    EXPECT_EQ(at_desk("absagen").status(), http::Status::see_other);
    EXPECT_THAT(report(), AllOf(HasSubstr("Frühjahrstagung"), HasSubstr("abgesagt")));
    EXPECT_THAT(question(), HasSubstr("href=\"" + meeting_ + "/anmeldungen/" + party() + '"'));
    EXPECT_THAT(page_of(*office_, meeting_ + "/anmeldungen/" + party()), HasSubstr("Adresse löschen"))
        << "where the link leads to";
    EXPECT_EQ(at_desk("adresse-loeschen").status(), http::Status::see_other);
    EXPECT_THAT(report(), Not(HasSubstr("Frühjahrstagung")));
    EXPECT_THAT(question(), Not(HasSubstr("Frühjahrstagung")));
}

TEST_P(PeopleFound, erasing_asks_and_leaves_the_registration)
{
    EXPECT_THAT(question(), Not(HasSubstr("Was bleibt"))) << "nothing to look at";
    registered(line(1, "Leyla+Muster", "Schule"));
    EXPECT_THAT(
        question(),
        AllOf(
            HasSubstr("Was bleibt und vorher zu prüfen ist"), HasSubstr("Anmeldung zu „Frühjahrstagung"),
            HasSubstr("mit der Adresse leyla@verein.example: angemeldet"),
            HasSubstr("href=\"" + meeting_ + "/anmeldungen/" + party() + '"')));
    auto officer = browser_of("data_protection_officer");
    EXPECT_THAT(
        page_of(officer, leyla_ + "/loeschen"),
        AllOf(HasSubstr("Anmeldung zu „Frühjahrstagung"), Not(HasSubstr("/anmeldungen/"))))
        << "who may not open it is told all the same";
    EXPECT_EQ(
        officer.post(leyla_ + "/loeschen", "fassung=" + seen_on(question())).status(),
        http::Status::see_other);
    EXPECT_EQ(connection().load<std::string>("SELECT mail FROM registrations"), "leyla@verein.example");
    EXPECT_EQ(connection().load<std::string>("SELECT name FROM participants"), "Leyla Muster");
}

TEST_P(PeopleFound, two_who_are_one_are_found_by_the_addresses_of_both)
{
    auto const other = person("Leila", "leila@chor.example");
    registered(line(1, "Leyla+Muster", "Schule"), contact("leila@chor.example"));
    EXPECT_THAT(report(), Not(HasSubstr("Frühjahrstagung")));
    auto const number = other.substr(other.rfind('/') + 1);
    auto const asked = page_of(*office_, leyla_ + "/zusammenfuehren?mit=" + number);
    std::smatch match;
    ASSERT_TRUE(std::regex_search(asked, match, std::regex("name=\"fassung-mit\" value=\"([0-9]+)\"")));
    EXPECT_EQ(
        office_
            ->post(
                leyla_ + "/zusammenfuehren",
                "mit=" + number + "&fassung=" + seen_on(asked) + "&fassung-mit=" + match[1].str()
                    + "&wahl-given=s")
            .status(),
        http::Status::see_other);
    EXPECT_THAT(report(), HasSubstr("Frühjahrstagung"));
}

// Whom a family has registered with one address: without vowels the names are alike, and needs are of whoever
// has them.
TEST_P(PeopleFound, needs_of_a_child_whose_name_is_alike_are_not_told)
{
    auto const told_to = [&](std::string const& given, std::string const& child) {
        auto const mail = given + "%40familie.example";
        auto const father = person(given, mail);
        registered(
            line(1, child + "+Muster", "Schule", "&wheelchair_1=1&food_1=" + child + "speise"),
            "&mail=" + mail + "&telephone=02303+27-0&consent=" + std::string(meetings::consent_version));
        auto const told = page_of(*office_, father + "/auskunft");
        EXPECT_EQ(at_desk("absagen").status(), http::Status::see_other); // room for the next
        return told;
    };
    for (auto const& [given, child] : std::vector<std::pair<std::string, std::string>>{
             {"Ali", "Ela"},
             {"Hassan", "Hussain"},
             {"Omar", "Emre"},
             {"Emine", "Amina"},
             {"Daniel", "Daniela"},
             {"Jan", "Jana"}})
        EXPECT_THAT(
            told_to(given, child),
            AllOf(
                HasSubstr("Frühjahrstagung"), HasSubstr("Eine, nicht gezeigt: Der Name lautet anders"),
                Not(HasSubstr("Rollstuhl")), Not(HasSubstr(child + "speise")),
                Not(HasSubstr(child + " Muster")), Not(HasSubstr("02303 27-0"))))
            << given << ' ' << child;
}

TEST_P(PeopleFound, all_that_is_kept_of_a_party_is_told)
{
    registered(line(1, "Leyla+Muster", "Schule"));
    EXPECT_THAT(
        report(),
        AllOf(HasSubstr("Text mit dem Stand 2026-12"), Not(HasSubstr("Nummer auf der Warteliste"))));
    connection().execute(
        "UPDATE registrations SET consent = ?, beyond_reason = 'ruft an', place = 17,"
        " offered_until = ?, reminded_for = '2027-01-12' WHERE tenant_id = ?",
        std::string(meetings::desk_consent), *parse_instant("2026-12-20T11:00:00Z"), tenant_);
    connection().execute(
        "UPDATE participants SET arrived = TRUE, arrived_at = ?, arrival_way = 'door' WHERE tenant_id = ?",
        *parse_instant("2027-01-12T09:04:00Z"), tenant_);
    for (auto const* of : {"/auskunft", "/auskunft.json"})
        EXPECT_THAT(
            page_of(*office_, leyla_ + of),
            AllOf(
                HasSubstr("am Telefon oder am Eingang zugestimmt"), Not(HasSubstr("desk 2026-12")),
                HasSubstr("ruft an"), HasSubstr("Nummer auf der Warteliste"), HasSubstr("17"),
                HasSubstr("Plätze angeboten bis"), HasSubstr("20.12.2026"),
                HasSubstr("Erinnert an den Termin am"), HasSubstr("10.04 Uhr, am Eingang")))
            << of;
    EXPECT_THAT(report(), HasSubstr("Das ist, was das Programm zu dieser Person findet"));
}

TEST_P(PeopleFound, a_registration_keeps_nobody)
{
    registered(line(1, "Leyla+Muster", "Schule"));
    EXPECT_FALSE(has_ground_tonight()) << "addresses are compared when somebody asks, and by no night";
    EXPECT_THAT(page_of(*office_, leyla_), Not(HasSubstr("Frühjahrstagung")));
    EXPECT_THAT(report(), HasSubstr("Frühjahrstagung"));
}

TEST_P(PeopleFound, that_somebody_has_read_it_stands_in_the_audit_trail)
{
    auto const readings = [&](std::string const& action) {
        auto const all = audit_actions();
        return std::ranges::count(all, action);
    };
    report();
    question();
    EXPECT_EQ(readings("meetings.registration.read"), 0) << "nothing was shown";
    EXPECT_EQ(readings("meetings.advice.read"), 0);
    registered(line(1, "Leyla+Muster", "Schule"));
    EXPECT_EQ(
        office_->post("/verwaltung/beratungen/neu", "schluessel=k&topics=goals&attendees=Leyla+Muster")
            .status(),
        http::Status::see_other);
    report();
    EXPECT_EQ(readings("meetings.registration.read"), 1);
    EXPECT_EQ(readings("meetings.advice.read"), 1);
    question();
    EXPECT_EQ(readings("meetings.registration.read"), 2);
    EXPECT_EQ(readings("meetings.advice.read"), 2);
}

TEST_P(PeopleFound, whoever_guesses_an_address_or_a_name_learns_nothing_of_what_others_keep)
{
    auto town = browser_of("municipal_editor", aalfeld_);
    auto const answer = town.post(
        "/verwaltung/personen/neu",
        "field_of_work=unknown&gender=unknown&municipality=&body=aalfeld&letters_language=de&given=Jana"
        "&family=Geraten&mails=jana%40geraten.example");
    ASSERT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
    auto const guessed = std::string(answer.header("Location"));
    EXPECT_THAT(
        page_of(town, guessed + "/auskunft"), HasSubstr("das Büro der Integrationskonferenz Auskunft"));
    registered(line(1, "Jana+Geraten", "Schule", "&food_1=vegan"), contact("jana@geraten.example"));
    EXPECT_EQ(
        office_
            ->post(
                "/verwaltung/beratungen/neu",
                "schluessel=k&topics=goals&organisation=Haus+Berg&attendees=Jana+Geraten")
            .status(),
        http::Status::see_other);
    for (auto const* kept : {"Frühjahrstagung", "vegan", "Haus Berg"}) {
        EXPECT_THAT(page_of(town, guessed + "/auskunft"), Not(HasSubstr(kept))) << kept;
        EXPECT_THAT(page_of(town, guessed + "/auskunft.json"), Not(HasSubstr(kept))) << kept;
        EXPECT_THAT(page_of(*office_, guessed + "/auskunft"), HasSubstr(kept)) << kept;
    }
    EXPECT_THAT(page_of(town, guessed), Not(HasSubstr("Frühjahrstagung")));
    has_ground_tonight();
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM persons WHERE given_name = 'Jana' AND no_ground_since IS NULL"),
        0)
        << "nor by the list of those without a ground";
}

TEST_P(PeopleFound, an_advice_is_found_by_a_name_in_any_spelling)
{
    auto const enter = [&](std::string const& key, std::string const& entries) {
        auto const answer
            = office_->post("/verwaltung/beratungen/neu", "schluessel=" + key + "&topics=goals&" + entries);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return std::string(answer.header("Location"));
    };
    auto const came = enter("a", "organisation=Chor+Linden&attendees=Frau+Muster%2C+Leila%3B+Herr+Fremd");
    auto const said = enter("b", "organisation=Haus+Berg&said=Mit+Leila+Muster+sprechen");
    enter("c", "organisation=Ohne+Namen&attendees=Leyla+Berg%2C+Jan+Muster");
    EXPECT_THAT(
        report(),
        AllOf(
            HasSubstr("Beratung von Kommunen"), HasSubstr("Chor Linden"), HasSubstr("Wer dabei war"),
            HasSubstr("Haus Berg"), HasSubstr("Was besprochen wurde"), Not(HasSubstr("Fremd")),
            Not(HasSubstr("Ohne Namen"))));
    EXPECT_THAT(
        question(),
        AllOf(
            HasSubstr("Beratung „Chor Linden“ nennt diesen Namen"), HasSubstr("href=\"" + came + '"'),
            HasSubstr("href=\"" + said + '"')));
    EXPECT_FALSE(has_ground_tonight()) << "being named keeps nobody";
}

TEST_P(PeopleFound, an_advice_is_found_by_the_name_of_an_organisation_and_in_its_steps)
{
    auto const enter = [&](std::string const& key, std::string const& entries) {
        auto const answer
            = office_->post("/verwaltung/beratungen/neu", "schluessel=" + key + "&topics=goals&" + entries);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
    };
    enter("a", "organisation=Praxis+Leyla+Muster");
    enter("b", "organisation=Haus+Berg&step=Anrufen&step_owner=&step_who=Leila+Muster&step_due=");
    enter("c", "organisation=Haus+Tal&step=Mit+Muster%2C+Leyla+sprechen&step_owner=&step_who=&step_due=");
    enter("d", "organisation=Haus+Au&step=Anrufen&step_owner=&step_who=Leyla+Berg&step_due=");
    EXPECT_THAT(
        report(),
        AllOf(
            HasSubstr("Praxis Leyla Muster"), HasSubstr("Einrichtung"), HasSubstr("Haus Berg"),
            HasSubstr("Nächste Schritte"), HasSubstr("Haus Tal"), Not(HasSubstr("Haus Au"))));
}

TEST_P(PeopleFound, no_advice_is_too_far_back_to_be_found)
{
    ASSERT_EQ(
        office_
            ->post(
                "/verwaltung/beratungen/neu",
                "schluessel=k&topics=goals&day=1.2.2001&organisation=Ganz+alt&said=Leila+Muster+fragen")
            .status(),
        http::Status::see_other);
    db::Transaction long_log(connection());
    auto rows = connection().bulk_insert(
        "advice",
        {"tenant_id", "day", "organisation", "attendees", "advisers", "topics", "topic", "said", "outcome",
         "is_uncertain", "remark", "organisation_text", "party_text", "list_text", "mark", "changed_at"});
    std::string const none;
    for (int number = 0; number < 1200; ++number)
        rows.add_row(
            tenant_, "2026-11-" + std::to_string(10 + number % 20), none, none, none, none, none, none, none,
            false, none, none, none, none, "m" + std::to_string(number), clock().now());
    rows.finish();
    long_log.commit();
    EXPECT_THAT(report(), HasSubstr("Ganz alt"));
}

}
} // namespace kommin::app
