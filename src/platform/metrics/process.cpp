#include "platform/metrics/metrics.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace kommin::metrics {

namespace {

double resident_bytes()
{
    std::ifstream statm("/proc/self/statm");
    double total_pages = 0;
    double resident_pages = 0;
    statm >> total_pages >> resident_pages;
    return resident_pages * static_cast<double>(sysconf(_SC_PAGESIZE));
}

double count_entries(char const* directory)
{
    std::error_code error;
    auto const entries = std::filesystem::directory_iterator(directory, error);
    return error ? 0 : static_cast<double>(std::distance(begin(entries), end(entries)));
}

double cpu_seconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    auto const seconds = [](timeval time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

}

void add_process_metrics(Registry& registry)
{
    auto const memory = registry.gauge("process_resident_memory_bytes", "Resident memory size in bytes");
    auto const files = registry.gauge("process_open_fds", "Number of open file descriptors");
    auto const threads = registry.gauge("process_threads", "Number of threads");
    auto const cpu = registry.counter("process_cpu_seconds_total", "User and system CPU time in seconds");
    auto const start = registry.gauge("process_start_time_seconds", "Start time since the epoch in seconds");
    using Seconds = std::chrono::duration<double>;
    start.set(Seconds(std::chrono::system_clock::now().time_since_epoch()).count());
    registry.before_expose([=] {
        memory.set(resident_bytes());
        files.set(count_entries("/proc/self/fd"));
        threads.set(count_entries("/proc/self/task"));
        cpu.add(cpu_seconds() - cpu.value());
    });
}

} // namespace kommin::metrics
