// The golden queries again, this time against the index that is served: translations, examples, information
// pages and the names of kinds stand in it, too, and may push the right counter down.

#include "app/share.hpp"
#include "app/tests/story.hpp"
#include "platform/files/files.hpp"
#include "platform/search/testing.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AnyOfArray;
using ::testing::Contains;
using ::testing::Not;

std::vector<search::GoldenQuery> const& golden_queries()
{
    static auto const queries = search::parse_golden_queries(
        files::read_file(find_shared("demo/search/golden.csv"), std::size_t{1} << 20U).value());
    return queries;
}

constexpr std::size_t first_screens = 10; // cards before most people give up scrolling on a phone

// What the reader sees in the first places: offers with their keys, everything else as "page:slug".
std::vector<std::string> first_hits(
    portal::Snapshot const& snapshot, search::GoldenQuery const& golden, std::size_t count)
{
    std::vector<std::string> keys;
    auto const answer = snapshot.search()->find(golden.query, golden.language, count, {}, first_screens);
    for (auto const& hit : answer.hits)
        keys.push_back(
            snapshot.is_offer(hit.id) ? snapshot.offer(hit.id).key : "page:" + snapshot.page(hit.id).slug);
    return keys;
}

TEST(GoldenStory, the_right_counter_is_among_the_first_cards_of_the_served_search)
{
    auto const& snapshot = DemoWorld::on(db::Engine::sqlite).snapshot();
    std::size_t asked = 0;
    for (auto const& golden : golden_queries()) {
        if (golden.expects_suggestions)
            continue;
        ++asked;
        auto const hits = first_hits(snapshot, golden, first_screens);
        EXPECT_THAT(hits, Contains(AnyOfArray(golden.expected))) << golden.id << ' ' << golden.query;
    }
    EXPECT_GE(asked, 120U);
}

TEST(GoldenStory, what_leads_astray_does_not_stand_first)
{
    auto const& snapshot = DemoWorld::on(db::Engine::sqlite).snapshot();
    for (auto const& golden : golden_queries()) {
        if (golden.forbidden.empty())
            continue;
        EXPECT_THAT(first_hits(snapshot, golden, 1), Not(Contains(AnyOfArray(golden.forbidden))))
            << golden.id << ' ' << golden.query;
    }
}

} // namespace
} // namespace kommin::app
