#pragma once
// The pages for risks and tasks of a measure.

#include "modules/goals/measures/measure_pages.hpp"
#include "modules/goals/measures/measure_pieces.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

inline constexpr std::string_view risks_page_name = "risiken"; // below a measure
inline constexpr std::string_view tasks_page_name = "aufgaben";

html::Url piece_url(MeasureId measure, std::string_view page, std::int64_t id);
html::Url piece_url(MeasureId measure, std::string_view page, std::int64_t id, std::string_view press);

// "hoch (Wahrscheinlichkeit hoch, Schaden mittel)".
std::string weight_of(Risk const& risk, i18n::Texts const& texts);
web::StaffMark mark_of(Grade grade, i18n::Texts const& texts);
web::StaffMark mark_of(RiskState state, i18n::Texts const& texts);
// The unit, or the office in words; "" where nobody is named.
std::string carer_of(Risk const& risk, MeasureNames const& names);
// The name of the account, or the words; "" for nobody yet.
std::string taker_of(MeasureTask const& task, web::Authors const& authors);

// Below the measure's other parts: tables of what there is, in the order of the store. `is_page`: of the page
// that has them alone, where each can be changed.
void write_risks(
    html::Writer& w, web::Call const& call, Measure const& measure, std::vector<Risk> const& risks,
    MeasureNames const& names, bool is_page);
void write_measure_tasks(
    html::Writer& w, web::Call const& call, Measure const& measure, std::vector<MeasureTask> const& tasks,
    web::Authors const& authors, bool is_page);

struct RiskPage {
    Measure const& measure;
    MeasureNames const& names;
    std::vector<web::Choice> const& units; // that it can have
    records::Fields const& fields;
    std::vector<Problem> problems = {};
};
http::Response risks_page(web::Call const& call, RiskPage const& page, std::vector<Risk> const& risks);
http::Response risk_page(web::Call const& call, RiskPage const& page, RiskId id);

struct MeasureTaskPage {
    Measure const& measure;
    web::Authors const& authors;
    std::vector<web::Choice> const& takers;
    records::Fields const& fields;
    std::vector<Problem> problems = {};
};
http::Response measure_tasks_page(
    web::Call const& call, MeasureTaskPage const& page, std::vector<MeasureTask> const& tasks);
http::Response measure_task_page(web::Call const& call, MeasureTaskPage const& page, MeasureTaskId id);

} // namespace kommin::goals
