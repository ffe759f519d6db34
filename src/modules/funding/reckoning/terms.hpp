#pragma once
// Kinds of financing, and what they make of a cost (docs/adr/0091). The rules are those of the administrative
// regulations on the budget code of the Land (VV to § 44 LHO NRW, no. 2; ANBest-P, nos. 1 and 2); what a
// notice says otherwise goes before them.

#include "platform/base/enum_names.hpp"
#include "platform/base/money.hpp"

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::funding {

// share: a share of the eligible cost (Anteilfinanzierung). deficit: what own money and other income leave
// uncovered (Fehlbedarfsfinanzierung). fixed: a fixed sum, but not above the cost (Festbetragsfinanzierung).
enum class Financing : std::uint8_t { share, deficit, fixed };
inline constexpr std::array<std::string_view, 3> financing_names{"share", "deficit", "fixed"};
inline constexpr std::array all_financings{Financing::share, Financing::deficit, Financing::fixed};
inline std::string_view to_text(Financing financing)
{
    return kommin::name_of(financing_names, financing);
}
inline bool from_text(std::string_view text, Financing& financing)
{
    return read_name(financing_names, text, financing);
}

// In ten-thousandths: 80 % are 8,000.
struct Part {
    static constexpr std::int64_t whole = 10'000;
    std::int64_t ten_thousandths = 0;
    friend constexpr auto operator<=>(Part, Part) = default;
};
// "80", "80 %", "66,67": above 0 and up to 100 %, two decimals at most.
std::optional<Part> read_typed_part(std::string_view typed);
std::string spelled_part(Part part); // "66,67"
// Of a sum that is not negative, rounded down to the cent: a share is never exceeded.
Money part_of(Money sum, Part part);

struct Terms {
    std::optional<Financing> kind = {}; // nothing: not known; then nothing is reckoned
    std::optional<Part> share = {}; // of share
    std::optional<Money> fixed = {}; // of fixed
    std::optional<Money> most = {};
    std::optional<Money> least = {}; // below it nothing is granted
    std::optional<Part> own_share = {}; // that whoever applies has to pay at least, of the eligible cost
};

// A plan for paying: what it costs, and who else pays.
struct Plan {
    Money cost = {};
    Money eligible = {}; // of the cost; not more than that
    Money own = {};
    Money other = {}; // of third parties, and what is earned
};

// What these terms give for this plan at most; nothing where they do not say. Never negative, never more than
// the eligible cost, nor than what others leave of the cost uncovered.
// Throws std::invalid_argument for a plan with a negative sum or more that is eligible than it costs.
std::optional<Money> largest_grant(Terms const& terms, Plan const& plan);

// What is wrong with asking for `asked` by these terms, in the order of this list.
enum class TermsBreach : std::uint8_t {
    above_cost, // asked, own and other together are more than it costs
    gap, // … or less
    above_terms, // more than largest_grant()
    below_least,
    own_share_too_small,
};
struct Breach {
    TermsBreach what;
    Money limit = {}; // how much it may be, or should be: of above_cost and gap the cost
    friend bool operator==(Breach const&, Breach const&) = default;
};
std::vector<Breach> breaches_of(Terms const& terms, Plan const& plan, Money asked);

// What is left of a grant once it is known what it has cost and who else has paid (ANBest-P no. 2): with
// less eligible cost or more of others a share shrinks by its share of the difference, a deficit by all of
// it; a fixed sum stays as long as the eligible cost reaches it. Never more than `granted`, never negative.
Money remaining_grant(Financing kind, Money granted, Plan const& planned, Plan const& actual);

} // namespace kommin::funding
