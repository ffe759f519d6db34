#include "modules/meetings/checklists/checklist_store.hpp"

#include <utility>

namespace kommin::meetings {

namespace {

db::Query templates_of(TenantId tenant)
{
    return db::Query(
        "SELECT id, name, panel_kind, lines, version, changed_at FROM checklist_templates WHERE tenant_id = "
        "?",
        tenant);
}

}

std::vector<ChecklistTemplate> list_checklist_templates(db::Connection& db, TenantId tenant, int limit)
{
    return db.list<ChecklistTemplate>(templates_of(tenant).add(" ORDER BY name, id LIMIT ?", limit));
}

std::optional<ChecklistTemplate> load_checklist_template(
    db::Connection& db, TenantId tenant, ChecklistTemplateId id)
{
    auto rows = db.list<ChecklistTemplate>(templates_of(tenant).add(" AND id = ?", id));
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

std::vector<ChecklistTemplate> list_fitting_templates(
    db::Connection& db, TenantId tenant, PanelKind kind, int limit)
{
    return db.list<ChecklistTemplate>(templates_of(tenant).add(
        " AND panel_kind IN (?, ?) ORDER BY CASE WHEN panel_kind = ? THEN 1 ELSE 0 END, id LIMIT ?", kind,
        for_every_kind, for_every_kind, limit));
}

ChecklistTemplateId insert_checklist_template(
    db::Connection& db, TenantId tenant, ChecklistTemplate const& one, std::string_view mark, Instant now)
{
    return db.load<ChecklistTemplateId>(
        "INSERT INTO checklist_templates (tenant_id, name, panel_kind, lines, mark, changed_at)"
        " VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, one.name, one.panel_kind, one.lines, mark, now);
}

std::optional<ChecklistTemplateId> find_template_by_mark(
    db::Connection& db, TenantId tenant, std::string_view mark)
{
    return db.find<ChecklistTemplateId>(
        "SELECT id FROM checklist_templates WHERE tenant_id = ? AND mark = ?", tenant, mark);
}

void update_checklist_template(db::Connection& db, TenantId tenant, ChecklistTemplate const& one, Instant now)
{
    db.execute(
        "UPDATE checklist_templates SET name = ?, panel_kind = ?, lines = ?, version = version + 1,"
        " changed_at = ? WHERE tenant_id = ? AND id = ?",
        one.name, one.panel_kind, one.lines, now, tenant, one.id);
}

} // namespace kommin::meetings
