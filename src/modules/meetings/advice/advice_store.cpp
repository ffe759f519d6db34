#include "modules/meetings/advice/advice_store.hpp"

#include "modules/meetings/tasks/task_store.hpp"
#include "platform/search/fold.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <iterator>
#include <span>

namespace kommin::meetings {

namespace {

constexpr db::SqlLiteral all_columns{
    "SELECT id, NULLIF(day, '') AS day, body_id, organisation, attendees, channel, adviser_id, advisers,"
    " topics, topic, said, outcome, is_uncertain, remark, version, changed_at FROM advice"
    " WHERE tenant_id = ?"};

// '' comes last when the newest come first.
std::string day_of(Advice const& one)
{
    return one.day ? one.day->to_iso() : std::string{};
}

// What somebody may look for, however it is written.
std::string list_text_of(Advice const& one, std::string_view party)
{
    return search::folded_text(
        std::string(party) + '\n' + one.attendees + '\n' + one.advisers + '\n' + one.topic + '\n' + one.said
        + '\n' + one.outcome + '\n' + one.remark);
}

void add_conditions(db::Query& sql, TenantId tenant, AdviceQuery const& query)
{
    if (query.municipality)
        sql.add(" AND body_id = ?", *query.municipality);
    if (!query.organisation.empty())
        sql.add(" AND organisation_text LIKE ? ESCAPE '!'", db::like_pattern(query.organisation));
    if (query.topic) // no word is part of another one
        sql.add(" AND topics LIKE ? ESCAPE '!'", db::like_pattern(to_text(*query.topic)));
    if (query.year) // "2007", "2007-01" and "2007-01-18" stand between these two
        sql.add(
            " AND day >= ? AND day < ?", PartialDate(std::chrono::year{*query.year}),
            PartialDate(std::chrono::year{*query.year + 1}));
    if (query.adviser)
        sql.add(" AND adviser_id = ?", *query.adviser);
    if (query.steps == StepsOf::open)
        sql.add(" AND id IN (").add(advice_with_open_step, tenant).add(")");
    if (query.steps == StepsOf::none)
        sql.add(" AND ").add(advice_without_step);
    if (!query.words.empty())
        sql.add(" AND list_text LIKE ? ESCAPE '!'", db::like_pattern(query.words));
}

}

std::vector<Advice> list_advice(db::Connection& db, TenantId tenant, AdviceQuery const& query, int limit)
{
    db::Query sql(all_columns, tenant);
    add_conditions(sql, tenant, query);
    bool const falls = query.descending != query.backwards;
    db::SqlLiteral const key
        = query.order == AdviceOrder::day ? db::SqlLiteral("advice.day") : db::SqlLiteral("party_text");
    if (query.after) // a place in the list: the row itself says it
        sql.add(" AND (")
            .add(key)
            .add(falls ? db::SqlLiteral(", id) < (SELECT ") : db::SqlLiteral(", id) > (SELECT "))
            .add(key)
            .add(", id FROM advice WHERE tenant_id = ? AND id = ?)", tenant, *query.after);
    return db.list<Advice>(sql.order_by(key, falls).add(" LIMIT ?", limit));
}

std::int64_t count_advice(db::Connection& db, TenantId tenant, AdviceQuery const& query, std::int64_t most)
{
    db::Query sql("SELECT count(*) FROM (SELECT 1 FROM advice WHERE tenant_id = ?", tenant);
    add_conditions(sql, tenant, query);
    return db.list<std::int64_t>(sql.add(" LIMIT ?) AS counted", most)).front();
}

std::vector<std::int64_t> list_advisers(db::Connection& db, TenantId tenant)
{
    // From one to the next in the index: DISTINCT would go through all entries.
    return db.list<std::int64_t>(
        "WITH RECURSIVE advisers (id) AS (SELECT MIN(adviser_id) FROM advice WHERE tenant_id = ?"
        " UNION ALL SELECT (SELECT MIN(adviser_id) FROM advice WHERE tenant_id = ? AND adviser_id > "
        "advisers.id)"
        " FROM advisers WHERE advisers.id IS NOT NULL)"
        " SELECT id FROM advisers WHERE id IS NOT NULL",
        tenant, tenant);
}

std::optional<std::pair<PartialDate, PartialDate>> span_of_advice(db::Connection& db, TenantId tenant)
{
    // Two questions: asked at once, SQLite would go through all of them.
    auto const first = db.load<std::optional<PartialDate>>(
        "SELECT MIN(day) FROM advice WHERE tenant_id = ? AND day <> ''", tenant);
    auto const last = db.load<std::optional<PartialDate>>(
        "SELECT MAX(day) FROM advice WHERE tenant_id = ? AND day <> ''", tenant);
    if (!first || !last)
        return std::nullopt;
    return std::pair(*first, *last);
}

std::optional<std::string> last_advice(db::Connection& db, TenantId tenant, tenants::BodyId municipality)
{
    // By the last day that each may be: "2025" may be later than "2025-03-01".
    return db.find<std::string>(
        "SELECT day FROM advice WHERE tenant_id = ? AND body_id = ?"
        " ORDER BY day <> '' DESC, day || substr('9999-99-99', length(day) + 1) DESC, id LIMIT 1",
        tenant, municipality);
}

std::vector<AdviceCount> count_advice_by_year(db::Connection& db, TenantId tenant)
{
    return db.list<AdviceCount>(
        "SELECT body_id, substr(day, 1, 4) AS year, COUNT(*) FROM advice WHERE tenant_id = ?"
        " GROUP BY body_id, substr(day, 1, 4)",
        tenant);
}

std::optional<Advice> load_advice(db::Connection& db, TenantId tenant, AdviceId id)
{
    auto rows = db.list<Advice>(db::Query(all_columns, tenant).add(" AND id = ?", id));
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

std::vector<Advice> list_advice_of(db::Connection& db, TenantId tenant, std::vector<AdviceId> const& ids)
{
    constexpr std::size_t asked_at_once = 500; // placeholders of one statement
    std::vector<Advice> found;
    for (std::span rest(ids); !rest.empty();) {
        auto const part = rest.first(std::min(rest.size(), asked_at_once));
        rest = rest.subspan(part.size());
        db::Query sql(all_columns, tenant);
        sql.add_any_of("id", std::vector<AdviceId>(part.begin(), part.end()));
        std::ranges::move(db.list<Advice>(sql), std::back_inserter(found));
    }
    return found;
}

AdviceId insert_advice(
    db::Connection& db, TenantId tenant, Advice const& one, std::string_view party, std::string_view mark,
    Instant now)
{
    return db.load<AdviceId>(
        "INSERT INTO advice (tenant_id, day, body_id, organisation, attendees, channel, adviser_id, advisers,"
        " topics, topic, said, outcome, is_uncertain, remark, organisation_text, party_text, list_text, mark,"
        " changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, day_of(one), one.municipality, one.organisation, one.attendees, one.channel, one.adviser,
        one.advisers, one.topics, one.topic, one.said, one.outcome, one.is_uncertain, one.remark,
        search::folded_text(one.organisation), search::folded_text(party), list_text_of(one, party), mark,
        now);
}

std::optional<AdviceId> find_advice_by_mark(db::Connection& db, TenantId tenant, std::string_view mark)
{
    return db.find<AdviceId>("SELECT id FROM advice WHERE tenant_id = ? AND mark = ?", tenant, mark);
}

void update_advice(
    db::Connection& db, TenantId tenant, Advice const& one, std::string_view party, Instant now)
{
    db.execute(
        "UPDATE advice SET day = ?, body_id = ?, organisation = ?, attendees = ?, channel = ?,"
        " adviser_id = ?, advisers = ?, topics = ?, topic = ?, said = ?, outcome = ?, is_uncertain = ?,"
        " remark = ?, organisation_text = ?, party_text = ?, list_text = ?, version = version + 1,"
        " changed_at = ? WHERE tenant_id = ? AND id = ?",
        day_of(one), one.municipality, one.organisation, one.attendees, one.channel, one.adviser,
        one.advisers, one.topics, one.topic, one.said, one.outcome, one.is_uncertain, one.remark,
        search::folded_text(one.organisation), search::folded_text(party), list_text_of(one, party), now,
        tenant, one.id);
}

std::vector<AdviceId> list_named_before(db::Connection& db, TenantId tenant, Date day, int limit)
{
    // Of "2021" the last day that it may be counts.
    return db.list<AdviceId>(db::Query(
                                 "SELECT id FROM advice WHERE tenant_id = ?"
                                 " AND ((day <> '' AND day || substr('9999-12-31', length(day) + 1) < ?)"
                                 " OR (day = '' AND changed_at < ?))"
                                 " AND (names_erased_at IS NULL OR changed_at > names_erased_at OR ",
                                 tenant, to_iso(day), to_iso(day))
                                 .add(advice_with_step_settled_since)
                                 .add(") ORDER BY id LIMIT ?", limit));
}

void mark_names_erased(db::Connection& db, TenantId tenant, AdviceId id, Instant now)
{
    db.execute("UPDATE advice SET names_erased_at = ? WHERE tenant_id = ? AND id = ?", now, tenant, id);
}

} // namespace kommin::meetings
