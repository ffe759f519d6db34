// Who runs an offer is asked by itself every half year, reminded twice, and then left to the editors.

#include "app/tests/asking_story.hpp"

#include <chrono>
#include <string>
#include <utility>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using namespace std::chrono_literals;

// Starts on a Monday, after the hour of the round.
class Asking : public AskingStory {
protected:
    explicit Asking(ChangeSettings change = {})
        : AskingStory(std::move(change))
    { }
    void SetUp() override
    {
        StaffStory::SetUp();
        run_by("chor@vereine.example", "chor", "Chor", "aalfeld");
        run_by("Chor@Vereine.example ", "naehen", "Nähtreff", "aalfeld");
        run_by("", "telefon", "Telefonkreis", "aalfeld");
        run_by(
            "tanz@vereine.example", "tanz", "Tanzkreis", "bergau", Date{std::chrono::year{2026} / 10 / 23});
        run_jobs(); // what recurs is planned
    }
};
KOMMIN_ON_BOTH_ENGINES(Asking);

TEST_P(Asking, one_letter_to_one_address_then_two_reminders_then_the_editors)
{
    pass(one_day);
    auto const first = new_letters();
    ASSERT_EQ(first.size(), 1U) << "who has no address and what was confirmed lately is left in peace";
    EXPECT_THAT(first[0], AllOf(HasSubstr("chor@vereine.example"), HasSubstr("Chor"), HasSubstr("treff")));
    EXPECT_THAT(first[0], Not(HasSubstr("Tanzkreis")));
    EXPECT_EQ(links_in(first[0]).size(), 2U);
    pass(one_day * 13);
    EXPECT_EQ(new_letters().size(), 0U);
    for (auto const* reminder : {"second", "third"}) {
        pass(one_day);
        auto const letters = new_letters();
        ASSERT_EQ(letters.size(), 1U) << reminder;
        EXPECT_THAT(letters[0], HasSubstr("schon einmal gefragt")) << reminder;
        pass(one_day * 13);
        EXPECT_THAT(silent_list(), Not(HasSubstr("Nähtreff"))) << "an answer may still come";
    }
    EXPECT_THAT(
        browser_of("conference_office").get("/verwaltung").body_text(), Not(HasSubstr("antworten nicht")));
    pass(one_day);
    EXPECT_EQ(new_letters().size(), 0U);
    EXPECT_THAT(
        silent_list(),
        AllOf(
            HasSubstr("Nähtreff"), HasSubstr("Chor"), HasSubstr("Telefonkreis"), Not(HasSubstr("Tanzkreis"))))
        << "and what has no address since its first day";
    EXPECT_THAT(
        browser_of("conference_office").get("/verwaltung").body_text(),
        HasSubstr("3 Angebote: Die Träger antworten nicht"));
    EXPECT_THAT(
        browser_of("municipal_editor", aalfeld_).get("/verwaltung").body_text(),
        HasSubstr("antworten nicht"));
    EXPECT_THAT(
        browser_of("municipal_editor", bergau_).get("/verwaltung").body_text(),
        Not(HasSubstr("antworten nicht")));

    pass(one_day * 182);
    bool asks_anew = false;
    for (auto const& letter : new_letters())
        asks_anew = asks_anew
            || ((letter.find("chor@vereine.example") != std::string::npos)
                && letter.find("schon einmal") == std::string::npos);
    EXPECT_TRUE(asks_anew) << "half a year later everything begins again";
}

TEST_P(Asking, an_answer_ends_it_and_a_correction_gives_the_editors_time)
{
    pass(one_day);
    auto const letters = new_letters();
    ASSERT_EQ(letters.size(), 1U);
    answer(letters[0], 0, "antwort=stimmt");
    pass(one_day * 14);
    auto const reminder = new_letters();
    ASSERT_EQ(reminder.size(), 1U);
    auto const left = links_in(reminder[0]);
    ASSERT_EQ(left.size(), 1U) << "the other one has been confirmed";
    answer(reminder[0], 0, "antwort=geaendert&korrektur=Donnerstags");
    run_jobs(); // the office is told
    static_cast<void>(new_letters());
    pass(one_day * 42);
    EXPECT_EQ(new_letters().size(), 0U);
    EXPECT_THAT(silent_list(), AllOf(Not(HasSubstr("Chor")), Not(HasSubstr("Nähtreff"))));
    pass(one_day * 20);
    EXPECT_EQ(new_letters().size(), 1U) << "nobody has taken it over in two months";
}

TEST_P(Asking, a_letter_that_cannot_arrive_is_told_at_once)
{
    pass(one_day);
    ASSERT_EQ(new_letters().size(), 1U);
    connection().execute("UPDATE jobs SET state = 'dead' WHERE kind = 'portal.offer.confirmation_asked'");
    pass(one_day);
    EXPECT_THAT(silent_list(), Not(HasSubstr("Nähtreff"))) << "the mail server had a bad night";
    refuse("chor@vereine.example", true);
    pass(one_day);
    EXPECT_THAT(silent_list(), HasSubstr("Nähtreff"));
    pass(one_day * 14);
    EXPECT_EQ(new_letters().size(), 0U);
}

TEST_P(Asking, another_address_or_a_server_that_takes_it_again_is_asked)
{
    pass(one_day);
    ASSERT_EQ(new_letters().size(), 1U);
    refuse("chor@vereine.example", true);
    pass(one_day * 14);
    EXPECT_EQ(new_letters().size(), 0U);
    EXPECT_THAT(silent_list(), HasSubstr("Nähtreff"));
    commit_version(tenant_, [](Work& work) {
        work.db().execute("UPDATE offers SET email = 'kreis@vereine.example' WHERE slug = 'chor'");
    });
    pass(one_day);
    auto const other = new_letters();
    ASSERT_EQ(other.size(), 1U);
    EXPECT_THAT(other[0], HasSubstr("To: kreis@vereine.example"));
    refuse("chor@vereine.example", false);
    pass(one_day);
    EXPECT_EQ(new_letters().size(), 1U);
    EXPECT_THAT(silent_list(), Not(HasSubstr("Nähtreff")));
}

TEST_P(Asking, one_address_with_many_offers_holds_up_nobody)
{
    for (int i = 0; i < 5; ++i)
        run_by("viele@vereine.example", "kurs-" + std::to_string(i), "Kurs", "bergau");
    run_by("letzte@vereine.example", "letzte", "Letzte", "bergau");
    auto const due = portal::list_due_offers(
        connection(), tenant_, portal::asking_limits(Date{std::chrono::year{2026} / 11 / 24}), 2, 5);
    ASSERT_EQ(due.size(), 5U) << "two of the choir's, two of the many, and the last";
    EXPECT_EQ(due.back().address, "letzte@vereine.example");
}

TEST_P(Asking, nobody_is_asked_at_the_weekend)
{
    pass(one_day * 5);
    EXPECT_EQ(new_letters().size(), 0U);
    pass(one_day);
    EXPECT_EQ(new_letters().size(), 0U);
    pass(one_day);
    EXPECT_EQ(new_letters().size(), 1U);
}

TEST_P(Asking, an_organisation_with_many_offers_gets_them_over_several_days)
{
    for (int i = 0; i < 25; ++i)
        run_by("viele@vereine.example", "kurs-" + std::to_string(i), "Kurs " + std::to_string(i), "bergau");
    std::size_t links = 0;
    pass(one_day);
    for (auto const& letter : new_letters())
        links += (letter.find("viele@vereine.example") != std::string::npos) ? links_in(letter).size() : 0;
    EXPECT_EQ(links, portal::most_offers_a_letter);
    pass(one_day);
    auto const rest = new_letters();
    ASSERT_EQ(rest.size(), 1U);
    EXPECT_EQ(links_in(rest[0]).size(), 5U);
}

TEST_P(Asking, the_page_of_today_tells_how_much_is_confirmed)
{
    auto const all = browser_of("conference_office").get("/verwaltung").body_text();
    EXPECT_THAT(all, AllOf(HasSubstr("Bestätigte Angebote"), HasSubstr("0 von 3"), HasSubstr("1 von 1")));
    auto const own = browser_of("municipal_editor", bergau_).get("/verwaltung").body_text();
    EXPECT_THAT(own, AllOf(HasSubstr("1 von 1"), Not(HasSubstr("0 von 3"))));
    EXPECT_THAT(
        browser_of("administrator").get("/verwaltung").body_text(), Not(HasSubstr("Bestätigte Angebote")));
}

class AskingTurnedOff : public Asking {
protected:
    AskingTurnedOff()
        : Asking([](Settings& settings) { settings.provider_questions = false; })
    { }
};
KOMMIN_ON_BOTH_ENGINES(AskingTurnedOff);

TEST_P(AskingTurnedOff, asks_nobody_by_itself)
{
    run_by({}, "ohne", "Treff ohne Adresse", "aalfeld");
    pass(one_day);
    EXPECT_THAT(silent_list(), HasSubstr("Treff ohne Adresse")) << "its editors know of it all the same";
    pass(one_day * 200);
    EXPECT_EQ(new_letters().size(), 0U);
}

} // namespace
} // namespace kommin::app
