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

constexpr std::size_t paths_per_file = 5000; // each in all languages, with links to the others: some 30 MB
constexpr std::chrono::hours kept_for{1};

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
    if (paths.size() <= paths_per_file)
        return answer(urls_xml(site, paths));
    return answer(index_xml(site, (paths.size() + paths_per_file - 1) / paths_per_file));
}

http::Response show_sitemap_file(Visit& visit)
{
    auto const& site = visit.call.site;
    auto const name = visit.call.path["file"];
    std::size_t number = 0;
    auto const [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    if (site.base_url.empty() || error != std::errc{}
        || std::string_view(end, name.data() + name.size()) != ".xml")
        return not_found(visit);
    auto const paths = public_paths(visit.snapshot());
    if (number == 0 || (number - 1) * paths_per_file >= paths.size())
        return not_found(visit);
    auto const first = (number - 1) * paths_per_file;
    return answer(
        urls_xml(site, std::span(paths).subspan(first, std::min(paths_per_file, paths.size() - first))));
}

} // namespace kommin::portal
