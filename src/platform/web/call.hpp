#pragma once
// Call: one request being answered, with everything a handler may use. Lives on one worker thread.
// Route: one line of a module's route table, with what holds for the answer.

#include "platform/base/clock.hpp"
#include "platform/db/connection.hpp"
#include "platform/http/request.hpp"
#include "platform/http/response.hpp"
#include "platform/http/router.hpp"
#include "platform/web/published_parts.hpp"
#include "platform/web/site.hpp"
#include "platform/work/work.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::web {

struct Call {
    http::Request const& request;
    http::PathParams const& path;
    Site const& site;
    PublishedParts const& published; // of the same version as the site
    Clock const& clock;
    Signals const& signals;
    db::Connection* connection = nullptr; // this worker's; null only while a refusal gets its page

    [[nodiscard]] db::Connection& db() const
    {
        if (connection == nullptr)
            throw std::logic_error("a refusal must not touch the database");
        return *connection;
    }
    [[nodiscard]] i18n::LocalTime local_now() const { return site.zone->to_local(clock.now()); }
};

using Handler = std::function<http::Response(Call&)>;

// Who may see what a route answers. Stated by every route; there is no default that could be forgotten.
enum class Access : std::uint8_t {
    public_page, // everybody, made anew for each request
    public_cached, // everybody the same, whatever cookies came along: may wait in the page cache
};

struct Route {
    http::Method method;
    std::string_view pattern; // "/{lang:lang}/angebote/{slug:slug}"
    Access access;
    Handler answer;
    std::size_t body_limit = http::form_limit; // bytes; a larger body is refused before it is read
};

// Calls the handler and holds it to what its route states: only a route that says so may put its answers into
// the page cache, from where everybody gets them without being asked anything. Another one that tries is a
// bug: thrown as std::logic_error in a Debug build, logged and not cached otherwise.
http::Response answer(Route const& route, Call& call);

} // namespace kommin::web
