#pragma once
// Editing figures: a change counts at once. Whoever may edit the measure may edit its figures.

#include "modules/goals/measures/figure.hpp"
#include "modules/goals/measures/figure_store.hpp"
#include "platform/access/actor.hpp"
#include "platform/base/problem.hpp"
#include "platform/base/result.hpp"
#include "platform/records/editing.hpp"
#include "platform/records/fields.hpp"
#include "platform/web/form_fields.hpp"
#include "platform/work/work.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace kommin::goals {

namespace figure_field {
inline constexpr std::string_view name = "name";
inline constexpr std::string_view unit = "unit";
inline constexpr std::string_view target_kind = "target_kind";
inline constexpr std::string_view aim = "aim";
inline constexpr std::string_view baseline = "baseline";
inline constexpr std::string_view baseline_unit = "baseline_unit";
inline constexpr std::string_view baseline_day = "baseline_day";
inline constexpr std::string_view target = "target";
inline constexpr std::string_view deadline = "deadline";
inline constexpr std::string_view rule = "rule";
inline constexpr std::string_view steps = "steps"; // "30.06.2009: 11", one on each line
inline constexpr std::string_view weight = "weight";
} // namespace figure_field
// In the order of the form.
inline constexpr std::array all_figure_fields{
    web::FormField{figure_field::name, "figure.field.name"_msg},
    web::FormField{figure_field::unit, "figure.field.unit"_msg},
    web::FormField{figure_field::target_kind, "figure.field.target_kind"_msg},
    web::FormField{figure_field::aim, "figure.field.aim"_msg},
    web::FormField{figure_field::baseline, "figure.field.baseline"_msg},
    web::FormField{figure_field::baseline_unit, "figure.field.baseline_unit"_msg},
    web::FormField{figure_field::baseline_day, "figure.field.baseline_day"_msg},
    web::FormField{figure_field::target, "figure.field.target"_msg},
    web::FormField{figure_field::deadline, "figure.field.deadline"_msg},
    web::FormField{figure_field::rule, "figure.field.rule"_msg},
    web::FormField{figure_field::steps, "figure.field.steps"_msg},
    web::FormField{figure_field::weight, "figure.field.weight"_msg}};

// Nobody is named in a figure.
inline constexpr std::array<std::string_view, 12> harmless_figure_fields{
    figure_field::name,     figure_field::unit,          figure_field::target_kind,  figure_field::aim,
    figure_field::baseline, figure_field::baseline_unit, figure_field::baseline_day, figure_field::target,
    figure_field::deadline, figure_field::rule,          figure_field::steps,        figure_field::weight};
inline constexpr records::EditedKind edited_figures{
    .kind = figure_subject,
    .table = figure_table,
    .owner = "COALESCE((SELECT m.body_id FROM measures m WHERE m.id = figures.measure_id), 0)",
    .was_public = "FALSE",
    .actions = "goals.figure",
    .harmless_fields = harmless_figure_fields,
    .has_drafts = false};

// A figure with its measure.
struct SeenFigure {
    Figure figure;
    Measure measure;
};
// Nothing where it does not exist or this actor may not do that with its measure.
std::optional<SeenFigure> find_seen_figure(
    db::Connection& db, TenantId tenant, FigureId id, Actor const& actor, Permission permission);

// A value as figures have it: from 0, below a thousand millions.
std::optional<Decimal> read_value(std::string_view typed);

records::Fields form_of(Figure const& figure);
records::Fields form_of_new_figure();
// As they are stored: values as "11,5", days as "31.12.2010", agreed values by day.
records::Fields spelled_figure(records::Fields const& typed);
// Everything that stands in the way of saving it as a figure of this measure.
std::vector<Problem> problems_of_figure(records::Fields const& fields, Measure const& measure);
// Whether it ends after it has begun and its agreed values are on its way, with this measure's days.
bool has_way_within(Figure const& figure, Measure const& measure);

// Which one, as this person last saw it.
struct FigureVersion {
    FigureId id;
    std::int64_t version;
};
// Problems: not_found without the right; what problems_of_figure() finds; "unit" and "target_kind" where
// reports stand in the way; a conflict where somebody has changed it meanwhile.
Result<void> save_figure(Work& work, FigureVersion const& seen, records::Fields const& typed);
// `form_key`: of the form that was sent; a second time with the same entries it makes no second one. Problems
// as of save_figure().
Result<FigureId> add_figure(
    Work& work, MeasureId measure, records::Fields const& typed, std::string_view form_key);
// With its versions. Problems: not_found; a conflict where it has reports, which are never lost, or where
// somebody has changed it meanwhile.
Result<void> erase_figure_without_reports(Work& work, FigureVersion const& seen);

} // namespace kommin::goals
