#pragma once
// Money: integer euro cents. Sums are exact; a remainder is never lost in a share.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin {

struct Money {
    std::int64_t cents = 0;

    static constexpr Money euros(std::int64_t euros) { return Money{euros * 100}; }
    // "1234.56", "1234,56", "1.234,56" or "1234"; at most two decimals, at most 12 digits; else nothing.
    static std::optional<Money> parse(std::string_view text);
    // "1234.56": for storage and interfaces; i18n prints it for people.
    [[nodiscard]] std::string to_decimal() const;

    friend constexpr auto operator<=>(Money, Money) = default;
    friend constexpr Money operator+(Money left, Money right) { return {left.cents + right.cents}; }
    friend constexpr Money operator-(Money left, Money right) { return {left.cents - right.cents}; }
    Money& operator+=(Money other)
    {
        cents += other.cents;
        return *this;
    }
};

// Nothing where the sum is more than 64 bits hold.
std::optional<Money> checked_sum(Money left, Money right);
// Money::parse() of what people type: blanks around it and "€" behind it say nothing. From 0 to
// `largest_typed_money`; "-" is refused, and so is "1,250", which could be a thousand or one and a quarter.
inline constexpr Money largest_typed_money = Money::euros(10'000'000'000);
std::optional<Money> read_typed_money(std::string_view typed);
// "1234,50": for a field of a form, the other way round.
std::string spelled_money(Money money);

// Splits a sum by weights (largest remainder first), so that the parts add up to the sum to the cent.
// Weights must not be negative; all zero: everything stays in the first part.
std::vector<Money> split(Money sum, std::vector<std::int64_t> const& weights);

// A percentage keeps its numerator and denominator, so that it can be explained and added up later.
struct Share {
    std::int64_t numerator = 0;
    std::int64_t denominator = 0;
    [[nodiscard]] std::optional<double> percent() const
    {
        if (denominator == 0)
            return std::nullopt;
        return 100.0 * static_cast<double>(numerator) / static_cast<double>(denominator);
    }
};

} // namespace kommin
