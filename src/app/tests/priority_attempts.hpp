#pragma once
// Priorities and evaluations as stories make them, and their use cases with the right that each asks for.

#include "app/tests/use_case_attempt.hpp"
#include "modules/steering/testing.hpp"
#include "platform/records/fields.hpp"

#include <string>
#include <vector>

namespace kommin::app {

// What the form for many says of one measure: three in all criteria.
inline records::Fields scored(goals::MeasureId measure, std::string const& reason)
{
    using namespace steering;
    auto const key = 'm' + std::to_string(measure.value);
    records::Fields fields;
    for (auto const criterion : all_criteria)
        fields.set(row_field(to_text(criterion), key), "3");
    fields.set(row_field(priority_field::reason, key), reason);
    return fields;
}
inline Result<steering::PriorityId> priority_of(
    Work& work, steering::YearId year, goals::MeasureId measure, std::string const& name)
{
    using namespace steering;
    std::vector<RowAsSeen> const rows{{.key = 'm' + std::to_string(measure.value), .version = 0}};
    TRY(score_rows(work, year, rows, scored(measure, "Punkte " + name)));
    return list_priorities(work.db(), work.tenant(), year).front().id;
}

inline records::Fields evaluated(std::string const& evaluator)
{
    using namespace steering;
    records::Fields fields;
    fields.set(evaluation_field::evaluator, evaluator);
    fields.set(evaluation_field::day, "20.11.2026");
    fields.set(evaluation_field::effect, "4");
    fields.set(evaluation_field::effort, "2");
    fields.set(evaluation_field::lessons, "Lehren: " + evaluator);
    fields.set(evaluation_field::verdict, "continue");
    return fields;
}
inline Result<steering::EvaluationId> evaluation_of(
    Work& work, steering::YearId year, goals::MeasureId measure, std::string const& name)
{
    return steering::add_evaluation(
        work, {year, measure, steering::EvaluationView::self}, evaluated("Stelle " + name), name);
}

// What the form says that asks an organisation by letter.
inline records::Fields asked_of(std::string const& evaluator)
{
    using namespace steering;
    records::Fields fields;
    fields.set(asking_field::evaluator, evaluator);
    fields.set(asking_field::mail, "verein@verein.example");
    fields.set(asking_field::language, "de");
    fields.set(asking_field::until, "20.12.2026");
    return fields;
}
inline Result<steering::EvaluationRequestId> evaluation_request_of(
    Work& work, steering::YearId year, goals::MeasureId measure, std::string const& name)
{
    return steering::ask_evaluation(
        work, {year, measure, steering::EvaluationView::external}, asked_of("Verein " + name), name);
}

// Of a year and a measure of Aalfeld in it. `do_work`: does something as whoever may everything.
template<class DoWork>
void add_priority_attempts(
    std::vector<Attempt>& all, DoWork const& do_work, steering::YearId year, goals::MeasureId measure)
{
    using namespace steering;
    auto const priority = *do_work([&](Work& work) { return priority_of(work, year, measure, "eins"); });
    auto const evaluation = *do_work([&](Work& work) { return evaluation_of(work, year, measure, "eins"); });
    all.push_back({"score_rows", set_priorities, [year, measure](Work& work) {
                       std::vector<RowAsSeen> const rows{
                           {.key = 'm' + std::to_string(measure.value), .version = 1}};
                       return without_value(score_rows(work, year, rows, scored(measure, "Anders")));
                   }});
    all.push_back({"save_priority", set_priorities, [priority](Work& work) {
                       auto fields = form_of(load_priority(work.db(), work.tenant(), priority).value());
                       fields.set(priority_field::rank, "1");
                       fields.set(priority_field::rank_reason, "Eilt");
                       return save_priority(work, {priority, 1}, fields);
                   }});
    all.push_back({"add_evaluation", evaluate_measures, [year, measure](Work& work) {
                       return without_value(add_evaluation(
                           work, {year, measure, EvaluationView::external}, evaluated("Verein"), "zwei"));
                   }});
    all.push_back({"save_evaluation", evaluate_measures, [evaluation](Work& work) {
                       return save_evaluation(work, {evaluation, 1}, evaluated("Andere Stelle"));
                   }});
    auto const weights = do_work([year](Work& work) -> Result<WeightsId> {
        return load_weights_of_year(work.db(), work.tenant(), year).id;
    });
    all.push_back({"save_weights", set_priorities, [weights](Work& work) {
                       records::Fields fields;
                       for (auto const& field : all_weights_fields)
                           fields.set(field.name, "5");
                       return save_weights(work, {*weights, 1}, fields);
                   }});
    auto const request
        = *do_work([&](Work& work) { return evaluation_request_of(work, year, measure, "eins"); });
    all.push_back({"ask_evaluation", edit_years, [year, measure](Work& work) {
                       return without_value(evaluation_request_of(work, year, measure, "zwei"));
                   }});
    all.push_back({"ask_all_units", edit_years, [year](Work& work) {
                       auto const found = load_year(work.db(), work.tenant(), year);
                       auto const seen = found
                           ? digest_of(list_measures_to_ask(work.db(), work.tenant(), *found, work.today()))
                           : std::string{};
                       return without_value(ask_all_units(work, year, asked_of(""), seen));
                   }});
    all.push_back({"ask_evaluation_again", edit_years, [year, request](Work& work) {
                       return without_value(ask_evaluation_again(work, {year, request, 1}));
                   }});
    all.push_back({"stop_asking", edit_years, [year, request](Work& work) {
                       return without_value(stop_asking(work, {year, request, 1}));
                   }});
}

} // namespace kommin::app
