#include "platform/content/progress.hpp"

#include "platform/db/query.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace kommin::content {

namespace {

struct OpenRow {
    std::int64_t position; // in the work list
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

// Where in the work list to begin, and which record to leave out.
struct Part {
    std::int64_t after = 0;
    int limit = 1;
    std::optional<std::pair<SubjectKind, std::int64_t>> left_out = {};
};

std::vector<OpenRow> list_part(
    db::Connection& db, TenantId tenant, std::string_view language, Owners const& owners, Part const& part)
{
    db::Query query(
        "SELECT id, subject_kind, subject_id, title, texts, missing, outdated, machine"
        " FROM translation_progress WHERE tenant_id = ? AND language = ? AND id > ?",
        tenant, language, part.after);
    add_owners(query, owners);
    if (part.left_out)
        query.add(
            " AND NOT (subject_kind = ? AND subject_id = ?)", part.left_out->first.word(),
            part.left_out->second);
    return db.list<OpenRow>(query.add(" ORDER BY id LIMIT ?", part.limit));
}

// What is open in the language alone, and what is open in all, each in its order: the engines would sort all
// of it first.
std::vector<OpenRow> list_merged(
    db::Connection& db, TenantId tenant, Language language, Owners const& owners, Part const& part)
{
    auto rows = list_part(db, tenant, language.tag(), owners, part);
    auto untouched = list_part(db, tenant, every_language, owners, part);
    auto const middle = static_cast<std::ptrdiff_t>(rows.size());
    rows.insert(
        rows.end(), std::make_move_iterator(untouched.begin()), std::make_move_iterator(untouched.end()));
    std::ranges::inplace_merge(rows, rows.begin() + middle, {}, &OpenRow::position);
    if (rows.size() > static_cast<std::size_t>(part.limit))
        rows.resize(static_cast<std::size_t>(part.limit));
    return rows;
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

std::vector<OpenRecord> list_open_records(
    db::Connection& db, TenantId tenant, Language language, Owners const& owners, int limit, int offset)
{
    auto rows = list_merged(db, tenant, language, owners, {.after = 0, .limit = offset + limit});
    std::vector<OpenRecord> records;
    for (auto i = static_cast<std::size_t>(offset); i < rows.size(); ++i)
        records.push_back(record_of(std::move(rows[i])));
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
    for (auto const after : {position.value_or(0), std::int64_t{0}}) {
        auto rows = list_merged(
            db, tenant, language, owners, {.after = after, .limit = 1, .left_out = std::pair(kind, id)});
        if (!rows.empty())
            return record_of(std::move(rows.front()));
    }
    return std::nullopt;
}

std::vector<OpenCount> count_open_records(
    db::Connection& db, TenantId tenant, Owners const& owners, std::span<Language const> languages)
{
    db::Query query(
        "SELECT language, count(*), CAST(sum(missing + outdated + machine) AS BIGINT)"
        " FROM translation_progress WHERE tenant_id = ?",
        tenant);
    std::vector<OpenCount> counts;
    std::vector<std::string_view> asked_for{every_language}; // with them an index leads to an owner's rows
    for (auto const language : languages) {
        counts.push_back({language, 0, 0});
        asked_for.push_back(language.tag());
    }
    query.add_any_of("language", asked_for);
    add_owners(query, owners);
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

std::int64_t count_open_records_up_to(
    db::Connection& db, TenantId tenant, Owners const& owners, std::span<Language const> languages,
    std::int64_t most)
{
    auto const count = [&](std::string_view language) {
        db::Query query(
            "SELECT count(*) FROM (SELECT 1 FROM translation_progress WHERE tenant_id = ? AND language = ?",
            tenant, language);
        add_owners(query, owners);
        return db.list<std::int64_t>(query.add(" LIMIT ?) AS counted", most)).front();
    };
    if (languages.empty())
        return 0;
    auto total = count(every_language) * static_cast<std::int64_t>(languages.size());
    for (auto language = languages.begin(); language != languages.end() && total < most; ++language)
        total += count(language->tag());
    return std::min(total, most);
}

} // namespace kommin::content
