// What each criterion of the priorities weighs in a year: the group says so until priorities are decided.

#include "app/tests/years_story.hpp"
#include "platform/records/versions.hpp"

#include <gmock/gmock.h>

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

class PriorityWeights : public YearsStory {
protected:
    void SetUp() override
    {
        YearsStory::SetUp();
        measure_
            = number_of(measure(*office_, "Kurse", "&state=running&from=2025&to=2027&deadline_remark=keine"));
        year_ = year("2025");
        weights_ = year_ + "/prioritaeten/gewichte";
    }
    static std::string as(int need, int influence, int cost, int resolution)
    {
        return "need=" + std::to_string(need) + "&influence=" + std::to_string(influence)
            + "&cost=" + std::to_string(cost) + "&resolution=" + std::to_string(resolution);
    }
    http::Response weigh(Browser& browser, std::string const& entries, std::string const& version = "1")
    {
        return browser.post(weights_, "fassung=" + version + "&grundlage=" + version + '&' + entries);
    }
    void score(std::string const& year)
    {
        auto const key = "-m" + measure_;
        EXPECT_EQ(
            office_
                ->post(
                    year + "/prioritaeten/bepunkten/massnahmen/1",
                    "zeile=m" + measure_ + "&version" + key + "=0&need" + key + "=5&influence" + key
                        + "=4&cost" + key + "=3&resolution" + key + "=2")
                .status(),
            http::Status::see_other);
    }
    std::string measure_; // number
    std::string year_, weights_;
};
KOMMIN_ON_BOTH_ENGINES(PriorityWeights);

TEST_P(PriorityWeights, are_set_by_the_group_and_printed_with_the_rule)
{
    score(year_);
    EXPECT_THAT(
        shown(year_ + "/prioritaeten"), AllOf(HasSubstr("Der Bedarf zählt 4-fach"), HasSubstr("40 von 50")));
    auto group = browser_of("steering_group");
    EXPECT_THAT(read(group, year_ + "/prioritaeten"), HasSubstr("href=\"" + weights_ + '"'));
    EXPECT_EQ(weigh(group, as(1, 10, 0, 3)).status(), http::Status::see_other);
    for (auto const* page : {"/prioritaeten", "/prioritaeten/empfehlung"})
        EXPECT_THAT(
            shown(year_ + page),
            AllOf(
                HasSubstr("Der Bedarf zählt 1-fach, der Einfluss 10-fach, die Kosten 0-fach"),
                HasSubstr("51 von 70")))
            << page << ": 5 + 40 + 0 + 6";
    EXPECT_THAT(read(group, weights_ + "/verlauf?fassung=2"), AllOf(HasSubstr("10"), HasSubstr("Einfluss")));
    EXPECT_THAT(audit_actions(), Contains("steering.weights.changed"));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(PriorityWeights, of_a_new_year_are_those_of_the_year_before)
{
    EXPECT_EQ(weigh(*office_, as(2, 2, 2, 9)).status(), http::Status::see_other);
    auto const next = year("2026");
    EXPECT_THAT(
        shown(next + "/prioritaeten"),
        AllOf(HasSubstr("der Einfluss 2-fach"), HasSubstr("die Beschlusslage 9-fach")));
    EXPECT_THAT(shown(year("2020") + "/prioritaeten"), HasSubstr("die Beschlusslage 1-fach"))
        << "nothing before it";
    EXPECT_EQ(weigh(*office_, as(7, 2, 2, 9), "2").status(), http::Status::see_other);
    EXPECT_THAT(shown(next + "/prioritaeten"), HasSubstr("Der Bedarf zählt 2-fach")) << "a year of its own";
}

TEST_P(PriorityWeights, stay_once_priorities_are_decided)
{
    auto const step_of_it = step(year_, "priorities");
    EXPECT_EQ(
        save_step(*office_, step_of_it, "state=done&outcome=Gesetzt").status(), http::Status::see_other);
    EXPECT_EQ(office_->get(weights_).header("Location"), year_ + "/prioritaeten");
    EXPECT_THAT(
        std::string(weigh(*office_, as(9, 1, 1, 1)).body_text()),
        AllOf(HasSubstr("sind festgelegt"), HasSubstr("value=\"9\"")));
    EXPECT_THAT(shown(year_ + "/prioritaeten"), HasSubstr("Der Bedarf zählt 4-fach"));
    EXPECT_EQ(save_step(*office_, step_of_it, "state=running&outcome=").status(), http::Status::see_other);
    EXPECT_EQ(weigh(*office_, as(9, 1, 1, 1)).status(), http::Status::see_other) << "open again";
}

TEST_P(PriorityWeights, of_a_closed_year_stand_in_its_state)
{
    score(year_);
    EXPECT_EQ(weigh(*office_, as(1, 1, 1, 1)).status(), http::Status::see_other);
    ASSERT_EQ(close(year_).header("Location"), year_ + "/stand");
    auto const state = closed(year_).state().value();
    EXPECT_EQ(state.weights, (std::vector<std::int64_t>{1, 1, 1, 1}));
    EXPECT_EQ(state.priorities.at(0).score, 14);
    EXPECT_THAT(shown(year_ + "/stand"), AllOf(HasSubstr("Der Bedarf zählt 1-fach"), HasSubstr("14 von 20")));
    EXPECT_THAT(std::string(weigh(*office_, as(9, 1, 1, 1), "2").body_text()), HasSubstr("abgeschlossen"));
    connection().execute("UPDATE priority_weights SET need = 8");
    EXPECT_THAT(shown(year_ + "/stand"), HasSubstr("Der Bedarf zählt 1-fach"));
    auto const next = year("2026");
    EXPECT_THAT(shown(next + "/prioritaeten"), HasSubstr("Der Bedarf zählt 8-fach"));
}

TEST_P(PriorityWeights, what_is_wrong_is_said_beside_the_field)
{
    for (auto const& [entries, field] : std::vector<std::pair<std::string, std::string>>{
             {"need=11&influence=3&cost=2&resolution=1", "need"},
             {"need=4&influence=-1&cost=2&resolution=1", "influence"},
             {"need=4&influence=3&cost=&resolution=1", "cost"},
             {"need=4&influence=3&cost=2&resolution=1%2C5", "resolution"},
             {"need=0&influence=0&cost=0&resolution=0", "need"}}) {
        auto const answer = weigh(*office_, entries);
        EXPECT_EQ(answer.status(), http::Status::unprocessable) << entries;
        EXPECT_THAT(std::string(answer.body_text()), HasSubstr("id=\"f-" + field + "-fehler\"")) << entries;
    }
    EXPECT_EQ(connection().load<std::int64_t>("SELECT MAX(version) FROM priority_weights"), 1);
}

TEST_P(PriorityWeights, two_who_set_them_do_not_overwrite_each_other)
{
    EXPECT_EQ(weigh(*office_, as(5, 3, 2, 1)).status(), http::Status::see_other);
    EXPECT_EQ(weigh(*office_, as(6, 3, 2, 1)).status(), http::Status::conflict);
    EXPECT_EQ(connection().load<std::int64_t>("SELECT MAX(need) FROM priority_weights"), 5);
}

TEST_P(PriorityWeights, are_for_whoever_sets_priorities)
{
    auto department = browser_of("department_editor");
    auto town = browser_of("municipal_editor", bergau_);
    for (auto* other : {&department, &town}) {
        EXPECT_EQ(other->get(weights_).status(), http::Status::not_found);
        EXPECT_EQ(weigh(*other, as(5, 5, 5, 5)).status(), http::Status::not_found);
        EXPECT_EQ(other->get(weights_ + "/verlauf").status(), http::Status::not_found);
    }
    EXPECT_THAT(read(department, year_ + "/prioritaeten"), Not(HasSubstr("href=\"" + weights_ + '"')));
}

} // namespace
} // namespace kommin::app
