#include "modules/contacts/people/consent.hpp"

#include <gmock/gmock.h>

#include <chrono>

namespace kommin::contacts {
namespace {

constexpr Date first_day{std::chrono::year{2026}, std::chrono::February, std::chrono::day{1}};
constexpr Date later_day{std::chrono::year{2026}, std::chrono::March, std::chrono::day{1}};

Consent given(std::int64_t id, Purpose purpose, Date day = first_day, std::int64_t number = 1)
{
    Consent consent;
    consent.id = ConsentId{id};
    consent.purpose = purpose;
    consent.given_on = day;
    consent.text_number = number;
    return consent;
}

Consent ended(Consent consent)
{
    consent.ended_at = Instant{};
    consent.ended_how = ConsentEnd::withdrawn;
    return consent;
}

TEST(Consents, are_in_force_until_they_end)
{
    std::vector const consents{
        ended(given(1, Purpose::news)), given(2, Purpose::news), ended(given(3, Purpose::photos))};
    ASSERT_NE(in_force(consents, Purpose::news), nullptr);
    EXPECT_EQ(in_force(consents, Purpose::news)->id, ConsentId{2});
    EXPECT_EQ(in_force(consents, Purpose::photos), nullptr);
    EXPECT_EQ(in_force(consents, Purpose::member_list), nullptr) << "never asked";
}

TEST(Consents, whoever_has_withdrawn_has_said_no_until_they_allow_it_anew)
{
    EXPECT_EQ(standing_of({}, Purpose::news), ConsentStanding::missing);
    std::vector consents{given(1, Purpose::photos)};
    EXPECT_EQ(standing_of(consents, Purpose::news), ConsentStanding::missing) << "another purpose";
    consents.push_back(given(2, Purpose::news));
    EXPECT_EQ(standing_of(consents, Purpose::news), ConsentStanding::given);
    consents.back() = ended(consents.back());
    EXPECT_EQ(standing_of(consents, Purpose::news), ConsentStanding::withdrawn);
    EXPECT_EQ(standing_of(consents, Purpose::photos), ConsentStanding::given);
    auto merged = ended(given(3, Purpose::news));
    merged.ended_how = ConsentEnd::merged;
    EXPECT_EQ(standing_of(std::vector{merged}, Purpose::news), ConsentStanding::missing)
        << "the other one had not allowed it, and nobody has said no";
    consents.push_back(merged);
    EXPECT_EQ(standing_of(consents, Purpose::news), ConsentStanding::withdrawn) << "the stricter holds";
    consents.push_back(given(4, Purpose::news, later_day));
    EXPECT_EQ(standing_of(consents, Purpose::news), ConsentStanding::given);
}

// What one allows and what the other allows, and what ends when they are one.
struct MergeCase {
    char const* what;
    std::vector<Consent> one, other;
    std::vector<ConsentId> ending;
};

TEST(Consents, of_two_people_who_are_one_the_stricter_holds)
{
    std::vector<MergeCase> const cases{
        {"both: the newer text holds",
         {given(1, Purpose::news, first_day)},
         {given(2, Purpose::news, later_day)},
         {ConsentId{1}}},
        {"both, the other way round",
         {given(1, Purpose::news, later_day)},
         {given(2, Purpose::news, first_day)},
         {ConsentId{2}}},
        {"both on one day: the higher number",
         {given(1, Purpose::news, first_day, 2)},
         {given(2, Purpose::news, first_day, 1)},
         {ConsentId{2}}},
        {"one only: it ends", {given(1, Purpose::photos)}, {}, {ConsentId{1}}},
        {"the other only: it ends", {}, {given(2, Purpose::photos)}, {ConsentId{2}}},
        {"allowed and withdrawn: it ends",
         {given(1, Purpose::photos)},
         {ended(given(2, Purpose::photos))},
         {ConsentId{1}}},
        {"withdrawn by both: nothing is left to end",
         {ended(given(1, Purpose::photos))},
         {ended(given(2, Purpose::photos))},
         {}},
        {"each purpose by itself",
         {given(1, Purpose::news), given(2, Purpose::photos)},
         {given(3, Purpose::photos, later_day), given(4, Purpose::member_list)},
         {ConsentId{1}, ConsentId{2}, ConsentId{4}}},
        {"neither ever asked", {}, {}, {}},
    };
    for (auto const& [what, one, other, ending] : cases) {
        EXPECT_THAT(ending_by_merge(one, other), ::testing::UnorderedElementsAreArray(ending)) << what;
        EXPECT_THAT(ending_by_merge(other, one), ::testing::UnorderedElementsAreArray(ending)) << what;
    }
}

}
} // namespace kommin::contacts
