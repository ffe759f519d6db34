#pragma once
// How figures, their ways and lights read.

#include "modules/goals/measures/figures_of_measures.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/web/staff.hpp"

#include <optional>
#include <string>

namespace kommin::goals {

// "15.06.2009".
std::string numeric_day(i18n::Texts const& texts, Date day);
// "1.250", "11,5": exact.
std::string shown_value(i18n::Texts const& texts, Decimal value);
// "11 Fortbildungen": of what all reports count.
std::string value_with_unit(i18n::Texts const& texts, Figure const& figure, Decimal value);
// What is expected that day, to one decimal more than baseline and target have: "10,9"; "" for nothing.
std::string shown_expectation(i18n::Texts const& texts, std::optional<FigureWay> const& way, Date day);
// "14 Fortbildungen", "20 Kindertageseinrichtungen mehr".
std::string shown_target(i18n::Texts const& texts, Figure const& figure);
// What stands behind the number of a baseline: "Fortbildungen", "Gruppen (2008)".
std::string unit_of_baseline(i18n::Texts const& texts, Figure const& figure);
// "10 Fortbildungen", "12 Gruppen (2008)"; "" where nobody knows.
std::string shown_baseline(i18n::Texts const& texts, Figure const& figure);

web::StaffMark mark_of(Light light, i18n::Texts const& texts);
web::StaffMark mark_of(ReportState state, i18n::Texts const& texts);

// "gleichmäßig von 10 (31.12.2008) auf 14 (31.12.2010); angenommen ist das Ende der Planjahre", or why
// nothing is expected.
std::string rule_of(i18n::Texts const& texts, Figure const& figure, std::optional<FigureWay> const& way);
// From which share on a light is which, and how long a value counts.
std::string rule_of_lights(i18n::Texts const& texts, LightRule const& rule);
// When milestones say which light, where there are no figures.
std::string rule_of_milestones(i18n::Texts const& texts);

} // namespace kommin::goals
