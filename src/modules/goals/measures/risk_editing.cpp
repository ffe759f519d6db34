// The rules for risks of a measure.

#include "modules/goals/goals/goal_editing.hpp"
#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/goals/typed_id.hpp"
#include "modules/goals/measures/course_work.hpp"
#include "modules/goals/measures/measure_pieces.hpp"
#include "modules/goals/measures/risk_store.hpp"
#include "platform/base/text.hpp"
#include "platform/records/typed.hpp"
#include "platform/web/field_check.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

namespace kommin::goals {

using records::Fields;
using records::one_line;
using records::several_lines;

namespace {

constexpr std::size_t longest_risk = 200; // code points
constexpr std::size_t longest_response = 1000;
constexpr std::ptrdiff_t most_risks = 40;

Risk risk_from(Fields const& fields, Date today)
{
    Risk one;
    one.title = one_line(fields.value(risk_field::title));
    one.probability = enum_from<Grade>(fields.value(risk_field::probability)).value_or(Grade::medium);
    one.damage = enum_from<Grade>(fields.value(risk_field::damage)).value_or(Grade::medium);
    one.response = several_lines(fields.value(risk_field::response));
    one.unit = typed_id<tenants::UnitId>(one_line(fields.value(risk_field::unit)));
    one.office = one_line(fields.value(risk_field::office));
    one.state = enum_from<RiskState>(fields.value(risk_field::state)).value_or(RiskState::open);
    one.checked_on = parse_typed_date(one_line(fields.value(risk_field::checked_on))).value_or(today);
    return one;
}

Risk const* find_risk(WholeMeasure const& whole, RiskId id)
{
    auto const found = std::ranges::find(whole.risks, id, &Risk::id);
    return found == whole.risks.end() ? nullptr : &*found;
}

Problem no_risk()
{
    return Problem::not_found("risk.problem.unknown"_msg);
}

// A unit of whoever the measure belongs to, or the one that it had.
Result<void> check_unit_of_risk(
    Work& work, Measure const& measure, Risk const& wanted, std::optional<tenants::UnitId> before)
{
    if (!wanted.unit || wanted.unit == before)
        return {};
    auto const bodies = tenants::list_bodies(work.db(), work.tenant());
    auto const units = tenants::list_units(work.db(), work.tenant());
    auto const unit = std::ranges::find(units, *wanted.unit, &tenants::OrganisationalUnit::id);
    if (unit == units.end() || owner_of_unit(bodies, *unit) != measure.body)
        return Problem::invalid(std::string(risk_field::unit), "measure.problem.unit"_msg);
    return {};
}

}

bool is_day_of_plans(Date day)
{
    constexpr std::chrono::year first{1900};
    constexpr std::chrono::year last{2200};
    return day.year() >= first && day.year() <= last;
}

Fields form_of(Risk const& one)
{
    Fields fields;
    fields.set(risk_field::title, one.title);
    fields.set(risk_field::probability, std::string(to_text(one.probability)));
    fields.set(risk_field::damage, std::string(to_text(one.damage)));
    fields.set(risk_field::response, one.response);
    fields.set(risk_field::unit, one.unit ? std::to_string(one.unit->value) : std::string{});
    fields.set(risk_field::office, one.office);
    fields.set(risk_field::state, std::string(to_text(one.state)));
    fields.set(risk_field::checked_on, typed_spelling(one.checked_on));
    return fields;
}

std::vector<Problem> problems_of_risk(Fields const& fields, Date today)
{
    web::FieldCheck check(fields);
    if (one_line(fields.value(risk_field::title)).empty())
        check.refuse(risk_field::title, "risk.problem.title"_msg);
    check.check_length(risk_field::title, longest_risk);
    for (auto const name : {risk_field::probability, risk_field::damage}) {
        if (!enum_from<Grade>(fields.value(name)))
            check.refuse(name, "risk.problem.grade"_msg);
    }
    check.check_length(risk_field::response, longest_response);
    auto const unit = one_line(fields.value(risk_field::unit));
    auto const office = one_line(fields.value(risk_field::office));
    if (!unit.empty() && !typed_id<tenants::UnitId>(unit))
        check.refuse(risk_field::unit, "measure.problem.unit"_msg);
    else if (!unit.empty() && !office.empty())
        check.refuse(risk_field::office, "risk.problem.office"_msg);
    check.check_length(risk_field::office, longest_risk);
    if (!enum_from<RiskState>(fields.value(risk_field::state)))
        check.refuse(risk_field::state, "risk.problem.state"_msg);
    auto const typed = one_line(fields.value(risk_field::checked_on));
    auto const checked_on = parse_typed_date(typed);
    if (!typed.empty() && (!checked_on || !is_day_of_plans(*checked_on)))
        check.refuse(risk_field::checked_on, "milestone.problem.done_on"_msg, {{"value", typed}});
    else if (checked_on && *checked_on > today)
        check.refuse(risk_field::checked_on, "milestone.problem.future"_msg);
    return check.take();
}

Result<bool> add_risk(Work& work, MeasureVersion const& seen, Fields const& typed)
{
    auto const found = TRY(Course::find(work, seen.id, edit_measures));
    if (auto problems = problems_of_risk(typed, work.today()); !problems.empty())
        return std::move(problems.front());
    auto const wanted = risk_from(typed, work.today());
    auto const fields = form_of(wanted);
    if (std::ranges::any_of(found.risks, [&](Risk const& one) { return form_of(one) == fields; }))
        return false;
    auto const course = TRY(Course::begin(work, seen, edit_measures));
    if (std::ssize(course.stored.risks) >= most_risks)
        return Problem::invalid(
            std::string(risk_field::title), "risk.problem.many"_msg, {{"most", std::to_string(most_risks)}});
    TRY(check_unit_of_risk(work, course.stored.measure, wanted, {}));
    insert_risk(work.db(), work.tenant(), seen.id, wanted);
    course.keep(work, course.stored.measure, "risk_added");
    return true;
}

Result<bool> save_risk(Work& work, MeasureVersion const& seen, RiskId id, Fields const& typed)
{
    auto const found = TRY(Course::find(work, seen.id, edit_measures));
    auto const* before = find_risk(found, id);
    if (before == nullptr)
        return no_risk();
    if (auto problems = problems_of_risk(typed, work.today()); !problems.empty())
        return std::move(problems.front());
    auto wanted = risk_from(typed, work.today());
    wanted.id = id;
    if (form_of(*before) == form_of(wanted))
        return false;
    auto const course = TRY(Course::begin(work, seen, edit_measures));
    TRY(check_unit_of_risk(work, course.stored.measure, wanted, before->unit));
    update_risk(work.db(), work.tenant(), wanted);
    course.keep(work, course.stored.measure, "risk_changed");
    return true;
}

Result<bool> check_risk(Work& work, MeasureVersion const& seen, RiskId id)
{
    auto const found = TRY(Course::find(work, seen.id, edit_measures));
    auto const* before = find_risk(found, id);
    if (before == nullptr)
        return no_risk();
    if (before->checked_on == work.today())
        return false;
    auto const course = TRY(Course::begin(work, seen, edit_measures));
    auto checked = *before;
    checked.checked_on = work.today();
    update_risk(work.db(), work.tenant(), checked);
    course.keep(work, course.stored.measure, "risk_checked");
    return true;
}

Result<bool> erase_risk(Work& work, MeasureVersion const& seen, RiskId id)
{
    auto const found = TRY(Course::find(work, seen.id, edit_measures));
    if (find_risk(found, id) == nullptr)
        return false;
    auto const course = TRY(Course::begin(work, seen, edit_measures));
    erase_risk_row(work.db(), work.tenant(), id);
    course.keep(work, course.stored.measure, "risk_erased");
    return true;
}

} // namespace kommin::goals
