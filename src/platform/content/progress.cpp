#include "platform/content/progress.hpp"

#include "platform/content/untouched.hpp"
#include "platform/db/query.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace kommin::content {

namespace {

// A row as it is stored, or as it should be.
struct ProgressRow {
    std::int64_t row;
    std::string language;
    std::optional<std::int64_t> owner;
    std::string title, list_text;
    int texts, missing, outdated, machine;
    Instant changed_at;

    [[nodiscard]] Progress progress() const { return {texts, missing, outdated, machine}; }
};

std::vector<ProgressRow> list_rows(db::Connection& db, TenantId tenant, TranslatedRecord const& record)
{
    return db.list<ProgressRow>(
        "SELECT id, language, owner_id, title, list_text, texts, missing, outdated, machine, changed_at"
        " FROM translation_progress WHERE tenant_id = ? AND subject_kind = ? AND subject_id = ?",
        tenant, record.kind.word(), record.id);
}

// What was stored for this language, by itself or as one for all.
ProgressRow const* find_row(std::vector<ProgressRow> const& rows, std::string_view language)
{
    auto found = std::ranges::find(rows, language, &ProgressRow::language);
    if (found == rows.end())
        found = std::ranges::find(rows, every_language, &ProgressRow::language);
    return found == rows.end() ? nullptr : &*found;
}

ProgressRow row_of(
    TranslatedRecord const& record, Language language, Progress const& progress,
    std::vector<ProgressRow> const& before, Instant now)
{
    auto const* const earlier = find_row(before, language.tag());
    bool const is_as_before = earlier != nullptr && earlier->progress() == progress;
    return {
        .row = 0,
        .language = std::string(language.tag()),
        .owner = record.owner,
        .title = record.title,
        .list_text = record.list_text,
        .texts = progress.texts,
        .missing = progress.missing,
        .outdated = progress.outdated,
        .machine = progress.machine,
        .changed_at = is_as_before ? earlier->changed_at : now};
}

// What is to be stored: a row for each language in which something is open, or one for all of them.
std::vector<ProgressRow> wanted_rows(
    TranslatedRecord const& record, std::span<Language const> languages,
    std::vector<ProgressRow> const& before, Instant now)
{
    std::vector<ProgressRow> rows;
    for (auto const language : languages) {
        auto const progress = progress_of(record.texts, language);
        if (progress.open() > 0)
            rows.push_back(row_of(record, language, progress, before, now));
    }
    bool const is_untouched = !rows.empty() && rows.size() == languages.size()
        && std::ranges::all_of(rows, [](ProgressRow const& row) { return row.missing == row.texts; });
    if (is_untouched) {
        auto const latest = std::ranges::max_element(rows, {}, &ProgressRow::changed_at);
        auto one = std::move(*latest);
        one.language = every_language;
        rows = {std::move(one)};
    }
    return rows;
}

bool says_the_same(ProgressRow const& one, ProgressRow const& other)
{
    return one.owner == other.owner && one.title == other.title && one.list_text == other.list_text
        && one.progress() == other.progress() && one.changed_at == other.changed_at;
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
    db::Connection& db, TenantId tenant, TranslatedRecord const& record, std::span<Language const> languages,
    Instant now)
{
    auto const before = list_rows(db, tenant, record);
    auto const wanted = wanted_rows(record, languages, before, now);
    for (auto const& row : before) {
        if (std::ranges::find(wanted, row.language, &ProgressRow::language) == wanted.end())
            db.execute("DELETE FROM translation_progress WHERE tenant_id = ? AND id = ?", tenant, row.row);
    }
    for (auto const& row : wanted) {
        auto const stored = std::ranges::find(before, row.language, &ProgressRow::language);
        if (stored == before.end())
            db.execute(
                "INSERT INTO translation_progress (tenant_id, subject_kind, subject_id, language, owner_id,"
                " title, list_text, texts, missing, outdated, machine, changed_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                tenant, record.kind.word(), record.id, row.language, row.owner, row.title, row.list_text,
                row.texts, row.missing, row.outdated, row.machine, row.changed_at);
        else if (!says_the_same(*stored, row))
            db.execute(
                "UPDATE translation_progress SET owner_id = ?, title = ?, list_text = ?, texts = ?,"
                " missing = ?, outdated = ?, machine = ?, changed_at = ? WHERE tenant_id = ? AND id = ?",
                row.owner, row.title, row.list_text, row.texts, row.missing, row.outdated, row.machine,
                row.changed_at, tenant, stored->row);
    }
}

bool is_progress_stored(
    db::Connection& db, TenantId tenant, TranslatedRecord const& record, std::span<Language const> languages)
{
    auto const before = list_rows(db, tenant, record);
    auto const wanted = wanted_rows(record, languages, before, {}); // no row is from then
    return before.size() == wanted.size() && std::ranges::all_of(wanted, [&](ProgressRow const& row) {
               auto const stored = std::ranges::find(before, row.language, &ProgressRow::language);
               return stored != before.end() && says_the_same(*stored, row);
           });
}

std::vector<std::int64_t> list_noted_ids(
    db::Connection& db, TenantId tenant, SubjectKind kind, std::int64_t after, int limit)
{
    return db.list<std::int64_t>(
        "SELECT DISTINCT subject_id FROM translation_progress WHERE tenant_id = ? AND subject_kind = ?"
        " AND subject_id > ? ORDER BY subject_id LIMIT ?",
        tenant, kind.word(), after, limit);
}

std::vector<int> count_finished_languages(
    db::Connection& db, TenantId tenant, SubjectKind kind, std::vector<std::int64_t> const& ids,
    std::span<Language const> languages)
{
    auto const all = static_cast<int>(languages.size());
    std::map<std::int64_t, int> open;
    struct Row {
        std::int64_t id;
        std::string language;
    };
    db::Query query(
        "SELECT subject_id, language FROM translation_progress WHERE tenant_id = ? AND subject_kind = ?",
        tenant, kind.word());
    db.each<Row>(query.add_any_of("subject_id", ids), [&](Row const& row) {
        if (row.language == every_language)
            open[row.id] = all;
        else if (std::ranges::find(languages, row.language, &Language::tag) != languages.end())
            ++open[row.id];
    });
    std::vector<int> finished;
    finished.reserve(ids.size());
    for (auto const id : ids)
        finished.push_back(all - open[id]);
    return finished;
}

} // namespace kommin::content
