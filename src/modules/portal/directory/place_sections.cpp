#include "modules/portal/directory/place_sections.hpp"

#include <algorithm>
#include <cstdint>

namespace kommin::portal {

namespace {

enum Section : std::uint8_t { offices, advice, german, health, more };

bool is_counselling(Offer const& offer)
{
    return offer.kind == OfferKind::mbe || offer.kind == OfferKind::jmd;
}

bool is_near(Offer const& offer)
{
    return offer.reach == Reach::municipality || is_counselling(offer) || offer.subkind == "office";
}

Section section_of(Offer const& offer)
{
    if (is_counselling(offer) || offer.subkind == "counselling")
        return advice;
    if (offer.kind == OfferKind::integration_course
        || std::ranges::find(offer.situations, Situation::language) != offer.situations.end())
        return german;
    if (offer.subkind == "office")
        return offices;
    return offer.subkind == "health" ? health : more;
}

}

std::vector<PlaceSection> place_sections(
    Snapshot const& snapshot, tenants::Body const& body, Language language, i18n::LocalTime now)
{
    OfferFilter filter;
    filter.municipality = body.slug;
    std::vector<PlaceSection> sections{// as in Section
                                       {"aemter", "place.section.offices"_msg, {}},
                                       {"beratung", "place.section.advice"_msg, {}},
                                       {"deutsch", "place.section.german"_msg, {}},
                                       {"gesundheit", "place.section.health"_msg, {}},
                                       {"mehr", "place.section.more"_msg, {}}};
    for (auto const& listed : list_all_offers_for(snapshot, filter, language, now)) {
        if (is_near(*listed.offer))
            sections[section_of(*listed.offer)].offers.push_back(listed);
    }
    std::erase_if(sections, [](PlaceSection const& section) { return section.offers.empty(); });
    return sections;
}

} // namespace kommin::portal
