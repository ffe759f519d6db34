// The steps of a year: whose each is and until when, its checklist and documents, what came of it.

#include "modules/steering/cycle/permissions.hpp"
#include "modules/steering/cycle/year_editing.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/records/typed.hpp"
#include "platform/records/typed_ids.hpp"
#include "platform/web/field_check.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

namespace kommin::steering {

using records::Fields;
using records::one_line;
using records::typed_id;

namespace {

constexpr std::size_t longest_line_of_step = 200; // code points
constexpr std::size_t longest_outcome = 5000;
constexpr std::size_t longest_lines = 10'000;
constexpr std::size_t longest_link = 2'000;
constexpr std::ptrdiff_t most_lines = 60; // of a step, as of documents

std::vector<StepLine> lines_in(Fields const& fields)
{
    std::vector<StepLine> lines;
    for (auto const typed : split(fields.value(step_field::lines), '\n')) {
        if (auto line = read_line(typed))
            lines.push_back(std::move(*line));
    }
    return lines;
}

// "Bericht | https://…"; nothing without both.
std::optional<StepDocument> read_document(std::string_view typed)
{
    auto const line = one_line(typed);
    auto const bar = line.rfind('|');
    if (bar == std::string::npos)
        return std::nullopt;
    StepDocument document{
        .title = std::string(trim(std::string_view(line).substr(0, bar))),
        .link = std::string(trim(std::string_view(line).substr(bar + 1)))};
    if (document.title.empty() || document.link.empty())
        return std::nullopt;
    return document;
}

std::vector<StepDocument> documents_in(Fields const& fields)
{
    std::vector<StepDocument> documents;
    for (auto const typed : split(fields.value(step_field::documents), '\n')) {
        if (auto document = read_document(typed))
            documents.push_back(std::move(*document));
    }
    return documents;
}

WholeStep step_from(Fields const& fields)
{
    WholeStep wanted;
    auto& one = wanted.step;
    if (auto const account = parse_number(fields.value(step_field::account)))
        one.account = *account;
    one.owner = one_line(fields.value(step_field::owner));
    one.due = records::read_typed_date(one_line(fields.value(step_field::due)));
    one.state = enum_from<StepState>(fields.value(step_field::state)).value_or(StepState::open);
    one.outcome = records::several_lines(fields.value(step_field::outcome));
    wanted.lines = lines_in(fields);
    wanted.documents = documents_in(fields);
    for (auto const& value : fields.values(step_field::decisions)) {
        if (auto decision = read_decision(value))
            wanted.decisions.push_back(std::move(*decision));
    }
    std::ranges::sort(wanted.decisions);
    auto const twice = std::ranges::unique(wanted.decisions);
    wanted.decisions.erase(twice.begin(), twice.end());
    for (auto const& value : fields.values(step_field::subjects)) {
        auto subject = read_subject(value);
        if (subject && std::ranges::find(wanted.decisions, subject->decision) != wanted.decisions.end())
            wanted.subjects.push_back(std::move(*subject));
    }
    std::ranges::sort(wanted.subjects);
    auto const said_twice = std::ranges::unique(wanted.subjects);
    wanted.subjects.erase(said_twice.begin(), said_twice.end());
    return wanted;
}

class StepCheck : private web::FieldCheck {
public:
    explicit StepCheck(Fields const& fields)
        : FieldCheck(fields)
    { }
    std::vector<Problem> run()
    {
        auto const state = enum_from<StepState>(value(step_field::state));
        if (!state)
            refuse(step_field::state, "step.problem.state"_msg);
        else if (*state == StepState::skipped && one_line(value(step_field::outcome)).empty())
            refuse(step_field::outcome, "step.problem.skipped"_msg);
        check_length(step_field::outcome, longest_outcome);
        check_owner();
        check_length(step_field::owner, longest_line_of_step);
        auto const due = one_line(value(step_field::due));
        auto const day = records::read_typed_date(due);
        if (!due.empty() && !day)
            refuse(step_field::due, "form.problem.date"_msg, {{"value", due}});
        check_lines();
        check_documents();
        return take();
    }

private:
    void check_owner()
    {
        auto const account = value(step_field::account);
        if (account.empty())
            return;
        if (auto const number = parse_number(account); !number || *number < 1)
            refuse(step_field::account, "step.problem.account"_msg);
        else if (!one_line(value(step_field::owner)).empty())
            refuse(step_field::owner, "step.problem.two_owners"_msg);
    }
    void check_lines()
    {
        auto const typed = records::several_lines(value(step_field::lines));
        std::ptrdiff_t count = 0;
        for (auto const line : split(typed, '\n')) {
            if (one_line(line).empty())
                continue;
            ++count;
            auto const read = read_line(line);
            if (!read || count_code_points(read->title) > longest_line_of_step) {
                refuse(
                    step_field::lines, "step.problem.line"_msg,
                    {{"line", std::string(line)}, {"limit", std::to_string(longest_line_of_step)}});
                return;
            }
        }
        if (count > most_lines)
            refuse(step_field::lines, "step.problem.lines"_msg, {{"most", std::to_string(most_lines)}});
        check_length(step_field::lines, longest_lines);
    }
    void check_documents()
    {
        auto const typed = records::several_lines(value(step_field::documents));
        std::ptrdiff_t count = 0;
        for (auto const line : split(typed, '\n')) {
            if (one_line(line).empty())
                continue;
            ++count;
            auto const read = read_document(line);
            if (!read || count_code_points(read->title) > longest_line_of_step
                || count_code_points(read->link) > longest_link || !address_of(*read)) {
                refuse(step_field::documents, "step.problem.document"_msg, {{"line", std::string(line)}});
                return;
            }
        }
        if (count > most_lines)
            refuse(
                step_field::documents, "step.problem.documents"_msg, {{"most", std::to_string(most_lines)}});
    }
};

// A step that somebody may change now.
Result<SeenStep> begin_step(Work& work, StepVersion const& seen)
{
    auto found = find_seen_step(work.db(), work.tenant(), seen.id, work.actor());
    if (!found || !(found->may_keep(work.actor()) || found->is_of(work.actor())))
        return Problem::not_found("step.problem.unknown"_msg);
    if (found->year.is_closed)
        return Problem::invalid({}, "year.problem.closed"_msg);
    return std::move(*found);
}

Result<void> check_version(SeenStep const& found, StepVersion const& seen)
{
    if (found.whole.step.version != seen.version)
        return Problem::conflict({}, "record.problem.changed_meanwhile"_msg);
    return {};
}

void keep_step(Work& work, SeenStep const& before, WholeStep const& after, std::string_view action)
{
    auto const editing = records::Editing::begin_unasked(work, edited_steps, before.whole.step.id.value);
    update_step(work.db(), work.tenant(), after, work.now());
    editing.value().keep_changed(form_of(before.whole), form_of(after), action);
}

}

bool SeenStep::may_keep(Actor const& actor) const
{
    return actor.may(edit_years, year.owner());
}

bool SeenStep::is_of(Actor const& actor) const
{
    return actor.kind() == Actor::Kind::account && whole.step.account == actor.id();
}

std::optional<SeenStep> find_seen_step(db::Connection& db, TenantId tenant, StepId id, Actor const& actor)
{
    auto const step = load_step(db, tenant, id);
    if (!step)
        return std::nullopt;
    auto year = find_seen_year(db, tenant, step->year, actor, see_years);
    if (!year)
        return std::nullopt;
    return SeenStep{load_whole_step(db, tenant, id), std::move(*year)};
}

std::string spelled_line(StepLine const& line)
{
    return line.done_on ? '[' + typed_spelling(*line.done_on) + "] " + line.title : line.title;
}

std::optional<StepLine> read_line(std::string_view typed)
{
    auto const line = one_line(typed);
    StepLine read{.title = line, .done_on = {}};
    auto const end = line.find(']');
    if (line.starts_with('[') && end != std::string::npos) {
        auto const day = parse_typed_date(trim(std::string_view(line).substr(1, end - 1)));
        if (day) {
            read.done_on = day;
            read.title = trim(std::string_view(line).substr(end + 1));
        }
    }
    if (read.title.empty())
        return std::nullopt;
    return read;
}

std::optional<html::Url> address_of(StepDocument const& document)
{
    if (document.link.starts_with("/verwaltung/"))
        return html::Url::local(document.link);
    return document.link.starts_with("https://") ? html::Url::public_page(document.link) : std::nullopt;
}

std::string decision_value(StepDecision const& decision)
{
    return std::to_string(decision.meeting.value) + ':' + decision.motion;
}

std::optional<StepDecision> read_decision(std::string_view value)
{
    auto const colon = value.find(':');
    if (colon == std::string_view::npos || colon + 1 == value.size())
        return std::nullopt;
    auto const meeting = typed_id<meetings::MeetingId>(value.substr(0, colon));
    if (!meeting)
        return std::nullopt;
    return StepDecision{.meeting = *meeting, .motion = std::string(value.substr(colon + 1))};
}

std::string subject_value(DecisionSubject const& subject)
{
    return decision_value(subject.decision)
        + (subject.goal ? ">z" + std::to_string(subject.goal->value)
                        : ">m" + std::to_string(subject.measure.value().value));
}

std::optional<DecisionSubject> read_subject(std::string_view value)
{
    auto const arrow = value.rfind('>');
    if (arrow == std::string_view::npos || arrow + 2 >= value.size())
        return std::nullopt;
    auto const decision = read_decision(value.substr(0, arrow));
    auto const id = value.substr(arrow + 2);
    DecisionSubject subject{.decision = decision.value_or(StepDecision{}), .goal = {}, .measure = {}};
    if (value[arrow + 1] == 'z')
        subject.goal = typed_id<goals::GoalId>(id);
    else if (value[arrow + 1] == 'm')
        subject.measure = typed_id<goals::MeasureId>(id);
    if (!decision || (!subject.goal && !subject.measure))
        return std::nullopt;
    return subject;
}

Decidable list_decidable(db::Connection& db, TenantId tenant, Actor const& actor, SteeringYear const& year)
{
    if (!actor.may(goals::see_goals, year.owner()))
        return {};
    return {
        .all_goals = goals::list_goals_of_owner(db, tenant, year.body),
        .all_measures = goals::list_measures_of_owner(db, tenant, year.body)};
}

std::string SubjectTitles::of(DecisionSubject const& subject) const
{
    if (subject.goal) {
        auto const found = of_goals.find(*subject.goal);
        return found == of_goals.end() ? std::string{} : found->second;
    }
    auto const found = of_measures.find(subject.measure.value());
    return found == of_measures.end() ? std::string{} : found->second;
}

SubjectTitles load_subject_titles(
    db::Connection& db, TenantId tenant, Actor const& actor, std::vector<DecisionSubject> const& subjects)
{
    SubjectTitles titles;
    std::vector<goals::MeasureId> measures;
    bool has_goals = false;
    for (auto const& one : subjects) {
        has_goals = has_goals || one.goal;
        if (one.measure)
            measures.push_back(*one.measure);
    }
    if (!measures.empty()) {
        for (auto& one : goals::list_named_measures(db, tenant, actor, measures))
            titles.of_measures.emplace(one.id, std::move(one.title));
    }
    if (!has_goals)
        return titles;
    for (auto const& goal : goals::list_goals(db, tenant)) {
        if (actor.may(goals::see_goals, goal.owner()))
            titles.of_goals.emplace(goal.id, goals::full_title_of(goal));
    }
    return titles;
}

Fields form_of(WholeStep const& whole)
{
    auto const& one = whole.step;
    Fields fields;
    fields.set(step_field::account, one.account ? std::to_string(*one.account) : std::string{});
    fields.set(step_field::owner, one.owner);
    fields.set(step_field::due, records::spelled_date(one.due));
    fields.set(step_field::state, std::string(to_text(one.state)));
    fields.set(step_field::outcome, one.outcome);
    std::string lines;
    for (auto const& line : whole.lines)
        lines += (lines.empty() ? "" : "\n") + spelled_line(line);
    fields.set(step_field::lines, std::move(lines));
    std::string documents;
    for (auto const& document : whole.documents)
        documents += (documents.empty() ? "" : "\n") + document.title + " | " + document.link;
    fields.set(step_field::documents, std::move(documents));
    Fields::Values decisions;
    for (auto const& decision : whole.decisions)
        decisions.push_back(decision_value(decision));
    fields.set(step_field::decisions, std::move(decisions));
    Fields::Values subjects;
    for (auto const& subject : whole.subjects)
        subjects.push_back(subject_value(subject));
    fields.set(step_field::subjects, std::move(subjects));
    return fields;
}

Fields spelled_step(Fields const& typed)
{
    return form_of(step_from(typed));
}

std::vector<Problem> problems_of_step(Fields const& fields)
{
    return StepCheck(fields).run();
}

Fields with_unseen_decisions(Fields typed, WholeStep const& before, bool may_read)
{
    if (may_read)
        return typed;
    auto values = typed.values(step_field::decisions);
    for (auto const& decision : before.decisions)
        values.push_back(decision_value(decision));
    std::ranges::sort(values);
    auto const twice = std::ranges::unique(values);
    values.erase(twice.begin(), twice.end());
    typed.set(step_field::decisions, std::move(values));
    return typed;
}

namespace {

// What is named anew is of the owner of the year and seen, and the decision is one that can be read.
Result<void> check_subjects(
    Work& work, SeenStep const& found, WholeStep const& wanted,
    std::vector<meetings::NamedDecision> const& readable)
{
    std::vector<DecisionSubject> added;
    std::ranges::set_difference(wanted.subjects, found.whole.subjects, std::back_inserter(added));
    if (added.empty())
        return {};
    auto const decidable = list_decidable(work.db(), work.tenant(), work.actor(), found.year);
    bool const can_be = std::ranges::all_of(added, [&](DecisionSubject const& one) {
        bool const is_read = std::ranges::any_of(readable, [&](meetings::NamedDecision const& each) {
            return StepDecision{each.meeting, each.motion} == one.decision;
        });
        bool const is_there = one.goal
            ? std::ranges::find(decidable.all_goals, *one.goal, &goals::Goal::id) != decidable.all_goals.end()
            : std::ranges::find(decidable.all_measures, one.measure.value(), &goals::Measure::id)
                != decidable.all_measures.end();
        return is_read && is_there;
    });
    if (!can_be)
        return Problem::invalid(std::string(step_field::subjects), "step.problem.subject"_msg);
    return {};
}

}

Result<void> save_step(Work& work, StepVersion const& seen, Fields const& typed)
{
    auto const found = TRY(begin_step(work, seen));
    TRY(check_version(found, seen));
    auto const readable = list_decisions_of_year(work.db(), work.tenant(), work.actor(), found.year);
    auto const fields = with_unseen_decisions(
        typed, found.whole, meetings::may_read_decisions(work.actor(), found.year.owner()));
    if (auto problems = problems_of_step(fields); !problems.empty())
        return std::move(problems.front());
    auto wanted = step_from(fields);
    auto const& before = found.whole;
    wanted.step.id = before.step.id;
    if (!found.may_keep(work.actor())) {
        wanted.step.account = before.step.account;
        wanted.step.owner = before.step.owner;
        wanted.step.due = before.step.due;
    }
    if (wanted.step.account && wanted.step.account != before.step.account) {
        auto const takers = list_step_takers(work.db(), work.tenant(), found.year.owner());
        if (std::ranges::find(takers, *wanted.step.account, &StepTaker::account) == takers.end())
            return Problem::invalid(std::string(step_field::account), "step.problem.account"_msg);
    }
    for (auto const& decision : wanted.decisions) {
        bool const can_be = std::ranges::find(before.decisions, decision) != before.decisions.end()
            || std::ranges::any_of(readable, [&](meetings::NamedDecision const& one) {
                                return one.meeting == decision.meeting && one.motion == decision.motion;
                            });
        if (!can_be)
            return Problem::invalid(std::string(step_field::decisions), "step.problem.decision"_msg);
    }
    TRY(check_subjects(work, found, wanted, readable));
    if (form_of(before) == form_of(wanted))
        return {};
    keep_step(work, found, wanted, "changed");
    return {};
}

Result<bool> tick_step_line(Work& work, StepVersion const& seen, PressedLine const& pressed)
{
    auto const found = TRY(begin_step(work, seen));
    auto wanted = found.whole;
    auto const at = pressed.position;
    // What is so already is no conflict, whoever made it so.
    bool const is_there = at >= 0 && at < std::ssize(wanted.lines)
        && wanted.lines[static_cast<std::size_t>(at)].title == pressed.title;
    if (!is_there)
        return Problem::conflict({}, "record.problem.changed_meanwhile"_msg);
    auto& line = wanted.lines[static_cast<std::size_t>(at)];
    if (line.done_on.has_value() == pressed.is_done)
        return false;
    TRY(check_version(found, seen));
    line.done_on = pressed.is_done ? std::optional(work.today()) : std::nullopt;
    keep_step(work, found, wanted, pressed.is_done ? "line_done" : "line_opened");
    return true;
}

Result<int> adopt_proposed_lines(Work& work, StepVersion const& seen, std::vector<std::string> const& lines)
{
    auto const found = TRY(begin_step(work, seen));
    auto wanted = found.whole;
    int added = 0;
    for (auto const& title : lines) {
        if (std::ranges::find(wanted.lines, title, &StepLine::title) != wanted.lines.end()
            || std::ssize(wanted.lines) >= most_lines)
            continue;
        wanted.lines.push_back({.title = title, .done_on = {}});
        ++added;
    }
    if (added == 0)
        return 0;
    TRY(check_version(found, seen));
    keep_step(work, found, wanted, "lines_proposed");
    return added;
}

} // namespace kommin::steering
