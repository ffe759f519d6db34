#pragma once
// What tests of every folder may use.

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <sys/types.h>
#include <thread>
#include <vector>

namespace kommin::testing {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool is_sanitized = true;
#elif defined(__has_feature) // clang's word for it
inline constexpr bool is_sanitized = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
inline constexpr bool is_sanitized = false;
#endif

// How often a test repeats what it does with ever new input. A sanitizer makes each round several times
// slower and finds what it looks for in a fifth of them; all of them run without it.
constexpr int rounds(int usual)
{
    return is_sanitized ? std::max(usual / 5, 1) : usual;
}

// Waits for what another thread or process brings about; false after the limit.
inline bool becomes_true(
    std::function<bool()> const& condition, std::chrono::milliseconds limit = std::chrono::seconds(30))
{
    auto const end = std::chrono::steady_clock::now() + limit;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end)
            return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return true;
}

// The root of the source that the tests were built from.
std::filesystem::path source_folder();
// The program of the same build, or the one that KOMMIN_TEST_PROGRAM names: ./test takes the one that is
// served.
std::string program_file();

// A server of tests, in a process of its own: a Python script that gets a new folder as its first argument,
// writes one line when it listens, and ends when its standard input is closed, also if this process dies.
// Gone, with its folder, after the destructor. `script`: from the root of the source.
class ScriptServer {
public:
    // Throws std::runtime_error, with what the script wrote to its standard error, if no line comes.
    ScriptServer(std::string const& script, std::vector<std::string> const& options);
    ~ScriptServer();
    ScriptServer(ScriptServer const&) = delete;
    ScriptServer& operator=(ScriptServer const&) = delete;

    [[nodiscard]] std::filesystem::path const& folder() const { return folder_; }
    // The ports at the end of the line, as in "ports 40000 40001".
    [[nodiscard]] std::vector<std::uint16_t> const& ports() const { return ports_; }

private:
    std::string wait_for_line();
    void stop();

    std::filesystem::path folder_;
    pid_t pid_ = -1;
    int input_ = -1;
    int output_ = -1;
    std::vector<std::uint16_t> ports_;
};

} // namespace kommin::testing
