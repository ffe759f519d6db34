#include "modules/goals/measures/worded_measures.hpp"

#include "modules/goals/measures/figure_editing.hpp"
#include "modules/goals/measures/figure_pages.hpp"
#include "modules/goals/measures/measure_editing.hpp"
#include "modules/goals/measures/measure_publication.hpp"
#include "modules/goals/measures/measure_reach.hpp"

#include <utility>

namespace kommin::goals {

namespace {

// In German, as everything that a district writes: the form asks why there is no deadline.
constexpr std::string_view no_deadline_yet = "Frist noch nicht festgelegt";

void set_measure_words(records::Fields& fields, MeasureWords const& words)
{
    fields.set(measure_field::number, words.number);
    fields.set(measure_field::title, words.title);
    fields.set(measure_field::text, words.text);
    fields.set(measure_field::audience, words.audience);
    fields.set(measure_field::reach, words.reach);
    if (words.panel)
        fields.set(measure_field::panel, std::to_string(words.panel->value));
    records::Fields::Values goals;
    for (auto const& served : words.goals)
        goals.push_back(goal_value({.goal = served.goal, .weight = std::to_string(served.weight)}));
    fields.set(measure_field::goals, std::move(goals));
    fields.set(measure_field::recurring, words.is_recurring ? std::string(recurring_value) : std::string{});
    bool const needs_remark = !words.is_recurring && fields.value(measure_field::deadline).empty()
        && fields.value(measure_field::deadline_remark).empty();
    if (needs_remark)
        fields.set(measure_field::deadline_remark, std::string(no_deadline_yet));
}

// As of a goal.
Result<void> put_plain_text_of(Work& work, MeasureId id, std::optional<std::string> const& plain_text)
{
    if (!plain_text)
        return {};
    auto const measure = load_measure(work.db(), work.tenant(), id);
    if (!measure)
        return Problem::not_found("measure.problem.unknown"_msg);
    TRY(change_public_measure(work, {id, measure->version}, PublicStep::save, *plain_text));
    return {};
}

}

MeasureWords words_of(Measure const& measure, MeasureLinks const& links)
{
    return {
        .number = measure.number,
        .title = measure.title,
        .text = measure.text,
        .plain_text = measure.plain_text,
        .audience = measure.audience,
        .reach = spelled_reach(links.reach),
        .panel = measure.panel,
        .goals = links.goals,
        .is_recurring = measure.is_recurring};
}

Result<MeasureId> add_worded_measure(Work& work, NewMeasure const& wanted, std::string_view key)
{
    auto fields = form_of(WholeMeasure{});
    fields.set(measure_field::body, wanted.owner);
    fields.set(measure_field::source, wanted.source);
    set_measure_words(fields, wanted.words);
    auto const id = TRY(add_measure(work, fields, key));
    TRY(put_plain_text_of(work, id, wanted.words.plain_text));
    return id;
}

Result<void> reword_measure(Work& work, MeasureId id, MeasureWords const& words)
{
    auto const measure = load_measure(work.db(), work.tenant(), id);
    if (!measure)
        return Problem::not_found("measure.problem.unknown"_msg);
    auto fields = form_of(load_whole_measure(work.db(), work.tenant(), id));
    set_measure_words(fields, words);
    TRY(save_measure(work, {id, measure->version}, fields));
    return put_plain_text_of(work, id, words.plain_text);
}

html::Url new_figure_desk_url(MeasureId id, FigureWords const& words)
{
    return new_figure_url(id).with_query(
        {{figure_field::name, words.name},
         {figure_field::unit, words.unit},
         {figure_field::target_kind, to_text(words.target_kind)},
         {figure_field::aim, to_text(words.aim)}});
}

} // namespace kommin::goals
