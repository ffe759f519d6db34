#include "platform/base/money.hpp"

#include "platform/base/text.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace kommin {

namespace {
// Weights may be sums of cents themselves; their product needs more than 64 bits.
__extension__ using Wide = __int128;
}

std::optional<Money> Money::parse(std::string_view text)
{
    bool const negative = !text.empty() && text.front() == '-';
    if (negative)
        text.remove_prefix(1);

    // The last separator with one or two digits behind it is the decimal one; all others must group
    // thousands.
    auto const last = text.find_last_of(".,");
    std::string_view decimals;
    std::string_view whole = text;
    if (last != std::string_view::npos && text.size() - last - 1 <= 2) {
        decimals = text.substr(last + 1);
        whole = text.substr(0, last);
        if (decimals.empty())
            return std::nullopt;
    }

    std::int64_t value = 0;
    int digits = 0;
    int group = 0;
    char const separator = decimals.empty() ? '.' : (text[last] == ',' ? '.' : ',');
    bool grouped = false;
    for (char const c : whole) {
        if (c == separator) {
            if (digits == 0 || (grouped && group != 3) || (!grouped && digits > 3))
                return std::nullopt;
            grouped = true;
            group = 0;
            continue;
        }
        if (c < '0' || c > '9' || ++digits > 12)
            return std::nullopt;
        ++group;
        value = value * 10 + (c - '0');
    }
    if (digits == 0 || (grouped && group != 3))
        return std::nullopt;

    value *= 100;
    int weight = 10;
    for (char const c : decimals) {
        if (c < '0' || c > '9')
            return std::nullopt;
        value += (c - '0') * weight;
        weight /= 10;
    }
    return Money{negative ? -value : value};
}

std::string Money::to_decimal() const
{
    std::uint64_t const magnitude
        = cents < 0 ? 0 - static_cast<std::uint64_t>(cents) : static_cast<std::uint64_t>(cents);
    auto text = std::to_string(magnitude / 100) + '.';
    auto const rest = magnitude % 100;
    text += static_cast<char>('0' + rest / 10);
    text += static_cast<char>('0' + rest % 10);
    return cents < 0 ? '-' + text : text;
}

std::optional<Money> checked_sum(Money left, Money right)
{
    using Limits = std::numeric_limits<std::int64_t>;
    bool const is_too_large = right.cents > 0 && left.cents > Limits::max() - right.cents;
    bool const is_too_small = right.cents < 0 && left.cents < Limits::min() - right.cents;
    return is_too_large || is_too_small ? std::nullopt : std::optional(left + right);
}

std::optional<Money> read_typed_money(std::string_view typed)
{
    auto text = trim(typed);
    if (constexpr std::string_view euro = "€"; text.ends_with(euro))
        text = trim(text.substr(0, text.size() - euro.size()));
    if (constexpr std::string_view space = "\u00a0"; text.ends_with(space)) // as prices are printed
        text = trim(text.substr(0, text.size() - space.size()));
    auto const money = text.starts_with('-') ? std::nullopt : Money::parse(text);
    return money && *money <= largest_typed_money ? money : std::nullopt;
}

std::string spelled_money(Money money)
{
    auto text = money.to_decimal();
    std::ranges::replace(text, '.', ',');
    return text;
}

std::vector<Money> split(Money sum, std::vector<std::int64_t> const& weights)
{
    std::vector<Money> parts(weights.size());
    if (parts.empty())
        return parts;
    auto const total = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
    if (total == 0) {
        parts.front() = sum;
        return parts;
    }

    struct Remainder {
        std::size_t index;
        Wide value;
    };
    std::vector<Remainder> remainders;
    bool const negative = sum.cents < 0;
    std::int64_t const magnitude = negative ? -sum.cents : sum.cents;
    std::int64_t given = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        auto const product = static_cast<Wide>(magnitude) * weights[i];
        parts[i].cents = static_cast<std::int64_t>(product / total);
        given += parts[i].cents;
        remainders.push_back({i, product % total});
    }
    std::stable_sort(remainders.begin(), remainders.end(), [](Remainder const& left, Remainder const& right) {
        return left.value > right.value;
    });
    for (std::size_t i = 0; given < magnitude; ++i, ++given)
        ++parts[remainders[i].index].cents;
    if (negative) {
        for (auto& part : parts)
            part.cents = -part.cents;
    }
    return parts;
}

} // namespace kommin
