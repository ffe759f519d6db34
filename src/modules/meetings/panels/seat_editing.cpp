#include "modules/meetings/panels/seat_editing.hpp"

#include "modules/meetings/panels/field_check.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/records/typed.hpp"
#include "platform/search/fold.hpp"

#include <utility>

namespace kommin::meetings {

using records::Fields;
using records::one_line;
using records::read_typed_date;
using records::spelled_date;

namespace {

constexpr std::size_t longest_function = 200; // code points

Seat seat_from(Fields const& fields)
{
    auto const line = [&](std::string_view name) { return one_line(fields.value(name)); };
    Seat seat;
    seat.role = enum_from<SeatRole>(fields.value(seat_field::role)).value_or(seat.role);
    seat.function = line(seat_field::function);
    seat.sent_by = line(seat_field::sent_by);
    seat.organisation = organisation_of_seat(fields);
    seat.vote = enum_from<Vote>(fields.value(seat_field::vote)).value_or(seat.vote);
    seat.valid_from = read_typed_date(line(seat_field::from));
    seat.valid_to = read_typed_date(line(seat_field::to));
    seat.is_uncertain = fields.value(seat_field::uncertain) == uncertain_value;
    seat.remark = line(seat_field::remark);
    return seat;
}

// Which one the seat means from now on: of one that was merged, what it became. `stored`: the one that it has
// meant so far.
Result<void> settle_organisation(
    Work& work, Seat& wanted, std::optional<contacts::OrganisationId> stored = std::nullopt)
{
    if (!wanted.organisation || wanted.organisation == stored)
        return {};
    auto found = contacts::find_organisation(work.db(), work.tenant(), *wanted.organisation);
    if (found && found->merged_into)
        found = contacts::find_organisation(work.db(), work.tenant(), *found->merged_into);
    if (!found || found->state != contacts::OrganisationState::shown)
        return Problem::invalid(std::string(seat_field::organisation), "panel.problem.organisation"_msg);
    wanted.organisation = found->organisation.id;
    if (wanted.sent_by.empty())
        wanted.sent_by = found->organisation.name;
    return {};
}

}

std::optional<contacts::OrganisationId> organisation_of_seat(Fields const& fields)
{
    auto const number = parse_number(fields.value(seat_field::organisation));
    return number && *number > 0 ? std::optional(contacts::OrganisationId{*number}) : std::nullopt;
}

std::optional<contacts::Organisation> find_meant_organisation(
    db::Connection& db, TenantId tenant, contacts::OrganisationId id)
{
    auto found = contacts::find_organisation(db, tenant, id);
    if (found && found->merged_into)
        found = contacts::find_organisation(db, tenant, *found->merged_into);
    return found ? std::optional(std::move(found->organisation)) : std::nullopt;
}

FoundOrganisations find_organisations_for_seat(
    db::Connection& db, TenantId tenant, std::string_view words, std::size_t most)
{
    FoundOrganisations found;
    contacts::OrganisationQuery query;
    query.words = search::folded_text(words);
    query.states = {contacts::OrganisationState::shown};
    if (query.words.empty())
        return found;
    for (auto& one : contacts::list_organisations(db, tenant, query, static_cast<int>(most) + 1))
        found.organisations.push_back(std::move(one.stored.organisation));
    found.has_more = found.organisations.size() > most;
    if (found.has_more)
        found.organisations.pop_back();
    return found;
}

std::optional<EditedSeat> find_edited_seat(db::Connection& db, TenantId tenant, SeatId id, Actor const& actor)
{
    auto seat = load_seat(db, tenant, id);
    auto panel = seat ? load_panel(db, tenant, seat->panel) : std::nullopt;
    if (!panel || !actor.may(edit_panels, panel->owner()))
        return std::nullopt;
    return EditedSeat{std::move(*seat), std::move(*panel)};
}

Fields form_of(Seat const& seat)
{
    Fields fields;
    auto const set = [&](std::string_view name, std::string value) { fields.set(name, std::move(value)); };
    set(seat_field::role, std::string(to_text(seat.role)));
    set(seat_field::function, seat.function);
    set(seat_field::sent_by, seat.sent_by);
    set(seat_field::organisation,
        seat.organisation ? std::to_string(seat.organisation->value) : std::string{});
    set(seat_field::vote, std::string(to_text(seat.vote)));
    set(seat_field::from, spelled_date(seat.valid_from));
    set(seat_field::to, spelled_date(seat.valid_to));
    set(seat_field::uncertain, seat.is_uncertain ? std::string(uncertain_value) : std::string{});
    set(seat_field::remark, seat.remark);
    return fields;
}

Fields spelled_seat(Fields const& typed)
{
    return form_of(seat_from(typed));
}

std::vector<Problem> problems_of_seat(Fields const& fields)
{
    FieldCheck check(fields);
    if (!enum_from<SeatRole>(fields.value(seat_field::role)))
        check.refuse(seat_field::role, "panel.problem.role"_msg);
    if (!enum_from<Vote>(fields.value(seat_field::vote)))
        check.refuse(seat_field::vote, "panel.problem.vote"_msg);
    if (one_line(fields.value(seat_field::function)).empty())
        check.refuse(seat_field::function, "panel.problem.function"_msg);
    check.check_length(seat_field::function, longest_function);
    check.check_length(seat_field::sent_by, longest_function);
    if (!fields.value(seat_field::organisation).empty() && !organisation_of_seat(fields))
        check.refuse(seat_field::organisation, "panel.problem.organisation"_msg);
    check.check_span();
    check.check_doubt();
    return check.take();
}

Result<void> save_seat(Work& work, SeenSeat const& seen, Fields const& typed)
{
    auto const editing = TRY(records::Editing::begin(
        work, edited_seats, seen.id.value, seen.version, edit_panels, "panel.problem.unknown_seat"_msg));
    if (auto problems = problems_of_seat(typed); !problems.empty())
        return std::move(problems.front());
    auto const stored = load_seat(work.db(), work.tenant(), seen.id).value();
    auto const before = form_of(stored);
    auto wanted = seat_from(typed);
    TRY(settle_organisation(work, wanted, stored.organisation));
    auto const after = form_of(wanted);
    if (before == after)
        return {};
    wanted.id = seen.id;
    update_seat(work.db(), work.tenant(), wanted, work.now());
    editing.keep_changed(before, after, "changed");
    return {};
}

Result<SeatId> add_seat(Work& work, PanelId panel, Fields const& typed, std::string_view form_key)
{
    auto const owner = load_panel(work.db(), work.tenant(), panel);
    if (!owner || !work.actor().may(edit_panels, owner->owner()))
        return Problem::not_found("panel.problem.unknown"_msg);
    auto wanted = seat_from(typed);
    wanted.panel = panel;
    auto const fields = form_of(wanted);
    auto const mark = crypto::sha256_hex(
        work.actor().code() + ' ' + std::string(form_key) + ' ' + std::to_string(panel.value) + ' '
        + fields.to_json());
    if (auto const added = find_seat_by_mark(work.db(), work.tenant(), mark))
        return *added;
    if (auto problems = problems_of_seat(typed); !problems.empty())
        return std::move(problems.front());
    TRY(settle_organisation(work, wanted));
    auto const id = insert_seat(work.db(), work.tenant(), wanted, mark, work.now());
    records::keep_created(work, edited_seats, id.value, owner->owner(), form_of(wanted));
    return id;
}

} // namespace kommin::meetings
