#include "app/application.hpp"

#include "app/metrics_listener.hpp"
#include "platform/db/error.hpp"
#include "platform/identity/login_watch.hpp"
#include "platform/log/log.hpp"
#include "platform/web/language_choice.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/visit.hpp"
#include "platform/web/ways_back.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

namespace kommin::app {

namespace {

http::Response plain(http::Status status, std::string text)
{
    return http::Response::text(status, std::move(text)).no_store();
}

// Not through a proxy, which would make everybody local: proxies add one of these fields.
bool comes_from_this_machine(http::Request const& request)
{
    for (auto const* field : {"x-forwarded-for", "forwarded", "via", "x-real-ip"}) {
        if (!request.header(field).empty())
            return false;
    }
    return request.peer().starts_with("127.") || request.peer() == "::1";
}

// Forms are all that anybody sends here. Asked before the address is looked up: the answer tells nothing
// about it.
bool is_something_but_a_form(http::Request const& request)
{
    if (http::is_safe(request.method()) || request.body().empty())
        return false;
    auto const type = request.content_type();
    return type != "application/x-www-form-urlencoded" && type != "multipart/form-data";
}

}

Application::Application(
    Publications& publications, std::vector<web::Module> const& modules, Clock const& clock,
    metrics::Registry& metrics, Signals const& signals)
    : publications_(publications)
    , clock_(clock)
    , metrics_(metrics)
    , signals_(signals)
{
    web::check_modules(modules);
    add_operations();
    add_metrics();
    for (auto const& module : modules)
        add_module(module);
    for (auto const& route : web::ways_back(modules))
        add_route(route);
    std::ranges::stable_sort(staff_.links, [](web::StaffLink const& left, web::StaffLink const& right) {
        return std::pair(left.area, left.rank) < std::pair(right.area, right.rank);
    });
}

void Application::add_module(web::Module const& module)
{
    staff_.rules.insert(staff_.rules.end(), module.permissions.begin(), module.permissions.end());
    staff_.links.insert(staff_.links.end(), module.staff_links.begin(), module.staff_links.end());
    staff_.news.insert(staff_.news.end(), module.news.begin(), module.news.end());
    staff_.searchers.insert(staff_.searchers.end(), module.searchers.begin(), module.searchers.end());
    staff_.recents.insert(staff_.recents.end(), module.recents.begin(), module.recents.end());
    staff_.lives.insert(staff_.lives.end(), module.lives.begin(), module.lives.end());
    staff_.records.insert(staff_.records.end(), module.records.begin(), module.records.end());
    staff_.forms.insert(staff_.forms.end(), module.forms.begin(), module.forms.end());
    staff_.words.insert(staff_.words.end(), module.words.begin(), module.words.end());
    staff_.topics.insert(staff_.topics.end(), module.topics.begin(), module.topics.end());
    for (auto const& rule : module.jobs)
        staff_.jobs.push_back({std::string(rule.kind), rule.label, rule.sends_mail});
    for (auto const& rule : module.recurring)
        staff_.jobs.push_back({std::string(rule.kind), rule.label, false, rule.at});
    if (module.today)
        staff_.today.push_back(module.today);
    if (module.figures)
        staff_.figures.push_back(module.figures);
    for (auto const& route : module.routes)
        add_route(route);
    for (auto const pattern : module.unlogged) {
        if (std::ranges::find(module.routes, pattern, &web::Route::pattern) == module.routes.end())
            throw std::logic_error{"no route of this module: " + std::string(pattern)};
        unlogged_routes_.insert(pattern);
    }
}

void Application::add_route(web::Route const& route)
{
    router_.add(
        route.method, route.pattern,
        [this, route](Context& context, http::Request const& request, http::PathParams const& path) {
            auto const& publication = *context.publication;
            web::Call call{request, path,   publication.site, publication.parts,
                           staff_,  clock_, signals_,         &context.db};
            return web::answer(route, call);
        },
        route.body_limit, route.effort);
    if (route.access.kind == web::Access::Kind::public_cached)
        cached_routes_.insert(route.pattern);
}

void Application::advise(http::Config& config) const
{
    config.body_limit
        = [this](http::Method method, std::string_view path) { return body_limit(method, path); };
    config.effort_of = [this](http::Method method, std::string_view path) { return effort_of(method, path); };
    config.route_of = [this](std::string_view path) { return route_of(path); };
    config.is_unlogged = [this](std::string_view route) { return unlogged_routes_.contains(route); };
    config.status_of = &Application::status_of;
    config.error_page
        = [this](http::Status status, http::Request const& request) { return error_page(status, request); };
}

// An address with a slash too many, which is only led on, holds the same secret.
std::string Application::route_of(std::string_view path) const
{
    auto const pattern = router_.pattern_of(path);
    if (pattern.empty() && path.ends_with('/'))
        return std::string(router_.pattern_of(path.substr(0, path.size() - 1)));
    return std::string(pattern);
}

void Application::add_operations()
{
    // Alive: the process answers. Ready: it can do its work. Neither says anything about the data.
    auto alive = plain(http::Status::ok, "ok\n");
    http::add_security_headers(alive, publications_.security());
    alive_ = http::prepare(alive);
    router_.get("/healthz", [](Context&, http::Request const&, http::PathParams const&) {
        return plain(http::Status::ok, "ok\n");
    });
    router_.get("/readyz", [this](Context& context, http::Request const&, http::PathParams const&) {
        bool ready = false;
        try {
            ready = is_ready(context.db);
        } catch (db::Unavailable const& error) { // the answer to the question, not a failure
            log::warning("database.unavailable", {{"what", error.what()}});
        }
        return ready ? plain(http::Status::ok, "ready\n") : plain(http::Status::unavailable, "not ready\n");
    });
    router_.get("/metrics", [this](Context&, http::Request const& request, http::PathParams const&) {
        if (!shows_metrics || !comes_from_this_machine(request))
            return error_page(http::Status::not_found, request);
        return metrics_page(metrics_);
    });
    router_.get(
        "/assets/{rest*}", [this](Context&, http::Request const& request, http::PathParams const& path) {
            return publications_.assets().answer(request, path["rest"]);
        });
    // The service worker must keep its name and lie at the top to see all pages.
    router_.get("/sw.js", [this](Context&, http::Request const& request, http::PathParams const&) {
        return publications_.assets().answer(request, "sw.js");
    });
    router_.get("/favicon.ico", [this](Context&, http::Request const& request, http::PathParams const&) {
        return publications_.assets().answer(request, "favicon.ico");
    });
}

// Read when somebody asks; a tenant may appear at any time.
void Application::add_metrics()
{
    struct Shown {
        std::weak_ptr<http::PageCache const> pages; // whose counts they are
        http::PageCache::Statistics statistics;
    };
    metrics_.before_expose([&registry = metrics_, before = std::map<identity::Refusal, std::uint64_t>(),
                            refused_before = std::uint64_t{0}, read_before = web::ReadingCounts{}]() mutable {
        for (std::size_t i = 0; i < identity::refusal_names.size(); ++i) {
            auto const refusal = static_cast<identity::Refusal>(i);
            auto const now = identity::count_refusals(refusal);
            auto& shown = before[refusal];
            registry
                .counter(
                    "kommin_logins_refused_total",
                    "Passwords and codes that were refused, and waits after too many.",
                    {{"reason", std::string(identity::to_text(refusal))}})
                .add(static_cast<double>(now - shown));
            shown = now;
        }
        auto const refused = web::count_refused_accesses();
        registry.counter("kommin_accesses_refused_total", "Pages that somebody logged in had no right to.")
            .add(static_cast<double>(refused - refused_before));
        refused_before = refused;
        auto const read = web::count_readings();
        registry.counter("kommin_readings_total", "Looks at personal data that are on record.")
            .add(static_cast<double>(read.readings - read_before.readings));
        registry.counter("kommin_exported_lines_total", "Lines of files with personal data.")
            .add(static_cast<double>(read.exported_lines - read_before.exported_lines));
        read_before = read;
    });
    metrics_.before_expose([&registry = metrics_, &publications = publications_,
                            shown = std::map<std::string, Shown>()]() mutable {
        for (auto const& publication : publications.list()) {
            auto const& slug = publication->slug;
            metrics::Labels const tenant{{"tenant", slug}};
            auto& before = shown[slug];
            if (before.pages.lock() != publication->pages) // another version: its cache counts from zero
                before = {publication->pages, {}};
            auto const now = publication->pages->statistics();
            registry.counter("kommin_page_cache_hits_total", "Pages found ready.", tenant)
                .add(static_cast<double>(now.hits - before.statistics.hits));
            registry.counter("kommin_page_cache_misses_total", "Addresses not found ready.", tenant)
                .add(static_cast<double>(now.misses - before.statistics.misses));
            registry.gauge("kommin_page_cache_entries", "Pages ready now.", tenant)
                .set(static_cast<double>(now.entries));
            registry.gauge("kommin_page_cache_bytes", "Memory of the pages ready now.", tenant)
                .set(static_cast<double>(now.bytes));
            for (auto const& [module, version] : publication->versions)
                registry
                    .gauge(
                        "kommin_published_version", "Version that the public sees.",
                        {{"tenant", slug}, {"module", module}})
                    .set(static_cast<double>(version));
            for (auto const& [name, module] : publication->modules) {
                for (auto const& [kind, count] : module->records)
                    registry
                        .gauge(
                            "kommin_published_records", "Records that the public sees.",
                            {{"tenant", slug}, {"kind", kind}})
                        .set(static_cast<double>(count));
            }
            before.statistics = now;
        }
    });
}

http::Response Application::dispatch(
    http::Request const& request, db::Connection& db, Publication const* publication) const
{
    bool const is_operation = request.path() == "/healthz" || request.path() == "/readyz"
        || request.path() == "/metrics" || request.path().starts_with("/assets/");
    if (publication == nullptr && !is_operation)
        return plain(http::Status::misdirected_request, "Unter diesem Namen antwortet hier niemand.\n");

    if (is_something_but_a_form(request))
        return error_page(http::Status::unsupported_media_type, request);
    Context context{db, publication};
    return router_.dispatch(context, request, [&](http::Status status, http::Request const& refused) {
        return error_page(status, refused);
    });
}

http::Response Application::answer(http::Request const& request, db::Connection& db) const
{
    // Taken before the handler takes its snapshot: a page must not come into the cache of a later version.
    return answer(request, db, publications_.find(request.host()));
}

http::Response Application::answer_once(http::Request const& request, db::Connection& db) const
{
    auto const publication = publications_.find(request.host());
    if (!publication || request.method() != http::Method::get
        || !cached_routes_.contains(router_.pattern_of(request.path())))
        return answer(request, db, publication);
    http::PageCache::Making const making(
        *publication->pages, request.target(), request.encoding(),
        std::min(request.deadline(), std::chrono::steady_clock::now() + longest_database_work));
    return making.page() ? http::Response::ready(making.page()) : answer(request, db, publication);
}

http::Response Application::answer(
    http::Request const& request, db::Connection& db, PublicationOfHost const& publication) const
{
    db::DeadlineScope const limited(
        db, std::min(request.deadline(), std::chrono::steady_clock::now() + longest_database_work));
    auto response = dispatch(request, db, publication.get());
    http::add_security_headers(response, publications_.security());
    if (!publication || !response.page_cache_lifetime())
        return response;
    // Only public_cached routes come so far, and they promise to answer everybody alike, whatever cookies
    // came.
    return http::remember(*publication->pages, request, std::move(response), http::Cookies::make_none);
}

http::Status Application::status_of(std::exception const& failure)
{
    bool const will_pass = dynamic_cast<db::Unavailable const*>(&failure) != nullptr
        || dynamic_cast<db::SerializationConflict const*>(&failure) != nullptr
        || dynamic_cast<web::NotPublished const*>(&failure) != nullptr;
    if (dynamic_cast<web::ForeignForm const*>(&failure) != nullptr)
        return http::Status::forbidden;
    return will_pass ? http::Status::unavailable : http::Status::internal_error;
}

std::shared_ptr<http::Prepared const> Application::find_ready(http::FastRequest const& request) const
{
    // Not in the queue behind others: workers who wait for the database are alive.
    if (request.target == "/healthz")
        return alive_;
    if (request.target.starts_with("/assets/"))
        return publications_.assets().find(request);
    auto const publication = publications_.find(request.host);
    return publication ? publication->pages->find(request.target, request.encoding) : nullptr;
}

http::Response Application::error_page(http::Status status, http::Request const& request) const
{
    auto const publication = publications_.find(request.host());
    if (!publication) {
        auto response = plain(status, std::string(http::reason(status)) + '\n');
        http::add_security_headers(response, publications_.security());
        return response;
    }
    http::PathParams const path;
    web::Call const call{request, path, publication->site, publication->parts, staff_, clock_, signals_};
    if (status == http::Status::payload_too_large && web::is_of_staff(request.path())) {
        auto page = web::staff_too_large(call);
        http::add_security_headers(page, publications_.security());
        return page;
    }
    return publication->error_pages->page(
        status, web::language_for(call), request.request_id(), [&](http::Request const& sample) {
            web::Call sample_call{sample, path,   publication->site, publication->parts,
                                  staff_, clock_, signals_};
            auto page = web::error_page(web::Visit(sample_call), status);
            http::add_security_headers(page, publications_.security());
            return page;
        });
}

} // namespace kommin::app
