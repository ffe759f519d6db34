// The public page of a goal leads to those below it and to what municipalities want for it, and says where
// measures stand when it has none of its own.

#include "app/tests/public_goals_story.hpp"

#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class GoalsBelow : public PublicGoalsBase {
protected:
    void SetUp() override
    {
        PublicGoalsBase::SetUp();
        top_ = adopted_goal("Dach");
        shown(top_);
    }
    std::string below(std::string const& title, std::string const& parent)
    {
        return adopted_goal(title, "&parent=" + number_of(parent));
    }
    // An adopted goal of a municipality that serves the one at the top, with whatever else its form says.
    std::string of_town(std::string const& title, std::string const& more)
    {
        auto const entered = office_->post(
            "/verwaltung/ziele/neu",
            "body=aalfeld&kind=guiding&panel=" + field_ + "&title=" + title + "&schluessel=" + title + more);
        EXPECT_EQ(entered.status(), http::Status::see_other) << entered.body_text();
        auto const address = std::string(entered.header("Location"));
        auto const adopted = office_->post(
            "/verwaltung/beschluesse/neu",
            "body=aalfeld&kind=adoption&resolved_by=Rat&day=05.06.2026&result=unanimous&goals="
                + number_of(address) + "&schluessel=" + number_of(address));
        EXPECT_EQ(adopted.status(), http::Status::see_other) << adopted.body_text();
        return address;
    }
    std::string top_; // its address at the desk; public
};
KOMMIN_ON_BOTH_ENGINES(GoalsBelow);

TEST_P(GoalsBelow, are_listed_when_they_are_shown_and_the_sentence_says_where_measures_stand)
{
    constexpr auto* none = "Öffentliche Maßnahmen gibt es noch nicht.";
    EXPECT_THAT(read_in_public("/de/ziele/dach"), AllOf(HasSubstr(none), Not(HasSubstr("Ziele darunter"))));
    auto const language = below("Deutschziel", top_);
    EXPECT_THAT(read_in_public("/de/ziele/dach"), Not(HasSubstr("Deutschziel"))) << "adopted is not shown";
    shown(language);
    EXPECT_THAT(
        read_in_public("/de/ziele/dach"),
        AllOf(
            HasSubstr("<h2 id=\"darunter\">Ziele darunter</h2>"), HasSubstr("href=\"/de/ziele/deutschziel\""),
            HasSubstr("<meta name=\"description\" content=\"" + std::string(none))));
    auto const courses = serving("Abendkurse", language);
    EXPECT_THAT(read_in_public("/de/ziele/dach"), HasSubstr("content=\"" + std::string(none)))
        << "nobody outside knows of it";
    shown(courses);
    constexpr auto* one = "Maßnahmen dafür stehen bei einem Ziel darunter.";
    auto const page = read_in_public("/de/ziele/dach");
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("<p>" + std::string(one)), HasSubstr("content=\"" + std::string(one)),
            HasSubstr("0 von 1 öffentlichen Maßnahmen"), Not(HasSubstr(none))));
    EXPECT_THAT(read_in_public("/de/ziele"), AllOf(HasSubstr(one), Not(HasSubstr(none))));
    // One step further down, by way of one that the page names as well.
    auto const further = below("Abendschule", language);
    shown(further);
    shown(serving("Kursheft", further));
    EXPECT_THAT(
        read_in_public("/de/ziele/dach"),
        AllOf(
            HasSubstr("Maßnahmen dafür stehen bei 2 Zielen darunter."),
            HasSubstr("href=\"/de/ziele/abendschule\""), HasSubstr("Führt hin zu: Deutschziel"),
            Not(HasSubstr("Führt hin zu: Dach"))));
    EXPECT_THAT(read_in_public("/de/ziele/deutschziel"), HasSubstr("href=\"/de/ziele/abendschule\""));
    EXPECT_THAT(
        read_in_public("/de/ziele"),
        AllOf(HasSubstr("Führt hin zu: Dach"), HasSubstr("Führt hin zu: Deutschziel")))
        << "the list says the way, too";
    EXPECT_EQ(
        sent(*office_, courses, "/stand", "state=dropped&state_reason=Ohne+Geld").status(),
        http::Status::see_other);
    EXPECT_THAT(read_in_public("/de/ziele/dach"), HasSubstr(one)) << "what was dropped is done no more";
}

TEST_P(GoalsBelow, go_from_the_page_when_they_are_hidden_or_lead_elsewhere)
{
    auto const language = below("Deutschziel", top_);
    shown(language);
    shown(serving("Abendkurse", language));
    EXPECT_THAT(read_in_public("/de/ziele/dach"), HasSubstr("/de/ziele/deutschziel"));
    EXPECT_EQ(press(language, "/verbergen").status(), http::Status::see_other);
    EXPECT_THAT(
        read_in_public("/de/ziele/dach"),
        AllOf(
            Not(HasSubstr("Deutschziel")), Not(HasSubstr("/de/ziele/deutschziel")),
            HasSubstr("Öffentliche Maßnahmen gibt es noch nicht.")));
    shown(language);
    EXPECT_THAT(read_in_public("/de/ziele/dach"), HasSubstr("bei einem Ziel darunter"));
    auto const moved = office_->post(
        language + "/bearbeiten",
        seen(language) + "&kind=guiding&panel=" + field_ + "&title=Deutschziel&weight=1");
    EXPECT_EQ(moved.status(), http::Status::see_other) << moved.body_text();
    EXPECT_THAT(read_in_public("/de/ziele/dach"), Not(HasSubstr("/de/ziele/deutschziel")));
}

TEST_P(GoalsBelow, one_that_is_hidden_leaks_neither_itself_nor_the_way_through_it)
{
    auto const hidden = below("Geheimziel", top_);
    auto const further = below("Enkelkind", hidden);
    shown(further);
    shown(serving("Abendkurse", further));
    EXPECT_THAT(
        read_in_public("/de/ziele/dach"),
        AllOf(
            Not(HasSubstr("Geheim")), Not(HasSubstr("Enkelkind")), Not(HasSubstr("Ziele darunter")),
            HasSubstr("Öffentliche Maßnahmen gibt es noch nicht.")));
    EXPECT_THAT(
        read_in_public("/de/ziele"),
        AllOf(HasSubstr("Enkelkind"), Not(HasSubstr("Geheim")), Not(HasSubstr("Führt hin zu"))));
    EXPECT_THAT(read_in_public("/de/ziele/enkelkind"), Not(HasSubstr("Geheim")));
    EXPECT_THAT(
        read_in_public("/de/ziele.json"),
        AllOf(Not(HasSubstr("eheim")), Not(HasSubstr("\"parent\":\"")), HasSubstr("\"parent\":null")));
    shown(hidden);
    EXPECT_THAT(
        read_in_public("/de/ziele/dach"),
        AllOf(
            HasSubstr("Geheimziel"), HasSubstr("Enkelkind"),
            HasSubstr("Maßnahmen dafür stehen bei einem Ziel darunter.")));
    EXPECT_THAT(
        read_in_public("/de/ziele.json"),
        AllOf(HasSubstr("\"parent\":\"dach\""), HasSubstr("\"parent\":\"geheimziel\"")))
        << "the files say the same";
    EXPECT_THAT(
        read_in_public("/de/ziele.csv"),
        AllOf(HasSubstr("\r\ngoal,geheimziel,dach,"), HasSubstr("\r\ngoal,enkelkind,geheimziel,")));
}

TEST_P(GoalsBelow, what_municipalities_want_for_it_stands_beside_with_whose_it_is)
{
    auto const town = of_town("Stadtziel", "&serves=" + number_of(top_));
    auto const secret = of_town("Geheimziel", "&serves=" + number_of(top_));
    EXPECT_THAT(
        read_in_public("/de/ziele/dach"),
        AllOf(Not(HasSubstr("Stadtziel")), Not(HasSubstr("Was Gemeinden dafür erreichen wollen"))));
    shown(town);
    EXPECT_THAT(
        read_in_public("/de/ziele/dach"),
        AllOf(
            HasSubstr("<h2 id=\"gemeinden\">Was Gemeinden dafür erreichen wollen</h2>"),
            HasSubstr("href=\"/de/ziele/stadtziel\""), HasSubstr("alfeld"), Not(HasSubstr("Geheim")),
            Not(HasSubstr("Ziele darunter"))));
    EXPECT_THAT(
        read_in_public("/de/ziele"),
        AllOf(HasSubstr("Dient dem Ziel des Kreises: Dach"), Not(HasSubstr("Geheim"))));
    shown(measure(
        *office_, "Stadtkurs",
        usual + std::string("&body=aalfeld&goals=") + number_of(town) + "&goal_weight_" + number_of(town)
            + "=1"));
    EXPECT_THAT(
        read_in_public("/de/ziele/dach"), HasSubstr("Maßnahmen dafür stehen bei einem Ziel einer Gemeinde."));
    // Its own goals come first.
    auto const language = below("Deutschziel", top_);
    shown(language);
    shown(serving("Abendkurse", language));
    EXPECT_THAT(
        read_in_public("/de/ziele/dach"),
        AllOf(
            HasSubstr("Maßnahmen dafür stehen bei einem Ziel darunter."),
            HasSubstr("href=\"/de/ziele/stadtziel\"")));
}

TEST_P(GoalsBelow, are_told_in_the_language_of_who_reads)
{
    auto const language = below("Deutschziel", top_);
    shown(language);
    shown(serving("Abendkurse", language));
    shown(of_town("Stadtziel", "&serves=" + number_of(top_)));
    EXPECT_THAT(
        read_in_public("/ar/ziele/dach"),
        AllOf(
            HasSubstr("dir=\"rtl\""), HasSubstr("الأهداف الفرعية"),
            HasSubstr("تجدون الإجراءات لدى هدف فرعي واحد."), HasSubstr("ما تريد البلديات تحقيقه من أجل ذلك"),
            HasSubstr("href=\"/ar/ziele/deutschziel\""), Not(HasSubstr("Ziele darunter")),
            Not(HasSubstr("Maßnahmen dafür")), Not(HasSubstr("Was Gemeinden"))));
    EXPECT_THAT(
        read_in_public("/tr/ziele"),
        AllOf(
            HasSubstr("Bunun için önlemler bir alt hedefin sayfasında yer alıyor."),
            Not(HasSubstr("Führt hin zu"))));
}

TEST_P(GoalsBelow, are_read_before_it_is_shown_by_whoever_shows_it)
{
    auto const goal = entered_goal("Neues");
    auto const language = below("Deutschziel", goal);
    below("Geheimziel", goal);
    shown(language);
    shown(serving("Abendkurse", language));
    EXPECT_THAT(
        std::string(office_->get(goal + "/oeffentlich").body_text()),
        AllOf(
            HasSubstr("href=\"/de/ziele/deutschziel\""),
            HasSubstr("Maßnahmen dafür stehen bei einem Ziel darunter."), Not(HasSubstr("Geheim"))));
    shown(of_town("Stadtziel", "&serves=" + number_of(top_)));
    EXPECT_THAT(
        std::string(office_->get(top_ + "/oeffentlich").body_text()),
        HasSubstr("href=\"/de/ziele/stadtziel\""));
}

TEST_P(GoalsBelow, are_forty_on_a_page_and_the_others_a_number)
{
    for (int i = 1; i <= 42; ++i)
        shown(below("Unterziel" + std::to_string(i), top_));
    auto const page = read_in_public("/de/ziele/dach");
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("href=\"/de/ziele/unterziel40\""), Not(HasSubstr("href=\"/de/ziele/unterziel41\"")),
            HasSubstr("<a href=\"/de/ziele\">2 weitere Ziele stehen in der Liste aller Ziele</a>")));
    EXPECT_LT(read_in_public("/ar/ziele/dach").size(), 50'000U);
}

} // namespace
} // namespace kommin::app
