#pragma once
// Studio: pictures are made in a process of their own, which lives as long as one picture. It knows nothing,
// may do nothing, and whatever a picture does to it, this process reads no more than its answer.

#include "platform/base/result.hpp"
#include "platform/confined/worker.hpp"
#include "platform/images/images.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::images {

inline constexpr std::string_view worker_argument = "image-worker";

struct StudioOptions {
    // What is started: this very program, unless a test says another one.
    std::vector<std::string> command{"/proc/self/exe", std::string(worker_argument)};
    std::chrono::milliseconds patience{12'000}; // for one picture, and for waiting until it is its turn
};

// Safe from all threads; one picture at a time, because each may take hundreds of megabytes.
class Studio {
public:
    explicit Studio(StudioOptions options = {});

    // Problems of images::render(), and "images.problem.too_long" for what was not ready in time, "…broken"
    // also where the process ended in any other way, "…busy" (unavailable) where others did not finish in
    // time, or too little is left until `latest`. Throws std::runtime_error if the process could not be
    // started or not be confined.
    Result<Renditions> render(
        std::string_view bytes,
        std::chrono::steady_clock::time_point latest = std::chrono::steady_clock::time_point::max());

private:
    confined::Worker worker_;
};

// What the process does: gives up its rights, reads the picture from its input, writes the answer to its
// output. Returns the exit code.
int run_image_worker();

} // namespace kommin::images
