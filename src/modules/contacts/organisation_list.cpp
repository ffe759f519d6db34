// The SQL of lists of organisations.

#include "modules/contacts/api.hpp"
#include "modules/contacts/organisation_details_store.hpp"
#include "modules/contacts/organisation_state.hpp"
#include "platform/search/fold.hpp"
#include "platform/work/use_case.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <utility>

namespace kommin::contacts {

namespace {

struct ListedRow {
    OrganisationId id;
    std::string public_id, key, name, website, email, likeness, list_text;
    std::int64_t version;
    bool was_public, is_archived;
    records::DraftState draft_state;
    std::optional<Date> publish_on;
    std::optional<std::string> handed_in_by;
    OrganisationKind kind;
    std::string languages;
};

struct SpelledRow {
    OrganisationId id;
    std::string name, likeness, list_text; // as they are stored, and from then on as they ought to be
};

// Whether the rules of today say something else.
bool is_spelled_anew(SpelledRow& row)
{
    auto likeness = likeness_of(row.name);
    auto list_text = search::folded_text(row.name);
    bool const is_other = likeness != row.likeness || list_text != row.list_text;
    row.likeness = std::move(likeness);
    row.list_text = std::move(list_text);
    return is_other;
}

void add_ids(db::Query& sql, OrganisationQuery const& query)
{
    if (query.among)
        sql.add(" AND id IN (").add(*query.among).add(")");
    if (query.without)
        sql.add(" AND NOT EXISTS (").add(*query.without).add(")");
}

void add_states(db::Query& sql, OrganisationQuery const& query)
{
    if (!query.draft_states.empty())
        sql.add_any_of("draft_state", query.draft_states);
    if (query.states.empty())
        return;
    sql.add(" AND (FALSE");
    for (auto const state : query.states) {
        if (state == OrganisationState::hidden)
            sql.add(" OR published_at IS NULL");
        else
            sql.add(
                " OR (published_at IS NOT NULL AND is_archived = ?)", state == OrganisationState::archived);
    }
    sql.add(")");
}

void add_conditions(db::Query& sql, TenantId tenant, OrganisationQuery const& query)
{
    sql.add(" FROM organisations WHERE tenant_id = ? AND merged_into_id IS NULL", tenant);
    add_ids(sql, query);
    add_states(sql, query);
    if (!query.words.empty()) // folded: no letter of it means something to LIKE
        sql.add(" AND list_text LIKE ?", '%' + query.words + '%');
    if (!query.like.empty())
        sql.add(" AND likeness = ?", query.like);
    if (query.kind)
        sql.add(" AND kind = ?", *query.kind);
    if (!query.language.empty())
        sql.add(" AND ' ' || languages || ' ' LIKE ?", "% " + query.language + " %");
    if (query.is_alike) { // among those that may be seen: the others are nobody's business
        sql.add(
            " AND likeness <> '' AND likeness IN (SELECT likeness FROM organisations WHERE tenant_id = ?"
            " AND merged_into_id IS NULL",
            tenant);
        add_ids(sql, query);
        sql.add(
            " GROUP BY likeness HAVING count(*) > 1) AND EXISTS (SELECT 1 FROM organisations other"
            " WHERE other.tenant_id = ? AND other.likeness = organisations.likeness"
            " AND other.id <> organisations.id AND other.merged_into_id IS NULL"
            " AND NOT EXISTS (SELECT 1 FROM organisation_distinct d"
            " WHERE d.organisation_id = organisations.id AND d.other_id = other.id)",
            tenant);
        if (query.among)
            sql.add(" AND other.id IN (").add(*query.among).add(")");
        sql.add(")");
    }
}

void add_after(db::Query& sql, OrganisationQuery const& query, OrganisationPlace const& place)
{
    if (query.is_alike)
        sql.add(
            query.descending ? db::SqlLiteral(" AND (likeness, list_text, id) < (?, ?, ?)")
                             : db::SqlLiteral(" AND (likeness, list_text, id) > (?, ?, ?)"),
            place.likeness, place.list_text, place.id);
    else
        sql.add(
            query.descending ? db::SqlLiteral(" AND (list_text, id) < (?, ?)")
                             : db::SqlLiteral(" AND (list_text, id) > (?, ?)"),
            place.list_text, place.id);
}

void add_order(db::Query& sql, OrganisationQuery const& query)
{
    if (query.is_alike)
        sql.add(
            query.descending ? db::SqlLiteral(" ORDER BY likeness DESC, list_text DESC, id DESC")
                             : db::SqlLiteral(" ORDER BY likeness, list_text, id"));
    else
        sql.order_by("list_text", query.descending);
}

void add_addresses(db::Connection& db, TenantId tenant, std::vector<ListedOrganisation>& listed)
{
    std::vector<OrganisationId> ids;
    for (auto const& one : listed)
        ids.push_back(one.stored.organisation.id);
    auto addresses = list_addresses(db, tenant, ids);
    for (auto& one : listed)
        one.stored.details.addresses = std::move(addresses[one.stored.organisation.id]);
}

}

std::vector<ListedOrganisation> list_organisations(
    db::Connection& db, TenantId tenant, OrganisationQuery const& query, int limit)
{
    db::Query sql(
        "SELECT id, public_id, key, name, website, email, likeness, list_text, version,"
        " published_at IS NOT NULL, is_archived, draft_state, publish_on, handed_in_by, kind, languages");
    // Words are looked for in the index, which has names and ids; only what is shown is fetched.
    bool const is_found_by_words = !query.words.empty() && !query.is_alike;
    if (is_found_by_words)
        sql.add(" FROM organisations WHERE tenant_id + 0 = ? AND id IN (SELECT id", tenant);
    add_conditions(sql, tenant, query);
    if (query.after)
        add_after(sql, query, *query.after);
    add_order(sql, query);
    sql.add(" LIMIT ?", limit);
    if (is_found_by_words)
        add_order(sql.add(")"), query);
    std::vector<ListedOrganisation> listed;
    db.each<ListedRow>(sql, [&](ListedRow row) {
        listed.push_back(
            {{{row.id, std::move(row.public_id), std::move(row.key), std::move(row.name),
               std::move(row.website), std::move(row.email)},
              row.version,
              {},
              state_of_organisation(row.was_public, row.is_archived),
              row.draft_state,
              row.publish_on,
              std::move(row.handed_in_by),
              {row.kind, read_tags(row.languages)}},
             {std::move(row.likeness), std::move(row.list_text), row.id}});
    });
    add_addresses(db, tenant, listed);
    return listed;
}

std::int64_t count_organisations(
    db::Connection& db, TenantId tenant, OrganisationQuery const& query, std::int64_t most)
{
    db::Query sql("SELECT count(*) FROM (SELECT 1");
    add_conditions(sql, tenant, query);
    return db.list<std::int64_t>(sql.add(" LIMIT ?) AS counted", most)).front();
}

std::vector<Organisation> list_shown_organisations(
    db::Connection& db, TenantId tenant, OrganisationId after, int limit)
{
    return db.list<Organisation>(
        "SELECT id, public_id, key, name, website, email FROM organisations WHERE tenant_id + 0 = ?"
        " AND id > ? AND published_at IS NOT NULL AND is_archived = ? AND merged_into_id IS NULL"
        " ORDER BY id LIMIT ?",
        tenant, after, false, limit);
}

Result<std::optional<std::int64_t>> spell_some_organisations(WorkContext const& context, std::int64_t after)
{
    constexpr int most = 500;
    auto rows = context.connection.list<SpelledRow>(
        "SELECT id, name, likeness, list_text FROM organisations WHERE tenant_id + 0 = ?"
        " AND id > ? ORDER BY id LIMIT ?",
        context.tenant, after, most);
    auto const last = std::ssize(rows) == most ? std::optional(rows.back().id.value) : std::nullopt;
    // Before any writer waits: the rules are slower than the database.
    std::vector<SpelledRow> changing;
    for (auto& row : rows) {
        if (is_spelled_anew(row))
            changing.push_back(std::move(row));
    }
    if (!changing.empty())
        TRY(run_use_case(context, [&](Work& work) -> Result<void> {
            for (auto const& row : changing) // unless somebody has renamed it meanwhile, which spells it, too
                work.db().execute(
                    "UPDATE organisations SET likeness = ?, list_text = ? WHERE tenant_id = ? AND id = ?"
                    " AND name = ?",
                    row.likeness, row.list_text, work.tenant(), row.id, row.name);
            return {};
        }));
    return last;
}

} // namespace kommin::contacts
