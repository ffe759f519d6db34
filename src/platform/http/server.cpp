#include "platform/http/server.hpp"

#include "platform/crypto/random.hpp"
#include "platform/http/characters.hpp"
#include "platform/http/core.hpp"
#include "platform/http/response_head.hpp"
#include "platform/log/log.hpp"
#include "platform/metrics/metrics.hpp"

#include <algorithm>
#include <boost/system/system_error.hpp>
#include <cerrno>
#include <stdexcept>
#include <sys/eventfd.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace kommin::http {

namespace asio = boost::asio;

namespace {

constexpr unsigned logged_refusals_per_second = 20;

AddressKey key_of(asio::ip::address const& address)
{
    AddressKey key{};
    if (address.is_v4()) {
        auto const bytes = address.to_v4().to_bytes();
        key[10] = key[11] = 0xFF;
        std::copy(bytes.begin(), bytes.end(), key.begin() + 12);
        return key;
    }
    auto const bytes = address.to_v6().to_bytes();
    // One household or attacker has a whole /64; a mapped IPv4 address counts in full.
    auto const length = address.to_v6().is_v4_mapped() ? bytes.size() : bytes.size() / 2;
    std::copy_n(bytes.begin(), length, key.begin());
    return key;
}

// "::ffff:192.0.2.1" is 192.0.2.1 on a socket that serves both families.
asio::ip::address unmapped(asio::ip::address const& address)
{
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
    return address;
}

std::chrono::milliseconds tick_for(Timeouts const& timeouts)
{
    auto const shortest = std::min(
        {timeouts.header, timeouts.body, timeouts.handler, timeouts.write, timeouts.idle, timeouts.drain,
         timeouts.grace});
    return std::clamp(shortest / 8, std::chrono::milliseconds{10}, std::chrono::milliseconds{250});
}

}

Core::Core(Config new_config, FastPath new_fast_path)
    : config(std::move(new_config))
    , fast_path(std::move(new_fast_path))
    , acceptor(io)
    , timer(io)
    , stop_event(io)
    , workers(config.workers, config.limits.queue)
    , id_prefix(crypto::random_token(6) + "-")
    , tick_interval(tick_for(config.timeouts))
{
    if (config.effort_of) {
        lanes.try_emplace(Effort::laborious, 1U, config.limits.laborious_queue);
        lanes.try_emplace(Effort::lengthy, 1U, config.limits.lengthy_queue);
    }
    for (auto const& text : config.trusted_proxies) {
        ErrorCode error;
        bool const network = text.find('/') != std::string::npos;
        bool const v6 = text.find(':') != std::string::npos;
        if (v6) {
            trusted_v6.push_back(asio::ip::make_network_v6(network ? text : text + "/128", error));
        } else {
            trusted_v4.push_back(asio::ip::make_network_v4(network ? text : text + "/32", error));
        }
        if (error)
            throw std::runtime_error{"not an address or network: " + text};
    }
    ErrorCode error;
    auto const address = asio::ip::make_address(config.address, error);
    if (error)
        throw std::runtime_error{"not an address to listen on: " + config.address};
    try {
        Tcp::endpoint const endpoint{address, config.port};
        acceptor.open(endpoint.protocol());
        acceptor.set_option(Acceptor::reuse_address{true});
        acceptor.bind(endpoint);
        acceptor.listen(1024);
    } catch (boost::system::system_error const& failure) {
        throw CannotListen(config.address + ':' + std::to_string(config.port), failure.code().message());
    }
    int const event = ::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (event < 0)
        throw std::system_error{errno, std::generic_category(), "eventfd"};
    stop_event.assign(event);
    refresh_date();
}

Core::~Core()
{
    stopping = true;
    workers.stop();
    for (auto& [effort, lane] : lanes)
        lane.stop();
    cut_all();
}

bool Core::is_trusted(asio::ip::address const& raw) const
{
    auto const address = unmapped(raw);
    if (address.is_v4()) {
        return std::any_of(trusted_v4.begin(), trusted_v4.end(), [&](auto const& network) {
            return (address.to_v4().to_uint() & network.netmask().to_uint()) == network.network().to_uint();
        });
    }
    return std::any_of(trusted_v6.begin(), trusted_v6.end(), [&](auto const& network) {
        return asio::ip::make_network_v6(address.to_v6(), network.prefix_length()).network()
            == network.network();
    });
}

void Core::accept()
{
    if (accept_armed || stopping || sessions.size() >= config.limits.connections)
        return;
    accept_armed = true;
    struct Incoming {
        explicit Incoming(asio::io_context& context)
            : socket(context)
        { }
        Socket socket;
        Tcp::endpoint peer;
    };
    auto incoming = std::make_shared<Incoming>(io);
    acceptor.async_accept(incoming->socket, incoming->peer, [this, incoming](ErrorCode const& error) {
        accept_armed = false;
        if (stopping || error == asio::error::operation_aborted)
            return;
        arm_tick();
        if (error) {
            // Out of descriptors, most likely: the tick tries again.
            if (may_log_refusal())
                log::warning("http.accept.failed", {{"what", error.message()}});
            return;
        }
        accepted(std::move(incoming->socket), incoming->peer);
        accept();
    });
}

void Core::accepted(Socket socket, Tcp::endpoint const& peer)
{
    counts.connections_accepted.add();
    auto const address = unmapped(peer.address());
    auto const key = key_of(address);
    bool const trusted = is_trusted(address);
    auto& from_there = sessions_by_address[key];
    if (!trusted && from_there >= config.limits.connections_per_address) {
        counts.connections_refused.add();
        return; // closes
    }
    ErrorCode error;
    socket.non_blocking(true, error);
    if (!error)
        socket.set_option(Tcp::no_delay{true}, error);
    if (error) { // gone already
        if (from_there == 0)
            sessions_by_address.erase(key);
        return;
    }
    ++from_there;
    counts.connections_open.add();
    auto session = std::make_shared<Session>(*this, std::move(socket), key, address.to_string(), trusted);
    sessions.insert(session);
    session->start();
}

void Core::close_and_forget(Session& session)
{
    if (auto const found = sessions_by_address.find(session.key()); found != sessions_by_address.end()) {
        if (--found->second == 0)
            sessions_by_address.erase(found);
    }
    counts.connections_open.subtract(1);
    // The caller is a member function of the session and may hold the last reference but this one.
    if (auto const found = sessions.find(session.shared_from_this()); found != sessions.end()) {
        asio::post(io, [keep = *found] { });
        sessions.erase(found);
    }
    if (stopping && sessions.empty())
        io.stop();
    else
        accept();
}

void Core::cut_all()
{
    std::vector<std::shared_ptr<Session>> const all{sessions.begin(), sessions.end()};
    for (auto const& session : all)
        session->close();
}

void Core::begin_stop()
{
    if (stopping) { // asked twice: cut
        cut_all();
        return;
    }
    stopping = true;
    cut_at = std::chrono::steady_clock::now() + config.timeouts.grace;
    ErrorCode ignored;
    acceptor.close(ignored);
    std::vector<std::shared_ptr<Session>> const all{sessions.begin(), sessions.end()};
    for (auto const& session : all)
        session->stop_idling();
    if (sessions.empty())
        io.stop();
    arm_tick();
}

void Core::arm_tick()
{
    if (tick_armed)
        return;
    tick_armed = true;
    refresh_date();
    timer.expires_after(tick_interval);
    timer.async_wait([this](ErrorCode const& error) {
        tick_armed = false;
        if (!error)
            tick();
    });
}

void Core::tick()
{
    auto const now = std::chrono::steady_clock::now();
    std::vector<std::shared_ptr<Session>> late;
    for (auto const& session : sessions) {
        if (session->deadline() <= now)
            late.push_back(session);
    }
    for (auto const& session : late)
        session->time_out();
    if (cut_at && *cut_at <= now)
        cut_all();
    accept(); // in case it failed for lack of descriptors
    if (!sessions.empty() || !accept_armed) // an idle server sleeps
        arm_tick();
}

void Core::refresh_date()
{
    auto const seconds = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())
                             .time_since_epoch()
                             .count();
    if (seconds == date)
        return;
    date = seconds;
    refusals_this_second = 0;
    tail_keep = detail::date_line(seconds);
    if (!config.server_name.empty())
        tail_keep += "Server: " + config.server_name + "\r\n";
    tail_close = tail_keep + "Connection: close\r\n\r\n";
    tail_keep_10 = tail_keep + "Connection: keep-alive\r\n\r\n";
    tail_keep += "\r\n";
}

// Without it everybody comes from one address, and waits meant for one hold for all.
void Core::warn_of_unnamed_proxy(std::string_view peer)
{
    if (warned_of_proxy || !(peer.starts_with("127.") || peer == "::1"))
        return;
    warned_of_proxy = true;
    log::warning(
        "http.proxy.not_trusted",
        {{"what",
          "X-Forwarded-For came from this machine, and trusted_proxies does not name it: all visitors count "
          "as one address"}});
}

bool Core::may_log_refusal()
{
    return ++refusals_this_second <= logged_refusals_per_second;
}

struct Server::State {
    State(Config config, FastPath fast_path, MakeWorker worker)
        : core(std::move(config), std::move(fast_path))
        , make_worker(std::move(worker))
        , stop_handle(core.stop_event.native_handle())
        , port(core.acceptor.local_endpoint().port())
    { }

    void watch_stop_event()
    {
        core.stop_event.async_read_some(
            asio::buffer(&core.stop_buffer, sizeof core.stop_buffer),
            [this](ErrorCode const& error, std::size_t) {
                if (error)
                    return;
                core.begin_stop();
                watch_stop_event();
            });
    }
    void publish_metrics();

    Core core;
    MakeWorker make_worker;
    int const stop_handle; // a plain number, for signal handlers
    std::uint16_t const port;
};

void Server::State::publish_metrics()
{
    auto* const registry = core.config.metrics;
    if (registry == nullptr)
        return;
    core.handler_seconds
        = registry->histogram("kommin_http_handler_seconds", "Time in request handlers, queue excluded.");
    struct Shown {
        metrics::Counter counter;
        Count const* count;
        std::uint64_t shown = 0;
    };
    auto const& counts = core.counts;
    auto shown = std::make_shared<std::vector<Shown>>();
    auto const show
        = [&](char const* name, char const* help, Count const& count, metrics::Labels const& labels = {}) {
              shown->push_back({registry->counter(name, help, labels), &count});
          };
    show("kommin_http_connections_total", "Connections accepted.", counts.connections_accepted);
    show(
        "kommin_http_connections_refused_total", "Connections over the cap per address.",
        counts.connections_refused);
    show("kommin_http_requests_total", "Request heads read.", counts.requests);
    show("kommin_http_requests_cached_total", "Answered without a worker.", counts.requests_fast);
    show("kommin_http_requests_busy_total", "Refused because the queue was full.", counts.requests_busy);
    show(
        "kommin_http_requests_refused_total", "Refused by parser, framing gate or limits.",
        counts.requests_malformed);
    show("kommin_http_timeouts_total", "Cut by a deadline.", counts.timeouts);
    show("kommin_http_sent_bytes_total", "Bytes written.", counts.bytes_sent);
    for (std::size_t i = 1; i < counts.answers_by_class.size(); ++i) {
        show(
            "kommin_http_answers_total", "Answers by class of status.", counts.answers_by_class[i],
            {{"class", std::to_string(i) + "xx"}});
    }
    auto const open = registry->gauge("kommin_http_connections", "Connections open now.");
    // The counts live on in the closure, should the registry be asked after the server is gone.
    registry->before_expose([shown, open, owner = core.shared_counts] {
        for (auto& each : *shown) {
            auto const value = each.count->value();
            each.counter.add(static_cast<double>(value - each.shown));
            each.shown = value;
        }
        open.set(static_cast<double>(owner->connections_open.value()));
    });
}

Server::Server(Config config, FastPath fast_path, MakeWorker make_worker)
{
    if (!make_worker)
        throw std::invalid_argument{"a server needs workers"};
    state_ = std::make_unique<State>(std::move(config), std::move(fast_path), std::move(make_worker));
    state_->publish_metrics();
}

Server::~Server() = default;

std::uint16_t Server::port() const
{
    return state_->port;
}

void Server::run()
{
    auto& core = state_->core;
    state_->watch_stop_event();
    auto const on_failure = [&core](std::exception_ptr const& failure) {
        asio::post(core.io, [&core, failure] {
            if (!core.worker_failure)
                core.worker_failure = failure;
            core.begin_stop();
        });
    };
    core.workers.start(state_->make_worker, on_failure);
    for (auto& [effort, lane] : core.lanes)
        lane.start(state_->make_worker, on_failure);
    core.accept();
    while (true) {
        try {
            core.io.run();
            break;
        } catch (std::exception const& failure) {
            // Out of memory in one connection's event; its deadline will clean it up.
            log::error("http.io.failed", {{"what", failure.what()}});
        }
    }
    core.workers.stop();
    for (auto& [effort, lane] : core.lanes)
        lane.stop();
    if (core.worker_failure)
        std::rethrow_exception(core.worker_failure);
}

void Server::stop() noexcept
{
    // Only write(2): this may run inside a signal handler.
    std::uint64_t const one = 1;
    auto const error = errno;
    [[maybe_unused]] auto const written = ::write(state_->stop_handle, &one, sizeof one);
    errno = error;
}

Statistics Server::statistics() const
{
    auto const& counts = state_->core.counts;
    Statistics statistics;
    statistics.connections_accepted = counts.connections_accepted.value();
    statistics.connections_open = counts.connections_open.value();
    statistics.connections_refused = counts.connections_refused.value();
    statistics.requests = counts.requests.value();
    statistics.requests_fast = counts.requests_fast.value();
    statistics.requests_busy = counts.requests_busy.value();
    statistics.requests_malformed = counts.requests_malformed.value();
    statistics.timeouts = counts.timeouts.value();
    for (std::size_t i = 0; i < counts.answers_by_class.size(); ++i)
        statistics.answers_by_class[i] = counts.answers_by_class[i].value();
    statistics.bytes_sent = counts.bytes_sent.value();
    statistics.queue_length = state_->core.workers.queue_length();
    for (auto const& [effort, lane] : state_->core.lanes)
        statistics.queue_length += lane.queue_length();
    return statistics;
}

namespace {

std::string network_of(std::string_view text, unsigned short bits_of_v4, unsigned short bits_of_v6)
{
    ErrorCode error;
    auto const parsed = asio::ip::make_address(std::string{text}, error);
    if (error)
        return "unknown";
    auto const address = unmapped(parsed);
    if (address.is_v4())
        return asio::ip::make_network_v4(address.to_v4(), bits_of_v4).canonical().to_string();
    return asio::ip::make_network_v6(address.to_v6(), bits_of_v6).canonical().to_string();
}

}

std::string anonymous_network(std::string_view text)
{
    return network_of(text, 24, 48);
}

std::string provider_network(std::string_view text)
{
    return network_of(text, 16, 32);
}

} // namespace kommin::http
