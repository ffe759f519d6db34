#include "modules/goals/measures/measure_years.hpp"

#include "modules/goals/measures/measure_store.hpp"
#include "modules/tenants/testing.hpp"
#include "platform/db/testing.hpp"

#include <gmock/gmock.h>

#include <array>
#include <chrono>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr Date midyear = 2010y / 6 / 16;

MeasureTime planned(std::string_view starts, std::string_view ends)
{
    MeasureTime time{.state = MeasureState::running};
    time.starts = PartialDate::parse(starts);
    time.ends = PartialDate::parse(ends);
    return time;
}

MeasureTime done(MeasureTime time, std::optional<Date> since)
{
    time.state = MeasureState::done;
    time.state_since = since;
    return time;
}

std::vector<int> years(MeasureTime const& time)
{
    std::vector<int> found;
    for (int year = 2006; year <= 2013; ++year) {
        if (is_of_year(time, year, midyear))
            found.push_back(year);
    }
    return found;
}

TEST(MeasureYears, are_those_for_which_it_was_planned)
{
    EXPECT_THAT(years(planned("2009-05", "2010-12-31")), ElementsAre(2009, 2010));
    EXPECT_THAT(years(planned("2011", "2012")), ElementsAre(2011, 2012));
    EXPECT_THAT(years(planned("2012", "")), ElementsAre(2012, 2013)) << "nobody has said until when";
    EXPECT_THAT(years(planned("", "2006")), ElementsAre(2006, 2007, 2008, 2009, 2010)) << "nor since when";
    auto due = planned("2011", "2011");
    due.deadline = PartialDate::parse("2012");
    EXPECT_THAT(years(due), ElementsAre(2011, 2012)) << "up to the later one of both";
    due.ends = PartialDate::parse("2013");
    EXPECT_THAT(years(due), ElementsAre(2011, 2012, 2013));
}

TEST(MeasureYears, finished_late_it_is_of_the_year_in_which_it_was)
{
    EXPECT_THAT(years(done(planned("2007", "2008"), 2009y / 4 / 20)), ElementsAre(2007, 2008, 2009));
}

TEST(MeasureYears, finished_early_it_is_of_no_later_year)
{
    EXPECT_THAT(years(done(planned("2007", "2010"), 2008y / 9 / 1)), ElementsAre(2007, 2008));
    EXPECT_THAT(years(done(planned("2009", "2010"), 2008y / 9 / 1)), ElementsAre(2008))
        << "even before it was to begin";
}

TEST(MeasureYears, what_runs_past_its_end_is_not_over_and_not_planned_for_later)
{
    EXPECT_THAT(years(planned("2007", "2008")), ElementsAre(2007, 2008, 2009, 2010));
    auto waiting = planned("2007", "2008");
    waiting.state = MeasureState::waiting;
    EXPECT_THAT(years(waiting), ElementsAre(2007, 2008, 2009, 2010));
}

TEST(MeasureYears, what_recurs_is_of_each_year_until_it_ended)
{
    auto yearly = planned("2008", "");
    yearly.is_recurring = true;
    EXPECT_THAT(years(yearly), ElementsAre(2008, 2009, 2010, 2011, 2012, 2013));
    EXPECT_THAT(years(done(yearly, 2009y / 6 / 30)), ElementsAre(2008, 2009));
}

TEST(MeasureYears, done_without_an_end_it_is_of_the_years_until_then)
{
    EXPECT_THAT(years(done(planned("2008", ""), 2009y / 6 / 30)), ElementsAre(2008, 2009));
    EXPECT_THAT(years(done(planned("", ""), 2007y / 1 / 1)), ElementsAre(2006, 2007));
    EXPECT_THAT(years(done(planned("2012", ""), std::nullopt)), ElementsAre(2012, 2013))
        << "nobody has noted when";
    EXPECT_THAT(years(done(planned("2007", "2008"), std::nullopt)), ElementsAre(2007, 2008));
}

TEST(MeasureYears, what_was_dropped_is_of_none)
{
    auto dropped = planned("2008", "2010");
    dropped.state = MeasureState::dropped;
    dropped.state_since = 2009y / 1 / 1;
    EXPECT_THAT(years(dropped), IsEmpty());
    EXPECT_EQ(years_of(dropped, midyear).last, 2009) << "and was there until then";
}

class MeasureYearsStore : public db::DatabaseTest {
protected:
    void SetUp() override
    {
        db::DatabaseTest::SetUp();
        tenant_ = tenants::found_district(connection(), now_, {.towns = {"aalfeld"}});
        panel_ = connection().load<meetings::PanelId>(
            "INSERT INTO panels (tenant_id, kind, name, short_name, mandate, is_uncertain, remark, source,"
            " mark, changed_at) VALUES (?, 'field_of_action', 'Bildung', '', '', FALSE, '', '', 'x', ?)"
            " RETURNING id",
            tenant_, now_);
    }
    Measure any_measure()
    {
        constexpr std::array<std::string_view, 7> days{"",     "2008",       "2009-01", "2009-12-31",
                                                       "2010", "2010-01-01", "2012"};
        auto const any = [&] { return PartialDate::parse(days.at(random_() % days.size())); };
        Measure one;
        one.panel = panel_;
        one.title = std::to_string(++made_);
        one.state = all_measure_states.at(random_() % all_measure_states.size());
        if (random_() % 3 > 0)
            one.state_since = Date{sys_of(2007y / 12 / 1) + std::chrono::days(random_() % 1'500)};
        one.is_recurring = random_() % 4 == 0;
        one.starts = any();
        one.ends = any();
        one.deadline = any();
        return one;
    }
    static std::chrono::sys_days sys_of(Date day) { return day; }

    Instant now_ = *parse_instant("2010-06-16T08:00:00Z");
    TenantId tenant_;
    meetings::PanelId panel_;
    std::mt19937 random_{114};
    int made_ = 0;
};
KOMMIN_ON_BOTH_ENGINES(MeasureYearsStore);

// The rule is written twice, in two languages: whatever the days, both say the same.
TEST_P(MeasureYearsStore, the_database_says_what_the_rule_says)
{
    std::vector<Measure> all;
    for (int i = 0; i < 300; ++i) {
        all.push_back(any_measure());
        auto& one = all.back();
        one.id = insert_measure(connection(), tenant_, one, one.title, now_);
    }
    for (int year = 2006; year <= 2013; ++year) {
        auto found = list_measures(
            connection(), tenant_,
            {.owners = {Scope::whole_tenant()}, .year = InYear{.year = year, .today = midyear}}, 1'000);
        std::set<std::string> read;
        for (auto const& one : found)
            read.insert(one.title);
        for (auto const& one : all)
            ASSERT_EQ(read.contains(one.title), years_of(time_of(one), midyear).contains(year))
                << year << ": " << to_text(one.state) << " since "
                << (one.state_since ? to_iso(*one.state_since) : "?")
                << (one.is_recurring ? ", recurs, " : ", ") << (one.starts ? one.starts->to_iso() : "?")
                << " to " << (one.ends ? one.ends->to_iso() : "?") << ", due "
                << (one.deadline ? one.deadline->to_iso() : "?");
    }
}

TEST_P(MeasureYearsStore, by_which_they_can_be_narrowed_are_those_to_which_any_belongs)
{
    auto const add = [&](MeasureTime const& time) {
        Measure one;
        one.panel = panel_;
        one.title = std::to_string(++made_);
        one.state = time.state;
        one.state_since = time.state_since;
        one.is_recurring = time.is_recurring;
        one.starts = time.starts;
        one.ends = time.ends;
        insert_measure(connection(), tenant_, one, one.title, now_);
    };
    auto const offered
        = [&] { return list_measure_years(connection(), tenant_, {Scope::whole_tenant()}, midyear); };
    EXPECT_THAT(offered(), IsEmpty());
    add(done(planned("2004", "2008"), 2005y / 1 / 1));
    EXPECT_THAT(offered(), ElementsAre(2005, 2004));
    add(planned("2008", "2008"));
    EXPECT_THAT(offered(), ElementsAre(2010, 2009, 2008, 2005, 2004)) << "it runs on until midyear";
    add(planned("2012", ""));
    EXPECT_THAT(offered(), ElementsAre(2012, 2010, 2009, 2008, 2005, 2004));
}

} // namespace
} // namespace kommin::goals
