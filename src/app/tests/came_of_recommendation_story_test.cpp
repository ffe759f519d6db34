// The public page of a recommendation names the goals and measures that came of it, of those that everybody
// reads.

#include "app/tests/public_goals_story.hpp"

#include <cstdint>
#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class CameOfRecommendation : public PublicGoalsBase {
protected:
    void SetUp() override
    {
        PublicGoalsBase::SetUp();
        recommendation_ = adopted_recommendation("Mehr+Deutschkurse");
    }
    std::string adopted_recommendation(std::string const& title)
    {
        auto const drafted = office_->post(
            "/verwaltung/empfehlungen/neu",
            "addressees=administration&title=" + title + "&schluessel=" + title + "&panel=" + field_);
        EXPECT_EQ(drafted.status(), http::Status::see_other) << drafted.body_text();
        auto address = std::string(drafted.header("Location"));
        step(address, "adopted&day=01.05.2026");
        return address;
    }
    void step(std::string const& address, std::string const& entries)
    {
        auto const version = connection().load<std::int64_t>(
            "SELECT version FROM recommendations WHERE id = ?", std::stoll(number_of(address)));
        auto const answer
            = office_->post(address + "/schritt", "fassung=" + std::to_string(version) + "&stand=" + entries);
        EXPECT_EQ(answer.status(), http::Status::see_other) << entries << answer.body_text();
    }
    std::string public_page(std::string const& address, std::string const& language = "de")
    {
        return read_in_public('/' + language + "/konferenz/empfehlungen/" + number_of(address));
    }
    std::string recommendation_; // its address at the desk; adopted
};
KOMMIN_ON_BOTH_ENGINES(CameOfRecommendation);

constexpr auto* heading = "Ziele und Maßnahmen daraus";

TEST_P(CameOfRecommendation, is_named_from_the_press_that_shows_it_to_the_one_that_hides_it)
{
    auto const origin = "&origins=" + number_of(recommendation_);
    auto const goal = adopted_goal("Sprachziel", origin);
    auto const one = serving("Abendkurse", goal, origin);
    EXPECT_THAT(
        public_page(recommendation_),
        AllOf(
            HasSubstr("Mehr Deutschkurse"), Not(HasSubstr(heading)), Not(HasSubstr("Sprachziel")),
            Not(HasSubstr("Abendkurse"))));
    shown(goal);
    EXPECT_THAT(
        public_page(recommendation_),
        AllOf(
            HasSubstr(heading), HasSubstr("<a href=\"/de/ziele/sprachziel\">Sprachziel</a> · Leitziel"),
            Not(HasSubstr("Abendkurse"))));
    shown(one);
    EXPECT_THAT(
        public_page(recommendation_),
        HasSubstr("<a href=\"/de/ziele/massnahmen/abendkurse\">Abendkurse</a> · Maßnahme · in Arbeit"));
    EXPECT_EQ(
        sent(*office_, one, "/stand", "state=done&state_reason=Liegt+vor").status(), http::Status::see_other);
    EXPECT_THAT(public_page(recommendation_), HasSubstr("Abendkurse</a> · Maßnahme · abgeschlossen"))
        << "the page follows what is changed elsewhere";
    EXPECT_EQ(press(goal, "/verbergen").status(), http::Status::see_other);
    EXPECT_THAT(
        public_page(recommendation_), AllOf(HasSubstr("Abendkurse</a>"), Not(HasSubstr("Sprachziel"))))
        << "a measure may be read though its goal is not";
    EXPECT_EQ(press(one, "/verbergen").status(), http::Status::see_other);
    EXPECT_THAT(public_page(recommendation_), AllOf(Not(HasSubstr(heading)), Not(HasSubstr("Abendkurse"))));
}

TEST_P(CameOfRecommendation, is_named_when_it_is_chosen_with_the_step_and_only_there)
{
    auto const other = adopted_recommendation("Mehr+Busse");
    auto const goal = adopted_goal("Sprachziel");
    shown(goal);
    EXPECT_THAT(public_page(recommendation_), Not(HasSubstr(heading)));
    step(recommendation_, "taken_up&day=20.05.2026&note=Gern&records=goal%3A" + number_of(goal));
    EXPECT_THAT(public_page(recommendation_), HasSubstr("href=\"/de/ziele/sprachziel\""));
    EXPECT_THAT(
        public_page(other),
        AllOf(HasSubstr("Mehr Busse"), Not(HasSubstr(heading)), Not(HasSubstr("Sprachziel"))));
}

TEST_P(CameOfRecommendation, is_told_in_the_language_of_who_reads)
{
    auto const origin = "&origins=" + number_of(recommendation_);
    auto const goal = adopted_goal("Sprachziel", origin);
    shown(goal);
    shown(serving("Abendkurse", goal, origin));
    EXPECT_THAT(
        public_page(recommendation_, "ar"),
        AllOf(
            HasSubstr("dir=\"rtl\""), HasSubstr("أهداف وإجراءات نتجت عن هذه التوصية"),
            HasSubstr("href=\"/ar/ziele/sprachziel\""), HasSubstr("href=\"/ar/ziele/massnahmen/abendkurse\""),
            HasSubstr("هدف إرشادي"), Not(HasSubstr(heading)), Not(HasSubstr("Leitziel")),
            Not(HasSubstr("in Arbeit"))));
    EXPECT_THAT(public_page(recommendation_, "tr"), HasSubstr("Bu tavsiyeden doğan hedefler ve önlemler"));
}

} // namespace
} // namespace kommin::app
