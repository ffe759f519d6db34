#pragma once
// Server: HTTP/1.1 on one I/O thread and a bounded queue of worker threads.
//
// The I/O thread parses, keeps deadlines, answers what the fast path has ready, and never waits for anything.
// Everything else goes to a worker, of which each may own a database connection.

#include "platform/http/page_cache.hpp"
#include "platform/http/request.hpp"
#include "platform/http/response.hpp"
#include "platform/http/types.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::metrics {
class Registry;
}

namespace kommin::http {

struct Limits {
    std::size_t header = 16 * 1024; // bytes of request line and header fields
    std::size_t header_fields = 200;
    std::size_t body = 2U << 20; // bytes, where body_limit says nothing else
    std::size_t spill = 64 * 1024; // larger bodies wait in a temporary file
    std::size_t connections = 4'096; // open at once; at the cap accepting pauses
    std::size_t connections_per_address = 128; // trusted proxies are exempt
    std::size_t requests_per_connection = 1'000;
    std::size_t queue = 0; // requests waiting for a worker; 0: 64 per worker
    std::size_t laborious_queue = 16; // waiting for the one worker that does what is laborious
    std::size_t lengthy_queue = 8; // waiting for the one that does what is lengthy
};

// Each is the time for the whole phase, not for one read, so that dripping does not help.
struct Timeouts {
    std::chrono::milliseconds header{5'000};
    std::chrono::milliseconds body{15'000}; // plus the time that `body_rate` allows for the size
    std::size_t body_rate = 16 * 1024; // bytes per second that an honest upload reaches
    std::chrono::milliseconds handler{30'000};
    std::chrono::milliseconds write{30'000}; // for each slice of at most 64 kB
    std::chrono::milliseconds idle{15'000}; // between two requests
    std::chrono::milliseconds drain{2'000}; // reading on after a refusal, so that the client gets to see it
    std::chrono::milliseconds grace{10'000}; // after stop()
};

// A GET or HEAD without a body, as it lies in the connection's buffer.
struct FastRequest {
    Method method = Method::get;
    std::string_view target; // path and query; check_target() accepted it
    std::string_view host;
    Encoding encoding = Encoding::identity; // the best one that the client takes
    bool anonymous = true; // neither Cookie nor Authorization
    std::span<HeaderView const> headers;

    [[nodiscard]] std::string_view path() const { return target.substr(0, target.find('?')); }
    [[nodiscard]] std::string_view header(std::string_view name) const { return find_header(headers, name); }
};

// Runs on the I/O thread: look up, never compute, lock briefly, do not throw. Null: a worker shall answer.
using FastPath = std::function<std::shared_ptr<Prepared const>(FastRequest const&)>;
using Handler = std::function<Response(Request const&)>;
// Called once on each worker thread before its first request; the handler lives and dies on that thread.
using MakeWorker = std::function<Handler()>;
// Makes the page for a refusal. Called on any thread, the I/O thread included: must not block, and must be
// cheap, because anybody can cause refusals at will. Of a request that could not be read there is only its id
// and, as far as they could be told, Host, Accept-Language and the first segment of the path.
using ErrorPage = std::function<Response(Status, Request const&)>;
// The status for what a handler threw.
using StatusOf = std::function<Status(std::exception const&)>;

enum class AccessLog : std::uint8_t {
    off,
    workers, // what workers answered and what was refused; pages from the cache are only counted
    all,
};

struct Config {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080; // 0: any free one
    unsigned workers = 4; // and one more for each effort that is not ordinary
    Limits limits;
    Timeouts timeouts;
    std::string server_name; // value of the Server field; "": no such field
    ErrorPage error_page; // none: a plain sentence
    StatusOf status_of; // none: 500 for everything
    // The bytes a body may have, asked before it is read; none: limits.body.
    std::function<std::size_t(Method, std::string_view path)> body_limit;
    // Requests that take long by their nature have a worker of their own for each effort and wait for their
    // like, so that nobody else waits for them; where too many wait already: 503. Asked on the I/O thread for
    // everything but GET and HEAD; none: everything is ordinary.
    std::function<Effort(Method, std::string_view path)> effort_of;
    // The pattern of the route with this path, "" if there is none: written to the log instead of the path,
    // which may hold a secret. None: only answers of handlers that name their route have one.
    std::function<std::string(std::string_view path)> route_of;
    // Routes, by pattern, of whose requests no line is written: time and network alone would say too much of
    // whoever asked. They are counted like all others. None: every request has its line.
    std::function<bool(std::string_view route)> is_unlogged;
    // Addresses or networks ("127.0.0.1", "10.0.0.0/8", "::1") whose X-Forwarded-For and -Proto are believed.
    std::vector<std::string> trusted_proxies;
    std::filesystem::path temporary_directory; // for spilled bodies; "": the system's
    AccessLog access_log = AccessLog::workers;
    metrics::Registry* metrics = nullptr; // shows the statistics as kommin_http_…; null: nowhere
};

// Counted since the start; for /metrics.
struct Statistics {
    std::uint64_t connections_accepted = 0;
    std::uint64_t connections_open = 0;
    std::uint64_t connections_refused = 0; // over the cap per address
    std::uint64_t requests = 0;
    std::uint64_t requests_fast = 0; // answered by the fast path
    std::uint64_t requests_busy = 0; // 503: the queue was full
    std::uint64_t requests_malformed = 0; // refused by parser or framing gate
    std::uint64_t timeouts = 0; // connections cut by a deadline
    std::uint64_t answers_by_class[6] = {}; // [2]: 2xx …
    std::uint64_t bytes_sent = 0;
    std::uint64_t queue_length = 0;
};

// The address is somebody else's, or none of this machine.
class CannotListen : public std::runtime_error {
public:
    CannotListen(std::string where, std::string const& why)
        : std::runtime_error("cannot listen on " + where + ": " + why)
        , where_(std::move(where))
        , why_(why)
    { }
    [[nodiscard]] std::string const& where() const { return where_; } // "127.0.0.1:8080"
    [[nodiscard]] std::string const& why() const { return why_; }

private:
    std::string where_;
    std::string why_;
};

class Server {
public:
    // Binds and listens. Throws CannotListen; std::runtime_error for what is no address.
    Server(Config config, FastPath fast_path, MakeWorker make_worker);
    ~Server();
    Server(Server const&) = delete;
    Server& operator=(Server const&) = delete;

    [[nodiscard]] std::uint16_t port() const;
    // Serves on the calling thread until stop() is done. An exception of MakeWorker ends it and is rethrown.
    void run();
    // From any thread or signal handler: accepts no more, lets running requests finish within the grace time,
    // answers them with Connection: close, then run() returns. Repeating it cuts at once.
    void stop() noexcept;
    [[nodiscard]] Statistics statistics() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

// For logs: 192.0.2.77 becomes 192.0.2.0/24, an IPv6 address its /48; anything else "unknown".
std::string anonymous_network(std::string_view text);
// Coarser, roughly what one provider gives its customers in turn: 192.0.0.0/16, an IPv6 address its /32.
std::string provider_network(std::string_view text);

} // namespace kommin::http
