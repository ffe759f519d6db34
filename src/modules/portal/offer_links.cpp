#include "modules/portal/offer_links.hpp"

#include "modules/portal/public_id.hpp"
#include "platform/base/text.hpp"

namespace kommin::portal {

OfferLinkFinder::OfferLinkFinder(Work& work, std::vector<tenants::Body> const& bodies)
    : work_(work)
{
    for (auto const& body : bodies)
        bodies_.emplace(body.slug, body.id);
}

OfferLinks OfferLinkFinder::links_of(Offer const& offer)
{
    OfferLinks links;
    if (!offer.municipality.empty())
        links.body = bodies_.at(offer.municipality);
    if (!offer.organisation.empty())
        links.organisation = organisation(offer.organisation);
    return links;
}

contacts::OrganisationId OfferLinkFinder::organisation(std::string const& name)
{
    auto const known = organisations_.find(name);
    if (known != organisations_.end())
        return known->second;
    auto key = slugify(name);
    if (key.empty()) // a name in another script
        key = content::source_hash(name);
    auto const id = contacts::keep_organisation(
        work_, {{}, public_id_of("organisation", work_.tenant(), key), key, name, {}, {}});
    organisations_.emplace(name, id);
    return id;
}

} // namespace kommin::portal
