// What a closed year keeps besides figures: milestones, open risks, stocktakings and resolutions; and that
// years which were closed before these were kept are still read.

#include "app/tests/years_story.hpp"
#include "platform/crypto/hash.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class ClosedCourse : public YearsStory {
protected:
    // A running measure of 2025 without figures: one milestone done in time, one done after the year, one
    // late.
    void measure_with_milestones()
    {
        measure_ = std::stoll(number_of(
            measure(*office_, "Elterndiplom", "&state=running&from=2025&to=2026&deadline_remark=keine")));
        milestone(1, "Konzept", "2025-03", "2025-03-20");
        milestone(2, "Faltblatt", "2025-06", "2026-02-10");
        milestone(3, "Auswertung", "2026-10", {});
        for (auto const& [title, state] : std::vector<std::pair<std::string, std::string>>{
                 {"Zu wenig Personal", "open"}, {"Kein Raum", "handled"}})
            connection().execute(
                "INSERT INTO measure_risks (tenant_id, measure_id, position, title, probability, damage,"
                " response, office, state, checked_on)"
                " VALUES (?, ?, 1, ?, 'high', 'medium', 'Früh ausschreiben', 'Frau Kurz', ?, '2025-11-01')",
                tenant_, measure_, title, state);
    }
    void milestone(
        int position, std::string const& title, std::string const& due,
        std::optional<std::string> const& done_on)
    {
        connection().execute(
            "INSERT INTO milestones (tenant_id, measure_id, position, title, due, done_on, remark)"
            " VALUES (?, ?, ?, ?, ?, ?, '')",
            tenant_, measure_, position, title, due, done_on);
    }
    // One of that owner, with an entry of each kind; nothing: of the Kreis.
    void stocktaking(
        std::string const& title, std::string const& until, std::string const& state,
        std::optional<std::int64_t> body = {})
    {
        auto const id = connection().load<std::int64_t>(
            "INSERT INTO inventories (tenant_id, body_id, title, introduction, until, state, remark, source,"
            " mark, changed_at) VALUES (?, ?, ?, '', ?, ?, '', '', ?, ?) RETURNING id",
            tenant_, body, title, until, state, title, clock().now());
        connection().execute(
            "INSERT INTO inventory_fields (tenant_id, inventory_id, panel_id, position) VALUES (?, ?, ?, 1)",
            tenant_, id, std::stoll(field_));
        for (std::string const answer : {"entries", "nothing", "none"})
            connection().execute(
                "INSERT INTO inventory_requests (tenant_id, inventory_id, name, mail, language, answer, word)"
                " VALUES (?, ?, ?, '', 'de', ?, '')",
                tenant_, id, answer, answer);
        auto const request = connection().load<std::int64_t>(
            "SELECT MIN(id) FROM inventory_requests WHERE inventory_id = ?", id);
        for (std::string const kind : {"structure", "measure", "measure"})
            connection().execute(
                "INSERT INTO inventory_entries (tenant_id, inventory_id, request_id, panel_id, kind, title,"
                " text, audience, reach, contact, mark, changed_at)"
                " VALUES (?, ?, ?, ?, ?, 'Treffpunkt', '', '', '', '', ?, ?)",
                tenant_, id, request, std::stoll(field_), kind, title + std::to_string(++entries_),
                clock().now());
    }
    std::int64_t adopted_goal(std::string const& title, std::string const& day)
    {
        auto const id = std::stoll(goal(title));
        auto const resolution = connection().load<std::int64_t>(
            "INSERT INTO resolutions (tenant_id, resolved_by, day, kind, result, paper, link, wording,"
            " is_uncertain, remark, source, list_text, mark, changed_at)"
            " VALUES (?, 'Kreistag', ?, 'adoption', 'unanimous', 'Drucksache 054/25', '', '', ?, '', '', '',"
            " ?, ?) RETURNING id",
            tenant_, day, false, title, clock().now());
        connection().execute(
            "INSERT INTO resolution_goals (tenant_id, resolution_id, goal_id, goal_version)"
            " VALUES (?, ?, ?, 1)",
            tenant_, resolution, id);
        return id;
    }
    // A year that a program of then has closed with that text.
    void closed_then(std::string const& year, steering::YearState const& state)
    {
        EXPECT_TRUE(work([&](Work& work) -> Result<void> {
            steering::ClosedYear one{
                .year = steering::YearId{std::stoll(number_of(year))},
                .state_day = *parse_date(state.state_day),
                .closed_at = work.now(),
                .closed_by = "account:1",
                .reason = {},
                .content = to_json(state),
                .hash = {}};
            one.hash = crypto::sha256_hex(one.content);
            steering::insert_closed_year(work.db(), work.tenant(), one);
            work.audit(
                steering::closing_action, steering::year_subject.word(), one.year, {}, {{"hash", one.hash}});
            return {};
        }));
    }
    static steering::YearState state_of(std::int64_t format, std::int64_t year)
    {
        steering::YearState state;
        state.format = format;
        state.owner = "Kreis Musterau";
        state.year = year;
        state.state_day = std::to_string(year) + "-12-31";
        steering::StateGoal goal;
        goal.id = 1;
        goal.title = "Sprache";
        goal.adopted_on = "2007-06-05";
        state.goals.push_back(goal);
        steering::StateMeasure measure;
        measure.id = 1;
        measure.title = "Elterndiplom";
        measure.state = "running";
        measure.light = "missed";
        state.measures.push_back(measure);
        return state;
    }

    std::int64_t measure_ = 0;
    int entries_ = 0; // marks of forms
};
KOMMIN_ON_BOTH_ENGINES(ClosedCourse);

TEST_P(ClosedCourse, keeps_milestones_risks_stocktakings_and_resolutions)
{
    measure_with_milestones();
    adopted_goal("Sprache", "2025-06-05");
    goal("Entwurf");
    stocktaking("Umfrage 2025", "2025-05-31", "closed");
    stocktaking("Umfrage 2024", "2024-05-31", "closed");
    stocktaking("Nur geplant", "2025-09-30", "draft");
    stocktaking("In Aalfeld", "2025-05-31", "open", aalfeld_.owner());
    auto const one = year("2025");
    EXPECT_THAT(
        shown(one + "/abschluss"),
        AllOf(HasSubstr("Früh ausschreiben"), HasSubstr("Zu wenig Personal"), Not(HasSubstr("Kein Raum"))))
        << "who closes reads what people typed";
    ASSERT_EQ(close(one).header("Location"), one + "/stand");
    auto const state = closed(one).state().value();
    EXPECT_EQ(state.format, 5);
    ASSERT_EQ(state.measures.size(), 1U);
    auto const& kept = state.measures.front();
    EXPECT_EQ(kept.light, "missed");
    ASSERT_EQ(kept.milestones.size(), 3U);
    EXPECT_EQ(kept.milestones[0].done_on, "2025-03-20");
    EXPECT_EQ(kept.milestones[1].done_on, std::nullopt) << "on the last day of the year it was open";
    ASSERT_EQ(kept.risks.size(), 1U);
    EXPECT_EQ(kept.risks.front().probability, "high");
    EXPECT_EQ(kept.risks.front().damage, "medium");
    EXPECT_THAT(closed(one).content, Not(HasSubstr("Frau Kurz")));
    ASSERT_EQ(state.goals.size(), 2U);
    ASSERT_TRUE(state.goals[0].resolution);
    EXPECT_EQ(state.goals[0].resolution->by, "Kreistag");
    EXPECT_EQ(state.goals[0].resolution->paper, "Drucksache 054/25");
    EXPECT_FALSE(state.goals[1].resolution) << "nobody has adopted it";
    ASSERT_EQ(state.inventories.size(), 1U) << "of this year and this owner, and no draft";
    auto const& asked = state.inventories.front();
    EXPECT_EQ(asked.title, "Umfrage 2025");
    EXPECT_EQ(asked.asked, 3);
    EXPECT_EQ(asked.with_entries, 1);
    EXPECT_EQ(asked.with_nothing, 1);
    ASSERT_EQ(asked.fields.size(), 1U);
    EXPECT_EQ(asked.fields.front().structures, 1);
    EXPECT_EQ(asked.fields.front().measures, 2);
    EXPECT_THAT(closed(one).content, Not(HasSubstr("Treffpunkt"))) << "answers can be taken back";

    connection().execute("UPDATE milestones SET title = 'Umbenannt', done_on = '2025-04-01'");
    connection().execute("DELETE FROM measure_risks");
    connection().execute("UPDATE resolutions SET paper = 'Eine andere'");
    connection().execute("DELETE FROM inventory_entries");
    EXPECT_THAT(
        shown(one + "/stand"),
        AllOf(
            HasSubstr("Konzept"), HasSubstr("20. März 2025"), HasSubstr("Faltblatt"),
            HasSubstr("Offene Risiken"), HasSubstr("Früh ausschreiben"),
            HasSubstr("Kreistag, 5. Juni 2025, einstimmig, Drucksache 054/25"), HasSubstr("Umfrage 2025"),
            HasSubstr("eine Struktur, 2 Maßnahmen"), Not(HasSubstr("Umbenannt"))));
}

TEST_P(ClosedCourse, the_report_names_the_milestone_that_was_missed)
{
    measure_with_milestones();
    auto const one = year("2025");
    close(one);
    EXPECT_THAT(
        shown(one + "/bericht"),
        AllOf(
            HasSubstr("Nicht erledigt: "), HasSubstr("Faltblatt, fällig Juni 2025"),
            Not(HasSubstr("Konzept, fällig")), Not(HasSubstr("Auswertung, fällig"))));
    EXPECT_THAT(shown(year("2026") + "/bericht"), HasSubstr("Auswertung, fällig Oktober 2026"))
        << "of the year that is not closed yet, by what is known today";
}

TEST_P(ClosedCourse, years_of_earlier_formats_are_read_and_their_hashes_hold)
{
    auto const first = year("2023");
    closed_then(first, state_of(1, 2023));
    auto const second = year("2024");
    auto of_second = state_of(2, 2024);
    of_second.previous_hash = closed(first).hash;
    closed_then(second, of_second);
    auto const third = year("2025");
    close(third);
    EXPECT_EQ(closed(third).state()->previous_hash, closed(second).hash);
    auto const check = steering::verify_closed_years(connection(), tenant_);
    EXPECT_EQ(check.checked, 3U);
    EXPECT_THAT(check.broken, IsEmpty());
    for (auto const& one : {first, second}) {
        EXPECT_THAT(closed(one).content, Not(HasSubstr("milestones")));
        EXPECT_THAT(
            shown(one + "/stand"),
            AllOf(
                HasSubstr("Elterndiplom"), HasSubstr("5. Juni 2007"),
                HasSubstr("wurde noch nicht festgehalten, welche Meilensteine"),
                Not(HasSubstr("Es gab keinen Meilenstein"))))
            << "what nobody has noted is not nothing";
    }
    EXPECT_THAT(
        shown(second + "/bericht"), AllOf(HasSubstr("Elterndiplom"), Not(HasSubstr("Nicht erledigt: "))));
    EXPECT_THAT(shown(third + "/stand"), HasSubstr("Es gab keinen Meilenstein"));
}

} // namespace
} // namespace kommin::app
