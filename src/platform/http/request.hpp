#pragma once
// Request: what a handler sees of one HTTP request. Immutable; belongs to one worker at a time.

#include "platform/base/result.hpp"
#include "platform/http/form.hpp"
#include "platform/http/multipart.hpp"
#include "platform/http/types.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace kommin::http {

class SpilledBody; // a body in an unlinked temporary file, mapped into memory

class Request {
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    // What the session collects before a request exists.
    struct Parts {
        Method method = Method::get;
        std::string target = "/"; // checked: check_target() accepted it
        Headers headers;
        std::string body;
        std::shared_ptr<SpilledBody const> spilled; // instead of `body`
        std::string peer; // address without port
        std::string request_id;
        bool secure = false;
        TimePoint deadline = TimePoint::max();
    };
    explicit Request(Parts parts);
    Request(Request const&) = default;
    Request(Request&&) = default;
    Request& operator=(Request const&) = default;
    Request& operator=(Request&&) = default;
    ~Request(); // overwrites the body: a password may stand in it
    // Throws std::invalid_argument for a target that the server would have refused.
    static Request for_test(Method method, std::string target, Headers headers = {}, std::string body = {});

    [[nodiscard]] Method method() const { return parts_.method; }
    // Path and query as sent: "/de/angebote?q=kurs".
    [[nodiscard]] std::string_view target() const { return parts_.target; }
    // The path as sent, still percent-encoded; starts with "/". "*" only for OPTIONS.
    [[nodiscard]] std::string_view path() const { return target().substr(0, path_length_); }
    // The query string as sent, without "?".
    [[nodiscard]] std::string_view query_text() const;
    [[nodiscard]] Form const& query() const { return query_; }
    // The first field of that name (ASCII case ignored), "" if absent.
    [[nodiscard]] std::string_view header(std::string_view name) const;
    // There is a field of that name, be its value empty.
    [[nodiscard]] bool has_header(std::string_view name) const;
    [[nodiscard]] Headers const& headers() const { return parts_.headers; }
    // The value of that cookie, "" if absent.
    [[nodiscard]] std::string_view cookie(std::string_view name) const;
    [[nodiscard]] std::string_view body() const;
    // The media type without parameters, in lower case: "application/json"; "" if not stated.
    [[nodiscard]] std::string content_type() const;
    // The fields of an urlencoded or multipart body. Problems as Form::parse; "http.form.type" for another
    // type.
    [[nodiscard]] Result<Form> form() const;
    // The parts of a multipart body, referring to this request.
    [[nodiscard]] Result<Multipart> multipart(MultipartLimits limits = {}) const;
    // The client's address, as the outermost trusted proxy saw it. Personal data: never log it as it is.
    [[nodiscard]] std::string_view peer() const { return parts_.peer; }
    [[nodiscard]] std::string_view request_id() const { return parts_.request_id; }
    // Host and port as sent: "portal.kreis-unna.de:8443".
    [[nodiscard]] std::string_view host() const { return header("host"); }
    // The client speaks TLS, to us or to a trusted proxy.
    [[nodiscard]] bool is_secure() const { return parts_.secure; }
    // When the answer must be there; pass it on as statement timeout.
    [[nodiscard]] TimePoint deadline() const { return parts_.deadline; }
    // The best encoding for the answer that the client takes; `rather`: of two that it takes as gladly.
    [[nodiscard]] Encoding encoding(Encoding rather = Encoding::br) const;
    // The same method, target, host and security from a client that says nothing of itself: no other field,
    // no body, no address. What is made from it is the same for everybody.
    [[nodiscard]] Request as_anybody() const;
    // A GET or HEAD that carries neither cookie nor authorization: the same page for everybody.
    [[nodiscard]] bool is_anonymous_get() const;

private:
    Parts parts_;
    std::size_t path_length_ = 0;
    Form query_;
};

} // namespace kommin::http
