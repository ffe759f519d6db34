#include "modules/contacts/api.hpp"

#include "modules/contacts/organisation_details_store.hpp"
#include "modules/contacts/organisation_state.hpp"
#include "platform/search/fold.hpp"

#include <utility>

namespace kommin::contacts {

namespace {

struct OrganisationRow {
    OrganisationId id;
    std::string public_id, key, name, website, email;
    std::int64_t version;
    std::optional<OrganisationId> merged_into;
    bool was_public, is_archived;
    records::DraftState draft_state;
    std::optional<Date> publish_on;
    std::optional<std::string> handed_in_by;
    OrganisationKind kind;
    std::string languages;
};

void insert_key(Work& work, std::string_view key, OrganisationId id)
{
    work.db().execute(
        "INSERT INTO organisation_keys (tenant_id, key, organisation_id) VALUES (?, ?, ?)"
        " ON CONFLICT (tenant_id, key) DO NOTHING",
        work.tenant(), key, id);
}

// A name that nobody but editors has read means nothing to anybody: whoever adds or imports it once it is
// corrected means another one. Not where another one has turned out to be this one: its names are kept for
// it.
void take_unread_name(Work& work, Organisation const& organisation, std::string_view key)
{
    auto const renamed = work.db().execute(
        "UPDATE organisations SET key = ?, public_id = CASE WHEN ? <> '' THEN ? ELSE public_id END"
        " WHERE tenant_id = ? AND id = ? AND published_at IS NULL AND NOT EXISTS (SELECT 1 FROM"
        " organisations merged WHERE merged.tenant_id = ? AND merged.merged_into_id = ?)",
        key, organisation.public_id, organisation.public_id, work.tenant(), organisation.id, work.tenant(),
        organisation.id);
    if (renamed > 0)
        work.db().execute(
            "DELETE FROM organisation_keys WHERE tenant_id = ? AND organisation_id = ? AND key <> ?",
            work.tenant(), organisation.id, key);
}

void raise_version(Work& work, OrganisationId id)
{
    work.db().execute(
        "UPDATE organisations SET version = version + 1, record_version = version + 1, changed_at = ?"
        " WHERE tenant_id = ? AND id = ?",
        work.now(), work.tenant(), id);
}

OrganisationId insert_organisation(
    Work& work, Organisation const& organisation, std::optional<Instant> published_at)
{
    auto const id = work.db().load<OrganisationId>(
        "INSERT INTO organisations (tenant_id, public_id, key, name, website, email, list_text, likeness,"
        " published_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        work.tenant(), organisation.public_id, organisation.key, organisation.name, organisation.website,
        organisation.email, search::folded_text(organisation.name), likeness_of(organisation.name),
        published_at, work.now());
    insert_key(work, organisation.key, id);
    work.audit(
        "contacts.organisation.added", "organisation", id, {},
        {{"key", organisation.key}, {"name", organisation.name}});
    return id;
}

}

Organisation find_or_add_organisation(Work& work, Organisation const& organisation)
{
    if (auto const known = find_organisation_by_key(work.db(), work.tenant(), organisation.key))
        return find_organisation(work.db(), work.tenant(), *known).value().organisation;
    auto added = organisation;
    added.id = insert_organisation(work, organisation, work.now());
    work.publish(published_as, published_organisation, added.id);
    return added;
}

OrganisationId add_hidden_organisation(Work& work, Organisation const& organisation)
{
    return insert_organisation(work, organisation, std::nullopt);
}

void show_organisation(Work& work, OrganisationId id)
{
    // Its fields stay as they are: a draft goes on from what it says now. + 0: an import begins with few of
    // them, and PostgreSQL keeps the plan that it made for these, through all of the tenant, for the ten
    // thousands that follow.
    auto const shown = work.db().execute(
        "UPDATE organisations SET published_at = COALESCE(published_at, ?), is_archived = ?,"
        " draft_base = CASE WHEN published_at IS NULL AND draft_version IS NOT NULL THEN record_version"
        " ELSE draft_base END WHERE tenant_id + 0 = ? AND id = ?"
        " AND (published_at IS NULL OR is_archived = ?)",
        work.now(), false, work.tenant(), id, true);
    if (shown > 0)
        work.audit("contacts.organisation.shown", "organisation", id, {}, {});
}

std::unordered_map<OrganisationId, Organisation> list_organisations(db::Connection& db, TenantId tenant)
{
    std::unordered_map<OrganisationId, Organisation> organisations;
    db.each<Organisation>(
        "SELECT id, public_id, key, name, website, email FROM organisations WHERE tenant_id = ?",
        [&](Organisation organisation) { organisations.emplace(organisation.id, std::move(organisation)); },
        tenant);
    return organisations;
}

std::unordered_map<OrganisationId, Organisation> list_organisations(
    db::Connection& db, TenantId tenant, std::vector<OrganisationId> const& ids)
{
    std::unordered_map<OrganisationId, Organisation> organisations;
    db::Query query(
        "SELECT id, public_id, key, name, website, email FROM organisations WHERE tenant_id + 0 = ?", tenant);
    query.add_any_of("id", ids);
    db.each<Organisation>(query, [&](Organisation organisation) {
        organisations.emplace(organisation.id, std::move(organisation));
    });
    return organisations;
}

std::optional<StoredOrganisation> find_organisation(db::Connection& db, TenantId tenant, OrganisationId id)
{
    auto row = db.find<OrganisationRow>(
        "SELECT id, public_id, key, name, website, email, version, merged_into_id, published_at IS NOT NULL,"
        " is_archived, draft_state, publish_on, handed_in_by, kind, languages FROM organisations"
        " WHERE tenant_id = ? AND id = ?",
        tenant, id);
    if (!row)
        return std::nullopt;
    auto addresses = list_addresses(db, tenant, {id});
    return StoredOrganisation{
        {row->id, std::move(row->public_id), std::move(row->key), std::move(row->name),
         std::move(row->website), std::move(row->email)},
        row->version,
        row->merged_into,
        state_of_organisation(row->was_public, row->is_archived),
        row->draft_state,
        row->publish_on,
        std::move(row->handed_in_by),
        {row->kind, read_tags(row->languages), std::move(addresses[id])}};
}

std::vector<std::string> list_shown_names(db::Connection& db, TenantId tenant, std::int64_t most)
{
    auto names = db.list<std::string>(
        "SELECT name FROM organisations WHERE tenant_id = ? AND merged_into_id IS NULL"
        " AND published_at IS NOT NULL AND NOT is_archived ORDER BY list_text, id LIMIT ?",
        tenant, most + 1);
    if (std::ssize(names) > most)
        names.clear();
    return names;
}

std::optional<OrganisationId> find_organisation_by_key(
    db::Connection& db, TenantId tenant, std::string_view key)
{
    return db.find<OrganisationId>(
        "SELECT organisation_id FROM organisation_keys WHERE tenant_id = ? AND key = ?", tenant, key);
}

void update_organisation(
    Work& work, Organisation const& organisation, std::string_view key, OrganisationState state)
{
    bool const is_hidden = state == OrganisationState::hidden;
    take_unread_name(work, organisation, key);
    work.db().execute(
        "UPDATE organisations SET name = ?, website = ?, email = ?, list_text = ?, likeness = ?,"
        " published_at = COALESCE(published_at, ?), is_archived = ? WHERE tenant_id = ? AND id = ?",
        organisation.name, organisation.website, organisation.email, search::folded_text(organisation.name),
        likeness_of(organisation.name), is_hidden ? std::optional<Instant>{} : work.now(),
        state == OrganisationState::archived, work.tenant(), organisation.id);
    insert_key(work, key, organisation.id);
    raise_version(work, organisation.id);
    if (!is_hidden)
        work.publish(published_as, published_organisation, organisation.id);
}

MovedNames merge_organisation(Work& work, OrganisationId from, OrganisationId into)
{
    auto const ending = find_organisation(work.db(), work.tenant(), from).value();
    // Whatever was merged into it before goes along.
    MovedNames moved{
        work.db().list<std::string>(
            "SELECT key FROM organisation_keys WHERE tenant_id = ? AND organisation_id = ? ORDER BY key",
            work.tenant(), from),
        work.db().list<OrganisationId>(
            "SELECT id FROM organisations WHERE tenant_id = ? AND merged_into_id = ? ORDER BY id",
            work.tenant(), from)};
    work.db().execute(
        "UPDATE organisations SET merged_into_id = ? WHERE tenant_id = ? AND (id = ? OR merged_into_id = ?)",
        into, work.tenant(), from, from);
    work.db().execute(
        "UPDATE organisation_keys SET organisation_id = ? WHERE tenant_id = ? AND organisation_id = ?", into,
        work.tenant(), from);
    work.db().execute(
        "UPDATE organisations SET draft_version = NULL, draft_base = NULL, draft_state = 'none',"
        " publish_on = NULL, handed_in_by = NULL, return_reason = NULL WHERE tenant_id = ? AND id = ?",
        work.tenant(), from);
    erase_distinct_organisations(work, from);
    raise_version(work, from);
    raise_version(work, into);
    if (ending.state == OrganisationState::shown)
        show_organisation(work, into);
    work.publish(published_as);
    return moved;
}

void separate_organisation(Work& work, OrganisationId from, OrganisationId into, MovedNames const& moved)
{
    work.db().execute(
        "UPDATE organisations SET merged_into_id = NULL WHERE tenant_id = ? AND id = ?", work.tenant(), from);
    for (auto const id : moved.organisations)
        work.db().execute(
            "UPDATE organisations SET merged_into_id = ? WHERE tenant_id = ? AND id = ? AND merged_into_id = "
            "?",
            from, work.tenant(), id, into);
    for (auto const& key : moved.keys)
        work.db().execute(
            "UPDATE organisation_keys SET organisation_id = ? WHERE tenant_id = ? AND key = ?"
            " AND organisation_id = ?",
            from, work.tenant(), key, into);
    raise_version(work, from);
    raise_version(work, into);
    work.publish(published_as);
}

} // namespace kommin::contacts
