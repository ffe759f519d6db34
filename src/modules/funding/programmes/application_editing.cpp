#include "modules/funding/programmes/application_editing.hpp"

#include "modules/funding/programmes/money_fields.hpp"
#include "modules/funding/programmes/permissions.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/records/typed.hpp"
#include "platform/records/typed_ids.hpp"

#include <algorithm>
#include <utility>

namespace kommin::funding {

using records::Fields;
using records::one_line;
using records::read_typed_date;
using records::spelled_date;
using records::typed_id;

namespace {

constexpr std::size_t longest_application_line = 200; // code points
constexpr std::size_t longest_application_text = 5000;
constexpr std::size_t digits_of_line = 3; // as many as most_costs ever asks for
constexpr int first_year_of_costs = 1900;
constexpr int last_year_of_costs = 2200;
constexpr int most_programmes_to_choose = 500;
constexpr int most_measures_to_choose = 1000;

std::optional<ProgrammeId> programme_in(std::string_view offer)
{
    return offer.starts_with('p') ? typed_id<ProgrammeId>(offer.substr(1)) : std::nullopt;
}

std::optional<FundingCallId> call_in(std::string_view offer)
{
    return offer.starts_with('c') ? typed_id<FundingCallId>(offer.substr(1)) : std::nullopt;
}

std::string offer_of(Application const& one)
{
    if (one.call)
        return 'c' + std::to_string(one.call->value);
    return one.programme ? 'p' + std::to_string(one.programme->value) : std::string{};
}

std::optional<int> year_in(std::string_view typed)
{
    auto const year = parse_number<int>(typed);
    return year && *year >= first_year_of_costs && *year <= last_year_of_costs ? year : std::nullopt;
}

CostLine cost_from(TypedCost const& typed)
{
    CostLine line;
    line.kind = enum_from<CostKind>(typed.kind).value_or(line.kind);
    line.what = one_line(typed.what);
    line.measure = typed_id<goals::MeasureId>(typed.measure);
    line.year = year_in(typed.year);
    line.cost = read_typed_money(typed.cost).value_or(Money{});
    // Left empty, all of it is eligible.
    line.eligible = typed.eligible.empty() ? line.cost : read_typed_money(typed.eligible).value_or(Money{});
    return line;
}

TypedCost typed_of(CostLine const& line)
{
    return {
        .kind = std::string(to_text(line.kind)),
        .measure = line.measure ? std::to_string(line.measure->value) : std::string{},
        .year = line.year ? std::to_string(*line.year) : std::string{},
        .cost = spelled_money(line.cost),
        .eligible = spelled_money(line.eligible),
        .what = line.what};
}

WholeApplication application_from(Fields const& fields)
{
    auto const line = [&](std::string_view name) { return one_line(fields.value(name)); };
    WholeApplication wanted;
    auto& one = wanted.application;
    auto const offer = fields.value(application_field::offer);
    one.programme = programme_in(offer);
    one.call = call_in(offer);
    one.title = line(application_field::title);
    one.authority = line(application_field::authority);
    one.reference = line(application_field::reference);
    one.purpose = records::several_lines(fields.value(application_field::purpose));
    one.starts = read_typed_date(line(application_field::from));
    one.ends = read_typed_date(line(application_field::to));
    one.asked = money_in(fields, application_field::asked);
    one.own = money_in(fields, application_field::own);
    one.other = money_in(fields, application_field::other);
    one.is_uncertain = fields.value(application_field::uncertain) == web::uncertain_value;
    one.remark = line(application_field::remark);
    one.source = line(application_field::source);
    for (auto const& value : fields.values(application_field::costs)) {
        if (auto const typed = read_cost_value(value); !typed.is_empty())
            wanted.costs.push_back(cost_from(typed));
    }
    return wanted;
}

void check_cost(web::FieldCheck& check, TypedCost const& typed, std::size_t line)
{
    auto const refuse = [&](std::string_view part, MessageKey message, MessageArguments arguments = {}) {
        check.refuse(cost_field_of(line, part), message, std::move(arguments));
    };
    if (!enum_from<CostKind>(typed.kind))
        refuse("kind", "form.not_chosen"_msg);
    if (!typed.year.empty() && !year_in(typed.year))
        refuse("year", "funding.problem.year"_msg, {{"value", typed.year}});
    auto const cost = read_typed_money(typed.cost);
    if (typed.cost.empty())
        refuse("cost", "application.problem.cost"_msg);
    else if (!cost)
        refuse("cost", "funding.problem.money"_msg, {{"value", typed.cost}});
    auto const eligible = read_typed_money(typed.eligible);
    if (!typed.eligible.empty() && !eligible)
        refuse("eligible", "funding.problem.money"_msg, {{"value", typed.eligible}});
    else if (cost && eligible && *eligible > *cost)
        refuse("eligible", "application.problem.eligible"_msg);
    if (count_code_points(typed.what) > longest_application_line)
        refuse("what", "import.problem.too_long"_msg, {{"limit", std::to_string(longest_application_line)}});
}

void check_costs(web::FieldCheck& check, Fields const& fields)
{
    auto const& values = fields.values(application_field::costs);
    if (values.size() > most_costs)
        check.refuse(
            application_field::costs, "application.problem.costs"_msg,
            {{"most", std::to_string(most_costs)}});
    for (std::size_t line = 0; line < std::min(values.size(), most_costs); ++line) {
        if (auto const typed = read_cost_value(values[line]); !typed.is_empty())
            check_cost(check, typed, line);
    }
}

// Sets the programme of the call. Problems: "offer" where it names none.
Result<void> check_offer(Work& work, Application& wanted)
{
    auto const refused = [] {
        return Problem::invalid(std::string(application_field::offer), "application.problem.offer"_msg);
    };
    if (wanted.call) {
        auto const call = load_call(work.db(), work.tenant(), *wanted.call);
        if (!call)
            return refused();
        wanted.programme = call->programme;
    } else if (wanted.programme && !load_programme(work.db(), work.tenant(), *wanted.programme)) {
        return refused();
    }
    return {};
}

// `before`: what it named until now, which stays whoever saves.
Result<void> check_measures(
    Work& work, std::optional<tenants::BodyId> owner, std::vector<CostLine> const& costs,
    std::vector<CostLine> const& before)
{
    std::vector<goals::MeasureId> named;
    for (auto const& line : costs) {
        if (line.measure)
            named.push_back(*line.measure);
    }
    auto const seen = goals::list_named_measures(work.db(), work.tenant(), work.actor(), named);
    for (std::size_t line = 0; line < costs.size(); ++line) {
        auto const& measure = costs[line].measure;
        if (!measure || std::ranges::find(before, measure, &CostLine::measure) != before.end())
            continue;
        auto const found = std::ranges::find(seen, *measure, &goals::NamedMeasure::id);
        if (found == seen.end() || found->body != owner)
            return Problem::invalid(cost_field_of(line, "measure"), "application.problem.measure"_msg);
    }
    return {};
}

// What the last step says as fields of a version.
void set_step(Fields& fields, ApplicationState state, ApplicationStep const* step)
{
    fields.set(application_field::state, std::string(to_text(state)));
    fields.set(application_field::step_day, step != nullptr ? spelled_date(step->day) : std::string{});
    fields.set(application_field::step_reason, step != nullptr ? step->reason : std::string{});
    fields.set(application_field::step_amount, step != nullptr ? spelled(step->amount) : std::string{});
}

ApplicationStep step_from(Fields const& fields)
{
    ApplicationStep step;
    step.state = enum_from<ApplicationState>(fields.value(application_field::state))
                     .value_or(ApplicationState::drafted);
    step.day = read_typed_date(one_line(fields.value(application_field::step_day)));
    step.reason = records::several_lines(fields.value(application_field::step_reason));
    if (step.state == ApplicationState::granted)
        step.amount = money_in(fields, application_field::step_amount);
    return step;
}

bool says_the_same(ApplicationStep const& left, ApplicationStep const& right)
{
    return left.state == right.state && left.day == right.day && left.reason == right.reason
        && left.amount == right.amount;
}

// What its steps say of it now, stored and noted.
void store_state(
    Work& work, records::Editing const& editing, WholeApplication const& before, std::string_view action)
{
    auto now = before.application;
    auto const steps = list_steps(work.db(), work.tenant(), now.id);
    now.state = steps.empty() ? ApplicationState::drafted : steps.back().state;
    update_application(work.db(), work.tenant(), now, work.now());
    editing.keep_changed(
        form_of(before), form_of(load_whole_application(work.db(), work.tenant(), now.id)), action);
}

}

bool TypedCost::is_empty() const
{
    return measure.empty() && year.empty() && cost.empty() && eligible.empty() && what.empty();
}

std::string cost_value(std::size_t line, TypedCost const& typed)
{
    auto value = std::to_string(line);
    value.insert(0, digits_of_line - std::min(value.size(), digits_of_line), '0');
    value += '|';
    for (auto const* const part : {&typed.kind, &typed.measure, &typed.year, &typed.cost, &typed.eligible}) {
        std::string text = one_line(*part);
        std::erase(text, '|');
        value += text + '|';
    }
    return value + one_line(typed.what);
}

TypedCost read_cost_value(std::string_view value)
{
    TypedCost typed;
    if (auto const end = value.find('|'); end != std::string_view::npos && parse_number(value.substr(0, end)))
        value.remove_prefix(end + 1);
    for (auto* const part : {&typed.kind, &typed.measure, &typed.year, &typed.cost, &typed.eligible}) {
        auto const end = std::min(value.find('|'), value.size());
        *part = trim(value.substr(0, end));
        value.remove_prefix(std::min(end + 1, value.size()));
    }
    typed.what = trim(value);
    return typed;
}

std::string cost_field_of(std::size_t line, std::string_view part)
{
    return std::string(cost_fields) + std::to_string(line) + '_' + std::string(part);
}

WholeApplication load_whole_application(db::Connection& db, TenantId tenant, ApplicationId id)
{
    return {
        .application = load_application(db, tenant, id).value(),
        .costs = list_costs(db, tenant, id),
        .steps = list_steps(db, tenant, id)};
}

std::optional<Application> find_seen_application(
    db::Connection& db, TenantId tenant, ApplicationId id, Actor const& actor, Permission permission)
{
    auto one = load_application(db, tenant, id);
    return one && actor.may(permission, one->owner()) ? std::move(one) : std::nullopt;
}

Fields form_of(WholeApplication const& whole)
{
    auto const& one = whole.application;
    Fields fields;
    auto const set = [&](std::string_view name, std::string value) { fields.set(name, std::move(value)); };
    set(application_field::title, one.title);
    set(application_field::offer, offer_of(one));
    set(application_field::authority, one.authority);
    set(application_field::reference, one.reference);
    set(application_field::purpose, one.purpose);
    set(application_field::from, spelled_date(one.starts));
    set(application_field::to, spelled_date(one.ends));
    Fields::Values costs;
    for (auto const& line : whole.costs)
        costs.push_back(cost_value(costs.size(), typed_of(line)));
    fields.set(application_field::costs, std::move(costs));
    set(application_field::asked, spelled(one.asked));
    set(application_field::own, spelled(one.own));
    set(application_field::other, spelled(one.other));
    set(application_field::uncertain, one.is_uncertain ? std::string(web::uncertain_value) : std::string{});
    set(application_field::remark, one.remark);
    set(application_field::source, one.source);
    set_step(fields, one.state, whole.steps.empty() ? nullptr : &whole.steps.back());
    return fields;
}

Fields spelled_application(Fields const& typed)
{
    auto fields = form_of(application_from(typed));
    for (auto const& one : step_application_fields)
        fields.set(one.name, typed.values(one.name));
    return fields;
}

std::vector<Problem> problems_of_application(Fields const& fields)
{
    web::FieldCheck check(fields);
    if (one_line(fields.value(application_field::title)).empty())
        check.refuse(application_field::title, "funding.problem.title"_msg);
    auto const offer = fields.value(application_field::offer);
    if (!offer.empty() && !programme_in(offer) && !call_in(offer))
        check.refuse(application_field::offer, "application.problem.offer"_msg);
    else if (offer.empty() && one_line(fields.value(application_field::authority)).empty())
        check.refuse(application_field::authority, "application.problem.authority"_msg);
    for (auto const name :
         {application_field::title, application_field::authority, application_field::reference,
          application_field::source})
        check.check_length(name, longest_application_line);
    check.check_length(application_field::purpose, longest_application_text);
    check.check_span();
    check_costs(check, fields);
    for (auto const name : {application_field::asked, application_field::own, application_field::other})
        check_money(check, name);
    check.check_doubt();
    return check.take();
}

Result<void> save_application(Work& work, ApplicationVersion const& seen, Fields const& typed)
{
    auto const editing = TRY(records::Editing::begin(
        work, edited_applications, seen.id.value, seen.version, edit_money,
        "application.problem.unknown"_msg));
    if (auto problems = problems_of_application(typed); !problems.empty())
        return std::move(problems.front());
    auto const stored = load_whole_application(work.db(), work.tenant(), seen.id);
    auto wanted = application_from(typed);
    TRY(check_offer(work, wanted.application));
    TRY(check_measures(work, stored.application.body, wanted.costs, stored.costs));
    wanted.application.id = seen.id;
    wanted.application.state = stored.application.state;
    wanted.steps = stored.steps;
    auto const before = form_of(stored);
    auto const after = form_of(wanted);
    if (before == after)
        return {};
    update_application(work.db(), work.tenant(), wanted.application, work.now());
    if (wanted.costs != stored.costs)
        update_costs(work.db(), work.tenant(), seen.id, wanted.costs);
    editing.keep_changed(before, after, "changed");
    return {};
}

Result<ApplicationId> add_application(Work& work, Fields const& typed, std::string_view form_key)
{
    if (!work.actor().may_somewhere(edit_money))
        return Problem::not_found("application.problem.unknown"_msg);
    auto wanted = application_from(typed);
    auto const slug = typed.value(application_field::body);
    auto const bodies = tenants::list_bodies(work.db(), work.tenant());
    auto const body = std::ranges::find(bodies, slug, &tenants::Body::slug);
    bool const is_municipality = body != bodies.end() && body->kind == tenants::BodyKind::municipality;
    if (is_municipality)
        wanted.application.body = body->id;
    if ((!is_municipality && !slug.empty()) || !work.actor().may(edit_money, wanted.application.owner()))
        return Problem::invalid(std::string(application_field::body), "application.problem.owner"_msg);
    auto const fields = form_of(wanted);
    auto const mark = crypto::sha256_hex(
        work.actor().code() + ' ' + std::string(form_key) + ' '
        + std::to_string(wanted.application.owner().owner()) + ' ' + fields.to_json());
    if (auto const added = find_application_by_mark(work.db(), work.tenant(), mark))
        return *added;
    if (auto problems = problems_of_application(typed); !problems.empty())
        return std::move(problems.front());
    TRY(check_offer(work, wanted.application));
    TRY(check_measures(work, wanted.application.body, wanted.costs, {}));
    auto const id = insert_application(work.db(), work.tenant(), wanted.application, mark, work.now());
    update_costs(work.db(), work.tenant(), id, wanted.costs);
    records::keep_created(work, edited_applications, id.value, wanted.application.owner(), form_of(wanted));
    return id;
}

std::vector<Problem> problems_of_application_step(Fields const& fields, ApplicationState before, Date today)
{
    web::FieldCheck check(fields);
    auto const step = step_from(fields);
    auto const allowed = next_states(before);
    auto const state = enum_from<ApplicationState>(fields.value(application_field::state));
    if (!state || std::ranges::find(allowed, *state) == allowed.end())
        check.refuse(application_field::state, "form.not_chosen"_msg);
    check_date(check, application_field::step_day);
    if (step.day && step.day->first_possible_day() > today)
        check.refuse(application_field::step_day, "application.problem.future"_msg);
    bool const asks_why
        = step.state == ApplicationState::refused || step.state == ApplicationState::withdrawn;
    if (asks_why && step.reason.empty())
        check.refuse(application_field::step_reason, "application.problem.reason"_msg);
    check.check_length(application_field::step_reason, longest_application_text);
    if (step.state == ApplicationState::granted)
        check_money(check, application_field::step_amount);
    return check.take();
}

Result<bool> note_application_step(Work& work, ApplicationVersion const& seen, Fields const& typed)
{
    if (!find_seen_application(work.db(), work.tenant(), seen.id, work.actor(), edit_money))
        return Problem::not_found("application.problem.unknown"_msg);
    auto step = step_from(typed);
    // Before anything else: what is so already is no conflict, whoever made it so.
    auto const steps = list_steps(work.db(), work.tenant(), seen.id);
    if (!steps.empty() && says_the_same(steps.back(), step))
        return false;
    auto const editing = TRY(records::Editing::begin(
        work, edited_applications, seen.id.value, seen.version, edit_money,
        "application.problem.unknown"_msg));
    auto const before = load_whole_application(work.db(), work.tenant(), seen.id);
    auto const allowed = next_states(before.application.state);
    if (allowed.empty())
        return Problem::conflict({}, "application.problem.step"_msg);
    if (auto problems = problems_of_application_step(typed, before.application.state, work.today());
        !problems.empty())
        return std::move(problems.front());
    // Days as far as they are known: the later step cannot have been earlier.
    auto const last = before.steps.empty() ? std::nullopt : before.steps.back().day;
    if (step.day && last && step.day->last_possible_day() < last->first_possible_day())
        return Problem::invalid(std::string(application_field::step_day), "application.problem.order"_msg);
    bool const is_end = step.state == ApplicationState::refused || step.state == ApplicationState::withdrawn;
    if (is_end && has_grant(work.db(), work.tenant(), seen.id))
        return Problem::conflict({}, "application.problem.has_grant"_msg);
    step.noted_by = work.actor().code();
    step.noted_at = work.now();
    insert_step(work.db(), work.tenant(), seen.id, step);
    store_state(work, editing, before, to_text(step.state));
    return true;
}

Result<void> take_back_application_step(Work& work, ApplicationVersion const& seen)
{
    auto const editing = TRY(records::Editing::begin(
        work, edited_applications, seen.id.value, seen.version, edit_money,
        "application.problem.unknown"_msg));
    auto const before = load_whole_application(work.db(), work.tenant(), seen.id);
    if (before.steps.empty())
        return Problem::conflict({}, "application.problem.no_step"_msg);
    if (before.application.state == ApplicationState::granted && has_grant(work.db(), work.tenant(), seen.id))
        return Problem::conflict({}, "application.problem.has_grant"_msg);
    erase_step(work.db(), work.tenant(), before.steps.back().id);
    store_state(work, editing, before, "taken_back");
    return {};
}

std::string ApplicationChoices::offer(std::string_view value) const
{
    if (auto const id = call_in(value)) {
        auto const found = std::ranges::find(calls, *id, &NamedCall::id);
        return found == calls.end() ? std::string{} : found->programme_title + ": " + found->title;
    }
    auto const found = std::ranges::find_if(
        programmes, [&](Programme const& one) { return programme_in(value) == one.id; });
    return found == programmes.end() ? std::string{} : found->title;
}

std::string ApplicationChoices::measure(std::string_view number) const
{
    auto const found = std::ranges::find_if(measures, [&](goals::NamedMeasure const& one) {
        return typed_id<goals::MeasureId>(number) == one.id;
    });
    return found == measures.end() ? std::string{} : found->title;
}

std::string ApplicationChoices::owner(std::optional<tenants::BodyId> body) const
{
    auto const* found = body ? district.find_body(*body) : nullptr;
    if (body)
        return found != nullptr ? found->name : std::string{};
    return district.tenant.name;
}

ApplicationChoices load_application_choices(db::Connection& db, TenantId tenant, Actor const& actor)
{
    ApplicationChoices choices{
        .programmes = list_programmes(db, tenant, {}, most_programmes_to_choose),
        .calls = list_named_calls(db, tenant, most_programmes_to_choose),
        .measures = goals::list_named_measures(db, tenant, actor, most_measures_to_choose),
        .district = tenants::load_tenant_with_bodies(db, tenant),
        .owners = {}};
    if (actor.may(edit_money, Scope::whole_tenant()))
        choices.owners.emplace_back();
    for (auto const& body : choices.district.bodies) {
        if (body.kind == tenants::BodyKind::municipality
            && actor.may(edit_money, Scope::of_owner(body.id.value)))
            choices.owners.emplace_back(body.id);
    }
    return choices;
}

} // namespace kommin::funding
