#include "modules/portal/feedback/named_page.hpp"

#include <string>
#include <utility>

namespace kommin::portal {

std::optional<SitePage> find_named_page(
    web::Call const& call, i18n::Texts const& texts, std::string_view named)
{
    auto const& site = call.site;
    auto own = find_site_page(call.published.of<Snapshot>(), texts, site.base_url, named);
    if (own)
        return own;
    auto const path = site_path_in(named, site.base_url);
    auto page = site.find_page(path, texts);
    if (!page)
        return std::nullopt;
    return SitePage{
        .path = std::string(path),
        .title = std::move(page->title),
        .language = page->language,
        .owner = page->owner,
        .offer = std::nullopt};
}

} // namespace kommin::portal
