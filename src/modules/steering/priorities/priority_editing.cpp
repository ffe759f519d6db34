#include "modules/steering/priorities/priority_editing.hpp"

#include "modules/steering/cycle/permissions.hpp"
#include "platform/base/number.hpp"
#include "platform/records/typed.hpp"
#include "platform/web/field_check.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <utility>

namespace kommin::steering {

using records::Fields;
using records::one_line;

namespace {

constexpr std::size_t longest_reason = 2000; // code points
constexpr std::size_t longest_source = 500;

std::optional<int> mark_in(std::string_view typed)
{
    auto const mark = parse_number<int>(typed);
    return mark && *mark >= worst_mark && *mark <= best_mark ? mark : std::nullopt;
}

std::optional<int> rank_in(std::string_view typed)
{
    auto const rank = parse_number<int>(one_line(typed));
    return rank && *rank > 0 ? rank : std::nullopt;
}

// What a form says of the criteria; what it does not ask stays as it is there.
void read_marks(Priority& one, Fields const& fields)
{
    for (auto const criterion : all_criteria)
        one.marks.at(static_cast<std::size_t>(criterion)) = mark_in(fields.value(to_text(criterion)));
    one.reason = records::several_lines(fields.value(priority_field::reason));
    one.source = one_line(fields.value(priority_field::source));
}

Priority priority_from(Fields const& fields)
{
    Priority one;
    read_marks(one, fields);
    one.rank_by_group = rank_in(fields.value(priority_field::rank));
    one.rank_reason = records::several_lines(fields.value(priority_field::rank_reason));
    return one;
}

// The fields of a row by the names of the form of one.
Fields fields_of_row(Fields const& typed, std::string_view key)
{
    Fields fields;
    for (auto const name : row_fields)
        fields.set(name, std::string(typed.value(row_field(name, key))));
    return fields;
}

class PriorityCheck : private web::FieldCheck {
public:
    explicit PriorityCheck(Fields const& fields)
        : FieldCheck(fields)
    { }
    std::vector<Problem> run(SeenPriority const* of)
    {
        for (auto const criterion : all_criteria) {
            auto const typed = value(to_text(criterion));
            if (!typed.empty() && !mark_in(typed))
                refuse(to_text(criterion), "priority.problem.mark"_msg);
        }
        check_length(priority_field::reason, longest_reason);
        check_length(priority_field::source, longest_source);
        if (of != nullptr)
            check_rank(*of);
        check_length(priority_field::rank_reason, longest_reason);
        return take();
    }

private:
    void check_rank(SeenPriority const& of)
    {
        auto const typed = one_line(value(priority_field::rank));
        bool const has_reason = !records::several_lines(value(priority_field::rank_reason)).empty();
        if (typed.empty()) {
            if (has_reason)
                refuse(priority_field::rank, "priority.problem.rank_missing"_msg);
            return;
        }
        auto const is_of_kind
            = [&](Weighed const& one) { return one.goal.has_value() == of.priority.goal.has_value(); };
        auto const most = std::ranges::count_if(of.weighed, is_of_kind);
        auto const rank = rank_in(typed);
        if (!rank || *rank > most) {
            refuse(priority_field::rank, "priority.problem.rank"_msg, {{"most", std::to_string(most)}});
            return;
        }
        auto const taken = std::ranges::find_if(of.weighed, [&](Weighed const& one) {
            return is_of_kind(one) && one.priority && one.priority->id != of.priority.id
                && one.priority->rank_by_group == rank;
        });
        if (taken != of.weighed.end())
            refuse(
                priority_field::rank, "priority.problem.rank_taken"_msg,
                {{"rank", std::to_string(*rank)}, {"title", taken->title}});
        if (!has_reason)
            refuse(priority_field::rank_reason, "priority.problem.rank_reason"_msg);
    }
};

// Natural enough to find it again: a goal or a measure is weighed once in a year.
std::string mark_of_row(YearId year, std::string_view key)
{
    return std::to_string(year.value) + ' ' + std::string(key);
}

void store_row(Work& work, SteeringYear const& year, Weighed const& of, Priority const& wanted)
{
    if (!of.priority) {
        auto const id
            = insert_priority(work.db(), work.tenant(), wanted, mark_of_row(year.id, of.key()), work.now());
        records::keep_created(work, edited_priorities, id.value, year.owner(), form_of(wanted));
        return;
    }
    auto const editing = records::Editing::begin_unasked(work, edited_priorities, of.priority->id.value);
    update_priority(work.db(), work.tenant(), wanted, work.now());
    editing.value().keep_changed(form_of(*of.priority), form_of(wanted), "changed");
}

}

std::string row_field(std::string_view name, std::string_view key)
{
    return std::string(name) + '-' + std::string(key);
}

Weighed const& SeenPriority::of() const
{
    // It was listed with its year, which lists whatever has a priority in it.
    return *std::ranges::find_if(
        weighed, [&](Weighed const& one) { return one.priority && one.priority->id == priority.id; });
}

std::optional<SeenPriority> find_seen_priority(
    db::Connection& db, TenantId tenant, PriorityId id, Actor const& actor, Permission permission, Date today,
    CostOfMeasures const& cost)
{
    auto priority = load_priority(db, tenant, id);
    auto year = priority ? find_seen_year(db, tenant, priority->year, actor, permission) : std::nullopt;
    if (!year)
        return std::nullopt;
    auto weighed = list_weighed(db, tenant, *year, today, cost);
    return SeenPriority{std::move(*priority), std::move(*year), std::move(weighed)};
}

Fields form_of(Priority const& priority)
{
    Fields fields;
    for (auto const criterion : all_criteria) {
        auto const& mark = priority.marks.at(static_cast<std::size_t>(criterion));
        fields.set(to_text(criterion), mark ? std::to_string(*mark) : std::string{});
    }
    fields.set(priority_field::reason, priority.reason);
    fields.set(priority_field::source, priority.source);
    fields.set(
        priority_field::rank,
        priority.rank_by_group ? std::to_string(*priority.rank_by_group) : std::string{});
    fields.set(priority_field::rank_reason, priority.rank_reason);
    return fields;
}

Fields spelled_priority(Fields const& typed)
{
    return form_of(priority_from(typed));
}

std::vector<Problem> problems_of_priority(Fields const& fields, SeenPriority const& of)
{
    return PriorityCheck(fields).run(&of);
}

Result<void> save_priority(Work& work, PriorityVersion const& seen, Fields const& typed)
{
    auto const editing = TRY(records::Editing::begin(
        work, edited_priorities, seen.id.value, seen.version, set_priorities,
        "priority.problem.unknown"_msg));
    auto const found
        = find_seen_priority(work.db(), work.tenant(), seen.id, work.actor(), set_priorities, work.today());
    if (!found)
        return Problem::not_found("priority.problem.unknown"_msg);
    if (found->year.is_closed)
        return Problem::conflict({}, "year.problem.closed"_msg);
    if (auto problems = problems_of_priority(typed, *found); !problems.empty())
        return std::move(problems.front());
    auto wanted = priority_from(typed);
    auto const& stored = found->priority;
    auto const before = form_of(stored);
    auto const after = form_of(wanted);
    if (before == after)
        return {};
    wanted.id = seen.id;
    bool const is_rank_as_before
        = wanted.rank_by_group == stored.rank_by_group && wanted.rank_reason == stored.rank_reason;
    if (is_rank_as_before) {
        wanted.rank_set_by = stored.rank_set_by;
        wanted.rank_set_at = stored.rank_set_at;
    } else if (wanted.rank_by_group) {
        wanted.rank_set_by = work.actor().code();
        wanted.rank_set_at = work.now();
    }
    update_priority(work.db(), work.tenant(), wanted, work.now());
    auto const step = is_rank_as_before ? "changed" : wanted.rank_by_group ? "overruled" : "rank_removed";
    editing.keep_changed(before, after, step);
    return {};
}

std::vector<Problem> problems_of_rows(std::span<RowAsSeen const> rows, Fields const& typed)
{
    std::vector<Problem> problems;
    for (auto const& row : rows) {
        for (auto& problem : PriorityCheck(fields_of_row(typed, row.key)).run(nullptr)) {
            problem.field = row_field(problem.field, row.key);
            problems.push_back(std::move(problem));
        }
    }
    return problems;
}

Result<int> score_rows(Work& work, YearId id, std::span<RowAsSeen const> rows, Fields const& typed)
{
    auto const year = find_seen_year(work.db(), work.tenant(), id, work.actor(), set_priorities);
    if (!year)
        return Problem::not_found("priority.problem.unknown"_msg);
    if (year->is_closed)
        return Problem::conflict({}, "year.problem.closed"_msg);
    auto const weighed = list_weighed(work.db(), work.tenant(), *year, work.today());
    if (auto problems = problems_of_rows(rows, typed); !problems.empty())
        return std::move(problems.front());
    int changed = 0;
    std::set<std::string_view> keys;
    for (auto const& row : rows) {
        auto const of = std::ranges::find(weighed, row.key, &Weighed::key);
        if (of == weighed.end() || !keys.insert(row.key).second)
            return Problem::not_found("priority.problem.unknown"_msg);
        auto wanted = of->priority.value_or(Priority{});
        auto const before = form_of(wanted);
        wanted.year = id;
        wanted.goal = of->goal;
        wanted.measure = of->measure;
        read_marks(wanted, fields_of_row(typed, row.key));
        if (form_of(wanted) == before)
            continue;
        if ((of->priority ? of->priority->version : 0) != row.version)
            return Problem::conflict(
                row_field(to_text(Criterion::need), row.key), "priority.problem.changed"_msg,
                {{"title", of->title}});
        store_row(work, *year, *of, wanted);
        ++changed;
    }
    return changed;
}

} // namespace kommin::steering
