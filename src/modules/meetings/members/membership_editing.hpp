#pragma once
// Editing memberships: who is put on a seat, from when, until when and why it ended. A change counts at once
// and has its history; a person on a seat is never exchanged: another person is another membership.

#include "modules/contacts/people/api.hpp"
#include "modules/meetings/members/membership.hpp"
#include "modules/meetings/members/membership_store.hpp"
#include "modules/meetings/panels/form_fields.hpp"
#include "platform/access/actor.hpp"
#include "platform/base/problem.hpp"
#include "platform/base/result.hpp"
#include "platform/records/editing.hpp"
#include "platform/records/fields.hpp"
#include "platform/work/work.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace kommin::meetings {

namespace membership_field {
using common_field::from;
using common_field::remark;
using common_field::to;
inline constexpr std::string_view capacity = "as";
inline constexpr std::string_view reason = "reason";
// Of a new one only. person: the number of somebody, or new_person with a name.
inline constexpr std::string_view words = "name"; // by which somebody is looked for
inline constexpr std::string_view person = "person";
inline constexpr std::string_view given = "given";
inline constexpr std::string_view family = "family";
} // namespace membership_field
inline constexpr std::string_view new_person = "neu";

// In the order in which they are compared. Who it is stays out: versions say it by their record.
inline constexpr std::array all_membership_fields{
    FormField{membership_field::capacity, "membership.field.as"_msg},
    FormField{membership_field::from, "form.from"_msg}, FormField{membership_field::to, "form.to"_msg},
    FormField{membership_field::reason, "membership.field.reason"_msg},
    FormField{membership_field::remark, "form.remark"_msg}};

// Days and reasons are somebody's own: the audit chain, which cannot be erased, keeps that they changed.
inline constexpr std::array<std::string_view, 1> harmless_membership_fields{membership_field::capacity};
inline constexpr records::EditedKind edited_memberships{
    .kind = membership_subject,
    .table = membership_table,
    .owner = "(SELECT COALESCE(p.body_id, 0) FROM panel_seats s JOIN panels p ON p.id = s.panel_id"
             " WHERE s.id = memberships.seat_id)",
    .was_public = "FALSE",
    .actions = "meetings.membership",
    .harmless_fields = harmless_membership_fields,
    .has_drafts = false};

// A membership as whoever edits its panel sees it.
struct EditedMembership {
    Membership membership;
    Seat seat;
    Panel panel;
};
// Nothing where it does not exist or this actor may not edit its panel.
std::optional<EditedMembership> find_edited_membership(
    db::Connection& db, TenantId tenant, MembershipId id, Actor const& actor);

records::Fields form_of(Membership const& membership);
// As they are stored: days as "01.08.2013", "08.2013" or "2013".
records::Fields spelled_membership(records::Fields const& typed);
// Everything in the fields that stands in the way of saving; who else is on the seat is not asked.
std::vector<Problem> problems_of_membership(records::Fields const& fields);

// The days that are proposed to whoever comes to a seat of a panel with a term that runs: from today or the
// first day of the term, but not while somebody else holds the seat, to the last day of the term. Nothing
// where no term runs, or where the last one who holds it stays until that day.
struct ProposedDays {
    PartialDate from, to;
};
std::optional<ProposedDays> propose_days(
    Panel const& panel, std::vector<Membership> const& of_seat, Date today);

// Which membership, as this person last saw it.
struct SeenMembership {
    MembershipId id;
    std::int64_t version;
};
// Problems: not_found without the right to edit its panel; what problems_of_membership() finds; "from" where
// somebody else holds the seat in that time, the same person is on it already, or the seat is not there then;
// a conflict where somebody has changed it meanwhile ("record.problem.changed_meanwhile").
Result<void> save_membership(Work& work, SeenMembership const& seen, records::Fields const& typed);
// Puts somebody on a seat: whoever the fields name, or a new person of that name, kept by the owner of the
// panel. `form_key`: of the form that was sent; a second time with the same entries it makes no second one.
// Problems: as of save_membership(); "person" for whom this actor may not see; those of
// contacts::add_named_person().
Result<MembershipId> seat_person(
    Work& work, SeatId seat, records::Fields const& typed, std::string_view form_key);

} // namespace kommin::meetings
