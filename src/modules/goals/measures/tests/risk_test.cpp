#include "modules/goals/measures/measure_pieces.hpp"
#include "modules/goals/measures/measure_values.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace kommin::goals {
namespace {

using records::Fields;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

Date on(char const* text)
{
    return parse_date(text).value();
}

Risk risk(Grade probability, Grade damage)
{
    Risk one;
    one.title = "Geld fehlt";
    one.probability = probability;
    one.damage = damage;
    one.checked_on = on("2026-05-22");
    return one;
}

std::vector<std::string> fields_of(std::vector<Problem> const& problems)
{
    std::vector<std::string> names;
    for (auto const& problem : problems)
        names.push_back(problem.field);
    return names;
}

TEST(Risk, weighs_probability_times_damage)
{
    using enum Grade;
    EXPECT_EQ(risk(low, low).grade(), low);
    EXPECT_EQ(risk(low, medium).grade(), low);
    EXPECT_EQ(risk(low, high).grade(), medium) << "rare and ruinous";
    EXPECT_EQ(risk(medium, medium).grade(), medium);
    EXPECT_EQ(risk(medium, high).grade(), high);
    EXPECT_EQ(risk(high, high).grade(), high);
    for (auto const left : all_grades) {
        for (auto const right : all_grades)
            EXPECT_EQ(risk(left, right).weight(), risk(right, left).weight());
    }
}

TEST(Risk, has_to_be_looked_at_every_six_months_while_it_is_open)
{
    auto one = risk(Grade::low, Grade::low);
    EXPECT_FALSE(one.is_unchecked(on("2026-11-22")));
    EXPECT_TRUE(one.is_unchecked(on("2026-11-23")));
    one.state = RiskState::handled;
    EXPECT_FALSE(one.is_unchecked(on("2026-11-23")));
    EXPECT_EQ(risks_due_before(on("2026-08-31")), on("2026-02-28")) << "a day that there is";
    EXPECT_EQ(risks_due_before(on("2026-02-28")), on("2025-08-28"));
}

TEST(Risk, is_read_from_a_version_as_it_was_noted)
{
    auto one = risk(Grade::high, Grade::medium);
    one.response = "Antrag stellen";
    one.unit = tenants::UnitId{17};
    EXPECT_EQ(form_of(read_risk_value(risk_value(one)).value()), form_of(one));
    one.unit.reset();
    one.office = "RAA";
    one.response.clear();
    EXPECT_EQ(form_of(read_risk_value(risk_value(one)).value()), form_of(one));
    one.response = "Antrag stellen\nund mit allen reden";
    EXPECT_EQ(form_of(read_risk_value(risk_value(one)).value()), form_of(one));
    EXPECT_FALSE(read_risk_value("Geld fehlt\nhigh\nmedium"));
    EXPECT_FALSE(read_risk_value("Geld fehlt\nhuge\nmedium\nopen\n\n\n01.02.2026\n"));
}

TEST(Risk, form_says_beside_each_field_what_is_wrong)
{
    auto const today = on("2026-11-23");
    EXPECT_THAT(
        fields_of(problems_of_risk({}, today)), ElementsAre("title", "probability", "damage", "state"));
    auto good = form_of(risk(Grade::low, Grade::high));
    EXPECT_THAT(problems_of_risk(good, today), IsEmpty());
    good.set(risk_field::checked_on, "24.11.2026");
    EXPECT_THAT(fields_of(problems_of_risk(good, today)), ElementsAre("checked_on"));
    good.set(risk_field::checked_on, "22.5.1026");
    EXPECT_THAT(fields_of(problems_of_risk(good, today)), ElementsAre("checked_on"));
    good.set(risk_field::checked_on, "");
    EXPECT_THAT(problems_of_risk(good, today), IsEmpty()) << "nothing means today";
    good.set(risk_field::unit, "17");
    good.set(risk_field::office, "RAA");
    EXPECT_THAT(fields_of(problems_of_risk(good, today)), ElementsAre("office"));
    good.set(risk_field::office, "");
    good.set(risk_field::unit, "-1");
    EXPECT_THAT(fields_of(problems_of_risk(good, today)), ElementsAre("unit"));
    good.set(risk_field::unit, "");
    good.set(risk_field::response, std::string(1'001, 'x'));
    EXPECT_THAT(fields_of(problems_of_risk(good, today)), ElementsAre("response"));
}

TEST(MeasureTask, is_read_from_a_version_as_it_was_noted)
{
    MeasureTask one;
    one.title = "Raum buchen";
    one.account = 3;
    one.due = on("2026-12-01");
    EXPECT_EQ(form_of(read_measure_task_value(measure_task_value(one)).value()), form_of(one));
    one.account.reset();
    one.who = "Volkshochschule";
    one.due.reset();
    one.done_on = on("2026-11-23");
    one.remark = "Aula gefunden";
    EXPECT_EQ(form_of(read_measure_task_value(measure_task_value(one)).value()), form_of(one));
    EXPECT_FALSE(read_measure_task_value("Raum buchen"));
}

TEST(MeasureTask, is_an_accounts_or_somebodys_in_words)
{
    auto const today = on("2026-11-23");
    Fields fields;
    EXPECT_THAT(fields_of(problems_of_measure_task(fields, today)), ElementsAre("title"));
    fields.set(measure_task_field::title, "Raum buchen");
    EXPECT_THAT(problems_of_measure_task(fields, today), IsEmpty()) << "nobody yet";
    for (auto const* wrong : {"person:1", "account:", "account:0", "account:x", "3"}) {
        fields.set(measure_task_field::account, wrong);
        EXPECT_THAT(fields_of(problems_of_measure_task(fields, today)), ElementsAre("account")) << wrong;
    }
    fields.set(measure_task_field::account, "account:3");
    fields.set(measure_task_field::who, "RAA");
    EXPECT_THAT(fields_of(problems_of_measure_task(fields, today)), ElementsAre("who"));
    fields.set(measure_task_field::who, "");
    fields.set(measure_task_field::due, "bald");
    fields.set(measure_task_field::done_on, "24.11.2026");
    EXPECT_THAT(fields_of(problems_of_measure_task(fields, today)), ElementsAre("due", "done_on"));
    fields.set(measure_task_field::due, "1.12.2206");
    fields.set(measure_task_field::done_on, "22.11.206");
    EXPECT_THAT(fields_of(problems_of_measure_task(fields, today)), ElementsAre("due", "done_on"));
    fields.set(measure_task_field::due, "31.12.2200");
    fields.set(measure_task_field::done_on, "1.1.1900");
    EXPECT_THAT(problems_of_measure_task(fields, today), IsEmpty());
}

} // namespace
} // namespace kommin::goals
