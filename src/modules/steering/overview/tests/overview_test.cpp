#include "modules/steering/overview/overview.hpp"

#include "modules/steering/overview/open_decisions.hpp"
#include "modules/steering/overview/overview_filter.hpp"
#include "modules/steering/overview/overview_parts.hpp"
#include "modules/steering/overview/timeline.hpp"

#include <gmock/gmock.h>

#include <cstdint>
#include <limits>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::steering {
namespace {

using namespace std::chrono_literals;
using goals::Light;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

// With this light, in this field of action.
goals::SteeredMeasure steered(
    std::int64_t number, std::optional<Light> now, std::optional<Light> before = {}, std::int64_t field = 1)
{
    goals::SteeredMeasure one;
    one.measure.id = goals::MeasureId{number};
    one.measure.panel = meetings::PanelId{field};
    one.measure.title = "Maßnahme " + std::to_string(number);
    one.standing.reckoned = now;
    one.standing.light = goals::shown_light(one.measure, now, 2009y / 6 / 16);
    one.reckoned_before = before;
    return one;
}
LightCounts counts(int on_track, int reached, int at_risk, int missed, int no_data)
{
    LightCounts all;
    auto const add = [&](Light light, int number) {
        for (int i = 0; i < number; ++i)
            all.add(goals::ShownLight{.light = light, .reckoned = {}});
    };
    add(Light::on_track, on_track);
    add(Light::reached, reached);
    add(Light::at_risk, at_risk);
    add(Light::missed, missed);
    add(Light::no_data, no_data);
    return all;
}
goals::Milestone milestone(std::string const& title, std::string_view due, std::optional<Date> done_on = {})
{
    return {goals::MilestoneId{}, title, PartialDate::parse(due), done_on, {}};
}
std::vector<std::int64_t> numbers(std::vector<goals::SteeredMeasure const*> const& measures)
{
    std::vector<std::int64_t> all;
    for (auto const* one : measures)
        all.push_back(one->measure.id.value);
    return all;
}

OverviewFilter filter_of(std::string_view query)
{
    return OverviewFilter::read(http::Form::parse(query).value());
}

TEST(Verdict, says_yes_partly_no_or_that_nobody_knows)
{
    EXPECT_EQ(verdict_of(counts(0, 0, 0, 0, 0)), Verdict::nothing);
    EXPECT_EQ(verdict_of(counts(4, 0, 2, 1, 4)), Verdict::partly) << "2009, as it may have been";
    EXPECT_EQ(verdict_of(counts(3, 1, 0, 0, 4)), Verdict::yes) << "of half of them something is known";
    EXPECT_EQ(verdict_of(counts(3, 0, 0, 0, 4)), Verdict::unknown);
    EXPECT_EQ(verdict_of(counts(0, 0, 0, 0, 3)), Verdict::unknown);
    EXPECT_EQ(verdict_of(counts(1, 1, 1, 1, 0)), Verdict::partly) << "half of them";
    EXPECT_EQ(verdict_of(counts(1, 0, 1, 1, 0)), Verdict::no);
    EXPECT_EQ(verdict_of(counts(0, 0, 1, 0, 0)), Verdict::no);
}

TEST(LightCounts, a_measure_that_shows_nothing_is_one_of_which_nothing_is_known)
{
    LightCounts all;
    all.add(std::nullopt);
    all.add(goals::ShownLight{.light = Light::at_risk, .is_by_hand = true, .reckoned = Light::on_track});
    EXPECT_EQ(all.all(), 2);
    EXPECT_EQ(all.known(), 1);
    EXPECT_EQ(all.of(Light::no_data), 1);
    EXPECT_EQ(all.of(Light::at_risk), 1) << "what is shown counts";
    EXPECT_EQ(all.by_hand(), 1);
}

TEST(FieldsOfAction, stand_as_they_were_read_with_the_worst_measure_first)
{
    std::vector<goals::SteeredMeasure> const measures{
        steered(1, Light::on_track, {}, 7), steered(2, Light::missed, {}, 7), steered(3, std::nullopt, {}, 7),
        steered(4, Light::missed, {}, 7), steered(5, Light::reached, {}, 2)};
    auto const fields = by_field(measures);
    ASSERT_THAT(fields, SizeIs(2));
    EXPECT_EQ(fields[0].panel, meetings::PanelId{7});
    EXPECT_THAT(numbers(fields[0].measures), ElementsAre(2, 4, 3, 1));
    EXPECT_EQ(fields[0].counts.of(Light::missed), 2);
    EXPECT_THAT(numbers(fields[1].measures), ElementsAre(5));
    EXPECT_EQ(counted(measures).all(), 5);
}

TEST(FieldsOfAction, have_the_mean_of_what_is_known_and_say_how_much_that_is)
{
    std::vector<goals::SteeredMeasure> measures{
        steered(1, Light::on_track, {}, 7), steered(2, Light::missed, {}, 7),
        steered(3, Light::no_data, {}, 7), steered(4, Light::no_data, {}, 2)};
    measures[0].standing.progress.progress = goals::Progress{600'000};
    measures[1].standing.progress.progress = goals::Progress{200'000};
    auto const fields = by_field(measures);
    ASSERT_THAT(fields, SizeIs(2));
    EXPECT_EQ(
        fields[0].progress, (goals::RolledUp{.progress = goals::Progress{400'000}, .known = 2, .all = 3}))
        << "the third is not known, and no zero";
    EXPECT_EQ(fields[1].progress, (goals::RolledUp{.progress = {}, .known = 0, .all = 1}));
}

TEST(Slipped, is_what_became_worse_and_not_what_was_never_known)
{
    std::vector<goals::SteeredMeasure> const measures{
        steered(1, Light::at_risk, Light::on_track),  steered(2, Light::missed, Light::at_risk),
        steered(3, Light::on_track, Light::missed),   steered(4, Light::missed, Light::no_data),
        steered(5, Light::no_data, Light::on_track),  steered(6, Light::missed, std::nullopt),
        steered(7, Light::on_track, Light::on_track), steered(8, std::nullopt, Light::on_track),
        steered(9, Light::on_track, Light::reached)};
    auto const found = slipped(measures);
    std::vector<std::int64_t> slips;
    for (auto const& one : found)
        slips.push_back(one.measure->measure.id.value);
    EXPECT_THAT(slips, ElementsAre(2, 1, 5, 9));
    EXPECT_EQ(found[0].before, Light::at_risk);
    EXPECT_EQ(found[0].now, Light::missed);
}

// Whatever the lights are: nothing slips that is not worse, and every measure is counted once.
TEST(Overview, counts_everything_once_and_nothing_slips_upwards)
{
    std::mt19937 random(9);
    auto const any = [&]() -> std::optional<Light> {
        auto const number = random() % 6;
        return number == 5 ? std::nullopt : std::optional(goals::all_lights.at(number));
    };
    for (int round = 0; round < 200; ++round) {
        std::vector<goals::SteeredMeasure> measures;
        auto const number = static_cast<std::int64_t>(random() % 40);
        for (std::int64_t i = 0; i < number; ++i)
            measures.push_back(steered(i + 1, any(), any(), static_cast<std::int64_t>(random() % 4 + 1)));
        std::int64_t in_fields = 0;
        for (auto const& field : by_field(measures))
            in_fields += field.counts.all();
        ASSERT_EQ(in_fields, number);
        ASSERT_EQ(counted(measures).all(), number);
        for (auto const& one : slipped(measures)) {
            ASSERT_NE(one.now, one.before);
            ASSERT_EQ(goals::worse(one.now, one.before), one.now);
        }
        auto const verdict = verdict_of(counted(measures));
        ASSERT_EQ(verdict == Verdict::nothing, number == 0);
    }
}

TEST(Waiting, names_late_milestones_lights_that_end_and_what_cannot_be_seen)
{
    std::vector<goals::SteeredMeasure> measures{steered(1, Light::on_track), steered(2, Light::at_risk),
                                                steered(3, std::nullopt),    steered(4, std::nullopt),
                                                steered(5, Light::no_data),  steered(6, Light::no_data)};
    measures[0].milestones
        = {milestone("später", "2009-06"), milestone("Konzept", "2009-05"),
           milestone("fertig", "2009-01", 2009y / 2 / 1)};
    measures[1].measure.by_hand = goals::LightByHand{
        .light = Light::at_risk, .reason = "Räume fehlen", .by = {}, .until = 2009y / 7 / 17};
    measures[1].standing.light = goals::shown_light(measures[1].measure, std::nullopt, 2009y / 6 / 16);
    measures[3].measure.state = goals::MeasureState::done;
    measures[5].standing.all = 1;
    auto const waiting = waiting_on(measures, 2009y / 6 / 16);
    ASSERT_THAT(waiting.late_milestones, SizeIs(1)) << "June is not over";
    EXPECT_EQ(waiting.late_milestones[0].milestone->title, "Konzept");
    EXPECT_THAT(numbers(waiting.ending_lights), ElementsAre(2));
    EXPECT_THAT(numbers(waiting.without_light), ElementsAre(3, 5))
        << "nobody waits for what is done; old milestones ask for the next one, figures ask elsewhere";
    EXPECT_THAT(waiting_on(measures, 2009y / 6 / 15).ending_lights, IsEmpty()) << "more than a month away";
}

TEST(OverviewFilter, compares_with_the_end_of_the_quarter_or_year_before)
{
    EXPECT_EQ(compared_with(Since::quarter, 2009y / 6 / 16), 2009y / 3 / 31);
    EXPECT_EQ(compared_with(Since::quarter, 2009y / 4 / 1), 2009y / 3 / 31);
    EXPECT_EQ(compared_with(Since::quarter, 2009y / 3 / 31), 2008y / 12 / 31);
    EXPECT_EQ(compared_with(Since::quarter, 2009y / 12 / 31), 2009y / 9 / 30);
    EXPECT_EQ(compared_with(Since::year, 2009y / 12 / 31), 2008y / 12 / 31);
}

TEST(OverviewFilter, reads_what_it_writes_and_nothing_else)
{
    auto const filter = filter_of("jahr=2009&stelle=7&gemeinde=luenen&seit=jahr&ansicht=druck");
    EXPECT_EQ(filter.year, 2009);
    EXPECT_EQ(filter.unit, tenants::UnitId{7});
    EXPECT_TRUE(filter.is_for_paper && filter.narrows());
    EXPECT_THAT(filter.fields(), SizeIs(5));
    EXPECT_EQ(judged_on(filter, 2026y / 1 / 1), 2009y / 12 / 31);
    EXPECT_EQ(judged_on(filter, 2009y / 6 / 16), 2009y / 6 / 16) << "the year is not over";
    auto const nonsense = filter_of("jahr=20090&stelle=-1&gemeinde=%2F..&seit=immer&ansicht=x");
    EXPECT_THAT(nonsense.fields(), IsEmpty());
    EXPECT_EQ(judged_on(nonsense, 2009y / 6 / 16), 2009y / 6 / 16);
}

TEST(Timeline, a_measure_lies_in_its_planned_years_and_else_until_its_deadline)
{
    auto one = steered(1, Light::on_track);
    one.measure.starts = PartialDate::parse("2009");
    one.measure.deadline = PartialDate::parse("2010");
    auto row = row_of(one);
    EXPECT_EQ(row.from, 2009y / 1 / 1);
    EXPECT_EQ(row.until, 2010y / 12 / 31);
    ASSERT_THAT(row.marks, SizeIs(1));
    EXPECT_EQ(row.marks[0].role, chart::Role::deadline);
    one.measure.ends = PartialDate::parse("2011");
    EXPECT_EQ(row_of(one).until, 2011y / 12 / 31);
    one.measure.ends.reset();
    one.measure.is_recurring = true;
    row = row_of(one);
    EXPECT_FALSE(row.until);
    EXPECT_TRUE(row.goes_on);
}

TEST(Timeline, shows_the_years_of_all_and_no_more_than_fit)
{
    using chart::TimeRow;
    auto const years = [](std::vector<TimeRow> const& rows) { return years_of(rows, 2009y / 6 / 16); };
    EXPECT_EQ(years({}), (ShownYears{2009y, 2009y}));
    EXPECT_EQ(
        years({TimeRow{.label = {}, .from = 2007y / 1 / 1, .until = 2012y / 12 / 31}}),
        (ShownYears{2007y, 2012y}));
    EXPECT_EQ(
        years({TimeRow{.label = {}, .from = 1909y / 1 / 1, .until = 2199y / 12 / 31}}),
        (ShownYears{2001y, 2024y}));
}

MoneyOfMeasures money_of(std::vector<MoneyAtRisk> at_risk)
{
    MoneyOfMeasures money;
    money.at_risk = std::move(at_risk);
    return money;
}

TEST(Money, is_named_with_its_sums_and_not_at_all_where_nobody_knows)
{
    auto const& texts = i18n::Texts::of(i18n::Language::german());
    auto const written = [&](std::optional<MoneyOfMeasures> const& money) {
        html::Writer w;
        write_money(w, texts, money);
        return w.take();
    };
    EXPECT_THAT(written(std::nullopt), IsEmpty());
    std::vector<MoneyAtRisk> money;
    for (int i = 1; i <= 7; ++i)
        money.push_back(
            {"Antrag " + std::to_string(i), Money::euros(12'000), html::Url::path({"antraege", "7"})});
    EXPECT_THAT(
        written(money_of(money)),
        AllOf(
            HasSubstr("Antrag 5"), HasSubstr("12.000"), Not(HasSubstr("Antrag 6")),
            HasSubstr("Und 2 weitere Beträge.")));
    EXPECT_EQ(sum_of(money), Money::euros(84'000));
    EXPECT_EQ(words_of_sum(texts, money_of(money)), texts.money_short(Money::euros(84'000)));
    std::vector<MoneyAtRisk> unknown{{"Antrag", std::nullopt, html::Url::path({"antraege", "9"})}};
    EXPECT_THAT(written(money_of(unknown)), HasSubstr("Höhe nicht bekannt"));
    EXPECT_EQ(words_of_sum(texts, money_of(unknown)), "Höhe nicht bekannt") << "which is not zero";
    unknown.push_back(money.front());
    EXPECT_THAT(
        words_of_sum(texts, money_of(unknown)),
        AllOf(HasSubstr("12.000"), HasSubstr("dazu ein Posten, dessen Höhe niemand kennt")));
    unknown.push_back({"Fest", std::nullopt, html::Url::path({"massnahmen", "7"}), WhyAtRisk::reservation});
    EXPECT_THAT(written(money_of(unknown)), HasSubstr("Vorbehalt, Höhe nicht bekannt"));
    money.push_back(
        {"Unfug", Money{std::numeric_limits<std::int64_t>::max()}, html::Url::path({"antraege", "8"})});
    EXPECT_EQ(sum_of(money), std::nullopt) << "and no sum that has turned round";
}

TEST(Money, none_is_at_risk_only_where_that_is_known)
{
    auto const& texts = i18n::Texts::of(i18n::Language::german());
    MoneyOfMeasures money;
    auto const written = [&] {
        html::Writer w;
        write_money(w, texts, money);
        return w.take();
    };
    money.measures[goals::MeasureId{1}] = {};
    EXPECT_THAT(written(), HasSubstr("weiß niemand"));
    EXPECT_EQ(words_of_sum(texts, money), "nicht bekannt");
    money.planned = Money::euros(500);
    money.measures[goals::MeasureId{2}] = {.planned = Money::euros(500), .is_known = true};
    EXPECT_THAT(written(), HasSubstr("Soweit Geld eingetragen ist"));
    EXPECT_EQ(words_of_sum(texts, money), "nicht bekannt");
    money.measures.erase(goals::MeasureId{1});
    EXPECT_THAT(written(), HasSubstr("Kein Geld für diese Maßnahmen ist unsicher."));
    EXPECT_EQ(words_of_sum(texts, money), texts.money_short(Money{}));
}

TEST(WithoutMoney, is_of_what_is_under_way_and_is_shown)
{
    std::vector<goals::SteeredMeasure> measures{steered(1, {}), steered(2, {}), steered(3, {})};
    measures[1].measure.state = goals::MeasureState::done;
    MoneyOfMeasures money;
    for (std::int64_t const number : {1, 2, 4})
        money.in_vain.push_back({.measure = goals::MeasureId{number}, .application = "Antrag"});
    auto const found = without_money(measures, money);
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].measure->id, goals::MeasureId{1});
}

} // namespace
} // namespace kommin::steering
