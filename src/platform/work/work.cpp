#include "platform/work/work.hpp"

#include <stdexcept>
#include <utility>

namespace kommin {

namespace {

struct ModuleVersion {
    std::string module;
    std::int64_t version;
};

void raise_version(db::Connection& connection, TenantId tenant, std::string_view module)
{
    connection.execute(
        "INSERT INTO published_versions (tenant_id, module, version) VALUES (?, ?, 1)"
        " ON CONFLICT (tenant_id, module) DO UPDATE SET version = published_versions.version + 1",
        tenant, module);
}

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

void Work::commit()
{
    for (auto const& entry : entries_)
        audit::record(db(), clock_, entry);
    for (auto const& module : publishes_)
        raise_version(db(), tenant_, module);
    if (!publishes_.empty())
        db().notify(published_channel, std::to_string(tenant_.value));
    transaction_.commit();

    if (enqueued_ && signals_.bell != nullptr)
        signals_.bell->ring();
}

} // namespace kommin
