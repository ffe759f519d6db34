#include "platform/metrics/metrics.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>

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

int count_replaced_libraries(std::istream& maps)
{
    // "7f… r-xp 00001000 fe:01 1234   /usr/lib/libsodium.so.23.3.0 (deleted)": one line for each part of a
    // file.
    constexpr std::string_view gone = " (deleted)";
    std::set<std::string> replaced;
    for (std::string line; std::getline(maps, line);) {
        auto const begin = line.find('/');
        if (begin == std::string::npos || !line.ends_with(gone))
            continue;
        auto const name = line.substr(begin, line.size() - gone.size() - begin);
        if (name.ends_with(".so") || name.find(".so.") != std::string::npos)
            replaced.insert(name);
    }
    return static_cast<int>(replaced.size());
}

void add_process_metrics(Registry& registry)
{
    auto const memory = registry.gauge("process_resident_memory_bytes", "Resident memory size in bytes");
    auto const files = registry.gauge("process_open_fds", "Number of open file descriptors");
    auto const threads = registry.gauge("process_threads", "Number of threads");
    auto const cpu = registry.counter("process_cpu_seconds_total", "User and system CPU time in seconds");
    auto const start = registry.gauge("process_start_time_seconds", "Start time since the epoch in seconds");
    auto const replaced = registry.gauge(
        "kommin_replaced_libraries",
        "Libraries that an update has replaced since the start: restart Kommin.");
    using Seconds = std::chrono::duration<double>;
    start.set(Seconds(std::chrono::system_clock::now().time_since_epoch()).count());
    registry.before_expose([=] {
        memory.set(resident_bytes());
        files.set(count_entries("/proc/self/fd"));
        threads.set(count_entries("/proc/self/task"));
        cpu.add(cpu_seconds() - cpu.value());
        std::ifstream maps("/proc/self/maps");
        replaced.set(count_replaced_libraries(maps));
    });
}

} // namespace kommin::metrics
