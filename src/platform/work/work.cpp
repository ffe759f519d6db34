#include "platform/work/work.hpp"

#include <stdexcept>
#include <utility>

namespace kommin {

namespace {

std::int64_t raise_version(db::Connection& connection, TenantId tenant)
{
    return connection.load<std::int64_t>(
        "INSERT INTO tenant_versions (tenant_id, version) VALUES (?, 1)"
        " ON CONFLICT (tenant_id) DO UPDATE SET version = tenant_versions.version + 1 RETURNING version",
        tenant);
}

}

std::int64_t published_version(db::Connection& connection, TenantId tenant)
{
    return connection.find<std::int64_t>("SELECT version FROM tenant_versions WHERE tenant_id = ?", tenant)
        .value_or(0);
}

Work::Work(WorkContext const& context)
    : transaction_(context.connection)
    , tenant_(context.tenant)
    , actor_(context.actor)
    , clock_(context.clock.now())
    , zone_(context.zone)
    , signals_(context.signals)
    , request_id_(context.request_id)
{ }

void Work::found(TenantId tenant)
{
    if (tenant_.is_stored())
        throw std::logic_error("this work has a tenant already");
    tenant_ = tenant;
}

void Work::audit(
    std::string_view action, std::string_view subject_kind, std::int64_t subject_id,
    std::string_view before_json, std::string_view after_json)
{
    audit::Entry entry{
        tenant_,
        actor_,
        std::string(action),
        std::string(subject_kind),
        subject_id,
        std::string(before_json),
        std::string(after_json),
        request_id_};
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
    // Always in this order: the chain's head and the version are rows that every work of the tenant locks,
    // and two works that lock them in different orders would wait for each other.
    for (auto const& entry : entries_)
        audit::record(db(), clock_, entry);
    std::int64_t version = 0;
    if (publishes_) {
        version = raise_version(db(), tenant_);
        db().notify(published_channel, std::to_string(tenant_.value));
    }
    transaction_.commit();

    if (enqueued_ && signals_.bell != nullptr)
        signals_.bell->ring();
    if (publishes_ && signals_.published)
        signals_.published(tenant_, version);
}

} // namespace kommin
