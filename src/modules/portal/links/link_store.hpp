#pragma once
// The SQL of link targets, their uses and their hosts, and nothing else. Every function works inside the
// caller's transaction.

#include "modules/portal/links/link_targets.hpp"
#include "platform/access/permission.hpp"
#include "platform/base/date.hpp"
#include "platform/content/subject_kind.hpp"
#include "platform/db/connection.hpp"
#include "platform/linkcheck/checker.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

// What is kept of being silent about a target; see records/versions.hpp.
inline constexpr content::SubjectKind link_subject{"link"};

// A record that leads somewhere.
struct LinkSubject {
    std::string kind; // SubjectKind::word()
    std::int64_t id = 0;
    friend auto operator<=>(LinkSubject const&, LinkSubject const&) = default;
};
struct RecordLinks {
    std::int64_t owner = 0; // of an access scope
    std::vector<FoundLink> links; // each once, ascending
    friend bool operator==(RecordLinks const&, RecordLinks const&) = default;
};
// What is stored of records of this kind, by their ids: of those behind `after`, up to the last one or to
// `up_to`.
using LinksById = std::map<std::int64_t, RecordLinks>;
LinksById list_links(
    db::Connection& db, TenantId tenant, content::SubjectKind kind, std::int64_t after = 0,
    std::optional<std::int64_t> up_to = std::nullopt);
// Instead of what was stored of this record; a target that nobody else names stays until the night.
void store_links(db::Connection& db, TenantId tenant, LinkSubject const& subject, RecordLinks const& record);
// The next targets behind this one that no record names any more, ascending.
std::vector<LinkId> list_unused_targets(db::Connection& db, TenantId tenant, LinkId after, int limit);
// Those of them of which that is still true; returns which.
std::vector<LinkId> erase_unused_targets(
    db::Connection& db, TenantId tenant, std::vector<LinkId> const& targets);
// Hosts to which no target leads any more, and their end as above.
std::vector<std::string> list_unused_hosts(db::Connection& db, TenantId tenant, int limit);
void erase_unused_hosts(db::Connection& db, TenantId tenant, std::vector<std::string> const& hosts);

struct StoredLink {
    LinkId id;
    LinkTarget target;
    std::string host;
    LinkState state = LinkState::unchecked;
    linkcheck::Reason reason = linkcheck::Reason::none;
    int status = 0; // of HTTP; 0: none
    std::string moved_to;
    std::optional<Instant> checked_at;
    int failures = 0; // nights in a row
    std::optional<Instant> failing_since;
    std::optional<Date> failed_on;
    std::optional<Instant> due_at;
    std::optional<Date> muted_until; // the first day on which it is shown again
    std::string muted_reason;
    std::string muted_by; // code of an actor

    [[nodiscard]] bool is_broken() const;
    [[nodiscard]] bool is_muted(Date today) const { return muted_until && *muted_until > today; }
};
// After how many nights without an answer, and after how many in which its server said that there is nothing.
inline constexpr int nights_until_broken = 3;
inline constexpr int nights_until_gone = 2;

std::optional<StoredLink> find_link(db::Connection& db, TenantId tenant, LinkId id);
// What checking says: state, reason, counts and times.
void store_finding(
    db::Connection& db, TenantId tenant, StoredLink const& link, std::optional<Instant> answered_at);
void store_mute(db::Connection& db, TenantId tenant, StoredLink const& link);
bool has_answer_since(db::Connection& db, TenantId tenant, Instant since);

// Those of one record about which nobody has asked yet, and nobody is going to.
std::vector<StoredLink> list_unasked_links(
    db::Connection& db, TenantId tenant, LinkSubject const& subject, int limit);

struct LinkUse {
    LinkId link;
    LinkSubject subject;
    std::int64_t owner = 0;
    std::string field;
    std::string language;
};
std::vector<LinkUse> list_uses(db::Connection& db, TenantId tenant, std::vector<LinkId> const& links);

// What is asked in a night.
struct DueLink {
    LinkId id;
    std::string host;
};
// Those that may be asked now, the longest unasked first: what failed last time, and what was asked before
// `asked_before`.
std::vector<DueLink> list_links_to_check(
    db::Connection& db, TenantId tenant, Instant now, Instant asked_before, int limit);
void clear_due(db::Connection& db, TenantId tenant);
void clear_due(db::Connection& db, TenantId tenant, std::string_view host);
void mark_due(db::Connection& db, TenantId tenant, LinkId link, Instant now);
std::optional<StoredLink> find_due_link(db::Connection& db, TenantId tenant, std::string_view host);
std::vector<StoredLink> list_due_links(db::Connection& db, TenantId tenant, std::string_view host);

struct LinkHost {
    int failures = 0; // nights in a row
    std::optional<Date> failed_on;
    std::optional<Instant> retry_at;
    std::optional<std::int64_t> busy_job;
    std::optional<Instant> busy_until;
};
LinkHost find_host(db::Connection& db, TenantId tenant, std::string_view host);
void store_host(db::Connection& db, TenantId tenant, std::string_view name, LinkHost const& host);

// What a list shows.
enum class LinkView : std::uint8_t { all, broken, moved, refused, doubtful, unchecked, ok, failing, muted };
enum class LinkOrder : std::uint8_t { target, checked };
struct LinkQuery {
    std::string text; // in the target
    std::optional<LinkKind> kind;
    LinkView view = LinkView::all;
    LinkOrder order = LinkOrder::target;
    bool descending = false;
    std::vector<Scope> scopes; // whose records count; empty: nobody's
    Date today;
    int limit = 0;
    int offset = 0;
    std::vector<LinkId> only = {}; // empty: any
};
std::vector<StoredLink> list_stored_links(db::Connection& db, TenantId tenant, LinkQuery const& query);
// Counts no further than `most`.
std::int64_t count_stored_links(
    db::Connection& db, TenantId tenant, LinkQuery const& query, std::int64_t most);

} // namespace kommin::portal
