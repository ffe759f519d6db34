#pragma once
// Audit: who did what to which record, in an order that cannot be changed unnoticed.
//
// Every tenant has one chain of entries, numbered from 1 without gaps. Each entry carries the hash of the one
// before and its own:
//
//     hash = SHA-256("kommin-audit-1\n" F(previous hash) F(tenant) F(sequence) F(at) F(actor) F(action)
//                    F(subject kind) F(subject id) F(before) F(after) F(request id))
//     F(x) = <length of x in bytes, decimal> ":" <x> "\n"
//
// with numbers in decimal, `at` as stored ("2026-11-22T21:14:14.003Z"), JSON as stored (compact), and 64
// zeros before the first entry. The database refuses to change or remove entries; whoever gets around that is
// found by verify(). Cutting off the newest entries together with the chain's head is found by comparing with
// a head() noted elsewhere, which is why backups print it.
//
// No personal data of newcomers in entries: ids and field names, not contents. They cannot be erased.

#include "platform/access/actor.hpp"
#include "platform/base/clock.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/db/connection.hpp"
#include "platform/json/json.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::audit {

// What is noted of a record before or after a change: names, each once, and values. Empty: it did not exist.
using Facts = json::Value::Object;

struct Entry {
    TenantId tenant;
    Actor actor;
    std::string action; // stable dotted code: "portal.offer.imported"
    std::string subject_kind; // "offer"
    std::int64_t subject_id = 0;
    Facts before;
    Facts after;
    std::string request_id; // the one in the log; empty outside requests
};

// An entry as it stands in the chain.
struct StoredEntry {
    TenantId tenant;
    std::int64_t sequence = 0;
    Instant at;
    std::string actor; // Actor::code()
    std::string action;
    std::string subject_kind;
    std::int64_t subject_id = 0;
    std::string before_json; // of Entry::before; empty: none
    std::string after_json;
    std::string request_id;
    std::string previous_hash;
    std::string hash;
};

struct Head {
    std::int64_t sequence = 0; // 0: no entries yet
    std::string hash;
};

// Throws std::invalid_argument if the action is empty or a fact has the name of another.
void check(Entry const& entry);

// Appends to the chain inside the caller's write transaction. From here to the commit the tenant's chain is
// locked: call it last. Throws as check().
void record(db::Connection& connection, Clock const& clock, Entry const& entry);
// The same for several of one tenant, in their order.
void record(db::Connection& connection, Clock const& clock, std::span<Entry const> entries);

struct ChainReport {
    std::int64_t checked = 0; // entries found intact before the first broken one
    std::optional<std::int64_t> first_broken; // sequence number where the chain breaks; nothing: it holds
};

// Reads the whole chain of a tenant, in the caller's transaction or one of its own.
ChainReport verify(db::Connection& connection, TenantId tenant);
// The triggers that refuse changes of entries, and are not there or switched off.
std::vector<std::string> missing_guards(db::Connection& connection);

Head head(db::Connection& connection, TenantId tenant);
// Whether the chain still has this entry with this hash: with an intact chain, whether all up to it is what
// it was when the head was noted.
bool still_has(db::Connection& connection, TenantId tenant, Head const& noted);

// The history of one record, newest first.
std::vector<StoredEntry> list_history(
    db::Connection& connection, TenantId tenant, std::string_view subject_kind, std::int64_t subject_id,
    int limit);
// The newest entries below a sequence number (nothing: the newest of all), newest first: page by page.
std::vector<StoredEntry> list_entries(
    db::Connection& connection, TenantId tenant, std::optional<std::int64_t> below, int limit);

// Which entries are meant; what is empty leaves none out.
struct EntryFilter {
    std::string actor = {}; // Actor::code()
    // This one and all that go on behind a dot: "portal.offer" means "portal.offer.published", too.
    std::string action = {};
    std::string subject_kind = {};
    std::optional<std::int64_t> subject_id = {}; // of that kind; without one of any
    std::optional<Instant> from = {}; // at this instant or later
    std::optional<Instant> until = {}; // before this instant
};
// As above. Reads little more than it returns, also of a million entries; see docs/status.md for figures.
std::vector<StoredEntry> list_entries(
    db::Connection& connection, TenantId tenant, EntryFilter const& filter, std::optional<std::int64_t> below,
    int limit);
// Those above a sequence number, oldest first: to read all of them in steps. What is added meanwhile comes
// last.
std::vector<StoredEntry> list_entries_above(
    db::Connection& connection, TenantId tenant, EntryFilter const& filter, std::int64_t above, int limit);

// Each action with each kind of record that it was done to, in alphabetical order.
struct EntryKind {
    std::string action;
    std::string subject_kind;
};
std::vector<EntryKind> list_entry_kinds(db::Connection& connection, TenantId tenant);

// The records that this actor has done something to last, each once with its newest entry, newest first; of
// the kinds of entries that `counts`. Reads the newest few of each kind, however many there are: of a record
// that was changed again and again others stand behind it.
std::vector<StoredEntry> list_last_records(
    db::Connection& connection, TenantId tenant, std::string_view actor,
    std::function<bool(EntryKind const&)> const& counts, int limit);

// The newest entries since then of each kind that `counts`, at most so many of a kind; in no order among the
// kinds.
std::vector<StoredEntry> list_newest_of_each_kind(
    db::Connection& connection, TenantId tenant, Instant from,
    std::function<bool(EntryKind const&)> const& counts, int most_of_a_kind);

// An entry as JSON, without line end; before and after are embedded values.
std::string line_of(StoredEntry const& entry);
// Hands out the chain as JSON lines of line_of(), oldest first.
void export_lines(
    db::Connection& connection, TenantId tenant, std::function<void(std::string_view line)> const& consume);

} // namespace kommin::audit
