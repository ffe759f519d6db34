#pragma once
// Service: what one process serves with – modules, publications, the server with its workers, jobs, the watch
// over new versions. `kommin serve` adds the signals; tests give it a clock of their own.

#include "app/settings.hpp"
#include "platform/base/clock.hpp"
#include "platform/db/location.hpp"
#include "platform/web/module.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace kommin::app {

struct ServiceOptions {
    // By the steady clock: how often what recurs is planned, and how often workers look for jobs whose time
    // has come.
    std::chrono::milliseconds plan_every{60'000};
    std::chrono::milliseconds look_every{1000};
};

class Service {
public:
    // Listens, and does jobs already. The database must be current; location and clock must outlive it.
    // Throws what prevents the start.
    Service(
        Settings const& settings, std::vector<web::Module> modules, db::Location const& location,
        Clock const& clock, ServiceOptions options = {});
    Service(Service const&) = delete;
    Service& operator=(Service const&) = delete;
    ~Service();

    [[nodiscard]] std::uint16_t port() const;
    // Serves until stop(), then ends everything.
    void run();
    // From every thread, also from a signal handler.
    void stop() noexcept;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

// The address under which links lead here. Without a setting it is the one on which the server listens, if
// that names one machine: good enough to try things out, and never a guess.
std::string base_url_of(Settings const& settings);
std::string host_of(Settings const& settings);

} // namespace kommin::app
