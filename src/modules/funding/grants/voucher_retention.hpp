#pragma once
// How long vouchers are kept (docs/adr/0091): as long as the programme of their grants says, after the year
// in which the last proof was handed in. Then files, payees and purposes go; days, kinds and amounts stay, so
// that every sum still adds up.

#include "platform/work/job_rules.hpp"

namespace kommin::funding {

// Of one night; what is left waits for the next one.
inline constexpr int most_vouchers_erased_at_once = 500;

// Every night: of vouchers for whose grants that time is over.
RecurringRule voucher_erasure();

} // namespace kommin::funding
