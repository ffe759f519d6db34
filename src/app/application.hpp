#pragma once
// Application: the modules wired together – one function from request to response, with or without a network.

#include "app/publications.hpp"
#include "platform/base/clock.hpp"
#include "platform/db/connection.hpp"
#include "platform/http/request.hpp"
#include "platform/http/response.hpp"
#include "platform/http/router.hpp"
#include "platform/http/security_headers.hpp"
#include "platform/http/server.hpp"
#include "platform/metrics/metrics.hpp"
#include "platform/web/call.hpp"
#include "platform/web/module.hpp"
#include "platform/work/work.hpp"

#include <chrono>
#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::app {

class Application {
public:
    // Takes the routes of the modules. `signals`: who in this process hears of what was committed. All but
    // the modules must outlive the application. Throws as web::check_modules().
    Application(
        Publications& publications, std::vector<web::Module> const& modules, Clock const& clock,
        metrics::Registry& metrics, Signals const& signals);

    // Answers a request on a worker's connection, which has the request's deadline meanwhile. Throws only
    // what the machine causes; the server catches it once, logs it with the request id and answers with
    // status_of().
    [[nodiscard]] http::Response answer(http::Request const& request, db::Connection& db) const;

    // The same for many workers: of those who are asked for the same cached page one makes it, and the others
    // wait for that.
    [[nodiscard]] http::Response answer_once(http::Request const& request, db::Connection& db) const;

    // The pages that are ready: for the server's I/O thread.
    [[nodiscard]] std::shared_ptr<http::Prepared const> find_ready(http::FastRequest const& request) const;

    // 503 for what will pass, 403 for a form of another site, 500 for the rest.
    [[nodiscard]] static http::Status status_of(std::exception const& failure);

    // For refusals that never reach a handler; does not touch the database, renders each page once.
    [[nodiscard]] http::Response error_page(http::Status status, http::Request const& request) const;

    // What the server may read before it asks, and whether it keeps the request apart: as the route says.
    [[nodiscard]] http::Effort effort_of(http::Method method, std::string_view path) const
    {
        return router_.effort_of(method, path);
    }
    [[nodiscard]] std::size_t body_limit(http::Method method, std::string_view path) const
    {
        return router_.body_limit(method, path);
    }

    // Sets what a server asks its application, who must outlive it: limits and efforts of routes, what the
    // log says instead of a path and whether it says anything, how a failure is answered.
    void advise(http::Config& config) const;

    // Whether requests can be served; asked by /readyz.
    std::function<bool(db::Connection&)> is_ready = [](db::Connection&) { return true; };

    // For all statements of a request together. Shorter than the grace time of the server: a database that is
    // silent or locked must not keep a stopping program alive.
    std::chrono::steady_clock::duration longest_database_work = std::chrono::seconds(5);

    // Whether /metrics answers here, to programs on this machine; false where it has an address of its own.
    bool shows_metrics = true;

    [[nodiscard]] std::span<http::RouteInfo const> routes() const { return router_.routes(); }

private:
    struct Context {
        db::Connection& db;
        Publication const* publication;
    };
    using PublicationOfHost = std::shared_ptr<Publication const>; // null: nobody answers under this host
    [[nodiscard]] http::Response answer(
        http::Request const& request, db::Connection& db, PublicationOfHost const& publication) const;
    [[nodiscard]] http::Response dispatch(
        http::Request const& request, db::Connection& db, Publication const* publication) const;
    void add_module(web::Module const& module);
    void add_route(web::Route const& route);
    [[nodiscard]] std::string route_of(std::string_view path) const;
    void add_operations();
    void add_metrics();

    Publications& publications_;
    Clock const& clock_;
    metrics::Registry& metrics_;
    Signals const& signals_;
    web::Staff staff_; // of all modules
    http::Router<Context> router_;
    std::set<std::string_view> cached_routes_, unlogged_routes_; // by pattern
    std::shared_ptr<http::Prepared const> alive_;
};

} // namespace kommin::app
