#pragma once
// Bell: tells the waiting workers of this process that there are new jobs.

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace kommin::jobs {

// Safe from every thread. A ring is not lost on someone who was about to wait: take strokes() before looking
// for work, then wait for the stroke after it.
class Bell {
public:
    void ring();
    [[nodiscard]] std::uint64_t strokes() const;
    // Returns at the first stroke after `heard`, or when the time is over.
    void wait(std::uint64_t heard, std::chrono::milliseconds longest);

private:
    mutable std::mutex mutex_;
    std::condition_variable rung_;
    std::uint64_t strokes_ = 0;
};

} // namespace kommin::jobs
