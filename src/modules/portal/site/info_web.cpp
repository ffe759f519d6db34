// Routes of the general information and of the legal pages.

#include "modules/portal/site/handlers.hpp"
#include "modules/portal/site/pages.hpp"

#include <string_view>
#include <vector>

namespace kommin::portal {

namespace {

http::Response show_legal(Visit& visit, std::string_view slug)
{
    auto const* page = visit.snapshot().find_page(slug);
    return page == nullptr ? not_found(visit) : info_page(visit, *page);
}

}

http::Response show_info_page(Visit& visit)
{
    auto const slug = visit.call.path["slug"];
    auto const* page = visit.snapshot().find_page(slug);
    if (page == nullptr) {
        auto const* ended = visit.snapshot().find_ended_page(slug);
        return ended == nullptr ? not_found(visit) : ended_info_page(visit, *ended);
    }
    if (page->kind == PageKind::legal || !page->stands_for.empty())
        return http::Response::redirect(http::Status::permanent_redirect, url_of(visit.texts, *page).text());
    return info_page(visit, *page);
}

http::Response show_local_page(Visit& visit)
{
    auto const& snapshot = visit.snapshot();
    auto const slug = visit.call.path["slug"];
    auto const* body = snapshot.find_municipality(visit.call.path["gemeinde"]);
    if (body == nullptr)
        return not_found(visit);
    if (auto const* page = snapshot.find_local_page(slug, body->slug))
        return info_page(visit, *page);
    auto const* general = snapshot.find_page(slug);
    if (general == nullptr || !is_general(*general))
        return not_found(visit);
    // There is none any more, or not yet: until then the text of the Kreis holds there.
    return http::Response::redirect(http::Status::temporary_redirect, url_of(visit.texts, *general).text());
}

http::Response list_info_pages(Visit& visit)
{
    std::vector<InfoPage const*> pages;
    for (auto const* page : visit.snapshot().children_of("")) {
        if (page->kind == PageKind::info || page->kind == PageKind::simple)
            pages.push_back(page);
    }
    return info_list_page(visit, pages);
}

http::Response show_imprint(Visit& visit)
{
    return show_legal(visit, "impressum");
}
http::Response show_privacy(Visit& visit)
{
    return show_legal(visit, "datenschutz");
}
http::Response show_accessibility(Visit& visit)
{
    return show_legal(visit, "barrierefreiheit");
}

} // namespace kommin::portal
