#include "platform/jobs/attempt.hpp"

#include "platform/base/text.hpp"
#include "platform/jobs/job_store.hpp"
#include "platform/log/log.hpp"

#include <algorithm>
#include <random>
#include <string>

namespace kommin::jobs {

namespace {

constexpr std::chrono::seconds longest_mark{30};

enum class Outcome { done, failed, hopeless, lease_lost };

struct Verdict {
    Outcome outcome = Outcome::done;
    std::string error = {};
    bool is_told = false;
};

Verdict run_handler(db::Connection& connection, Handlers const& handlers, Job const& job)
{
    auto const handler = handlers.find(job.kind);
    if (handler == handlers.end()) // perhaps a newer node has one
        return {Outcome::failed, "no handler for this kind of job"};
    try {
        handler->second(connection, job);
        return {};
    } catch (LeaseLost const& error) {
        return {Outcome::lease_lost, error.what()};
    } catch (Explained const& error) {
        bool const is_hopeless = error.then() == Explained::Then::give_up;
        return {is_hopeless ? Outcome::hopeless : Outcome::failed, error.what(), true};
    } catch (Hopeless const& error) {
        return {Outcome::hopeless, error.what()};
    } catch (std::exception const& error) {
        return {Outcome::failed, error.what()};
    } catch (...) {
        return {Outcome::failed, "an exception of unknown type"};
    }
}

// Spread, so that a hundred mails that failed together do not come back together.
std::chrono::milliseconds jittered(std::chrono::milliseconds delay)
{
    static thread_local std::minstd_rand random(std::random_device{}());
    std::uniform_real_distribution<double> spread(0.75, 1.25);
    return std::chrono::milliseconds(
        static_cast<std::int64_t>(static_cast<double>(delay.count()) * spread(random)));
}

// PostgreSQL and SQLite store UTF-8 without NUL only; a message may hold anything.
std::string storable(std::string_view error)
{
    std::string text(truncate_utf8(error, 1000));
    std::replace(text.begin(), text.end(), '\0', ' ');
    if (!is_valid_utf8(text))
        std::replace_if(
            text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0x80U) != 0; },
            '?');
    return text;
}

void report(std::string_view event, Job const& job, std::string_view detail)
{
    log::warning(
        event,
        {{"job", std::to_string(job.id.value)},
         {"kind", job.kind},
         {"attempt", std::to_string(job.attempt)},
         {"detail", detail}});
}

}

std::chrono::milliseconds delay_after(int failed_attempts, Policy const& policy)
{
    std::chrono::milliseconds delay = policy.first_delay;
    for (int i = 1; i < failed_attempts && delay < policy.longest_delay; ++i)
        delay *= 3;
    return std::min<std::chrono::milliseconds>(delay, policy.longest_delay);
}

void attempt(
    db::Connection& connection, Clock const& clock, Handlers const& handlers, Policy const& policy,
    Job const& job)
{
    auto const verdict = run_handler(connection, handlers, job);
    // A try that used up its time must still be able to say how it ended.
    db::DeadlineScope const deadline(connection, longest_mark);
    auto const now = clock.now();
    switch (verdict.outcome) {
    case Outcome::done:
        // False also if the handler has completed it in its own transaction.
        mark_done(connection, job, now);
        return;
    case Outcome::lease_lost:
        report("jobs.lease_lost", job, "");
        return;
    case Outcome::failed:
        if (job.attempt < policy.max_attempts) {
            auto const next = now + jittered(delay_after(job.attempt, policy));
            mark_failed(connection, job, next, {storable(verdict.error), verdict.is_told});
            report("jobs.failed", job, to_iso(next));
            return;
        }
        break;
    case Outcome::hopeless:
        break;
    }
    mark_dead(connection, job, now, {storable(verdict.error), verdict.is_told});
    // The message may name persons: it stays in the database, where the admin reads it.
    report("jobs.dead", job, verdict.outcome == Outcome::hopeless ? "hopeless" : "last attempt");
}

int run_due(db::Connection& connection, Clock const& clock, Handlers const& handlers, Policy const& policy)
{
    take_back_expired(connection, clock.now(), policy);
    int count = 0;
    while (auto const job = take_due_job(connection, clock, policy)) {
        attempt(connection, clock, handlers, policy, *job);
        ++count;
    }
    return count;
}

} // namespace kommin::jobs
