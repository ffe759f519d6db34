#include "modules/portal/directory/vocabulary_store.hpp"

#include "platform/db/query.hpp"

#include <unordered_map>
#include <utility>

namespace kommin::portal {

namespace {

struct ConceptRow {
    ConceptId id;
    std::string key;
    bool is_removed;
    std::int64_t version;
    Instant changed_at;
};

struct ConceptWordsRow {
    ConceptId concept_id;
    std::string language;
    std::string words;
};

StoredConcept stored_of(ConceptRow row)
{
    return {row.id, std::move(row.key), row.is_removed, row.version, row.changed_at, {}};
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
    for (auto& row : db.list<ConceptRow>(
             "SELECT id, key, is_removed, version, changed_at FROM concepts WHERE tenant_id = ? ORDER BY key",
             tenant)) {
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
        db, tenant,
        db.find<ConceptRow>(
            "SELECT id, key, is_removed, version, changed_at FROM concepts WHERE tenant_id = ? AND key = ?",
            tenant, key));
}

std::optional<StoredConcept> find_stored_concept(db::Connection& db, TenantId tenant, ConceptId id)
{
    return with_words(
        db, tenant,
        db.find<ConceptRow>(
            "SELECT id, key, is_removed, version, changed_at FROM concepts WHERE tenant_id = ? AND id = ?",
            tenant, id));
}

std::int64_t count_stored_concepts(db::Connection& db, TenantId tenant)
{
    return db.load<std::int64_t>("SELECT count(*) FROM concepts WHERE tenant_id = ?", tenant);
}

ConceptId insert_concept(
    db::Connection& db, TenantId tenant, std::string_view key, std::int64_t version, Instant now)
{
    return db.load<ConceptId>(
        "INSERT INTO concepts (tenant_id, key, is_removed, version, changed_at) VALUES (?, ?, FALSE, ?, ?)"
        " RETURNING id",
        tenant, key, version, now);
}

void update_concept(
    db::Connection& db, TenantId tenant, ConceptId id, std::int64_t version, bool is_removed, Instant now)
{
    db.execute(
        "UPDATE concepts SET version = ?, is_removed = ?, changed_at = ? WHERE tenant_id = ? AND id = ?",
        version, is_removed, now, tenant, id);
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
