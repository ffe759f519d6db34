#include "platform/records/versions.hpp"

#include "platform/json/writer.hpp"

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
std::string audit_json(Fields const& side, std::vector<std::string> const& names, Saved const& saved)
{
    json::Writer out;
    out.object([&](json::ObjectWriter& object) {
        object.member("version", saved.number);
        object.object("fields", [&](json::ObjectWriter& fields) {
            for (auto const& name : names) {
                bool const is_private = std::ranges::find(saved.private_fields, name)
                    != saved.private_fields.end();
                if (is_private)
                    fields.member(name, "…");
                else
                    fields.array(name, [&](json::ArrayWriter& array) {
                        for (auto const& value : side.values(name))
                            array.add(value);
                    });
            }
        });
    });
    return out.take();
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
        saved.before.empty() ? std::string{} : audit_json(saved.before, names, saved),
        audit_json(saved.after, names, saved));
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
