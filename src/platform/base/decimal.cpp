#include "platform/base/decimal.hpp"

#include <algorithm>
#include <stdexcept>

namespace kommin {

namespace {

// A value times a number of days needs more than 64 bits.
__extension__ using Wide = __int128;

constexpr std::size_t most_digits = 12;
constexpr std::size_t most_decimals = 4;

bool are_digits(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// "1.250.000" without its points, "1250" as it is; nothing where they do not stand for thousands, as in
// "0.125".
std::optional<std::string> without_thousands(std::string_view whole)
{
    std::string digits;
    bool is_first = true;
    for (;;) {
        auto const point = whole.find('.');
        auto const group = whole.substr(0, point);
        bool const is_only = is_first && point == std::string_view::npos;
        if (!are_digits(group) || (!is_first && group.size() != 3)
            || (is_first && !is_only && (group.size() > 3 || group.front() == '0')))
            return std::nullopt;
        digits += group;
        if (point == std::string_view::npos)
            return digits;
        whole.remove_prefix(point + 1);
        is_first = false;
    }
}

struct Parts {
    std::string_view whole, decimals;
};

// A comma is the sign of decimals; a single point is, where what stands behind it cannot be thousands.
Parts parts_of(std::string_view text)
{
    if (auto const comma = text.find(','); comma != std::string_view::npos)
        return {text.substr(0, comma), text.substr(comma + 1)};
    auto const point = text.find('.');
    bool const is_decimal
        = point != std::string_view::npos && text.rfind('.') == point && text.size() - point - 1 != 3;
    if (is_decimal)
        return {text.substr(0, point), text.substr(point + 1)};
    return {text, {}};
}

} // namespace

std::optional<Decimal> Decimal::parse(std::string_view text)
{
    bool const is_negative = text.starts_with('-');
    if (is_negative)
        text.remove_prefix(1);
    auto const parts = parts_of(text);
    bool const has_decimals = parts.whole.size() < text.size();
    if (has_decimals && (!are_digits(parts.decimals) || parts.decimals.size() > most_decimals))
        return std::nullopt;
    auto const whole = without_thousands(parts.whole);
    if (!whole || whole->size() > most_digits)
        return std::nullopt;

    std::int64_t scaled = 0;
    for (char const c : *whole)
        scaled = scaled * 10 + (c - '0');
    for (std::size_t i = 0; i < most_decimals; ++i)
        scaled = scaled * 10 + (i < parts.decimals.size() ? parts.decimals[i] - '0' : 0);
    return Decimal{is_negative ? -scaled : scaled};
}

std::string Decimal::to_text() const
{
    std::uint64_t const magnitude
        = scaled < 0 ? 0 - static_cast<std::uint64_t>(scaled) : static_cast<std::uint64_t>(scaled);
    auto text = std::to_string(magnitude / one);
    if (auto rest = magnitude % one; rest != 0) {
        std::string decimals(most_decimals, '0');
        for (auto i = most_decimals; i-- > 0; rest /= 10)
            decimals[i] = static_cast<char>('0' + rest % 10);
        decimals.erase(decimals.find_last_not_of('0') + 1);
        text += '.' + decimals;
    }
    return scaled < 0 ? '-' + text : text;
}

std::string Decimal::to_typed() const
{
    auto text = to_text();
    std::ranges::replace(text, '.', ',');
    return text;
}

std::int64_t scale(std::int64_t factor, std::int64_t numerator, std::int64_t denominator)
{
    if (denominator < 1)
        throw std::invalid_argument("scale: denominator below 1");
    auto const product = static_cast<Wide>(factor) * numerator;
    auto const half = static_cast<Wide>(denominator) / 2;
    auto const rounded = product < 0 ? -((-product + half) / denominator) : (product + half) / denominator;
    return static_cast<std::int64_t>(rounded);
}

} // namespace kommin
