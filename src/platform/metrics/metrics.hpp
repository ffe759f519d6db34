#pragma once
// Metrics for /metrics in the Prometheus text format.
//
// Look a metric up once, at start, and keep the handle: using it then costs an atomic addition (a histogram:
// one short lock). Labels must have few values: never an address, a name or an id.

#include <functional>
#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace prometheus {
class Counter;
class Gauge;
class Histogram;
}

namespace kommin::metrics {

using Labels = std::vector<std::pair<std::string, std::string>>;

// Only grows. Handles are small, may be copied and used by every thread, and live as long as the registry.
class Counter {
public:
    explicit Counter(prometheus::Counter& counter)
        : counter_(&counter)
    { }
    void add(double amount = 1) const; // negative amounts are ignored
    [[nodiscard]] double value() const;

private:
    prometheus::Counter* counter_;
};

// Goes up and down.
class Gauge {
public:
    explicit Gauge(prometheus::Gauge& gauge)
        : gauge_(&gauge)
    { }
    void set(double value) const;
    void add(double amount = 1) const;
    [[nodiscard]] double value() const;

private:
    prometheus::Gauge* gauge_;
};

// Counts observations in buckets.
class Histogram {
public:
    explicit Histogram(prometheus::Histogram& histogram)
        : histogram_(&histogram)
    { }
    void observe(double value) const;

private:
    prometheus::Histogram* histogram_;
};

// Upper bounds in seconds that fit answers between a cached page and a large export.
std::vector<double> default_seconds();

class Registry {
public:
    Registry();
    ~Registry();
    Registry(Registry const&) = delete;
    Registry& operator=(Registry const&) = delete;

    // The metric of this name and these labels; the same call gives the same metric. A malformed name or
    // label, or a name that another kind of metric has, throws std::invalid_argument.
    Counter counter(std::string_view name, std::string_view help, Labels const& labels = {});
    Gauge gauge(std::string_view name, std::string_view help, Labels const& labels = {});
    // `bounds`: upper bounds of the buckets, ascending.
    Histogram histogram(
        std::string_view name, std::string_view help, Labels const& labels = {},
        std::vector<double> const& bounds = default_seconds());

    // Called at the begin of every expose(), to set gauges that are read rather than counted.
    void before_expose(std::function<void()> update);

    // The answer of /metrics: text/plain; version=0.0.4; charset=utf-8.
    std::string expose();

private:
    struct State;
    std::unique_ptr<State> state_;
};

// Memory, open files, threads, CPU seconds and start time of this process, under their customary names; and
// how many of its libraries were replaced since it started, which an update of the system does (OWASP
// ASVS 14.2.1).
void add_process_metrics(Registry& registry);

// How many libraries of a process are no longer the files under their names: `maps` is its /proc/PID/maps.
int count_replaced_libraries(std::istream& maps);

} // namespace kommin::metrics
