#include "modules/meetings/recommendations/recommendation_store.hpp"

#include "platform/base/number.hpp"
#include "platform/search/fold.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace kommin::meetings {

namespace {

constexpr db::SqlLiteral all_columns{
    "SELECT id, panel_id, group_id, number, title, addressees, text, reasons, proposed_by, meeting_id,"
    " owner_id, owner_office, owner_mail, due, is_uncertain, remark, source, state, state_day, state_note, "
    "state_meeting,"
    " state_as, state_link, state_until, outcome, deferred_until, adopted_on, version, changed_at, told_at "
    "FROM "
    "recommendations WHERE tenant_id = ?"};

constexpr db::SqlLiteral step_columns{
    "SELECT id, state, day, meeting_id, taken_up_as, note, link, until, made_at FROM recommendation_steps"
    " WHERE tenant_id = ?"};

constexpr db::SqlLiteral comment_columns{
    "SELECT id, recommendation_id, author, text, written_at, person_id, by_link FROM recommendation_comments"
    " WHERE tenant_id = ?"};

template<class Row>
std::optional<Row> only_row(std::vector<Row> rows)
{
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

// What somebody may look for, however it is written.
std::string list_text_of(Recommendation const& one)
{
    return search::folded_text(
        one.number + '\n' + one.title + '\n' + one.proposed_by + '\n' + one.text + '\n' + one.reasons);
}

// By what it stands in its place: list_text begins with number and title.
db::SqlLiteral sort_key_of(RecommendationQuery const& query)
{
    if (query.order == RecommendationOrder::title)
        return "list_text";
    if (query.order == RecommendationOrder::adopted)
        return query.descending ? db::SqlLiteral("COALESCE(adopted_on, '')")
                                : db::SqlLiteral("COALESCE(adopted_on, '9')");
    return query.descending ? db::SqlLiteral("COALESCE(due, '')") : db::SqlLiteral("COALESCE(due, '9')");
}

void add_conditions(db::Query& sql, RecommendationQuery const& query)
{
    sql.add_any_of("panel_id", query.panels);
    if (!query.ids.empty())
        sql.add_any_of("id", query.ids);
    if (!query.states.empty())
        sql.add_any_of("state", query.states);
    if (query.owing) // as Recommendation::owes_answer()
        sql.add(
            " AND (state IN ('adopted', 'submitted', 'taken_up', 'deferred', 'declined')"
            " OR (state = 'answered' AND outcome = 'deferred' AND deferred_until <= ?))",
            *query.owing);
    if (query.due_before) // what comes back is due again, whatever its first day was
        sql.add(" AND due < ? AND state <> 'answered'", *query.due_before);
    if (!query.owners.empty())
        sql.add_any_of("owner_id", query.owners);
    if (query.without_day)
        sql.add(" AND due IS NULL AND state <> 'answered'");
    if (query.without_address)
        sql.add(" AND owner_id IS NULL AND owner_mail = ''");
    if (query.addressee)
        sql.add(" AND addressees LIKE ? ESCAPE '!'", db::like_pattern(to_text(*query.addressee)));
    if (query.year) // "2007", "2007-01" and "2007-01-18" stand between these two
        sql.add(
            " AND adopted_on >= ? AND adopted_on < ?", PartialDate(std::chrono::year{*query.year}),
            PartialDate(std::chrono::year{*query.year + 1}));
    if (!query.words.empty())
        sql.add(" AND list_text LIKE ? ESCAPE '!'", db::like_pattern(query.words));
}

constexpr db::SqlLiteral step_columns_of{
    "SELECT s.recommendation_id, s.id, s.state, s.day, s.meeting_id, s.taken_up_as, s.note, s.link,"
    " s.until, s.made_at FROM recommendation_steps s JOIN recommendations r ON r.id = s.recommendation_id"
    " WHERE s.tenant_id + 0 = ?"};

std::map<RecommendationId, std::vector<Step>> steps_by_recommendation(
    db::Connection& db, db::Query const& sql)
{
    struct Row {
        RecommendationId recommendation;
        StepId id;
        RecommendationState state;
        std::optional<PartialDate> day;
        std::optional<MeetingId> meeting;
        std::optional<TakenUpAs> taken_up_as;
        std::string note;
        std::string link;
        std::optional<Date> until;
        Instant made_at;
    };
    std::map<RecommendationId, std::vector<Step>> steps;
    for (auto& row : db.list<Row>(sql))
        steps[row.recommendation].push_back(
            {row.id, row.state, row.day, row.meeting, row.taken_up_as, std::move(row.note),
             std::move(row.link), row.until, row.made_at});
    return steps;
}

}

std::vector<Recommendation> list_recommendations(
    db::Connection& db, TenantId tenant, RecommendationQuery const& query, int limit)
{
    db::Query sql(all_columns, tenant);
    add_conditions(sql, query);
    bool const falls = query.descending != query.backwards;
    if (query.order == RecommendationOrder::entered) {
        if (query.after)
            sql.add(falls ? db::SqlLiteral(" AND id < ?") : db::SqlLiteral(" AND id > ?"), *query.after);
        sql.add(
            falls ? db::SqlLiteral(" ORDER BY id DESC LIMIT ?") : db::SqlLiteral(" ORDER BY id LIMIT ?"),
            limit);
        return db.list<Recommendation>(sql);
    }
    auto const key = sort_key_of(query);
    if (query.after) // a place in the list: too long for an address, so that the row itself says it
        sql.add(" AND (")
            .add(key)
            .add(falls ? db::SqlLiteral(", id) < (SELECT ") : db::SqlLiteral(", id) > (SELECT "))
            .add(key)
            .add(", id FROM recommendations WHERE tenant_id = ? AND id = ?)", tenant, *query.after);
    sql.add(" ORDER BY ").add(key);
    sql.add(falls ? db::SqlLiteral(" DESC, id DESC LIMIT ?") : db::SqlLiteral(", id LIMIT ?"), limit);
    return db.list<Recommendation>(sql);
}

std::int64_t count_recommendations(
    db::Connection& db, TenantId tenant, RecommendationQuery const& query, std::int64_t most)
{
    db::Query sql("SELECT count(*) FROM (SELECT 1 FROM recommendations WHERE tenant_id = ?", tenant);
    add_conditions(sql, query);
    return db.list<std::int64_t>(sql.add(" LIMIT ?) AS counted", most)).front();
}

std::vector<PanelId> list_owners(db::Connection& db, TenantId tenant, RecommendationQuery const& query)
{
    db::Query sql(
        "SELECT DISTINCT owner_id FROM recommendations WHERE tenant_id = ? AND owner_id IS NOT NULL", tenant);
    add_conditions(sql, query);
    return db.list<PanelId>(sql.add(" ORDER BY owner_id"));
}

std::vector<int> list_recommendation_years(
    db::Connection& db, TenantId tenant, std::vector<PanelId> const& panels)
{
    db::Query sql(
        "SELECT DISTINCT substr(adopted_on, 1, 4) AS year FROM recommendations"
        " WHERE tenant_id = ? AND adopted_on IS NOT NULL",
        tenant);
    sql.add_any_of("panel_id", panels).add(" ORDER BY year DESC");
    std::vector<int> years;
    db.each<std::string>(sql, [&](std::string const& year) {
        if (auto const number = parse_number<int>(year))
            years.push_back(*number);
    });
    return years;
}

std::vector<Recommendation> list_owed_by_somebody(db::Connection& db, TenantId tenant)
{
    db::Query sql(all_columns, tenant);
    sql.add(" AND state IN ('adopted', 'submitted', 'taken_up', 'deferred', 'declined')"
            " AND (owner_id IS NOT NULL OR owner_mail <> '') ORDER BY id");
    return db.list<Recommendation>(sql);
}

std::vector<Recommendation> list_public_recommendations(db::Connection& db, TenantId tenant)
{
    db::Query sql(all_columns, tenant);
    sql.add(" AND state NOT IN ('drafted', 'discussed', 'withdrawn')"
            " ORDER BY CASE WHEN adopted_on IS NULL THEN 1 ELSE 0 END, adopted_on DESC, id DESC");
    return db.list<Recommendation>(sql);
}

std::vector<std::int64_t> list_public_recommendation_ids(
    db::Connection& db, TenantId tenant, std::int64_t after, int limit)
{
    return db.list<std::int64_t>(
        "SELECT id FROM recommendations WHERE tenant_id + 0 = ? AND id > ?"
        " AND state NOT IN ('drafted', 'discussed', 'withdrawn') ORDER BY id LIMIT ?",
        tenant, after, limit);
}

std::optional<Recommendation> load_recommendation(db::Connection& db, TenantId tenant, RecommendationId id)
{
    return only_row(db.list<Recommendation>(db::Query(all_columns, tenant).add(" AND id = ?", id)));
}

RecommendationId insert_recommendation(
    db::Connection& db, TenantId tenant, Recommendation const& recommendation, std::string_view mark,
    Instant now)
{
    auto const& one = recommendation;
    return db.load<RecommendationId>(
        "INSERT INTO recommendations (tenant_id, panel_id, group_id, number, title, addressees, text,"
        " reasons, proposed_by, meeting_id, owner_id, owner_office, owner_mail, due, is_uncertain, remark, "
        "source, state,"
        " state_day, state_note, state_meeting, state_as, state_link, state_until, outcome, deferred_until,"
        " adopted_on, list_text, mark, changed_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " RETURNING id",
        tenant, one.panel, one.group, one.number, one.title, one.addressees, one.text, one.reasons,
        one.proposed_by, one.proposed_at, one.owner_panel, one.owner_office, one.owner_mail, one.due,
        one.is_uncertain, one.remark, one.source, one.state, one.state_day, one.state_note, one.state_meeting,
        one.state_as, one.state_link, one.state_until, one.outcome, one.deferred_until, one.adopted_on,
        list_text_of(one), mark, now);
}

std::optional<RecommendationId> find_recommendation_by_mark(
    db::Connection& db, TenantId tenant, std::string_view mark)
{
    return db.find<RecommendationId>(
        "SELECT id FROM recommendations WHERE tenant_id = ? AND mark = ?", tenant, mark);
}

void update_recommendation(
    db::Connection& db, TenantId tenant, Recommendation const& recommendation, Instant now)
{
    auto const& one = recommendation;
    db.execute(
        "UPDATE recommendations SET panel_id = ?, group_id = ?, number = ?, title = ?, addressees = ?,"
        " text = ?, reasons = ?, proposed_by = ?, meeting_id = ?, owner_id = ?, owner_office = ?, owner_mail "
        "= ?, due = ?,"
        " is_uncertain = ?, remark = ?, source = ?, state = ?, state_day = ?, state_note = ?,"
        " state_meeting = ?, state_as = ?, state_link = ?, state_until = ?, outcome = ?,"
        " deferred_until = ?, adopted_on = ?, list_text = ?, told_at = ?, version = version + 1,"
        " changed_at = ?"
        " WHERE tenant_id = ? AND id = ?",
        one.panel, one.group, one.number, one.title, one.addressees, one.text, one.reasons, one.proposed_by,
        one.proposed_at, one.owner_panel, one.owner_office, one.owner_mail, one.due, one.is_uncertain,
        one.remark, one.source, one.state, one.state_day, one.state_note, one.state_meeting, one.state_as,
        one.state_link, one.state_until, one.outcome, one.deferred_until, one.adopted_on, list_text_of(one),
        one.told_at, now, tenant, one.id);
}

std::vector<Step> list_steps(db::Connection& db, TenantId tenant, RecommendationId id)
{
    return db.list<Step>(db::Query(step_columns, tenant).add(" AND recommendation_id = ? ORDER BY id", id));
}

std::map<RecommendationId, std::vector<Step>> list_steps_of(
    db::Connection& db, TenantId tenant, std::vector<RecommendationId> const& ids)
{
    if (ids.empty())
        return {};
    db::Query sql(step_columns_of, tenant);
    return steps_by_recommendation(
        db, sql.add_any_of("s.recommendation_id", ids).add(" ORDER BY s.recommendation_id, s.id"));
}

std::vector<RecommendationId> list_recommendations_at(db::Connection& db, TenantId tenant, MeetingId meeting)
{
    return db.list<RecommendationId>(
        "SELECT id FROM recommendations WHERE tenant_id + 0 = ? AND meeting_id = ?"
        " UNION SELECT recommendation_id FROM recommendation_steps WHERE tenant_id + 0 = ? AND meeting_id = ?"
        " ORDER BY 1",
        tenant, meeting, tenant, meeting);
}

std::map<RecommendationId, std::vector<Step>> list_steps_of_public(db::Connection& db, TenantId tenant)
{
    db::Query sql(step_columns_of, tenant);
    return steps_by_recommendation(
        db,
        sql.add(" AND r.state NOT IN ('drafted', 'discussed', 'withdrawn')"
                " ORDER BY s.recommendation_id, s.id"));
}

void insert_step(db::Connection& db, TenantId tenant, RecommendationId id, Step const& step, Instant now)
{
    db.execute(
        "INSERT INTO recommendation_steps (tenant_id, recommendation_id, state, day, meeting_id, taken_up_as,"
        " note, link, until, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        tenant, id, step.state, step.day, step.meeting, step.taken_up_as, step.note, step.link, step.until,
        now);
}

void erase_step(db::Connection& db, TenantId tenant, StepId id)
{
    db.execute("DELETE FROM recommendation_steps WHERE tenant_id = ? AND id = ?", tenant, id);
}

std::vector<Comment> list_comments(db::Connection& db, TenantId tenant, RecommendationId id, int limit)
{
    auto comments
        = db.list<Comment>(db::Query(comment_columns, tenant)
                               .add(" AND recommendation_id = ? ORDER BY id DESC LIMIT ?", id, limit));
    std::ranges::reverse(comments);
    return comments;
}

std::optional<Comment> load_comment(db::Connection& db, TenantId tenant, CommentId id)
{
    return only_row(db.list<Comment>(db::Query(comment_columns, tenant).add(" AND id = ?", id)));
}

void insert_comment(db::Connection& db, TenantId tenant, Comment const& comment, std::string_view mark)
{
    db.execute(
        "INSERT INTO recommendation_comments (tenant_id, recommendation_id, author, text, mark, written_at,"
        " person_id, by_link) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        tenant, comment.recommendation, comment.author, comment.text, mark, comment.written_at,
        comment.person, comment.by_link);
}

bool has_comment_with_mark(db::Connection& db, TenantId tenant, std::string_view mark)
{
    return db
        .find<CommentId>(
            "SELECT id FROM recommendation_comments WHERE tenant_id = ? AND mark = ?", tenant, mark)
        .has_value();
}

void erase_comment_row(db::Connection& db, TenantId tenant, CommentId id)
{
    db.execute("DELETE FROM recommendation_comments WHERE tenant_id = ? AND id = ?", tenant, id);
}

} // namespace kommin::meetings
