// What a provider does not answer comes to the editors with a day, and what a municipality does not settle by
// then to the office of the Kreis.

#include "app/tests/asking_story.hpp"

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using namespace std::chrono_literals;

constexpr std::string_view town_address = "gemeinde@rathaus.example";
constexpr std::string_view office_address = "kreis@kreis.example";
constexpr std::string_view without_result = "ohne Ergebnis";
constexpr std::string_view no_answer = "antwortet nicht";

class Silence : public AskingStory {
protected:
    void SetUp() override
    {
        StaffStory::SetUp();
        choir_ = run_by("chor@vereine.example", "chor", "Chor", "aalfeld");
        town_ = account(std::string(town_address), {{"municipal_editor", aalfeld_}});
        office_ = account(std::string(office_address), {{"conference_office", Scope::whole_tenant()}});
        other_ = account("andere@rathaus.example", {{"municipal_editor", bergau_}});
        logged_in(town_); // whoever has only been invited is told nothing
        logged_in(office_);
        logged_in(other_);
        run_jobs();
        for (auto const days : {1, 14, 14, 13})
            pass(one_day * days);
        static_cast<void>(new_letters());
    }
    [[nodiscard]] bool is_wanted(std::string const& /*letter*/) const override { return true; }
    std::string today_of(identity::AccountId id)
    {
        auto browser = logged_in(id);
        return waiting_for(browser);
    }
    std::string list_of(identity::AccountId id, std::string const& word)
    {
        return std::string(logged_in(id).get("/verwaltung/angebote?angaben=" + word).body_text());
    }
    // The letters since the last look to one address, those to all others are to be none.
    std::vector<std::string> letters_only_to(std::string_view address)
    {
        auto letters = new_letters();
        for (auto const& letter : letters)
            EXPECT_THAT(letter, HasSubstr("To: " + std::string(address)));
        return letters;
    }
    // From the last day of the provider to the first of the Kreis.
    void let_the_town_sleep()
    {
        pass(one_day);
        pass(one_day * 15);
    }

    portal::OfferId choir_;
    identity::AccountId town_, office_, other_;
};
KOMMIN_ON_BOTH_ENGINES(Silence);

TEST_P(Silence, comes_to_the_municipality_and_two_weeks_later_to_the_district)
{
    EXPECT_THAT(today_of(town_), Not(HasSubstr(no_answer))) << "an answer may still come";
    pass(one_day);
    auto const to_town = letters_only_to(town_address);
    ASSERT_EQ(to_town.size(), 1U);
    EXPECT_THAT(unfolded(to_town[0]), AllOf(HasSubstr("Chor (aalfeld)"), HasSubstr("22. Dezember 2026")));
    EXPECT_THAT(today_of(town_), AllOf(HasSubstr(no_answer), HasSubstr("19. Januar")));
    EXPECT_THAT(today_of(office_), Not(HasSubstr(without_result)));
    EXPECT_THAT(list_of(office_, "eskaliert"), Not(HasSubstr("Chor")));

    run_jobs(); // the program begins anew, or a second one runs
    pass(one_day * 6);
    EXPECT_EQ(new_letters().size(), 0U) << "once a week";
    pass(one_day);
    EXPECT_EQ(letters_only_to(town_address).size(), 1U);
    pass(one_day * 7); // the last of their days
    EXPECT_EQ(letters_only_to(town_address).size(), 1U);
    EXPECT_THAT(today_of(office_), Not(HasSubstr(without_result)));

    pass(one_day);
    auto const to_office = letters_only_to(office_address);
    ASSERT_EQ(to_office.size(), 1U);
    EXPECT_THAT(
        unfolded(to_office[0]),
        AllOf(HasSubstr("Chor (aalfeld)"), HasSubstr("22. Dezember 2026"), HasSubstr("angaben=3Deskaliert")));
    EXPECT_THAT(today_of(office_), AllOf(HasSubstr(without_result), HasSubstr("2. Februar")));
    EXPECT_THAT(list_of(office_, "eskaliert"), HasSubstr("Chor"));
    EXPECT_THAT(today_of(town_), Not(HasSubstr(without_result))) << "it is told in its own words";
    EXPECT_THAT(today_of(other_), AllOf(Not(HasSubstr(without_result)), Not(HasSubstr(no_answer))));
    pass(one_day);
    EXPECT_EQ(new_letters().size(), 0U) << "not again on the next day";
    pass(one_day * 6);
    EXPECT_EQ(new_letters().size(), 2U) << "a week later both of them";
}

TEST_P(Silence, an_offer_that_has_no_address_is_its_editors_from_the_first_day)
{
    run_by({}, "tanz", "Tanzkreis", "aalfeld");
    pass(one_day);
    EXPECT_THAT(list_of(town_, "ohne-antwort"), HasSubstr("Tanzkreis"));
    EXPECT_THAT(
        today_of(town_), HasSubstr("2 Angebote: Die Träger antworten nicht oder haben keine Mailadresse"));
    EXPECT_THAT(
        logged_in(town_).get("/verwaltung/angebote?angaben=ohne-antwort").body_text(), HasSubstr("Chor"));
    static_cast<void>(new_letters());
    pass(one_day * 7);
    auto const letters = letters_only_to(town_address);
    ASSERT_EQ(letters.size(), 1U);
    EXPECT_THAT(
        unfolded(letters[0]),
        HasSubstr("Tanzkreis (aalfeld), keine Mailadresse, wartet seit 5. Januar 2027"));
    EXPECT_THAT(list_of(office_, "eskaliert"), Not(HasSubstr("Tanzkreis")));
    pass(one_day * 22);
    EXPECT_THAT(list_of(office_, "eskaliert"), HasSubstr("Tanzkreis")) << "four weeks have passed";
}

TEST_P(Silence, ends_when_somebody_confirms)
{
    let_the_town_sleep();
    static_cast<void>(new_letters());
    ASSERT_THAT(today_of(office_), HasSubstr(without_result));
    auto editor = logged_in(town_);
    auto const page = std::string(editor.get(desk(choir_)).body_text());
    EXPECT_EQ(
        editor.post(desk(choir_, "/bestaetigen"), "fassung=" + seen_on(page)).status(),
        http::Status::see_other);
    EXPECT_THAT(today_of(office_), Not(HasSubstr(without_result)));
    EXPECT_THAT(today_of(town_), Not(HasSubstr(no_answer)));
    pass(one_day * 8);
    EXPECT_EQ(new_letters().size(), 0U);
}

TEST_P(Silence, ends_when_a_change_is_published_and_asks_again_after_two_months)
{
    let_the_town_sleep();
    static_cast<void>(new_letters());
    auto editor = logged_in(town_);
    auto const page = std::string(editor.get(desk(choir_)).body_text());
    auto const change = fields(seen_on(page), "Chor", "summary=Donnerstags&email=chor%40vereine.example");
    EXPECT_EQ(editor.post(desk(choir_), change).status(), http::Status::see_other);
    EXPECT_THAT(today_of(office_), HasSubstr(without_result))
        << "a draft is nothing that the public can read";
    auto const draft = std::string(editor.get(desk(choir_)).body_text());
    EXPECT_EQ(
        editor
            .post(
                desk(choir_, "/veroeffentlichen"),
                fields(seen_on(draft), "Chor", "summary=Donnerstags&email=chor%40vereine.example"))
            .status(),
        http::Status::see_other);
    EXPECT_THAT(today_of(office_), Not(HasSubstr(without_result)));
    EXPECT_THAT(today_of(town_), Not(HasSubstr(no_answer)));
    pass(one_day * 58);
    EXPECT_EQ(new_letters().size(), 0U);
    pass(one_day * 5);
    auto const again = new_letters();
    ASSERT_EQ(again.size(), 1U);
    EXPECT_THAT(again[0], AllOf(HasSubstr("To: chor@vereine.example"), Not(HasSubstr("schon einmal"))));
}

TEST_P(Silence, of_what_serves_the_whole_district_is_the_district_s_own)
{
    ASSERT_TRUE(work([&](Work& work) -> Result<void> {
        work.db().execute("UPDATE offers SET reach = 'district' WHERE slug = 'chor'");
        work.publish(portal::published_as, portal::offer_subject.word(), choir_);
        return {};
    }));
    product_.publications.refresh(connection());
    let_the_town_sleep();
    auto const letters = letters_only_to(office_address);
    ASSERT_EQ(letters.size(), 2U) << "on its first day, and two weeks later as a reminder";
    for (auto const& letter : letters)
        EXPECT_THAT(letter, Not(HasSubstr("eskaliert")));
    EXPECT_THAT(today_of(office_), AllOf(HasSubstr(no_answer), Not(HasSubstr(without_result))));
    EXPECT_THAT(today_of(town_), Not(HasSubstr(no_answer)));
}

TEST_P(Silence, is_told_to_nobody_who_may_not_edit_any_more)
{
    connection().execute("DELETE FROM account_roles WHERE account_id = ?", town_);
    pass(one_day);
    EXPECT_EQ(new_letters().size(), 0U);
}

} // namespace
} // namespace kommin::app
