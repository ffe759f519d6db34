#pragma once
// The SQL of translations: one row per subject, field and language.

#include "platform/base/date.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/content/localised_text.hpp"
#include "platform/content/subject_kind.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/query.hpp"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::content {

// The translations of all fields of one kind of subject, ready to be taken apart.
class TranslationShelf {
public:
    static TranslationShelf load(db::Connection& db, TenantId tenant, SubjectKind kind);
    // Those of one, or of some.
    static TranslationShelf load(
        db::Connection& db, TenantId tenant, SubjectKind kind, std::int64_t subject_id);
    static TranslationShelf load(
        db::Connection& db, TenantId tenant, SubjectKind kind, std::vector<std::int64_t> const& subject_ids);
    // Those of one field; they stay where they are.
    [[nodiscard]] std::span<Translation const> find(std::int64_t subject_id, std::string_view field) const;
    // Moves the translations of one field out; empty if there are none.
    std::vector<Translation> take(std::int64_t subject_id, std::string_view field);
    // The translations of all fields whose names begin so, each with its name; they stay where they are.
    [[nodiscard]] std::vector<std::pair<std::string_view, Translation const*>> list(
        std::int64_t subject_id, std::string_view beginning) const;

private:
    static TranslationShelf read(db::Connection& db, db::Query const& query);

    std::map<std::pair<std::int64_t, std::string>, std::vector<Translation>, std::less<>> by_field_;
};

// Writes all translations of one text.
void insert_translations(
    db::Connection& db, TenantId tenant, SubjectKind kind, std::int64_t subject_id, std::string_view field,
    LocalisedText const& text, Instant now);
// Writes one, in the place of what was there in this language.
void store_translation(
    db::Connection& db, TenantId tenant, SubjectKind kind, std::int64_t subject_id, std::string_view field,
    Translation const& translation, Instant now);
void erase_translation(
    db::Connection& db, TenantId tenant, SubjectKind kind, std::int64_t subject_id, std::string_view field,
    Language language);
void erase_translations(db::Connection& db, TenantId tenant, SubjectKind kind, std::int64_t subject_id);
// Of one field, in all languages.
void erase_translations(
    db::Connection& db, TenantId tenant, SubjectKind kind, std::int64_t subject_id, std::string_view field);

} // namespace kommin::content
