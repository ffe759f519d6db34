#include "app/jobs_commands.hpp"

#include "platform/jobs/jobs.hpp"
#include "platform/work/use_case.hpp"

#include <cstdio>
#include <string>
#include <string_view>
#include <utility>

namespace kommin::app {

namespace {

using command::Argument;
using command::Invocation;

constexpr command::Group jobs_group{"jobs", "what follows in the background: mails, erasing"};
constexpr std::string_view number_argument = "NUMBER";
constexpr std::string_view state_option = "--state";
constexpr int most_listed = 200;

Argument which()
{
    return {number_argument, "as `list` shows it", Argument::Kind::number, true};
}

jobs::JobId id_of(Invocation const& invocation)
{
    return jobs::JobId{invocation.number(number_argument)};
}

Problem unknown()
{
    return Problem::not_found("jobs.problem.unknown"_msg);
}

// One line each. No payload: it may name persons, and a list is left open on a screen.
Result<void> run_list(Invocation const& invocation)
{
    auto state = jobs::State::dead;
    if (auto const word = invocation.text(state_option); !word.empty())
        jobs::from_text(word, state); // one of the words, as the command line has checked
    auto const listed
        = jobs::list_jobs(invocation.db(), invocation.tenant(), state, std::nullopt, most_listed);
    for (auto const& job : listed)
        std::printf(
            "%lld  %s  %s  tries %d  %s\n", static_cast<long long>(job.id.value),
            std::string(jobs::to_text(job.state)).c_str(), job.kind.c_str(), job.attempts,
            to_iso(job.finished_at.value_or(job.run_at)).c_str());
    if (listed.empty())
        std::puts("no jobs");
    return {};
}

Result<void> run_show(Invocation const& invocation)
{
    // On record, too: the payload may name persons.
    auto const job = TRY(run_use_case(invocation.context(), [&](Work& work) -> Result<jobs::Listed> {
        auto const id = id_of(invocation);
        auto found = jobs::find_job(work.db(), work.tenant(), id);
        if (!found)
            return unknown();
        work.audit("jobs.read", "job", id);
        return std::move(*found);
    }));
    std::printf(
        "kind: %s\nstate: %s\ntries: %d\ndue: %s\npayload: %s\nlast error: %s\n", job.kind.c_str(),
        std::string(jobs::to_text(job.state)).c_str(), job.attempts, to_iso(job.run_at).c_str(),
        job.payload.c_str(), job.last_error.value_or("").c_str());
    return {};
}

// On record: whoever repeats a mail or drops an erasure answers for it.
Result<void> run_retry(Invocation const& invocation)
{
    return run_use_case(invocation.context(), [&](Work& work) -> Result<void> {
        auto const id = id_of(invocation);
        if (!jobs::retry(work.db(), work.clock(), work.tenant(), id))
            return unknown();
        work.audit("jobs.retried", "job", id);
        return {};
    });
}

Result<void> run_discard(Invocation const& invocation)
{
    return run_use_case(invocation.context(), [&](Work& work) -> Result<void> {
        auto const id = id_of(invocation);
        if (!jobs::discard(work.db(), work.tenant(), id))
            return unknown();
        work.audit("jobs.discarded", "job", id);
        return {};
    });
}

}

std::vector<command::Command> jobs_commands()
{
    return {
        {jobs_group,
         "list",
         "what was given up, newest first",
         {{state_option,
           "another state than dead",
           Argument::Kind::text,
           false,
           {"queued", "running", "done", "failed", "dead"}}},
         &run_list},
        {jobs_group, "show", "one job with its payload and its last error", {which()}, &run_show},
        {jobs_group, "retry", "try it again, with all its tries", {which()}, &run_retry},
        {jobs_group, "discard", "remove it for good", {which()}, &run_discard}};
}

} // namespace kommin::app
