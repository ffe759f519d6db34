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

} // namespace kommin::staff
