#include "platform/confined/worker.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <optional>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace kommin::confined {

namespace {

using SteadyTime = std::chrono::steady_clock::time_point;

constexpr int not_confined = 70; // exit code of a process that was not allowed to give up its rights

[[noreturn]] void throw_failed(char const* what, int error)
{
    throw std::runtime_error(std::string(what) + ": " + std::generic_category().message(error));
}

// Closes its number.
class Socket {
public:
    explicit Socket(int number)
        : number_(number)
    { }
    Socket(Socket const&) = delete;
    Socket& operator=(Socket const&) = delete;
    ~Socket() { close(); }
    void close()
    {
        if (number_ >= 0)
            ::close(std::exchange(number_, -1));
    }
    [[nodiscard]] int number() const { return number_; }

private:
    int number_;
};

// What the new process finds: one end of the socket as input and output, nothing else, no environment.
class Wiring {
public:
    explicit Wiring(int socket)
    {
        check(::posix_spawn_file_actions_init(&actions_));
        check(::posix_spawn_file_actions_adddup2(&actions_, socket, STDIN_FILENO));
        check(::posix_spawn_file_actions_adddup2(&actions_, socket, STDOUT_FILENO));
        check(::posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, "/dev/null", O_WRONLY, 0));
        check(::posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1));
    }
    Wiring(Wiring const&) = delete;
    Wiring& operator=(Wiring const&) = delete;
    ~Wiring() { ::posix_spawn_file_actions_destroy(&actions_); }
    [[nodiscard]] posix_spawn_file_actions_t const* actions() const { return &actions_; }

private:
    static void check(int error)
    {
        if (error != 0)
            throw_failed("cannot prepare the confined process", error);
    }
    posix_spawn_file_actions_t actions_{};
};

// Ends with its owner.
class Child {
public:
    Child(std::vector<std::string> const& command, int socket)
    {
        Wiring const wiring(socket);
        std::vector<char*> arguments;
        arguments.reserve(command.size() + 1);
        for (auto const& argument : command)
            arguments.push_back(const_cast<char*>(argument.c_str())); // as POSIX declares it; unchanged
        arguments.push_back(nullptr);
        char* const environment[]{nullptr};
        auto const error = ::posix_spawn(
            &process_, arguments.front(), wiring.actions(), nullptr, arguments.data(), environment);
        if (error != 0)
            throw_failed("cannot start the confined process", error);
    }
    Child(Child const&) = delete;
    Child& operator=(Child const&) = delete;
    ~Child() { static_cast<void>(end()); }
    // Kills it unless it has ended by itself; returns its state as waitpid() says it.
    int end()
    {
        if (process_ > 0) {
            ::kill(process_, SIGKILL); // does nothing to one that has ended
            while (::waitpid(process_, &state_, 0) < 0 && errno == EINTR) { }
            process_ = -1;
        }
        return state_;
    }

private:
    pid_t process_ = -1;
    int state_ = 0;
};

// Calls it when it goes.
template<class Action>
class AtTheEnd {
public:
    explicit AtTheEnd(Action action)
        : action_(std::move(action))
    { }
    AtTheEnd(AtTheEnd const&) = delete;
    AtTheEnd& operator=(AtTheEnd const&) = delete;
    ~AtTheEnd() { action_(); }

private:
    Action action_;
};

enum class Heard : std::uint8_t { all, too_much, too_late };

// Sends the bytes and hears the answer, whichever of them moves.
class Talk {
public:
    Talk(int socket, std::string_view bytes, std::size_t largest_answer, SteadyTime deadline)
        : socket_(socket)
        , unsent_(bytes)
        , largest_answer_(largest_answer)
        , deadline_(deadline)
    { }
    Heard run()
    {
        for (;;) {
            auto const left
                = std::chrono::ceil<std::chrono::milliseconds>(deadline_ - std::chrono::steady_clock::now());
            if (left.count() <= 0)
                return Heard::too_late;
            pollfd watched{socket_, static_cast<short>(is_sent_ ? POLLIN : POLLIN | POLLOUT), 0};
            if (::poll(&watched, 1, static_cast<int>(left.count())) < 0 && errno != EINTR)
                throw_failed("cannot wait for the confined process", errno);
            auto const events = static_cast<unsigned>(watched.revents);
            if ((events & static_cast<unsigned>(POLLOUT)) != 0 && !is_sent_)
                send_some();
            if ((events & static_cast<unsigned>(POLLIN | POLLHUP | POLLERR)) == 0)
                continue;
            if (hear_some())
                return Heard::all;
            if (answer_.size() > largest_answer_)
                return Heard::too_much;
        }
    }
    std::string take_answer() { return std::move(answer_); }

private:
    void send_some()
    {
        auto const sent = ::send(socket_, unsent_.data(), unsent_.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent > 0)
            unsent_.remove_prefix(static_cast<std::size_t>(sent));
        bool const is_refused = sent < 0 && errno != EINTR && errno != EAGAIN; // it has ended
        if (unsent_.empty() || is_refused) {
            is_sent_ = true;
            ::shutdown(socket_, SHUT_WR);
        }
    }
    // True at the end of the answer.
    bool hear_some()
    {
        std::array<char, 65536> piece;
        auto const count = ::recv(socket_, piece.data(), piece.size(), MSG_DONTWAIT);
        if (count > 0)
            answer_.append(piece.data(), static_cast<std::size_t>(count));
        return count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN);
    }

    int socket_;
    std::string_view unsent_;
    std::size_t largest_answer_;
    SteadyTime deadline_;
    std::string answer_;
    bool is_sent_ = false;
};

std::optional<std::string> read_input(std::size_t largest)
{
    std::string bytes;
    std::array<char, 65536> piece;
    for (;;) {
        auto const count = ::read(STDIN_FILENO, piece.data(), piece.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return count == 0 ? std::optional(std::move(bytes)) : std::nullopt;
        bytes.append(piece.data(), static_cast<std::size_t>(count));
        if (bytes.size() > largest)
            return std::nullopt;
    }
}

void write_output(std::string_view text)
{
    while (!text.empty()) {
        auto const count = ::write(STDOUT_FILENO, text.data(), text.size());
        if (count < 0 && errno != EINTR)
            return; // nobody hears it
        text.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    }
}

}

Worker::Worker(WorkerOptions options)
    : options_(std::move(options))
{ }

Answer Worker::ask(std::string_view bytes, SteadyTime latest)
{
    auto const now = std::chrono::steady_clock::now();
    auto const turn_by = std::min(now + options_.patience, latest - options_.patience);
    {
        std::unique_lock lock(turns_);
        if (turn_by < now || !turn_is_free_.wait_until(lock, turn_by, [&] { return !is_busy_; }))
            return {Outcome::busy, {}};
        is_busy_ = true;
    }
    AtTheEnd const end_of_turn([&] {
        {
            std::scoped_lock const lock(turns_);
            is_busy_ = false;
        }
        turn_is_free_.notify_one();
    });
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        throw_failed("cannot make a way to the confined process", errno);
    Socket const ours(ends[0]);
    Socket theirs(ends[1]);
    Child child(options_.command, theirs.number());
    theirs.close(); // else its end would never be heard
    Talk talk(
        ours.number(), bytes, options_.largest_answer, std::chrono::steady_clock::now() + options_.patience);
    auto const heard = talk.run();
    auto const state = child.end();
    if (WIFEXITED(state) && WEXITSTATUS(state) == not_confined)
        throw std::runtime_error("the process cannot be confined: seccomp or limits are not there");
    switch (heard) {
    case Heard::all:
        return {Outcome::answered, talk.take_answer()};
    case Heard::too_late:
        return {Outcome::too_long, {}};
    case Heard::too_much:
        break;
    }
    return {Outcome::too_much, {}};
}

int run_worker(WorkerTask const& task)
{
    if (!confine(task.limits))
        return not_confined;
    auto const bytes = read_input(task.largest_input);
    if (!bytes)
        return 1;
    try {
        write_output(task.answer(*bytes));
    } catch (std::exception const&) { // no memory left, as a rule
        return 1;
    }
    return 0;
}

} // namespace kommin::confined
