#pragma once
// A server on a free port for one test.

#include "platform/http/server.hpp"
#include "platform/http/tests/raw_client.hpp"

#include <chrono>
#include <functional>
#include <memory>
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

} // namespace kommin::http::testing
