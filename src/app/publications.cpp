#include "app/publications.hpp"

#include "platform/base/text.hpp"
#include "platform/log/log.hpp"
#include "platform/work/work.hpp"

#include <stdexcept>

namespace kommin::app {

namespace {

// The main menu; an entry appears when its page exists, so that no module leaves a dead link.
std::vector<web::MenuEntry> menu_of(portal::Snapshot const& snapshot)
{
    std::vector<web::MenuEntry> menu;
    auto const page = [&](MessageKey label, std::string_view slug) {
        if (snapshot.find_page(slug) != nullptr)
            menu.push_back({label, "info/" + std::string(slug), std::string(slug)});
    };
    page("web.nav.first_steps"_msg, "erste-schritte");
    menu.push_back({"web.nav.offers"_msg, "angebote", "angebote"});
    menu.push_back({"web.nav.places"_msg, "orte", "orte"});
    menu.push_back({"web.nav.info"_msg, "info", "info"});
    page("web.nav.participate"_msg, "mitgestalten");
    return menu;
}

std::string_view without_port(std::string_view host)
{
    if (host.starts_with('[')) // IPv6
        return host.substr(0, host.find(']') + 1);
    return host.substr(0, host.find(':'));
}

}

Publications::Publications(http::StaticFiles assets, search::Concepts concepts, Options options)
    : assets_(std::move(assets))
    , concepts_(std::move(concepts))
    , options_(std::move(options))
    , shelf_(std::make_shared<Shelf const>())
{
    security_.secure = options_.base_url.starts_with("https://");
    security_.image_sources = {"data:"}; // the icons inside the style sheet
}

std::shared_ptr<Publication const> Publications::load(db::Connection& db, tenants::Tenant const& tenant) const
{
    auto zone = i18n::Zone::find(tenant.zone);
    if (!zone)
        throw std::runtime_error("tenant " + tenant.slug + ": unknown time zone " + tenant.zone);
    auto publication = std::make_shared<Publication>(Publication{
        portal::Snapshot::load(db, tenant.id, concepts_),
        {},
        std::make_shared<http::PageCache>(options_.page_cache_bytes),
        std::move(*zone)});

    auto& site = publication->site;
    site.tenant = tenant.id;
    site.name = tenant.name;
    for (auto const& choice : tenant.languages)
        site.languages.push_back(choice.language);
    site.source_language = tenant.source_language;
    site.zone = &publication->zone;
    site.is_demonstration = tenant.is_demonstration;
    site.help_name = tenant.help_name;
    site.help_phone = tenant.help_phone;
    site.help_email = tenant.help_email;
    site.help_address = tenant.help_address;
    site.menu = menu_of(*publication->snapshot);
    site.base_url = options_.base_url;
    site.asset_url = [assets = assets_](std::string_view name) { return assets.url(name); };
    return publication;
}

int Publications::refresh(db::Connection& db)
{
    auto const before = shelf_.load();
    auto shelf = std::make_shared<Shelf>();
    int loaded = 0;
    for (auto const& tenant : tenants::list_tenants(db)) {
        auto publication = find(tenant.id);
        if (!publication || publication->snapshot->version() < published_version(db, tenant.id)) {
            publication = load(db, tenant);
            ++loaded;
            log::info(
                "published",
                {{"tenant", tenant.slug},
                 {"version", std::to_string(publication->snapshot->version())},
                 {"offers", std::to_string(publication->snapshot->offers().size())}});
        }
        shelf->all.push_back(publication);
        for (auto const& host : tenant.hosts)
            shelf->by_host.emplace(ascii_lower(host), publication);
    }
    if (loaded > 0 || before->all.size() != shelf->all.size())
        shelf_.store(std::move(shelf));
    return loaded;
}

std::shared_ptr<Publication const> Publications::find(std::string_view host) const
{
    auto const shelf = shelf_.load();
    if (shelf->all.size() == 1)
        return shelf->all.front();
    auto const found = shelf->by_host.find(ascii_lower(without_port(host)));
    return found == shelf->by_host.end() ? nullptr : found->second;
}

std::shared_ptr<Publication const> Publications::find(TenantId tenant) const
{
    for (auto const& publication : shelf_.load()->all) {
        if (publication->snapshot->tenant().id == tenant)
            return publication;
    }
    return nullptr;
}

} // namespace kommin::app
