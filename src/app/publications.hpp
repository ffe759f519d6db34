#pragma once
// Publications: what is published right now, per tenant – parts of all modules, frame and page cache, all of
// one moment. Swapped as a whole; readers keep what they took.

#include "app/error_pages.hpp"
#include "modules/tenants/api.hpp"
#include "platform/base/clock.hpp"
#include "platform/db/connection.hpp"
#include "platform/http/page_cache.hpp"
#include "platform/http/security_headers.hpp"
#include "platform/http/static_files.hpp"
#include "platform/i18n/zone.hpp"
#include "platform/web/module.hpp"
#include "platform/web/published_parts.hpp"
#include "platform/web/site.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kommin::app {

// What one module shows; goes on into the next publication while nothing of it has changed.
struct ModulePublication {
    PublishedVersions made_from; // of the module itself and of Module::published_from
    web::PublishedParts parts;
    std::vector<web::Link> links;
    web::ListPaths paths; // empty: none for the sitemap
    web::FindPage find_page; // empty: no message names any
    web::WriteFoot page_foot; // empty: it is of another module
    std::map<std::string, std::size_t> records; // by kind, how many the public sees
};

struct Publication {
    std::string slug; // of the tenant
    // When it was loaded, if a module could not publish: it is tried again after a while.
    std::optional<std::chrono::steady_clock::time_point> incomplete_since = {};
    PublishedVersions versions = {}; // of everything, also of what no module shows
    // By the name of the module. One that could not publish has an older one, or none.
    std::map<std::string_view, std::shared_ptr<ModulePublication const>> modules = {};
    i18n::Zone zone;
    web::Site site = {};
    web::PublishedParts parts = {};
    std::shared_ptr<http::PageCache> pages = {}; // of this publication alone
    std::shared_ptr<ErrorPages> error_pages = std::make_shared<ErrorPages>(); // likewise

    // 0: nothing of it was ever published.
    [[nodiscard]] std::int64_t version_of(std::string_view module) const
    {
        auto const found = versions.find(module);
        return found == versions.end() ? 0 : found->second;
    }
};

class Publications {
public:
    struct Options {
        // Of a lone tenant; several are reached under their own hosts. "": no sitemap and no QR codes, which
        // would lead nowhere.
        std::string base_url;
        std::size_t page_cache_bytes = std::size_t{64} << 20U; // per tenant
        bool hsts_subdomains = false; // see http::SecurityPolicy
        std::optional<std::chrono::minutes> idle_limit = std::nullopt; // see web::Site
        // After this time a module that could not publish is tried again; it may be expensive.
        std::chrono::milliseconds complete_after = std::chrono::minutes(1);
    };

    Publications(http::StaticFiles assets, std::vector<web::Module> modules, Options options);

    // Loads every tenant of which anything was published that is not held (all of them at first), and of it
    // only the modules that it concerns. What cannot be loaded stays as it was; the log says why. One thread
    // at a time. Returns how many tenants were loaded; throws what the database throws when it is away.
    int refresh(db::Connection& db);

    // The publication of the tenant that answers under this host; a lone tenant answers under every name.
    // Null: nobody does. Safe from all threads; does not block.
    [[nodiscard]] std::shared_ptr<Publication const> find(std::string_view host) const;
    [[nodiscard]] std::shared_ptr<Publication const> find(TenantId tenant) const;
    [[nodiscard]] std::vector<std::shared_ptr<Publication const>> list() const;
    [[nodiscard]] http::StaticFiles const& assets() const { return assets_; }
    // HSTS and upgrades to TLS only where the site is reached by TLS: the base URL says so.
    [[nodiscard]] http::SecurityPolicy const& security() const { return security_; }

private:
    struct Shelf {
        std::vector<std::shared_ptr<Publication const>> all;
        // One in the database, not one that could be loaded: the pages of one district are not those of
        // another.
        bool has_lone_tenant = false;
        std::unordered_map<std::string, std::shared_ptr<Publication const>> by_host;
    };
    [[nodiscard]] std::string base_url_of(tenants::Tenant const& tenant, bool is_alone) const;
    using Modules = std::map<std::string_view, std::shared_ptr<ModulePublication const>>;
    struct Loaded {
        tenants::Tenant tenant;
        i18n::Zone zone;
        PublishedVersions versions;
        Modules modules;
        bool is_complete = true;
    };
    // Everything is of one moment, the tenant itself, too.
    Loaded load_modules(db::Connection& db, TenantId id, Modules const& held) const;
    std::shared_ptr<Publication const> load(
        db::Connection& db, TenantId id, bool is_alone, Modules const& held) const;
    [[nodiscard]] bool is_to_be_completed(Publication const& publication) const;
    std::shared_ptr<Publication const> load_or_keep(
        db::Connection& db, tenants::Tenant const& tenant, bool is_alone,
        std::shared_ptr<Publication const> const& held) const;

    http::StaticFiles assets_;
    std::vector<web::Module> modules_;
    Options options_;
    http::SecurityPolicy security_;
    std::atomic<std::shared_ptr<Shelf const>> shelf_;
    // Kept until the next look: whoever lets go of a publication last frees it, and that must not be the I/O
    // thread, which would keep all readers waiting meanwhile.
    std::shared_ptr<Shelf const> retired_;
};

} // namespace kommin::app
