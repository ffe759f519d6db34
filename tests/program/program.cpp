#include "program/program.hpp"
#include "platform/base/testing.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <fcntl.h>
#include <linux/capability.h>
#include <poll.h>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

namespace kommin::program_tests {

namespace {

[[noreturn]] void throw_errno(char const* what)
{
    throw std::system_error{errno, std::generic_category(), what};
}

std::chrono::microseconds duration_of(timeval const& time)
{
    return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec);
}

struct Pipe {
    Pipe()
    {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0)
            throw_errno("pipe2");
        reading = ends[0];
        writing = ends[1];
    }
    int reading = -1;
    int writing = -1;
};

// Between fork and exec: only what a child of a program with threads may call.
[[noreturn]] void become(char* const* arguments, int out, int err, Permissions permissions)
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::signal(SIGXFSZ, SIG_IGN); // a write beyond the limit of limit_files() fails instead of killing
    int const nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    ::dup2(nothing, STDIN_FILENO);
    ::dup2(out, STDOUT_FILENO);
    ::dup2(err, STDERR_FILENO);
    if (permissions == Permissions::also_for_root) {
        ::prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE);
        ::prctl(PR_CAPBSET_DROP, CAP_DAC_READ_SEARCH);
    }
    ::execv(arguments[0], arguments);
    ::_exit(127);
}

}

Program::Program(std::vector<std::string> const& arguments, Permissions permissions)
{
    std::vector<std::string> words{testing::program_file()};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    pointers.reserve(words.size() + 1);
    for (auto& word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);

    Pipe const out;
    Pipe const err;
    pid_ = ::fork();
    if (pid_ == 0)
        become(pointers.data(), out.writing, err.writing, permissions);
    ::close(out.writing);
    ::close(err.writing);
    if (pid_ < 0)
        throw_errno("fork");
    listener_ = std::thread([this, out, err] { listen(out.reading, err.reading); });
}

Program::~Program()
{
    if (!ended_) {
        ::kill(pid_, SIGKILL);
        ::waitpid(pid_, nullptr, 0);
    }
    listener_.join();
}

void Program::listen(int out, int err)
{
    std::array<pollfd, 2> sources{pollfd{out, POLLIN, 0}, pollfd{err, POLLIN, 0}};
    std::array<std::string*, 2> const targets{&out_, &err_};
    std::array<char, 4096> bytes;
    while (sources[0].fd >= 0 || sources[1].fd >= 0) { // poll() leaves negative ones out
        if (::poll(sources.data(), sources.size(), -1) < 0)
            continue;
        for (std::size_t i = 0; i < sources.size(); ++i) {
            if (sources[i].fd < 0 || sources[i].revents == 0)
                continue;
            auto const count = ::read(sources[i].fd, bytes.data(), bytes.size());
            std::scoped_lock const lock(mutex_);
            if (count > 0) {
                targets[i]->append(bytes.data(), static_cast<std::size_t>(count));
            } else if (count == 0 || errno != EINTR) {
                ::close(sources[i].fd);
                sources[i].fd = -1;
            }
            has_fallen_silent_ = sources[0].fd < 0 && sources[1].fd < 0;
            said_something_.notify_all();
        }
    }
}

void Program::send_signal(int number) const
{
    ::kill(pid_, number);
}

bool Program::ends_within(std::chrono::milliseconds limit)
{
    std::unique_lock lock(mutex_);
    return said_something_.wait_for(lock, limit, [this] { return has_fallen_silent_; });
}

std::chrono::microseconds Program::work() const
{
    clockid_t clock{};
    timespec used{};
    if (ended_)
        return ended_->work;
    if (::clock_getcpuclockid(pid_, &clock) != 0 || ::clock_gettime(clock, &used) != 0)
        throw std::runtime_error("the time of a process cannot be read");
    return std::chrono::seconds(used.tv_sec)
        + std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::nanoseconds(used.tv_nsec));
}

Ended Program::wait(std::chrono::milliseconds limit)
{
    if (!ended_) {
        if (!ends_within(limit))
            throw std::runtime_error("the program has not ended; it said: " + errors());
        int status = 0;
        rusage used{};
        ::wait4(pid_, &status, 0, &used);
        ended_ = Ended{
            WIFEXITED(status) ? WEXITSTATUS(status) : -1, WIFSIGNALED(status) ? WTERMSIG(status) : 0,
            duration_of(used.ru_utime) + duration_of(used.ru_stime), out_, err_};
    }
    return *ended_;
}

std::string Program::wait_for_line(std::string_view start, std::chrono::milliseconds limit)
{
    std::string line;
    auto const is_there = [&] {
        for (std::size_t begin = 0; begin < out_.size();) {
            auto const end = out_.find('\n', begin);
            if (end == std::string::npos)
                return false;
            line = out_.substr(begin, end - begin);
            if (line.starts_with(start))
                return true;
            begin = end + 1;
        }
        return false;
    };
    std::unique_lock lock(mutex_);
    said_something_.wait_for(lock, limit, [&] { return is_there() || has_fallen_silent_; });
    if (!is_there())
        throw std::runtime_error("the program has not said \"" + std::string(start) + "\" but: " + err_);
    return line;
}

std::string Program::errors()
{
    std::scoped_lock const lock(mutex_);
    return err_;
}

void Program::limit_files(std::optional<std::uint64_t> bytes) const
{
    rlimit limit{};
    if (::prlimit(pid_, RLIMIT_FSIZE, nullptr, &limit) != 0)
        throw_errno("prlimit");
    limit.rlim_cur = bytes.value_or(limit.rlim_max); // the soft limit alone can be raised again
    if (::prlimit(pid_, RLIMIT_FSIZE, &limit, nullptr) != 0)
        throw_errno("prlimit");
}

Ended run(std::vector<std::string> const& arguments, Permissions permissions)
{
    return Program(arguments, permissions).wait();
}

std::string printed_by(std::string const& command)
{
    auto* const pipe = ::popen(command.c_str(), "r");
    std::string text;
    std::array<char, 4096> piece{};
    while (auto const count = std::fread(piece.data(), 1, piece.size(), pipe))
        text.append(piece.data(), count);
    if (::pclose(pipe) != 0)
        throw std::runtime_error("failed: " + command);
    return text;
}

} // namespace kommin::program_tests
