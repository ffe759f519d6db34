// Routes of the municipalities.

#include "modules/portal/handlers.hpp"
#include "modules/portal/pages.hpp"

#include <algorithm>

namespace kommin::portal {

namespace {

// The key offices and the counsellors first, then the rest by life situation.
std::vector<PlaceSection> sections_of(Visit const& visit, tenants::Body const& body)
{
    OfferFilter filter;
    filter.municipality = body.slug;
    auto const all = list_all_offers_for(visit.snapshot(), filter, visit.language(), visit.now);

    std::vector<PlaceSection> sections{
        {"aemter", "place.section.offices"_msg, {}},
        {"beratung", "place.section.advice"_msg, {}},
        {"deutsch", "place.section.german"_msg, {}},
        {"gesundheit", "place.section.health"_msg, {}},
        {"mehr", "place.section.more"_msg, {}}};
    auto const is_near = [&](ListedOffer const& listed) {
        return listed.offer->reach == Reach::municipality || listed.offer->kind == OfferKind::mbe
            || listed.offer->kind == OfferKind::jmd || listed.offer->subkind == "office";
    };
    for (auto const& listed : all) {
        if (!is_near(listed))
            continue;
        auto const& offer = *listed.offer;
        auto const for_language
            = std::find(offer.situations.begin(), offer.situations.end(), Situation::language)
            != offer.situations.end();
        std::size_t section = 4;
        if (offer.kind == OfferKind::mbe || offer.kind == OfferKind::jmd || offer.subkind == "counselling")
            section = 1;
        else if (offer.kind == OfferKind::integration_course || for_language)
            section = 2;
        else if (offer.subkind == "office")
            section = 0;
        else if (offer.subkind == "health")
            section = 3;
        sections[section].offers.push_back(listed);
    }
    std::erase_if(sections, [](PlaceSection const& section) { return section.offers.empty(); });
    return sections;
}

}

http::Response list_places(Visit& visit)
{
    return places_page(visit);
}

http::Response show_place(Visit& visit)
{
    auto const* body = visit.snapshot().find_municipality(visit.call.path["gemeinde"]);
    return body == nullptr ? not_found(visit) : place_page(visit, *body, sections_of(visit, *body));
}

} // namespace kommin::portal
