#include "platform/content/open_records.hpp"

#include "platform/content/untouched.hpp"
#include "platform/db/query.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <tuple>
#include <utility>

namespace kommin::content {

namespace {

struct OpenRow {
    std::int64_t position;
    Instant changed_at;
    std::string list_text, kind;
    std::int64_t id;
    std::optional<std::int64_t> owner;
    std::string title;
    int texts, missing, outdated, machine;
};

OpenRecord record_of(OpenRow row)
{
    return {
        .place
        = {.position = row.position, .changed_at = row.changed_at, .list_text = std::move(row.list_text)},
        .kind = std::move(row.kind),
        .id = row.id,
        .owner = row.owner,
        .title = std::move(row.title),
        .progress = {row.texts, row.missing, row.outdated, row.machine}};
}

// A piece of a list whose rows stand in one index one behind the other, in either order: both engines would
// sort all of what two pieces find before they show its first page. The whole list is its pieces, merged.
struct Piece {
    std::string_view language;
    std::string_view kind;
    enum class Of : std::uint8_t { everybody, tenant, body } of = Of::everybody;
    std::int64_t body = 0;
};

std::vector<Piece> pieces_of_kind(OpenQuery const& query, std::string_view language, std::string_view kind)
{
    std::vector<Piece> pieces;
    auto const& owners = query.owners;
    auto const is_seen = [&](std::int64_t body) {
        return owners.all || std::ranges::find(owners.some, body) != owners.some.end();
    };
    if (query.is_of_tenant) {
        if (owners.all)
            pieces.push_back({language, kind, Piece::Of::tenant});
    } else if (query.owner) {
        if (is_seen(*query.owner))
            pieces.push_back({language, kind, Piece::Of::body, *query.owner});
    } else if (owners.all) {
        pieces.push_back({language, kind});
    } else {
        for (auto const body : owners.some)
            pieces.push_back({language, kind, Piece::Of::body, body});
    }
    return pieces;
}

std::vector<Piece> pieces_of(OpenQuery const& query)
{
    std::vector<std::string_view> languages{query.language.tag()};
    if (!query.state || *query.state == OpenState::missing) // nothing is old of what nobody has begun
        languages.push_back(every_language);
    std::vector<Piece> pieces;
    for (auto const language : languages) {
        for (auto const kind : query.kinds) {
            auto of_kind = pieces_of_kind(query, language, kind);
            pieces.insert(pieces.end(), of_kind.begin(), of_kind.end());
        }
    }
    return pieces;
}

void add_piece(db::Query& query, TenantId tenant, Piece const& piece)
{
    query.add(
        " WHERE tenant_id = ? AND language = ? AND subject_kind = ?", tenant, piece.language, piece.kind);
    if (piece.of == Piece::Of::tenant)
        query.add(" AND owner_id IS NULL");
    if (piece.of == Piece::Of::body)
        query.add(" AND owner_id = ?", piece.body);
}

void add_conditions(db::Query& sql, TenantId tenant, OpenQuery const& query, Piece const& piece)
{
    add_piece(sql, tenant, piece);
    if (query.state == OpenState::missing)
        sql.add(" AND missing > 0");
    if (query.state == OpenState::outdated)
        sql.add(" AND outdated > 0");
    if (query.state == OpenState::machine)
        sql.add(" AND machine > 0");
    if (!query.words.empty()) // folded: no letter of it means something to LIKE
        sql.add(" AND list_text LIKE ?", '%' + query.words + '%');
    if (query.positions)
        sql.add_any_of("id", *query.positions);
}

void add_after(db::Query& sql, OpenQuery const& query, OpenPlace const& place)
{
    if (query.order == OpenOrder::changed)
        sql.add(
            query.descending ? db::SqlLiteral(" AND (changed_at, id) < (?, ?)")
                             : db::SqlLiteral(" AND (changed_at, id) > (?, ?)"),
            place.changed_at, place.position);
    else
        sql.add(
            query.descending ? db::SqlLiteral(" AND (list_text, id) < (?, ?)")
                             : db::SqlLiteral(" AND (list_text, id) > (?, ?)"),
            place.list_text, place.position);
}

void add_order(db::Query& sql, OpenQuery const& query)
{
    if (query.order == OpenOrder::changed)
        sql.order_by("changed_at", query.descending);
    else
        sql.order_by("list_text", query.descending);
}

bool stands_before(OpenQuery const& query, OpenRow const& one, OpenRow const& other)
{
    auto const [first, second] = query.descending ? std::pair(&other, &one) : std::pair(&one, &other);
    if (query.order == OpenOrder::changed)
        return std::tie(first->changed_at, first->position) < std::tie(second->changed_at, second->position);
    return std::tie(first->list_text, first->position) < std::tie(second->list_text, second->position);
}

}

std::vector<OpenRecord> list_open_records(
    db::Connection& db, TenantId tenant, OpenQuery const& query, int limit)
{
    std::vector<OpenRow> rows;
    auto const is_before
        = [&](OpenRow const& one, OpenRow const& other) { return stands_before(query, one, other); };
    for (auto const& piece : pieces_of(query)) {
        db::Query sql("SELECT id, changed_at, list_text, subject_kind, subject_id, owner_id, title, texts,"
                      " missing, outdated, machine FROM translation_progress");
        add_conditions(sql, tenant, query, piece);
        if (query.after)
            add_after(sql, query, *query.after);
        add_order(sql, query);
        auto of_piece = db.list<OpenRow>(sql.add(" LIMIT ?", limit));
        auto const middle = static_cast<std::ptrdiff_t>(rows.size());
        rows.insert(
            rows.end(), std::make_move_iterator(of_piece.begin()), std::make_move_iterator(of_piece.end()));
        std::ranges::inplace_merge(rows, rows.begin() + middle, is_before);
        if (rows.size() > static_cast<std::size_t>(limit))
            rows.erase(rows.begin() + limit, rows.end());
    }
    std::vector<OpenRecord> records;
    records.reserve(rows.size());
    for (auto& row : rows)
        records.push_back(record_of(std::move(row)));
    return records;
}

std::optional<OpenPlace> find_open_place(
    db::Connection& db, TenantId tenant, Language language, std::string_view kind, std::int64_t id)
{
    struct Row {
        std::int64_t position;
        Instant changed_at;
        std::string list_text;
    };
    auto row = db.find<Row>(
        "SELECT id, changed_at, list_text FROM translation_progress WHERE tenant_id = ? AND subject_kind = ?"
        " AND subject_id = ? AND language IN (?, ?)",
        tenant, kind, id, language.tag(), every_language);
    if (!row)
        return std::nullopt;
    return OpenPlace{row->position, row->changed_at, std::move(row->list_text)};
}

std::optional<OpenRecord> find_next_open_record(
    db::Connection& db, TenantId tenant, OpenQuery query, std::optional<OpenPlace> const& place,
    std::string_view left_out_kind, std::int64_t left_out_id)
{
    std::array const starts{place, std::optional<OpenPlace>{}};
    for (auto const& start : starts) {
        query.after = start;
        for (auto& record : list_open_records(db, tenant, query, 2)) {
            if (record.kind != left_out_kind || record.id != left_out_id)
                return std::move(record);
        }
    }
    return std::nullopt;
}

std::vector<std::int64_t> list_open_ids(
    db::Connection& db, TenantId tenant, Language language, Owners const& owners, std::string_view kind,
    std::int64_t after, int limit)
{
    db::Query query(
        "SELECT subject_id FROM translation_progress WHERE tenant_id = ? AND subject_kind = ?"
        " AND subject_id > ? AND language IN (?, ?) AND missing + outdated > 0",
        tenant, kind, after, language.tag(), every_language);
    if (!owners.all)
        query.add_any_of("owner_id", owners.some);
    return db.list<std::int64_t>(query.add(" ORDER BY subject_id LIMIT ?", limit));
}

OpenCount count_open_records(db::Connection& db, TenantId tenant, OpenQuery const& query, std::int64_t most)
{
    struct Row {
        std::int64_t records, missing, outdated, machine;
    };
    OpenCount count;
    for (auto const& piece : pieces_of(query)) {
        if (count.records >= most)
            break;
        db::Query sql("SELECT count(*), CAST(COALESCE(sum(missing), 0) AS BIGINT),"
                      " CAST(COALESCE(sum(outdated), 0) AS BIGINT), CAST(COALESCE(sum(machine), 0) AS BIGINT)"
                      " FROM (SELECT missing, outdated, machine FROM translation_progress");
        add_conditions(sql, tenant, query, piece);
        auto const row = db.list<Row>(sql.add(" LIMIT ?) AS counted", most - count.records)).front();
        count.records += row.records;
        count.missing += row.missing;
        count.outdated += row.outdated;
        count.machine += row.machine;
    }
    return count;
}

} // namespace kommin::content
