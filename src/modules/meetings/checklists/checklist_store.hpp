#pragma once
// SQL of the templates of checklists. Every function works inside the caller's transaction.

#include "modules/meetings/checklists/checklist.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/query.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace kommin::meetings {

// For records::EditedKind: saving counts at once, there are no drafts.
inline constexpr db::SqlLiteral checklist_template_table{"checklist_templates"};

// By name; at most `limit`.
std::vector<ChecklistTemplate> list_checklist_templates(db::Connection& db, TenantId tenant, int limit);
std::optional<ChecklistTemplate> load_checklist_template(
    db::Connection& db, TenantId tenant, ChecklistTemplateId id);
// Those that are offered for a meeting of such a panel: first those for this kind alone, then those for every
// kind, the older ones first; at most `limit`.
std::vector<ChecklistTemplate> list_fitting_templates(
    db::Connection& db, TenantId tenant, PanelKind kind, int limit);

// `mark`: of the form; see find_template_by_mark().
ChecklistTemplateId insert_checklist_template(
    db::Connection& db, TenantId tenant, ChecklistTemplate const& one, std::string_view mark, Instant now);
std::optional<ChecklistTemplateId> find_template_by_mark(
    db::Connection& db, TenantId tenant, std::string_view mark);
// As the next version.
void update_checklist_template(
    db::Connection& db, TenantId tenant, ChecklistTemplate const& one, Instant now);

} // namespace kommin::meetings
