#include "modules/goals/measures/measure_editing.hpp"

#include "modules/goals/goals/goal_editing.hpp"
#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/goals/typed_id.hpp"
#include "modules/goals/measures/figure_editing.hpp"
#include "modules/goals/measures/figure_store.hpp"
#include "modules/goals/measures/measure_course.hpp"
#include "modules/goals/measures/measure_pieces.hpp"
#include "modules/goals/measures/measure_publication.hpp"
#include "modules/goals/measures/measure_reach.hpp"
#include "modules/goals/measures/measure_task_store.hpp"
#include "modules/goals/measures/measure_values.hpp"
#include "modules/goals/measures/risk_store.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/mail/mail.hpp"
#include "platform/records/typed.hpp"
#include "platform/web/field_check.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <iterator>
#include <utility>

namespace kommin::goals {

using records::Fields;
using records::one_line;
using records::read_typed_date;
using records::spelled_date;
using web::uncertain_value;

namespace {

constexpr std::size_t longest_measure_number = 40; // code points
constexpr std::size_t longest_measure_line = 200;
constexpr std::size_t longest_measure_title = 300;
constexpr std::size_t longest_measure_remark = 1000;
constexpr std::size_t longest_measure_text = 5000;
constexpr std::ptrdiff_t most_lines = 30;
constexpr int longest_rhythm = 24; // months

template<class Id>
Fields::Values values_of(std::vector<Id> const& ids)
{
    Fields::Values values;
    for (auto const id : ids)
        values.push_back(std::to_string(id.value));
    return values;
}

std::optional<std::int64_t> weight_in(std::string_view typed)
{
    auto const weight = parse_number(typed);
    return weight && *weight >= 1 && *weight <= largest_weight ? weight : std::nullopt;
}

std::optional<int> months_in(std::string_view typed)
{
    auto const months = parse_number<int>(typed);
    return months && *months >= 1 && *months <= longest_rhythm ? months : std::nullopt;
}

std::vector<std::string> typed_lines(std::string_view typed)
{
    std::vector<std::string> lines;
    for (auto const part : split(typed, '\n')) {
        if (auto line = one_line(part); !line.empty())
            lines.push_back(std::move(line));
    }
    return lines;
}

std::string joined_lines(std::vector<std::string> const& lines)
{
    std::string text;
    for (auto const& line : lines)
        text += (text.empty() ? "" : "\n") + line;
    return text;
}

Measure measure_from(Fields const& fields)
{
    auto const line = [&](std::string_view name) { return one_line(fields.value(name)); };
    auto const lines = [&](std::string_view name) { return records::several_lines(fields.value(name)); };
    Measure one;
    one.panel = typed_id<meetings::PanelId>(line(measure_field::panel)).value_or(meetings::PanelId{});
    one.number = line(measure_field::number);
    one.title = line(measure_field::title);
    one.text = lines(measure_field::text);
    one.audience = line(measure_field::audience);
    one.unit = typed_id<tenants::UnitId>(line(measure_field::unit));
    one.office = line(measure_field::office);
    one.responsible = account_of_code(line(measure_field::responsible));
    one.state = enum_from<MeasureState>(fields.value(measure_field::state)).value_or(one.state);
    one.state_reason = line(measure_field::state_reason);
    one.is_recurring = fields.value(measure_field::recurring) == recurring_value;
    one.starts = read_typed_date(line(measure_field::from));
    one.ends = read_typed_date(line(measure_field::to));
    one.deadline = read_typed_date(line(measure_field::deadline));
    one.deadline_remark = line(measure_field::deadline_remark);
    one.reservation = line(measure_field::reservation);
    one.grant = line(measure_field::grant);
    one.report_mail = line(measure_field::report_mail);
    if (auto const months = months_in(line(measure_field::report_months)))
        one.reports_every = std::chrono::months{*months};
    auto const light = enum_from<Light>(fields.value(measure_field::light));
    auto const until = parse_typed_date(fields.value(measure_field::light_until));
    if (light && until)
        one.by_hand = LightByHand{
            .light = *light,
            .reason = std::string(fields.value(measure_field::light_reason)),
            .by = {},
            .until = *until,
            .since = {}};
    one.is_uncertain = fields.value(measure_field::uncertain) == uncertain_value;
    one.remark = line(measure_field::remark);
    one.source = line(measure_field::source);
    return one;
}

MeasureLinks links_from(Fields const& fields)
{
    MeasureLinks links;
    for (auto const& value : fields.values(measure_field::goals)) {
        if (auto const typed = read_goal_value(value))
            links.goals.push_back({typed->goal, weight_in(one_line(typed->weight)).value_or(1)});
    }
    std::ranges::sort(links.goals, {}, &ServedGoal::goal);
    auto const twice = std::ranges::unique(links.goals, {}, &ServedGoal::goal);
    links.goals.erase(twice.begin(), twice.end());
    links.origins = typed_ids<meetings::RecommendationId>(fields, measure_field::origins);
    links.places = typed_ids<tenants::BodyId>(fields, measure_field::places);
    links.reach = read_reach(fields.value(measure_field::reach));
    links.partners = typed_lines(fields.value(measure_field::partners));
    return links;
}

// Planned to be over by then, and done or dropped: when that was nobody has noted.
bool was_over_before(Measure const& one, Date today)
{
    auto const is_over
        = [&](std::optional<PartialDate> const& last) { return !last || last->last_possible_day() < today; };
    bool const is_ended = one.state == MeasureState::done || one.state == MeasureState::dropped;
    return is_ended && (one.ends || one.deadline) && is_over(one.ends) && is_over(one.deadline);
}

// What the form does not say stays as it was.
void keep_course(Measure& wanted, Measure const& stored)
{
    wanted.id = stored.id;
    wanted.body = stored.body;
    wanted.by_hand = stored.by_hand;
    wanted.state_since = stored.state_since;
    wanted.plain_text = stored.plain_text;
    wanted.slug = stored.slug;
    wanted.public_since = stored.public_since;
}

void check_state(web::FieldCheck& check)
{
    auto const state = enum_from<MeasureState>(check.value(measure_field::state));
    if (!state)
        check.refuse(measure_field::state, "measure.problem.state"_msg);
    else if (needs_reason(*state) && one_line(check.value(measure_field::state_reason)).empty())
        check.refuse(measure_field::state_reason, "measure.problem.state_reason"_msg);
}

void check_charge(web::FieldCheck& check)
{
    bool const has_unit = typed_id<tenants::UnitId>(one_line(check.value(measure_field::unit))).has_value();
    bool const has_office = !one_line(check.value(measure_field::office)).empty();
    if (has_unit && has_office)
        check.refuse(measure_field::office, "measure.problem.two_in_charge"_msg);
    auto const responsible = one_line(check.value(measure_field::responsible));
    if (!responsible.empty() && !account_of_code(responsible))
        check.refuse(measure_field::responsible, "measure.problem.responsible"_msg);
}

void check_days(web::FieldCheck& check)
{
    check.check_span();
    bool const is_recurring = check.value(measure_field::recurring) == recurring_value;
    if (is_recurring && !one_line(check.value(measure_field::to)).empty())
        check.refuse(measure_field::to, "measure.problem.recurring_end"_msg);
    auto const typed = one_line(check.value(measure_field::deadline));
    auto const deadline = read_typed_date(typed);
    if (!typed.empty() && !deadline)
        check.refuse(measure_field::deadline, "form.problem.date"_msg, {{"value", typed}});
    if (records::ends_too_early(read_typed_date(one_line(check.value(measure_field::from))), deadline))
        check.refuse(measure_field::deadline, "measure.problem.deadline_order"_msg);
    if (typed.empty() && !is_recurring && one_line(check.value(measure_field::deadline_remark)).empty())
        check.refuse(measure_field::deadline_remark, "measure.problem.deadline_remark"_msg);
}

void check_numbers(web::FieldCheck& check, Fields const& fields)
{
    if (!months_in(one_line(check.value(measure_field::report_months))))
        check.refuse(
            measure_field::report_months, "measure.problem.report_months"_msg,
            {{"most", std::to_string(longest_rhythm)}});
    MessageArguments const most{{"most", std::to_string(largest_weight)}};
    for (auto const& value : fields.values(measure_field::goals)) {
        auto const typed = read_goal_value(value);
        if (!typed)
            check.refuse(measure_field::goals, "measure.problem.goals"_msg);
        else if (!weight_in(one_line(typed->weight)))
            check.refuse(weight_field_of(typed->goal), "measure.problem.weight"_msg, most);
    }
}

void check_lines(web::FieldCheck& check, std::string_view name)
{
    auto const lines = typed_lines(check.value(name));
    if (std::ssize(lines) > most_lines)
        check.refuse(name, "measure.problem.lines"_msg, {{"most", std::to_string(most_lines)}});
    else if (std::ranges::any_of(lines, [](std::string const& line) {
                 return count_code_points(line) > longest_measure_line;
             }))
        check.refuse(
            name, "measure.problem.long_line"_msg, {{"limit", std::to_string(longest_measure_line)}});
}

tenants::TenantWithBodies const& district_of(Work& work, NameableByMeasures& nameable)
{
    if (!nameable.district)
        nameable.district = tenants::load_tenant_with_bodies(work.db(), work.tenant());
    return *nameable.district;
}

// Something else that a measure names must be there for whoever saves it; what it named before may stay.
class Named {
public:
    Named(Work& work, WholeMeasure const* stored, NameableByMeasures& nameable)
        : work_(work)
        , stored_(stored)
        , nameable_(nameable)
    { }

    Result<void> check(Measure const& wanted, MeasureLinks const& links) const
    {
        TRY(check_panel(wanted));
        TRY(check_unit(wanted));
        TRY(check_responsible(wanted));
        TRY(check_goals(wanted, links));
        TRY(check_origins(links));
        return check_places(links);
    }

private:
    [[nodiscard]] Result<void> check_panel(Measure const& wanted) const
    {
        if (stored_ != nullptr && stored_->measure.panel == wanted.panel)
            return {};
        if (!nameable_.panels)
            nameable_.panels = meetings::list_named_panels(work_.db(), work_.tenant(), work_.today());
        auto const& panels = *nameable_.panels;
        auto const found = std::ranges::find(panels, wanted.panel, &meetings::NamedPanel::id);
        if (found == panels.end() || found->has_ended || !can_have_panel(wanted.body, *found))
            return Problem::invalid(std::string(measure_field::panel), "measure.problem.panel"_msg);
        return {};
    }
    [[nodiscard]] Result<void> check_unit(Measure const& wanted) const
    {
        if (!wanted.unit || (stored_ != nullptr && stored_->measure.unit == wanted.unit))
            return {};
        auto const& district = district_of(work_, nameable_);
        auto const found = std::ranges::find(district.units, *wanted.unit, &tenants::OrganisationalUnit::id);
        auto const* body = found == district.units.end() ? nullptr : district.find_body(found->body);
        bool const is_of_owner = body != nullptr
            && (wanted.body ? body->id == *wanted.body : body->kind == tenants::BodyKind::district);
        if (!is_of_owner)
            return Problem::invalid(std::string(measure_field::unit), "measure.problem.unit"_msg);
        return {};
    }
    // An account that is active and sees the measure.
    [[nodiscard]] Result<void> check_responsible(Measure const& wanted) const
    {
        if (!wanted.responsible || (stored_ != nullptr && stored_->measure.responsible == wanted.responsible))
            return {};
        auto const takers = list_task_takers(work_.db(), work_.tenant(), wanted.owner());
        if (std::ranges::find(takers, *wanted.responsible, &TaskTaker::account) == takers.end())
            return Problem::invalid(
                std::string(measure_field::responsible), "measure.problem.responsible"_msg);
        return {};
    }
    [[nodiscard]] Result<void> check_goals(Measure const& wanted, MeasureLinks const& links) const
    {
        if (links.goals.empty())
            return {};
        if (!nameable_.goals)
            nameable_.goals = list_known_goals(work_.db(), work_.tenant(), work_.actor());
        auto const& goals = *nameable_.goals;
        for (auto const& served : links.goals) {
            if (stored_ != nullptr
                && std::ranges::find(stored_->links.goals, served.goal, &ServedGoal::goal)
                    != stored_->links.goals.end())
                continue;
            auto const found = std::ranges::find(goals, served.goal, &Goal::id);
            if (found == goals.end() || !can_serve(wanted.body, *found))
                return Problem::invalid(std::string(measure_field::goals), "measure.problem.goals"_msg);
        }
        return {};
    }
    [[nodiscard]] Result<void> check_origins(MeasureLinks const& links) const
    {
        std::vector<meetings::RecommendationId> added;
        std::ranges::copy_if(links.origins, std::back_inserter(added), [&](auto const id) {
            return stored_ == nullptr
                || std::ranges::find(stored_->links.origins, id) == stored_->links.origins.end();
        });
        auto const seen
            = meetings::list_named_recommendations(work_.db(), work_.tenant(), work_.actor(), added);
        if (seen.size() != added.size() || !std::ranges::all_of(seen, &can_be_origin))
            return Problem::invalid(std::string(measure_field::origins), "measure.problem.origins"_msg);
        return {};
    }
    [[nodiscard]] Result<void> check_places(MeasureLinks const& links) const
    {
        if (links.places.empty())
            return {};
        auto const& bodies = district_of(work_, nameable_).bodies;
        for (auto const place : links.places) {
            auto const found = std::ranges::find(bodies, place, &tenants::Body::id);
            if (found == bodies.end() || found->kind != tenants::BodyKind::municipality)
                return Problem::invalid(std::string(measure_field::places), "measure.problem.places"_msg);
        }
        return {};
    }

    Work& work_;
    WholeMeasure const* stored_; // null: a new one
    NameableByMeasures& nameable_;
};

// A figure takes days from its measure that it has not itself, and ends by them. One that had no way before
// stands in the way of nothing.
Result<void> check_figures(Work& work, Measure const& stored, Measure const& wanted)
{
    for (auto const& figure : list_figures(work.db(), work.tenant(), {stored.id})) {
        if (has_way_within(figure, wanted) || !has_way_within(figure, stored))
            continue;
        bool const is_by_years = !wanted.deadline && wanted.ends;
        return Problem::invalid(
            std::string(is_by_years ? measure_field::to : measure_field::deadline),
            "measure.problem.figure"_msg, {{"figure", figure.name}});
    }
    return {};
}

// Whose a new one is to be; nothing where the field names nobody.
std::optional<std::optional<tenants::BodyId>> wanted_owner(
    Work& work, Fields const& fields, NameableByMeasures& nameable)
{
    auto const slug = one_line(fields.value(measure_field::body));
    if (slug.empty())
        return std::optional<tenants::BodyId>{};
    auto const& bodies = district_of(work, nameable).bodies;
    auto const found = std::ranges::find(bodies, slug, &tenants::Body::slug);
    if (found == bodies.end() || found->kind != tenants::BodyKind::municipality)
        return std::nullopt;
    return std::optional(found->id);
}

}

std::string weight_field_of(GoalId goal)
{
    return std::string(weight_fields) + std::to_string(goal.value);
}

std::string goal_value(TypedGoal const& typed)
{
    return std::to_string(typed.goal.value) + ':' + typed.weight;
}

std::optional<TypedGoal> read_goal_value(std::string_view value)
{
    auto const colon = value.find(':');
    auto const goal = typed_id<GoalId>(value.substr(0, colon));
    if (!goal || colon == std::string_view::npos)
        return std::nullopt;
    return TypedGoal{.goal = *goal, .weight = std::string(value.substr(colon + 1))};
}

bool needs_reason(MeasureState state)
{
    return state != MeasureState::planned && state != MeasureState::running;
}

bool can_have_panel(std::optional<tenants::BodyId> owner, meetings::NamedPanel const& panel)
{
    return panel.kind == meetings::PanelKind::field_of_action && (!panel.body || panel.body == owner);
}

bool can_serve(std::optional<tenants::BodyId> owner, Goal const& goal)
{
    return !goal.body || goal.body == owner;
}

bool can_be_origin(meetings::NamedRecommendation const& recommendation)
{
    return recommendation.state != meetings::RecommendationState::drafted
        && recommendation.state != meetings::RecommendationState::discussed
        && recommendation.state != meetings::RecommendationState::withdrawn;
}

WholeMeasure load_whole_measure(db::Connection& db, TenantId tenant, MeasureId id)
{
    return {
        .measure = load_measure(db, tenant, id).value(),
        .links = load_measure_links(db, tenant, id),
        .milestones = list_milestones(db, tenant, id),
        .risks = list_risks(db, tenant, id),
        .tasks = list_measure_tasks(db, tenant, id)};
}

std::optional<Measure> find_seen_measure(
    db::Connection& db, TenantId tenant, MeasureId id, Actor const& actor, Permission permission)
{
    auto measure = load_measure(db, tenant, id);
    if (!measure || !actor.may(permission, measure->owner()))
        return std::nullopt;
    return measure;
}

Fields form_of(WholeMeasure const& whole)
{
    auto const& [one, links, milestones, risks, tasks] = whole;
    Fields fields;
    auto const set = [&](std::string_view name, std::string value) { fields.set(name, std::move(value)); };
    set(measure_field::title, one.title);
    set(measure_field::number, one.number);
    set(measure_field::panel, one.panel.value > 0 ? std::to_string(one.panel.value) : std::string{});
    Fields::Values goals;
    for (auto const& served : links.goals)
        goals.push_back(goal_value({.goal = served.goal, .weight = std::to_string(served.weight)}));
    fields.set(measure_field::goals, std::move(goals));
    set(measure_field::text, one.text);
    set(measure_field::audience, one.audience);
    set(measure_field::reach, spelled_reach(links.reach));
    fields.set(measure_field::places, values_of(links.places));
    fields.set(measure_field::origins, values_of(links.origins));
    set(measure_field::unit, one.unit ? std::to_string(one.unit->value) : std::string{});
    set(measure_field::office, one.office);
    set(measure_field::responsible, code_of_account(one.responsible));
    set(measure_field::partners, joined_lines(links.partners));
    set(measure_field::state, std::string(to_text(one.state)));
    set(measure_field::state_reason, one.state_reason);
    set(measure_field::recurring, one.is_recurring ? std::string(recurring_value) : std::string{});
    set(measure_field::from, spelled_date(one.starts));
    set(measure_field::to, spelled_date(one.ends));
    set(measure_field::deadline, spelled_date(one.deadline));
    set(measure_field::deadline_remark, one.deadline_remark);
    set(measure_field::reservation, one.reservation);
    set(measure_field::grant, one.grant);
    set(measure_field::report_months, std::to_string(one.reports_every.count()));
    set(measure_field::report_mail, one.report_mail);
    if (one.state_since)
        set(measure_field::state_since, typed_spelling(*one.state_since));
    if (one.by_hand) {
        set(measure_field::light, std::string(to_text(one.by_hand->light)));
        set(measure_field::light_reason, one.by_hand->reason);
        set(measure_field::light_until, typed_spelling(one.by_hand->until));
    }
    Fields::Values values;
    for (auto const& milestone : milestones)
        values.push_back(milestone_value(milestone));
    fields.set(measure_field::milestones, std::move(values));
    values.clear();
    for (auto const& risk : risks)
        values.push_back(risk_value(risk));
    fields.set(measure_field::risks, std::move(values));
    values.clear();
    for (auto const& task : tasks)
        values.push_back(measure_task_value(task));
    fields.set(measure_field::tasks, std::move(values));
    set(measure_field::plain_text, one.plain_text);
    set(measure_field::shown, one.public_since ? std::string(shown_value_in_versions) : std::string{});
    set(measure_field::uncertain, one.is_uncertain ? std::string(uncertain_value) : std::string{});
    set(measure_field::remark, one.remark);
    set(measure_field::source, one.source);
    return fields;
}

Fields spelled_measure(Fields const& typed)
{
    auto fields = form_of({.measure = measure_from(typed), .links = links_from(typed), .milestones = {}});
    for (auto const& one : course_measure_fields)
        fields.set(one.name, typed.values(one.name));
    return fields;
}

std::vector<Problem> problems_of_measure(Fields const& fields)
{
    web::FieldCheck check(fields);
    if (one_line(fields.value(measure_field::title)).empty())
        check.refuse(measure_field::title, "measure.problem.title"_msg);
    if (!typed_id<meetings::PanelId>(one_line(fields.value(measure_field::panel))))
        check.refuse(measure_field::panel, "measure.problem.panel"_msg);
    check_charge(check);
    check_state(check);
    check_days(check);
    check_numbers(check, fields);
    if (auto const mail = one_line(check.value(measure_field::report_mail));
        !mail.empty() && !mail::is_address(mail))
        check.refuse(measure_field::report_mail, "measure.problem.report_mail"_msg);
    check_lines(check, measure_field::reach);
    check_lines(check, measure_field::partners);
    check.check_length(measure_field::number, longest_measure_number);
    check.check_length(measure_field::title, longest_measure_title);
    check.check_length(measure_field::text, longest_measure_text);
    for (auto const name :
         {measure_field::audience, measure_field::state_reason, measure_field::deadline_remark,
          measure_field::reservation, measure_field::grant})
        check.check_length(name, longest_measure_remark);
    for (auto const name : {measure_field::office, measure_field::source})
        check.check_length(name, longest_measure_line);
    check.check_doubt();
    return check.take();
}

Result<void> save_measure(Work& work, MeasureVersion const& seen, Fields const& typed)
{
    NameableByMeasures nameable;
    return save_measure(work, seen, typed, nameable);
}

Result<void> save_measure(
    Work& work, MeasureVersion const& seen, Fields const& typed, NameableByMeasures& nameable)
{
    auto const editing = TRY(records::Editing::begin(
        work, edited_measures, seen.id.value, seen.version, edit_measures, "measure.problem.unknown"_msg));
    if (auto problems = problems_of_measure(typed); !problems.empty())
        return std::move(problems.front());
    auto const stored = load_whole_measure(work.db(), work.tenant(), seen.id);
    WholeMeasure wanted{
        .measure = measure_from(typed),
        .links = links_from(typed),
        .milestones = stored.milestones,
        .risks = stored.risks,
        .tasks = stored.tasks};
    keep_course(wanted.measure, stored.measure);
    if (wanted.measure.state != stored.measure.state)
        wanted.measure.state_since = work.today();
    auto const before = form_of(stored);
    auto const after = form_of(wanted);
    if (before == after)
        return {};
    TRY(Named(work, &stored, nameable).check(wanted.measure, wanted.links));
    TRY(check_figures(work, stored.measure, wanted.measure));
    update_measure(work.db(), work.tenant(), wanted.measure, work.now());
    update_measure_links(work.db(), work.tenant(), seen.id, wanted.links);
    editing.keep_changed(before, after, "changed");
    tell_readers(work, stored.measure, wanted.measure);
    if (stored.links.goals != wanted.links.goals)
        work.publish(
            published_as); // also of one that is not public: each goal says how many of its own are not
    return {};
}

Result<MeasureId> add_measure(Work& work, Fields const& typed, std::string_view form_key)
{
    NameableByMeasures nameable;
    return add_measure(work, typed, form_key, nameable);
}

Result<MeasureId> add_measure(
    Work& work, Fields const& typed, std::string_view form_key, NameableByMeasures& nameable)
{
    if (!work.actor().may_somewhere(edit_measures))
        return Problem::not_found("measure.problem.unknown"_msg);
    WholeMeasure wanted{.measure = measure_from(typed), .links = links_from(typed), .milestones = {}};
    keep_course(wanted.measure, {});
    auto const owner = wanted_owner(work, typed, nameable);
    if (owner)
        wanted.measure.body = *owner;
    auto const mark = crypto::sha256_hex(
        work.actor().code() + ' ' + std::string(form_key) + ' '
        + std::string(typed.value(measure_field::body)) + ' ' + form_of(wanted).to_json());
    if (auto const added = find_measure_by_mark(work.db(), work.tenant(), mark))
        return *added;
    if (!owner || !work.actor().may(edit_measures, wanted.measure.owner()))
        return Problem::invalid(std::string(measure_field::body), "measure.problem.owner"_msg);
    if (auto problems = problems_of_measure(typed); !problems.empty())
        return std::move(problems.front());
    TRY(Named(work, nullptr, nameable).check(wanted.measure, wanted.links));
    if (!was_over_before(wanted.measure, work.today()))
        wanted.measure.state_since = work.today();
    auto const id = insert_measure(work.db(), work.tenant(), wanted.measure, mark, work.now());
    update_measure_links(work.db(), work.tenant(), id, wanted.links);
    records::keep_created(work, edited_measures, id.value, wanted.measure.owner(), form_of(wanted));
    work.publish(published_as); // pages say how many are not public, of all and of each goal
    return id;
}

} // namespace kommin::goals
