#pragma once
// How measures read, and where their pages are.

#include "modules/goals/measures/figure.hpp"
#include "modules/goals/measures/measure.hpp"
#include "platform/html/url.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/web/staff.hpp"

#include <optional>
#include <string>

namespace kommin::goals {

html::Url measure_url(MeasureId id);
html::Url report_url(MeasureId measure, ReportId id); // for whoever may report or decide
// The list of those of a field of action, narrowed further as lists are.
struct MeasuresOfField {
    meetings::PanelId panel;
    std::optional<tenants::UnitId> unit = {};
    std::string municipality = {}; // its slug
    std::optional<int> year = {};
};
html::Url measures_url(MeasuresOfField const& wanted);

web::StaffMark mark_of(MeasureState state, i18n::Texts const& texts);
// "31. Dezember 2010", "Ende 2010" as "2010"; with a word where it is assumed. "" without any.
std::string deadline_of(Measure const& measure, i18n::Texts const& texts);
// "2009 bis 2010", "seit 2008, jedes Jahr wieder"; "" where nothing of it is known.
std::string period_of(Measure const& measure, i18n::Texts const& texts);

} // namespace kommin::goals
