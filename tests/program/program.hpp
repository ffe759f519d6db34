#pragma once
// The built program as a child process: started, listened to, killed, and always ended and reaped by its pid.

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <thread>
#include <vector>

namespace kommin::program_tests {

using namespace std::chrono_literals;

// How a process ended and what it had said until then.
struct Ended {
    int code = -1; // exit code; -1 if a signal ended it
    int signal = 0; // 0 if none did
    std::chrono::microseconds work{0}; // see Program::work()
    std::string out;
    std::string err;
};

enum class Permissions {
    of_the_user,
    also_for_root, // root, too, is refused what the mode of a file refuses
};

class Program {
public:
    // Starts `kommin` with these arguments. From the thread that lives longest: the child dies with it.
    explicit Program(
        std::vector<std::string> const& arguments, Permissions permissions = Permissions::of_the_user);
    ~Program();
    Program(Program const&) = delete;
    Program& operator=(Program const&) = delete;

    void send_signal(int number) const;
    // False if it has not ended by then.
    [[nodiscard]] bool ends_within(std::chrono::milliseconds limit);
    // The processor time it has used: how far it is, whatever else the machine does.
    [[nodiscard]] std::chrono::microseconds work() const;
    // Throws if it has not ended by then.
    Ended wait(std::chrono::milliseconds limit = 60s);
    // The first line on standard output that starts so; throws if the program ends or the time is over first.
    std::string wait_for_line(std::string_view start, std::chrono::milliseconds limit = 60s);
    [[nodiscard]] std::string errors();
    // From now on every write beyond that offset of any file fails, as on a full disk; nothing: no limit.
    void limit_files(std::optional<std::uint64_t> bytes) const;

private:
    void listen(int out, int err);

    pid_t pid_ = -1;
    std::optional<Ended> ended_;
    std::mutex mutex_;
    std::condition_variable said_something_;
    std::string out_;
    std::string err_;
    bool has_fallen_silent_ = false; // both outputs are closed: it has ended
    std::thread listener_;
};

// Runs the program to its end.
Ended run(std::vector<std::string> const& arguments, Permissions permissions = Permissions::of_the_user);
// What a command of the shell prints; throws if it fails.
std::string printed_by(std::string const& command);

} // namespace kommin::program_tests
