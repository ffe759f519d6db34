#include "app/serve.hpp"

#include "app/application.hpp"
#include "app/count_keeper.hpp"
#include "app/metrics_listener.hpp"
#include "app/modules.hpp"
#include "app/publications.hpp"
#include "app/share.hpp"
#include "app/watch.hpp"
#include "app/weaknesses.hpp"
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
#include <chrono>
#include <csignal>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <future>
#include <optional>
#include <stdexcept>
#include <thread>

namespace kommin::app {

namespace {

// Three tries of a use case fit into the time that a request has for its statements (application.cpp).
constexpr std::chrono::milliseconds longest_wait_for_lock{1500};

// Signals reach the server through a lock-free pointer; stop() may be called from a signal handler.
std::atomic<http::Server*> running_server;
std::atomic<bool> stop_is_asked;
void on_stop_signal(int)
{
    stop_is_asked = true;
    if (auto* const server = running_server.load())
        server->stop();
}

class StopSignals {
public:
    explicit StopSignals(http::Server& server)
    {
        running_server = &server;
        stop_is_asked = false;
        std::signal(SIGTERM, on_stop_signal);
        std::signal(SIGINT, on_stop_signal);
        std::signal(SIGPIPE, SIG_IGN);
    }
    StopSignals(StopSignals const&) = delete;
    StopSignals& operator=(StopSignals const&) = delete;
    ~StopSignals()
    {
        std::signal(SIGTERM, SIG_DFL);
        std::signal(SIGINT, SIG_DFL);
        running_server = nullptr;
    }
};

}

namespace {

std::string host_of(Settings const& settings)
{
    bool const is_ipv6 = settings.address.find(':') != std::string::npos;
    return is_ipv6 ? '[' + settings.address + ']' : settings.address;
}

// Without a setting it is the address on which the server listens, if that names one machine: good enough to
// try things out, and never a guess.
std::string base_url_of(Settings const& settings)
{
    bool const is_any = settings.address == "0.0.0.0" || settings.address == "::";
    if (!settings.base_url.empty() || is_any || settings.port == 0)
        return settings.base_url;
    return "http://" + host_of(settings) + ':' + std::to_string(settings.port);
}

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

}

void serve(Settings settings, db::Location const& location, Clock const& clock)
{
    settings.base_url = base_url_of(settings); // mails of the jobs lead there, too
    metrics::Registry metrics;
    jobs::Bell bell;
    Signals const signals{.bell = &bell};
    auto const modules = all_modules(settings);
    Publications publications(
        http::StaticFiles::load(find_shared("assets/manifest.txt").parent_path()), modules,
        {.base_url = settings.base_url,
         .page_cache_bytes = settings.page_cache_mb << 20U,
         .hsts_subdomains = settings.hsts_subdomains,
         .idle_limit = std::chrono::minutes(settings.session_idle_minutes)});
    Watch watch(publications, location, metrics);
    if (publications.list().empty())
        log::warning("no_tenant", {{"hint", "kommin demo creates a demonstration"}});

    clear_up(settings, location, clock, signals);

    Application application(publications, modules, clock, metrics, signals);
    application.is_ready = [](db::Connection& db) {
        // A transaction opens a lost connection again: one that broke while idle is no reason to say no.
        db::Transaction const transaction(db, db::Transaction::Kind::read);
        return static_cast<bool>(db::check_current(db));
    };

    http::Config config;
    config.address = settings.address;
    config.port = settings.port;
    config.workers = settings.workers;
    // As many readers may come at once where there are few cores.
    config.limits.queue = std::max(256U, 64 * settings.workers);
    config.trusted_proxies = settings.trusted_proxies;
    config.metrics = &metrics;
    application.advise(config);
    http::Server server(
        std::move(config),
        [&application](http::FastRequest const& request) { return application.find_ready(request); },
        [&application, &location]() -> http::Handler {
            // Each worker owns one connection; it lives and dies on the worker's thread. A database that goes
            // away just now costs some requests, not the site.
            std::shared_ptr<db::Connection> connection = db::Connection::open(
                location, {.may_be_away = true, .busy_timeout = longest_wait_for_lock});
            return [&application, connection](http::Request const& request) {
                return application.answer_once(request, *connection);
            };
        });
    std::optional<MetricsListener> metrics_listener;
    if (!settings.metrics_address.empty()) {
        application.shows_metrics = false;
        metrics_listener.emplace(settings.metrics_address, settings.metrics_port, metrics);
    }
    auto const jobs = jobs_of(modules, clock, signals);
    std::optional<jobs::Runner> runner;
    if (settings.jobs)
        runner.emplace(location, clock, bell, jobs.handlers(), runner_options(jobs));
    CountKeeper counts(modules, location, clock, signals);
    StopSignals const stop_signals(server);
    warn_of_weaknesses(settings, location);
    std::printf("Kommin: http://%s:%u/\n", host_of(settings).c_str(), static_cast<unsigned>(server.port()));
    std::fflush(stdout);
    // All end at the same time and not one after the other: where the database is silent, each of them waits
    // for its own deadline. Jobs of the last requests stay in the database for the next start.
    auto const ended = std::async(std::launch::async, [&] {
        while (!stop_is_asked)
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        watch.stop_soon();
        counts.stop_soon();
        if (runner)
            runner->stop();
        counts.stop();
        watch.stop();
    });
    try {
        server.run();
    } catch (...) {
        stop_is_asked = true;
        throw;
    }
    stop_is_asked = true;
    wait_or_exit(ended);
}

} // namespace kommin::app
