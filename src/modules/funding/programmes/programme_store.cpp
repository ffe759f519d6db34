#include "modules/funding/programmes/programme_store.hpp"

#include "platform/base/text.hpp"
#include "platform/search/fold.hpp"

#include <utility>

namespace kommin::funding {

namespace {

constexpr db::SqlLiteral programme_columns{
    "SELECT id, title, authority, aims, text, starts, ends, amount, is_approximate, keep_years, link,"
    " is_uncertain, remark, source, version, changed_at FROM funding_programmes WHERE tenant_id = ?"};
constexpr db::SqlLiteral call_columns{
    "SELECT id, programme_id, title, opens, deadline, deadline_text, kind, share, fixed, most, least,"
    " own_share, cost_kinds, eligible_text, rules, link, remark, source, version, changed_at"
    " FROM funding_calls WHERE tenant_id = ?"};
constexpr db::SqlLiteral named_call_columns{
    "SELECT c.id, c.programme_id, p.title AS programme_title, c.title, c.deadline FROM funding_calls c"
    " JOIN funding_programmes p ON p.id = c.programme_id WHERE c.tenant_id = ?"};

// As they lie in the tables.
struct ProgrammeRow {
    ProgrammeId id;
    std::string title, authority, aims, text;
    std::optional<PartialDate> starts, ends;
    std::optional<Money> amount;
    bool is_approximate;
    int keep_years;
    std::string link;
    bool is_uncertain;
    std::string remark, source;
    std::int64_t version;
    Instant changed_at;
};
struct CallRow {
    FundingCallId id;
    ProgrammeId programme;
    std::string title;
    std::optional<PartialDate> opens;
    std::optional<Date> deadline;
    std::string deadline_text;
    std::optional<Financing> kind;
    std::optional<std::int64_t> share;
    std::optional<Money> fixed, most, least;
    std::optional<std::int64_t> own_share;
    std::string cost_kinds, eligible_text, rules, link, remark, source;
    std::int64_t version;
    Instant changed_at;
};

std::string joined_by(std::vector<std::string> const& words, char separator)
{
    std::string text;
    for (auto const& word : words)
        text += (text.empty() ? std::string{} : std::string(1, separator)) + word;
    return text;
}

std::string words_of(std::vector<CostKind> const& kinds)
{
    std::vector<std::string> words;
    for (auto const kind : kinds)
        words.emplace_back(to_text(kind));
    return joined_by(words, ' ');
}

Programme programme_of(ProgrammeRow row)
{
    Programme one;
    one.id = row.id;
    one.title = std::move(row.title);
    one.authority = std::move(row.authority);
    for (auto const line : split(row.aims, '\n')) {
        if (!line.empty())
            one.aims.emplace_back(line);
    }
    one.text = std::move(row.text);
    one.starts = row.starts;
    one.ends = row.ends;
    one.amount = row.amount;
    one.is_approximate = row.is_approximate;
    one.keep_years = row.keep_years;
    one.link = std::move(row.link);
    one.is_uncertain = row.is_uncertain;
    one.remark = std::move(row.remark);
    one.source = std::move(row.source);
    one.version = row.version;
    one.changed_at = row.changed_at;
    return one;
}

std::optional<Part> part_of_row(std::optional<std::int64_t> value)
{
    return value ? std::optional(Part{*value}) : std::nullopt;
}

std::optional<std::int64_t> stored(std::optional<Part> part)
{
    return part ? std::optional(part->ten_thousandths) : std::nullopt;
}

FundingCall call_of(CallRow row)
{
    FundingCall one;
    one.id = row.id;
    one.programme = row.programme;
    one.title = std::move(row.title);
    one.opens = row.opens;
    one.deadline = row.deadline;
    one.deadline_text = std::move(row.deadline_text);
    one.terms
        = {.kind = row.kind,
           .share = part_of_row(row.share),
           .fixed = row.fixed,
           .most = row.most,
           .least = row.least,
           .own_share = part_of_row(row.own_share)};
    for (auto const word : split(row.cost_kinds, ' ')) {
        if (auto const kind = enum_from<CostKind>(word))
            one.cost_kinds.push_back(*kind);
    }
    one.eligible_text = std::move(row.eligible_text);
    one.rules = std::move(row.rules);
    one.link = std::move(row.link);
    one.remark = std::move(row.remark);
    one.source = std::move(row.source);
    one.version = row.version;
    one.changed_at = row.changed_at;
    return one;
}

std::string text_of_products(std::vector<Product> const& products)
{
    std::string text;
    for (auto const& one : products)
        text += '\n' + one.name + '\n' + one.task;
    return text;
}

// What somebody may look for, however it is written. It begins with the title.
std::string text_of_programme_list(Programme const& one)
{
    return search::folded_text(
        one.title + '\n' + one.authority + '\n' + joined_by(one.aims, '\n') + '\n' + one.text
        + text_of_products(one.products));
}

void insert_products(
    db::Connection& db, TenantId tenant, ProgrammeId programme, std::vector<Product> const& products)
{
    std::int64_t position = 0;
    for (auto const& one : products)
        db.execute(
            "INSERT INTO funding_products (tenant_id, programme_id, position, name, task, unit_id,"
            " responsible) VALUES (?, ?, ?, ?, ?, ?, ?)",
            tenant, programme, position++, one.name, one.task, one.unit, one.responsible);
}

void add_words(db::Query& sql, std::string_view words)
{
    if (!words.empty())
        sql.add(" AND list_text LIKE ? ESCAPE '!'", db::like_pattern(words));
}

}

std::vector<Programme> list_programmes(db::Connection& db, TenantId tenant, std::string_view words, int limit)
{
    db::Query sql(programme_columns, tenant);
    add_words(sql, words);
    std::vector<Programme> programmes;
    for (auto& row : db.list<ProgrammeRow>(sql.add(" ORDER BY list_text, id LIMIT ?", limit)))
        programmes.push_back(programme_of(std::move(row)));
    return programmes;
}

std::int64_t count_programmes(db::Connection& db, TenantId tenant, std::string_view words, std::int64_t most)
{
    db::Query sql("SELECT count(*) FROM (SELECT 1 FROM funding_programmes WHERE tenant_id = ?", tenant);
    add_words(sql, words);
    return db.list<std::int64_t>(sql.add(" LIMIT ?) AS counted", most)).front();
}

std::vector<Programme> list_programmes_of(
    db::Connection& db, TenantId tenant, std::vector<ProgrammeId> const& ids)
{
    db::Query sql(programme_columns, tenant);
    std::vector<Programme> programmes;
    for (auto& row : db.list<ProgrammeRow>(sql.add_any_of("id", ids)))
        programmes.push_back(programme_of(std::move(row)));
    return programmes;
}

std::optional<Programme> load_programme(db::Connection& db, TenantId tenant, ProgrammeId id)
{
    auto rows = db.list<ProgrammeRow>(db::Query(programme_columns, tenant).add(" AND id = ?", id));
    if (rows.empty())
        return std::nullopt;
    auto one = programme_of(std::move(rows.front()));
    one.products = db.list<Product>(
        "SELECT name, task, unit_id, responsible FROM funding_products WHERE tenant_id = ? AND programme_id "
        "= ? ORDER BY position",
        tenant, id);
    return one;
}

ProgrammeId insert_programme(
    db::Connection& db, TenantId tenant, Programme const& programme, std::string_view mark, Instant now)
{
    auto const& one = programme;
    auto const id = db.load<ProgrammeId>(
        "INSERT INTO funding_programmes (tenant_id, title, authority, aims, text, starts, ends, amount,"
        " is_approximate, keep_years, link, is_uncertain, remark, source, list_text, mark, changed_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, one.title, one.authority, joined_by(one.aims, '\n'), one.text, one.starts, one.ends,
        one.amount, one.is_approximate, one.keep_years, one.link, one.is_uncertain, one.remark, one.source,
        text_of_programme_list(one), mark, now);
    insert_products(db, tenant, id, one.products);
    return id;
}

std::optional<ProgrammeId> find_programme_by_mark(db::Connection& db, TenantId tenant, std::string_view mark)
{
    return db.find<ProgrammeId>(
        "SELECT id FROM funding_programmes WHERE tenant_id = ? AND mark = ?", tenant, mark);
}

void update_programme(db::Connection& db, TenantId tenant, Programme const& programme, Instant now)
{
    auto const& one = programme;
    db.execute(
        "UPDATE funding_programmes SET title = ?, authority = ?, aims = ?, text = ?, starts = ?, ends = ?,"
        " amount = ?, is_approximate = ?, keep_years = ?, link = ?, is_uncertain = ?, remark = ?, source = "
        "?, list_text = ?,"
        " version = version + 1, changed_at = ? WHERE tenant_id = ? AND id = ?",
        one.title, one.authority, joined_by(one.aims, '\n'), one.text, one.starts, one.ends, one.amount,
        one.is_approximate, one.keep_years, one.link, one.is_uncertain, one.remark, one.source,
        text_of_programme_list(one), now, tenant, one.id);
    db.execute("DELETE FROM funding_products WHERE tenant_id = ? AND programme_id = ?", tenant, one.id);
    insert_products(db, tenant, one.id, one.products);
}

std::vector<FundingCall> list_calls(db::Connection& db, TenantId tenant, ProgrammeId programme, int limit)
{
    std::vector<FundingCall> calls;
    for (auto& row : db.list<CallRow>(db::Query(call_columns, tenant)
                                          .add(
                                              " AND programme_id = ? ORDER BY COALESCE(deadline, '9') DESC,"
                                              " id DESC LIMIT ?",
                                              programme, limit)))
        calls.push_back(call_of(std::move(row)));
    return calls;
}

std::vector<NamedCall> list_named_calls(db::Connection& db, TenantId tenant, int limit)
{
    return db.list<NamedCall>(db::Query(named_call_columns, tenant)
                                  .add(" ORDER BY COALESCE(c.deadline, '9') DESC, c.id DESC LIMIT ?", limit));
}

std::vector<NamedCall> list_calls_due(db::Connection& db, TenantId tenant, Date from, Date until, int limit)
{
    return db.list<NamedCall>(
        db::Query(named_call_columns, tenant)
            .add(
                " AND c.deadline >= ? AND c.deadline <= ? ORDER BY c.deadline, c.id LIMIT ?", from, until,
                limit));
}

std::vector<FundingCall> list_calls_of(
    db::Connection& db, TenantId tenant, std::vector<FundingCallId> const& ids)
{
    db::Query sql(call_columns, tenant);
    std::vector<FundingCall> calls;
    for (auto& row : db.list<CallRow>(sql.add_any_of("id", ids).add(" ORDER BY id")))
        calls.push_back(call_of(std::move(row)));
    return calls;
}

std::optional<FundingCall> load_call(db::Connection& db, TenantId tenant, FundingCallId id)
{
    auto rows = db.list<CallRow>(db::Query(call_columns, tenant).add(" AND id = ?", id));
    return rows.empty() ? std::nullopt : std::optional(call_of(std::move(rows.front())));
}

FundingCallId insert_call(
    db::Connection& db, TenantId tenant, FundingCall const& call, std::string_view mark, Instant now)
{
    auto const& one = call;
    return db.load<FundingCallId>(
        "INSERT INTO funding_calls (tenant_id, programme_id, title, opens, deadline, deadline_text, kind,"
        " share, fixed, most, least, own_share, cost_kinds, eligible_text, rules, link, remark, source, mark,"
        " changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, one.programme, one.title, one.opens, one.deadline, one.deadline_text, one.terms.kind,
        stored(one.terms.share), one.terms.fixed, one.terms.most, one.terms.least,
        stored(one.terms.own_share), words_of(one.cost_kinds), one.eligible_text, one.rules, one.link,
        one.remark, one.source, mark, now);
}

std::optional<FundingCallId> find_call_by_mark(db::Connection& db, TenantId tenant, std::string_view mark)
{
    return db.find<FundingCallId>(
        "SELECT id FROM funding_calls WHERE tenant_id = ? AND mark = ?", tenant, mark);
}

void update_call(db::Connection& db, TenantId tenant, FundingCall const& call, Instant now)
{
    auto const& one = call;
    db.execute(
        "UPDATE funding_calls SET title = ?, opens = ?, deadline = ?, deadline_text = ?, kind = ?, share = ?,"
        " fixed = ?, most = ?, least = ?, own_share = ?, cost_kinds = ?, eligible_text = ?, rules = ?,"
        " link = ?, remark = ?, source = ?, version = version + 1, changed_at = ?"
        " WHERE tenant_id = ? AND id = ?",
        one.title, one.opens, one.deadline, one.deadline_text, one.terms.kind, stored(one.terms.share),
        one.terms.fixed, one.terms.most, one.terms.least, stored(one.terms.own_share),
        words_of(one.cost_kinds), one.eligible_text, one.rules, one.link, one.remark, one.source, now, tenant,
        one.id);
}

} // namespace kommin::funding
