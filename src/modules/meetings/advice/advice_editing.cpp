#include "modules/meetings/advice/advice_editing.hpp"

#include "modules/meetings/panels/field_check.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/records/typed.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

namespace kommin::meetings {

using records::Fields;
using records::one_line;

namespace {

constexpr std::size_t longest_line = 200; // code points
constexpr std::size_t longest_names = 500;
constexpr std::size_t longest_text = 5000;
constexpr std::string_view of_account = "account:";
constexpr int most_erased = 1000; // a night; the next one goes on

// The fields of a task, and how they are called in these forms.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> step_fields{
    std::pair{task_field::text, step_of_advice::text}, std::pair{task_field::owner, step_of_advice::owner},
    std::pair{task_field::who, step_of_advice::who}, std::pair{task_field::due, step_of_advice::due}};

Fields task_fields_of(Fields const& typed)
{
    Fields fields;
    for (auto const& [of_task, name] : step_fields)
        fields.set(of_task, std::string(trim(typed.value(name))));
    return fields;
}

Problem named_here(Problem problem)
{
    for (auto const& [of_task, name] : step_fields) {
        if (problem.field == of_task)
            problem.field = name;
    }
    return problem;
}

std::string topics_in(Fields const& fields)
{
    std::string topics;
    for (auto const topic : all_advice_topics) {
        if (fields.has(advice_field::topics, to_text(topic)))
            topics += (topics.empty() ? "" : " ") + std::string(to_text(topic));
    }
    return topics;
}

std::optional<std::int64_t> number_in(std::string_view text)
{
    auto const number = parse_number(text);
    return number && *number > 0 ? number : std::nullopt;
}

Advice advice_from(Fields const& fields)
{
    auto const line = [&](std::string_view name) { return one_line(fields.value(name)); };
    Advice one;
    one.day = records::read_typed_date(line(advice_field::day));
    if (auto const number = number_in(line(advice_field::municipality)))
        one.municipality = tenants::BodyId{*number};
    one.organisation = line(advice_field::organisation);
    one.attendees = line(advice_field::attendees);
    one.channel = enum_from<AdviceChannel>(fields.value(advice_field::channel));
    if (auto const typed = line(advice_field::adviser); typed.starts_with(of_account))
        one.adviser = number_in(typed.substr(of_account.size()));
    one.advisers = line(advice_field::advisers);
    one.topics = topics_in(fields);
    one.topic = line(advice_field::topic);
    one.said = records::several_lines(fields.value(advice_field::said));
    one.outcome = records::several_lines(fields.value(advice_field::outcome));
    one.is_uncertain = fields.value(advice_field::uncertain) == uncertain_value;
    one.remark = line(advice_field::remark);
    return one;
}

// What stands in the way beyond the form itself; `before`: what stays may stay.
Result<void> check_all(
    Work& work, Fields const& typed, std::vector<tenants::Body> const& bodies, Advice const& before,
    WhoWasAdvised who)
{
    if (auto problems = problems_of_advice(typed, who); !problems.empty())
        return std::move(problems.front());
    auto const wanted = advice_from(typed);
    bool const has_municipality = std::ranges::any_of(bodies, [&](tenants::Body const& body) {
        return body.kind == tenants::BodyKind::municipality && body.id == wanted.municipality;
    });
    if (!one_line(typed.value(advice_field::municipality)).empty() && !has_municipality)
        return Problem::invalid(std::string(advice_field::municipality), "advice.problem.municipality"_msg);
    if (wanted.adviser == before.adviser
        && (wanted.adviser || one_line(typed.value(advice_field::adviser)).empty()))
        return {};
    auto const takers = list_takers(work.db(), work.tenant(), see_advice, Scope::whole_tenant());
    if (!wanted.adviser || std::ranges::find(takers, *wanted.adviser, &Taker::account) == takers.end())
        return Problem::invalid(std::string(advice_field::adviser), "advice.problem.adviser"_msg);
    return {};
}

bool may_edit(Work& work)
{
    return work.actor().may(edit_advice, Scope::whole_tenant());
}

Result<TaskId> add_step(
    Work& work, AdviceId id, std::string const& party, Fields const& typed, std::string_view form_key)
{
    auto added = add_next_step(work, id, party, task_fields_of(typed), form_key);
    if (!added)
        return named_here(added.problem());
    return added;
}

void erase_names(Work& work, AdviceId id, std::vector<tenants::Body> const& bodies)
{
    auto const editing = records::Editing::begin_unasked(work, edited_advice, id.value).value();
    auto one = load_advice(work.db(), work.tenant(), id).value();
    auto const before = form_of(one);
    auto current = one.version;
    if (!one.attendees.empty() || !one.advisers.empty()) {
        one.attendees.clear();
        one.advisers.clear();
        update_advice(work.db(), work.tenant(), one, party_of(one, bodies), work.now());
        editing.keep_changed(before, form_of(one), "names_erased");
        current = editing.next_version();
    }
    records::erase_versions(work, {advice_subject, id.value}, {current});
    forget_who_did_steps(work, id);
    mark_names_erased(work.db(), work.tenant(), id, work.now());
}

// A mistyped "2206" would keep names for good and call nobody forgotten any more.
bool is_day_of_advice(std::optional<PartialDate> const& day)
{
    constexpr int first = 1900;
    constexpr int last = 2099;
    return day && static_cast<int>(day->year()) >= first && static_cast<int>(day->year()) <= last;
}

}

std::optional<Advice> find_seen_advice(
    db::Connection& db, TenantId tenant, AdviceId id, Actor const& actor, Permission permission)
{
    return actor.may(permission, Scope::whole_tenant()) ? load_advice(db, tenant, id) : std::nullopt;
}

Fields form_of(Advice const& one)
{
    Fields fields;
    auto const set = [&](std::string_view name, std::string value) { fields.set(name, std::move(value)); };
    set(advice_field::day, records::spelled_date(one.day));
    set(advice_field::municipality,
        one.municipality ? std::to_string(one.municipality->value) : std::string{});
    set(advice_field::organisation, one.organisation);
    set(advice_field::attendees, one.attendees);
    set(advice_field::channel, one.channel ? std::string(to_text(*one.channel)) : std::string{});
    set(advice_field::adviser,
        one.adviser ? std::string(of_account) + std::to_string(*one.adviser) : std::string{});
    set(advice_field::advisers, one.advisers);
    Fields::Values topics;
    for (auto const topic : topics_of(one))
        topics.emplace_back(to_text(topic));
    fields.set(advice_field::topics, std::move(topics));
    set(advice_field::topic, one.topic);
    set(advice_field::said, one.said);
    set(advice_field::outcome, one.outcome);
    set(advice_field::uncertain, one.is_uncertain ? std::string(uncertain_value) : std::string{});
    set(advice_field::remark, one.remark);
    return fields;
}

Fields spelled_advice(Fields const& typed)
{
    return form_of(advice_from(typed));
}

WhoWasAdvised who_was_advised(Advice const& stored)
{
    // Nobody could ever save that; erasing the names has left it.
    bool const is_erased = !stored.municipality && stored.organisation.empty() && stored.attendees.empty();
    return is_erased ? WhoWasAdvised::may_be_erased : WhoWasAdvised::must_be_said;
}

std::vector<Problem> problems_of_advice(Fields const& fields, WhoWasAdvised who)
{
    FieldCheck check(fields);
    auto const is_empty = [&](std::string_view name) { return one_line(fields.value(name)).empty(); };
    if (who == WhoWasAdvised::must_be_said && is_empty(advice_field::municipality)
        && is_empty(advice_field::organisation) && is_empty(advice_field::attendees))
        check.refuse(advice_field::municipality, "advice.problem.who"_msg);
    if (auto const typed = one_line(fields.value(advice_field::day));
        !typed.empty() && !is_day_of_advice(records::read_typed_date(typed)))
        check.refuse(advice_field::day, "form.problem.date"_msg, {{"value", typed}});
    if (!is_empty(advice_field::channel) && !enum_from<AdviceChannel>(fields.value(advice_field::channel)))
        check.refuse(advice_field::channel, "advice.problem.channel"_msg);
    if (topics_in(fields).empty())
        check.refuse(advice_field::topics, "advice.problem.topics"_msg);
    if (fields.has(advice_field::topics, to_text(AdviceTopic::other)) && is_empty(advice_field::topic))
        check.refuse(advice_field::topic, "advice.problem.topic"_msg);
    check.check_length(advice_field::organisation, longest_line);
    check.check_length(advice_field::attendees, longest_names);
    check.check_length(advice_field::advisers, longest_line);
    check.check_length(advice_field::topic, longest_line);
    check.check_length(advice_field::said, longest_text);
    check.check_length(advice_field::outcome, longest_text);
    check.check_doubt();
    return check.take();
}

std::vector<Problem> problems_of_step(Fields const& fields, bool is_asked)
{
    auto const of_task = task_fields_of(fields);
    if (of_task.empty() && !is_asked)
        return {};
    auto problems = problems_of_task(of_task);
    for (auto& problem : problems)
        problem = named_here(std::move(problem));
    return problems;
}

Result<void> save_advice(Work& work, AdviceVersion const& seen, Fields const& typed)
{
    auto const editing = TRY(records::Editing::begin(
        work, edited_advice, seen.id.value, seen.version, edit_advice, "advice.problem.unknown"_msg));
    auto const bodies = tenants::list_bodies(work.db(), work.tenant());
    auto const stored = load_advice(work.db(), work.tenant(), seen.id).value();
    TRY(check_all(work, typed, bodies, stored, who_was_advised(stored)));
    auto const before = form_of(stored);
    auto wanted = advice_from(typed);
    auto const after = form_of(wanted);
    if (before == after)
        return {};
    wanted.id = seen.id;
    auto const party = party_of(wanted, bodies);
    update_advice(work.db(), work.tenant(), wanted, party, work.now());
    if (party != party_of(stored, bodies))
        rename_steps(work.db(), work.tenant(), seen.id, party);
    editing.keep_changed(before, after, "changed");
    return {};
}

Result<AdviceId> add_advice(Work& work, Fields const& typed, std::string_view form_key)
{
    if (!may_edit(work))
        return Problem::not_found("advice.problem.unknown"_msg);
    auto const wanted = advice_from(typed);
    auto const fields = form_of(wanted);
    auto const step = task_fields_of(typed);
    auto const mark = crypto::sha256_hex(
        work.actor().code() + ' ' + std::string(form_key) + ' ' + fields.to_json() + ' ' + step.to_json());
    if (auto const added = find_advice_by_mark(work.db(), work.tenant(), mark))
        return *added;
    auto const bodies = tenants::list_bodies(work.db(), work.tenant());
    TRY(check_all(work, typed, bodies, {}, WhoWasAdvised::must_be_said));
    auto const party = party_of(wanted, bodies);
    auto const id = insert_advice(work.db(), work.tenant(), wanted, party, mark, work.now());
    records::keep_created(work, edited_advice, id.value, Scope::whole_tenant(), fields);
    if (!step.empty())
        TRY(add_step(work, id, party, typed, form_key));
    return id;
}

Result<TaskId> add_step_of_advice(Work& work, AdviceId id, Fields const& typed, std::string_view form_key)
{
    auto const of = find_seen_advice(work.db(), work.tenant(), id, work.actor(), edit_advice);
    if (!of)
        return Problem::not_found("advice.problem.unknown"_msg);
    auto const party = party_of(*of, tenants::list_bodies(work.db(), work.tenant()));
    return add_step(work, id, party, typed, form_key);
}

Result<void> tick_step(Work& work, AdviceId id, TaskVersion const& seen, bool is_done)
{
    auto const of = find_seen_task(work.db(), work.tenant(), seen.id, work.actor());
    if (!of || of->task.advice != id)
        return Problem::not_found("task.problem.unknown"_msg);
    return tick_task(work, *of, seen.version, is_done);
}

std::int64_t erase_names_of_advice(Work& work)
{
    Date before{work.today().year() - keep_names_of_advice, work.today().month(), work.today().day()};
    if (!before.ok()) // the 29th of February
        before = Date{before.year(), before.month(), std::chrono::day{28}};
    auto const bodies = tenants::list_bodies(work.db(), work.tenant());
    auto const due = list_named_before(work.db(), work.tenant(), before, most_erased);
    for (auto const id : due)
        erase_names(work, id, bodies);
    return std::ssize(due);
}

} // namespace kommin::meetings
