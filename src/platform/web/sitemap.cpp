#include "platform/web/sitemap.hpp"

#include "platform/base/number.hpp"
#include "platform/html/escape.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace kommin::web {

namespace {

// Each path stands there in all languages, with links to the others: some 5 MB, small enough to wait in the
// page cache.
constexpr std::size_t urls_per_file = 7'000;
constexpr std::chrono::hours kept_for{1};

std::size_t paths_per_file(Site const& site)
{
    return std::max<std::size_t>(urls_per_file / std::max<std::size_t>(site.languages.size(), 1), 1);
}

std::size_t count_paths(Site const& site)
{
    std::size_t count = 0;
    for (auto const& list : site.paths)
        list([&](std::string_view) { ++count; });
    return count;
}

std::size_t count_files(Site const& site)
{
    return (count_paths(site) + paths_per_file(site) - 1) / paths_per_file(site);
}

void append_urls(std::string& xml, Site const& site, std::string_view path)
{
    auto const absolute = [&](Language language) {
        return html::escape(site.base_url + '/' + std::string(language.tag()) + '/' + std::string(path));
    };
    for (auto const language : site.languages) {
        xml += "<url><loc>" + absolute(language) + "</loc>";
        for (auto const other : site.languages)
            xml += R"(<xhtml:link rel="alternate" hreflang=")" + std::string(other.tag()) + R"(" href=")"
                + absolute(other) + R"("/>)";
        xml += "</url>\n";
    }
}

// The file with this number, from 1.
std::string urls_xml(Site const& site, std::size_t file)
{
    std::string xml = R"(<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
)";
    auto const first = (file - 1) * paths_per_file(site);
    auto const end = first + paths_per_file(site);
    std::size_t number = 0;
    for (auto const& list : site.paths)
        list([&](std::string_view path) {
            if (number >= first && number < end)
                append_urls(xml, site, path);
            ++number;
        });
    xml += "</urlset>\n";
    return xml;
}

std::string index_xml(Site const& site, std::size_t files)
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

http::Response show_sitemap(Visit const& visit)
{
    auto const& site = visit.call.site;
    if (site.base_url.empty())
        return not_found(visit);
    auto const files = count_files(site);
    return answer(files > 1 ? index_xml(site, files) : urls_xml(site, 1));
}

http::Response show_sitemap_file(Visit const& visit)
{
    auto const& site = visit.call.site;
    auto const name = visit.call.path["file"];
    auto const number = parse_number<std::size_t>(name.substr(0, name.find('.'))).value_or(0);
    // Written in one way only: "01.xml" would be a second address of the same file.
    if (site.base_url.empty() || number < 1 || number > count_files(site)
        || name != std::to_string(number) + ".xml")
        return not_found(visit);
    return answer(urls_xml(site, number));
}

http::Response show_robots(Visit const& visit)
{
    auto const& site = visit.call.site;
    std::string text = "User-agent: *\n";
    // A demonstration must not be found beside the real offices.
    text += site.is_demonstration ? "Disallow: /\n" : "Disallow: /*/suche\n";
    if (!site.base_url.empty())
        text += "Sitemap: " + site.base_url + "/sitemap.xml\n";
    return http::Response::text(http::Status::ok, std::move(text)).cache_for(std::chrono::hours{1});
}

} // namespace kommin::web
