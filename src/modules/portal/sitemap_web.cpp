// The sitemap: every page in every language. The protocol allows 50,000 addresses and 50 MB per file; larger
// sites get an index of several files. Addresses must be whole, so there is none where the site does not know
// its own.

#include "modules/portal/handlers.hpp"
#include "platform/html/escape.hpp"

#include <algorithm>
#include <charconv>
#include <span>
#include <string>
#include <vector>

namespace kommin::portal {

namespace {

// The limit of the protocol with room to spare; each path stands there in all languages, with links to the
// others.
constexpr std::size_t urls_per_file = 35'000;
constexpr std::chrono::hours kept_for{1};

std::size_t paths_per_file(web::Site const& site)
{
    return urls_per_file / std::max<std::size_t>(site.languages.size(), 1);
}

// Without language and leading slash, in the order of importance.
std::vector<std::string> public_paths(Snapshot const& snapshot)
{
    std::vector<std::string> paths{"", "angebote", "orte", "info"};
    for (auto const* body : snapshot.municipalities())
        paths.push_back("orte/" + body->slug);
    for (auto const& page : snapshot.pages()) {
        if (page.kind != PageKind::legal)
            paths.push_back("info/" + page.slug);
    }
    for (auto const& offer : snapshot.offers())
        paths.push_back("angebote/" + offer.slug);
    return paths;
}

std::string urls_xml(web::Site const& site, std::span<std::string const> paths)
{
    std::string xml = R"(<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
)";
    auto const absolute = [&](Language language, std::string_view path) {
        return html::escape(site.base_url + '/' + std::string(language.tag()) + '/' + std::string(path));
    };
    for (auto const& path : paths) {
        for (auto const language : site.languages) {
            xml += "<url><loc>" + absolute(language, path) + "</loc>";
            for (auto const other : site.languages)
                xml += R"(<xhtml:link rel="alternate" hreflang=")" + std::string(other.tag()) + R"(" href=")"
                    + absolute(other, path) + R"("/>)";
            xml += "</url>\n";
        }
    }
    xml += "</urlset>\n";
    return xml;
}

std::string index_xml(web::Site const& site, std::size_t files)
{
    std::string xml = R"(<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
)";
    for (std::size_t number = 1; number <= files; ++number)
        xml += "<sitemap><loc>" + html::escape(site.base_url) + "/sitemap/" + std::to_string(number)
            + ".xml</loc></sitemap>\n";
    xml += "</sitemapindex>\n";
    return xml;
}

http::Response answer(std::string xml)
{
    return http::Response(http::Status::ok)
        .body(std::move(xml), "application/xml")
        .cache_for(kept_for)
        .keep_in_page_cache(kept_for);
}

}

http::Response show_sitemap(Visit& visit)
{
    auto const& site = visit.call.site;
    if (site.base_url.empty())
        return not_found(visit);
    auto const paths = public_paths(visit.snapshot());
    auto const per_file = paths_per_file(site);
    if (paths.size() <= per_file)
        return answer(urls_xml(site, paths));
    return answer(index_xml(site, (paths.size() + per_file - 1) / per_file));
}

http::Response show_sitemap_file(Visit& visit)
{
    auto const& site = visit.call.site;
    auto const name = visit.call.path["file"];
    std::size_t number = 0;
    std::from_chars(name.data(), name.data() + name.size(), number);
    auto const paths = public_paths(visit.snapshot());
    auto const per_file = paths_per_file(site);
    auto const files = (paths.size() + per_file - 1) / per_file;
    // Written in one way only: "01.xml" would be a second address of the same file.
    if (site.base_url.empty() || number < 1 || number > files || name != std::to_string(number) + ".xml")
        return not_found(visit);
    auto const first = (number - 1) * per_file;
    return answer(urls_xml(site, std::span(paths).subspan(first, std::min(per_file, paths.size() - first))));
}

} // namespace kommin::portal
