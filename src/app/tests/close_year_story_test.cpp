// Closing a year: what is known of it stays for ever as it was, whatever happens later; and the next year is
// read against it.

#include "app/tests/figure_attempts.hpp"
#include "app/tests/goal_attempts.hpp"
#include "app/tests/years_story.hpp"
#include "platform/audit/audit.hpp"
#include "platform/crypto/hash.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class CloseYear : public YearsStory {
protected:
    // A running measure of 2025 with a figure on which somebody has reported.
    void counted_measure()
    {
        measure_ = measure(*office_, "Kurse", "&state=running&from=2025&to=2026&deadline_remark=keine");
        auto const id = goals::MeasureId{std::stoll(number_of(measure_))};
        figure_ = work([&](Work& work) {
                      auto fields = counted_as("Kurse");
                      fields.set("baseline", "10");
                      fields.set("baseline_day", "31.12.2024");
                      fields.set("target", "14");
                      fields.set("deadline", "31.12.2026");
                      return goals::add_figure(work, id, fields, "f");
                  }).value();
        report("12", "31.12.2025");
    }
    void report(std::string const& value, std::string const& day)
    {
        EXPECT_TRUE(work([&](Work& work) {
            records::Fields fields;
            fields.set("value", value);
            fields.set("day", day);
            fields.set("source", "Kursliste");
            fields.set("replaces", "ja");
            return without_value(goals::report_figure(work, figure_, fields, value + day));
        }));
    }
    std::string json_of(std::string const& year)
    {
        return std::string(office_->get(year + "/stand.json").body_text());
    }
    std::string measure_;
    goals::FigureId figure_;
};
KOMMIN_ON_BOTH_ENGINES(CloseYear);

TEST_P(CloseYear, asks_for_a_reason_where_something_is_missing)
{
    counted_measure();
    auto const one = year("2025");
    auto const page = shown(one + "/abschluss");
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("Schritt ist nicht erledigt: Sichtung der Ziele"),
            HasSubstr("Maßnahme ist nicht bewertet: Kurse"), HasSubstr("Stand vom 31. Dezember 2025"),
            HasSubstr("eine Maßnahme"), Not(HasSubstr("noch nicht vorbei")),
            Not(HasSubstr("Kennzahl hat keinen Wert"))));
    EXPECT_THAT(
        close(one, "+").body_text(), HasSubstr("Bitte begründen Sie, warum das Jahr abgeschlossen wird"));
    EXPECT_THAT(shown(one), HasSubstr("offen"));
    EXPECT_EQ(office_->get(one + "/stand").header("Location"), one) << "nothing is frozen yet";
    auto const seen = seen_at(one);
    auto const press = [&](std::string const& reason) {
        return office_->post(one + "/abschluss", "gesehen=" + seen + "&reason=" + reason);
    };
    EXPECT_EQ(press("Bewertet+wird+sp%C3%A4ter.").header("Location"), one + "/stand");
    EXPECT_EQ(press("Bewertet+wird+sp%C3%A4ter.").header("Location"), one + "/stand") << "pressed twice";
    auto const other = press("Ein+anderer+Grund");
    EXPECT_EQ(other.status(), http::Status::conflict);
    EXPECT_THAT(
        other.body_text(), AllOf(HasSubstr("Das Jahr ist abgeschlossen"), HasSubstr("Ein anderer Grund")));
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM closed_years"), 1);
    EXPECT_THAT(
        shown(one + "/stand"),
        AllOf(
            HasSubstr("Bewertet wird später."), HasSubstr("Was beim Abschluss fehlte"),
            HasSubstr(closed(one).hash), HasSubstr("12 Kurse (31. Dezember 2025)"), HasSubstr("auf Kurs"),
            HasSubstr("ist kein Geld eingetragen")));
    EXPECT_THAT(shown(list), HasSubstr("abgeschlossen"));
    EXPECT_THAT(audit_actions(), Contains("steering.year.closed"));
    EXPECT_EQ(crypto::sha256_hex(json_of(one)), closed(one).hash);
    EXPECT_THAT(file_of(office_->get(one + "/stand.csv")), AllOf(HasSubstr("Kurse"), HasSubstr("auf Kurs")));
}

TEST_P(CloseYear, what_was_shown_must_still_hold)
{
    counted_measure();
    auto const one = year("2025");
    auto const seen = seen_at(one);
    report("13", "30.12.2025");
    auto const late = office_->post(one + "/abschluss", "gesehen=" + seen + "&reason=Mein+Grund");
    EXPECT_EQ(late.status(), http::Status::conflict);
    EXPECT_THAT(
        late.body_text(),
        AllOf(HasSubstr("hat sich am Stand etwas geändert"), HasSubstr("Mein Grund</textarea>")));
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM closed_years"), 0);
    EXPECT_EQ(close(one).header("Location"), one + "/stand");
}

TEST_P(CloseYear, nothing_of_it_is_edited_any_more_and_entries_are_shown)
{
    auto const one = year("2025");
    auto const before = step(one, "screening");
    auto const seen = version_of_step(before);
    EXPECT_EQ(close(one).header("Location"), one + "/stand");
    EXPECT_EQ(office_->get(before + "/bearbeiten").header("Location"), before);
    auto const late = office_->post(before + "/bearbeiten", seen + "&state=done&outcome=Zu+sp%C3%A4t");
    EXPECT_EQ(late.status(), http::Status::conflict);
    EXPECT_THAT(late.body_text(), AllOf(HasSubstr("Das Jahr ist abgeschlossen"), HasSubstr("Zu spät")));
    EXPECT_THAT(
        office_->post(before + "/vorschlag", seen).body_text(), HasSubstr("Das Jahr ist abgeschlossen"));
    EXPECT_THAT(
        office_->post(one + "/bearbeiten", "fassung=1&remark=Zu+sp%C3%A4t").body_text(),
        AllOf(HasSubstr("Das Jahr ist abgeschlossen"), HasSubstr("Zu spät")));
    EXPECT_EQ(
        connection().load<std::int64_t>("SELECT COUNT(*) FROM steering_steps WHERE state <> 'open'"), 0);
    EXPECT_THAT(shown(one), Not(HasSubstr("/bearbeiten\"")));
}

TEST_P(CloseYear, a_value_that_is_corrected_later_is_right_in_the_next_year_alone)
{
    counted_measure();
    auto const one = year("2025");
    close(one);
    auto const next = year("2026");
    EXPECT_THAT(
        shown(next), AllOf(HasSubstr("Was 2025 offengeblieben ist"), HasSubstr("href=\"" + measure_ + '"')));
    report("10", "31.12.2025"); // what was reported was wrong
    EXPECT_THAT(shown(one + "/stand"), HasSubstr("12 Kurse (31. Dezember 2025)"));
    EXPECT_THAT(
        shown(next + "/bericht"),
        AllOf(
            HasSubstr("Bericht 2026 gegenüber 2025"), HasSubstr("50 % des Weges, jetzt 0 % des Weges"),
            HasSubstr("das Jahr ist noch offen")));
    EXPECT_THAT(shown(one + "/bericht"), HasSubstr("Das Jahr 2024 ist nicht abgeschlossen: Es gibt keinen"));
    EXPECT_THAT(shown(next + "/abschluss"), HasSubstr("Das Jahr ist noch nicht vorbei"));
    EXPECT_EQ(close(next).header("Location"), next + "/stand");
    EXPECT_EQ(closed(next).state()->previous_hash, closed(one).hash);
    EXPECT_EQ(closed(next).state()->state_day, "2026-11-23") << "of the day on which it was closed";
}

// A measure of a municipality serves a goal of the Kreis: the state of the Kreis counts it for its goal, as
// the goal's page does, and leaves the measure to the municipality.
TEST_P(CloseYear, what_municipalities_do_counts_for_a_goal_of_the_kreis)
{
    counted_measure();
    auto const goal_id = goal("Sprache");
    auto const measure_id = std::stoll(number_of(measure_));
    connection().execute(
        "INSERT INTO measure_goals (tenant_id, measure_id, goal_id, position, weight) VALUES (?, ?, ?, 0, 1)",
        tenant_, measure_id, std::stoll(goal_id));
    connection().execute(
        "UPDATE measures SET body_id = ? WHERE id = ?", tenants::BodyId{aalfeld_.owner()}, measure_id);
    auto const one = year("2025");
    close(one);
    auto const state = closed(one).state().value();
    EXPECT_THAT(state.measures, IsEmpty());
    ASSERT_EQ(state.goals.size(), 1U);
    EXPECT_EQ(state.goals.front().progress, 500'000) << "from 10 by way of 12 to 14";
    EXPECT_EQ(state.goals.front().known, 1);
}

TEST_P(CloseYear, is_refused_before_the_year_begins)
{
    auto const one = year("2027");
    EXPECT_THAT(shown(one), Not(HasSubstr("/abschluss\"")));
    EXPECT_THAT(
        close(one).body_text(),
        AllOf(
            HasSubstr("Das Jahr 2027 hat noch nicht begonnen"),
            HasSubstr("Es fehlt noch etwas.</textarea>")));
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM closed_years"), 0);
}

// A light that somebody sets in the new year says nothing of the old one.
TEST_P(CloseYear, a_light_by_hand_counts_where_it_was_set_by_then)
{
    counted_measure();
    auto const set_light = [&](std::string const& light, std::string const& until) {
        EXPECT_EQ(
            office_
                ->post(
                    measure_ + "/licht",
                    version_of(measure_) + "&light=" + light
                        + "&light_reason=Personal+fehlt&light_until=" + until)
                .status(),
            http::Status::see_other);
    };
    set_light("missed", "31.10.2027"); // today: 23 November 2026
    auto const one = year("2025");
    close(one);
    auto const before = closed(one).state()->measures.at(0);
    EXPECT_EQ(before.light, "on_track");
    EXPECT_EQ(before.hand_reason, "");
    EXPECT_EQ(before.reckoned, std::nullopt);
    auto const next = year("2026");
    close(next);
    auto const now = closed(next).state()->measures.at(0);
    EXPECT_EQ(now.light, "missed");
    EXPECT_EQ(now.hand_reason, "Personal fehlt");
}

// What people may name somebody in is not frozen, and the rest is shown to whoever closes.
TEST_P(CloseYear, free_words_are_left_out_or_shown_before)
{
    counted_measure();
    EXPECT_TRUE(work([&](Work& work) {
        records::Fields fields;
        fields.set("value", "13");
        fields.set("day", "31.12.2025");
        fields.set("source", "Kursliste Herbst");
        fields.set("remark", "sagt Frau Meier");
        fields.set("replaces", "ja");
        return without_value(goals::report_figure(work, figure_, fields, "remarked"));
    }));
    connection().execute(
        "UPDATE figure_reports SET question = 'Herr Schulz fragt', reason = 'Frau Lang irrte'");
    connection().execute("UPDATE measures SET unit_id = NULL, office = 'Herr Kurz'");
    auto const one = year("2025");
    EXPECT_EQ(
        save_step(*office_, step(one, "screening"), "state=done&outcome=Alles+gesichtet").status(),
        http::Status::see_other);
    EXPECT_THAT(
        shown(one + "/abschluss"),
        AllOf(
            HasSubstr("Freie Texte, die festgehalten werden"), HasSubstr("Alles gesichtet"),
            HasSubstr("Kursliste Herbst"), Not(HasSubstr("Meier"))));
    close(one);
    EXPECT_THAT(
        json_of(one),
        AllOf(
            HasSubstr("\"value\":\"13\""), HasSubstr("Kursliste Herbst"), HasSubstr("Alles gesichtet"),
            HasSubstr("\"is_other_in_charge\":true"), Not(HasSubstr("Meier")), Not(HasSubstr("Schulz")),
            Not(HasSubstr("Lang")), Not(HasSubstr("Kurz"))));
    EXPECT_THAT(shown(one + "/stand"), HasSubstr("andere Stelle"));
    EXPECT_THAT(file_of(office_->get(one + "/stand.csv")), HasSubstr("andere Stelle"));
}

TEST_P(CloseYear, what_begins_later_is_not_in_it)
{
    counted_measure();
    measure(*office_, "Erst+sp%C3%A4ter", "&state=planned&from=2026&to=2027&deadline_remark=keine");
    auto const later = goal("Ein neues Ziel");
    goal("Sprache");
    connection().execute("UPDATE goals SET valid_from = '2026-01-01' WHERE id = ?", std::stoll(later));
    auto const one = year("2025");
    close(one);
    EXPECT_THAT(
        json_of(one),
        AllOf(
            HasSubstr("\"title\":\"Kurse\""), HasSubstr("\"title\":\"Sprache\""),
            Not(HasSubstr("Erst später")), Not(HasSubstr("Ein neues Ziel"))));
    auto const next = year("2026");
    close(next);
    EXPECT_THAT(json_of(next), AllOf(HasSubstr("Erst später"), HasSubstr("Ein neues Ziel")));
}

TEST_P(CloseYear, of_many_rows_the_first_are_shown_and_all_are_in_the_file)
{
    counted_measure();
    auto const id = std::stoll(number_of(measure_));
    for (int i = 1; i <= 200; ++i)
        connection().execute(
            "INSERT INTO figures (tenant_id, measure_id, position, name, unit, aim, target_kind, "
            "baseline_unit,"
            " target, rule, weight, mark, changed_at)"
            " VALUES (?, ?, ?, ?, 'Kurse', 'at_least', 'absolute', '', 10, 'linear', 1, ?, ?)",
            tenant_, id, i, "Zahl " + std::to_string(i), "zahl" + std::to_string(i), clock().now());
    auto const one = year("2025");
    close(one);
    EXPECT_THAT(
        shown(one + "/stand"),
        AllOf(
            HasSubstr("Hier stehen die ersten 200 von 201"), HasSubstr("CSV-Datei unten"),
            HasSubstr("Zahl 199"), Not(HasSubstr(">Zahl 200<"))));
    EXPECT_THAT(file_of(office_->get(one + "/stand.csv")), HasSubstr("Zahl 200"));
}

TEST_P(CloseYear, who_closes_out_of_order_is_told)
{
    auto const before = year("2024");
    auto const one = year("2025");
    EXPECT_THAT(shown(one + "/abschluss"), HasSubstr("Das Vorjahr ist nicht abgeschlossen: 2024"));
    close(before);
    EXPECT_THAT(shown(one + "/abschluss"), Not(HasSubstr("Das Vorjahr ist nicht abgeschlossen")));
}

TEST_P(CloseYear, no_name_of_an_account_stands_in_it)
{
    counted_measure();
    auto const one = year("2025");
    auto const id = account("frau.einzigartig@kreis.example", {{"reader", Scope::whole_tenant()}});
    static_cast<void>(logged_in(id)); // whoever was only invited is offered for nothing
    EXPECT_EQ(
        save_step(*office_, step(one, "screening"), "state=open&account=" + std::to_string(id.value))
            .status(),
        http::Status::see_other);
    close(one);
    EXPECT_THAT(json_of(one), AllOf(HasSubstr("account:" + std::to_string(id.value)), Not(HasSubstr("@"))));
    for (auto const& name : connection().list<std::string>("SELECT name FROM accounts"))
        EXPECT_THAT(json_of(one), Not(HasSubstr('"' + name + '"')));
    // Whoever may not read what the panel decides gets no text in which that stands.
    auto reader = browser_of("reader");
    EXPECT_EQ(reader.get(one + "/stand.json").header("Location"), one + "/stand");
    EXPECT_THAT(reader.get(one + "/stand").body_text(), Not(HasSubstr("stand.json")));
    EXPECT_EQ(reader.get(one + "/abschluss").status(), http::Status::not_found);
}

// Freezing: whatever happens later, to the figures, the goals, the years, the accounts and the tables
// themselves, the bytes, the hash and the page of a closed year stay what they were.
class FrozenYear : public CloseYear {
protected:
    // Something that somebody at work does.
    void do_something(std::mt19937& random)
    {
        auto const word = "Wort" + std::to_string(random());
        auto const measure = goals::MeasureId{std::stoll(number_of(measure_))};
        switch (random() % 9) {
        case 0:
            report(std::to_string(random() % 20), std::to_string(1 + random() % 28) + ".12.2025");
            return;
        case 1:
            office_->post(
                measure_ + "/stand",
                version_of(measure_) + "&state=" + (random() % 2 == 0 ? "dropped" : "waiting")
                    + "&state_reason=" + word);
            return;
        case 2:
            static_cast<void>(work([&](Work& work) { return goal_of(work, {}, word); }));
            return;
        case 3:
            static_cast<void>(work([&](Work& work) {
                auto const version = goals::load_goal(work.db(), work.tenant(), goal_)->version;
                return goals::save_goal(work, {goal_, version}, wanted_by({}, word));
            }));
            return;
        case 4:
            static_cast<void>(work([&](Work& work) { return figure_of(work, measure, word); }));
            return;
        case 5:
            office_->post(
                step(year_, "screening") + "/bearbeiten",
                version_of_step(step(year_, "screening")) + "&state=done&outcome=" + word);
            return;
        case 6:
            office_->post(year_ + "/bearbeiten", "fassung=1&remark=" + word);
            return;
        case 7:
            office_->post(year_ + "/abschluss", "gesehen=" + word + "&reason=" + word);
            return;
        default:
            account(word + "@kreis.example", {{"conference_office", Scope::whole_tenant()}});
        }
    }
    // Something that only whoever has the database could do, to any table that a state is made of.
    void scribble(std::mt19937& random)
    {
        static constexpr auto changes = std::to_array<std::string_view>(
            {"UPDATE goals SET title = ?",
             "UPDATE goals SET text = ?",
             "UPDATE measures SET title = ?",
             "UPDATE measures SET state_reason = ?",
             "UPDATE measures SET office = ?",
             "UPDATE figures SET name = ?",
             "UPDATE figures SET unit = ?",
             "UPDATE figure_reports SET source = ?",
             "UPDATE figure_reports SET remark = ?",
             "UPDATE steering_steps SET outcome = ?",
             "UPDATE steering_steps SET owner = ?",
             "UPDATE steering_years SET remark = ?",
             "UPDATE panels SET name = ?",
             "UPDATE priorities SET reason = ?",
             "UPDATE budget_lines SET source_text = ?",
             "UPDATE evaluations_of_measures SET lessons = ?",
             "UPDATE accounts SET name = ?",
             "UPDATE milestones SET title = ?",
             "UPDATE measures SET hand_reason = ?",
             "UPDATE bodies SET intro = ?",
             "UPDATE steering_years SET source = ? WHERE body_id IS NOT NULL"});
        connection().execute(
            std::string(changes.at(random() % changes.size())), "Anders " + std::to_string(random()));
    }
    std::string year_;
    goals::GoalId goal_;
};
KOMMIN_ON_BOTH_ENGINES(FrozenYear);

TEST_P(FrozenYear, property_never_changes_whatever_happens_later)
{
    counted_measure();
    goal_ = work([](Work& work) { return goal_of(work, {}, "Sprache"); }).value();
    year_ = year("2025");
    auto const id = std::stoll(number_of(year_));
    auto const measure = std::stoll(number_of(measure_));
    connection().execute(
        "INSERT INTO priorities (tenant_id, year_id, measure_id, need, influence, cost, resolution, reason,"
        " rank_by_group, rank_reason, source, mark, changed_at)"
        " VALUES (?, ?, ?, 5, 4, 3, 2, 'Bedarf', 1, 'Eilt', '', 'p', ?)",
        tenant_, id, measure, clock().now());
    connection().execute(
        "INSERT INTO evaluations_of_measures (tenant_id, year_id, measure_id, view_of, evaluator, day, "
        "effect,"
        " effort, lessons, verdict, verdict_why, written_by, mark, changed_at)"
        " VALUES (?, ?, ?, 'self', 'Stabsstelle', '2025-12-31', 4, 2, 'Früher werben', 'change', 'Anders',"
        " 'account:1', 'e', ?)",
        tenant_, id, measure, clock().now());
    connection().execute(
        "UPDATE measures SET hand_light = 'at_risk', hand_reason = 'Personal', hand_by = 'account:1',"
        " hand_since = '2025-11-01', hand_until = '2026-06-30' WHERE id = ?",
        measure);
    connection().execute(
        "INSERT INTO milestones (tenant_id, measure_id, position, title, due, remark)"
        " VALUES (?, ?, 1, 'Konzept', '2025-04', '')",
        tenant_, measure);
    EXPECT_EQ(opened(*office_, "year=2025&body=aalfeld").status(), http::Status::see_other) << "a neighbour";
    ASSERT_EQ(close(year_).header("Location"), year_ + "/stand");
    auto const frozen = closed(year_);
    EXPECT_TRUE(frozen.is_sound());
    auto const state = frozen.state().value();
    ASSERT_EQ(state.measures.size(), 1U);
    auto const& kept = state.measures.front();
    EXPECT_EQ(state.state_day, "2025-12-31");
    EXPECT_EQ(kept.state, "running");
    EXPECT_EQ(kept.light, "at_risk");
    EXPECT_EQ(kept.reckoned, "on_track");
    EXPECT_EQ(kept.hand_reason, "Personal");
    EXPECT_EQ(kept.progress, 500'000) << "from 10 by way of 12 to 14";
    ASSERT_EQ(kept.figures.size(), 1U);
    EXPECT_EQ(kept.figures.front().value, "12");
    EXPECT_EQ(kept.figures.front().value_day, "2025-12-31");
    EXPECT_EQ(kept.figures.front().target, "14");
    ASSERT_EQ(state.priorities.size(), 1U);
    EXPECT_EQ(state.priorities.front().score, 40) << "4 × 5 + 3 × 4 + 2 × 3 + 2";
    EXPECT_EQ(state.evaluations.at(0).verdict_why, "Anders");
    EXPECT_EQ(state.steps.size(), 6U);
    auto const name = connection().load<std::string>(
        "SELECT name FROM accounts WHERE id = ?", std::stoll(frozen.closed_by.substr(8)));
    EXPECT_THAT(
        frozen.content,
        AllOf(
            HasSubstr("\"title\":\"Sprache\""), HasSubstr("\"lessons\":\"Früher werben\""),
            HasSubstr("\"shown_rank\":1"), HasSubstr("\"value\":\"12\"")))
        << "everything that is changed below stands in it";
    // Read twice: the first time a page may say what was done before.
    auto const read_again = [&] {
        static_cast<void>(shown(year_ + "/stand"));
        return shown(year_ + "/stand");
    };
    auto const page = read_again();
    auto const main_of = [](std::string const& text) { return text.substr(text.find("<main")); };
    std::mt19937 random(20251231);
    for (int round = 0; round < 60; ++round) {
        if (round % 3 == 2)
            scribble(random);
        else
            do_something(random);
        auto const now = closed(year_);
        ASSERT_EQ(now.content, frozen.content) << "round " << round;
        ASSERT_EQ(now.hash, frozen.hash) << "round " << round;
        ASSERT_TRUE(now.is_sound());
    }
    EXPECT_EQ(json_of(year_), frozen.content);
    connection().execute("UPDATE accounts SET name = ?", name); // that the page names
    EXPECT_EQ(main_of(read_again()), main_of(page)) << "nor does its page";
    EXPECT_NE(
        to_json(steering::find_read_year(
                    connection(), tenant_, steering::YearId{std::stoll(number_of(year("2026")))},
                    Actor::system(), *parse_date("2026-11-23"), {})
                    ->state),
        frozen.content)
        << "while the year after it does";
}

TEST_P(FrozenYear, the_database_itself_refuses)
{
    year_ = year("2025");
    close(year_);
    for (auto const* change :
         {"UPDATE closed_years SET content = '{}'", "UPDATE closed_years SET reason = 'anders'",
          "DELETE FROM closed_years"}) {
        EXPECT_ANY_THROW(connection().execute(change)) << change;
    }
    EXPECT_TRUE(closed(year_).is_sound());
    EXPECT_THAT(steering::missing_year_guards(connection()), IsEmpty());
    EXPECT_THAT(steering::verify_closed_years(connection(), tenant_).broken, IsEmpty());
    EXPECT_EQ(steering::verify_closed_years(connection(), tenant_).checked, 1U);
}

// What whoever has the database can take away.
class UnguardedYears : public FrozenYear {
protected:
    void SetUp() override
    {
        FrozenYear::SetUp();
        add_district_itself();
        year_ = year("2025");
        close(year_);
        // The chain goes by whose the years are, not by what that is called.
        connection().execute("UPDATE bodies SET name = 'Kreis Neuname' WHERE kind = 'district'");
        next_ = year("2026");
        close(next_);
        bool const is_sqlite = connection().engine() == db::Engine::sqlite;
        if (is_sqlite) {
            connection().execute("DROP TRIGGER closed_years_keep_update");
            connection().execute("DROP TRIGGER closed_years_keep_delete");
        } else {
            connection().execute("ALTER TABLE closed_years DISABLE TRIGGER closed_years_keep_rows");
        }
        guards_gone_ = is_sqlite ? 2 : 1;
    }
    std::vector<std::string> broken() { return steering::verify_closed_years(connection(), tenant_).broken; }
    // Another text of that year, with the hash that fits it.
    void forge(std::string const& year)
    {
        auto changed = closed(year).content;
        changed.replace(changed.find("Es fehlt noch etwas."), 20, "Es fehlt gar nichts.");
        connection().execute(
            "UPDATE closed_years SET content = ?, hash = ? WHERE year_id = ?", changed,
            crypto::sha256_hex(changed), std::stoll(number_of(year)));
    }
    std::string next_;
    std::size_t guards_gone_ = 0;
};
KOMMIN_ON_BOTH_ENGINES(UnguardedYears);

TEST_P(UnguardedYears, a_text_that_was_changed_is_found)
{
    EXPECT_EQ(steering::missing_year_guards(connection()).size(), guards_gone_);
    EXPECT_THAT(broken(), IsEmpty()) << "nobody has changed anything yet";
    auto changed = closed(year_).content;
    changed.replace(changed.find("Es fehlt noch etwas."), 20, "Es fehlt gar nichts.");
    connection().execute(
        "UPDATE closed_years SET content = ? WHERE year_id = ?", changed, std::stoll(number_of(year_)));
    EXPECT_FALSE(closed(year_).is_sound());
    EXPECT_THAT(broken(), ElementsAre("Kreis Neuname 2025"));
    EXPECT_THAT(shown(year_ + "/stand"), HasSubstr("nicht mehr der, der festgehalten wurde"));
}

TEST_P(UnguardedYears, a_text_that_was_changed_with_its_hash_is_found)
{
    forge(year_);
    EXPECT_TRUE(closed(year_).is_sound());
    EXPECT_THAT(broken(), ElementsAre("Kreis Neuname 2025", "Kreis Neuname 2026"))
        << "the audit trail has another hash, and so has the year after it";
}

TEST_P(UnguardedYears, the_last_year_is_kept_by_the_audit_trail_alone)
{
    forge(next_);
    EXPECT_TRUE(closed(next_).is_sound());
    EXPECT_THAT(broken(), ElementsAre("Kreis Neuname 2026"));
}

TEST_P(UnguardedYears, a_year_that_was_removed_is_missed)
{
    connection().execute("DELETE FROM closed_years WHERE year_id = ?", std::stoll(number_of(next_)));
    EXPECT_THAT(broken(), ElementsAre("Kreis Neuname 2026 (is gone)"));
    EXPECT_EQ(steering::verify_closed_years(connection(), tenant_).checked, 1U);
    connection().execute("DELETE FROM closed_years WHERE year_id = ?", std::stoll(number_of(year_)));
    EXPECT_THAT(broken(), ElementsAre("Kreis Neuname 2025 (is gone)", "Kreis Neuname 2026 (is gone)"));
}

TEST_P(UnguardedYears, a_year_before_that_is_not_there_breaks_the_chain)
{
    connection().execute("DELETE FROM closed_years WHERE year_id = ?", std::stoll(number_of(year_)));
    EXPECT_THAT(broken(), ElementsAre("Kreis Neuname 2026", "Kreis Neuname 2025 (is gone)"));
    // Closed once more with another text: the audit trail has two hashes of it.
    close(year_, "Neu");
    EXPECT_THAT(broken(), ElementsAre("Kreis Neuname 2025", "Kreis Neuname 2026"));
}

} // namespace
} // namespace kommin::app
