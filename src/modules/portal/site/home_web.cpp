// Home page, the negotiating root, web manifest.

#include "modules/portal/site/handlers.hpp"
#include "modules/portal/site/pages.hpp"
#include "platform/json/writer.hpp"

#include <chrono>

namespace kommin::portal {

http::Response show_home(Visit& visit)
{
    return home_page(visit);
}

http::Response choose_language(Visit& visit)
{
    return http::Response::redirect(http::Status::found, visit.url({""}).text())
        .header("Vary", "Accept-Language, Cookie")
        .cache_for(std::chrono::seconds{0}, http::Visibility::private_);
}

http::Response show_web_manifest(Visit& visit)
{
    auto const& site = visit.call.site;
    json::Writer out;
    out.object([&](json::ObjectWriter& manifest) {
        manifest.member("name", std::string(visit.texts("web.brand"_msg)) + ' ' + site.name);
        manifest.member("short_name", site.name);
        manifest.member("lang", visit.language().tag());
        manifest.member("dir", visit.language().direction());
        manifest.member("start_url", visit.url({""}).text());
        manifest.member("scope", "/");
        manifest.member("display", "minimal-ui");
        manifest.member("theme_color", "#003d4d");
        manifest.member("background_color", "#ffffff");
        manifest.array("icons", [&](json::ArrayWriter& icons) {
            for (auto const* size : {"192", "512"})
                icons.object([&](json::ObjectWriter& icon) {
                    icon.member("src", site.asset_url("logo-" + std::string(size) + ".png"));
                    icon.member("sizes", std::string(size) + 'x' + size);
                    icon.member("type", "image/png");
                });
        });
    });
    return http::Response(http::Status::ok)
        .body(out.take(), "application/manifest+json")
        .cache_for(std::chrono::hours{24})
        .keep_in_page_cache(std::chrono::hours{24});
}

} // namespace kommin::portal
