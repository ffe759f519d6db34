#pragma once
// Call: one request being answered, with everything a handler may use. Lives on one worker thread.
// Route: one line of a module's route table.

#include "platform/base/clock.hpp"
#include "platform/db/connection.hpp"
#include "platform/http/request.hpp"
#include "platform/http/response.hpp"
#include "platform/http/router.hpp"
#include "platform/web/site.hpp"

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
    Clock const& clock;
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

struct Route {
    http::Method method = http::Method::get;
    std::string_view pattern; // "/{lang:lang}/angebote/{slug:slug}"
    Handler answer;
};

} // namespace kommin::web
