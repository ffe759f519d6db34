#pragma once
// Accounts that are responsible for measures, and what becomes of that once one is erased (docs/adr/0102).

#include "platform/work/job_rules.hpp"

namespace kommin::goals {

// The night after an account was erased: nobody is responsible in its place, and a version says so.
RecurringRule erased_accounts_released();

} // namespace kommin::goals
