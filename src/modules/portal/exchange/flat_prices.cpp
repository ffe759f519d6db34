// Prices of a flat offer: "12,50; ermäßigt mit Kreis-Pass; ab 01.09.2026; bis 30.06.2027".

#include "modules/portal/exchange/flat_offer.hpp"
#include "modules/portal/exchange/flat_reader.hpp"
#include "modules/portal/exchange/flat_signs.hpp"
#include "platform/base/text.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kommin::portal {

namespace {

constexpr std::string_view from_word = "ab ";
constexpr std::string_view to_word = "bis ";

// "12,50", "12,50 Euro"; nothing for what is no amount.
std::optional<Money> read_amount(std::string_view text)
{
    for (auto const unit : {std::string_view("Euro"), std::string_view("EUR"), std::string_view("€")}) {
        if (text.ends_with(unit))
            text = trim(text.substr(0, text.size() - unit.size()));
    }
    auto const money = Money::parse(text);
    return money && price_of(static_cast<double>(money->cents) / 100) ? money : std::nullopt;
}

// Nothing for what cannot be read.
std::optional<Price> read_price(std::string_view entry)
{
    Price price;
    auto const parts = split_parts(entry);
    if (!parts.front().empty()) {
        price.amount = read_amount(parts.front());
        if (!price.amount)
            return std::nullopt;
    }
    if (parts.size() > 1)
        price.option.source = reveal(parts[1]);
    for (std::size_t i = 2; i < parts.size(); ++i) {
        auto const part = parts[i];
        bool const is_end = part.starts_with(to_word);
        if (part.empty())
            continue;
        if (!is_end && !part.starts_with(from_word))
            return std::nullopt;
        auto const day = parse_typed_date(part.substr(is_end ? to_word.size() : from_word.size()));
        auto& place = is_end ? price.valid_to : price.valid_from;
        if (!day || place)
            return std::nullopt;
        place = day;
    }
    return price;
}

}

void read_flat_prices(FlatReader& row, Offer& offer)
{
    auto const cell = hide_escaped(row.text("prices")); // the parts refer to it
    for (auto const entry : split_lines(cell)) {
        if (auto price = read_price(entry))
            offer.prices.push_back(std::move(*price));
        else
            row.wrong("prices", "import.problem.price"_msg, reveal(entry, Reveal::as_typed));
    }
}

std::string flat_price(Price const& price)
{
    auto amount = price.amount ? price.amount->to_decimal() : std::string{};
    std::ranges::replace(amount, '.', ',');
    std::vector<std::string> parts{amount, price.option.source};
    if (price.valid_from)
        parts.push_back(std::string(from_word) + flat_day(*price.valid_from));
    if (price.valid_to)
        parts.push_back(std::string(to_word) + flat_day(*price.valid_to));
    return join_parts(std::move(parts));
}

} // namespace kommin::portal
