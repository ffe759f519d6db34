#include "platform/web/token_buckets.hpp"

#include <gtest/gtest.h>

namespace kommin::web {
namespace {

using namespace std::chrono_literals;

Instant const noon = *parse_instant("2026-11-23T12:00:00Z");

TEST(TokenBuckets, let_a_burst_pass_and_then_one_per_period)
{
    TokenBuckets buckets({.burst = 3, .one_per = 60s});
    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(buckets.take("192.0.2.0/24", noon), std::nullopt);
    EXPECT_EQ(buckets.take("192.0.2.0/24", noon), 60s);
    EXPECT_EQ(buckets.take("192.0.2.0/24", noon + 45s), 15s);
    EXPECT_EQ(buckets.take("192.0.2.0/24", noon + 60s), std::nullopt);
    EXPECT_EQ(buckets.take("192.0.2.0/24", noon + 60s), 60s)
        << "asking in vain costs nothing, time gives one";
}

TEST(TokenBuckets, count_every_key_for_itself)
{
    TokenBuckets buckets({.burst = 1, .one_per = 60s});
    EXPECT_EQ(buckets.take("a", noon), std::nullopt);
    EXPECT_EQ(buckets.take("b", noon), std::nullopt);
    EXPECT_EQ(buckets.take("a", noon), 60s);
}

TEST(TokenBuckets, are_full_again_after_a_rest)
{
    TokenBuckets buckets({.burst = 2, .one_per = 60s});
    EXPECT_EQ(buckets.take("a", noon), std::nullopt);
    EXPECT_EQ(buckets.take("a", noon), std::nullopt);
    auto const later = noon + 24h;
    EXPECT_EQ(buckets.take("a", later), std::nullopt);
    EXPECT_EQ(buckets.take("a", later), std::nullopt);
    EXPECT_EQ(buckets.take("a", later), 60s) << "a rest does not pile up more than a burst";
}

TEST(TokenBuckets, take_back_what_was_not_used)
{
    TokenBuckets buckets({.burst = 2, .one_per = 60s});
    buckets.give_back("a"); // nobody has taken one
    EXPECT_EQ(buckets.take("a", noon), std::nullopt);
    EXPECT_EQ(buckets.take("a", noon), std::nullopt);
    buckets.give_back("a");
    EXPECT_EQ(buckets.take("a", noon), std::nullopt);
    EXPECT_EQ(buckets.take("a", noon), 60s);
}

TEST(TokenBuckets, take_several_at_once_or_none)
{
    TokenBuckets buckets({.burst = 5, .one_per = 60s});
    EXPECT_EQ(buckets.take("a", noon, 3), std::nullopt);
    EXPECT_EQ(buckets.take("a", noon, 3), 60s) << "one is missing";
    EXPECT_EQ(buckets.take("a", noon, 2), std::nullopt) << "which took none of the others";
    buckets.give_back("a", 2);
    EXPECT_EQ(buckets.take("a", noon, 2), std::nullopt);
    EXPECT_EQ(buckets.take("b", noon, 8), std::nullopt) << "more than there are is all";
    EXPECT_EQ(buckets.take("b", noon), 60s);
}

TEST(TokenBuckets, keep_their_memory_bounded)
{
    TokenBuckets buckets({.burst = 1, .one_per = 60s}, 3);
    for (auto const* key : {"a", "b", "c"})
        EXPECT_EQ(buckets.take(key, noon), std::nullopt);
    EXPECT_EQ(buckets.take("d", noon), 60s);
    EXPECT_EQ(buckets.take("d", noon + 61s), std::nullopt) << "the others are full and forgotten";
}

}
} // namespace kommin::web
