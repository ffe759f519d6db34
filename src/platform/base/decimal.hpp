#pragma once
// Counted and measured values as people report them: exact, with at most four decimals.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kommin {

struct Decimal {
    static constexpr std::int64_t one = 10'000;
    std::int64_t scaled = 0; // the value times `one`

    static constexpr Decimal whole(std::int64_t value) { return Decimal{value * one}; }
    // As offices write values: "1250", "1.250", "11,5", "-3", "1.250,75"; "11.5" as well, since three digits
    // behind a point are thousands and anything else are decimals; not "0.125", which is neither. At most 12
    // digits before and four behind; else nothing.
    static std::optional<Decimal> parse(std::string_view text);
    // "11.5": for interfaces, without zeros at the end; i18n prints it for people. parse() would take "1.125"
    // for a thousand.
    [[nodiscard]] std::string to_text() const;
    // "11,5": for a field of a form, the other way round of parse().
    [[nodiscard]] std::string to_typed() const;

    friend constexpr auto operator<=>(Decimal, Decimal) = default;
    friend constexpr Decimal operator+(Decimal left, Decimal right) { return {left.scaled + right.scaled}; }
    friend constexpr Decimal operator-(Decimal left, Decimal right) { return {left.scaled - right.scaled}; }
};

// `factor` times numerator by denominator, rounded to the nearest, halves away from zero. No product is too
// large. Throws std::invalid_argument for a denominator below 1.
std::int64_t scale(std::int64_t factor, std::int64_t numerator, std::int64_t denominator);

} // namespace kommin
