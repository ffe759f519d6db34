#include "platform/records/versions.hpp"

#include "platform/audit/audit.hpp"

#include <algorithm>
#include <stdexcept>

namespace kommin::records {

namespace {

struct VersionRow {
    std::int64_t number;
    std::string action;
    Instant saved_at;
    std::string saved_by, fields;
};

// The fields that differ, as one of both sides has them.
audit::Facts facts_of(Fields const& side, std::vector<std::string> const& names, Saved const& saved)
{
    json::Value::Object fields;
    for (auto const& name : names) {
        if (std::ranges::find(saved.private_fields, name) != saved.private_fields.end()) {
            fields.emplace_back(name, "…");
            continue;
        }
        json::Value::Array values;
        for (auto const& value : side.values(name))
            values.emplace_back(value);
        fields.emplace_back(name, std::move(values));
    }
    return {{"version", saved.number}, {"fields", std::move(fields)}};
}

}

void keep_version(Work& work, Subject subject, Saved const& saved)
{
    work.db().execute(
        "INSERT INTO record_versions (tenant_id, subject_kind, subject_id, number, action, saved_at,"
        " saved_by, fields) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        work.tenant(), subject.kind.word(), subject.id, saved.number, saved.action, work.now(),
        work.actor().code(), saved.after.to_json());
    auto const names = differences(saved.before, saved.after);
    work.audit(
        saved.action, subject.kind.word(), subject.id,
        saved.before.empty() ? audit::Facts{} : facts_of(saved.before, names, saved),
        facts_of(saved.after, names, saved));
}

void keep_baseline(
    Work& work, Subject subject, std::int64_t number, std::string_view action, Instant saved_at,
    Fields const& fields)
{
    work.db().execute(
        "INSERT INTO record_versions (tenant_id, subject_kind, subject_id, number, action, saved_at,"
        " saved_by, fields) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        work.tenant(), subject.kind.word(), subject.id, number, action, saved_at, Actor::system().code(),
        fields.to_json());
}

std::optional<Version> find_version(db::Connection& db, TenantId tenant, Subject subject, std::int64_t number)
{
    auto row = db.find<VersionRow>(
        "SELECT number, action, saved_at, saved_by, fields FROM record_versions"
        " WHERE tenant_id = ? AND subject_kind = ? AND subject_id = ? AND number = ?",
        tenant, subject.kind.word(), subject.id, number);
    if (!row)
        return std::nullopt;
    auto fields = Fields::from_json(row->fields);
    if (!fields)
        throw std::runtime_error("record_versions: fields that nobody has written");
    return Version{
        {row->number, std::move(row->action), row->saved_at, std::move(row->saved_by)}, std::move(*fields)};
}

std::vector<VersionHead> list_versions(db::Connection& db, TenantId tenant, Subject subject, int limit)
{
    return db.list<VersionHead>(
        "SELECT number, action, saved_at, saved_by FROM record_versions"
        " WHERE tenant_id = ? AND subject_kind = ? AND subject_id = ? ORDER BY number DESC LIMIT ?",
        tenant, subject.kind.word(), subject.id, limit);
}

void erase_versions(Work& work, Subject subject)
{
    work.db().execute(
        "DELETE FROM record_versions WHERE tenant_id = ? AND subject_kind = ? AND subject_id = ?",
        work.tenant(), subject.kind.word(), subject.id);
}

} // namespace kommin::records
