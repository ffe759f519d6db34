#pragma once
// Lines of a budget that cover each other, "gegenseitig deckungsfähig" (docs/adr/0102).
//
// § 21 KomHVO NRW (Bildung von Budgets) lets lines be joined, so that for the administration the sum is
// binding and no longer each line. What was given for a purpose stays with it: § 22 (3) KomHVO NRW.

#include "modules/funding/reckoning/budget.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace kommin::funding {

// A line within its group. Lines cover each other where all of these but `id` and `amounts` are equal.
struct CoverLine {
    std::int64_t id = 0; // the order in which lines are covered and cover
    std::int64_t owner = 0;
    int year = 0;
    std::int64_t group = 0;
    std::string purpose; // for which the money was given; "" for none
    Amounts amounts; // as they count in that year: see with_carried()
};
struct Cover {
    Money covered; // of the gap of this line, by others
    Money given; // of what this line has too much, to others
    friend bool operator==(Cover const&, Cover const&) = default;
};

// What a line does not need: secured, above what is planned and what is already bound. Nothing where nobody
// has planned anything, since then nobody knows what it needs.
Money surplus_of(Amounts const& amounts);
// One for each line, in their order. Where there is too little for all gaps, that of the line that was
// entered first is covered first.
std::vector<Cover> covers_of(std::span<CoverLine const> lines);

} // namespace kommin::funding
