#include "platform/jobs/bell.hpp"

namespace kommin::jobs {

void Bell::ring()
{
    {
        std::lock_guard const lock(mutex_);
        ++strokes_;
    }
    rung_.notify_all();
}

std::uint64_t Bell::strokes() const
{
    std::lock_guard const lock(mutex_);
    return strokes_;
}

void Bell::wait(std::uint64_t heard, std::chrono::milliseconds longest)
{
    std::unique_lock lock(mutex_);
    rung_.wait_for(lock, longest, [&] { return strokes_ != heard; });
}

} // namespace kommin::jobs
