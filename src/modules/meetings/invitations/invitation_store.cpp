#include "modules/meetings/invitations/invitation_store.hpp"

#include "modules/meetings/meetings/meeting_store.hpp"
#include "modules/meetings/meetings/stored_time.hpp"
#include "modules/meetings/members/membership.hpp"

#include <utility>

namespace kommin::meetings {

namespace {

db::Query invitations_of(TenantId tenant)
{
    return db::Query(
        "SELECT i.id, i.meeting_id, i.person_id, i.invited_as, i.uid, i.told, i.leaving, i.leaving_job, "
        "i.letters, i.told_at,"
        " i.reminded_at, i.job_id, i.answer, i.answer_note, i.answered_at, i.answered_about,"
        " i.is_withdrawn, i.told_day, i.told_begins_at, i.told_ends_at, i.leaving_day, i.leaving_begins_at,"
        " i.leaving_ends_at, i.version FROM invitations i WHERE i.tenant_id = ?",
        tenant);
}

std::optional<Invitation> only_invitation(std::vector<Invitation> rows)
{
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

}

std::vector<Invitation> list_invitations(db::Connection& db, TenantId tenant, MeetingId meeting)
{
    return db.list<Invitation>(invitations_of(tenant).add(" AND i.meeting_id = ? ORDER BY i.id", meeting));
}

std::vector<Invitation> list_invitations_of_person(
    db::Connection& db, TenantId tenant, contacts::PersonId person)
{
    return db.list<Invitation>(invitations_of(tenant).add(" AND i.person_id = ? ORDER BY i.id DESC", person));
}

std::optional<Invitation> load_invitation(db::Connection& db, TenantId tenant, InvitationId id)
{
    return only_invitation(db.list<Invitation>(invitations_of(tenant).add(" AND i.id = ?", id)));
}

std::optional<Invitation> find_invitation(
    db::Connection& db, TenantId tenant, MeetingId meeting, contacts::PersonId person)
{
    return only_invitation(db.list<Invitation>(
        invitations_of(tenant).add(" AND i.meeting_id = ? AND i.person_id = ?", meeting, person)));
}

void insert_invitations(db::Connection& db, TenantId tenant, std::vector<Invitation> const& invitations)
{
    auto rows = db.bulk_insert(
        "invitations",
        {"tenant_id", "meeting_id", "person_id", "invited_as", "uid", "told", "leaving", "letters", "answer",
         "answer_note", "answered_about", "is_withdrawn"});
    for (auto const& one : invitations)
        rows.add_row(
            tenant, one.meeting, one.person, one.as, one.uid, one.told, one.leaving, one.letters, one.answer,
            one.answer_note, one.answered_about, one.is_withdrawn);
    rows.finish();
}

void update_invitation(db::Connection& db, TenantId tenant, Invitation const& invitation)
{
    db.execute(
        "UPDATE invitations SET invited_as = ?, told = ?, leaving = ?, leaving_job = ?, letters = ?, told_at "
        "= ?,"
        " reminded_at = ?,"
        " job_id = ?, answer = ?, answer_note = ?, answered_at = ?, answered_about = ?, is_withdrawn = ?,"
        " told_day = ?, told_begins_at = ?, told_ends_at = ?, leaving_day = ?, leaving_begins_at = ?,"
        " leaving_ends_at = ?, version = version + 1 WHERE tenant_id = ? AND id = ?",
        invitation.as, invitation.told, invitation.leaving, invitation.leaving_job, invitation.letters,
        invitation.told_at, invitation.reminded_at, invitation.job, invitation.answer, invitation.answer_note,
        invitation.answered_at, invitation.answered_about, invitation.is_withdrawn, invitation.told_day,
        invitation.told_begins_at, invitation.told_ends_at, invitation.leaving_day,
        invitation.leaving_begins_at, invitation.leaving_ends_at, tenant, invitation.id);
}

void move_invitation(db::Connection& db, TenantId tenant, InvitationId id, contacts::PersonId into)
{
    db.execute("UPDATE invitations SET person_id = ? WHERE tenant_id = ? AND id = ?", into, tenant, id);
}

void move_invitation_links(db::Connection& db, TenantId tenant, InvitationId from, InvitationId into)
{
    db.execute(
        "UPDATE invitation_links SET invitation_id = ? WHERE tenant_id = ? AND invitation_id = ?", into,
        tenant, from);
}

void erase_invitation(db::Connection& db, TenantId tenant, InvitationId id)
{
    db.execute("DELETE FROM invitation_links WHERE tenant_id = ? AND invitation_id = ?", tenant, id);
    db.execute("DELETE FROM invitations WHERE tenant_id = ? AND id = ?", tenant, id);
}

void insert_invitation_link(
    db::Connection& db, TenantId tenant, InvitationId id, std::string_view token_hash, Instant now)
{
    db.execute(
        "INSERT INTO invitation_links (token_hash, tenant_id, invitation_id, made_at) VALUES (?, ?, ?, ?)",
        token_hash, tenant, id, now);
}

std::optional<Invitation> find_invitation_by_link(
    db::Connection& db, TenantId tenant, std::string_view token_hash)
{
    return only_invitation(db.list<Invitation>(invitations_of(tenant).add(
        " AND i.id = (SELECT l.invitation_id FROM invitation_links l WHERE l.token_hash = ?"
        " AND l.tenant_id = ?)",
        token_hash, tenant)));
}

std::optional<Convocation> find_convocation(db::Connection& db, TenantId tenant, MeetingId meeting)
{
    return db.find<Convocation>(
        "SELECT words, reply_by, remind_days FROM convocations WHERE tenant_id = ? AND meeting_id = ?",
        tenant, meeting);
}

void store_convocation(
    db::Connection& db, TenantId tenant, MeetingId meeting, Convocation const& convocation, Instant now)
{
    db.execute(
        "INSERT INTO convocations (meeting_id, tenant_id, words, reply_by, remind_days, sent_at)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (meeting_id) DO UPDATE SET words = excluded.words,"
        " reply_by = excluded.reply_by, remind_days = excluded.remind_days, sent_at = excluded.sent_at",
        meeting, tenant, convocation.words, convocation.reply_by, convocation.remind_days, now);
}

std::vector<MeetingId> list_meetings_to_remind_of(db::Connection& db, TenantId tenant, Date today)
{
    struct Row {
        MeetingId meeting;
        PartialDate day;
        std::int64_t remind_days;
    };
    std::vector<MeetingId> meetings;
    for (auto const& row : db.list<Row>(
             "SELECT c.meeting_id, m.day, c.remind_days FROM convocations c JOIN meetings m"
             " ON m.id = c.meeting_id AND m.tenant_id = c.tenant_id"
             " WHERE c.tenant_id = ? AND c.remind_days > 0 AND m.day >= ? AND m.state = ? ORDER BY m.day",
             tenant, to_iso(today), MeetingState::planned)) {
        auto const day = row.day.full();
        if (day && *day <= today + std::chrono::days{row.remind_days})
            meetings.push_back(row.meeting);
    }
    return meetings;
}

std::vector<MeetingId> list_meetings_with_letters(
    db::Connection& db, TenantId tenant, Date today, std::vector<PanelId> const& panels, int limit)
{
    db::Query query("SELECT m.id FROM meetings m WHERE m.tenant_id = ?", tenant);
    query.add(not_over_before(today))
        .add(
            " AND m.state <> ? AND EXISTS (SELECT 1 FROM convocations c WHERE c.meeting_id = m.id)",
            MeetingState::held);
    query.add_any_of("m.panel_id", panels).add(" ORDER BY m.day, m.id LIMIT ?", limit);
    return db.list<MeetingId>(query);
}

std::int64_t erase_invitations_before(db::Connection& db, TenantId tenant, Date day)
{
    db.execute(db::Query(
                   "DELETE FROM invitation_links WHERE tenant_id = ? AND invitation_id IN"
                   " (SELECT i.id FROM invitations i JOIN meetings m ON m.id = i.meeting_id"
                   " WHERE i.tenant_id = ?",
                   tenant, tenant)
                   .add(over_before(day))
                   .add(")"));
    return db.execute(db::Query(
                          "DELETE FROM invitations WHERE tenant_id = ? AND meeting_id IN"
                          " (SELECT m.id FROM meetings m WHERE m.tenant_id = ?",
                          tenant, tenant)
                          .add(over_before(day))
                          .add(")"));
}

db::Query people_with_invitations(TenantId tenant, Date today)
{
    db::Query query(
        "SELECT i.person_id FROM invitations i JOIN meetings m ON m.id = i.meeting_id"
        " WHERE i.tenant_id = ? AND NOT i.is_withdrawn",
        tenant);
    return query.add(not_over_before(today));
}

} // namespace kommin::meetings
