#pragma once
// Router: from method and path to handler. Built once at start, then read by all threads.
//
// Patterns: "/", "/{lang}/angebote/{slug}", "/api/offers/{id:u32}", "/assets/{rest*}". A static segment wins
// over a parameter, a typed parameter over an untyped one, any of them over "{rest*}", whatever the order of
// registration; a "{rest*}" also takes the methods that an address below it has no route for. Types: u32,
// i64, slug, lang (BCP 47 shape: "de", "de-simple").

#include "platform/http/request.hpp"
#include "platform/http/response.hpp"
#include "platform/http/types.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace kommin::http {

// The values of the pattern's parameters, percent-decoded and UTF-8.
class PathParams {
public:
    PathParams() = default;
    explicit PathParams(std::vector<std::pair<std::string_view, std::string>> values)
        : values_(std::move(values))
    { }
    // "" if the pattern has no such parameter.
    [[nodiscard]] std::string_view operator[](std::string_view name) const;

private:
    std::vector<std::pair<std::string_view, std::string>> values_; // names lie in the route table
};

// Bytes that the body of a form may have; more is for routes that say so.
inline constexpr std::size_t form_limit = 64 * 1024;

struct RouteInfo {
    Method method;
    std::string pattern;
    std::size_t body_limit = form_limit;
    Effort effort = Effort::ordinary;
};

struct MethodNotAllowed {
    std::string allow; // value of the Allow header: "GET, HEAD, OPTIONS"
};
struct SlashRedirect {
    std::string target; // the same path with or without its trailing slash, percent-encoded as sent
};
struct NoMatch { };

// The part of the router that does not depend on the handlers' type.
class RouteTable {
public:
    struct Found {
        std::size_t index;
        PathParams params;
    };
    using Answer = std::variant<Found, MethodNotAllowed, SlashRedirect, NoMatch>;

    RouteTable();
    ~RouteTable();
    RouteTable(RouteTable&&) noexcept;
    RouteTable& operator=(RouteTable&&) noexcept;

    // Throws std::logic_error for a pattern that is malformed or already there.
    void add(
        Method method, std::string_view pattern, std::size_t body_limit = form_limit,
        Effort effort = Effort::ordinary);
    [[nodiscard]] Answer find(Method method, std::string_view path) const;
    [[nodiscard]] std::span<RouteInfo const> routes() const { return routes_; }

private:
    struct Node;
    std::unique_ptr<Node> root_;
    std::vector<RouteInfo> routes_;
};

// 204 to OPTIONS, 405 to anything else, both with Allow.
Response answer(MethodNotAllowed const& refusal, Method method);
// 308, which keeps method and body; the query string is kept.
Response answer(SlashRedirect const& redirect, Request const& request);

template<class Context>
class Router {
public:
    using Handler = std::function<Response(Context&, Request const&, PathParams const&)>;
    struct Match {
        Handler const& handler;
        PathParams params;
        RouteInfo const& route;
    };

    void add(
        Method method, std::string_view pattern, Handler handler, std::size_t body_limit = form_limit,
        Effort effort = Effort::ordinary)
    {
        table_.add(method, pattern, body_limit, effort);
        handlers_.push_back(std::move(handler));
    }
    void get(std::string_view pattern, Handler handler) { add(Method::get, pattern, std::move(handler)); }
    void post(std::string_view pattern, Handler handler) { add(Method::post, pattern, std::move(handler)); }

    // HEAD is answered by the GET handler; the server drops the body.
    [[nodiscard]] std::variant<Match, MethodNotAllowed, SlashRedirect, NoMatch> find(
        Method method, std::string_view path) const
    {
        auto answer = table_.find(method, path);
        if (auto* found = std::get_if<RouteTable::Found>(&answer)) {
            return Match{handlers_[found->index], std::move(found->params), table_.routes()[found->index]};
        }
        if (auto* refused = std::get_if<MethodNotAllowed>(&answer))
            return std::move(*refused);
        if (auto* redirect = std::get_if<SlashRedirect>(&answer))
            return std::move(*redirect);
        return NoMatch{};
    }

    // What the server may read before it asks the handler; for Config::body_limit.
    [[nodiscard]] std::size_t body_limit(Method method, std::string_view path) const
    {
        auto const found = find(method, path);
        auto const* const match = std::get_if<Match>(&found);
        return match == nullptr ? form_limit : match->route.body_limit;
    }

    // For Config::effort_of.
    [[nodiscard]] Effort effort_of(Method method, std::string_view path) const
    {
        auto const found = find(method, path);
        auto const* const match = std::get_if<Match>(&found);
        return match == nullptr ? Effort::ordinary : match->route.effort;
    }

    // The pattern of the route that has this path, for whatever method; "" if none has. What a log may say of
    // a path that holds a secret.
    [[nodiscard]] std::string_view pattern_of(std::string_view path) const
    {
        for (auto const method : {Method::get, Method::post, Method::put, Method::patch, Method::del}) {
            auto const found = find(method, path);
            if (auto const* const match = std::get_if<Match>(&found))
                return match->route.pattern;
        }
        return {};
    }

    // Finds and calls the handler; error_page(Status, Request const&) makes 404 and 405.
    template<class ErrorPage>
    Response dispatch(Context& context, Request const& request, ErrorPage const& error_page) const
    {
        auto const found = find(request.method(), request.path());
        if (auto const* match = std::get_if<Match>(&found)) {
            Response response = match->handler(context, request, match->params);
            response.set_route(match->route.pattern);
            return response;
        }
        if (auto const* redirect = std::get_if<SlashRedirect>(&found))
            return answer(*redirect, request);
        if (auto const* refused = std::get_if<MethodNotAllowed>(&found)) {
            if (request.method() == Method::options)
                return answer(*refused, request.method());
            Response page = error_page(Status::method_not_allowed, request);
            page.header("Allow", refused->allow);
            return page;
        }
        return error_page(Status::not_found, request);
    }

    // In the order of registration: for permission matrices and documentation.
    [[nodiscard]] std::span<RouteInfo const> routes() const { return table_.routes(); }

private:
    RouteTable table_;
    std::vector<Handler> handlers_;
};

} // namespace kommin::http
