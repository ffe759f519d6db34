#include "platform/http/workers.hpp"

#include <algorithm>
#include <utility>

namespace kommin::http {

namespace {

// A publication empties the page cache; whoever reads just then must not be turned away. Making this many
// pages takes some tens of milliseconds.
constexpr std::size_t waiting_per_worker = 64;

}

Workers::Workers(unsigned count, std::size_t queue_limit)
    : count_(std::max(count, 1U))
    , queue_limit_(queue_limit != 0 ? queue_limit : waiting_per_worker * count_)
{ }

Workers::~Workers()
{
    stop();
}

void Workers::start(MakeWorker const& make_worker, std::function<void(std::exception_ptr)> const& on_failure)
{
    threads_.reserve(count_);
    for (unsigned i = 0; i < count_; ++i)
        threads_.emplace_back([this, make_worker, on_failure] { work(make_worker, on_failure); });
}

bool Workers::try_submit(Job job)
{
    {
        std::lock_guard const lock{mutex_};
        // A job that an idle worker takes at once does not wait.
        auto const waiting = jobs_.size() - std::min<std::size_t>(jobs_.size(), waiting_workers_);
        if (stopping_ || (waiting_workers_ <= jobs_.size() && waiting >= queue_limit_))
            return false;
        jobs_.push_back(std::move(job));
    }
    job_there_.notify_one();
    return true;
}

void Workers::submit_admitted(Job job)
{
    {
        std::lock_guard const lock{mutex_};
        if (stopping_)
            return;
        // Before the new requests: its reader holds a connection and half an answer.
        jobs_.push_front(std::move(job));
    }
    job_there_.notify_one();
}

void Workers::stop()
{
    std::deque<Job> dropped;
    {
        std::lock_guard const lock{mutex_};
        stopping_ = true;
        dropped.swap(jobs_);
    }
    job_there_.notify_all();
    for (auto& thread : threads_)
        thread.join();
    threads_.clear();
}

std::size_t Workers::queue_length() const
{
    std::lock_guard const lock{mutex_};
    return jobs_.size();
}

void Workers::work(MakeWorker const& make_worker, std::function<void(std::exception_ptr)> const& on_failure)
{
    Handler handler;
    try {
        handler = make_worker();
    } catch (...) {
        on_failure(std::current_exception());
        return;
    }
    std::unique_lock lock{mutex_};
    while (true) {
        ++waiting_workers_;
        job_there_.wait(lock, [this] { return stopping_ || !jobs_.empty(); });
        --waiting_workers_;
        if (stopping_)
            return;
        {
            auto const job = std::move(jobs_.front());
            jobs_.pop_front();
            lock.unlock();
            job(handler);
        } // what the job holds ends here: freeing a large answer must not keep the others waiting
        lock.lock();
    }
}

} // namespace kommin::http
