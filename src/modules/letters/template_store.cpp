#include "modules/letters/template_store.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

namespace kommin::letters {

namespace {

constexpr db::SqlLiteral template_columns{
    "SELECT id, body_id, kind, language, opening, closing, version, changed_at FROM letter_templates"
    " WHERE tenant_id = ?"};

struct TemplateRow {
    TemplateId id;
    std::optional<tenants::BodyId> body;
    std::string kind;
    std::string language;
    std::string opening;
    std::string closing;
    std::int64_t version;
    Instant changed_at;
};

LetterTemplate template_of(TemplateRow row)
{
    return {
        .id = row.id,
        .body = row.body,
        .kind = std::move(row.kind),
        .language = std::move(row.language),
        .words = {std::move(row.opening), std::move(row.closing)},
        .version = row.version,
        .changed_at = row.changed_at};
}

std::vector<LetterTemplate> list_rows(db::Connection& db, db::Query const& sql)
{
    std::vector<LetterTemplate> all;
    for (auto& row : db.list<TemplateRow>(sql))
        all.push_back(template_of(std::move(row)));
    return all;
}

std::optional<LetterTemplate> only_one(std::vector<LetterTemplate> rows)
{
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

std::int64_t owner_of(std::optional<tenants::BodyId> body)
{
    return body ? body->value : 0;
}

}

OwnWords find_own_words(db::Connection& db, TenantId tenant, TemplatePlace const& place)
{
    auto found = find_template(db, tenant, place);
    return found ? std::move(found->words) : OwnWords{};
}

std::optional<LetterTemplate> load_template(db::Connection& db, TenantId tenant, TemplateId id)
{
    return only_one(list_rows(db, db::Query(template_columns, tenant).add(" AND id = ?", id)));
}

std::optional<LetterTemplate> find_template(db::Connection& db, TenantId tenant, TemplatePlace const& place)
{
    return only_one(list_rows(
        db,
        db::Query(template_columns, tenant)
            .add(
                " AND COALESCE(body_id, 0) = ? AND kind = ? AND language = ?", owner_of(place.body),
                place.kind, place.language)));
}

std::optional<TemplateId> find_template_by_mark(db::Connection& db, TenantId tenant, std::string_view mark)
{
    return db.find<TemplateId>(
        "SELECT id FROM letter_templates WHERE tenant_id = ? AND mark = ?", tenant, mark);
}

std::vector<LetterTemplate> list_templates_of_owner(
    db::Connection& db, TenantId tenant, std::optional<tenants::BodyId> body)
{
    return list_rows(
        db,
        db::Query(template_columns, tenant)
            .add(" AND COALESCE(body_id, 0) = ? ORDER BY kind, language", owner_of(body)));
}

std::vector<LetterTemplate> list_templates_of_owners(
    db::Connection& db, TenantId tenant, std::span<Scope const> owners, int most)
{
    db::Query sql(template_columns, tenant);
    if (std::ranges::none_of(owners, &Scope::is_whole_tenant)) {
        std::vector<std::int64_t> ids;
        for (auto const scope : owners)
            ids.push_back(scope.owner());
        sql.add_any_of("COALESCE(body_id, 0)", ids);
    }
    return list_rows(db, sql.add(" ORDER BY id LIMIT ?", most));
}

TemplateId insert_template(
    db::Connection& db, TenantId tenant, LetterTemplate const& wanted, std::string_view mark)
{
    return db.load<TemplateId>(
        "INSERT INTO letter_templates (tenant_id, body_id, kind, language, opening, closing, mark, "
        "changed_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, wanted.body, wanted.kind, wanted.language, wanted.words.opening, wanted.words.closing, mark,
        wanted.changed_at);
}

void update_template(db::Connection& db, TenantId tenant, LetterTemplate const& wanted)
{
    db.execute(
        "UPDATE letter_templates SET opening = ?, closing = ?, version = version + 1, changed_at = ?"
        " WHERE tenant_id = ? AND id = ?",
        wanted.words.opening, wanted.words.closing, wanted.changed_at, tenant, wanted.id);
}

} // namespace kommin::letters
