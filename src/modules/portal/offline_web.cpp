// The list of pages that a device keeps of one municipality.

#include "modules/portal/handlers.hpp"
#include "platform/json/writer.hpp"

namespace kommin::portal {

http::Response list_offline_urls(Visit& visit)
{
    auto const& snapshot = visit.snapshot();
    auto const* body = snapshot.find_municipality(visit.call.path["gemeinde"]);
    if (body == nullptr)
        return not_found(visit);
    json::Writer out;
    out.array([&](json::ArrayWriter& urls) {
        urls.add(visit.url({""}).text());
        urls.add(visit.url({"orte", body->slug}).text());
        urls.add(std::string(visit.url({"angebote"}).text()) + "?gemeinde=" + body->slug);
        for (auto const& page : snapshot.pages()) {
            if (page.kind != PageKind::legal
                && (page.municipality.empty() || page.municipality == body->slug))
                urls.add(visit.url({"info", page.slug}).text());
        }
        for (auto const& offer : snapshot.offers()) {
            if (offer.serves(body->slug))
                urls.add(visit.url({"angebote", offer.slug}).text());
        }
    });
    return http::Response::json(http::Status::ok, out.take())
        .cache_for(std::chrono::minutes{10})
        .keep_in_page_cache(std::chrono::minutes{10});
}

} // namespace kommin::portal
