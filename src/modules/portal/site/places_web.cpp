// Routes of the municipalities.

#include "modules/portal/site/handlers.hpp"
#include "modules/portal/site/pages.hpp"

namespace kommin::portal {

http::Response list_places(Visit& visit)
{
    return places_page(visit);
}

http::Response show_place(Visit& visit)
{
    auto const& snapshot = visit.snapshot();
    auto const* body = snapshot.find_municipality(visit.call.path["gemeinde"]);
    if (body == nullptr)
        return not_found(visit);
    return place_page(visit, *body, place_sections(snapshot, *body, visit.language(), visit.now));
}

} // namespace kommin::portal
