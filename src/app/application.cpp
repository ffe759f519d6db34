#include "app/application.hpp"

#include "platform/db/error.hpp"
#include "platform/log/log.hpp"

namespace kommin::app {

namespace {

http::Response plain(http::Status status, std::string text)
{
    return http::Response::text(status, std::move(text)).no_store();
}

}

Application::Application(Publications& publications, Clock const& clock, metrics::Registry& metrics)
    : publications_(publications)
    , clock_(clock)
    , metrics_(metrics)
    , portal_([&publications](TenantId tenant) {
        auto const publication = publications.find(tenant);
        return publication ? publication->snapshot : nullptr;
    })
{
    add_operations();
    for (auto& route : portal_.routes()) {
        router_.add(
            route.method, route.pattern,
            [this, answer = std::move(route.answer)](
                Context& context, http::Request const& request, http::PathParams const& path) {
                web::Call call{request, path, context.publication->site, clock_, &context.db};
                return answer(call);
            });
    }
}

void Application::add_operations()
{
    // Alive: the process answers. Ready: it can do its work. Neither says anything about the data.
    router_.get("/healthz", [](Context&, http::Request const&, http::PathParams const&) {
        return plain(http::Status::ok, "ok\n");
    });
    router_.get("/readyz", [this](Context& context, http::Request const&, http::PathParams const&) {
        return is_ready(context.db) ? plain(http::Status::ok, "ready\n")
                                    : plain(http::Status::unavailable, "not ready\n");
    });
    router_.get("/metrics", [this](Context&, http::Request const&, http::PathParams const&) {
        return http::Response(http::Status::ok)
            .body(metrics_.expose(), "text/plain; version=0.0.4; charset=utf-8")
            .no_store();
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

http::Response Application::dispatch(http::Request const& request, db::Connection& db) const
{
    auto const publication = publications_.find(request.host());
    bool const is_operation = request.path() == "/healthz" || request.path() == "/readyz"
        || request.path() == "/metrics" || request.path().starts_with("/assets/");
    if (!publication && !is_operation)
        return plain(http::Status::misdirected_request, "Unter diesem Namen antwortet hier niemand.\n");

    Context context{db, publication.get()};
    auto response
        = router_.dispatch(context, request, [&](http::Status status, http::Request const& refused) {
              return error_page(status, refused);
          });
    http::add_security_headers(response, publications_.security());
    if (publication && response.page_cache_lifetime())
        // The only public cookie is the remembered language, and pages take theirs from the URL.
        return http::remember(*publication->pages, request, std::move(response), http::Cookies::make_none);
    return response;
}

http::Response Application::answer(http::Request const& request, db::Connection& db) const
{
    auto response = [&] {
        try {
            return dispatch(request, db);
        } catch (db::Unavailable const& error) {
            log::error("database.unavailable", {{"request", request.request_id()}, {"what", error.what()}});
            return error_page(http::Status::unavailable, request).header("Retry-After", "5");
        } catch (std::exception const& error) {
            log::error("request.failed", {{"request", request.request_id()}, {"what", error.what()}});
            return error_page(http::Status::internal_error, request);
        }
    }();
    http::add_security_headers(response, publications_.security());
    return response;
}

std::shared_ptr<http::Prepared const> Application::find_ready(http::FastRequest const& request) const
{
    if (request.target.starts_with("/assets/"))
        return publications_.assets().find(request);
    auto const publication = publications_.find(request.host);
    return publication ? publication->pages->find(request.target, request.encoding) : nullptr;
}

http::Response Application::error_page(http::Status status, http::Request const& request) const
{
    auto const publication = publications_.find(request.host());
    if (!publication)
        return plain(status, std::string(http::reason(status)) + '\n');
    http::PathParams const path;
    web::Call call{request, path, publication->site, clock_};
    return portal_.error_page(call, status);
}

} // namespace kommin::app
