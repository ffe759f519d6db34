#pragma once
// What the texts of a record said in another language each time somebody saved them.

#include "modules/portal/editing/translating.hpp"
#include "platform/records/versions.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace kommin::portal {

// The translations of a record into one language, by the names of its fields.
records::Fields translations_of(Translatable const& record, Language language);

// Keeps what the translations say now, and at the first time what they said before; notes the audit entry.
// `record`: as it was.
void keep_translations(
    Work& work, Translatable const& record, Language language, records::Fields const& after);

inline constexpr int most_translation_versions = 300; // of one language

// Newest first, of this language. Versions from when the record belonged to somebody else do not exist.
std::vector<records::Version> list_translation_versions(
    db::Connection& db, TenantId tenant, Translatable const& record, Language language, Actor const& actor,
    int limit = most_translation_versions);
std::optional<records::Version> find_translation_version(
    db::Connection& db, TenantId tenant, Translatable const& record, Language language, Actor const& actor,
    std::int64_t number);
// The one before that number, of this language.
std::optional<records::Version> find_translation_version_before(
    db::Connection& db, TenantId tenant, Translatable const& record, Language language, Actor const& actor,
    std::int64_t number);
// In which language a version is; nothing where there is no such version. `kind`: as
// Translatable::history.
std::optional<Language> language_of_version(
    db::Connection& db, TenantId tenant, content::SubjectKind kind, std::int64_t id, std::int64_t number);

// How many erase_earlier_translations() would erase, in all languages.
std::int64_t count_earlier_translations(db::Connection& db, TenantId tenant, Translatable const& record);
// Forgets what the translations ever said, but not what they say now.
void erase_earlier_translations(Work& work, Translatable const& record);

} // namespace kommin::portal
