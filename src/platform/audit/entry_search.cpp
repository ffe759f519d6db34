// Finding entries. The chain only grows, and somebody looks for one entry among a million: each list below
// reads what it shows, from an index that has it in order, and nothing else.

#include "platform/audit/audit.hpp"
#include "platform/db/query.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace kommin::audit {

namespace {

constexpr db::SqlLiteral columns("SELECT tenant_id, sequence, at, actor, action, subject_kind, subject_id, "
                                 "before_json, after_json, request_id,"
                                 " previous_hash, hash FROM audit_entries");

// The entries from `lowest` on and below `end`.
struct Stretch {
    std::int64_t lowest = 1;
    std::int64_t end = INT64_MAX;
    [[nodiscard]] bool is_empty() const { return lowest >= end; }
};

bool has_days(EntryFilter const& filter)
{
    return filter.from || filter.until;
}

// Earlier entries have lower numbers, unless somebody set the clock: hence the lowest and the highest number
// that lie in these days. "+ 0" keeps PostgreSQL from walking through the numbers until one of that day comes
// along.
Stretch stretch_of(db::Connection& connection, TenantId tenant, EntryFilter const& filter)
{
    if (!has_days(filter))
        return {};
    db::Query query(
        "SELECT COALESCE(min(sequence + 0), 1), COALESCE(max(sequence + 0), 0) FROM audit_entries"
        " WHERE tenant_id = ?",
        tenant);
    if (filter.from)
        query.add(" AND at >= ?", *filter.from);
    if (filter.until)
        query.add(" AND at < ?", *filter.until);
    struct Bounds {
        std::int64_t lowest, highest;
    };
    auto const bounds = connection.list<Bounds>(query).front();
    return {bounds.lowest, bounds.highest + 1};
}

bool is_meant(EntryFilter const& filter, std::string_view action)
{
    auto const& wanted = filter.action;
    return wanted.empty() || action == wanted
        || (action.size() > wanted.size() && action.starts_with(wanted) && action[wanted.size()] == '.');
}

void add_stretch(db::Query& query, EntryFilter const& filter, Stretch stretch)
{
    query.add(" AND sequence >= ? AND sequence < ?", stretch.lowest, stretch.end);
    // Joined to nothing, the time is no reason to take another index than the one in the order of the
    // numbers.
    if (filter.from)
        query.add(" AND at || '' >= ?", *filter.from);
    if (filter.until)
        query.add(" AND at || '' < ?", *filter.until);
}

// Everything but the action; for what one record or all of the chain narrows enough.
void add_conditions(db::Query& query, TenantId tenant, EntryFilter const& filter, Stretch stretch)
{
    query.add(" WHERE tenant_id = ?", tenant);
    if (!filter.actor.empty())
        query.add(" AND actor = ?", filter.actor);
    if (!filter.subject_kind.empty())
        query.add(" AND subject_kind = ?", filter.subject_kind);
    if (filter.subject_id)
        query.add(" AND subject_id = ?", *filter.subject_id);
    add_stretch(query, filter, stretch);
}

void add_action(db::Query& query, EntryFilter const& filter)
{
    if (!filter.action.empty()) // '/' is the letter behind '.'
        query.add(
            " AND (action = ? OR (action >= ? AND action < ?))", filter.action, filter.action + '.',
            filter.action + '/');
}

std::vector<StoredEntry> list_newest(
    db::Connection& connection, TenantId tenant, EntryFilter const& filter, Stretch stretch, int limit)
{
    db::Query query(columns);
    add_conditions(query, tenant, filter, stretch);
    add_action(query, filter);
    query.add(" ORDER BY sequence DESC LIMIT ?", limit);
    return connection.list<StoredEntry>(query);
}

// The newest of each action and kind of record that is meant.
std::vector<StoredEntry> list_each_kind(
    db::Connection& connection, TenantId tenant, EntryFilter const& filter, Stretch stretch,
    std::function<bool(EntryKind const&)> const& counts, int most_of_a_kind)
{
    std::vector<StoredEntry> entries;
    for (auto const& kind : list_entry_kinds(connection, tenant)) {
        if (!counts(kind))
            continue;
        db::Query query(columns);
        query.add(
            " WHERE tenant_id = ? AND action = ? AND subject_kind = ?", tenant, kind.action,
            kind.subject_kind);
        if (!filter.actor.empty())
            query.add(" AND actor = ?", filter.actor);
        add_stretch(query, filter, stretch);
        query.add(" ORDER BY sequence DESC LIMIT ?", most_of_a_kind);
        auto found = connection.list<StoredEntry>(query);
        std::ranges::move(found, std::back_inserter(entries));
    }
    return entries;
}

void keep_newest(std::vector<StoredEntry>& entries, int limit)
{
    std::ranges::sort(entries, std::ranges::greater{}, &StoredEntry::sequence);
    if (entries.size() > static_cast<std::size_t>(limit))
        entries.resize(static_cast<std::size_t>(limit));
}

// The newest of all records with this number: the index leads to each of a kind.
std::vector<StoredEntry> list_newest_with_number(
    db::Connection& connection, TenantId tenant, EntryFilter filter, Stretch stretch, int limit)
{
    std::set<std::string> kinds;
    for (auto& kind : list_entry_kinds(connection, tenant))
        kinds.insert(std::move(kind.subject_kind));
    std::vector<StoredEntry> entries;
    for (auto const& kind : kinds) {
        filter.subject_kind = kind;
        auto found = list_newest(connection, tenant, filter, stretch, limit);
        std::ranges::move(found, std::back_inserter(entries));
    }
    keep_newest(entries, limit);
    return entries;
}

// Of those the newest of all.
std::vector<StoredEntry> list_newest_of_kinds(
    db::Connection& connection, TenantId tenant, EntryFilter const& filter, Stretch stretch, int limit)
{
    auto const is_asked_for = [&](EntryKind const& kind) {
        return is_meant(filter, kind.action)
            && (filter.subject_kind.empty() || kind.subject_kind == filter.subject_kind);
    };
    auto entries = list_each_kind(connection, tenant, filter, stretch, is_asked_for, limit);
    keep_newest(entries, limit);
    return entries;
}

}

std::vector<StoredEntry> list_entries(
    db::Connection& connection, TenantId tenant, EntryFilter const& filter, std::optional<std::int64_t> below,
    int limit)
{
    auto stretch = stretch_of(connection, tenant, filter);
    stretch.end = std::min(stretch.end, below.value_or(INT64_MAX));
    if (stretch.is_empty())
        return {};
    if (filter.subject_id && filter.subject_kind.empty())
        return list_newest_with_number(connection, tenant, filter, stretch, limit);
    bool const is_one_record = !filter.subject_kind.empty() && filter.subject_id;
    bool const is_everything = filter.actor.empty() && filter.action.empty() && filter.subject_kind.empty();
    return is_one_record || is_everything ? list_newest(connection, tenant, filter, stretch, limit)
                                          : list_newest_of_kinds(connection, tenant, filter, stretch, limit);
}

std::vector<StoredEntry> list_newest_of_each_kind(
    db::Connection& connection, TenantId tenant, Instant from,
    std::function<bool(EntryKind const&)> const& counts, int most_of_a_kind)
{
    EntryFilter const filter{.from = from};
    auto const stretch = stretch_of(connection, tenant, filter);
    if (stretch.is_empty())
        return {};
    return list_each_kind(connection, tenant, filter, stretch, counts, most_of_a_kind);
}

std::vector<StoredEntry> list_entries_above(
    db::Connection& connection, TenantId tenant, EntryFilter const& filter, std::int64_t above, int limit)
{
    // Walks up from there: over all steps each entry is looked at once.
    db::Query query(columns);
    add_conditions(query, tenant, filter, {.lowest = above + 1});
    add_action(query, filter);
    query.add(" ORDER BY sequence LIMIT ?", limit);
    return connection.list<StoredEntry>(query);
}

std::vector<EntryKind> list_entry_kinds(db::Connection& connection, TenantId tenant)
{
    // From each kind to the next one in the index, instead of through all entries; in two steps, because
    // SQLite uses an index only for the first member of a comparison of pairs.
    std::vector<EntryKind> kinds;
    auto next = connection.find<EntryKind>(
        "SELECT action, subject_kind FROM audit_entries WHERE tenant_id = ? ORDER BY action, subject_kind "
        "LIMIT 1",
        tenant);
    while (next) {
        kinds.push_back(*next);
        next = connection.find<EntryKind>(
            "SELECT action, subject_kind FROM audit_entries WHERE tenant_id = ? AND action = ? AND "
            "subject_kind > ?"
            " ORDER BY subject_kind LIMIT 1",
            tenant, kinds.back().action, kinds.back().subject_kind);
        if (!next)
            next = connection.find<EntryKind>(
                "SELECT action, subject_kind FROM audit_entries WHERE tenant_id = ? AND action > ?"
                " ORDER BY action, subject_kind LIMIT 1",
                tenant, kinds.back().action);
    }
    return kinds;
}

namespace {

// As list_entry_kinds(), of one actor only: a few, and each from the index.
std::vector<EntryKind> list_entry_kinds_of(
    db::Connection& connection, TenantId tenant, std::string const& actor)
{
    std::vector<EntryKind> kinds;
    auto next = connection.find<EntryKind>(
        "SELECT action, subject_kind FROM audit_entries WHERE tenant_id = ? AND actor = ?"
        " ORDER BY action, subject_kind LIMIT 1",
        tenant, actor);
    while (next) {
        kinds.push_back(*next);
        next = connection.find<EntryKind>(
            "SELECT action, subject_kind FROM audit_entries WHERE tenant_id = ? AND actor = ? AND action = ?"
            " AND subject_kind > ? ORDER BY subject_kind LIMIT 1",
            tenant, actor, kinds.back().action, kinds.back().subject_kind);
        if (!next)
            next = connection.find<EntryKind>(
                "SELECT action, subject_kind FROM audit_entries WHERE tenant_id = ? AND actor = ? AND action "
                "> ?"
                " ORDER BY action, subject_kind LIMIT 1",
                tenant, actor, kinds.back().action);
    }
    return kinds;
}

}

std::vector<StoredEntry> list_last_records(
    db::Connection& connection, TenantId tenant, std::string_view actor,
    std::function<bool(EntryKind const&)> const& counts, int limit)
{
    constexpr int newest_of_a_kind = 100;
    struct Touched {
        std::int64_t sequence, subject_id;
    };
    std::string const whose(actor);
    std::map<std::pair<std::string, std::int64_t>, std::int64_t> newest; // by record
    for (auto const& kind : list_entry_kinds_of(connection, tenant, whose)) {
        if (!counts(kind))
            continue;
        for (auto const& touched : connection.list<Touched>(
                 "SELECT sequence, subject_id FROM audit_entries WHERE tenant_id = ? AND actor = ?"
                 " AND action = ? AND subject_kind = ? ORDER BY sequence DESC LIMIT ?",
                 tenant, whose, kind.action, kind.subject_kind, newest_of_a_kind)) {
            auto& sequence = newest[{kind.subject_kind, touched.subject_id}];
            sequence = std::max(sequence, touched.sequence);
        }
    }
    std::vector<std::int64_t> sequences;
    sequences.reserve(newest.size());
    for (auto const& [record, sequence] : newest)
        sequences.push_back(sequence);
    std::ranges::sort(sequences, std::ranges::greater{});
    if (std::ssize(sequences) > limit)
        sequences.resize(static_cast<std::size_t>(limit));
    db::Query query(columns);
    query.add(" WHERE tenant_id = ?", tenant).add_any_of("sequence", sequences);
    query.add(" ORDER BY sequence DESC");
    return connection.list<StoredEntry>(query);
}

} // namespace kommin::audit
