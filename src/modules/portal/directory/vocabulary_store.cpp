#include "modules/portal/directory/vocabulary_store.hpp"

#include "platform/db/query.hpp"

#include <unordered_map>
#include <utility>

namespace kommin::portal {

namespace {

struct ConceptRow {
    ConceptId id;
    std::string key;
    bool is_archived;
    bool is_hidden;
    records::DraftState draft_state;
    std::optional<Date> publish_on;
};

db::Query concepts_query(TenantId tenant)
{
    return db::Query(
        "SELECT id, key, is_removed, is_hidden, draft_state, publish_on FROM concepts WHERE tenant_id = ?",
        tenant);
}

std::optional<ConceptRow> only_row(std::vector<ConceptRow> rows)
{
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

struct ConceptWordsRow {
    ConceptId concept_id;
    std::string language;
    std::string words;
};

StoredConcept stored_of(ConceptRow row)
{
    return {
        .id = row.id,
        .key = std::move(row.key),
        .is_archived = row.is_archived,
        .is_hidden = row.is_hidden,
        .draft_state = row.draft_state,
        .publish_on = row.publish_on};
}

std::optional<StoredConcept> with_words(db::Connection& db, TenantId tenant, std::optional<ConceptRow> row)
{
    if (!row)
        return std::nullopt;
    auto stored = stored_of(std::move(*row));
    db.each<ConceptWordsRow>(
        "SELECT concept_id, language, words FROM concept_words WHERE tenant_id = ? AND concept_id = ?",
        [&](ConceptWordsRow words) {
            stored.words.emplace(std::move(words.language), std::move(words.words));
        },
        tenant, stored.id);
    return stored;
}

}

std::vector<StoredConcept> list_stored_concepts(db::Connection& db, TenantId tenant)
{
    std::vector<StoredConcept> stored;
    std::unordered_map<ConceptId, std::size_t> places;
    for (auto& row : db.list<ConceptRow>(concepts_query(tenant).add(" ORDER BY key"))) {
        places.emplace(row.id, stored.size());
        stored.push_back(stored_of(std::move(row)));
    }
    db.each<ConceptWordsRow>(
        "SELECT concept_id, language, words FROM concept_words WHERE tenant_id = ?",
        [&](ConceptWordsRow row) {
            if (auto const place = places.find(row.concept_id); place != places.end())
                stored[place->second].words.emplace(std::move(row.language), std::move(row.words));
        },
        tenant);
    return stored;
}

std::optional<StoredConcept> find_stored_concept(db::Connection& db, TenantId tenant, std::string_view key)
{
    return with_words(
        db, tenant, only_row(db.list<ConceptRow>(concepts_query(tenant).add(" AND key = ?", key))));
}

std::optional<StoredConcept> find_stored_concept(db::Connection& db, TenantId tenant, ConceptId id)
{
    return with_words(
        db, tenant, only_row(db.list<ConceptRow>(concepts_query(tenant).add(" AND id = ?", id))));
}

std::int64_t count_stored_concepts(db::Connection& db, TenantId tenant)
{
    return db.load<std::int64_t>("SELECT count(*) FROM concepts WHERE tenant_id = ?", tenant);
}

ConceptId insert_concept(db::Connection& db, TenantId tenant, NewStoredConcept const& added, Instant now)
{
    return db.load<ConceptId>(
        "INSERT INTO concepts (tenant_id, key, is_removed, is_hidden, version, record_version, changed_at)"
        " VALUES (?, ?, FALSE, ?, ?, ?, ?) RETURNING id",
        tenant, added.key, added.is_hidden, added.version, added.version, now);
}

void update_concept(db::Connection& db, TenantId tenant, ConceptId id, ConceptStanding standing, Instant now)
{
    db.execute(
        "UPDATE concepts SET version = version + 1, record_version = version + 1, is_removed = ?,"
        " is_hidden = ?, changed_at = ? WHERE tenant_id = ? AND id = ?",
        standing.is_archived, standing.is_hidden, now, tenant, id);
}

void replace_concept_words(db::Connection& db, TenantId tenant, ConceptId id, WordsByLanguage const& words)
{
    db.execute("DELETE FROM concept_words WHERE tenant_id = ? AND concept_id = ?", tenant, id);
    for (auto const& [language, text] : words) {
        db.execute(
            "INSERT INTO concept_words (tenant_id, concept_id, language, words) VALUES (?, ?, ?, ?)", tenant,
            id, language, text);
    }
}

} // namespace kommin::portal
