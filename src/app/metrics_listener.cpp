#include "app/metrics_listener.hpp"

#include "platform/log/log.hpp"

#include <exception>
#include <utility>

namespace kommin::app {

namespace {

http::Config config_for(std::string address, std::uint16_t port)
{
    http::Config config;
    config.address = std::move(address);
    config.port = port;
    config.workers = 1;
    config.limits.connections = 64;
    config.access_log = http::AccessLog::off;
    config.body_limit = [](http::Method, std::string_view) { return std::size_t{0}; };
    return config;
}

}

http::Response metrics_page(metrics::Registry& registry)
{
    return http::Response(http::Status::ok)
        .body(registry.expose(), "text/plain; version=0.0.4; charset=utf-8")
        .no_store();
}

MetricsListener::MetricsListener(std::string address, std::uint16_t port, metrics::Registry& registry)
    : server_(
          config_for(std::move(address), port), {},
          [&registry]() -> http::Handler {
              return [&registry](http::Request const& request) {
                  return request.path() == "/metrics"
                      ? metrics_page(registry)
                      : http::Response::text(http::Status::not_found, "/metrics\n");
              };
          })
    , thread_([this] {
        try {
            server_.run();
        } catch (std::exception const& failure) { // the portal goes on without
            log::error("metrics.listener_failed", {{"what", failure.what()}});
        }
    })
{ }

MetricsListener::~MetricsListener()
{
    server_.stop();
    thread_.join();
}

} // namespace kommin::app
