#pragma once
// The SQL of the vocabulary of the search and nothing else.

#include "modules/portal/directory/vocabulary.hpp"
#include "platform/db/connection.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

// What the district has changed, by key.
std::vector<StoredConcept> list_stored_concepts(db::Connection& db, TenantId tenant);
std::optional<StoredConcept> find_stored_concept(db::Connection& db, TenantId tenant, std::string_view key);
std::optional<StoredConcept> find_stored_concept(db::Connection& db, TenantId tenant, ConceptId id);
std::int64_t count_stored_concepts(db::Connection& db, TenantId tenant);

// Without words.
struct NewStoredConcept {
    std::string_view key;
    std::int64_t version; // 0: nobody has changed it yet
    bool is_hidden;
};
ConceptId insert_concept(db::Connection& db, TenantId tenant, NewStoredConcept const& added, Instant now);
// Its next version is that of the record.
struct ConceptStanding {
    bool is_archived;
    bool is_hidden;
};
void update_concept(db::Connection& db, TenantId tenant, ConceptId id, ConceptStanding standing, Instant now);
// By language; in the stead of all that there were.
void replace_concept_words(db::Connection& db, TenantId tenant, ConceptId id, WordsByLanguage const& words);

} // namespace kommin::portal
