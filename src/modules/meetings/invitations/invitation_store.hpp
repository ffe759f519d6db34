#pragma once
// SQL of invitations. Every function works inside the caller's transaction.

#include "modules/meetings/invitations/invitation.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/query.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace kommin::meetings {

// In the order in which they came on the list, also those that were withdrawn.
std::vector<Invitation> list_invitations(db::Connection& db, TenantId tenant, MeetingId meeting);
std::vector<Invitation> list_invitations_of_person(
    db::Connection& db, TenantId tenant, contacts::PersonId person);
std::optional<Invitation> load_invitation(db::Connection& db, TenantId tenant, InvitationId id);
std::optional<Invitation> find_invitation(
    db::Connection& db, TenantId tenant, MeetingId meeting, contacts::PersonId person);
// All at once, in this order; nobody of them has one to that meeting yet.
void insert_invitations(db::Connection& db, TenantId tenant, std::vector<Invitation> const& invitations);
// All but meeting, person and uid, as the next version.
void update_invitation(db::Connection& db, TenantId tenant, Invitation const& invitation);
void move_invitation(db::Connection& db, TenantId tenant, InvitationId id, contacts::PersonId into);
// Whoever has the letters of the one reaches the other with them.
void move_invitation_links(db::Connection& db, TenantId tenant, InvitationId from, InvitationId into);
void erase_invitation(db::Connection& db, TenantId tenant, InvitationId id); // with its links

void insert_invitation_link(
    db::Connection& db, TenantId tenant, InvitationId id, std::string_view token_hash, Instant now);
std::optional<Invitation> find_invitation_by_link(
    db::Connection& db, TenantId tenant, std::string_view token_hash);

std::optional<Convocation> find_convocation(db::Connection& db, TenantId tenant, MeetingId meeting);
void store_convocation(
    db::Connection& db, TenantId tenant, MeetingId meeting, Convocation const& convocation, Instant now);

// Those on whose day somebody is to be reminded, or has not been reminded since: planned, not before `today`,
// and no further away than their letters say.
std::vector<MeetingId> list_meetings_to_remind_of(db::Connection& db, TenantId tenant, Date today);
// Planned or cancelled, not before `today`, at most `limit`: somebody has been told what is not so any more,
// or may have been. By day.
std::vector<MeetingId> list_meetings_with_letters(
    db::Connection& db, TenantId tenant, Date today, std::vector<PanelId> const& panels, int limit);
// All of meetings that were before this day; returns how many.
std::int64_t erase_invitations_before(db::Connection& db, TenantId tenant, Date day);

// For contacts: whoever is invited to something that is not over.
db::Query people_with_invitations(TenantId tenant, Date today);

} // namespace kommin::meetings
