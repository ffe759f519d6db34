// The list of pages that a device keeps of one municipality.

#include "modules/portal/site/handlers.hpp"
#include "modules/portal/site/offline.hpp"
#include "platform/json/writer.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

namespace {

// In the order in which a device keeps them: what is being read, what every page can fall back to, the
// others.
std::vector<Language> languages_to_keep(Visit const& visit)
{
    auto const& site = visit.call.site;
    std::vector<Language> languages{visit.language()};
    auto const add = [&](Language language) {
        if (std::find(languages.begin(), languages.end(), language) == languages.end())
            languages.push_back(language);
    };
    if (site.offers(site.source_language))
        add(site.source_language);
    for (auto const language : site.languages)
        add(language);
    return languages;
}

}

// {"languages":[{"language":"uk","pages":["/uk/","/uk/orte/unna",…]},{"language":"de","pages":[…]},…]}
http::Response list_offline_urls(Visit& visit)
{
    auto const* body = visit.snapshot().find_municipality(visit.call.path["gemeinde"]);
    if (body == nullptr)
        return not_found(visit);
    auto const paths = offline_paths(visit.snapshot(), *body);
    json::Writer out;
    out.object([&](json::ObjectWriter& list) {
        list.array("languages", [&](json::ArrayWriter& languages) {
            for (auto const language : languages_to_keep(visit)) {
                languages.object([&](json::ObjectWriter& one) {
                    one.member("language", language.tag());
                    one.array("pages", [&](json::ArrayWriter& pages) {
                        auto const base = '/' + std::string(language.tag()) + '/';
                        for (auto const& path : paths)
                            pages.add(base + path);
                    });
                });
            }
        });
    });
    return http::Response::json(http::Status::ok, out.take())
        .cache_for(std::chrono::minutes{10})
        .keep_in_page_cache(std::chrono::minutes{10});
}

} // namespace kommin::portal
