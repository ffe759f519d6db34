#pragma once
// Letters that ask for the report of a figure: one when it is due, one that reminds (docs/adr/0094).

#include "modules/goals/reporting/report_letter_source.hpp"
#include "modules/goals/reporting/report_letter_store.hpp"
#include "modules/letters/api.hpp"
#include "platform/work/job_rules.hpp"
#include "platform/work/work.hpp"

#include <chrono>
#include <cstdint>
#include <string_view>
#include <vector>

namespace kommin::goals {

inline constexpr std::string_view report_mail_kind = "goals.report_due";
inline constexpr std::chrono::days reminded_after{14};
inline constexpr std::chrono::days quiet_after_report{14}; // of a figure

// Orders what is to be written today, and says how many letters.
std::int64_t order_report_letters(Work& work);

// Those that a district may begin and end in its own words.
std::vector<letters::LetterKind> report_letter_kinds();

JobRule report_mail(ReportLetterCare const& care);
// In the morning: what is due, and who is reminded.
RecurringRule report_letters_ordered();
// At night: links whose last day is over, and what is known of letters and of addresses that nobody needs any
// more.
RecurringRule report_links_ended();

} // namespace kommin::goals
