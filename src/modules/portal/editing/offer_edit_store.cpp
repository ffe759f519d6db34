#include "modules/portal/editing/offer_edit_store.hpp"

#include "modules/portal/editing/asking_address_store.hpp"
#include "modules/portal/editing/offer_asking.hpp"

#include "platform/base/text.hpp"
#include "platform/db/query.hpp"
#include "platform/search/fold.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace kommin::portal {

namespace {

struct LineRow {
    OfferId id;
    std::string title;
    std::optional<contacts::OrganisationId> organisation;
    OfferKind kind;
    std::optional<tenants::BodyId> body;
    Reach reach;
    OfferStatus status;
    bool was_public;
    DraftState draft_state;
    std::optional<Date> publish_on, confirmed_on;
    Instant changed_at;
    std::int64_t version;
    std::string list_text;
    std::string handed_in_by;
};

void add_text(db::Query& query, OfferQuery const& wanted)
{
    auto const words = search::folded_text(wanted.filter.text); // no letter of it means something to LIKE
    if (words.empty())
        return;
    constexpr std::string_view last_letter = "\xf4\x8f\xbf\xbf"; // by bytes, behind whatever goes on
    if (wanted.name_begins)
        query.add(" AND list_text >= ? AND list_text < ?", words, words + std::string(last_letter));
    else
        query.add(" AND list_text LIKE ?", '%' + words + '%');
}

void add_state(db::Query& query, OfferState state)
{
    switch (state) {
    case OfferState::published:
        query.add(" AND published_at IS NOT NULL AND status IN ('active', 'temporarily_closed')"
                  " AND draft_state = 'none'");
        break;
    case OfferState::changed:
        query.add(" AND published_at IS NOT NULL AND draft_state = 'draft'");
        break;
    case OfferState::in_review:
        query.add(" AND draft_state = 'in_review'");
        break;
    case OfferState::returned:
        query.add(" AND draft_state = 'returned'");
        break;
    case OfferState::scheduled:
        query.add(" AND draft_state = 'scheduled'");
        break;
    case OfferState::hidden:
        query.add(" AND published_at IS NULL AND draft_state IN ('none', 'draft')");
        break;
    case OfferState::archived:
        query.add(" AND published_at IS NOT NULL AND status IN ('inactive', 'defunct')"
                  " AND draft_state = 'none'");
        break;
    }
}

void add_scopes(db::Query& query, std::vector<Scope> const& scopes)
{
    std::vector<std::int64_t> owners;
    for (auto const scope : scopes) {
        if (scope.is_whole_tenant())
            return; // covers everything
        owners.push_back(scope.owner());
    }
    // What serves more than one municipality belongs to the Kreis, wherever it stands.
    query.add(" AND reach = 'municipality'").add_any_of("body_id", owners);
}

void add_conditions(db::Query& query, TenantId tenant, OfferQuery const& wanted)
{
    auto const& filter = wanted.filter;
    if (wanted.only)
        query.add(" WHERE tenant_id + 0 = ?", tenant).add_any_of("id", *wanted.only);
    else
        query.add(" WHERE tenant_id = ?", tenant);
    add_scopes(query, wanted.scopes);
    if (wanted.handed_in_by)
        query.add(" AND COALESCE(handed_in_by, ?) = ?", *wanted.handed_in_by, *wanted.handed_in_by);
    add_text(query, wanted);
    if (filter.kind)
        query.add(" AND kind = ?", *filter.kind);
    if (wanted.place)
        query.add(" AND reach = 'municipality' AND body_id = ?", *wanted.place);
    else if (filter.place == "kreis")
        query.add(" AND reach <> 'municipality'");
    else if (!filter.place.empty())
        query.add(" AND FALSE"); // no such place
    if (filter.state)
        add_state(query, *filter.state);
    if (filter.unconfirmed)
        query.add(
            " AND status IN ('active', 'temporarily_closed') AND (confirmed_on IS NULL OR confirmed_on < ?)",
            confirmation_due_before(wanted.today));
    if (filter.unconfirmed == Unconfirmed::overdue)
        query.add(
            " AND published_at IS NOT NULL AND NOT is_example AND confirmed_on < ?",
            confirmation_overdue_before(wanted.today));
    if (filter.unconfirmed == Unconfirmed::unaddressed)
        add_nobody_is_asked(query, tenant);
    if (wanted.only_of_providers)
        query.add(" AND handed_in_by = ?", Actor::visitor().code());
    if (wanted.changed_before)
        query.add(" AND changed_at < ?", *wanted.changed_before);
    if (filter.unconfirmed == Unconfirmed::silent)
        query.add(
            " AND published_at IS NOT NULL AND id IN (SELECT offer_id FROM offer_confirmation_requests"
            " WHERE tenant_id = ? AND answered_at IS NULL AND (undeliverable OR (times >= ? AND asked_at < "
            "?)))",
            tenant, most_askings, asking_limits(wanted.today).reminded_before);
    if (filter.unconfirmed == Unconfirmed::escalated)
        query.add(
            " AND published_at IS NOT NULL AND reach = 'municipality' AND id IN (SELECT offer_id FROM "
            "offer_confirmation_requests"
            " WHERE tenant_id = ? AND answered_at IS NULL AND (undeliverable OR times >= ?) AND asked_at < "
            "?)",
            tenant, most_askings, asking_limits(wanted.today).escalated_before);
}

// Told by the last line and not by a number of lines: what somebody saves meanwhile moves no line twice or
// never into a file, and the thousandth thousand costs what the first one did.
void add_after(db::Query& query, StaffOfferFilter const& filter, OfferLine const& last)
{
    auto const confirmed_on = last.confirmed_on ? to_iso(*last.confirmed_on) : std::string{};
    switch (filter.order) {
    case OfferOrder::name:
        query.add(
            filter.descending ? db::SqlLiteral(" AND (list_text, id) < (?, ?)")
                              : db::SqlLiteral(" AND (list_text, id) > (?, ?)"),
            last.list_text, last.id);
        break;
    case OfferOrder::confirmed:
        query.add(
            filter.descending ? db::SqlLiteral(" AND (COALESCE(confirmed_on, ''), id) < (?, ?)")
                              : db::SqlLiteral(" AND (COALESCE(confirmed_on, ''), id) > (?, ?)"),
            confirmed_on, last.id);
        break;
    case OfferOrder::changed:
        query.add(
            filter.descending ? db::SqlLiteral(" AND (changed_at, id) < (?, ?)")
                              : db::SqlLiteral(" AND (changed_at, id) > (?, ?)"),
            last.changed_at, last.id);
        break;
    }
}

void add_order(db::Query& query, StaffOfferFilter const& filter)
{
    switch (filter.order) {
    case OfferOrder::name:
        query.order_by("list_text", filter.descending);
        break;
    case OfferOrder::confirmed: // what nobody ever confirmed is the oldest
        query.order_by("COALESCE(confirmed_on, '')", filter.descending);
        break;
    case OfferOrder::changed:
        query.order_by("changed_at", filter.descending);
        break;
    }
}

}

void mark_edited_here(db::Connection& db, TenantId tenant, OfferId id)
{
    db.execute("UPDATE offers SET edited_here = TRUE WHERE tenant_id = ? AND id = ?", tenant, id);
}

void rename_hidden_offer(db::Connection& db, TenantId tenant, OfferId id, Offer const& offer)
{
    db.execute(
        "UPDATE offers SET title = ?, kind = ?, list_text = ? WHERE tenant_id = ? AND id = ?"
        " AND published_at IS NULL",
        offer.title.source, offer.kind, list_text(offer), tenant, id);
}

void store_content_hash(db::Connection& db, TenantId tenant, OfferId id, Offer const& offer)
{
    db.execute(
        "UPDATE offers SET content_hash = ? WHERE tenant_id = ? AND id = ?", content_hash(offer), tenant, id);
}

void store_slug(db::Connection& db, TenantId tenant, OfferId id, std::string_view slug)
{
    db.execute("UPDATE offers SET slug = ? WHERE tenant_id = ? AND id = ?", slug, tenant, id);
}

std::optional<OfferId> find_offer_by_key(db::Connection& db, TenantId tenant, std::string_view key)
{
    return db.find<OfferId>("SELECT id FROM offers WHERE tenant_id = ? AND key = ?", tenant, key);
}

std::optional<OfferId> find_offer_by_slug(db::Connection& db, TenantId tenant, std::string_view slug)
{
    return db.find<OfferId>("SELECT id FROM offers WHERE tenant_id = ? AND slug = ?", tenant, slug);
}

bool is_slug_taken(db::Connection& db, TenantId tenant, std::string_view slug)
{
    return db.load<std::int64_t>(
               "SELECT count(*) FROM offers WHERE tenant_id = ? AND (slug = ? OR key = ?)", tenant, slug,
               slug)
        > 0;
}

std::vector<OfferLine> list_offer_lines(db::Connection& db, TenantId tenant, OfferQuery const& query)
{
    db::Query sql(
        "SELECT id, title, organisation_id, kind, body_id, reach, status, published_at IS NOT NULL,"
        " draft_state, publish_on, confirmed_on, changed_at, version, list_text, COALESCE(handed_in_by, '')"
        " FROM offers");
    // Words are looked for in the index, which has names and ids; only what is shown is fetched.
    bool const is_found_by_words = query.filter.order == OfferOrder::name && !query.filter.text.empty();
    if (is_found_by_words)
        sql.add(" WHERE tenant_id + 0 = ? AND id IN (SELECT id FROM offers", tenant);
    add_conditions(sql, tenant, query);
    if (query.after)
        add_after(sql, query.filter, *query.after);
    add_order(sql, query.filter);
    sql.add(" LIMIT ? OFFSET ?", query.limit, query.offset);
    if (is_found_by_words)
        add_order(sql.add(")"), query.filter);
    auto rows = db.list<LineRow>(sql);

    std::vector<contacts::OrganisationId> ids;
    for (auto const& row : rows) {
        if (row.organisation)
            ids.push_back(*row.organisation);
    }
    std::ranges::sort(ids);
    ids.erase(std::ranges::unique(ids).begin(), ids.end());
    auto const organisations = contacts::list_organisations(db, tenant, ids);
    std::unordered_map<tenants::BodyId, std::string> places;
    for (auto& body : tenants::list_bodies(db, tenant))
        places.emplace(body.id, std::move(body.name));

    std::vector<OfferLine> lines;
    lines.reserve(rows.size());
    for (auto& row : rows)
        lines.push_back(
            {.id = row.id,
             .title = std::move(row.title),
             .organisation = row.organisation ? organisations.at(*row.organisation).name : std::string{},
             .kind = row.kind,
             .place = row.reach == Reach::municipality && row.body ? places.at(*row.body) : std::string{},
             .reach = row.reach,
             .status = row.status,
             .was_public = row.was_public,
             .draft_state = row.draft_state,
             .publish_on = row.publish_on,
             .confirmed_on = row.confirmed_on,
             .changed_at = row.changed_at,
             .version = row.version,
             .list_text = std::move(row.list_text),
             .is_from_provider = row.handed_in_by == Actor::visitor().code()});
    return lines;
}

std::int64_t count_offer_lines(
    db::Connection& db, TenantId tenant, OfferQuery const& query, std::int64_t most)
{
    db::Query sql("SELECT count(*) FROM (SELECT 1 FROM offers");
    add_conditions(sql, tenant, query);
    sql.add(" LIMIT ?) AS found", most);
    return db.list<std::int64_t>(sql).front();
}

std::optional<Instant> find_longest_silence(db::Connection& db, TenantId tenant, OfferQuery const& query)
{
    db::Query sql(
        "SELECT asked_at FROM offer_confirmation_requests WHERE tenant_id = ? AND answered_at IS NULL"
        " AND offer_id IN (SELECT id FROM offers",
        tenant);
    add_conditions(sql, tenant, query);
    sql.add(") ORDER BY asked_at LIMIT 1");
    auto const first = db.list<Instant>(sql);
    return first.empty() ? std::nullopt : std::optional(first.front());
}

} // namespace kommin::portal
