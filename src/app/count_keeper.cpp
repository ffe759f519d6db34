#include "app/count_keeper.hpp"

#include "app/modules.hpp"
#include "platform/log/log.hpp"

#include <exception>

namespace kommin::app {

namespace {

// A silent database must not keep a stopping program alive.
constexpr std::chrono::seconds longest_storing{3};

}

CountKeeper::CountKeeper(
    std::vector<web::Module> const& modules, db::Location const& location, Clock const& clock,
    Signals const& signals)
    : modules_(modules)
    , clock_(clock)
    , signals_(signals)
    , connection_(db::Connection::open(location, {.may_be_away = true, .application_name = "kommin counts"}))
    , thread_([this](std::stop_token const& stop) { run(stop); })
{ }

void CountKeeper::run(std::stop_token const& stop)
{
    using std::chrono::steady_clock;
    while (!stop.stop_requested()) {
        auto const next = steady_clock::now() + store_every;
        while (!stop.stop_requested() && steady_clock::now() < next)
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        store();
    }
}

void CountKeeper::store()
{
    try {
        db::DeadlineScope const deadline(*connection_, longest_storing);
        store_counts(modules_, *connection_, clock_, signals_);
    } catch (std::exception const& error) {
        log::warning("counts.not_stored", {{"what", error.what()}});
    }
}

} // namespace kommin::app
