#pragma once
// Hostile bytes are read by a process of their own, which lives as long as one of them. It knows nothing, may
// do nothing, and whatever they do to it, this process reads no more than its answer (docs/adr/0037).

#include "platform/confined/confine.hpp"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::confined {

struct WorkerOptions {
    std::vector<std::string> command; // what is started: as a rule this very program with one argument
    std::chrono::milliseconds patience; // for one answer, and for waiting until it is its turn
    std::size_t largest_answer; // bytes that are heard
};

// too_much: it said more than it may. busy: others did not finish in time, or too little time is left.
enum class Outcome : std::uint8_t { answered, too_long, too_much, busy };
struct Answer {
    Outcome outcome;
    std::string text; // as far as it came: whoever breaks into that process writes it
};

// Safe from all threads; one at a time, because each may take hundreds of megabytes.
class Worker {
public:
    explicit Worker(WorkerOptions options);

    // Throws std::runtime_error if the process could not be started or not be confined.
    Answer ask(
        std::string_view bytes,
        std::chrono::steady_clock::time_point latest = std::chrono::steady_clock::time_point::max());

private:
    WorkerOptions options_;
    // One at a time. (Not a timed mutex: ThreadSanitizer of g++ 12 does not see how it is locked.)
    std::mutex turns_;
    std::condition_variable turn_is_free_;
    bool is_busy_ = false;
};

struct WorkerTask {
    std::size_t largest_input; // bytes; nothing is said to more
    std::string (*answer)(std::string_view bytes);
    Confinement limits = {};
};
// What the process does: gives up its rights, reads all of its input, writes the answer to its output.
// Returns the exit code.
int run_worker(WorkerTask const& task);

} // namespace kommin::confined
