#pragma once
// The pages of the offers.

#include "modules/portal/offer_list.hpp"
#include "modules/portal/visit.hpp"

namespace kommin::portal {

http::Response offer_list_page(Visit const& visit, OfferFilter const& filter, OfferList const& list);
http::Response offer_page(Visit const& visit, Offer const& offer);
// The page of an offer that has ended stays, says so and shows what serves the same people (HTTP 410).
http::Response ended_offer_page(Visit const& visit, Offer const& offer);

} // namespace kommin::portal
