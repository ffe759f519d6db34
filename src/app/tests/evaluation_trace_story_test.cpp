// What a form leaves behind: nothing ties a sentence to a choice, to an order or to anybody.

#include "app/tests/evaluation_story.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;
using Strings = std::vector<std::string>;

constexpr auto* first_form = "overall=1&say=1&good=Die+Musik.&better=Mehr+Zeit.";
constexpr auto* second_form = "overall=5&again=3&good=Nichts.";

class EvaluationTraces : public EvaluationBase {
protected:
    // Another session on the same day; its evaluation is open.
    std::string other_session()
    {
        auto const other = meeting(
            *office_,
            "panel=" + panel_
                + "&title=Zweite&day=12.1.2027&begins=10&ends=15&childcare=unknown&visible=ja&schluessel=b");
        EXPECT_EQ(
            office_->post(other + "/rueckmeldung", "fassung=0&last_day=26.1.2027&shows_results=ja").status(),
            http::Status::see_other);
        return other;
    }
    Strings columns_of(std::string const& table)
    {
        return is_sqlite()
            ? connection().list<std::string>("SELECT name FROM pragma_table_info(?) ORDER BY cid", table)
            : connection().list<std::string>(
                  "SELECT CAST(column_name AS TEXT) FROM information_schema.columns"
                  " WHERE table_schema = current_schema() AND table_name = ? ORDER BY ordinal_position",
                  table);
    }
    Strings tables()
    {
        return is_sqlite()
            ? connection().list<std::string>(
                  "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT "
                  "LIKE 'sqlite%' ORDER BY name")
            : connection().list<std::string>(
                  "SELECT CAST(table_name AS TEXT) FROM information_schema.tables"
                  " WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY 1");
    }
    // Every row of every table but those of evaluations, column by column.
    std::map<std::string, Strings> everything_else()
    {
        std::map<std::string, Strings> all;
        for (auto const& table : tables()) {
            if (table.starts_with("evaluation"))
                continue;
            std::string row;
            for (auto const& column : columns_of(table))
                row += (row.empty() ? "" : " || '|' || ")
                    + ("COALESCE(CAST(\"" + column + "\" AS TEXT), '')");
            all[table] = connection().list<std::string>("SELECT " + row + " FROM " + table + " ORDER BY 1");
        }
        return all;
    }
    // As the rows of a session lie there, not as somebody asks for them.
    Strings as_they_lie(std::string const& table, std::string const& columns, std::string const& session)
    {
        return connection().list<std::string>(
            "SELECT " + columns + " FROM " + table + " WHERE meeting_id = ? ORDER BY "
                + (is_sqlite() ? "rowid" : "ctid"),
            std::stoll(session.substr(session.rfind('/') + 1)));
    }
    // All that a database has of the forms of a session, as it lies there; but for what is drawn by lot.
    std::map<std::string, Strings> left_of(std::string const& session)
    {
        std::map<std::string, Strings> left{
            {"counts",
             as_they_lie(
                 "evaluation_counts", "question || ' ' || CAST(choice AS TEXT) || ' ' || CAST(given AS TEXT)",
                 session)},
            {"texts", as_they_lie("evaluation_texts", "kind || ' ' || text", session)},
            {"marks", as_they_lie("evaluation_marks", "form_mark", session)},
            {"evaluation",
             as_they_lie(
                 "evaluations",
                 "state || closes_on || CAST(filled AS TEXT) || CAST(version AS TEXT) || COALESCE(asked_on, "
                 "'')",
                 session)}};
        // They lie in the order of their numbers: expect_no_trace().
        std::ranges::sort(left.at("texts"));
        return left;
    }
    void expect_no_trace(std::string const& session)
    {
        auto const numbers = as_they_lie("evaluation_texts", "CAST(number AS TEXT)", session);
        std::vector<std::int64_t> order;
        for (auto const& number : numbers)
            order.push_back(std::stoll(number));
        EXPECT_TRUE(std::ranges::is_sorted(order)) << "the place of a sentence says when nothing of it came";
        EXPECT_TRUE(std::ranges::is_sorted(as_they_lie("evaluation_marks", "form_mark", session)))
            << "the place of a mark says when nobody's form came";
        if (is_sqlite())
            return;
        for (auto const* table : {"evaluation_counts", "evaluation_texts", "evaluation_marks"}) {
            auto const writers = as_they_lie(table, "CAST(xmin AS TEXT)", session);
            EXPECT_THAT(std::set(writers.begin(), writers.end()), SizeIs(1))
                << table << ": one transaction wrote all";
        }
    }
    // As another server would: with a connection of its own.
    Result<void> fill_apart(meetings::EvaluationEntries const& entries, std::string const& key)
    {
        auto const own
            = db::Connection::open(connection().location(), {.busy_timeout = std::chrono::seconds(60)});
        auto const id = meetings::MeetingId{std::stoll(meeting_.substr(meeting_.rfind('/') + 1))};
        return run_use_case(
            {*own, tenant_, Actor::visitor(), clock(), i18n::Zone::berlin(), no_signals},
            [&](Work& work) { return meetings::fill_in_evaluation(work, id, entries, key); });
    }
};
KOMMIN_ON_BOTH_ENGINES(EvaluationTraces);

TEST_P(EvaluationTraces, two_forms_leave_the_same_in_both_orders)
{
    EXPECT_THAT(
        columns_of("evaluation_counts"),
        ElementsAre("tenant_id", "meeting_id", "question", "choice", "given"));
    EXPECT_THAT(
        columns_of("evaluation_texts"), ElementsAre("number", "tenant_id", "meeting_id", "kind", "text"));
    EXPECT_THAT(columns_of("evaluation_marks"), ElementsAre("meeting_id", "form_mark", "tenant_id"));
    open_evaluation();
    auto const other = other_session();
    at(after);
    auto const path = "/de/konferenz/2027-01/rueckmeldung";
    auto const before = everything_else();
    ASSERT_EQ(fill("a", first_form).status(), http::Status::see_other);
    expect_no_trace(meeting_);
    ASSERT_EQ(fill("b", second_form).status(), http::Status::see_other);
    expect_no_trace(meeting_);
    ASSERT_EQ(fill("b", second_form, path).status(), http::Status::see_other);
    expect_no_trace(other);
    ASSERT_EQ(fill("a", first_form, path).status(), http::Status::see_other);
    expect_no_trace(other);
    auto const left = left_of(meeting_);
    EXPECT_EQ(left, left_of(other));
    EXPECT_THAT(left.at("counts"), SizeIs(19));
    EXPECT_THAT(left.at("marks"), SizeIs(2));
    EXPECT_THAT(left.at("texts"), ElementsAre("better Mehr Zeit.", "good Die Musik.", "good Nichts."));
    EXPECT_EQ(everything_else(), before) << "neither trail nor queue nor anything else knows of a form";
}

// Whether a form had sentences is not to be seen in who wrote the rows last either.
TEST_P(EvaluationTraces, a_form_without_sentences_writes_all_rows_too)
{
    open_evaluation();
    at(after);
    ASSERT_EQ(fill("a", first_form).status(), http::Status::see_other);
    ASSERT_EQ(fill("b", "overall=2").status(), http::Status::see_other);
    expect_no_trace(meeting_);
    if (!is_sqlite()) {
        EXPECT_EQ(
            as_they_lie("evaluation_counts", "CAST(xmin AS TEXT)", meeting_).front(),
            as_they_lie("evaluation_texts", "CAST(xmin AS TEXT)", meeting_).front());
        EXPECT_EQ(
            as_they_lie("evaluation_counts", "CAST(xmin AS TEXT)", meeting_).front(),
            as_they_lie("evaluation_marks", "CAST(xmin AS TEXT)", meeting_).front());
    }
}

TEST_P(EvaluationTraces, numbers_are_drawn_by_lot)
{
    open_evaluation();
    at(after);
    for (int number = 0; number < 12; ++number)
        ASSERT_EQ(
            fill("k" + std::to_string(number), "good=Satz+" + std::to_string(100 + number)).status(),
            http::Status::see_other);
    auto const in_order = as_they_lie("evaluation_texts", "text", meeting_);
    ASSERT_THAT(in_order, SizeIs(12));
    EXPECT_FALSE(std::ranges::is_sorted(in_order)) << "as they came: once in 479 million runs by chance";
}

TEST_P(EvaluationTraces, the_log_has_no_line_of_whoever_fills_in_a_form)
{
    http::Config config;
    product_.application.advise(config);
    auto const is_unlogged
        = [&](std::string const& path) { return config.is_unlogged(config.route_of(path)); };
    for (auto const& path :
         {std::string(evaluation), std::string(evaluation) + "/danke",
          std::string("/ar/konferenz/2027/rueckmeldung")})
        EXPECT_TRUE(is_unlogged(path)) << path;
    for (auto const& path : {std::string("/de/konferenz/2027"), desk(), std::string(form)})
        EXPECT_FALSE(is_unlogged(path)) << path;
    open_evaluation();
    at(after);
    auto guest = anybody();
    auto const page = guest.get(evaluation);
    EXPECT_EQ(page.header("Cache-Control"), "no-store");
    EXPECT_TRUE(guest.cookies.empty());
    EXPECT_EQ(page.header("Set-Cookie"), "");
}

TEST_P(EvaluationTraces, sixteen_people_at_once_are_counted_exactly)
{
    constexpr std::size_t people = 16;
    open_evaluation();
    at(after);
    std::atomic<std::size_t> waiting{people};
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < people; ++i)
            threads.emplace_back([&, i] {
                meetings::EvaluationEntries entries;
                entries.choices = {std::to_string(i % 5 + 1), std::to_string(i % 3 + 1), "1", "", "0"};
                entries.texts = {"Satz " + std::to_string(i), ""};
                --waiting;
                while (waiting > 0)
                    std::this_thread::yield();
                for (int press = 0; press < 2; ++press) // its answer was lost
                    EXPECT_TRUE(fill_apart(entries, "k" + std::to_string(i)));
            });
    }
    EXPECT_EQ(filled(), 16);
    EXPECT_EQ(given("overall", 1), 4);
    for (int choice = 2; choice <= 5; ++choice)
        EXPECT_EQ(given("overall", choice), 3) << choice;
    EXPECT_EQ(given("say", 1), 6);
    EXPECT_EQ(given("say", 2), 5);
    EXPECT_EQ(given("say", 3), 5);
    EXPECT_EQ(given("understood", 1), 16);
    EXPECT_EQ(given("organisation", 1), 0);
    EXPECT_EQ(given("again", 1), 0);
    EXPECT_EQ(count("evaluation_texts"), 16);
    expect_no_trace(meeting_);
}

}
} // namespace kommin::app
