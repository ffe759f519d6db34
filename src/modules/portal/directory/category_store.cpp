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
             "SELECT id, key, place, is_off_home, is_off_filter, version, changed_at FROM categories"
             " WHERE tenant_id = ? ORDER BY key",
             tenant)) {
        auto const added = changes.emplace(
            std::move(row.key),
            CategoryChange{
                row.id, row.place, row.is_off_home, row.is_off_filter, row.version, row.changed_at, {}});
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

CategoryId insert_category(db::Connection& db, TenantId tenant, std::string_view key, Instant now)
{
    return db.load<CategoryId>(
        "INSERT INTO categories (tenant_id, key, is_off_home, is_off_filter, version, changed_at)"
        " VALUES (?, ?, FALSE, FALSE, 0, ?) RETURNING id",
        tenant, key, now);
}

void update_category(db::Connection& db, TenantId tenant, CategoryId id, CategoryChange const& change)
{
    db.execute(
        "UPDATE categories SET place = ?, is_off_home = ?, is_off_filter = ?, version = ?, changed_at = ?"
        " WHERE tenant_id = ? AND id = ?",
        change.place, change.is_off_home, change.is_off_filter, change.version, change.changed_at, tenant,
        id);
    db.execute("DELETE FROM category_texts WHERE tenant_id = ? AND category_id = ?", tenant, id);
    for (auto const& [language, texts] : change.texts) {
        db.execute(
            "INSERT INTO category_texts (tenant_id, category_id, language, name, hint) VALUES (?, ?, ?, ?, "
            "?)",
            tenant, id, language, texts.name, texts.hint);
    }
}

} // namespace kommin::portal
