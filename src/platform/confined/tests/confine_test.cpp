// What a confined process may not do.

#include "platform/confined/confine.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include <csignal>
#include <functional>
#include <new>
#include <string>

namespace kommin::confined {
namespace {

// How a process that was confined came to its end when it did this.
int end_of(Confinement const& limits, std::function<void()> const& act)
{
    auto const child = ::fork();
    if (child == 0) {
        if (!confine(limits))
            ::_exit(99);
        act();
        ::_exit(0);
    }
    int state = 0;
    EXPECT_EQ(::waitpid(child, &state, 0), child);
    return state;
}
bool is_killed_by(int state, int signal)
{
    return WIFSIGNALED(state) && WTERMSIG(state) == signal;
}

TEST(Confine, whoever_computes_for_ever_is_ended)
{
    auto const state = end_of({.cpu_seconds = 1}, [] {
        unsigned volatile number = 0;
        for (;;)
            number = number + 1;
    });
    EXPECT_TRUE(is_killed_by(state, SIGKILL) || is_killed_by(state, SIGXCPU));
}

TEST(Confine, memory_and_the_system_have_an_end)
{
    if (is_sanitized)
        return; // nothing of this is limited then; see confine.hpp
    auto const eaten = end_of({}, [] {
        try {
            for (std::size_t size = 1;; size *= 2)
                std::fill_n(new char[size], size, 'x');
        } catch (std::bad_alloc const&) {
            ::_exit(12);
        }
    });
    EXPECT_TRUE(WIFEXITED(eaten) && WEXITSTATUS(eaten) == 12) << eaten;
    auto const opened = end_of({}, [] { ::_exit(::open("/etc/passwd", O_RDONLY) < 0 ? 13 : 0); });
    EXPECT_TRUE(WIFEXITED(opened) && WEXITSTATUS(opened) == 13) << "files";
    EXPECT_TRUE(is_killed_by(end_of({}, [] { ::unlink("/etc/passwd.none"); }), SIGSYS)) << "names of files";
    EXPECT_TRUE(is_killed_by(end_of({}, [] { ::socket(AF_INET, SOCK_STREAM, 0); }), SIGSYS)) << "network";
    EXPECT_TRUE(is_killed_by(end_of({}, [] { static_cast<void>(::fork()); }), SIGSYS)) << "processes";
    EXPECT_TRUE(is_killed_by(end_of({}, [] { ::kill(::getppid(), SIGTERM); }), SIGSYS)) << "signals";
    EXPECT_TRUE(
        is_killed_by(end_of({}, [] { ::execl("/bin/true", "true", static_cast<char*>(nullptr)); }), SIGSYS))
        << "other programs";
    auto const harmless = end_of({}, [] { std::string(1000, 'x').append("y"); });
    EXPECT_TRUE(WIFEXITED(harmless) && WEXITSTATUS(harmless) == 0);
}

}
} // namespace kommin::confined
