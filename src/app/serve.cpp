#include "app/serve.hpp"

#include "app/modules.hpp"
#include "app/service.hpp"
#include "app/weaknesses.hpp"

#include <atomic>
#include <csignal>
#include <cstdio>

namespace kommin::app {

namespace {

// Signals reach the service through a lock-free pointer.
std::atomic<Service*> running_service;
void on_stop_signal(int)
{
    if (auto* const service = running_service.load())
        service->stop();
}

class StopSignals {
public:
    explicit StopSignals(Service& service)
    {
        running_service = &service;
        std::signal(SIGTERM, on_stop_signal);
        std::signal(SIGINT, on_stop_signal);
        std::signal(SIGPIPE, SIG_IGN);
    }
    StopSignals(StopSignals const&) = delete;
    StopSignals& operator=(StopSignals const&) = delete;
    ~StopSignals()
    {
        std::signal(SIGTERM, SIG_DFL);
        std::signal(SIGINT, SIG_DFL);
        running_service = nullptr;
    }
};

}

void serve(Settings settings, db::Location const& location, Clock const& clock)
{
    settings.base_url = base_url_of(settings); // mails of the jobs lead there, too
    Service service(settings, all_modules(settings), location, clock);
    StopSignals const stop_signals(service);
    warn_of_weaknesses(settings, location);
    std::printf("Kommin: http://%s:%u/\n", host_of(settings).c_str(), static_cast<unsigned>(service.port()));
    std::fflush(stdout);
    service.run();
}

} // namespace kommin::app
