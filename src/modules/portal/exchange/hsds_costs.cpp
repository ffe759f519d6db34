// What an HSDS service costs.

#include "modules/portal/exchange/hsds_parts.hpp"
#include "modules/portal/exchange/offer_draft.hpp"
#include "platform/base/text.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace kommin::portal {

namespace {

// Euros; nothing for other currencies, and for what is no price.
std::optional<Money> amount_of(HsdsObject& option, HsdsReport& report)
{
    auto const amount = option.number("amount");
    auto const currency = option.text("currency");
    if (!amount)
        return std::nullopt;
    if (!currency.empty() && ascii_lower(currency) != "eur") {
        report.warn("cost_options.currency", "import.warning.currency"_msg, currency);
        return std::nullopt;
    }
    auto const price = price_of(*amount);
    if (!price)
        report.problem("cost_options.amount", "import.problem.amount"_msg);
    return price;
}

std::vector<Price> read_options(HsdsObject& service, DroppedFields& dropped, HsdsReport& report, Date today)
{
    std::vector<Price> prices;
    for (auto const& entry : service.list("cost_options")) {
        HsdsObject option(entry, "cost_options.", dropped);
        Price price;
        price.valid_from = report.date_at(option, "valid_from");
        price.valid_to = report.date_at(option, "valid_to");
        if (price.has_ended(today)) {
            service.drop("cost_options");
            continue;
        }
        price.amount = amount_of(option, report);
        for (auto const* name : {"option", "amount_description"}) {
            if (!append_words(price.option.source, option.text(name)))
                option.drop(name);
        }
        option.drop_rest();
        if (price.amount || !price.option.empty())
            prices.push_back(std::move(price));
    }
    return prices;
}

// What holds today: one price for all is that of the offer. Children free, adults ten euros: no single one is
// true.
void take_regular_price(Offer& offer, std::vector<Price> const& prices, Date today)
{
    std::vector<Money> amounts;
    for (auto const& price : prices) {
        if (price.amount && (!price.valid_from || *price.valid_from <= today))
            amounts.push_back(*price.amount);
    }
    if (amounts.empty())
        return; // what the words say of fees may as well be "none"
    auto const [lowest, highest] = std::minmax_element(amounts.begin(), amounts.end());
    if (*lowest == *highest)
        offer.cost_amount = *lowest;
    else
        offer.cost = Cost::fee;
}

}

void read_hsds_costs(
    Offer& offer, HsdsObject& service, DroppedFields& dropped, HsdsReport& report, Date today)
{
    auto& note = offer.cost_note.source;
    note = service.text("fees_description");
    if (!append_words(note, service.text("fees")))
        service.drop("fees");
    auto prices = read_options(service, dropped, report, today);
    take_regular_price(offer, prices, today);
    bool const is_only_one = prices.size() == 1 && !prices.front().valid_from && !prices.front().valid_to;
    if (!is_only_one) {
        offer.prices = std::move(prices);
        return;
    }
    if (!append_words(note, prices.front().option.source))
        dropped.add("cost_options.", "option");
}

} // namespace kommin::portal
