// Two that are alike and are not the same: said once, they are not proposed any more.

#include "app/tests/people_story.hpp"

#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class ToldApart : public PeopleBase {
protected:
    std::string proposed(Browser& office)
    {
        return std::string(office.get("/verwaltung/personen/doppelte").body_text());
    }
    http::Response say(
        Browser& office, std::string const& one, std::string const& what, std::string const& other)
    {
        return office.post(person(one, "/" + what), "mit=" + other);
    }
    std::int64_t count_rows(std::string const& table)
    {
        return connection().load<std::int64_t>("SELECT COUNT(*) FROM " + table);
    }
    std::string organisation(Browser& office, std::string const& name)
    {
        auto const added = office.post("/verwaltung/einrichtungen/neu", "name=" + html::percent_encode(name));
        EXPECT_EQ(added.status(), http::Status::see_other) << added.body_text();
        auto const location = std::string(added.header("Location"));
        return location.substr(location.rfind('/') + 1);
    }
};
KOMMIN_ON_BOTH_ENGINES(ToldApart);

TEST_P(ToldApart, two_people_are_proposed_no_more_until_that_is_taken_back)
{
    auto office = browser_of("conference_office");
    auto const one = added_named(office, "Ayşe", "Kaya");
    auto const other = added_named(office, "Ayse", "Kaja");
    auto const third = added_named(office, "Olga", "Zyx", "&mails=x%40verein.example");
    auto const fourth = added_named(office, "Olha", "Zett", "&mails=x%40verein.example");
    EXPECT_THAT(proposed(office), AllOf(shows(one), shows(other), shows(third), shows(fourth)));
    auto const question = person(one, "/zusammenfuehren?mit=" + other);
    EXPECT_THAT(office.get(question).body_text(), HasSubstr("Ja, zwei verschiedene"));

    for (int press = 0; press < 2; ++press)
        EXPECT_EQ(say(office, one, "verschieden", other).status(), http::Status::see_other);
    EXPECT_EQ(say(office, fourth, "verschieden", third).status(), http::Status::see_other);
    EXPECT_EQ(count_rows("person_distinct"), 4) << "pressed twice it is one pair";
    EXPECT_THAT(
        proposed(office),
        AllOf(HasSubstr("Niemand steht doppelt da"), Not(shows(one)), Not(shows(other)), Not(shows(third))));
    EXPECT_THAT(
        office.get(person(other, "/zusammenfuehren")).body_text(),
        AllOf(HasSubstr("Von diesen wurde festgehalten"), HasSubstr("?mit=" + one + '"')));
    EXPECT_THAT(
        office.get(question).body_text(),
        AllOf(HasSubstr("Ayşe Kaya hat am"), HasSubstr("Doch wieder vorschlagen")));
    EXPECT_THAT(audit_actions(), Contains("contacts.person.told_apart"));

    EXPECT_EQ(say(office, other, "wieder-vorschlagen", one).status(), http::Status::see_other);
    EXPECT_THAT(proposed(office), AllOf(shows(one), shows(other), Not(shows(third))));
    EXPECT_THAT(audit_actions(), Contains("contacts.person.proposed_again"));
}

TEST_P(ToldApart, of_three_only_the_pair_that_was_told_apart_is_left_out)
{
    auto office = browser_of("conference_office");
    auto const one = added_named(office, "Ali", "Öztürk", "&position=A");
    auto const two = added_named(office, "Ali", "Öztürk", "&position=B");
    auto const three = added_named(office, "Ali", "Öztürk", "&position=C");
    say(office, one, "verschieden", two);
    say(office, one, "verschieden", three);
    EXPECT_THAT(proposed(office), AllOf(Not(shows(one)), shows(two), shows(three)));
    say(office, one, "wieder-vorschlagen", three);
    EXPECT_THAT(proposed(office), AllOf(HasSubstr("ist nicht Ali"), shows(one), shows(two), shows(three)))
        << "all are alike through the third";
}

TEST_P(ToldApart, nothing_is_left_of_it_when_one_of_them_ends)
{
    auto office = browser_of("conference_office");
    auto const one = added_named(office, "Ayşe", "Kaya");
    auto const other = added_named(office, "Ayse", "Kaja");
    auto const third = added_named(office, "Ayse", "Kaya");
    say(office, one, "verschieden", other);
    say(office, one, "verschieden", third);
    EXPECT_EQ(count_rows("person_distinct"), 4);
    EXPECT_EQ(
        office
            .post(
                person(third, "/zusammenfuehren"),
                "mit=" + other
                    + "&fassung=1&fassung-mit=1&wahl-given=m&wahl-family=m&wahl-letters_language=m")
            .status(),
        http::Status::see_other);
    EXPECT_EQ(count_rows("person_distinct"), 2) << "the third goes on being another one";
    auto const page = std::string(office.get(person(one, "/loeschen")).body_text());
    EXPECT_EQ(
        office.post(person(one, "/loeschen"), "fassung=" + seen_on(page)).status(), http::Status::see_other);
    EXPECT_EQ(count_rows("person_distinct"), 0);
}

TEST_P(ToldApart, by_whoever_may_edit_both)
{
    auto office = browser_of("conference_office");
    auto const one = added_named(office, "Ayşe", "Kaya");
    auto const own = added(
        office,
        "given=Ayse&family=Kaja&field_of_work=unknown&gender=unknown&letters_language=de&body=aalfeld");
    auto town = browser_of("municipal_editor", aalfeld_);
    for (auto const* what : {"verschieden", "wieder-vorschlagen"}) {
        EXPECT_EQ(say(town, own, what, one).status(), http::Status::not_found) << what;
        EXPECT_EQ(say(office, one, what, one).status(), http::Status::not_found) << what;
        EXPECT_EQ(say(office, one, what, "999999").status(), http::Status::not_found) << what;
    }
    EXPECT_EQ(count_rows("person_distinct"), 0);
}

TEST_P(ToldApart, organisations_of_alike_names_too)
{
    auto office = browser_of("conference_office");
    auto const one = organisation(office, "Caritas Unna");
    auto const other = organisation(office, "Caritas Unna e. V.");
    auto const third = organisation(office, "Caritas Unna gGmbH");
    auto const alike
        = [&] { return std::string(office.get("/verwaltung/einrichtungen?liste=aehnliche").body_text()); };
    auto const path = [](std::string const& number, std::string const& rest = {}) {
        return "/verwaltung/einrichtungen/" + number + rest;
    };
    auto const say_of = [&](std::string const& from, std::string const& what, std::string const& into) {
        return office.post(path(from, "/" + what), "mit=" + into).status();
    };
    EXPECT_THAT(alike(), AllOf(HasSubstr(path(one) + '"'), HasSubstr(path(other) + '"')));
    EXPECT_EQ(say_of(one, "verschieden", other), http::Status::see_other);
    EXPECT_EQ(say_of(one, "verschieden", third), http::Status::see_other);
    EXPECT_THAT(
        alike(),
        AllOf(Not(HasSubstr(path(one) + '"')), HasSubstr(path(other) + '"'), HasSubstr(path(third) + '"')));
    auto const choice = std::string(office.get(path(one, "/zusammenfuehren")).body_text());
    EXPECT_THAT(choice, AllOf(HasSubstr("Keine Einrichtung gefunden"), HasSubstr("Von diesen wurde")));
    EXPECT_THAT(
        office.get(path(other, "/zusammenfuehren?mit=" + one)).body_text(),
        AllOf(HasSubstr("Ayşe Kaya hat am"), HasSubstr("Doch wieder vorschlagen")));
    EXPECT_EQ(say_of(other, "wieder-vorschlagen", one), http::Status::see_other);
    EXPECT_THAT(alike(), HasSubstr(path(one) + '"'));
    EXPECT_THAT(
        audit_actions(),
        AllOf(Contains("portal.organisation.told_apart"), Contains("portal.organisation.proposed_again")));
    EXPECT_EQ(say_of(one, "verschieden", one), http::Status::not_found);
    EXPECT_EQ(say_of(one, "verschieden", "999999"), http::Status::not_found);
    auto reader = browser_of("reader");
    EXPECT_EQ(reader.post(path(one, "/verschieden"), "mit=" + other).status(), http::Status::not_found);

    EXPECT_EQ(
        office.post(path(one, "/zusammenfuehren"), "fassung=1&fassung-mit=1&mit=" + other).status(),
        http::Status::see_other);
    EXPECT_EQ(count_rows("organisation_distinct"), 0) << "of one that was merged nothing is told any more";
}

}
} // namespace kommin::app
