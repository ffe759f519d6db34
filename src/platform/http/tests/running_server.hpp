#pragma once
// A server on a free port for one test, and what tests let it answer.

#include "platform/http/page_cache.hpp"
#include "platform/http/server.hpp"
#include "platform/http/tests/raw_client.hpp"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>

namespace kommin::http::testing {

using namespace std::chrono_literals;

inline Config test_config()
{
    Config config;
    config.port = 0;
    config.workers = 2;
    config.access_log = AccessLog::off;
    config.server_name = "kommin";
    config.timeouts.header = 400ms;
    config.timeouts.body = 600ms;
    config.timeouts.idle = 1500ms;
    config.timeouts.drain = 300ms;
    config.timeouts.grace = 3s;
    return config;
}

class RunningServer {
public:
    explicit RunningServer(Config config, Handler handler, FastPath fast_path = {})
        : server_(std::move(config), std::move(fast_path), [handler] { return handler; })
        , thread_([this] { server_.run(); })
    { }
    ~RunningServer() { stop(); }
    RunningServer(RunningServer const&) = delete;
    RunningServer& operator=(RunningServer const&) = delete;

    // Returns when run() has returned.
    void stop()
    {
        server_.stop();
        if (thread_.joinable())
            thread_.join();
    }
    Server& operator*() { return server_; }
    Server* operator->() { return &server_; }

private:
    Server server_;
    std::thread thread_;
};

inline Response hello(Request const&)
{
    return Response::text(Status::ok, "hello");
}

// Holds back every handler until opened.
class Gate {
public:
    void pass()
    {
        std::unique_lock lock{mutex_};
        ++waiting_;
        changed_.notify_all();
        changed_.wait(lock, [this] { return open_; });
        --waiting_;
    }
    void open()
    {
        std::lock_guard const lock{mutex_};
        open_ = true;
        changed_.notify_all();
    }
    bool wait_for(int waiting)
    {
        std::unique_lock lock{mutex_};
        return changed_.wait_for(lock, 5s, [&] { return waiting_ >= waiting; });
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    int waiting_ = 0;
    bool open_ = false;
};

inline std::shared_ptr<Prepared const> cached_page()
{
    static auto const page = prepare(Response::html(Status::ok, "<p>cached</p>").cache_for(60s));
    return page;
}

// Has one page ready, under /cached, for whoever sends no cookie.
inline FastPath serve_cached()
{
    return [](FastRequest const& request) {
        return request.path() == "/cached" && request.anonymous ? cached_page() : nullptr;
    };
}

} // namespace kommin::http::testing
