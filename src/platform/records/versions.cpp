#include "platform/records/versions.hpp"

#include "platform/access/owners.hpp"
#include "platform/audit/audit.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/query.hpp"
#include "platform/json/json.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <ranges>
#include <span>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace kommin::records {

namespace {

struct VersionRow {
    std::int64_t number;
    std::string action;
    Instant saved_at;
    std::string saved_by, fields;
};

// Last words of actions, as platform/records/drafting.hpp and those who keep drafts beside it name them.
constexpr std::array<std::string_view, 6> drafting_steps{"draft_saved", "handed_in", "scheduled",
                                                         "given_back",  "proposed",  "publication_failed"};
// Those that make the draft the record, or take it away.
constexpr std::array<std::string_view, 2> ending_steps{"published", "draft_discarded"};

std::string_view step_of(std::string_view action)
{
    return action.substr(action.rfind('.') + 1); // npos + 1 is 0: all of it
}

bool is_one_of(std::span<std::string_view const> steps, std::string_view step)
{
    return std::ranges::find(steps, step) != steps.end();
}

struct SaltedRow {
    std::int64_t number;
    std::string fields, salt;
};

constexpr std::size_t salt_bytes = 16;

Version read(VersionRow row)
{
    auto fields = Fields::from_json(row.fields);
    if (!fields)
        throw std::runtime_error("record_versions: fields that nobody has written");
    return {{row.number, std::move(row.action), row.saved_at, std::move(row.saved_by)}, std::move(*fields)};
}

// A word from a list, a number, a day. What a crafted form puts into such a field is text and stays out of
// the chain.
bool is_choice(std::string_view value)
{
    constexpr std::size_t longest_choice = 40;
    return value.size() <= longest_choice && std::ranges::all_of(value, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'
                   || c == '_' || c == '.' || c == ':';
           });
}

json::Value::Object harmless_contents(
    Fields const& side, std::vector<std::string> const& names, Saved const& saved)
{
    json::Value::Object contents;
    for (auto const& name : names) {
        if (std::ranges::find(saved.harmless_fields, name) == saved.harmless_fields.end())
            continue;
        if (!std::ranges::all_of(side.values(name), is_choice))
            continue;
        json::Value::Array values;
        for (auto const& value : side.values(name))
            values.emplace_back(value);
        contents.emplace_back(name, std::move(values));
    }
    return contents;
}

audit::Facts facts_before(std::vector<std::string> const& names, Saved const& saved)
{
    audit::Facts facts;
    if (auto contents = harmless_contents(saved.before, names, saved);
        !saved.before.empty() && !contents.empty())
        facts.emplace_back("contents", std::move(contents));
    return facts;
}

audit::Facts facts_after(std::vector<std::string> const& names, Saved const& saved, std::string_view salt)
{
    json::Value::Array changed;
    for (auto const& name : names)
        changed.emplace_back(name);
    audit::Facts facts{
        {"version", saved.number},
        {"fields", std::move(changed)},
        {"fingerprint", fingerprint(salt, saved.after)}};
    if (auto contents = harmless_contents(saved.after, names, saved); !contents.empty())
        facts.emplace_back("contents", std::move(contents));
    if (!saved.on_behalf_of.empty())
        facts.emplace_back("on_behalf_of", saved.on_behalf_of);
    return facts;
}

void add_scopes(db::Query& query, std::span<Scope const> scopes)
{
    if (auto const owners = owners_of(scopes))
        query.add_any_of("owner", *owners);
}

db::Query versions_of(TenantId tenant, Subject subject, std::span<Scope const> scopes)
{
    db::Query query(
        "SELECT number, action, saved_at, saved_by, fields FROM record_versions"
        " WHERE tenant_id = ? AND subject_kind = ? AND subject_id = ?",
        tenant, subject.kind.word(), subject.id);
    add_scopes(query, scopes);
    return query;
}

// Only those that say this; the stored text of a field is the same in every version.
void add_saying(db::Query& query, std::optional<FieldIs> const& only)
{
    if (!only)
        return;
    Fields field;
    field.set(only->name, std::string(only->value));
    auto const json = field.to_json(); // quotes within texts are escaped: no text reads like a field
    query.add(" AND fields LIKE ?", '%' + json.substr(1, json.size() - 2) + '%');
}

db::Query of_subject(db::SqlLiteral select, TenantId tenant, Subject subject)
{
    db::Query query(select);
    query.add(
        " FROM record_versions WHERE tenant_id = ? AND subject_kind = ? AND subject_id = ?", tenant,
        subject.kind.word(), subject.id);
    return query;
}

// Of all versions of a record that the chain knows of, by their numbers.
std::map<std::int64_t, std::string> fingerprints_in_chain(
    db::Connection& db, TenantId tenant, std::string const& kind, std::int64_t id)
{
    constexpr int whole_history = 1'000'000;
    std::map<std::int64_t, std::string> fingerprints;
    for (auto const& entry : audit::list_history(db, tenant, kind, id, whole_history)) {
        auto const parsed = json::parse(entry.after_json);
        auto const* value = std::get_if<json::Value>(&parsed);
        if (value == nullptr)
            continue; // an entry without facts
        auto const* number = value->find("version");
        auto const* print = value->find("fingerprint");
        auto const version = number == nullptr ? std::nullopt : number->as_integer();
        auto const* text = print == nullptr ? nullptr : print->as_string();
        if (version && text != nullptr)
            fingerprints.insert_or_assign(*version, *text); // the oldest: nobody corrects it later
    }
    return fingerprints;
}

}

std::string fingerprint(std::string_view salt, Fields const& fields)
{
    return crypto::sha256_hex(std::string(salt) + fields.to_json());
}

void keep_version(Work& work, Subject subject, Saved const& saved)
{
    auto const salt = crypto::random_token(salt_bytes);
    work.db().execute(
        "INSERT INTO record_versions (tenant_id, subject_kind, subject_id, number, action, saved_at,"
        " saved_by, fields, owner, salt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        work.tenant(), subject.kind.word(), subject.id, saved.number, saved.action, work.now(),
        saved.on_behalf_of.empty() ? work.actor().code() : saved.on_behalf_of, saved.after.to_json(),
        saved.owner.owner(), salt);
    auto const names = differences(saved.before, saved.after);
    work.audit(
        saved.action, subject.kind.word(), subject.id, facts_before(names, saved),
        facts_after(names, saved, salt));
}

void keep_baseline(
    Work& work, Subject subject, std::int64_t number, std::string_view action, Instant saved_at, Scope owner,
    Fields const& fields)
{
    work.db().execute(
        "INSERT INTO record_versions (tenant_id, subject_kind, subject_id, number, action, saved_at,"
        " saved_by, fields, owner) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        work.tenant(), subject.kind.word(), subject.id, number, action, saved_at, Actor::system().code(),
        fields.to_json(), owner.owner());
}

std::optional<Version> find_version(
    db::Connection& db, TenantId tenant, Subject subject, std::int64_t number, std::span<Scope const> scopes)
{
    auto query = versions_of(tenant, subject, scopes);
    query.add(" AND number = ?", number);
    auto rows = db.list<VersionRow>(query);
    return rows.empty() ? std::nullopt : std::optional(read(std::move(rows.front())));
}

std::vector<Version> list_versions(
    db::Connection& db, TenantId tenant, Subject subject, std::span<Scope const> scopes, int limit,
    std::optional<FieldIs> const& only)
{
    auto query = versions_of(tenant, subject, scopes);
    add_saying(query, only);
    query.add(" ORDER BY number DESC LIMIT ?", limit);
    std::vector<Version> versions;
    for (auto& row : db.list<VersionRow>(query))
        versions.push_back(read(std::move(row)));
    return versions;
}

std::optional<Version> find_version_before(
    db::Connection& db, TenantId tenant, Subject subject, std::int64_t number, std::span<Scope const> scopes,
    std::optional<FieldIs> const& only)
{
    auto query = versions_of(tenant, subject, scopes);
    add_saying(query, only);
    query.add(" AND number < ? ORDER BY number DESC LIMIT 1", number);
    auto rows = db.list<VersionRow>(query);
    return rows.empty() ? std::nullopt : std::optional(read(std::move(rows.front())));
}

std::map<std::int64_t, std::int64_t> origins_of(std::span<VersionHead const> heads)
{
    std::map<std::int64_t, std::int64_t> origins;
    std::optional<std::int64_t> record;
    std::optional<std::int64_t> draft;
    for (auto const& head : std::views::reverse(heads)) {
        auto const step = step_of(head.action);
        bool const goes_on_from_draft = is_one_of(drafting_steps, step) || is_one_of(ending_steps, step);
        auto const& origin = goes_on_from_draft && draft ? draft : record;
        if (origin)
            origins.emplace(head.number, *origin);
        if (is_one_of(drafting_steps, step))
            draft = head.number;
        else
            record = head.number;
        if (is_one_of(ending_steps, step) || step == "archived")
            draft.reset();
    }
    return origins;
}

std::optional<Version> find_origin(
    db::Connection& db, TenantId tenant, Subject subject, std::int64_t number, std::span<Scope const> scopes)
{
    db::Query query(
        "SELECT number, action, saved_at, saved_by FROM record_versions WHERE tenant_id = ?"
        " AND subject_kind = ? AND subject_id = ? AND number <= ?",
        tenant, subject.kind.word(), subject.id, number);
    add_scopes(query, scopes);
    query.add(" ORDER BY number DESC");
    auto const origins = origins_of(db.list<VersionHead>(query));
    auto const origin = origins.find(number);
    return origin == origins.end() ? std::nullopt : find_version(db, tenant, subject, origin->second, scopes);
}

std::int64_t newest_version(db::Connection& db, TenantId tenant, Subject subject)
{
    return db.list<std::int64_t>(of_subject("SELECT COALESCE(MAX(number), 0)", tenant, subject)).front();
}

std::int64_t next_version(db::Connection& db, TenantId tenant, Subject subject)
{
    auto const known = fingerprints_in_chain(db, tenant, std::string(subject.kind.word()), subject.id);
    auto const kept = newest_version(db, tenant, subject);
    return std::max(kept, known.empty() ? 0 : known.rbegin()->first) + 1;
}

bool has_versions(db::Connection& db, TenantId tenant, Subject subject, FieldIs const& only)
{
    auto query = of_subject("SELECT number", tenant, subject);
    add_saying(query, only);
    query.add(" LIMIT 1");
    return !db.list<std::int64_t>(query).empty();
}

std::int64_t count_versions(
    db::Connection& db, TenantId tenant, Subject subject, std::vector<std::int64_t> const& but)
{
    auto query = of_subject("SELECT COUNT(*)", tenant, subject);
    query.add_none_of("number", but);
    return db.list<std::int64_t>(query).front();
}

std::unordered_set<std::int64_t> list_versioned(
    db::Connection& db, TenantId tenant, content::SubjectKind kind)
{
    auto const ids = db.list<std::int64_t>(
        "SELECT DISTINCT subject_id FROM record_versions WHERE tenant_id = ? AND subject_kind = ?", tenant,
        kind.word());
    return {ids.begin(), ids.end()};
}

VersionCheck verify_versions(db::Connection& db, TenantId tenant)
{
    struct Record {
        std::string kind;
        std::int64_t id;
    };
    VersionCheck check;
    auto const records = db.list<Record>(
        "SELECT DISTINCT subject_kind, subject_id FROM record_versions WHERE tenant_id = ?"
        " ORDER BY subject_kind, subject_id",
        tenant);
    for (auto const& [kind, id] : records) { // one after the other: all together need not fit into memory
        auto const fingerprints = fingerprints_in_chain(db, tenant, kind, id);
        auto const rows = db.list<SaltedRow>(
            "SELECT number, fields, salt FROM record_versions WHERE tenant_id = ? AND subject_kind = ?"
            " AND subject_id = ? ORDER BY number",
            tenant, kind, id);
        for (auto const& row : rows) {
            auto const fields = Fields::from_json(row.fields);
            auto const said = fingerprints.find(row.number);
            if (row.salt.empty() && said == fingerprints.end())
                continue; // a baseline: what was there before the first version
            if (fields && said != fingerprints.end() && said->second == fingerprint(row.salt, *fields))
                ++check.proven;
            else if (!check.first_broken)
                check.first_broken = VersionCheck::Broken{kind, id, row.number};
        }
    }
    return check;
}

void erase_versions(Work& work, Subject subject, std::vector<std::int64_t> const& but)
{
    auto query = of_subject("DELETE", work.tenant(), subject);
    query.add_none_of("number", but);
    work.db().execute(query);
}

} // namespace kommin::records
