#include "platform/metrics/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <map>
#include <mutex>

namespace kommin::metrics {

namespace {

std::map<std::string, std::string> to_map(Labels const& labels)
{
    return {labels.begin(), labels.end()};
}

}

struct Registry::State {
    prometheus::Registry registry;
    std::mutex mutex;
    std::vector<std::function<void()>> updates;
};

void Counter::add(double amount) const
{
    counter_->Increment(amount);
}

double Counter::value() const
{
    return counter_->Value();
}

void Gauge::set(double value) const
{
    gauge_->Set(value);
}

void Gauge::add(double amount) const
{
    gauge_->Increment(amount);
}

double Gauge::value() const
{
    return gauge_->Value();
}

void Histogram::observe(double value) const
{
    histogram_->Observe(value);
}

std::vector<double> default_seconds()
{
    return {0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
}

Registry::Registry()
    : state_(std::make_unique<State>())
{ }

Registry::~Registry() = default;

Counter Registry::counter(std::string_view name, std::string_view help, Labels const& labels)
{
    auto& family = prometheus::BuildCounter()
                       .Name(std::string(name))
                       .Help(std::string(help))
                       .Register(state_->registry);
    return Counter(family.Add(to_map(labels)));
}

Gauge Registry::gauge(std::string_view name, std::string_view help, Labels const& labels)
{
    auto& family
        = prometheus::BuildGauge().Name(std::string(name)).Help(std::string(help)).Register(state_->registry);
    return Gauge(family.Add(to_map(labels)));
}

Histogram Registry::histogram(
    std::string_view name, std::string_view help, Labels const& labels, std::vector<double> const& bounds)
{
    auto& family = prometheus::BuildHistogram()
                       .Name(std::string(name))
                       .Help(std::string(help))
                       .Register(state_->registry);
    return Histogram(family.Add(to_map(labels), bounds));
}

void Registry::before_expose(std::function<void()> update)
{
    std::lock_guard const lock(state_->mutex);
    state_->updates.push_back(std::move(update));
}

std::string Registry::expose()
{
    {
        std::lock_guard const lock(state_->mutex);
        for (auto const& update : state_->updates)
            update();
    }
    return prometheus::TextSerializer().Serialize(state_->registry.Collect());
}

} // namespace kommin::metrics
