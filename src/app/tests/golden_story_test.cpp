// The golden queries again, this time against the index that is served: translations, examples, information
// pages and the names of kinds stand in it, too, and may push the right counter down.

#include "app/share.hpp"
#include "app/tests/story.hpp"
#include "platform/base/text.hpp"
#include "platform/csv/csv.hpp"
#include "platform/files/files.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>
#include <string>
#include <vector>

namespace kommin::app {
namespace {

struct Golden {
    std::string id, language, query, expected, forbidden;
    std::size_t within = 0;
};

std::vector<Golden> golden_queries()
{
    auto const bytes = files::read_file(find_shared("demo/search/golden.csv"), std::size_t{1} << 20U);
    auto const read = csv::read(*bytes);
    auto const* table = std::get_if<csv::Table>(&read);
    if (table == nullptr)
        throw std::runtime_error("demo/search/golden.csv is broken");
    std::vector<Golden> queries;
    for (auto const& row : table->rows) {
        auto& golden = queries.emplace_back(
            Golden{row.cells.at(0), row.cells.at(1), row.cells.at(3), row.cells.at(4), row.cells.at(6)});
        auto const& within = row.cells.at(5);
        std::from_chars(within.data(), within.data() + within.size(), golden.within);
    }
    return queries;
}

bool names(std::string_view cell, std::string_view key)
{
    auto const keys = split(cell, '|');
    return std::any_of(keys.begin(), keys.end(), [&](std::string_view one) { return trim(one) == key; });
}

constexpr std::size_t first_screens = 10; // cards before most people give up scrolling on a phone

// What the reader sees in the first places: offers with their keys, everything else as "page:slug".
std::vector<std::string> first_hits(portal::Snapshot const& snapshot, Golden const& golden, std::size_t count)
{
    std::vector<std::string> keys;
    auto const answer = snapshot.index().find(golden.query, golden.language, count, {}, first_screens);
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
        if (golden.expected.starts_with("suggest:"))
            continue;
        ++asked;
        auto const hits = first_hits(snapshot, golden, first_screens);
        std::string shown;
        for (auto const& key : hits)
            shown += ' ' + key;
        SCOPED_TRACE(golden.id + " \"" + golden.query + "\":" + shown);
        EXPECT_TRUE(std::any_of(
            hits.begin(), hits.end(), [&](std::string const& key) { return names(golden.expected, key); }))
            << "expected " << golden.expected;
    }
    EXPECT_GE(asked, 120U);
}

TEST(GoldenStory, what_leads_astray_does_not_stand_first)
{
    auto const& snapshot = DemoWorld::on(db::Engine::sqlite).snapshot();
    for (auto const& golden : golden_queries()) {
        if (golden.forbidden.empty())
            continue;
        auto const hits = first_hits(snapshot, golden, 1);
        for (auto const& key : hits)
            EXPECT_FALSE(names(golden.forbidden, key)) << golden.id << ' ' << golden.query << ": " << key;
    }
}

} // namespace
} // namespace kommin::app
