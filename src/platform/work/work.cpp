#include "platform/work/work.hpp"

#include <stdexcept>
#include <utility>

namespace kommin {

namespace {

struct ModuleVersion {
    std::string module;
    std::int64_t version;
};

// Beyond these it is quicker to read everything than record by record.
constexpr std::size_t most_records = 200;
constexpr std::int64_t most_versions = 200;

std::int64_t raise_version(db::Connection& connection, TenantId tenant, std::string_view module)
{
    return connection.load<std::int64_t>(
        "INSERT INTO published_versions (tenant_id, module, version) VALUES (?, ?, 1)"
        " ON CONFLICT (tenant_id, module) DO UPDATE SET version = published_versions.version + 1"
        " RETURNING version",
        tenant, module);
}

}

std::optional<std::vector<PublishedChange>> published_changes(
    db::Connection& connection, TenantId tenant, std::string_view module, std::int64_t after,
    std::int64_t up_to)
{
    if (up_to < after || up_to - after > most_versions)
        return std::nullopt;
    struct Row {
        std::int64_t version;
        std::string kind;
        std::int64_t record;
    };
    std::set<PublishedChange> changes;
    std::set<std::int64_t> told;
    connection.each<Row>(
        "SELECT version, kind, record_id FROM published_changes"
        " WHERE tenant_id = ? AND module = ? AND version > ? AND version <= ?",
        [&](Row row) {
            told.insert(row.version);
            changes.insert({std::move(row.kind), row.record});
        },
        tenant, module, after, up_to);
    if (std::ssize(told) != up_to - after || changes.size() > most_records)
        return std::nullopt;
    return std::vector(changes.begin(), changes.end());
}

PublishedVersions published_versions(db::Connection& connection, TenantId tenant)
{
    PublishedVersions versions;
    for (auto& row : connection.list<ModuleVersion>(
             "SELECT module, version FROM published_versions WHERE tenant_id = ?", tenant))
        versions.emplace(std::move(row.module), row.version);
    return versions;
}

Work::Work(WorkContext const& context)
    : transaction_(context.connection)
    , tenant_(context.tenant)
    , actor_(context.actor)
    , clock_(context.clock.now())
    , zone_(context.zone)
    , signals_(context.signals)
    , request_id_(context.request_id)
{
    db().lock(tenant_.value);
    clock_.set(context.clock.now()); // when its turn came, so that later works have later times
}

void Work::found(TenantId tenant)
{
    if (tenant_.is_stored())
        throw std::logic_error("this work has a tenant already");
    tenant_ = tenant;
}

void Work::audit(
    std::string_view action, std::string_view subject_kind, std::int64_t subject_id, audit::Facts before,
    audit::Facts after)
{
    audit::Entry entry{
        tenant_,           actor_,           std::string(action), std::string(subject_kind), subject_id,
        std::move(before), std::move(after), request_id_};
    audit::check(entry);
    entries_.push_back(std::move(entry));
}

jobs::JobId Work::enqueue(
    std::string_view kind, std::string_view payload_json, jobs::RunAt run_at,
    std::optional<std::string_view> idempotency_key)
{
    enqueued_ = true;
    return jobs::enqueue(db(), clock_, tenant_, kind, payload_json, run_at, idempotency_key);
}

void Work::publish(std::string_view module)
{
    publishes_[std::string(module)].everything = true;
}

void Work::publish(std::string_view module, std::string_view kind, std::int64_t record)
{
    publishes_[std::string(module)].records.insert({std::string(kind), record});
}

void Work::write_publication(std::string const& module, Publishes const& what)
{
    auto const version = raise_version(db(), tenant_, module);
    db().execute(
        "DELETE FROM published_changes WHERE tenant_id = ? AND module = ? AND version <= ?", tenant_, module,
        version - most_versions);
    if (what.everything || what.records.size() > most_records)
        return;
    for (auto const& change : what.records)
        db().execute(
            "INSERT INTO published_changes (tenant_id, module, version, kind, record_id)"
            " VALUES (?, ?, ?, ?, ?)",
            tenant_, module, version, change.kind, change.record);
}

void Work::commit()
{
    audit::record(db(), clock_, entries_);
    for (auto const& [module, what] : publishes_)
        write_publication(module, what);
    if (!publishes_.empty())
        db().notify(published_channel, std::to_string(tenant_.value));
    transaction_.commit();

    if (enqueued_ && signals_.bell != nullptr)
        signals_.bell->ring();
}

} // namespace kommin
