#pragma once
// Work: one request or job as a unit: transaction, tenant, actor, one instant, audit, jobs, publication.
// Begun, committed and repeated by run_use_case() in use_case.hpp.

#include "platform/access/actor.hpp"
#include "platform/audit/audit.hpp"
#include "platform/base/clock.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/transaction.hpp"
#include "platform/i18n/zone.hpp"
#include "platform/jobs/bell.hpp"
#include "platform/jobs/jobs.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin {

// Who in this process wants to know what was committed. Called after the commit, on the thread of the work;
// must not throw: what is done is done.
struct Signals {
    jobs::Bell* bell = nullptr;
};

// For a process in which nobody waits for news: a command that ends with its work.
inline Signals const no_signals;

// Where, for whom, when and by whom something is done. What it refers to must outlive the work.
struct WorkContext {
    db::Connection& connection;
    TenantId tenant;
    Actor actor;
    Clock const& clock;
    i18n::Zone const& zone; // the tenant's
    Signals const& signals;
    std::string request_id = {}; // empty outside requests
};

// How often each module has published something of a tenant; one that never did is not in it.
using PublishedVersions = std::map<std::string, std::int64_t, std::less<>>; // by module
PublishedVersions published_versions(db::Connection& connection, TenantId tenant);

// A record of which the public sees something else than before.
struct PublishedChange {
    std::string kind; // a word of a content::SubjectKind
    std::int64_t record = 0;
    friend auto operator<=>(PublishedChange const&, PublishedChange const&) = default;
};
// What a module has changed after one version and up to another, each record once. Nothing: anything may have
// changed, because a work did not say what it changes, or because it is too long ago.
std::optional<std::vector<PublishedChange>> published_changes(
    db::Connection& connection, TenantId tenant, std::string_view module, std::int64_t after,
    std::int64_t up_to);

// The channel on which PostgreSQL tells the other nodes; the payload is the tenant's id.
inline constexpr std::string_view published_channel = "kommin_published";

// Everything done through it is committed as one or not at all; destroyed without commit() it leaves no
// trace. One thread at a time.
class Work {
public:
    // Begins a write transaction on the connection and waits until no other work of this tenant is open: what
    // it reads stays true until it is committed. Works that found a tenant wait for each other. Throws
    // db::Busy after the connection's busy_timeout.
    explicit Work(WorkContext const& context);
    Work(Work const&) = delete;
    Work& operator=(Work const&) = delete;

    [[nodiscard]] db::Connection& db() const { return transaction_.connection(); }
    [[nodiscard]] TenantId tenant() const { return tenant_; }
    // For the one work that founds its tenant: begun with TenantId{}, it goes on for this one, which nobody
    // else can know before the commit. Throws std::logic_error if it has a tenant already.
    void found(TenantId tenant);
    [[nodiscard]] Actor const& actor() const { return actor_; }
    [[nodiscard]] std::string const& request_id() const { return request_id_; }
    // The same instant throughout, so that all records of one work agree.
    [[nodiscard]] Instant now() const { return clock_.now(); }
    // The day on the tenant's calendar.
    [[nodiscard]] Date today() const { return zone_.to_local(now()).date; }
    [[nodiscard]] i18n::Zone const& zone() const { return zone_; }
    // Stands at now(), for functions that ask for a clock.
    [[nodiscard]] Clock const& clock() const { return clock_; }

    // Notes an audit entry; written at the commit, in the order of the calls. Throws as audit::check().
    void audit(
        std::string_view action, std::string_view subject_kind, std::int64_t subject_id,
        audit::Facts before = {}, audit::Facts after = {});
    template<class Tag>
    void audit(
        std::string_view action, std::string_view subject_kind, StrongId<Tag> id, audit::Facts before = {},
        audit::Facts after = {})
    {
        audit(action, subject_kind, id.value, std::move(before), std::move(after));
    }

    jobs::JobId enqueue(
        std::string_view kind, std::string_view payload_json, jobs::RunAt run_at = {},
        std::optional<std::string_view> idempotency_key = std::nullopt);

    // What the public sees of this module has changed: its version rises once at the commit, and the nodes
    // are told. Anything of it may be another.
    void publish(std::string_view module);
    // The same where nothing has changed but what hangs on this record: its own fields and parts,
    // translations included. Where it is the truth, one of half a million records costs little.
    void publish(std::string_view module, std::string_view kind, std::int64_t record);
    template<class Tag>
    void publish(std::string_view module, std::string_view kind, StrongId<Tag> id)
    {
        publish(module, kind, id.value);
    }

    void commit();

private:
    db::Transaction transaction_;
    TenantId tenant_;
    Actor actor_;
    FixedClock clock_;
    i18n::Zone const& zone_;
    Signals const& signals_;
    std::string request_id_;
    std::vector<audit::Entry> entries_;
    bool enqueued_ = false;
    struct Publishes {
        bool everything = false;
        std::set<PublishedChange> records;
    };
    void write_publication(std::string const& module, Publishes const& what);
    std::map<std::string, Publishes, std::less<>> publishes_; // by module
};

} // namespace kommin
