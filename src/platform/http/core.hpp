#pragma once
// Core: what all sessions of a server share, on the I/O thread. Private to session.cpp and server.cpp.

#include "platform/http/boost_asio_beast.hpp"
#include "platform/http/server.hpp"
#include "platform/http/session.hpp"
#include "platform/http/workers.hpp"
#include "platform/metrics/metrics.hpp"

#include <atomic>
#include <cstdint>
#include <exception>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

namespace kommin::http {

// Written by one thread, read by all: an addition without a locked instruction.
class Count {
public:
    void add(std::uint64_t amount = 1)
    {
        value_.store(value_.load(std::memory_order_relaxed) + amount, std::memory_order_relaxed);
    }
    void subtract(std::uint64_t amount)
    {
        value_.store(value_.load(std::memory_order_relaxed) - amount, std::memory_order_relaxed);
    }
    [[nodiscard]] std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

private:
    std::atomic<std::uint64_t> value_{0};
};

struct Counts {
    Count connections_accepted;
    Count connections_open;
    Count connections_refused;
    Count requests;
    Count requests_fast;
    Count requests_busy;
    Count requests_malformed;
    Count timeouts;
    std::array<Count, 6> answers_by_class;
    Count bytes_sent;
};

struct Core {
    using TimePoint = std::chrono::steady_clock::time_point;

    Core(Config config, FastPath fast_path);
    ~Core();
    Core(Core const&) = delete;
    Core& operator=(Core const&) = delete;

    void accept();
    void accepted(Socket socket, Tcp::endpoint const& peer);
    void close_and_forget(Session& session);
    void begin_stop();
    void cut_all();
    void arm_tick();
    void tick();
    void refresh_date();
    // Whether another refusal may be logged this second: a flood must not fill the disk.
    bool may_log_refusal();
    // Once: a proxy on this machine says for whom it asks, and is not believed.
    void warn_of_unnamed_proxy(std::string_view peer);
    void count_answer(Status status)
    {
        auto const index = code(status) / 100;
        counts.answers_by_class[index < 6 ? index : 0].add();
    }
    [[nodiscard]] bool is_trusted(boost::asio::ip::address const& raw) const;

    Config config;
    FastPath fast_path;
    boost::asio::io_context io{1};
    Acceptor acceptor;
    Timer timer;
    Descriptor stop_event;
    std::uint64_t stop_buffer = 0;
    std::shared_ptr<Counts> const shared_counts
        = std::make_shared<Counts>(); // the metrics outlive the server
    Counts& counts = *shared_counts;
    Workers workers;
    std::map<Effort, Workers> lanes; // of what is not ordinary, where anything is
    std::optional<metrics::Histogram> handler_seconds;
    std::unordered_set<std::shared_ptr<Session>> sessions;
    std::map<AddressKey, std::size_t> sessions_by_address;
    std::vector<boost::asio::ip::network_v4> trusted_v4;
    std::vector<boost::asio::ip::network_v6> trusted_v6;

    // What follows the head of an answer: Date, Server, Connection, empty line.
    std::string tail_keep; // HTTP/1.1
    std::string tail_keep_10; // HTTP/1.0, which must be told
    std::string tail_close;
    std::int64_t date = -1; // seconds since the epoch that the tails show

    std::string id_prefix;
    mutable std::uint64_t next_id = 0;
    std::chrono::milliseconds tick_interval{250};
    bool tick_armed = false;
    bool accept_armed = false;
    bool stopping = false;
    std::optional<TimePoint> cut_at; // end of the grace time
    unsigned refusals_this_second = 0;
    bool warned_of_proxy = false;
    std::exception_ptr worker_failure; // what make_worker threw
};

} // namespace kommin::http
