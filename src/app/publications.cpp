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

// Of what a module shows, taken from those of everything.
PublishedVersions versions_of(web::Module const& module, PublishedVersions const& all)
{
    PublishedVersions versions;
    auto const take = [&](std::string_view name) {
        if (auto const found = all.find(name); found != all.end())
            versions.insert(*found);
    };
    take(module.name);
    for (auto const name : module.published_from)
        take(name);
    return versions;
}

// One module being loaded.
struct Loading {
    web::Module const* module;
    std::shared_ptr<ModulePublication> publication;
    std::vector<std::function<void()>> when_read;
    std::vector<std::function<void()>> completions;
};

web::Publishing::Before before_of(
    db::Connection& db, TenantId tenant, ModulePublication const& held, PublishedVersions const& versions)
{
    web::Publishing::Before before{held.parts, {{}}};
    if (held.made_from.size() != versions.size())
        return {held.parts, std::nullopt};
    for (auto const& [module, version] : versions) {
        auto const shown = held.made_from.find(module);
        auto changes = shown == held.made_from.end()
            ? std::nullopt
            : published_changes(db, tenant, module, shown->second, version);
        if (!changes)
            return {held.parts, std::nullopt};
        before.changes->emplace(module, std::move(*changes));
    }
    return before;
}

Loading load_module(
    db::Connection& db, TenantId tenant, web::Module const& module, PublishedVersions made_from,
    ModulePublication const* held)
{
    web::Publishing publishing(
        db, tenant, held == nullptr ? web::Publishing::Before{} : before_of(db, tenant, *held, made_from));
    publish(module, publishing);
    auto publication = std::make_shared<ModulePublication>(ModulePublication{
        std::move(made_from), std::move(publishing.parts()), std::move(publishing.links()),
        std::move(publishing.paths()), std::move(publishing.page_finder()), std::move(publishing.foot()),
        std::move(publishing.counts())});
    return {&module, std::move(publication), publishing.actions_when_read(), publishing.completions()};
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

Publications::Loaded Publications::load_modules(db::Connection& db, TenantId id, Modules const& held) const
{
    std::vector<std::string_view> broken;
    for (;;) {
        try {
            db::Transaction transaction(db, db::Transaction::Kind::read);
            auto tenant = tenants::find_tenant(db, id);
            if (!tenant)
                throw std::runtime_error("the tenant is gone");
            auto zone = i18n::Zone::find(tenant->zone);
            if (!zone)
                throw std::runtime_error("unknown time zone " + tenant->zone);
            Loaded loaded{
                std::move(*tenant), std::move(*zone), published_versions(db, id), held, broken.empty()};
            std::vector<Loading> all;
            for (auto const& module : modules_) {
                if (!module.publish || std::ranges::find(broken, module.name) != broken.end())
                    continue;
                auto versions = versions_of(module, loaded.versions);
                auto const before = held.find(module.name);
                // Other, not only newer: after a restore the versions begin again lower.
                if (before == held.end())
                    all.push_back(load_module(db, id, module, std::move(versions), nullptr));
                else if (before->second->made_from != versions)
                    all.push_back(load_module(db, id, module, std::move(versions), before->second.get()));
            }
            transaction.commit();
            for (auto& loading : all) {
                auto const name = loading.module->name;
                for (auto const& act : loading.when_read)
                    act();
                if (held.contains(name)) {
                    for (auto const& complete : loading.completions)
                        complete();
                }
                loaded.modules[name] = std::move(loading.publication);
            }
            return loaded;
        } catch (ModuleFailed const& failure) {
            // Readers keep what they have of this module. Where there is nothing yet, its pages are away, and
            // those of the others, on which it can be mended, are not.
            log::error(
                "publication.module_failed",
                {{"tenant", std::to_string(id.value)},
                 {"module", failure.module()},
                 {"what", failure.what()}});
            broken.push_back(failure.module());
        }
    }
}

std::shared_ptr<Publication const> Publications::load(
    db::Connection& db, TenantId id, bool is_alone, Modules const& held) const
{
    auto loaded = load_modules(db, id, held);
    auto const& tenant = loaded.tenant;
    auto publication
        = std::make_shared<Publication>(Publication{.slug = tenant.slug, .zone = std::move(loaded.zone)});
    publication->versions = std::move(loaded.versions);
    publication->modules = std::move(loaded.modules);
    if (!loaded.is_complete)
        publication->incomplete_since = std::chrono::steady_clock::now();
    publication->pages = std::make_shared<http::PageCache>(options_.page_cache_bytes);

    auto& site = publication->site;
    site.tenant = tenant.id;
    site.name = tenant.name;
    for (auto const& choice : tenant.languages) {
        site.languages.push_back(choice.language);
        if (choice.fallback)
            site.chains.push_back(
                {choice.language, tenant.fallbacks_of(choice.language), tenant.source_language});
    }
    site.source_language = tenant.source_language;
    site.zone = &publication->zone;
    site.is_demonstration = tenant.is_demonstration;
    site.help_name = tenant.help_name;
    site.help_phone = tenant.help_phone;
    site.help_email = tenant.help_email;
    site.help_address = tenant.help_address;
    for (auto const& module : modules_) { // in their order
        auto const found = publication->modules.find(module.name);
        if (found == publication->modules.end())
            continue;
        publication->parts.add_all(found->second->parts);
        site.links.insert(site.links.end(), found->second->links.begin(), found->second->links.end());
        if (found->second->paths)
            site.paths.push_back(found->second->paths);
        if (found->second->find_page)
            site.page_finders.push_back(found->second->find_page);
        if (found->second->page_foot)
            site.page_foot = found->second->page_foot;
    }
    std::ranges::stable_sort(site.links, {}, &web::Link::rank);
    site.base_url = base_url_of(tenant, is_alone);
    site.idle_limit = options_.idle_limit;
    site.asset_url = [assets = assets_](std::string_view name) { return assets.url(name); };
    return publication;
}

namespace {

void log_published(Publication const& publication)
{
    std::string versions;
    for (auto const& [module, version] : publication.versions)
        versions += (versions.empty() ? "" : ", ") + module + ' ' + std::to_string(version);
    std::string records;
    for (auto const& [name, module] : publication.modules) {
        for (auto const& [kind, count] : module->records)
            records += (records.empty() ? "" : ", ") + std::to_string(count) + ' ' + kind;
    }
    log::info("published", {{"tenant", publication.slug}, {"versions", versions}, {"records", records}});
}

}

std::shared_ptr<Publication const> Publications::load_or_keep(
    db::Connection& db, tenants::Tenant const& tenant, bool is_alone,
    std::shared_ptr<Publication const> const& held) const
{
    try {
        auto publication = load(db, tenant.id, is_alone, held ? held->modules : Modules{});
        log_published(*publication);
        return publication;
    } catch (db::Unavailable const&) {
        throw;
    } catch (std::exception const& error) {
        // One tenant's trouble must not keep the others from publishing.
        log::error("publication.failed", {{"tenant", tenant.slug}, {"what", error.what()}});
        return held;
    }
}

bool Publications::is_to_be_completed(Publication const& publication) const
{
    return publication.incomplete_since
        && std::chrono::steady_clock::now() - *publication.incomplete_since >= options_.complete_after;
}

int Publications::refresh(db::Connection& db)
{
    bool const had_retired = retired_ != nullptr;
    retired_.reset();
    auto const before = shelf_.load();
    auto shelf = std::make_shared<Shelf>();
    int loaded = 0;
    auto const tenants = tenants::list_tenants(db);
    for (auto const& tenant : tenants) {
        auto publication = find(tenant.id);
        bool const is_alone = tenants.size() == 1;
        if (!publication || publication->versions != published_versions(db, tenant.id)
            || is_to_be_completed(*publication)
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
        retired_ = shelf_.exchange(std::move(shelf));
    if (loaded > 0 || had_retired)
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
