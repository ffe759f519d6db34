// Those who were asked and have not answered are looked at in batches, however many they are.

#include "app/tests/asking_story.hpp"

#include <cstdint>
#include <string>

namespace kommin::app {
namespace {

using ::testing::SizeIs;

class AskingMany : public AskingStory {
protected:
    void SetUp() override
    {
        StaffStory::SetUp();
        run_jobs(); // what recurs is planned
    }
    // All of them have one address, were asked yesterday and say nothing.
    void asked_in_vain(int count, std::string const& address)
    {
        ASSERT_TRUE(work([&](Work& work) -> Result<void> {
            for (int i = 0; i < count; ++i) {
                auto offer
                    = offer_called("chor-" + std::to_string(i), "Chor " + std::to_string(i), "aalfeld");
                offer.email = address;
                auto const id = insert(work, offer);
                portal::store_request(
                    work.db(), work.tenant(), id, {jobs::JobId{1}, work.now() - one_day, 1});
            }
            return {};
        }));
    }
    std::int64_t unreachable()
    {
        return connection().load<std::int64_t>(
            "SELECT count(*) FROM offer_confirmation_requests WHERE tenant_id = ? AND undeliverable",
            tenant_);
    }
};
KOMMIN_ON_BOTH_ENGINES(AskingMany);

TEST_P(AskingMany, batch_after_batch_says_who_cannot_be_reached)
{
    constexpr int many = 450; // more than two batches
    asked_in_vain(many, "tot@verein.example");
    refuse("tot@verein.example", true);
    pass(one_day);
    EXPECT_EQ(unreachable(), many);
    EXPECT_THAT(new_letters(), SizeIs(0));
    refuse("tot@verein.example", false);
    pass(one_day);
    EXPECT_EQ(unreachable(), 0);
}

TEST_P(AskingMany, a_batch_holds_no_more_than_it_is_asked_for)
{
    asked_in_vain(5, "info@verein.example");
    auto const some = [&](std::int64_t after) {
        return portal::list_open_requests(connection(), tenant_, clock().now() - 2 * one_day, after, 3);
    };
    auto const first = some(0);
    ASSERT_THAT(first, SizeIs(3));
    EXPECT_THAT(some(first.back().id), SizeIs(2));
}

// A worker is killed behind its last commit, and another one does the turn again.
TEST_P(AskingMany, the_letters_of_a_morning_are_planned_once)
{
    asked_in_vain(1, "info@verein.example");
    auto const rules = jobs_of(product_.modules, clock(), no_signals);
    std::string const kind = "portal.offer.askings_reach";
    jobs::Job const turn{.id = jobs::JobId{7}, .tenant = tenant_, .kind = kind, .payload = "{}"};
    rules.handlers().at(kind)(connection(), turn);
    rules.handlers().at(kind)(connection(), turn);
    EXPECT_EQ(
        connection().load<std::int64_t>("SELECT count(*) FROM jobs WHERE kind = 'portal.offer.askings_due'"),
        1);
}

} // namespace
} // namespace kommin::app
