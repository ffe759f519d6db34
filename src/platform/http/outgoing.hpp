#pragma once
// Outgoing: an answer ready for the wire, made on the worker that ran the handler. Private to this folder.

#include "platform/http/request.hpp"
#include "platform/http/response.hpp"
#include "platform/http/server.hpp"
#include "platform/metrics/metrics.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace kommin::http {

struct Outgoing {
    Status status = Status::ok;
    std::string head; // without Date, Connection, Server and the empty line
    std::string text; // the body, or
    Response::SharedBody shared; // the body, or
    std::shared_ptr<Producer> producer; // what makes it piece by piece
    bool chunked = false; // how the pieces are framed
    bool until_close = false; // the pieces end with the connection

    [[nodiscard]] std::string_view body() const { return shared ? std::string_view{*shared} : text; }
};

// HTTP version of the reader: 10 cannot read chunks.
Outgoing to_outgoing(Request const& request, Response response, int version);

// The page for a refusal by Config::error_page, or a plain sentence where that is absent or throws. A 503
// says when to come again.
Response make_error_page(ErrorPage const& error_page, Status status, Request const& request);

struct AnswerOptions {
    ErrorPage const& error_page;
    StatusOf const& status_of;
    std::function<std::string(std::string_view path)> const& route_of; // see Config
    std::function<bool(std::string_view route)> const& is_unlogged; // likewise
    AccessLog access_log = AccessLog::workers;
    std::optional<metrics::Histogram> const& seconds; // time spent in handlers
};

// Calls the handler and makes the answer ready. The one place that catches what the machine causes: logged
// with the id of the request, answered by an error page. Never throws.
Outgoing answer_request(
    Handler const& handler, Request const& request, int version, AnswerOptions const& options);

} // namespace kommin::http
