#include "modules/meetings/members/membership_editing.hpp"

#include "modules/meetings/panels/field_check.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "modules/meetings/panels/seat_editing.hpp"
#include "platform/base/number.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/records/typed.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <string>
#include <utility>

namespace kommin::meetings {

using records::Fields;
using records::one_line;
using records::read_typed_date;
using records::spelled_date;

namespace {

constexpr std::size_t longest_remark = 500; // code points

Membership membership_from(Fields const& fields)
{
    auto const line = [&](std::string_view name) { return one_line(fields.value(name)); };
    Membership membership;
    membership.capacity
        = enum_from<Capacity>(fields.value(membership_field::capacity)).value_or(membership.capacity);
    membership.valid_from = read_typed_date(line(membership_field::from));
    membership.valid_to = read_typed_date(line(membership_field::to));
    membership.ended_for
        = enum_from<EndReason>(fields.value(membership_field::reason)).value_or(membership.ended_for);
    membership.remark = line(membership_field::remark);
    return membership;
}

bool is_there_then(Seat const& seat, Membership const& wanted)
{
    bool const begins_too_late = seat.valid_to && wanted.valid_from
        && wanted.valid_from->first_possible_day() > last_possible_day(*seat.valid_to);
    bool const ends_too_early = seat.valid_from && wanted.valid_to
        && last_possible_day(*wanted.valid_to) < seat.valid_from->first_possible_day();
    return !begins_too_late && !ends_too_early;
}

// Who has the seat, and since when, as far as this actor may read it.
Problem taken_by(Work& work, Membership const& other)
{
    auto const people = contacts::list_named_people(work.db(), work.tenant(), work.actor(), {other.person});
    auto const name = people.find(other.person);
    std::string const field(membership_field::from);
    if (name == people.end())
        return Problem::invalid(field, "membership.problem.taken.somebody"_msg);
    auto const from = spelled_date(other.valid_from);
    auto const to = spelled_date(other.valid_to);
    MessageArguments arguments{{"name", name->second.name}, {"from", from}, {"to", to}};
    if (!from.empty() && !to.empty())
        return Problem::invalid(field, "membership.problem.taken.between"_msg, std::move(arguments));
    if (!from.empty())
        return Problem::invalid(field, "membership.problem.taken.since"_msg, std::move(arguments));
    if (!to.empty())
        return Problem::invalid(field, "membership.problem.taken.until"_msg, std::move(arguments));
    return Problem::invalid(field, "membership.problem.taken"_msg, std::move(arguments));
}

// Whether it may stand beside what else is known of the seat.
Result<void> check_beside_others(Work& work, Seat const& seat, Membership const& wanted)
{
    if (wanted.ended_for == EndReason::mistaken)
        return {};
    if (!is_there_then(seat, wanted))
        return Problem::invalid(std::string(membership_field::from), "membership.problem.no_seat"_msg);
    for (auto const& other : list_memberships_of_seat(work.db(), work.tenant(), seat.id)) {
        if (other.id == wanted.id || !surely_overlap(wanted, other, work.today()))
            continue;
        if (other.person == wanted.person)
            return Problem::invalid(std::string(membership_field::from), "membership.problem.twice"_msg);
        if (wanted.capacity == Capacity::holder && other.capacity == Capacity::holder)
            return taken_by(work, other);
    }
    return {};
}

// Somebody who is known already; nothing where a new person is wanted.
Result<std::optional<contacts::PersonId>> known_person(Work& work, Fields const& fields)
{
    auto const typed = fields.value(membership_field::person);
    if (typed == new_person)
        return std::optional<contacts::PersonId>{};
    auto const number = parse_number(typed);
    contacts::PersonId const id{number.value_or(0)};
    if (!number || !contacts::may_see_person(work.db(), work.tenant(), work.actor(), id)) {
        // Before anybody was looked for there is nobody to choose from.
        auto const field = typed.empty() ? membership_field::words : membership_field::person;
        return Problem::invalid(std::string(field), "membership.problem.person"_msg);
    }
    return std::optional(id);
}

}

std::optional<EditedMembership> find_edited_membership(
    db::Connection& db, TenantId tenant, MembershipId id, Actor const& actor)
{
    auto membership = find_membership(db, tenant, id);
    auto edited = membership ? find_edited_seat(db, tenant, membership->seat, actor) : std::nullopt;
    if (!edited)
        return std::nullopt;
    return EditedMembership{std::move(*membership), std::move(edited->seat), std::move(edited->panel)};
}

Fields form_of(Membership const& membership)
{
    Fields fields;
    auto const set = [&](std::string_view name, std::string value) { fields.set(name, std::move(value)); };
    set(membership_field::capacity, std::string(to_text(membership.capacity)));
    set(membership_field::from, spelled_date(membership.valid_from));
    set(membership_field::to, spelled_date(membership.valid_to));
    set(membership_field::reason, std::string(to_text(membership.ended_for)));
    set(membership_field::remark, membership.remark);
    return fields;
}

Fields spelled_membership(Fields const& typed)
{
    return form_of(membership_from(typed));
}

std::vector<Problem> problems_of_membership(Fields const& fields)
{
    FieldCheck check(fields);
    if (!enum_from<Capacity>(fields.value(membership_field::capacity)))
        check.refuse(membership_field::capacity, "membership.problem.as"_msg);
    check.check_span();
    auto const reason = enum_from<EndReason>(fields.value(membership_field::reason));
    if (!reason)
        check.refuse(membership_field::reason, "membership.problem.reason"_msg);
    else if (
        *reason != EndReason::unknown && *reason != EndReason::mistaken
        && one_line(fields.value(membership_field::to)).empty())
        check.refuse(membership_field::to, "membership.problem.end_without_day"_msg);
    check.check_length(membership_field::remark, longest_remark);
    return check.take();
}

std::optional<ProposedDays> propose_days(
    Panel const& panel, std::vector<Membership> const& of_seat, Date today)
{
    if (!panel.term_to || is_over(*panel.term_to, today))
        return std::nullopt;
    PartialDate from(today);
    if (panel.term_from && panel.term_from->first_possible_day() > today)
        from = *panel.term_from;
    for (auto const& one : of_seat) {
        if (one.capacity != Capacity::holder || !one.valid_to)
            continue;
        if (auto const next = last_possible_day(*one.valid_to) + std::chrono::days{1};
            next > from.first_possible_day())
            from = PartialDate(next);
    }
    if (is_over(*panel.term_to, from.first_possible_day()))
        return std::nullopt;
    return ProposedDays{from, *panel.term_to};
}

Result<void> save_membership(Work& work, SeenMembership const& seen, Fields const& typed)
{
    auto const editing = TRY(records::Editing::begin(
        work, edited_memberships, seen.id.value, seen.version, edit_panels,
        "membership.problem.unknown"_msg));
    if (auto problems = problems_of_membership(typed); !problems.empty())
        return std::move(problems.front());
    auto const stored = find_membership(work.db(), work.tenant(), seen.id).value();
    auto const before = form_of(stored);
    auto wanted = membership_from(typed);
    auto const after = form_of(wanted);
    if (before == after)
        return {};
    wanted.id = stored.id;
    wanted.seat = stored.seat;
    wanted.person = stored.person;
    TRY(check_beside_others(work, load_seat(work.db(), work.tenant(), stored.seat).value(), wanted));
    update_membership(work.db(), work.tenant(), wanted, work.now());
    if (wanted.standing(work.today()) == Standing::present)
        contacts::note_ground(work, wanted.person);
    editing.keep_changed(before, after, "changed");
    return {};
}

Result<MembershipId> seat_person(Work& work, SeatId seat, Fields const& typed, std::string_view form_key)
{
    auto const edited = find_edited_seat(work.db(), work.tenant(), seat, work.actor());
    if (!edited)
        return Problem::not_found("panel.problem.unknown_seat"_msg);
    auto const mark = crypto::sha256_hex(
        work.actor().code() + ' ' + std::string(form_key) + ' ' + std::to_string(seat.value) + ' '
        + typed.to_json());
    if (auto const added = find_membership_by_mark(work.db(), work.tenant(), mark))
        return *added;
    if (auto problems = problems_of_membership(typed); !problems.empty())
        return std::move(problems.front());
    auto const known = TRY(known_person(work, typed));
    auto wanted = membership_from(typed);
    wanted.seat = seat;
    wanted.person = known.value_or(contacts::PersonId{});
    wanted.recorded_by = work.actor().code();
    wanted.recorded_at = work.now();
    TRY(check_beside_others(work, edited->seat, wanted));
    if (!known)
        wanted.person = TRY(contacts::add_named_person(
            work,
            {.body = edited->panel.body,
             .given = one_line(typed.value(membership_field::given)),
             .family = one_line(typed.value(membership_field::family))},
            form_key));
    auto const id = insert_membership(work.db(), work.tenant(), wanted, mark);
    if (wanted.standing(work.today()) != Standing::past)
        contacts::note_ground(work, wanted.person);
    records::keep_created(work, edited_memberships, id.value, edited->panel.owner(), form_of(wanted));
    return id;
}

} // namespace kommin::meetings
