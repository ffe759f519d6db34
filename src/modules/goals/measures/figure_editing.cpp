#include "modules/goals/measures/figure_editing.hpp"

#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/measures/figure_publication.hpp"
#include "modules/goals/measures/measure_editing.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/records/typed.hpp"
#include "platform/records/versions.hpp"
#include "platform/web/field_check.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

namespace kommin::goals {

using records::Fields;
using records::one_line;
using records::read_typed_date;
using records::spelled_date;

namespace {

constexpr std::size_t longest_figure_name = 200; // code points
constexpr std::size_t longest_figure_unit = 60;
constexpr std::size_t most_steps = 40;
constexpr Decimal too_large_value = Decimal::whole(1'000'000'000);

// "30.06.2009: 11", "30.6.2009 11,5"; nothing where that is no day with a value.
std::optional<AgreedValue> read_step(std::string_view line)
{
    auto const typed = one_line(line);
    auto const end = typed.find_first_of(": =");
    if (end == std::string::npos)
        return std::nullopt;
    auto const behind = typed.find_first_not_of(": =", end);
    if (behind == std::string::npos)
        return std::nullopt;
    auto const day = parse_typed_date(std::string_view(typed).substr(0, end));
    auto const value = read_value(std::string_view(typed).substr(behind));
    return day && value ? std::optional(AgreedValue{*day, *value}) : std::nullopt;
}

struct Steps {
    std::vector<AgreedValue> read; // by day
    std::vector<std::string> wrong; // lines that are none
};
Steps read_steps(std::string_view typed)
{
    Steps steps;
    for (auto const line : split(typed, '\n')) {
        if (trim(line).empty())
            continue;
        if (auto const step = read_step(line))
            steps.read.push_back(*step);
        else
            steps.wrong.push_back(one_line(line));
    }
    std::ranges::stable_sort(steps.read, {}, &AgreedValue::on);
    return steps;
}

std::string spelled_steps(std::vector<AgreedValue> const& steps)
{
    std::string lines;
    for (auto const& step : steps) {
        lines += lines.empty() ? "" : "\n";
        lines += typed_spelling(step.on) + ": " + step.value.to_typed();
    }
    return lines;
}

Figure figure_from(Fields const& fields)
{
    auto const line = [&](std::string_view name) { return one_line(fields.value(name)); };
    Figure one;
    one.name = line(figure_field::name);
    one.unit = line(figure_field::unit);
    one.target_kind
        = enum_from<TargetKind>(fields.value(figure_field::target_kind)).value_or(one.target_kind);
    one.aim = enum_from<Aim>(fields.value(figure_field::aim)).value_or(one.aim);
    one.baseline = read_value(line(figure_field::baseline));
    one.baseline_unit = line(figure_field::baseline_unit);
    if (one.baseline_unit == one.unit)
        one.baseline_unit.clear();
    one.baseline_day = read_typed_date(line(figure_field::baseline_day));
    one.target = read_value(line(figure_field::target)).value_or(Decimal{});
    one.deadline = read_typed_date(line(figure_field::deadline));
    one.rule = enum_from<ExpectationRule>(fields.value(figure_field::rule)).value_or(one.rule);
    one.steps = read_steps(fields.value(figure_field::steps)).read;
    one.weight = parse_number(line(figure_field::weight)).value_or(1);
    return one;
}

// What is wrong with each field by itself.
void check_figure_words(web::FieldCheck& check)
{
    if (one_line(check.value(figure_field::name)).empty())
        check.refuse(figure_field::name, "figure.problem.name"_msg);
    if (one_line(check.value(figure_field::unit)).empty())
        check.refuse(figure_field::unit, "figure.problem.unit"_msg);
    check.check_length(figure_field::name, longest_figure_name);
    check.check_length(figure_field::unit, longest_figure_unit);
    check.check_length(figure_field::baseline_unit, longest_figure_unit);
    if (!enum_from<TargetKind>(check.value(figure_field::target_kind)))
        check.refuse(figure_field::target_kind, "form.not_chosen"_msg);
    if (!enum_from<Aim>(check.value(figure_field::aim)))
        check.refuse(figure_field::aim, "form.not_chosen"_msg);
    if (!enum_from<ExpectationRule>(check.value(figure_field::rule)))
        check.refuse(figure_field::rule, "form.not_chosen"_msg);
    auto const weight = one_line(check.value(figure_field::weight));
    auto const number = parse_number(weight);
    if (!weight.empty() && (!number || *number < 1 || *number > largest_weight))
        check.refuse(
            figure_field::weight, "figure.problem.weight"_msg, {{"most", std::to_string(largest_weight)}});
}

void check_figure_values(web::FieldCheck& check)
{
    for (auto const field : {figure_field::baseline, figure_field::target}) {
        auto const typed = one_line(check.value(field));
        if (!typed.empty() && !read_value(typed))
            check.refuse(field, "figure.problem.value"_msg, {{"value", typed}});
    }
    if (one_line(check.value(figure_field::target)).empty())
        check.refuse(figure_field::target, "figure.problem.target"_msg);
    for (auto const field : {figure_field::baseline_day, figure_field::deadline}) {
        auto const typed = one_line(check.value(field));
        if (!typed.empty() && !read_typed_date(typed))
            check.refuse(field, "form.problem.date"_msg, {{"value", typed}});
    }
}

// What is wrong with baseline and target together.
void check_figure_target(web::FieldCheck& check, Figure const& one)
{
    if (one.target_kind == TargetKind::increase) {
        if (one.target <= Decimal{})
            check.refuse(figure_field::target, "figure.problem.increase"_msg);
        if (one.aim == Aim::at_most)
            check.refuse(figure_field::aim, "figure.problem.increase_at_most"_msg);
        return;
    }
    if (!one.baseline_unit.empty()) {
        check.refuse(
            figure_field::baseline_unit, "figure.problem.units"_msg,
            {{"unit", one.unit}, {"other", one.baseline_unit}});
        return; // what is counted otherwise is not compared
    }
    if (one.baseline && !meets(one.aim, one.target, *one.baseline))
        check.refuse(
            figure_field::target,
            one.aim == Aim::at_least ? "figure.problem.target_below"_msg : "figure.problem.target_above"_msg,
            {{"baseline", one.baseline->to_typed()}});
}

// That it ends after it has begun.
void check_figure_time(web::FieldCheck& check, Figure const& one, Measure const& measure)
{
    auto const way = way_of(one, measure);
    std::optional<Date> const from = way ? std::optional(way->way.from)
        : one.baseline_day               ? std::optional(one.baseline_day->last_possible_day())
                                         : std::nullopt;
    if (!from)
        return;
    if (one.deadline) {
        if (one.deadline->last_possible_day() <= *from)
            check.refuse(
                figure_field::deadline, "figure.problem.deadline"_msg, {{"day", typed_spelling(*from)}});
    } else if (auto const last = measure.last_day(); last && last->day <= *from) {
        check.refuse(
            figure_field::deadline, "figure.problem.deadline_of_measure"_msg,
            {{"day", typed_spelling(*from)}, {"last", typed_spelling(last->day)}});
    }
}

// Whether one of them is further from the target than the one before, or beyond it.
std::optional<AgreedValue> first_step_back(PlannedWay const& way)
{
    auto const is_rising = way.target >= way.baseline;
    auto before = way.baseline;
    for (auto const& step : way.steps) {
        bool const moves_on = is_rising ? step.value >= before && step.value <= way.target
                                        : step.value <= before && step.value >= way.target;
        if (!moves_on)
            return step;
        before = step.value;
    }
    return std::nullopt;
}

std::optional<AgreedValue> first_step_outside(PlannedWay const& way)
{
    for (auto const& step : way.steps) {
        if (step.on <= way.from || (way.until && step.on >= *way.until))
            return step;
    }
    return std::nullopt;
}

void check_figure_steps(web::FieldCheck& check, Figure const& one, Measure const& measure)
{
    auto const steps = read_steps(check.value(figure_field::steps));
    auto const refuse = [&](MessageKey message, MessageArguments arguments = {}) {
        check.refuse(figure_field::steps, message, std::move(arguments));
    };
    if (!steps.wrong.empty())
        return refuse("figure.problem.step"_msg, {{"line", steps.wrong.front()}});
    if (one.rule == ExpectationRule::linear) {
        if (!steps.read.empty())
            refuse("figure.problem.steps_linear"_msg);
        return;
    }
    if (steps.read.empty())
        return refuse("figure.problem.steps"_msg);
    if (steps.read.size() > most_steps)
        return refuse("figure.problem.steps_many"_msg, {{"most", std::to_string(most_steps)}});
    auto const twice = std::ranges::adjacent_find(steps.read, {}, &AgreedValue::on);
    if (twice != steps.read.end())
        return refuse("figure.problem.step_twice"_msg, {{"day", typed_spelling(twice->on)}});
    auto const way = way_of(one, measure);
    if (!way || !way->way.until)
        return refuse("figure.problem.steps_without_way"_msg);
    if (auto const outside = first_step_outside(way->way))
        return refuse(
            "figure.problem.step_outside"_msg,
            {{"day", typed_spelling(outside->on)},
             {"from", typed_spelling(way->way.from)},
             {"until", typed_spelling(*way->way.until)}});
    if (auto const back = first_step_back(way->way))
        refuse(
            "figure.problem.step_back"_msg,
            {{"day", typed_spelling(back->on)}, {"value", back->value.to_typed()}});
}

// What was reported counts in the unit of the figure, from its beginning: neither can mean something else
// afterwards.
Result<void> check_kept_by_reports(Work& work, Figure const& before, Figure const& wanted)
{
    bool const is_same_count = wanted.unit == before.unit && wanted.target_kind == before.target_kind;
    if (is_same_count || !has_reports(work.db(), work.tenant(), before.id))
        return {};
    return Problem::invalid(
        std::string(wanted.unit == before.unit ? figure_field::target_kind : figure_field::unit),
        "figure.problem.reported"_msg);
}

}

std::optional<Decimal> read_value(std::string_view typed)
{
    auto const value = Decimal::parse(trim(typed));
    return value && *value >= Decimal{} && *value < too_large_value ? value : std::nullopt;
}

std::optional<SeenFigure> find_seen_figure(
    db::Connection& db, TenantId tenant, FigureId id, Actor const& actor, Permission permission)
{
    auto figure = load_figure(db, tenant, id);
    auto measure = figure ? find_seen_measure(db, tenant, figure->measure, actor, permission) : std::nullopt;
    return measure ? std::optional(SeenFigure{std::move(*figure), std::move(*measure)}) : std::nullopt;
}

Fields form_of(Figure const& one)
{
    Fields fields;
    auto const set = [&](std::string_view name, std::string value) { fields.set(name, std::move(value)); };
    set(figure_field::name, one.name);
    set(figure_field::unit, one.unit);
    set(figure_field::target_kind, std::string(to_text(one.target_kind)));
    set(figure_field::aim, std::string(to_text(one.aim)));
    set(figure_field::baseline, one.baseline ? one.baseline->to_typed() : std::string{});
    set(figure_field::baseline_unit, one.baseline_unit);
    set(figure_field::baseline_day, spelled_date(one.baseline_day));
    set(figure_field::target, one.target.to_typed());
    set(figure_field::deadline, spelled_date(one.deadline));
    set(figure_field::rule, std::string(to_text(one.rule)));
    set(figure_field::steps, spelled_steps(one.steps));
    set(figure_field::weight, std::to_string(one.weight));
    return fields;
}

Fields form_of_new_figure()
{
    auto fields = form_of(Figure{});
    fields.set(figure_field::target, std::string{});
    return fields;
}

Fields spelled_figure(Fields const& typed)
{
    return form_of(figure_from(typed));
}

std::vector<Problem> problems_of_figure(Fields const& fields, Measure const& measure)
{
    web::FieldCheck check(fields);
    check_figure_words(check);
    check_figure_values(check);
    if (auto problems = check.take(); !problems.empty())
        return problems;
    auto const one = figure_from(fields);
    check_figure_target(check, one);
    check_figure_time(check, one, measure);
    if (auto problems = check.take(); !problems.empty())
        return problems;
    check_figure_steps(check, one, measure);
    return check.take();
}

bool has_way_within(Figure const& figure, Measure const& measure)
{
    auto const fields = form_of(figure);
    web::FieldCheck check(fields);
    check_figure_time(check, figure, measure);
    check_figure_steps(check, figure, measure);
    return check.take().empty();
}

Result<void> save_figure(Work& work, FigureVersion const& seen, Fields const& typed)
{
    auto const of = find_seen_figure(work.db(), work.tenant(), seen.id, work.actor(), edit_measures);
    if (!of)
        return Problem::not_found("figure.problem.unknown"_msg);
    auto const editing = TRY(records::Editing::begin(
        work, edited_figures, seen.id.value, seen.version, edit_measures, "figure.problem.unknown"_msg));
    if (auto problems = problems_of_figure(typed, of->measure); !problems.empty())
        return std::move(problems.front());
    auto wanted = figure_from(typed);
    wanted.id = seen.id;
    TRY(check_kept_by_reports(work, of->figure, wanted));
    auto const before = form_of(of->figure);
    auto const after = form_of(wanted);
    if (before == after)
        return {};
    update_figure(work.db(), work.tenant(), wanted, work.now());
    editing.keep_changed(before, after, "changed");
    tell_readers_of_figure(work, of->measure, seen.id);
    return {};
}

Result<FigureId> add_figure(Work& work, MeasureId measure, Fields const& typed, std::string_view form_key)
{
    auto const of = find_seen_measure(work.db(), work.tenant(), measure, work.actor(), edit_measures);
    if (!of)
        return Problem::not_found("figure.problem.unknown"_msg);
    auto wanted = figure_from(typed);
    wanted.measure = measure;
    auto const fields = form_of(wanted);
    auto const mark = crypto::sha256_hex(
        work.actor().code() + ' ' + std::string(form_key) + ' ' + std::to_string(measure.value) + ' '
        + fields.to_json());
    if (auto const added = find_figure_by_mark(work.db(), work.tenant(), mark))
        return *added;
    if (auto problems = problems_of_figure(typed, *of); !problems.empty())
        return std::move(problems.front());
    auto const id = insert_figure(work.db(), work.tenant(), wanted, mark, work.now());
    records::keep_created(work, edited_figures, id.value, of->owner(), fields);
    tell_readers_of_figure(work, *of, id);
    return id;
}

Result<void> erase_figure_without_reports(Work& work, FigureVersion const& seen)
{
    auto const of = find_seen_figure(work.db(), work.tenant(), seen.id, work.actor(), edit_measures);
    if (!of)
        return Problem::not_found("figure.problem.unknown"_msg);
    TRY(records::Editing::begin(
        work, edited_figures, seen.id.value, seen.version, edit_measures, "figure.problem.unknown"_msg));
    if (has_reports(work.db(), work.tenant(), seen.id))
        return Problem::conflict({}, "figure.problem.has_reports"_msg);
    records::erase_versions(work, {figure_subject, seen.id.value});
    erase_figure(work.db(), work.tenant(), seen.id);
    work.audit("goals.figure.erased", figure_subject.word(), seen.id);
    tell_readers_without_figure(work, of->measure, seen.id);
    return {};
}

} // namespace kommin::goals
