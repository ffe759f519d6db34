#pragma once
// What other modules may know of the steps of years: their checklists, and that lines come to them.

#include "modules/steering/cycle/steering_year.hpp"
#include "platform/base/result.hpp"
#include "platform/db/connection.hpp"
#include "platform/html/url.hpp"
#include "platform/work/work.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kommin::steering {

struct StepChecklist {
    StepId step;
    StepKind kind = StepKind::screening;
    std::vector<std::string> lines; // their titles, in their order
};
// Of the latest year of this owner, or of its latest one that is not closed; nothing without one.
enum class OfYears : std::uint8_t { any, open };
std::vector<StepChecklist> list_step_checklists(
    db::Connection& db, TenantId tenant, std::optional<tenants::BodyId> owner, OfYears of);
// Those of them that are not there already come to the end of its checklist. Problems: not_found without the
// right; "year.problem.closed".
Result<void> add_step_lines(Work& work, StepId step, std::vector<std::string> const& lines);
// Where years are opened, for whoever may.
html::Url years_desk_url();

} // namespace kommin::steering
