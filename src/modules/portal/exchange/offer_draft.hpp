#pragma once
// What the readers of all import formats share; private to them.

#include "modules/portal/exchange/offer_reading.hpp"
#include "platform/json/json.hpp"

#include <optional>

namespace kommin::portal {

// Euros of a file as money; nothing below zero, beyond all prices (a typing error) or where it is no number.
std::optional<Money> price_of(double euros);

// A file that is no JSON: nothing of what was read before counts.
ReadOffers not_json(json::SyntaxError const& error);

// Fills what follows from the rest: short address, kind of cost, what the opening hours must know.
void complete_draft(Offer& offer);

} // namespace kommin::portal
