#include "modules/funding/reckoning/terms.hpp"

#include "platform/base/decimal.hpp"
#include "platform/base/text.hpp"

#include <algorithm>
#include <stdexcept>

namespace kommin::funding {

namespace {

// Sums and shares in between need more than 64 bits.
__extension__ using Wide = __int128;

// Rounded down; `numerator` and `value` are not negative.
std::int64_t scaled_down(std::int64_t value, std::int64_t numerator, std::int64_t denominator)
{
    return static_cast<std::int64_t>(static_cast<Wide>(value) * numerator / denominator);
}

Money not_negative(Money sum)
{
    return std::max(sum, Money{});
}

void check_plan(Plan const& plan)
{
    bool const is_negative
        = std::min({plan.cost.cents, plan.eligible.cents, plan.own.cents, plan.other.cents}) < 0;
    bool const is_large = std::max({plan.cost.cents, plan.own.cents, plan.other.cents})
        > (std::int64_t{1} << 60); // three of them still fit
    if (is_negative || is_large || plan.eligible > plan.cost)
        throw std::invalid_argument("a plan that nobody can have typed");
}

std::optional<Money> by_kind(Terms const& terms, Plan const& plan)
{
    if (!terms.kind)
        return std::nullopt;
    switch (*terms.kind) {
    case Financing::share:
        return terms.share ? std::optional(part_of(plan.eligible, *terms.share)) : std::nullopt;
    case Financing::deficit:
        return not_negative(plan.eligible - plan.own - plan.other);
    case Financing::fixed:
        return terms.fixed;
    }
    throw std::invalid_argument("a kind of financing that nobody knows");
}

}

std::optional<Part> read_typed_part(std::string_view typed)
{
    auto text = trim(typed);
    if (text.ends_with('%'))
        text = trim(text.substr(0, text.size() - 1));
    auto const value = Decimal::parse(text);
    constexpr std::int64_t per_hundredth = Decimal::one / 100;
    if (!value || value->scaled % per_hundredth != 0)
        return std::nullopt;
    Part const part{value->scaled / per_hundredth};
    return part > Part{0} && part <= Part{Part::whole} ? std::optional(part) : std::nullopt;
}

std::string spelled_part(Part part)
{
    return Decimal{part.ten_thousandths * (Decimal::one / 100)}.to_typed();
}

Money part_of(Money sum, Part part)
{
    if (sum < Money{} || part < Part{0} || part > Part{Part::whole})
        throw std::invalid_argument("part_of: no part of a sum");
    return {scaled_down(sum.cents, part.ten_thousandths, Part::whole)};
}

std::optional<Money> largest_grant(Terms const& terms, Plan const& plan)
{
    check_plan(plan);
    auto const granted = by_kind(terms, plan);
    if (!granted)
        return std::nullopt;
    auto const uncovered = not_negative(plan.cost - plan.own - plan.other);
    auto sum = std::min({*granted, plan.eligible, uncovered});
    if (terms.most)
        sum = std::min(sum, *terms.most);
    if (terms.least && sum < *terms.least)
        sum = {};
    return not_negative(sum);
}

std::vector<Breach> breaches_of(Terms const& terms, Plan const& plan, Money asked)
{
    check_plan(plan);
    if (asked < Money{} || asked.cents > (std::int64_t{1} << 60))
        throw std::invalid_argument("breaches_of: a sum that nobody can have typed");
    std::vector<Breach> breaches;
    auto const covered = asked + plan.own + plan.other;
    if (covered > plan.cost)
        breaches.push_back({TermsBreach::above_cost, plan.cost});
    if (covered < plan.cost)
        breaches.push_back({TermsBreach::gap, plan.cost});
    // What was too little to be granted is said as that and not as too much.
    auto without_least = terms;
    without_least.least.reset();
    if (auto const most = largest_grant(without_least, plan); most && asked > *most)
        breaches.push_back({TermsBreach::above_terms, *most});
    if (terms.least && asked < *terms.least)
        breaches.push_back({TermsBreach::below_least, *terms.least});
    if (terms.own_share) {
        // Rounded up: at least that much.
        auto const rest = Part{Part::whole - terms.own_share->ten_thousandths};
        auto const needed = plan.eligible - part_of(plan.eligible, rest);
        if (plan.own < needed)
            breaches.push_back({TermsBreach::own_share_too_small, needed});
    }
    return breaches;
}

Money remaining_grant(Financing kind, Money granted, Plan const& planned, Plan const& actual)
{
    check_plan(planned);
    check_plan(actual);
    if (granted < Money{})
        throw std::invalid_argument("remaining_grant: a negative grant");
    auto const less_cost = not_negative(planned.eligible - actual.eligible);
    auto const more_income = not_negative(actual.other - planned.other);
    auto const difference = std::min(less_cost + more_income, planned.eligible);
    switch (kind) {
    case Financing::share: {
        if (planned.eligible == Money{})
            return std::min(granted, actual.eligible);
        // What is taken off is rounded up: a share is never exceeded.
        auto const kept
            = scaled_down(granted.cents, (planned.eligible - difference).cents, planned.eligible.cents);
        return std::min({granted, Money{kept}, actual.eligible});
    }
    case Financing::deficit:
        return std::min(not_negative(granted - difference), actual.eligible);
    case Financing::fixed:
        return std::min(granted, actual.eligible);
    }
    throw std::invalid_argument("a kind of financing that nobody knows");
}

} // namespace kommin::funding
