#include "modules/staff/job_care.hpp"

#include "modules/staff/permissions.hpp"

namespace kommin::staff {

namespace {

Result<void> require_care(Work const& work)
{
    if (!work.actor().may(manage_jobs, Scope::whole_tenant()))
        return Problem::not_found("identity.problem.unknown"_msg);
    return {};
}

}

Result<void> retry_job(Work& work, jobs::JobId job)
{
    TRY(require_care(work));
    if (!jobs::retry(work.db(), work.clock(), work.tenant(), job))
        return Problem::conflict({}, "staff.jobs.problem.not_failed"_msg);
    work.audit("jobs.retried", "job", job);
    return {};
}

Result<void> retry_given_up(Work& work)
{
    TRY(require_care(work));
    auto const count = jobs::retry_all_dead(work.db(), work.clock(), work.tenant());
    if (count == 0)
        return Problem::conflict({}, "staff.jobs.problem.none_given_up"_msg);
    work.audit("jobs.all_retried", "tenant", work.tenant(), {}, {{"count", count}});
    return {};
}

Result<void> allow_mails_again(Work& work, post::RefusedAddressId address)
{
    TRY(require_care(work));
    auto lifted = post::lift_refusal(work, address);
    if (!lifted)
        return Problem::conflict({}, lifted.problem().message);
    return {};
}

Result<Change> retry_one_of_many(Work& work, jobs::JobId job, std::int64_t seen)
{
    TRY(require_care(work));
    auto const found = jobs::find_job(work.db(), work.tenant(), job);
    if (!found)
        return Problem::conflict({}, "staff.jobs.problem.gone"_msg);
    if (found->state != jobs::State::dead && found->state != jobs::State::failed)
        return Change::was_so_already;
    if (found->leases != seen)
        return Problem::conflict({}, "staff.jobs.problem.tried_meanwhile"_msg);
    TRY(retry_job(work, job));
    return Change::made;
}

Result<Change> allow_one_of_many(Work& work, post::RefusedAddressId address, std::int64_t seen)
{
    TRY(require_care(work));
    return post::lift_one_of_many(work, address, seen);
}

} // namespace kommin::staff
