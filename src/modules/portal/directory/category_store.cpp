#include "modules/portal/directory/category_store.hpp"

#include "platform/db/query.hpp"

#include <unordered_map>
#include <utility>

namespace kommin::portal {

namespace {

struct CategoryRow {
    CategoryId id;
    std::string key;
    std::optional<std::int64_t> place;
    bool is_off_home;
    bool is_off_filter;
    std::int64_t version;
    Instant changed_at;
    std::string word;
    std::string icon;
    bool is_archived;
    bool was_published;
};

struct CategoryTextsRow {
    CategoryId category_id;
    std::string language;
    std::string name;
    std::string hint;
};

}

std::map<std::string, CategoryChange> list_category_changes(db::Connection& db, TenantId tenant)
{
    std::map<std::string, CategoryChange> changes;
    std::unordered_map<CategoryId, CategoryChange*> by_id;
    for (auto& row : db.list<CategoryRow>(
             "SELECT id, key, place, is_off_home, is_off_filter, version, changed_at, word, icon, "
             "is_archived,"
             " published_at IS NOT NULL FROM categories WHERE tenant_id = ? ORDER BY key",
             tenant)) {
        CategoryChange change{
            .id = row.id,
            .place = row.place,
            .is_off_home = row.is_off_home,
            .is_off_filter = row.is_off_filter,
            .version = row.version,
            .changed_at = row.changed_at};
        if (!row.word.empty())
            change.own
                = OwnSituation{std::move(row.word), std::move(row.icon), row.is_archived, !row.was_published};
        auto const added = changes.emplace(std::move(row.key), std::move(change));
        by_id.emplace(row.id, &added.first->second);
    }
    if (changes.empty())
        return changes;
    db.each<CategoryTextsRow>(
        "SELECT category_id, language, name, hint FROM category_texts WHERE tenant_id = ?",
        [&](CategoryTextsRow row) {
            if (auto const change = by_id.find(row.category_id); change != by_id.end())
                change->second->texts.emplace(
                    std::move(row.language), CategoryTexts{std::move(row.name), std::move(row.hint)});
        },
        tenant);
    return changes;
}

CategoryId find_or_insert_category(db::Connection& db, TenantId tenant, std::string_view key, Instant now)
{
    auto const inserted = db.list<CategoryId>(
        "INSERT INTO categories (tenant_id, key, word, icon, is_archived, is_off_home, is_off_filter,"
        " version, changed_at, published_at) VALUES (?, ?, '', '', FALSE, FALSE, FALSE, 0, ?, ?)"
        " ON CONFLICT (tenant_id, key) DO NOTHING RETURNING id",
        tenant, key, now, now);
    if (!inserted.empty())
        return inserted.front();
    return db.load<CategoryId>("SELECT id FROM categories WHERE tenant_id = ? AND key = ?", tenant, key);
}

CategoryId insert_own_category(
    db::Connection& db, TenantId tenant, std::string_view key, std::string_view word, Instant now)
{
    return db.load<CategoryId>(
        "INSERT INTO categories"
        " (tenant_id, key, word, icon, is_archived, is_off_home, is_off_filter, version, changed_at)"
        " VALUES (?, ?, ?, '', FALSE, FALSE, FALSE, 0, ?) RETURNING id",
        tenant, key, word, now);
}

void update_category(db::Connection& db, TenantId tenant, CategoryId id, CategoryChange const& change)
{
    db.execute(
        "UPDATE categories SET place = ?, is_off_home = ?, is_off_filter = ?, word = ?, icon = ?,"
        " is_archived = ?, version = ?, record_version = ?, changed_at = ?,"
        " published_at = COALESCE(published_at, ?) WHERE tenant_id = ? AND id = ?",
        change.place, change.is_off_home, change.is_off_filter,
        change.own ? std::string_view(change.own->word) : std::string_view{},
        change.own ? std::string_view(change.own->icon) : std::string_view{},
        change.own && change.own->is_archived, change.version, change.version, change.changed_at,
        change.own && change.own->is_hidden ? std::nullopt : std::optional(change.changed_at), tenant, id);
    db.execute("DELETE FROM category_texts WHERE tenant_id = ? AND category_id = ?", tenant, id);
    for (auto const& [language, texts] : change.texts) {
        db.execute(
            "INSERT INTO category_texts (tenant_id, category_id, language, name, hint) VALUES (?, ?, ?, ?, "
            "?)",
            tenant, id, language, texts.name, texts.hint);
    }
}

CarriedBy count_carriers(db::Connection& db, TenantId tenant, Situation situation)
{
    return {
        db.load<std::int64_t>(
            // An offer has a code once. The words of the index stand here as well: SQLite takes it only then.
            "SELECT count(*) FROM offer_codes WHERE tenant_id = ? AND facet = 'situation' AND code = ?"
            " AND code >= 'own_' AND code < 'own~'",
            tenant, to_text(situation)),
        db.load<std::int64_t>(
            "SELECT count(*) FROM pages WHERE tenant_id = ? AND situation = ?", tenant, to_text(situation))};
}

} // namespace kommin::portal
