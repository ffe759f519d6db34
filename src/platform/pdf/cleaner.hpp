#pragma once
// Cleaner: PDF files are written anew in a process of their own (platform/confined).

#include "platform/base/result.hpp"
#include "platform/confined/worker.hpp"
#include "platform/pdf/pdf.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::pdf {

inline constexpr std::string_view worker_argument = "pdf-worker";

struct CleanerOptions {
    // What is started: this very program, unless a test says another one.
    std::vector<std::string> command{"/proc/self/exe", std::string(worker_argument)};
    std::chrono::milliseconds patience{12'000}; // for one file, and for waiting until it is its turn
};

// Safe from all threads; one file at a time.
class Cleaner {
public:
    explicit Cleaner(CleanerOptions options = {});

    // Problems of pdf::clean(), and "pdf.problem.too_long" for what was not ready in time, "…broken" also
    // where the process ended in any other way, "…busy" (unavailable) where others did not finish in time, or
    // too little is left until `latest`. Throws std::runtime_error if the process could not be started or not
    // be confined.
    Result<Document> clean(
        std::string_view bytes,
        std::chrono::steady_clock::time_point latest = std::chrono::steady_clock::time_point::max());

private:
    confined::Worker worker_;
};

// What the process does. Returns the exit code.
int run_pdf_worker();

} // namespace kommin::pdf
