#include "platform/content/progress.hpp"

#include "platform/db/query.hpp"

#include <algorithm>

namespace kommin::content {

namespace {

struct OpenRow {
    std::string kind;
    std::int64_t id;
    std::string title;
    int texts, missing, outdated, machine;
};

struct CountRow {
    std::string language;
    std::int64_t records, texts;
};

OpenRecord record_of(OpenRow row)
{
    return {
        std::move(row.kind),
        row.id,
        std::move(row.title),
        {row.texts, row.missing, row.outdated, row.machine}};
}

// Stands for every language: nobody has translated anything of the record yet. Of half a million imported
// records most are like this, and one row each is enough.
constexpr std::string_view every_language{};

void add_owners(db::Query& query, Owners const& owners)
{
    if (!owners.all)
        query.add_any_of("owner_id", owners.some);
}

db::Query select_open(TenantId tenant, Language language, Owners const& owners)
{
    db::Query query(
        "SELECT subject_kind, subject_id, title, texts, missing, outdated, machine FROM translation_progress"
        " WHERE tenant_id = ? AND language IN (?, ?)",
        tenant, language.tag(), every_language);
    add_owners(query, owners);
    return query;
}

std::optional<OpenRecord> first_of(db::Connection& db, db::Query const& query)
{
    auto rows = db.list<OpenRow>(query);
    return rows.empty() ? std::nullopt : std::optional(record_of(std::move(rows.front())));
}

}

Progress progress_of(std::span<LocalisedText const* const> texts, Language language)
{
    Progress progress;
    for (auto const* text : texts) {
        if (text->empty())
            continue;
        ++progress.texts;
        auto const found = std::ranges::find(text->translations, language, &Translation::language);
        if (found == text->translations.end())
            ++progress.missing;
        else if (found->source_hash != source_hash(text->source))
            ++progress.outdated;
        else if (found->origin == Origin::machine)
            ++progress.machine;
    }
    return progress;
}

void store_progress(
    db::Connection& db, TenantId tenant, TranslatedRecord const& record, std::span<Language const> languages)
{
    db.execute(
        "DELETE FROM translation_progress WHERE tenant_id = ? AND subject_kind = ? AND subject_id = ?",
        tenant, record.kind.word(), record.id);
    for (auto const language : languages) {
        auto const progress = progress_of(record.texts, language);
        if (progress.open() == 0)
            continue;
        db.execute(
            "INSERT INTO translation_progress (tenant_id, subject_kind, subject_id, language, owner_id, "
            "title,"
            " texts, missing, outdated, machine) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            tenant, record.kind.word(), record.id, language.tag(), record.owner, record.title, progress.texts,
            progress.missing, progress.outdated, progress.machine);
    }
}

std::vector<OpenRecord> list_open_records(
    db::Connection& db, TenantId tenant, Language language, Owners const& owners, int limit, int offset)
{
    std::vector<OpenRecord> records;
    db.each<OpenRow>(
        select_open(tenant, language, owners).add(" ORDER BY id LIMIT ? OFFSET ?", limit, offset),
        [&](OpenRow row) { records.push_back(record_of(std::move(row))); });
    return records;
}

std::optional<OpenRecord> find_next_open_record(
    db::Connection& db, TenantId tenant, Language language, Owners const& owners, SubjectKind kind,
    std::int64_t id)
{
    // A record that was just saved stands at the end of the list, or no longer in it: then the first is next.
    auto const position = db.find<std::int64_t>(
        "SELECT id FROM translation_progress WHERE tenant_id = ? AND language IN (?, ?) AND subject_kind = ?"
        " AND subject_id = ?",
        tenant, language.tag(), every_language, kind.word(), id);
    if (position) {
        auto next = first_of(
            db, select_open(tenant, language, owners).add(" AND id > ? ORDER BY id LIMIT 1", *position));
        if (next)
            return next;
    }
    return first_of(
        db,
        select_open(tenant, language, owners)
            .add(" AND NOT (subject_kind = ? AND subject_id = ?) ORDER BY id LIMIT 1", kind.word(), id));
}

std::vector<OpenCount> count_open_records(
    db::Connection& db, TenantId tenant, Owners const& owners, std::span<Language const> languages)
{
    db::Query query(
        "SELECT language, count(*), CAST(sum(missing + outdated + machine) AS BIGINT)"
        " FROM translation_progress WHERE tenant_id = ?",
        tenant);
    add_owners(query, owners);
    std::vector<OpenCount> counts;
    for (auto const language : languages)
        counts.push_back({language, 0, 0});
    db.each<CountRow>(query.add(" GROUP BY language"), [&](CountRow const& row) {
        for (auto& count : counts) {
            if (row.language == every_language || row.language == count.language.tag()) {
                count.records += row.records;
                count.texts += row.texts;
            }
        }
    });
    return counts;
}

} // namespace kommin::content
