#pragma once
// Workers: the threads that run handlers, and the bounded queue before them. Private to this folder.

#include "platform/http/server.hpp"

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace kommin::http {

class Workers {
public:
    // Runs on a worker thread with that thread's handler; must not throw.
    using Job = std::function<void(Handler const&)>;

    Workers(unsigned count, std::size_t queue_limit);
    ~Workers();
    Workers(Workers const&) = delete;
    Workers& operator=(Workers const&) = delete;

    // on_failure gets what make_worker threw; that thread then serves nothing.
    void start(MakeWorker const& make_worker, std::function<void(std::exception_ptr)> const& on_failure);
    // False if as many requests wait as may.
    bool try_submit(Job job);
    // For a request that was admitted already (the next piece of a streamed answer): never refused.
    void submit_admitted(Job job);
    // Waiting jobs are dropped, running ones finish. Ends with all threads joined.
    void stop();
    [[nodiscard]] std::size_t queue_length() const;

private:
    void work(MakeWorker const& make_worker, std::function<void(std::exception_ptr)> const& on_failure);

    unsigned count_;
    std::size_t queue_limit_;
    mutable std::mutex mutex_;
    std::condition_variable job_there_;
    std::deque<Job> jobs_;
    unsigned waiting_workers_ = 0;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

} // namespace kommin::http
