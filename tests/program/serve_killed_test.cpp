// The power fails while people write: whoever was thanked is in the database, once.

#include "program/crowd.hpp"
#include "program/site.hpp"

#include <csignal>
#include <set>

namespace kommin::program_tests {
namespace {

// All of them together are fewer messages than the program takes at once.
constexpr std::size_t thanked_per_round = 20;
constexpr int kills = testing::rounds(3);

std::multiset<std::string> stored_keys(Installation const& place)
{
    auto const keys = place.connect()->list<std::string>("SELECT idempotency_key FROM feedback");
    return {keys.begin(), keys.end()};
}

class ServeKilled : public OnBothEngines { };
KOMMIN_ON_BOTH_ENGINES(ServeKilled);

TEST_P(ServeKilled, keeps_every_message_it_has_thanked_for)
{
    Installation const place(GetParam());
    std::set<std::string> sent;
    std::set<std::string> thanked;
    for (int round = 0; round < kills; ++round) {
        Site site(place);
        Crowd crowd(site, "round-" + std::to_string(round), feedback_path, &message_form);
        EXPECT_TRUE(crowd.was_thanked(thanked_per_round));
        site.program().send_signal(SIGKILL);
        site.program().wait();
        crowd.collect(sent, thanked);
    }
    EXPECT_GE(thanked.size(), kills * thanked_per_round);
    EXPECT_TRUE(is_sound(place));
    auto const stored = stored_keys(place);
    for (auto const& key : thanked)
        EXPECT_EQ(stored.count(key), 1U) << key;

    // People who were not thanked send again, people who are not sure too.
    Site const site(place);
    for (auto const& key : sent)
        EXPECT_EQ(site.post(feedback_path, message_form(key)).status, 303) << key;
    EXPECT_EQ(stored_keys(place), std::multiset<std::string>(sent.begin(), sent.end()));
}

} // namespace
} // namespace kommin::program_tests
