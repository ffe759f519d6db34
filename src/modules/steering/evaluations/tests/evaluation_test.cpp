#include "modules/steering/evaluations/evaluation_editing.hpp"
#include "modules/steering/evaluations/evaluation_request.hpp"

#include <gmock/gmock.h>

#include <string>
#include <utility>
#include <vector>

namespace kommin::steering {
namespace {

using namespace std::chrono_literals;
using records::Fields;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr Date today = 2010y / 1 / 15;

Fields usual_entries()
{
    Fields fields;
    fields.set(evaluation_field::evaluator, "Jugendamt");
    fields.set(evaluation_field::day, "31.12.2009");
    fields.set(evaluation_field::effect, "4");
    fields.set(evaluation_field::effort, "2");
    fields.set(evaluation_field::verdict, "continue");
    return fields;
}

std::vector<std::string> refused_with(std::string_view name, std::string value)
{
    auto fields = usual_entries();
    fields.set(name, std::move(value));
    SteeringYear year;
    year.year = 2009;
    std::vector<std::string> refused;
    for (auto const& problem : problems_of_evaluation(fields, year, today))
        refused.push_back(problem.field);
    return refused;
}

TEST(EvaluationForm, takes_what_the_office_writes)
{
    EXPECT_THAT(refused_with(evaluation_field::lessons, "Früher werben"), IsEmpty());
    EXPECT_THAT(refused_with(evaluation_field::day, "15.01.2010"), IsEmpty()) << "today, in the next year";
    EXPECT_THAT(refused_with(evaluation_field::day, "01.01.2009"), IsEmpty());
}

TEST(EvaluationForm, refuses_beside_the_field)
{
    EXPECT_THAT(refused_with(evaluation_field::evaluator, "  "), ElementsAre("evaluator"));
    EXPECT_THAT(refused_with(evaluation_field::evaluator, std::string(201, 'a')), ElementsAre("evaluator"));
    for (auto const* wrong : {"", "2009", "16.01.2010", "31.12.2008", "31.02.2009"})
        EXPECT_THAT(refused_with(evaluation_field::day, wrong), ElementsAre("day")) << wrong;
    for (auto const* wrong : {"", "0", "6", "4,5", "viel"}) {
        EXPECT_THAT(refused_with(evaluation_field::effect, wrong), ElementsAre("effect")) << wrong;
        EXPECT_THAT(refused_with(evaluation_field::effort, wrong), ElementsAre("effort")) << wrong;
    }
    EXPECT_THAT(refused_with(evaluation_field::verdict, ""), ElementsAre("verdict"));
    EXPECT_THAT(refused_with(evaluation_field::verdict, "go_on"), ElementsAre("verdict"));
    for (auto const* verdict : {"change", "end"})
        EXPECT_THAT(refused_with(evaluation_field::verdict, verdict), ElementsAre("verdict_why")) << verdict;
}

TEST(EvaluationForm, says_the_same_once_it_is_spelled)
{
    auto fields = usual_entries();
    fields.set(evaluation_field::verdict, "change");
    fields.set(evaluation_field::verdict_why, "Anders\nwerben");
    EXPECT_EQ(spelled_evaluation(fields), fields);
}

EvaluationRequest asked_on(Date day)
{
    EvaluationRequest one;
    one.mail = "verein@verein.example";
    one.until = 2010y / 2 / 15;
    one.asked_at = std::chrono::sys_days(day) + 10h;
    return one;
}

TEST(EvaluationReminder, comes_once_before_the_day_and_once_after_it)
{
    auto const& zone = i18n::Zone::berlin();
    auto one = asked_on(2010y / 1 / 15);
    EXPECT_EQ(reminder_due(one, 2010y / 2 / 7, zone), std::nullopt);
    EXPECT_EQ(reminder_due(one, 2010y / 2 / 8, zone), EvaluationLetter::soon);
    one.soon_for = one.until;
    EXPECT_EQ(reminder_due(one, 2010y / 2 / 15, zone), std::nullopt);
    EXPECT_EQ(reminder_due(one, 2010y / 2 / 16, zone), EvaluationLetter::late);
    EXPECT_EQ(reminder_due(one, one.until + longest_late, zone), EvaluationLetter::late);
    EXPECT_EQ(reminder_due(one, one.until + (longest_late + std::chrono::days(1)), zone), std::nullopt);
    one.late_for = one.until;
    EXPECT_EQ(reminder_due(one, 2010y / 2 / 16, zone), std::nullopt);
}

TEST(EvaluationReminder, leaves_in_peace_who_has_a_letter_before_them_or_has_answered)
{
    auto const& zone = i18n::Zone::berlin();
    EXPECT_EQ(reminder_due(asked_on(2010y / 2 / 10), 2010y / 2 / 12, zone), std::nullopt);
    EXPECT_EQ(reminder_due(asked_on(2010y / 2 / 14), 2010y / 2 / 20, zone), std::nullopt);
    EXPECT_EQ(reminder_due(asked_on(2010y / 2 / 14), 2010y / 2 / 21, zone), EvaluationLetter::late);
    auto answered = asked_on(2010y / 1 / 15);
    answered.evaluation = EvaluationId{1};
    EXPECT_EQ(reminder_due(answered, 2010y / 2 / 8, zone), std::nullopt);
    auto silent = asked_on(2010y / 1 / 15);
    silent.mail.clear();
    EXPECT_EQ(reminder_due(silent, 2010y / 2 / 8, zone), std::nullopt);
    auto unasked = asked_on(2010y / 1 / 15);
    unasked.asked_at.reset();
    EXPECT_EQ(reminder_due(unasked, 2010y / 2 / 8, zone), std::nullopt);
}

}
} // namespace kommin::steering
