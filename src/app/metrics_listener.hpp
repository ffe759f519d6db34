#pragma once
// MetricsListener: /metrics on an address of its own, for a network that only the operator reaches.

#include "platform/http/server.hpp"
#include "platform/metrics/metrics.hpp"

#include <cstdint>
#include <string>
#include <thread>

namespace kommin::app {

class MetricsListener {
public:
    // Throws std::runtime_error if the address cannot be had. The registry must outlive the listener.
    MetricsListener(std::string address, std::uint16_t port, metrics::Registry& registry);
    ~MetricsListener();
    MetricsListener(MetricsListener const&) = delete;
    MetricsListener& operator=(MetricsListener const&) = delete;

    [[nodiscard]] std::uint16_t port() const { return server_.port(); }

private:
    http::Server server_;
    std::thread thread_;
};

// The answer of /metrics.
http::Response metrics_page(metrics::Registry& registry);

} // namespace kommin::app
