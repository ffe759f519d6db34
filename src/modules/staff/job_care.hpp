#pragma once
// What somebody does about jobs that failed and addresses that were refused.

#include "platform/base/result.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/post/refused_address.hpp"
#include "platform/work/change.hpp"
#include "platform/work/work.hpp"

#include <cstdint>

namespace kommin::staff {

// With all its tries, at once. Problems: not_found without the right; a conflict if it is under way or done.
Result<void> retry_job(Work& work, jobs::JobId job);
// All that were given up. Problems: not_found without the right; a conflict if there are none.
Result<void> retry_given_up(Work& work);
// Mails go there again. Problems: not_found without the right; a conflict if the mark is lifted already.
Result<void> allow_mails_again(Work& work, post::RefusedAddressId address);

// One of many that somebody has ticked, as it was seen: after so many tries, refused at that time. Pressed
// twice it is done once: what is under way, done or allowed already stays as it is.
Result<Change> retry_one_of_many(Work& work, jobs::JobId job, std::int64_t seen);
Result<Change> allow_one_of_many(Work& work, post::RefusedAddressId address, std::int64_t seen);

} // namespace kommin::staff
