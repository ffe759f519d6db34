#include "modules/meetings/meetings/meeting_store.hpp"

#include "modules/meetings/meetings/stored_time.hpp"
#include "platform/base/number.hpp"
#include "platform/search/fold.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <span>
#include <utility>

namespace kommin::meetings {

namespace {

constexpr db::SqlLiteral all_columns{
    "SELECT id, panel_id, title, purpose, day, begins_at, ends_at, place, address, online_link,"
    " interpreters, childcare, accessibility, budget_planned, budget_spent, state, cancelled_for,"
    " participants, is_approximate, reported_share, is_share_approximate, share_source, results,"
    " is_uncertain, remark, source, is_public, shows_agenda, slug, series, version, changed_at"};

// What somebody may look for, however it is written.
std::string list_text_of(Meeting const& meeting)
{
    return search::folded_text(meeting.title + '\n' + meeting.place + '\n' + meeting.purpose);
}

void add_conditions(db::Query& sql, TenantId tenant, MeetingQuery const& query)
{
    sql.add(" FROM meetings WHERE tenant_id = ?", tenant).add_any_of("panel_id", query.panels);
    if (!query.states.empty())
        sql.add_any_of("state", query.states);
    if (query.year) // "2006", "2006-11" and "2006-11-18" stand between these two
        sql.add(
            " AND day >= ? AND day < ?", PartialDate(std::chrono::year{*query.year}),
            PartialDate(std::chrono::year{*query.year + 1}));
    if (query.is_uncertain)
        sql.add(" AND is_uncertain = TRUE");
    if (!query.words.empty())
        sql.add(" AND list_text LIKE ? ESCAPE '!'", db::like_pattern(query.words));
    if (query.before_day)
        sql.add(" AND day < ?", *query.before_day);
    if (query.series)
        sql.add(" AND series = ?", *query.series);
}

}

std::vector<Meeting> list_meetings(db::Connection& db, TenantId tenant, MeetingQuery const& query, int limit)
{
    db::Query sql(all_columns);
    add_conditions(sql, tenant, query);
    if (query.after)
        sql.add(
            query.descending ? db::SqlLiteral(" AND (day, id) < (?, ?)")
                             : db::SqlLiteral(" AND (day, id) > (?, ?)"),
            query.after->day, query.after->id);
    return db.list<Meeting>(sql.order_by("day", query.descending).add(" LIMIT ?", limit));
}

std::int64_t count_meetings(db::Connection& db, TenantId tenant, MeetingQuery const& query, std::int64_t most)
{
    db::Query sql("SELECT count(*) FROM (SELECT 1");
    add_conditions(sql, tenant, query);
    return db.list<std::int64_t>(sql.add(" LIMIT ?) AS counted", most)).front();
}

std::vector<int> list_meeting_years(db::Connection& db, TenantId tenant, std::vector<PanelId> const& panels)
{
    db::Query sql("SELECT DISTINCT substr(day, 1, 4) AS year FROM meetings WHERE tenant_id = ?", tenant);
    sql.add_any_of("panel_id", panels).add(" ORDER BY year DESC");
    std::vector<int> years;
    db.each<std::string>(sql, [&](std::string const& year) {
        if (auto const number = parse_number<int>(year))
            years.push_back(*number);
    });
    return years;
}

db::Query not_over_before(Date day)
{
    auto const iso = to_iso(day);
    return db::Query(
        " AND m.day >= ? AND m.day || substr('9999-12-31', length(m.day) + 1) >= ?", iso.substr(0, 4), iso);
}

db::Query over_before(Date day)
{
    auto const iso = to_iso(day);
    return db::Query(" AND m.day < ? AND m.day || substr('9999-12-31', length(m.day) + 1) < ?", iso, iso);
}

std::optional<Meeting> load_meeting(db::Connection& db, TenantId tenant, MeetingId id)
{
    db::Query sql(all_columns);
    sql.add(" FROM meetings WHERE tenant_id = ? AND id = ?", tenant, id);
    auto rows = db.list<Meeting>(sql);
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

MeetingsById list_chosen_meetings(db::Connection& db, TenantId tenant, std::vector<MeetingId> ids)
{
    constexpr std::size_t asked_at_once = 500; // placeholders of one statement
    std::ranges::sort(ids);
    auto const repeated = std::ranges::unique(ids);
    ids.erase(repeated.begin(), repeated.end());
    MeetingsById meetings;
    for (auto rest = std::span(ids); !rest.empty();) {
        auto const part = rest.first(std::min(rest.size(), asked_at_once));
        db::Query sql(all_columns);
        sql.add(" FROM meetings WHERE tenant_id + 0 = ?", tenant)
            .add_any_of("id", std::vector<MeetingId>(part.begin(), part.end()));
        db.each<Meeting>(sql, [&](Meeting meeting) {
            auto const id = meeting.id;
            meetings.emplace(id, std::move(meeting));
        });
        rest = rest.subspan(part.size());
    }
    return meetings;
}

MeetingId insert_meeting(
    db::Connection& db, TenantId tenant, Meeting const& meeting, std::string_view mark, Instant now)
{
    return db.load<MeetingId>(
        "INSERT INTO meetings (tenant_id, panel_id, title, purpose, day, begins_at, ends_at, place, address,"
        " online_link, interpreters, childcare, accessibility, budget_planned, budget_spent, state,"
        " cancelled_for, participants, is_approximate, reported_share, is_share_approximate, share_source,"
        " results, is_uncertain, remark, source, is_public, shows_agenda, slug, series, list_text, mark,"
        " changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
        " ?, ?, ?, ?, ?, ?, ?)"
        " RETURNING id",
        tenant, meeting.panel, meeting.title, meeting.purpose, meeting.day, meeting.begins_at,
        meeting.ends_at, meeting.place, meeting.address, meeting.online_link, meeting.interpreters,
        meeting.childcare, meeting.accessibility, meeting.budget_planned, meeting.budget_spent, meeting.state,
        meeting.cancelled_for, meeting.participants, meeting.is_approximate, meeting.reported_share,
        meeting.is_share_approximate, meeting.share_source, meeting.results, meeting.is_uncertain,
        meeting.remark, meeting.source, meeting.is_public, meeting.shows_agenda, meeting.slug, meeting.series,
        list_text_of(meeting), mark, now);
}

std::optional<Meeting> find_public_meeting(db::Connection& db, TenantId tenant, std::string_view slug)
{
    db::Query sql(all_columns);
    sql.add(" FROM meetings WHERE tenant_id = ? AND slug = ? AND slug <> '' AND is_public", tenant, slug);
    auto rows = db.list<Meeting>(sql);
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

std::vector<Meeting> list_public_meetings(db::Connection& db, TenantId tenant)
{
    db::Query sql(all_columns);
    sql.add(" FROM meetings WHERE tenant_id = ? AND is_public ORDER BY day DESC, id DESC", tenant);
    return db.list<Meeting>(sql);
}

bool has_public_minutes(db::Connection& db, TenantId tenant, MeetingId id)
{
    return db
        .find<std::int64_t>(
            "SELECT id FROM minutes WHERE tenant_id = ? AND meeting_id = ? AND published_edition > 0", tenant,
            id)
        .has_value();
}

std::vector<std::int64_t> list_meetings_named_in_public(
    db::Connection& db, TenantId tenant, std::int64_t after, int limit)
{
    return db.list<std::int64_t>(
        "SELECT m.id FROM meetings m WHERE m.tenant_id + 0 = ? AND m.id > ? AND (m.is_public OR EXISTS"
        " (SELECT 1 FROM minutes s WHERE s.meeting_id = m.id AND s.published_edition > 0))"
        " ORDER BY m.id LIMIT ?",
        tenant, after, limit);
}

bool is_slug_of_another(db::Connection& db, TenantId tenant, std::string_view slug, MeetingId meeting)
{
    return db
        .find<MeetingId>(
            "SELECT id FROM meetings WHERE tenant_id = ? AND slug = ? AND slug <> '' AND id <> ?"
            " UNION SELECT meeting_id FROM programmes WHERE tenant_id = ? AND slug = ?"
            " AND meeting_id <> ? LIMIT 1",
            tenant, slug, meeting, tenant, slug, meeting)
        .has_value();
}

std::optional<MeetingId> find_meeting_by_mark(db::Connection& db, TenantId tenant, std::string_view mark)
{
    return db.find<MeetingId>("SELECT id FROM meetings WHERE tenant_id = ? AND mark = ?", tenant, mark);
}

void update_meeting(db::Connection& db, TenantId tenant, Meeting const& meeting, Instant now)
{
    db.execute(
        "UPDATE meetings SET title = ?, purpose = ?, day = ?, begins_at = ?, ends_at = ?, place = ?,"
        " address = ?, online_link = ?, interpreters = ?, childcare = ?, accessibility = ?,"
        " budget_planned = ?, budget_spent = ?, state = ?, cancelled_for = ?, participants = ?,"
        " is_approximate = ?, reported_share = ?, is_share_approximate = ?, share_source = ?, results = ?,"
        " is_uncertain = ?, remark = ?, source = ?, is_public = ?, shows_agenda = ?, slug = ?,"
        " list_text = ?, version = version + 1, changed_at = ? WHERE tenant_id = ? AND id = ?",
        meeting.title, meeting.purpose, meeting.day, meeting.begins_at, meeting.ends_at, meeting.place,
        meeting.address, meeting.online_link, meeting.interpreters, meeting.childcare, meeting.accessibility,
        meeting.budget_planned, meeting.budget_spent, meeting.state, meeting.cancelled_for,
        meeting.participants, meeting.is_approximate, meeting.reported_share, meeting.is_share_approximate,
        meeting.share_source, meeting.results, meeting.is_uncertain, meeting.remark, meeting.source,
        meeting.is_public, meeting.shows_agenda, meeting.slug, list_text_of(meeting), now, tenant,
        meeting.id);
}

} // namespace kommin::meetings
