#include "platform/confined/confine.hpp"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <iterator>
#include <vector>

namespace kommin::confined {

namespace {

bool limit(__rlimit_resource resource, std::uint64_t most)
{
    rlimit const limits{most, most};
    return ::setrlimit(resource, &limits) == 0;
}

#if defined(__x86_64__)
constexpr std::uint32_t own_architecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t own_architecture = AUDIT_ARCH_AARCH64;
#else
#error "say here how the kernel calls this architecture"
#endif

// What reading hostile bytes needs of the system: bytes that are open, memory, the clock, and to end.
constexpr std::array allowed_calls{SYS_read,         SYS_write,        SYS_close,         SYS_brk,
                                   SYS_mmap,         SYS_munmap,       SYS_mremap,        SYS_mprotect,
                                   SYS_madvise,      SYS_futex,        SYS_clock_gettime, SYS_getrandom,
                                   SYS_getpid,       SYS_gettid,       SYS_tgkill,        SYS_rt_sigprocmask,
                                   SYS_rt_sigaction, SYS_rt_sigreturn, SYS_exit,          SYS_exit_group};

sock_filter statement(unsigned code, std::uint32_t value)
{
    return {static_cast<std::uint16_t>(code), 0, 0, value};
}
// Goes on behind the next `skipped` lines where it is not so.
sock_filter unless_equal(std::uint32_t value, std::uint8_t skipped)
{
    return {static_cast<std::uint16_t>(BPF_JMP | BPF_JEQ | BPF_K), 0, skipped, value};
}

bool filter_calls()
{
    auto const load = [](std::size_t offset) {
        return statement(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset));
    };
    auto const answer = [](std::uint32_t action) { return statement(BPF_RET | BPF_K, action); };
    std::vector<sock_filter> lines{
        load(offsetof(seccomp_data, arch)), // numbers of calls mean something else elsewhere
        {static_cast<std::uint16_t>(BPF_JMP | BPF_JEQ | BPF_K), 1, 0, own_architecture},
        answer(SECCOMP_RET_KILL_PROCESS),
        load(offsetof(seccomp_data, nr))};
    for (auto const call : allowed_calls) {
        lines.push_back(unless_equal(static_cast<std::uint32_t>(call), 1));
        lines.push_back(answer(SECCOMP_RET_ALLOW));
    }
    // Libraries look for what makes them faster or more exact (kind of processor, zone of the clock) and do
    // without where it cannot be read.
    lines.push_back(unless_equal(static_cast<std::uint32_t>(SYS_openat), 1));
    lines.push_back(answer(SECCOMP_RET_ERRNO | static_cast<std::uint32_t>(EACCES)));
    lines.push_back(answer(SECCOMP_RET_KILL_PROCESS));
    sock_fprog const program{static_cast<unsigned short>(lines.size()), lines.data()};
    return ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

}

bool confine(Confinement const& limits)
{
    bool const is_limited = ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
        && ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 // no other process of this user may look into it
        && ::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0 // nobody is left to read its answer
        && limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_CPU, limits.cpu_seconds);
    if (!is_limited || is_sanitized)
        return is_limited;
    return limit(RLIMIT_NOFILE, 0) && limit(RLIMIT_NPROC, 0) && limit(RLIMIT_AS, limits.memory)
        && filter_calls();
}

} // namespace kommin::confined
