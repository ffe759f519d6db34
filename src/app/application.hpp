#pragma once
// Application: the modules wired together – one function from request to response, with or without a network.

#include "app/publications.hpp"
#include "modules/portal/module.hpp"
#include "platform/base/clock.hpp"
#include "platform/db/connection.hpp"
#include "platform/http/request.hpp"
#include "platform/http/response.hpp"
#include "platform/http/router.hpp"
#include "platform/http/security_headers.hpp"
#include "platform/http/server.hpp"
#include "platform/metrics/metrics.hpp"
#include "platform/web/call.hpp"

#include <functional>
#include <memory>

namespace kommin::app {

class Application {
public:
    Application(Publications& publications, Clock const& clock, metrics::Registry& metrics);

    // Answers a request on a worker's connection. Never throws for what a client can cause; what the machine
    // causes is caught here once: rolled back, logged with the request id, answered with 500 or 503.
    [[nodiscard]] http::Response answer(http::Request const& request, db::Connection& db) const;

    // The pages that are ready: for the server's I/O thread.
    [[nodiscard]] std::shared_ptr<http::Prepared const> find_ready(http::FastRequest const& request) const;

    // For refusals that never reach a handler; must not touch the database.
    [[nodiscard]] http::Response error_page(http::Status status, http::Request const& request) const;

    // Whether requests can be served; asked by /readyz.
    std::function<bool(db::Connection&)> is_ready = [](db::Connection&) { return true; };

    [[nodiscard]] std::span<http::RouteInfo const> routes() const { return router_.routes(); }

private:
    struct Context {
        db::Connection& db;
        Publication const* publication;
    };
    [[nodiscard]] http::Response dispatch(http::Request const& request, db::Connection& db) const;
    void add_operations();

    Publications& publications_;
    Clock const& clock_;
    metrics::Registry& metrics_;
    portal::Portal portal_;
    http::Router<Context> router_;
};

} // namespace kommin::app
