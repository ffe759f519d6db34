#pragma once
// Watch: loads beside the running server what this or another process has published.

#include "app/publications.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/location.hpp"
#include "platform/metrics/metrics.hpp"

#include <chrono>
#include <memory>
#include <thread>

namespace kommin::app {

// PostgreSQL says what was published, SQLite shows that something was written; both are told within a moment.
// And because news can get lost, the versions are compared now and then in any case. While the database is
// away the last good version stays.
class Watch {
public:
    static constexpr std::chrono::milliseconds compare_every{3000};

    // Loads everything once, on the calling thread; throws what prevents it. `publications` must outlive the
    // watch.
    Watch(Publications& publications, db::Location const& location, metrics::Registry& metrics);

    // stop_soon() does not wait for the end; stop() and the destructor do.
    void stop_soon() { thread_.request_stop(); }
    void stop()
    {
        stop_soon();
        if (thread_.joinable())
            thread_.join();
    }

private:
    void run(std::stop_token const& stop);
    void refresh();
    void count_jobs();
    void report(char const* failure); // null: all is well

    std::unique_ptr<db::Connection> connection_;
    Publications& publications_;
    metrics::Registry& metrics_; // shows how many jobs there are of each state
    bool is_away_ = false;
    std::jthread thread_; // last: stops before what it uses goes away
};

} // namespace kommin::app
