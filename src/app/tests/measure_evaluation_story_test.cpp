// Evaluations of measures: how the unit in charge and others see what came of one in a year.

#include "app/tests/years_story.hpp"
#include "platform/records/versions.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class MeasureEvaluationStory : public YearsStory {
protected:
    void SetUp() override
    {
        YearsStory::SetUp();
        measure_
            = number_of(measure(*office_, "Kurse", "&state=running&from=2025&to=2026&deadline_remark=keine"));
        year_ = year("2025");
        evaluations_ = year_ + "/bewertungen";
    }
    std::string new_one(std::string const& view) { return evaluations_ + "/neu/" + measure_ + '/' + view; }
    static std::string said(
        std::string const& key, std::string const& evaluator, std::string const& more = "&verdict=continue")
    {
        return "schluessel=" + key + "&evaluator=" + evaluator + "&day=31.12.2025&effect=4&effort=2" + more;
    }
    std::int64_t count_evaluations()
    {
        return connection().load<std::int64_t>("SELECT COUNT(*) FROM evaluations_of_measures");
    }
    std::string evaluation()
    {
        return evaluations_ + '/'
            + std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM evaluations_of_measures"));
    }

    std::string measure_; // number
    std::string year_, evaluations_;
};
KOMMIN_ON_BOTH_ENGINES(MeasureEvaluationStory);

TEST_P(MeasureEvaluationStory, both_views_stand_side_by_side)
{
    EXPECT_THAT(
        shown(evaluations_),
        AllOf(
            HasSubstr("Noch keine Selbstsicht."), HasSubstr("Noch keine Fremdsicht."),
            HasSubstr("0 von 1 Maßnahmen"), HasSubstr(new_one("selbst")), HasSubstr(new_one("fremd"))));
    auto unit = browser_of("department_editor");
    EXPECT_EQ(
        unit.post(
                new_one("selbst"),
                said("a", "Jugendamt", "&verdict=change&verdict_why=Zu+sp%C3%A4t")
                    + "&lessons=Fr%C3%BCher+werben")
            .header("Location"),
        evaluations_);
    EXPECT_EQ(office_->post(new_one("fremd"), said("b", "Elternverein")).status(), http::Status::see_other);
    EXPECT_EQ(office_->post(new_one("fremd"), said("b", "Elternverein")).status(), http::Status::see_other)
        << "sent twice";
    EXPECT_EQ(count_evaluations(), 2);
    EXPECT_THAT(
        shown(evaluations_),
        AllOf(
            HasSubstr("Jugendamt"), HasSubstr("Elternverein"), HasSubstr("Früher werben"),
            HasSubstr("Zu spät"), HasSubstr("4 von 5: deutliche Wirkung"),
            HasSubstr("2 von 5: geringer Aufwand"), HasSubstr("1 von 1 Maßnahmen"),
            Not(HasSubstr(new_one("selbst")))));
    EXPECT_THAT(shown(year_), HasSubstr("1 von 1 Maßnahmen haben eine Selbstsicht"));
    EXPECT_THAT(audit_actions(), Contains("steering.evaluation.created"));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

// On the page of the measure as well, below its money, for whoever may see the years of its owner.
TEST_P(MeasureEvaluationStory, stand_on_the_page_of_the_measure)
{
    auto const page = "/verwaltung/massnahmen/" + measure_;
    EXPECT_THAT(shown(page), AllOf(HasSubstr("id=\"geld\""), Not(HasSubstr("id=\"bewertungen\""))));
    ASSERT_EQ(
        office_->post(new_one("selbst"), said("a", "Jugendamt") + "&lessons=Fr%C3%BCher+werben").status(),
        http::Status::see_other);
    auto reader = browser_of("reader");
    for (auto const& text : {shown(page), read(reader, page)})
        EXPECT_THAT(
            text,
            AllOf(
                HasSubstr("id=\"bewertungen\""), HasSubstr("href=\"" + evaluations_ + "\">2025</a>"),
                HasSubstr("Jugendamt"), HasSubstr("Früher werben")));
    EXPECT_THAT(shown(page), AllOf(HasSubstr("id=\"geld\""), HasSubstr(evaluation() + "/bearbeiten")));
    EXPECT_THAT(
        read(reader, page),
        AllOf(Not(HasSubstr("id=\"geld\"")), Not(HasSubstr(evaluation() + "/bearbeiten"))));
}

TEST_P(MeasureEvaluationStory, there_is_one_self_view_and_a_second_one_is_not_lost)
{
    ASSERT_EQ(office_->post(new_one("selbst"), said("a", "Jugendamt")).status(), http::Status::see_other);
    EXPECT_EQ(office_->get(new_one("selbst")).header("Location"), evaluation() + "/bearbeiten");
    auto const answer
        = office_->post(new_one("selbst"), said("b", "Jugendamt", "&verdict=continue&lessons=Anderes"));
    EXPECT_EQ(answer.status(), http::Status::conflict);
    EXPECT_THAT(
        std::string(answer.body_text()), AllOf(HasSubstr("schon eine Selbstsicht"), HasSubstr("Anderes")));
    EXPECT_EQ(count_evaluations(), 1);
}

TEST_P(MeasureEvaluationStory, what_is_wrong_is_said_beside_the_field)
{
    for (auto const& [entries, problem] : std::vector<std::pair<std::string, std::string>>{
             {said("a", ""), "welche Stelle oder Organisation"},
             {said("a", "Amt", "&verdict=end"), "Bitte begründen Sie, warum die Maßnahme"},
             {said("a", "Amt", ""), "Bitte wählen Sie, wie es weitergehen soll"},
             {"schluessel=a&evaluator=Amt&day=31.12.2024&effect=4&effort=2&verdict=continue",
              "vor dem Jahr 2025"},
             {"schluessel=a&evaluator=Amt&day=24.11.2026&effect=4&effort=2&verdict=continue",
              "in der Zukunft"},
             {"schluessel=a&evaluator=Amt&day=31.12.2025&effect=6&effort=2&verdict=continue",
              "einen der fünf Werte"}}) {
        auto const answer = office_->post(new_one("selbst"), entries + "&lessons=Bleibt+stehen");
        EXPECT_EQ(answer.status(), http::Status::unprocessable) << entries;
        EXPECT_THAT(std::string(answer.body_text()), AllOf(HasSubstr(problem), HasSubstr("Bleibt stehen")))
            << entries;
    }
    EXPECT_EQ(count_evaluations(), 0);
    for (auto const* wrong : {"/bewertungen/neu/999999/selbst", "/bewertungen/neu/1/anders"})
        EXPECT_EQ(office_->get(year_ + wrong).status(), http::Status::not_found) << wrong;
}

TEST_P(MeasureEvaluationStory, two_who_change_it_do_not_overwrite_each_other)
{
    ASSERT_EQ(office_->post(new_one("selbst"), said("a", "Jugendamt")).status(), http::Status::see_other);
    auto const form = evaluation() + "/bearbeiten";
    EXPECT_EQ(
        office_->post(form, "fassung=1&grundlage=1&" + said("", "Jugendamt") + "&lessons=Eins").status(),
        http::Status::see_other);
    auto const second
        = office_->post(form, "fassung=1&grundlage=1&" + said("", "Jugendamt") + "&lessons=Zwei");
    EXPECT_EQ(second.status(), http::Status::conflict);
    EXPECT_THAT(std::string(second.body_text()), AllOf(HasSubstr("Eins"), HasSubstr("Zwei")));
    EXPECT_THAT(shown(evaluation() + "/verlauf?fassung=2"), HasSubstr("Eins"));
}

TEST_P(MeasureEvaluationStory, of_a_closed_year_are_only_read)
{
    ASSERT_EQ(office_->post(new_one("selbst"), said("a", "Jugendamt")).status(), http::Status::see_other);
    auto const one = evaluation();
    ASSERT_EQ(close(year_).header("Location"), year_ + "/stand");
    EXPECT_THAT(shown(evaluations_), AllOf(HasSubstr("Jugendamt"), Not(HasSubstr("/bearbeiten"))));
    EXPECT_EQ(office_->get(new_one("fremd")).header("Location"), evaluations_);
    EXPECT_EQ(office_->get(one + "/bearbeiten").header("Location"), evaluations_);
    for (auto const& answer :
         {office_->post(new_one("fremd"), said("b", "Elternverein") + "&lessons=Bleibt+stehen"),
          office_->post(one + "/bearbeiten", "fassung=1&" + said("", "Amt") + "&lessons=Bleibt+stehen")}) {
        EXPECT_EQ(answer.status(), http::Status::conflict);
        EXPECT_THAT(
            std::string(answer.body_text()), AllOf(HasSubstr("abgeschlossen"), HasSubstr("Bleibt stehen")));
    }
    EXPECT_EQ(count_evaluations(), 1);
}

TEST_P(MeasureEvaluationStory, who_may_evaluate_is_reminded_at_the_end_of_the_year)
{
    EXPECT_THAT(shown("/verwaltung"), HasSubstr("Eine Maßnahme hat noch keine Selbstsicht"))
        << "2025 is over";
    auto reader = browser_of("reader");
    EXPECT_THAT(read(reader, "/verwaltung"), Not(HasSubstr("noch keine Selbstsicht")));
    ASSERT_EQ(office_->post(new_one("selbst"), said("a", "Jugendamt")).status(), http::Status::see_other);
    EXPECT_THAT(shown("/verwaltung"), Not(HasSubstr("noch keine Selbstsicht")));
    static_cast<void>(year("2026"));
    EXPECT_THAT(shown("/verwaltung"), Not(HasSubstr("noch keine Selbstsicht"))) << "2026 goes on in November";
}

TEST_P(MeasureEvaluationStory, leave_as_files_with_those_that_are_missing)
{
    static_cast<void>(measure(*office_, "Lotsen", "&state=running&from=2025&to=2026&deadline_remark=keine"));
    ASSERT_EQ(office_->post(new_one("selbst"), said("a", "Jugendamt")).status(), http::Status::see_other);
    EXPECT_THAT(
        file_of(office_->get(evaluations_ + ".csv")),
        AllOf(HasSubstr("Jugendamt"), HasSubstr("Lotsen"), HasSubstr("weiterführen")));
    EXPECT_TRUE(file_of(office_->get(evaluations_ + ".xlsx")).starts_with("PK"));
}

TEST_P(MeasureEvaluationStory, of_others_are_not_reached)
{
    ASSERT_EQ(office_->post(new_one("selbst"), said("a", "Jugendamt")).status(), http::Status::see_other);
    auto const one = evaluation();
    auto town = browser_of("municipal_editor", bergau_);
    for (auto const& path : {evaluations_, new_one("fremd"), one + "/bearbeiten", one + "/verlauf"})
        EXPECT_EQ(town.get(path).status(), http::Status::not_found) << path;
    for (auto const& path : {new_one("fremd"), one + "/bearbeiten"})
        EXPECT_EQ(town.post(path, "fassung=1&" + said("b", "Verein")).status(), http::Status::not_found)
            << path;
    auto const other_year = year("2026");
    EXPECT_EQ(
        office_->get(other_year + one.substr(one.find("/bewertungen")) + "/bearbeiten").status(),
        http::Status::not_found)
        << "of another year";
    EXPECT_EQ(count_evaluations(), 1);
}

}
} // namespace kommin::app
