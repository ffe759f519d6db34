#include "modules/portal/site/offline.hpp"

#include "modules/portal/directory/offer_list.hpp"
#include "modules/portal/site/pages.hpp"
#include "platform/html/url.hpp"

namespace kommin::portal {

std::vector<std::string> offline_paths(Snapshot const& snapshot, tenants::Body const& body)
{
    auto const of_body = "?gemeinde=" + html::percent_encode(body.slug);
    std::vector<std::string> paths{
        "", "orte/" + html::percent_encode(body.slug), "info", "angebote" + of_body};
    for (auto const& page : snapshot.pages()) {
        if (page.kind != PageKind::legal && (page.municipality.empty() || page.municipality == body.slug))
            paths.push_back(path_of(page));
    }
    int offers = 0;
    for (auto const& offer : snapshot.offers()) {
        if (!offer.serves(body.slug))
            continue;
        ++offers;
        paths.push_back("angebote/" + html::percent_encode(offer.slug));
    }
    // Without the further pages of the list, most offers would be kept with no way to them.
    for (int page = 2; (page - 1) * offers_per_page < offers; ++page)
        paths.push_back("angebote" + of_body + "&seite=" + std::to_string(page));
    return paths;
}

} // namespace kommin::portal
