#pragma once
// The balance of panels: how many of their members are of which gender, municipality and field of work, by
// what they have said of themselves (docs/adr/0065), and who fills their seats (docs/adr/0088). Who has said
// nothing is counted as not known.

#include "modules/contacts/people/api.hpp"
#include "modules/meetings/members/member_list.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace kommin::meetings {

// Fewer people than that are not told apart by what they have said of themselves.
inline constexpr std::int64_t smallest_group = 5;

// By gender, in the order of contacts::all_genders.
using GenderCounts = std::array<std::int64_t, contacts::all_genders.size()>;

struct BalanceGroup {
    std::string key; // sorts and names the group: a word of an enum, a number, "" for not known
    GenderCounts genders = {};
    std::int64_t total = 0;
    bool is_withheld = false; // its genders are not told
};

// Everybody once, however many seats they have; who is both holder and substitute counts as both there.
struct Balance {
    std::int64_t people = 0;
    std::int64_t vacant = 0; // seats without a holder
    // Told from smallest_group people on.
    std::vector<BalanceGroup> municipalities, fields_of_work;
    std::vector<BalanceGroup> roles, capacities;
    // By what the organisations are that fill their seats (contacts::OrganisationKind); "unknown" also where
    // no organisation of the list does.
    std::vector<BalanceGroup> senders;
    GenderCounts genders = {};

    [[nodiscard]] bool is_told() const { return people >= smallest_group; }
};
// Of these lines; those without a membership are vacant seats.
Balance balance_of(
    std::vector<MemberLine> const& lines, std::unordered_map<contacts::PersonId, contacts::Told> const& told);

// Withholds the genders of groups of fewer than smallest_group people, and of so many more that those who are
// withheld are as many at least together: what is left of the whole would tell them.
void withhold_small(std::vector<BalanceGroup>& groups);

} // namespace kommin::meetings
