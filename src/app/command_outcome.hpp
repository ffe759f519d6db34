#pragma once
// How commands end, and what they say where they have not done what they were asked.

#include "platform/base/problem.hpp"
#include "platform/i18n/texts.hpp"

namespace kommin::app {

// Documented for people in `exit_codes` and in docs/user/betrieb.md.
enum ExitCode { done = 0, failed = 1, wrong_use = 2, wrong_input = 3, wrong_database = 4, later = 75 };

inline constexpr char const* exit_codes
    = "Exit codes: 0 done · 1 the work failed · 2 wrong use · 3 the input has errors, nothing was stored · "
      "4 the database is missing, newer, changed or not migrated · "
      "75 `mail bounced` only: none of this now, the mail server tries again";

i18n::Texts const& german();
// Prints the problem to standard error and gives the code back.
int tell(Problem const& problem, ExitCode code);

} // namespace kommin::app
