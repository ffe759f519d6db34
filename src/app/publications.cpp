#include "app/publications.hpp"

#include "platform/base/text.hpp"
#include "platform/db/error.hpp"
#include "platform/db/transaction.hpp"
#include "platform/log/log.hpp"
#include "platform/work/work.hpp"

#include <algorithm>
#include <malloc.h>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace kommin::app {

namespace {

// Loading needs twice what stays; without this the process keeps the rest for ever.
void return_unused_memory()
{
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

std::string_view without_port(std::string_view host)
{
    if (host.starts_with('[')) // IPv6
        return host.substr(0, host.find(']') + 1);
    return host.substr(0, host.find(':'));
}

class ModuleFailed : public std::runtime_error {
public:
    ModuleFailed(std::string_view module, std::exception const& cause)
        : std::runtime_error(std::string(module) + ": " + cause.what())
        , module_(module)
    { }
    [[nodiscard]] std::string_view module() const { return module_; }

private:
    std::string_view module_; // of a web::Module, which outlives this
};

void publish(web::Module const& module, web::Publishing& publishing)
{
    try {
        module.publish(publishing);
    } catch (db::Unavailable const&) {
        throw; // the trouble of all
    } catch (std::exception const& error) {
        throw ModuleFailed(module.name, error);
    }
}

}

Publications::Publications(http::StaticFiles assets, std::vector<web::Module> modules, Options options)
    : assets_(std::move(assets))
    , modules_(std::move(modules))
    , options_(std::move(options))
    , shelf_(std::make_shared<Shelf const>())
{
    security_.secure = options_.base_url.starts_with("https://");
    security_.hsts_subdomains = options_.hsts_subdomains;
    security_.image_sources = {"data:"}; // the icons inside the style sheet
}

std::string Publications::base_url_of(tenants::Tenant const& tenant, bool is_alone) const
{
    // Several districts answer each under its own name, by the same scheme.
    if (is_alone || tenant.hosts.empty())
        return options_.base_url;
    return (security_.secure || options_.base_url.empty() ? "https://" : "http://") + tenant.hosts.front();
}

std::shared_ptr<Publication const> Publications::load(
    db::Connection& db, tenants::Tenant const& tenant, bool is_alone, bool is_first) const
{
    std::vector<std::string_view> broken;
    for (;;) {
        try {
            return load_without(db, tenant, is_alone, is_first, broken);
        } catch (ModuleFailed const& failure) {
            // Readers who have a version keep it. Where there is none yet, the pages of this module are away,
            // and those of the others, on which it can be mended, are not.
            if (!is_first)
                throw;
            log::error(
                "publication.module_failed",
                {{"tenant", tenant.slug}, {"module", failure.module()}, {"what", failure.what()}});
            broken.push_back(failure.module());
        }
    }
}

std::shared_ptr<Publication const> Publications::load_without(
    db::Connection& db, tenants::Tenant const& tenant, bool is_alone, bool is_first,
    std::vector<std::string_view> const& broken) const
{
    auto zone = i18n::Zone::find(tenant.zone);
    if (!zone)
        throw std::runtime_error("tenant " + tenant.slug + ": unknown time zone " + tenant.zone);
    auto publication = std::make_shared<Publication>(
        Publication{.slug = tenant.slug, .version = 0, .zone = std::move(*zone)});
    web::Publishing publishing(db, tenant.id, publication->parts);
    {
        db::Transaction transaction(db, db::Transaction::Kind::read);
        publication->version = published_version(db, tenant.id);
        for (auto const& module : modules_) {
            if (module.publish && std::ranges::find(broken, module.name) == broken.end())
                publish(module, publishing);
        }
        transaction.commit();
    }
    if (!is_first) {
        for (auto const& complete : publishing.completions())
            complete();
    }
    publication->records = std::move(publishing.counts());
    publication->pages = std::make_shared<http::PageCache>(options_.page_cache_bytes);

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
    site.links = std::move(publishing.links());
    std::ranges::stable_sort(site.links, {}, &web::Link::rank);
    site.base_url = base_url_of(tenant, is_alone);
    site.asset_url = [assets = assets_](std::string_view name) { return assets.url(name); };
    return publication;
}

std::shared_ptr<Publication const> Publications::load_or_keep(
    db::Connection& db, tenants::Tenant const& tenant, bool is_alone,
    std::shared_ptr<Publication const> const& held) const
{
    try {
        auto publication = load(db, tenant, is_alone, held == nullptr);
        std::string records;
        for (auto const& [kind, count] : publication->records)
            records += (records.empty() ? "" : ", ") + std::to_string(count) + ' ' + kind;
        log::info(
            "published",
            {{"tenant", tenant.slug},
             {"version", std::to_string(publication->version)},
             {"records", records}});
        return publication;
    } catch (db::Unavailable const&) {
        throw;
    } catch (std::exception const& error) {
        // One tenant's trouble must not keep the others from publishing.
        log::error("publication.failed", {{"tenant", tenant.slug}, {"what", error.what()}});
        return held;
    }
}

int Publications::refresh(db::Connection& db)
{
    auto const before = shelf_.load();
    auto shelf = std::make_shared<Shelf>();
    int loaded = 0;
    auto const tenants = tenants::list_tenants(db);
    for (auto const& tenant : tenants) {
        auto publication = find(tenant.id);
        bool const is_alone = tenants.size() == 1;
        // Other, not only newer: after a restore the versions begin again lower.
        if (!publication || publication->version != published_version(db, tenant.id)
            || publication->site.base_url != base_url_of(tenant, is_alone)) {
            auto next = load_or_keep(db, tenant, is_alone, publication);
            loaded += next != publication ? 1 : 0;
            publication = std::move(next);
        }
        if (!publication)
            continue;
        shelf->all.push_back(publication);
        for (auto const& host : tenant.hosts)
            shelf->by_host.emplace(ascii_lower(host), publication);
    }
    shelf->has_lone_tenant = tenants.size() == 1;
    if (shelf->all != before->all || shelf->by_host != before->by_host
        || shelf->has_lone_tenant != before->has_lone_tenant)
        shelf_.store(std::move(shelf));
    if (loaded > 0)
        return_unused_memory();
    return loaded;
}

std::shared_ptr<Publication const> Publications::find(std::string_view host) const
{
    auto const shelf = shelf_.load();
    if (shelf->has_lone_tenant)
        return shelf->all.empty() ? nullptr : shelf->all.front();
    auto const found = shelf->by_host.find(ascii_lower(without_port(host)));
    return found == shelf->by_host.end() ? nullptr : found->second;
}

std::vector<std::shared_ptr<Publication const>> Publications::list() const
{
    return shelf_.load()->all;
}

std::shared_ptr<Publication const> Publications::find(TenantId tenant) const
{
    for (auto const& publication : shelf_.load()->all) {
        if (publication->site.tenant == tenant)
            return publication;
    }
    return nullptr;
}

} // namespace kommin::app
