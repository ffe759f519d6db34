#include "app/serve.hpp"

#include "app/application.hpp"
#include "app/publications.hpp"
#include "app/share.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/migration.hpp"
#include "platform/files/files.hpp"
#include "platform/http/server.hpp"
#include "platform/log/log.hpp"
#include "platform/metrics/metrics.hpp"

#include <atomic>
#include <csignal>
#include <cstdio>
#include <stdexcept>
#include <thread>

namespace kommin::app {

namespace {

constexpr std::size_t largest_vocabulary = std::size_t{8} << 20U;

search::Concepts load_concepts()
{
    auto const file = find_shared("demo/search/concepts.csv");
    auto const bytes = files::read_file(file, largest_vocabulary);
    if (!bytes)
        throw std::runtime_error("cannot read " + file.string());
    auto parsed = search::Concepts::parse(*bytes);
    if (auto const* error = std::get_if<std::string>(&parsed))
        throw std::runtime_error(file.string() + ": " + *error);
    return std::move(std::get<search::Concepts>(parsed));
}

// Watches for versions that this or another process has published and loads them beside the running server.
class Watch {
public:
    Watch(Publications& publications, db::Location const& location)
        : connection_(db::Connection::open(location))
        , publications_(publications)
    {
        publications_.refresh(*connection_);
        thread_ = std::jthread([this](std::stop_token const& stop) { run(stop); });
    }

private:
    void run(std::stop_token const& stop)
    {
        constexpr std::chrono::milliseconds step{500};
        while (!stop.stop_requested()) {
            std::this_thread::sleep_for(step);
            try {
                publications_.refresh(*connection_);
            } catch (std::exception const& error) {
                // The last good version stays; the next round tries again.
                log::warning("publication.refresh_failed", {{"what", error.what()}});
            }
        }
    }
    std::unique_ptr<db::Connection> connection_;
    Publications& publications_;
    std::jthread thread_; // last: stops before what it uses goes away
};

// Signals reach the server through a lock-free pointer; stop() may be called from a signal handler.
std::atomic<http::Server*> running_server;
void on_stop_signal(int)
{
    if (auto* const server = running_server.load())
        server->stop();
}

class StopSignals {
public:
    explicit StopSignals(http::Server& server)
    {
        running_server = &server;
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

void serve(Settings const& settings, db::Location const& location, Clock const& clock)
{
    metrics::Registry metrics;
    Publications publications(
        http::StaticFiles::load(find_shared("assets/manifest.txt").parent_path()), load_concepts(),
        {.base_url = settings.base_url, .page_cache_bytes = settings.page_cache_mb << 20U});
    Watch const watch(publications, location);
    if (!publications.find(TenantId{1}) && publications.find(std::string_view{}) == nullptr)
        log::warning("no_tenant", {{"hint", "kommin demo creates a demonstration"}});

    Application application(publications, clock, metrics);
    application.is_ready = [](db::Connection& db) { return static_cast<bool>(db::check_current(db)); };

    http::Config config;
    config.address = settings.address;
    config.port = settings.port;
    config.workers = settings.workers;
    config.trusted_proxies = settings.trusted_proxies;
    config.metrics = &metrics;
    config.error_page = [&application](http::Status status, http::Request const& request) {
        return application.error_page(status, request);
    };
    http::Server server(
        std::move(config),
        [&application](http::FastRequest const& request) { return application.find_ready(request); },
        [&application, &location]() -> http::Handler {
            // Each worker owns one connection; it lives and dies on the worker's thread.
            std::shared_ptr<db::Connection> connection = db::Connection::open(location);
            return [&application, connection](http::Request const& request) {
                return application.answer(request, *connection);
            };
        });
    StopSignals const signals(server);
    auto const host
        = settings.address.find(':') == std::string::npos ? settings.address : '[' + settings.address + ']';
    std::printf("Kommin: http://%s:%u/\n", host.c_str(), static_cast<unsigned>(server.port()));
    std::fflush(stdout);
    server.run();
}

} // namespace kommin::app
