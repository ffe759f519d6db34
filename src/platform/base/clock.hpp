#pragma once
// Clock: the one port through which the product learns the time, so that a demonstration or a test can stand
// on a day of its own.

#include "platform/base/date.hpp"

#include <atomic>

namespace kommin {

// Implementations are safe to call from every thread.
class Clock {
public:
    Clock() = default;
    Clock(Clock const&) = delete;
    Clock& operator=(Clock const&) = delete;
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override
    {
        return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    }
};

// Stands where it was set.
class FixedClock final : public Clock {
public:
    explicit FixedClock(Instant instant)
        : instant_(instant)
    { }
    [[nodiscard]] Instant now() const override { return instant_.load(); }
    void set(Instant instant) { instant_.store(instant); }

private:
    std::atomic<Instant> instant_;
};

} // namespace kommin
