// The power fails in the middle of an import: all of the file is there afterwards, or nothing of it.

#include "platform/base/testing.hpp"
#include "program/installation.hpp"

#include <gmock/gmock.h>

#include <csignal>
#include <random>

namespace kommin::program_tests {
namespace {

using ::testing::AnyOf;
using ::testing::HasSubstr;

class ImportKilled : public OnBothEngines {
protected:
    // What one undisturbed import costs.
    [[nodiscard]] static std::chrono::microseconds work_of_import()
    {
        Installation const place(GetParam());
        auto const ended = place.run({"import", "offers", write_offers(place.data(), many_offers).string()});
        EXPECT_EQ(ended.code, 0) << ended.err;
        return ended.work;
    }
};
KOMMIN_ON_BOTH_ENGINES(ImportKilled);

TEST_P(ImportKilled, leaves_all_or_nothing_and_the_next_import_completes_it)
{
    auto const whole = work_of_import();
    std::mt19937 chance(20081112); // the same moments every time
    std::uniform_int_distribution<std::int64_t> any_moment(0, whole.count());
    // The commit takes a hundredth of the time and is where things could go wrong.
    std::uniform_int_distribution<std::int64_t> towards_the_end(whole.count() * 8 / 10, whole.count());
    // PostgreSQL keeps the promise in a process of its own, which is not killed: fewer rounds do there.
    int const rounds = testing::rounds(GetParam() == db::Engine::sqlite ? 15 : 5);
    int left_nothing = 0;
    for (int round = 0; round < rounds; ++round) {
        Installation const place(GetParam());
        auto const file = write_offers(place.data(), many_offers).string();
        std::chrono::microseconds const moment{round % 2 == 0 ? any_moment(chance) : towards_the_end(chance)};
        SCOPED_TRACE("killed at " + std::to_string(moment * 100 / whole) + " %");
        {
            Program import(place.command({"import", "offers", file}));
            while (!import.ends_within(1ms) && import.work() < moment) { }
            import.send_signal(SIGKILL);
            import.wait();
        }
        EXPECT_TRUE(is_sound(place));
        auto const stored = place.count(count_imported);
        EXPECT_THAT(stored, AnyOf(0, many_offers));
        left_nothing += stored == 0 ? 1 : 0;

        auto const again = place.run({"import", "offers", file});
        EXPECT_EQ(again.code, 0) << again.err;
        EXPECT_EQ(place.count(count_imported), many_offers);
        auto const entries = place.count("SELECT count(*) FROM audit_entries");
        auto const version = place.count("SELECT max(version) FROM published_versions");
        if (round % 5 != 0) // the third run costs as much as the first
            continue;
        auto const once_more = place.run({"import", "offers", file});
        EXPECT_EQ(once_more.code, 0) << once_more.err;
        EXPECT_THAT(
            once_more.out, HasSubstr("0 neu, 0 geändert, " + std::to_string(many_offers) + " unverändert"));
        EXPECT_EQ(place.count("SELECT count(*) FROM audit_entries"), entries);
        EXPECT_EQ(place.count("SELECT max(version) FROM published_versions"), version);
    }
    EXPECT_GT(left_nothing, rounds / 3) << "most rounds came too late to interrupt anything";
}

} // namespace
} // namespace kommin::program_tests
