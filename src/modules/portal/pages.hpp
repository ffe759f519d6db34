#pragma once
// The pages of the portal as answers; the HTML is in the _pages files of the features.

#include "modules/portal/feedback.hpp"
#include "modules/portal/info_page.hpp"
#include "modules/portal/offer_list.hpp"
#include "modules/portal/visit.hpp"
#include "platform/base/problem.hpp"
#include "platform/html/url.hpp"
#include "platform/http/response.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

http::Response home_page(Visit const& visit);

http::Response offer_list_page(Visit const& visit, OfferFilter const& filter, OfferList const& list);
http::Response offer_page(Visit const& visit, Offer const& offer);
// The page of an offer that has ended stays, says so and shows what serves the same people (HTTP 410).
http::Response ended_offer_page(Visit const& visit, Offer const& offer);

// Offers of a place that belong together.
struct PlaceSection {
    std::string_view id; // of the element
    MessageKey title;
    std::vector<ListedOffer> offers;
};
http::Response places_page(Visit const& visit);
http::Response place_page(
    Visit const& visit, tenants::Body const& body, std::vector<PlaceSection> const& sections);

http::Response info_list_page(Visit const& visit, std::vector<InfoPage const*> const& pages);
http::Response info_page(Visit const& visit, InfoPage const& page);
// Legal pages have addresses of their own, because law wants them findable: /de/impressum.
html::Url url_of(Texts const& texts, InfoPage const& page);

// The form with what was entered; its problems stand above it.
http::Response feedback_form_page(
    Visit const& visit, http::Status status, FeedbackForm const& form,
    std::vector<Problem> const& problems = {});
http::Response feedback_thanks_page(Visit const& visit);

} // namespace kommin::portal
