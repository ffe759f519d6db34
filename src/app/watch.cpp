#include "app/watch.hpp"

#include "platform/jobs/jobs.hpp"
#include "platform/log/log.hpp"
#include "platform/work/work.hpp"

#include <cstdint>
#include <exception>
#include <optional>

namespace kommin::app {

namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds step{250}; // short enough for a prompt stop
constexpr milliseconds pause_while_away{1000};
// A silent database is as good as none, and must not keep a stopping program alive. Loading half a million
// offers takes longer than a word.
constexpr std::chrono::seconds longest_silence{5};
constexpr std::chrono::seconds longest_refresh{300};

void sleep_until_stop(std::stop_token const& stop, milliseconds time)
{
    auto const end = steady_clock::now() + time;
    while (!stop.stop_requested() && steady_clock::now() < end)
        std::this_thread::sleep_for(milliseconds(50));
}

}

Watch::Watch(Publications& publications, db::Location const& location, metrics::Registry& metrics)
    : connection_(db::Connection::open(location, {.application_name = "kommin watch"}))
    , publications_(publications)
    , metrics_(metrics)
{
    connection_->listen(published_channel); // before the first look, so that nothing falls between
    publications_.refresh(*connection_);
    thread_ = std::jthread([this](std::stop_token const& stop) { run(stop); });
}

void Watch::run(std::stop_token const& stop)
{
    auto looked = steady_clock::now();
    while (!stop.stop_requested()) {
        try {
            bool const has_news = connection_->wait_for_notification(step).has_value();
            if (!has_news && !is_away_ && steady_clock::now() - looked < compare_every)
                continue;
            refresh();
            looked = steady_clock::now();
            report(nullptr);
        } catch (std::exception const& error) {
            report(error.what());
            sleep_until_stop(stop, pause_while_away);
        }
    }
}

void Watch::refresh()
{
    {
        db::DeadlineScope const deadline(*connection_, longest_silence);
        connection_->load<std::int64_t>("SELECT CAST(1 AS BIGINT)");
    }
    db::DeadlineScope const deadline(*connection_, longest_refresh);
    publications_.refresh(*connection_);
    count_jobs();
}

void Watch::count_jobs()
{
    for (auto const& [state, count] : jobs::count_by_state(*connection_))
        metrics_
            .gauge(
                "kommin_jobs", "Jobs by state; dead ones wait for a person.",
                {{"state", std::string(jobs::to_text(state))}})
            .set(static_cast<double>(count));
}

void Watch::report(char const* failure)
{
    bool const is_away = failure != nullptr;
    if (is_away == is_away_)
        return; // one line per outage
    is_away_ = is_away;
    if (is_away)
        log::warning("publication.database_away", {{"what", failure}});
    else
        log::info("publication.database_back");
}

} // namespace kommin::app
