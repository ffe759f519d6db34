#include "platform/work/job_rules.hpp"

#include "platform/db/error.hpp"
#include "platform/i18n/language.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/log/log.hpp"
#include "platform/work/use_case.hpp"

#include <exception>
#include <stdexcept>
#include <string>
#include <utility>

namespace kommin {

namespace {

json::Value parse_payload(std::string_view text)
{
    auto parsed = json::parse(text);
    auto* const value = std::get_if<json::Value>(&parsed);
    if (value == nullptr)
        throw jobs::Hopeless("the payload is no JSON");
    return std::move(*value);
}

// In German, which those who look after the jobs read.
[[noreturn]] void fail_with(Problem const& problem)
{
    auto text = i18n::text_of(problem, i18n::Texts::of(i18n::Language::german()));
    using Then = jobs::Explained::Then;
    throw jobs::Explained(
        problem.field.empty() ? text : problem.field + ": " + text,
        problem.kind == ProblemKind::unavailable ? Then::try_again : Then::give_up);
}

i18n::Zone zone_of(JobEnvironment const& environment, db::Connection& connection, TenantId tenant)
{
    auto zone = environment.find_zone(connection, tenant);
    if (!zone)
        throw jobs::Hopeless("there is no such tenant");
    return std::move(*zone);
}

Result<void> run(JobInWork const& rule, WorkContext const& context, jobs::Job const& job)
{
    JobOrder const order(job);
    return run_use_case(context, [&](Work& work) -> Result<void> {
        TRY(rule(work, order));
        jobs::complete(work.db(), work.clock(), job);
        return {};
    });
}

Result<void> run(JobOutward const& rule, WorkContext const& context, jobs::Job const& job)
{
    return rule(context, JobOrder(job));
}

jobs::Handler handler_of(std::variant<JobInWork, JobOutward> rule, JobEnvironment const& environment)
{
    return [rule = std::move(rule), environment](db::Connection& connection, jobs::Job const& job) {
        auto const zone = zone_of(environment, connection, job.tenant);
        WorkContext const context{connection,        job.tenant, Actor::system(),
                                  environment.clock, zone,       environment.signals};
        auto const done = std::visit([&](auto const& one) { return run(one, context, job); }, rule);
        if (!done)
            fail_with(done.problem());
    };
}

// The next time that the clock on the wall shows `at`.
i18n::LocalTime next_time(i18n::Zone const& zone, i18n::TimeOfDay at, Instant now)
{
    auto const today = zone.to_local(now).date;
    if (zone.to_instant({today, at}) > now)
        return {today, at};
    return {today + std::chrono::days{1}, at};
}

struct Planned {
    std::string_view kind;
    Instant at;
    std::string key; // one job per day, whichever node is first
};

}

JobOrder::JobOrder(jobs::Job const& job)
    : job_(job)
    , payload_(parse_payload(job.payload))
{ }

void JobOrder::end_in(Work& work) const
{
    jobs::complete(work.db(), work.clock(), job_);
}

std::int64_t JobOrder::integer(std::string_view name) const
{
    auto const* const member = payload_.find(name);
    auto const number = member == nullptr ? std::nullopt : member->as_integer();
    if (!number)
        throw jobs::Hopeless("the payload names no " + std::string(name));
    return *number;
}

std::vector<std::int64_t> JobOrder::integers(std::string_view name) const
{
    auto const* const member = payload_.find(name);
    auto const* const items = member == nullptr ? nullptr : member->as_array();
    if (items == nullptr)
        throw jobs::Hopeless("the payload has no list " + std::string(name));
    std::vector<std::int64_t> numbers;
    for (auto const& item : *items) {
        auto const number = item.as_integer();
        if (!number)
            throw jobs::Hopeless("the list " + std::string(name) + " holds something else than numbers");
        numbers.push_back(*number);
    }
    return numbers;
}

std::string_view JobOrder::text(std::string_view name) const
{
    auto const* const member = payload_.find(name);
    auto const* const text = member == nullptr ? nullptr : member->as_string();
    return text == nullptr ? std::string_view{} : std::string_view(*text);
}

JobRules::JobRules(
    std::vector<JobRule> const& rules, std::vector<RecurringRule> recurring, JobEnvironment environment)
    : recurring_(std::move(recurring))
    , environment_(std::move(environment))
{
    auto const add = [&](std::string_view kind, std::variant<JobInWork, JobOutward> run) {
        if (!handlers_.emplace(kind, handler_of(std::move(run), environment_)).second)
            throw std::logic_error("two rules for the jobs " + std::string(kind));
    };
    for (auto const& rule : rules) {
        add(rule.kind, rule.run);
        if (rule.takes_long)
            long_kinds_.emplace_back(rule.kind);
    }
    for (auto const& rule : recurring_) {
        add(rule.kind, [run = rule.run](Work& work, JobOrder const&) { return run(work); });
        if (rule.takes_long)
            long_kinds_.emplace_back(rule.kind);
    }
}

void JobRules::plan(db::Connection& connection) const
{
    if (recurring_.empty())
        return;
    for (auto const tenant : environment_.list_tenants(connection)) {
        std::string cause;
        try {
            plan(connection, tenant);
        } catch (db::Busy const& error) { // a long work of this tenant; the next look comes soon
            cause = error.what();
        } catch (db::Error const&) {
            throw;
        } catch (std::exception const& error) {
            cause = error.what();
        }
        if (!cause.empty())
            log::error("jobs.not_planned", {{"tenant", std::to_string(tenant.value)}, {"cause", cause}});
    }
}

void JobRules::plan(db::Connection& connection, TenantId tenant) const
{
    auto const zone = environment_.find_zone(connection, tenant);
    if (!zone)
        return;
    std::vector<Planned> missing;
    for (auto const& rule : recurring_) {
        auto const next = next_time(*zone, rule.at, environment_.clock.now());
        auto key = std::string(rule.kind) + ':' + to_iso(next.date);
        if (!jobs::find_job_of_key(connection, tenant, key))
            missing.push_back({rule.kind, zone->to_instant(next), std::move(key)});
    }
    if (missing.empty())
        return;
    WorkContext const context{connection,         tenant, Actor::system(),
                              environment_.clock, *zone,  environment_.signals};
    run_use_case(context, [&](Work& work) -> Result<void> {
        for (auto const& job : missing)
            work.enqueue(job.kind, "{}", jobs::RunAt::at(job.at), job.key);
        return {};
    }).value();
}

int JobRules::run_due(db::Connection& connection) const
{
    plan(connection);
    return jobs::run_due(connection, environment_.clock, handlers_);
}

} // namespace kommin
