// Routes of the offers: list, one offer, its QR code.

#include "modules/portal/directory/offer_list.hpp"
#include "modules/portal/site/handlers.hpp"
#include "modules/portal/site/pages.hpp"
#include "platform/qr/qr.hpp"

namespace kommin::portal {

http::Response list_offers_page(Visit& visit)
{
    auto const& snapshot = visit.snapshot();
    if (visit.call.request.query().value("q").size() > longest_query)
        return web::error_page(visit, http::Status::bad_request);
    auto const filter = OfferFilter::parse(
        visit.call.request.query(), snapshot.municipality_slugs(), snapshot.spoken_languages(),
        snapshot.categories());
    if (!filter.query.empty() && !snapshot.is_searchable())
        return web::error_page(visit, http::Status::unavailable);
    auto const list = list_offers_for(snapshot, filter, visit.language(), visit.now);
    auto response = offer_list_page(visit, filter, list);
    if (auto const lifetime = response.page_cache_lifetime(); lifetime && list.page > 1) {
        auto fields = filter.fields(snapshot.categories());
        fields.emplace_back("seite", std::to_string(list.page));
        response.keep_in_page_cache(*lifetime, query_string(fields));
    }
    // Free text would fill the page cache with pages that nobody asks for again.
    return filter.query.empty() && filter.unknown.empty() ? response : std::move(response).momentary();
}

http::Response show_offer(Visit& visit)
{
    auto const slug = visit.call.path["slug"];
    if (auto const* offer = visit.snapshot().find_offer(slug))
        return offer_page(visit, *offer);
    if (auto const* ended = visit.snapshot().find_ended_offer(slug))
        return ended_offer_page(visit, *ended);
    return not_found(visit);
}

http::Response show_offer_qr(Visit& visit)
{
    auto const* offer = visit.snapshot().find_offer(visit.call.path["slug"]);
    if (offer == nullptr || visit.call.site.base_url.empty())
        return not_found(visit);
    auto const address = visit.call.site.base_url + std::string(visit.url({"angebote", offer->slug}).text());
    auto const code = qr::encode(address);
    auto const side = std::to_string(code.side());
    auto svg = R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 )" + side + ' ' + side
        + R"("><path fill="#fff" d="M0 0h)" + side + 'v' + side + R"(H0z"/><path d=")" + code.svg_path()
        + R"("/></svg>)";
    return http::Response(http::Status::ok)
        .body(std::move(svg), "image/svg+xml")
        .cache_for(std::chrono::hours{24})
        .keep_in_page_cache(std::chrono::hours{24});
}

} // namespace kommin::portal
