#include "modules/goals/measures/steered_measures.hpp"

#include "modules/goals/measures/measure_store.hpp"
#include "modules/tenants/testing.hpp"
#include "platform/db/testing.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace kommin::goals {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Instant at(int hour)
{
    return *parse_instant("2009-03-01T00:00:00Z") + std::chrono::hours{hour};
}

std::vector<std::int64_t> numbers_of(std::vector<Report> const& reports)
{
    std::vector<std::int64_t> numbers;
    for (auto const& one : reports)
        numbers.push_back(one.id.value);
    return numbers;
}

Report reported(std::int64_t number, int hour)
{
    Report one;
    one.id = ReportId{number};
    one.day = 2009y / 3 / 1;
    one.reported_at = at(hour);
    return one;
}

TEST(CountedAt, what_was_confirmed_later_did_not_count_and_what_was_withdrawn_later_did)
{
    auto confirmed = reported(1, 1);
    confirmed.state = ReportState::confirmed;
    confirmed.decided_at = at(5);
    auto withdrawn = reported(2, 2);
    withdrawn.state = ReportState::withdrawn;
    withdrawn.counted_from = at(3);
    withdrawn.decided_at = at(9);
    auto never = reported(3, 2);
    never.state = ReportState::withdrawn;
    never.decided_at = at(9);
    auto waiting = reported(4, 1);
    std::vector<Report> const all{confirmed, withdrawn, never, waiting};
    EXPECT_THAT(counted_at(all, at(2)), IsEmpty());
    EXPECT_THAT(numbers_of(counted_at(all, at(4))), ElementsAre(2));
    EXPECT_THAT(numbers_of(counted_at(all, at(6))), ElementsAre(1, 2));
    EXPECT_THAT(numbers_of(counted_at(all, at(9))), ElementsAre(1)) << "withdrawn at that moment";
    EXPECT_EQ(counted_at(all, at(4)).front().state, ReportState::confirmed) << "as it stood then";
}

// A report goes through its states; whenever somebody looks back, it says what it was.
TEST(CountedAt, whatever_becomes_of_reports_the_past_stays)
{
    std::mt19937 random(96);
    for (int round = 0; round < 500; ++round) {
        auto one = reported(1, 0);
        std::vector<bool> counted; // hour by hour
        for (int hour = 0; hour < 24; ++hour) {
            if (hour > 0 && random() % 6 == 0 && one.state != ReportState::withdrawn) {
                auto const withdraws = random() % 2 == 0;
                if (withdraws || one.state != ReportState::confirmed) {
                    if (withdraws && one.state == ReportState::confirmed)
                        one.counted_from = one.decided_at;
                    one.state = withdraws                                         ? ReportState::withdrawn
                        : random() % 3 == 0 && one.state == ReportState::reported ? ReportState::questioned
                                                                                  : ReportState::confirmed;
                    one.decided_at = at(hour);
                }
            }
            counted.push_back(one.state == ReportState::confirmed);
        }
        for (int hour = 0; hour < 24; ++hour)
            ASSERT_EQ(counted_at({one}, at(hour)).size() == 1, counted[static_cast<std::size_t>(hour)])
                << "round " << round << ", hour " << hour;
    }
}

class SteeredMeasureStore : public db::DatabaseTest {
protected:
    void SetUp() override
    {
        db::DatabaseTest::SetUp();
        tenant_ = tenants::found_district(connection(), now_, {.towns = {"aalfeld", "bergau"}});
        other_tenant_ = tenants::found_district(connection(), now_, {.slug = "beispielhain"});
        town_ = connection().load<tenants::BodyId>(
            "SELECT id FROM bodies WHERE tenant_id = ? AND slug = 'aalfeld'", tenant_);
        panel_ = connection().load<meetings::PanelId>(
            "INSERT INTO panels (tenant_id, kind, name, short_name, mandate, is_uncertain, remark, source,"
            " mark, changed_at) VALUES (?, 'field_of_action', 'Bildung', '', '', FALSE, '', '', 'x', ?)"
            " RETURNING id",
            tenant_, now_);
    }
    // Of 2009 and 2010.
    MeasureId measure(std::string const& title, std::optional<tenants::BodyId> body = std::nullopt)
    {
        Measure one;
        one.body = body;
        one.panel = panel_;
        one.title = title;
        one.state = MeasureState::running;
        one.starts = PartialDate::parse("2009");
        one.ends = PartialDate::parse("2010");
        return insert_measure(connection(), tenant_, one, title, now_);
    }
    // 10 at the end of 2008, 14 at the end of 2010.
    FigureId figure(MeasureId of)
    {
        Figure one;
        one.measure = of;
        one.name = "Kurse";
        one.unit = "Kurse";
        one.baseline = Decimal::whole(10);
        one.baseline_day = PartialDate::parse("2008-12-31");
        one.target = Decimal::whole(14);
        return insert_figure(connection(), tenant_, one, std::to_string(++marks_), now_);
    }
    Report report(FigureId of, Date day, std::int64_t value, Instant confirmed_at)
    {
        Report one;
        one.figure = of;
        one.day = day;
        one.value = Decimal::whole(value);
        one.source = "Liste";
        one.state = ReportState::confirmed;
        one.reported_by = "account:1";
        one.reported_at = confirmed_at;
        one.decided_at = confirmed_at;
        one.id = insert_report(connection(), tenant_, one, std::to_string(++marks_));
        return one;
    }
    // On 16 June 2009, beside the end of March.
    [[nodiscard]] SteeredQuery query() const
    {
        return {
            .owners = {Scope::whole_tenant()},
            .day = 2009y / 6 / 16,
            .before = 2009y / 3 / 31,
            .before_ends = *parse_instant("2009-03-31T22:00:00Z")};
    }
    SteeredMeasures steered(SteeredQuery const& wanted)
    {
        return list_steered_measures(connection(), tenant_, wanted);
    }

    Instant now_ = *parse_instant("2009-01-12T08:00:00Z");
    TenantId tenant_, other_tenant_;
    tenants::BodyId town_;
    meetings::PanelId panel_;
    int marks_ = 0;
};
KOMMIN_ON_BOTH_ENGINES(SteeredMeasureStore);

TEST_P(SteeredMeasureStore, the_earlier_light_is_that_of_what_was_known_then)
{
    auto const id = measure("Kurse");
    auto const of = figure(id);
    auto wrong = report(of, 2009y / 3 / 15, 12, *parse_instant("2009-03-16T08:00:00Z"));
    auto before = steered(query());
    ASSERT_THAT(before.lines, SizeIs(1));
    EXPECT_EQ(before.lines[0].reckoned_before, Light::on_track);
    EXPECT_EQ(before.lines[0].standing.reckoned, Light::on_track);
    EXPECT_EQ(before.last_report, wrong.reported_at);
    // It was wrong, which somebody found out in April; the right one of the same day was entered then.
    wrong.state = ReportState::withdrawn;
    wrong.counted_from = wrong.decided_at;
    wrong.decided_at = *parse_instant("2009-04-20T08:00:00Z");
    wrong.reason = "verschrieben";
    update_decision(connection(), tenant_, wrong);
    EXPECT_EQ(steered(query()).lines[0].standing.reckoned, Light::no_data);
    report(of, 2009y / 3 / 15, 10, *parse_instant("2009-04-20T09:00:00Z"));
    auto const after = steered(query());
    EXPECT_EQ(after.lines[0].standing.reckoned, Light::missed);
    EXPECT_EQ(after.lines[0].reckoned_before, Light::on_track) << "nobody knew better on 31 March";
}

TEST_P(SteeredMeasureStore, a_year_that_is_over_has_no_light_by_hand_and_knows_what_came_later)
{
    auto const id = measure("Kurse");
    report(figure(id), 2009y / 12 / 31, 12, *parse_instant("2010-01-20T08:00:00Z"));
    auto measure = load_measure(connection(), tenant_, id).value();
    measure.by_hand = LightByHand{
        .light = Light::missed, .reason = "Räume fehlen", .by = "account:1", .until = 2011y / 12 / 31};
    update_measure(connection(), tenant_, measure, now_);
    auto wanted = query();
    wanted.year = InYear{.year = 2009, .today = 2010y / 2 / 1};
    wanted.day = 2009y / 12 / 31;
    wanted.is_today = false;
    auto const then = steered(wanted).lines.at(0);
    ASSERT_TRUE(then.standing.light);
    EXPECT_EQ(then.standing.light->light, Light::on_track) << "the report of January is about that day";
    EXPECT_FALSE(then.standing.light->is_by_hand);
    EXPECT_EQ(then.reckoned_before, Light::no_data);
    EXPECT_TRUE(steered(query()).lines.at(0).standing.light->is_by_hand);
}

TEST_P(SteeredMeasureStore, leaves_out_what_was_dropped_and_what_is_long_done)
{
    auto const set = [&](MeasureId id, MeasureState state, std::string const& ends) {
        auto one = load_measure(connection(), tenant_, id).value();
        one.state = state;
        one.ends = PartialDate::parse(ends);
        update_measure(connection(), tenant_, one, now_);
    };
    measure("läuft");
    set(measure("aufgegeben"), MeasureState::dropped, "2010");
    set(measure("voriges Jahr fertig"), MeasureState::done, "2008");
    set(measure("dieses Jahr fertig"), MeasureState::done, "2009-03");
    set(measure("läuft weiter"), MeasureState::running, "2008");
    auto const titles = [&](SteeredQuery const& wanted) {
        std::vector<std::string> all;
        for (auto const& one : steered(wanted).lines)
            all.push_back(one.measure.title);
        return all;
    };
    EXPECT_THAT(titles(query()), ElementsAre("läuft", "dieses Jahr fertig", "läuft weiter"));
    EXPECT_EQ(steered(query()).dropped, 1);
    auto of_2010 = query();
    of_2010.year = InYear{.year = 2010, .today = of_2010.day};
    EXPECT_THAT(titles(of_2010), ElementsAre("läuft"));
    EXPECT_EQ(steered(of_2010).dropped, 1);
}

// Whatever it was planned for: finished late it is of that year, finished early of no later one.
TEST_P(SteeredMeasureStore, one_is_of_the_past_a_year_after_somebody_called_it_done)
{
    auto const done = [&](std::string const& title, std::optional<Date> since,
                          std::optional<std::string> const& ends = std::nullopt) {
        auto one = load_measure(connection(), tenant_, measure(title)).value();
        one.state = MeasureState::done;
        one.state_since = since;
        one.ends = ends ? PartialDate::parse(*ends) : std::nullopt;
        update_measure(connection(), tenant_, one, now_);
    };
    done("früher als geplant", 2008y / 12 / 31, "2010");
    done("voriges Jahr", 2008y / 12 / 31);
    done("dieses Jahr", 2009y / 4 / 20);
    done("irgendwann", std::nullopt);
    auto const lines = steered(query()).lines;
    ASSERT_THAT(lines, SizeIs(2));
    EXPECT_EQ(lines[0].measure.title, "dieses Jahr");
    EXPECT_EQ(lines[0].standing.reckoned, Light::reached) << "never no data";
    EXPECT_EQ(lines[0].reckoned_before, std::nullopt) << "in March it was not done yet";
    EXPECT_EQ(lines[1].measure.title, "irgendwann");
    EXPECT_EQ(lines[1].reckoned_before, Light::reached);
    done("später als geplant", 2009y / 4 / 20, "2008");
    ASSERT_THAT(steered(query()).lines, SizeIs(3));
    EXPECT_EQ(steered(query()).lines[2].measure.title, "später als geplant");
}

TEST_P(SteeredMeasureStore, what_the_kreis_does_everywhere_is_done_in_each_municipality)
{
    auto const other = connection().load<tenants::BodyId>(
        "SELECT id FROM bodies WHERE tenant_id = ? AND slug = 'bergau'", tenant_);
    measure("überall");
    measure("der Stadt", town_);
    measure("der anderen Stadt", other);
    auto const there = measure("dort");
    auto const elsewhere = measure("woanders");
    for (auto const& [id, place] : {std::pair(there, town_), std::pair(elsewhere, other)})
        connection().execute(
            "INSERT INTO measure_places (tenant_id, measure_id, position, body_id) VALUES (?, ?, 0, ?)",
            tenant_, id, place);
    auto of_town = query();
    of_town.municipality = town_;
    std::vector<std::string> titles;
    for (auto const& one : steered(of_town).lines)
        titles.push_back(one.measure.title + (one.is_everywhere ? " (überall)" : ""));
    EXPECT_THAT(titles, ElementsAre("überall (überall)", "der Stadt", "dort"));
    EXPECT_FALSE(steered(query()).lines.at(0).is_everywhere)
        << "said only where a municipality was asked for";
    of_town.owners = {Scope::of_owner(town_.value)};
    EXPECT_THAT(steered(of_town).lines, SizeIs(1)) << "whoever sees their own alone goes on seeing that";
}

TEST_P(SteeredMeasureStore, one_unit_has_what_it_is_in_charge_of)
{
    auto const unit_of = [&](MeasureId id, std::string const& key) {
        auto one = load_measure(connection(), tenant_, id).value();
        one.unit = connection().load<tenants::UnitId>(
            "INSERT INTO organisational_units (tenant_id, body_id, key, kind, parent_key, remark, mail)"
            " VALUES (?, ?, ?, 'office', '', '', '') RETURNING id",
            tenant_, town_, key);
        update_measure(connection(), tenant_, one, now_);
        return *one.unit;
    };
    auto const youth = unit_of(measure("Jugend"), "51");
    auto const school = unit_of(measure("Schule"), "40");
    measure("niemandes");
    auto wanted = query();
    wanted.units = {youth};
    auto const lines = steered(wanted).lines;
    ASSERT_THAT(lines, SizeIs(1));
    EXPECT_EQ(lines[0].measure.title, "Jugend");
    wanted.units = {youth, school};
    EXPECT_THAT(steered(wanted).lines, SizeIs(2));
    wanted.units = std::vector<tenants::UnitId>{};
    EXPECT_THAT(steered(wanted).lines, IsEmpty());
}

TEST_P(SteeredMeasureStore, a_milestone_done_later_was_open_on_the_earlier_day)
{
    auto const id = measure("Rucksack");
    insert_milestone(
        connection(), tenant_, id,
        {MilestoneId{}, "Konzept", PartialDate::parse("2009-02"), 2009y / 5 / 2, {}});
    auto const one = steered(query()).lines.at(0);
    EXPECT_EQ(one.standing.reckoned, Light::on_track);
    EXPECT_EQ(one.reckoned_before, Light::at_risk) << "a month late by then";
    EXPECT_THAT(one.milestones, SizeIs(1));
}

// What is asked for is cut, not what was read before it was looked through.
TEST_P(SteeredMeasureStore, of_reports_that_wait_those_of_the_measures_asked_for_are_counted)
{
    auto const waits = [&](MeasureId of, ReportState state, Instant reported_at) {
        Report one;
        one.figure = figure(of);
        one.day = 2009y / 3 / 15;
        one.source = "Liste";
        one.state = state;
        one.reported_by = "account:1";
        one.reported_at = reported_at;
        one.decided_at = reported_at;
        return insert_report(connection(), tenant_, one, std::to_string(++marks_));
    };
    auto const other = measure("andere");
    auto const asked = measure("gefragte");
    for (auto const state : {ReportState::reported, ReportState::questioned})
        waits(other, state, at(1));
    auto const to_confirm = waits(asked, ReportState::reported, at(2));
    auto const questioned = waits(asked, ReportState::questioned, at(2));
    auto const open = list_open_reports(connection(), tenant_, {Scope::whole_tenant()}, {asked}, 1);
    ASSERT_THAT(open.to_confirm, SizeIs(1));
    EXPECT_EQ(open.to_confirm[0].id, to_confirm);
    ASSERT_THAT(open.questioned, SizeIs(1));
    EXPECT_EQ(open.questioned[0].id, questioned);
    EXPECT_THAT(
        list_open_reports(connection(), tenant_, {Scope::of_owner(town_.value)}, {asked}, 1).to_confirm,
        IsEmpty());
    EXPECT_THAT(
        list_open_reports(connection(), tenant_, {Scope::whole_tenant()}, {}, 1).to_confirm, IsEmpty());
}

TEST_P(SteeredMeasureStore, shows_what_its_owners_have_and_nothing_of_another_district)
{
    measure("des Kreises");
    measure("der Stadt", town_);
    auto of_town = query();
    of_town.owners = {Scope::of_owner(town_.value)};
    ASSERT_THAT(steered(of_town).lines, SizeIs(1));
    EXPECT_EQ(steered(of_town).lines[0].measure.title, "der Stadt");
    auto of_district = query();
    of_district.of_district = true;
    ASSERT_THAT(steered(of_district).lines, SizeIs(1));
    EXPECT_EQ(steered(of_district).lines[0].measure.title, "des Kreises");
    EXPECT_THAT(list_steered_measures(connection(), other_tenant_, query()).lines, IsEmpty());
    auto nobody = query();
    nobody.owners = {};
    EXPECT_THAT(steered(nobody).lines, IsEmpty());
}

} // namespace
} // namespace kommin::goals
