#include "modules/meetings/registration/waiting_list.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

namespace kommin::meetings {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr PartId school{1};
constexpr PartId work{2};

FreeSeats seats(std::int64_t all, std::int64_t of_school, std::int64_t of_work)
{
    return {.in_all = all, .of_parts = {{school, of_school}, {work, of_work}}};
}
WaitingParty party(std::int64_t id, SeatChanges needed)
{
    return {.id = RegistrationId{id}, .place = id, .needed = std::move(needed)};
}
Date day(unsigned number)
{
    return {std::chrono::year{2027}, std::chrono::January, std::chrono::day{number}};
}

TEST(MovingUp, goes_by_place_and_gives_each_party_all_its_seats_or_none)
{
    std::vector const waiting{
        party(1, {{school, 3}}), party(2, {{school, 1}, {work, 1}}), party(3, {{school, 1}}),
        party(4, {{work, 1}})};
    EXPECT_THAT(who_moves_up(seats(9, 0, 0), waiting), IsEmpty());
    EXPECT_THAT(who_moves_up(seats(9, 2, 0), waiting), ElementsAre(RegistrationId{3}))
        << "who does not fit is passed over";
    EXPECT_THAT(who_moves_up(seats(9, 3, 1), waiting), ElementsAre(RegistrationId{1}, RegistrationId{4}));
    EXPECT_THAT(who_moves_up(seats(1, 5, 5), waiting), ElementsAre(RegistrationId{3}))
        << "the whole session has one seat";
    EXPECT_THAT(who_moves_up(seats(9, 1, 1), waiting), ElementsAre(RegistrationId{2}));
}

// Whatever the seats and the parties: never more than there are, nobody torn apart, nobody left who fits, and
// nobody passed over for a later party where they would have fitted.
TEST(MovingUp, is_fair_whatever_comes)
{
    std::mt19937 random{74};
    auto const up_to = [&](int most) { return std::uniform_int_distribution<std::int64_t>{0, most}(random); };
    for (int round = 0; round < 2000; ++round) {
        auto const free = seats(up_to(12), up_to(6), up_to(6));
        std::vector<WaitingParty> waiting;
        for (std::int64_t id = 1; id <= 8; ++id) {
            SeatChanges needed;
            needed[up_to(1) == 0 ? school : work] += 1 + up_to(3);
            if (up_to(2) == 0)
                needed[work] += 1;
            waiting.push_back(party(id, std::move(needed)));
        }
        auto const moving = who_moves_up(free, waiting);
        auto left = free;
        auto next = moving.begin();
        for (auto const& one : waiting) {
            bool const moves = next != moving.end() && *next == one.id;
            ASSERT_EQ(moves, fits(left, one.needed)) << "round " << round;
            if (moves) {
                left.take(one.needed);
                ++next;
            }
        }
        ASSERT_EQ(next, moving.end()) << "in the order of places, each once";
        ASSERT_GE(left.in_all, 0);
        ASSERT_GE(left.of(school), 0);
        ASSERT_GE(left.of(work), 0);
        auto const behind = left_behind(free, waiting);
        ASSERT_EQ(behind.in_all, left.in_all);
        ASSERT_EQ(behind.of_parts, left.of_parts);
    }
}

TEST(MovingUp, says_what_is_missing)
{
    std::vector<ProgrammePart> const parts{
        {.id = school, .name = "Schule", .position = 1}, {.id = work, .name = "Arbeit", .position = 2}};
    auto const part = shortage_of(seats(9, 3, 1), {{school, 3}, {work, 2}}, parts);
    ASSERT_TRUE(part);
    EXPECT_EQ(part->part, work);
    EXPECT_EQ(part->needed, 2);
    EXPECT_EQ(part->free, 1);
    auto const all = shortage_of(seats(4, 3, 3), {{school, 3}, {work, 2}}, parts);
    ASSERT_TRUE(all);
    EXPECT_EQ(all->part, std::nullopt);
    EXPECT_EQ(all->needed, 5);
    EXPECT_EQ(all->free, 4);
    EXPECT_FALSE(shortage_of(seats(5, 3, 2), {{school, 3}, {work, 2}}, parts));
}

TEST(MovingUp, is_an_offer_until_two_days_before_and_a_word_of_the_office_on_the_day)
{
    EXPECT_EQ(moving_up_on(day(9), day(12)), MovingUp::offered);
    EXPECT_EQ(moving_up_on(day(10), day(12)), MovingUp::at_once);
    EXPECT_EQ(moving_up_on(day(11), day(12)), MovingUp::at_once);
    EXPECT_EQ(moving_up_on(day(12), day(12)), MovingUp::by_office);
    EXPECT_EQ(moving_up_on(day(9), std::nullopt), MovingUp::offered);
}

TEST(Offer, lasts_three_days_and_not_into_the_last_two)
{
    EXPECT_EQ(last_day_of_offer(day(1), day(12)), day(4));
    EXPECT_EQ(last_day_of_offer(day(7), day(12)), day(10));
    EXPECT_EQ(last_day_of_offer(day(9), day(12)), day(10)) << "never less than a whole day";
    EXPECT_EQ(last_day_of_offer(day(11), day(12)), day(11)) << "for whom the office has to call";
    EXPECT_EQ(
        last_day_of_offer(day(30), std::nullopt),
        (Date{std::chrono::year{2027}, std::chrono::February, std::chrono::day{2}}));
}

}
} // namespace kommin::meetings
