#pragma once
// To which address letters about a measure go.

#include "modules/goals/measures/figure_store.hpp"
#include "modules/goals/measures/measure.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

// Its own address for reports, else the mailbox of the unit in charge; "" where there is neither. `units`:
// of the district.
std::string mail_of(Measure const& measure, std::vector<tenants::OrganisationalUnit> const& units);
std::string mail_of(ReportingFigure const& figure, std::vector<tenants::OrganisationalUnit> const& units);
// An address to be compared, not to be read.
std::string mark_of_mail(std::string_view mail);
// Where a question about a report goes by letter: the address from which it came by link, as long as letters
// about its measure go there; "" where there is none.
std::string mail_for_question(
    Report const& report, Measure const& measure, std::vector<tenants::OrganisationalUnit> const& units);
std::vector<tenants::UnitId> units_with_mailbox(std::vector<tenants::OrganisationalUnit> const& units);

} // namespace kommin::goals
