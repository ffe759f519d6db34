#pragma once
// The use cases of figures and their reports, each with the right that it asks for.

#include "app/tests/use_case_attempt.hpp"
#include "modules/goals/testing.hpp"
#include "platform/records/fields.hpp"

#include <string>
#include <utility>
#include <vector>

namespace kommin::app {

// What a form about a figure says.
inline records::Fields counted_as(std::string name)
{
    auto fields = goals::form_of_new_figure();
    fields.set("name", std::move(name));
    fields.set("unit", "Kurse");
    fields.set("baseline", "1");
    fields.set("baseline_day", "2025");
    fields.set("target", "5");
    fields.set("deadline", "2027");
    return fields;
}
inline Result<goals::FigureId> figure_of(Work& work, goals::MeasureId measure, std::string const& name)
{
    return goals::add_figure(work, measure, counted_as("Kennzahl " + name), name);
}

// What a form about a report says.
inline records::Fields reported_as(std::string value, std::string source = "Kursliste")
{
    records::Fields fields;
    fields.set("value", std::move(value));
    fields.set("day", "01.06.2026");
    fields.set("source", std::move(source));
    return fields;
}
inline Result<goals::ReportId> report_of(Work& work, goals::FigureId figure, std::string const& name)
{
    return goals::report_figure(work, figure, reported_as("2", "Liste " + name), name);
}

// A figure of which nobody has reported, and a report of another one of that measure, at which nobody has
// looked: whoever makes it here could confirm it.
struct FigureAndReport {
    goals::FigureId figure;
    goals::ReportId report;
};
inline Result<FigureAndReport> counted_of(Work& work, goals::MeasureId measure, std::string const& name)
{
    auto const figure = TRY(figure_of(work, measure, name));
    goals::Report report;
    report.figure = TRY(figure_of(work, measure, name + " berichtet"));
    report.day = *parse_date("2026-06-01");
    report.value = *goals::read_value("2");
    report.source = "Liste " + name;
    report.reported_by = work.actor().code();
    report.reported_at = work.now();
    return FigureAndReport{figure, goals::insert_report(work.db(), work.tenant(), report, name)};
}

template<class DoWork>
void add_figure_attempts(std::vector<Attempt>& all, DoWork const& do_work, goals::MeasureId measure)
{
    using namespace goals;
    auto const one = *do_work([=](Work& work) { return counted_of(work, measure, "eins"); });
    all.push_back({"add_figure", edit_measures, [measure](Work& work) {
                       return without_value(figure_of(work, measure, "drei"));
                   }});
    all.push_back({"save_figure", edit_measures, [one](Work& work) {
                       return save_figure(work, {one.figure, 1}, counted_as("anders"));
                   }});
    all.push_back({"erase_figure_without_reports", edit_measures, [one](Work& work) {
                       return erase_figure_without_reports(work, {one.figure, 1});
                   }});
    all.push_back({"report_figure", report_figures, [one](Work& work) {
                       return without_value(report_of(work, one.figure, "zwei"));
                   }});
    all.push_back({"confirm_report", edit_measures, [one](Work& work) {
                       return without_value(confirm_report(work, {one.report, ReportState::reported}));
                   }});
    all.push_back({"question_report", edit_measures, [one](Work& work) {
                       return without_value(question_report(work, {one.report, {}}, "Woher?"));
                   }});
    all.push_back({"withdraw_report", edit_measures, [one](Work& work) {
                       return without_value(
                           withdraw_report(work, {one.report, ReportState::reported}, "Verzählt"));
                   }});
    all.push_back({"erase_report_photo", edit_measures, [one](Work& work) {
                       return without_value(erase_report_photo(work, one.report));
                   }});
}

} // namespace kommin::app
