#pragma once
// Editing the templates of checklists: they are those of the whole district, kept by the conference office.
// Changing one changes no checklist that was made of it.

#include "modules/meetings/checklists/checklist.hpp"
#include "modules/meetings/checklists/checklist_store.hpp"
#include "modules/meetings/panels/form_fields.hpp"
#include "platform/access/actor.hpp"
#include "platform/base/result.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/records/editing.hpp"
#include "platform/records/fields.hpp"
#include "platform/work/work.hpp"

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace kommin::meetings {

namespace template_field {
inline constexpr std::string_view name = "name";
inline constexpr std::string_view kind = "kind";
inline constexpr std::string_view lines = "lines";
} // namespace template_field
inline constexpr std::array all_template_fields{
    FormField{template_field::name, "checklist.field.name"_msg},
    FormField{template_field::kind, "checklist.field.kind"_msg},
    FormField{template_field::lines, "checklist.field.lines"_msg}};

inline constexpr std::array<std::string_view, 1> harmless_template_fields{template_field::kind};
inline constexpr records::EditedKind edited_templates{
    .kind = checklist_template_subject,
    .table = checklist_template_table,
    .owner = "0", // the whole district's
    .was_public = "FALSE",
    .actions = "meetings.checklist_template",
    .harmless_fields = harmless_template_fields,
    .has_drafts = false};

bool may_edit_templates(Actor const& actor);

records::Fields form_of(ChecklistTemplate const& one);
// As they are stored: each line as spelled_lines() writes it.
records::Fields spelled_template(records::Fields const& typed);
// Everything that stands in the way of saving.
std::vector<Problem> problems_of_template(records::Fields const& fields);

// Which template, as this person last saw it.
struct TemplateVersion {
    ChecklistTemplateId id;
    std::int64_t version;
};
// Problems: not_found without the right; what problems_of_template() finds; a conflict where somebody has
// changed it meanwhile ("record.problem.changed_meanwhile").
Result<void> save_template(Work& work, TemplateVersion const& seen, records::Fields const& typed);
// `form_key`: a form sent twice with the same entries makes one template. Problems: not_found without the
// right; what problems_of_template() finds.
Result<ChecklistTemplateId> add_template(Work& work, records::Fields const& typed, std::string_view form_key);
// The proposals of this program in the words of these texts, each once, whatever has become of it since. How
// many were added. Problems: not_found without the right.
Result<int> adopt_proposed_templates(Work& work, i18n::Texts const& texts);

} // namespace kommin::meetings
