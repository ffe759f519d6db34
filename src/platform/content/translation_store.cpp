#include "platform/content/translation_store.hpp"

namespace kommin::content {

namespace {

struct TranslationRow {
    std::int64_t subject;
    std::string field, language, text, origin, source_hash;
};

db::Query all_of(TenantId tenant, SubjectKind kind)
{
    return db::Query(
        "SELECT subject_id, field, language, text, origin, source_hash FROM translations"
        " WHERE tenant_id = ? AND subject_kind = ?",
        tenant, kind.word());
}

}

TranslationShelf TranslationShelf::load(db::Connection& db, TenantId tenant, SubjectKind kind)
{
    return read(db, all_of(tenant, kind));
}

TranslationShelf TranslationShelf::load(
    db::Connection& db, TenantId tenant, SubjectKind kind, std::int64_t subject_id)
{
    return read(db, all_of(tenant, kind).add(" AND subject_id = ?", subject_id));
}

TranslationShelf TranslationShelf::load(
    db::Connection& db, TenantId tenant, SubjectKind kind, std::vector<std::int64_t> const& subject_ids)
{
    return read(db, all_of(tenant, kind).add_any_of("subject_id", subject_ids));
}

TranslationShelf TranslationShelf::read(db::Connection& db, db::Query const& query)
{
    TranslationShelf shelf;
    db.each<TranslationRow>(query, [&](TranslationRow row) {
        auto const language = Language::find(row.language);
        if (!language)
            return; // a language this build does not know: shown in the fallback
        shelf.by_field_[{row.subject, std::move(row.field)}].push_back(
            {*language, std::move(row.text), row.origin == "machine" ? Origin::machine : Origin::person,
             std::move(row.source_hash)});
    });
    return shelf;
}

std::span<Translation const> TranslationShelf::find(std::int64_t subject_id, std::string_view field) const
{
    auto const found = by_field_.find(std::pair{subject_id, std::string(field)});
    return found == by_field_.end() ? std::span<Translation const>{} : found->second;
}

std::vector<Translation> TranslationShelf::take(std::int64_t subject_id, std::string_view field)
{
    auto const found = by_field_.find(std::pair{subject_id, std::string(field)});
    if (found == by_field_.end())
        return {};
    auto translations = std::move(found->second);
    by_field_.erase(found);
    return translations;
}

std::vector<std::pair<std::string_view, Translation const*>> TranslationShelf::list(
    std::int64_t subject_id, std::string_view beginning) const
{
    std::vector<std::pair<std::string_view, Translation const*>> found;
    for (auto at = by_field_.lower_bound(std::pair{subject_id, std::string(beginning)});
         at != by_field_.end() && at->first.first == subject_id && at->first.second.starts_with(beginning);
         ++at) {
        for (auto const& translation : at->second)
            found.emplace_back(at->first.second, &translation);
    }
    return found;
}

void insert_translations(
    db::Connection& db, TenantId tenant, SubjectKind kind, std::int64_t subject_id, std::string_view field,
    LocalisedText const& text, Instant now)
{
    for (auto const& translation : text.translations)
        db.execute(
            "INSERT INTO translations (tenant_id, subject_kind, subject_id, field, language, text, origin,"
            " source_hash, translated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            tenant, kind.word(), subject_id, field, translation.language.tag(), translation.text,
            translation.origin == Origin::machine ? "machine" : "person", translation.source_hash, now);
}

void store_translation(
    db::Connection& db, TenantId tenant, SubjectKind kind, std::int64_t subject_id, std::string_view field,
    Translation const& translation, Instant now)
{
    erase_translation(db, tenant, kind, subject_id, field, translation.language);
    insert_translations(
        db, tenant, kind, subject_id, field, {.source = {}, .translations = {translation}}, now);
}

void erase_translation(
    db::Connection& db, TenantId tenant, SubjectKind kind, std::int64_t subject_id, std::string_view field,
    Language language)
{
    db.execute(
        "DELETE FROM translations WHERE tenant_id = ? AND subject_kind = ? AND subject_id = ? AND field = ?"
        " AND language = ?",
        tenant, kind.word(), subject_id, field, language.tag());
}

void erase_translations(db::Connection& db, TenantId tenant, SubjectKind kind, std::int64_t subject_id)
{
    db.execute(
        "DELETE FROM translations WHERE tenant_id = ? AND subject_kind = ? AND subject_id = ?", tenant,
        kind.word(), subject_id);
}

void erase_translations(
    db::Connection& db, TenantId tenant, SubjectKind kind, std::int64_t subject_id, std::string_view field)
{
    db.execute(
        "DELETE FROM translations WHERE tenant_id = ? AND subject_kind = ? AND subject_id = ? AND field = ?",
        tenant, kind.word(), subject_id, field);
}

} // namespace kommin::content
