#include "app/service.hpp"

#include "app/application.hpp"
#include "app/count_keeper.hpp"
#include "app/metrics_listener.hpp"
#include "app/modules.hpp"
#include "app/publications.hpp"
#include "app/share.hpp"
#include "app/watch.hpp"
#include "app/worker.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/migration.hpp"
#include "platform/db/transaction.hpp"
#include "platform/http/server.hpp"
#include "platform/jobs/runner.hpp"
#include "platform/log/log.hpp"
#include "platform/metrics/metrics.hpp"
#include "platform/work/work.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <filesystem>
#include <future>
#include <optional>
#include <thread>
#include <utility>

namespace kommin::app {

namespace {

// Three tries of a use case fit into the time that a request has for its statements (application.cpp).
constexpr std::chrono::milliseconds longest_wait_for_lock{1500};

// A database that is away just now keeps nobody from starting.
void clear_up(
    Settings const& settings, db::Location const& location, Clock const& clock, Signals const& signals)
{
    if (!std::filesystem::exists(settings.votes()))
        return;
    try {
        auto const connection = db::Connection::open(location);
        clear_up_at_start(settings, *connection, clock, signals);
    } catch (std::exception const& error) {
        log::warning("start.not_cleared_up", {{"what", error.what()}});
    }
}

http::Config config_of(Settings const& settings, Application const& application, metrics::Registry& metrics)
{
    http::Config config;
    config.address = settings.address;
    config.port = settings.port;
    config.workers = settings.workers;
    // As many readers may come at once where there are few cores.
    config.limits.queue = std::max(256U, 64 * settings.workers);
    config.trusted_proxies = settings.trusted_proxies;
    config.metrics = &metrics;
    application.advise(config);
    return config;
}

http::Handler handler_of(Application const& application, db::Location const& location)
{
    // Each worker owns one connection; it lives and dies on the worker's thread. A database that goes
    // away just now costs some requests, not the site.
    std::shared_ptr<db::Connection> const connection
        = db::Connection::open(location, {.may_be_away = true, .busy_timeout = longest_wait_for_lock});
    return [&application, connection](http::Request const& request) {
        return application.answer_once(request, *connection);
    };
}

}

// In the order of construction: each uses what stands above it.
struct Service::Parts {
    Parts(
        Settings const& settings, std::vector<web::Module> modules_of_service, db::Location const& location,
        Clock const& clock, ServiceOptions options)
        : modules(std::move(modules_of_service))
        , publications(
              http::StaticFiles::load(find_shared("assets/manifest.txt").parent_path()), modules,
              {.base_url = settings.base_url,
               .page_cache_bytes = settings.page_cache_mb << 20U,
               .hsts_subdomains = settings.hsts_subdomains,
               .idle_limit = std::chrono::minutes(settings.session_idle_minutes)})
        , watch(publications, location, metrics)
        , application(publications, modules, clock, metrics, signals)
        , jobs(jobs_of(modules, clock, signals))
    {
        if (publications.list().empty())
            log::warning("no_tenant", {{"hint", "kommin demo creates a demonstration"}});
        clear_up(settings, location, clock, signals);
        application.is_ready = [](db::Connection& db) {
            // A transaction opens a lost connection again: one that broke while idle is no reason to say no.
            db::Transaction const transaction(db, db::Transaction::Kind::read);
            return static_cast<bool>(db::check_current(db));
        };
        server.emplace(
            config_of(settings, application, metrics),
            [this](http::FastRequest const& request) { return application.find_ready(request); },
            [this, &location] { return handler_of(application, location); });
        if (!settings.metrics_address.empty()) {
            application.shows_metrics = false;
            metrics_listener.emplace(settings.metrics_address, settings.metrics_port, metrics);
        }
        if (settings.jobs) {
            auto rules = runner_options(jobs);
            rules.plan_every = options.plan_every;
            rules.poll = options.look_every;
            runner.emplace(location, clock, bell, jobs.handlers(), std::move(rules));
        }
        counts.emplace(modules, location, clock, signals);
    }

    metrics::Registry metrics;
    jobs::Bell bell;
    Signals const signals{.bell = &bell};
    std::vector<web::Module> const modules;
    Publications publications;
    Watch watch;
    Application application;
    JobRules const jobs;
    std::optional<http::Server> server;
    std::optional<MetricsListener> metrics_listener;
    std::optional<jobs::Runner> runner;
    std::optional<CountKeeper> counts;
    std::atomic<bool> stop_is_asked = false;
};

Service::Service(
    Settings const& settings, std::vector<web::Module> modules, db::Location const& location,
    Clock const& clock, ServiceOptions options)
    : parts_(std::make_unique<Parts>(settings, std::move(modules), location, clock, options))
{ }

Service::~Service() = default;

std::uint16_t Service::port() const
{
    return parts_->server->port();
}

void Service::stop() noexcept
{
    parts_->stop_is_asked = true;
    parts_->server->stop();
}

void Service::run()
{
    // All end at the same time and not one after the other: where the database is silent, each of them waits
    // for its own deadline. Jobs of the last requests stay in the database for the next start.
    auto const ended = std::async(std::launch::async, [&parts = *parts_] {
        while (!parts.stop_is_asked)
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        parts.watch.stop_soon();
        parts.counts->stop_soon();
        if (parts.runner)
            parts.runner->stop();
        parts.counts->stop();
        parts.watch.stop();
    });
    try {
        parts_->server->run();
    } catch (...) {
        parts_->stop_is_asked = true;
        throw;
    }
    parts_->stop_is_asked = true;
    wait_or_exit(ended);
}

std::string host_of(Settings const& settings)
{
    bool const is_ipv6 = settings.address.find(':') != std::string::npos;
    return is_ipv6 ? '[' + settings.address + ']' : settings.address;
}

std::string base_url_of(Settings const& settings)
{
    bool const is_any = settings.address == "0.0.0.0" || settings.address == "::";
    if (!settings.base_url.empty() || is_any || settings.port == 0)
        return settings.base_url;
    return "http://" + host_of(settings) + ':' + std::to_string(settings.port);
}

} // namespace kommin::app
