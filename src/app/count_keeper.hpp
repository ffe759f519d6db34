#pragma once
// CountKeeper: stores now and then what the modules of this process have counted in memory.

#include "platform/base/clock.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/location.hpp"
#include "platform/web/module.hpp"
#include "platform/work/work.hpp"

#include <chrono>
#include <memory>
#include <thread>
#include <vector>

namespace kommin::app {

// On a thread and a connection of its own: nobody who reads waits for it. While the database is away the
// counts wait; what a killed process had counted since the last time is lost, and nobody misses it.
class CountKeeper {
public:
    static constexpr std::chrono::seconds store_every{60};

    // All of them must outlive it.
    CountKeeper(
        std::vector<web::Module> const& modules, db::Location const& location, Clock const& clock,
        Signals const& signals);

    // Stores once more. stop_soon() does not wait for the end; stop() and the destructor do.
    void stop_soon() { thread_.request_stop(); }
    void stop()
    {
        stop_soon();
        if (thread_.joinable())
            thread_.join();
    }

private:
    void run(std::stop_token const& stop);
    void store();

    std::vector<web::Module> const& modules_;
    Clock const& clock_;
    Signals const& signals_;
    std::unique_ptr<db::Connection> connection_;
    std::jthread thread_; // last: stops before what it uses goes away
};

} // namespace kommin::app
