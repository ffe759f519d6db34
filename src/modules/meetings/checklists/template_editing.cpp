#include "modules/meetings/checklists/template_editing.hpp"

#include "modules/meetings/panels/field_check.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/records/typed.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace kommin::meetings {

using records::Fields;
using records::one_line;

namespace {

constexpr std::size_t longest_name = 200; // code points

ChecklistTemplate template_from(Fields const& fields)
{
    ChecklistTemplate one;
    one.name = one_line(fields.value(template_field::name));
    one.panel_kind = std::string(trim(fields.value(template_field::kind)));
    one.lines = spelled_lines(read_lines(fields.value(template_field::lines), template_field::lines).lines);
    return one;
}

bool is_known_kind(std::string_view kind)
{
    return kind == for_every_kind || kind == for_no_kind || enum_from<PanelKind>(kind).has_value();
}

ChecklistTemplateId insert_new(Work& work, ChecklistTemplate const& wanted, std::string_view mark)
{
    auto const id = insert_checklist_template(work.db(), work.tenant(), wanted, mark, work.now());
    records::keep_created(work, edited_templates, id.value, Scope::whole_tenant(), form_of(wanted));
    return id;
}

struct Proposed {
    std::string_view mark; // never changed: by it a proposal is found again
    std::string_view kind;
    MessageKey name, lines;
};
constexpr std::array proposals{
    Proposed{
        "proposed every", for_every_kind, "checklist.proposed.every"_msg,
        "checklist.proposed.every.lines"_msg},
    Proposed{
        "proposed conference", "conference", "checklist.proposed.conference"_msg,
        "checklist.proposed.conference.lines"_msg}};

}

bool may_edit_templates(Actor const& actor)
{
    return actor.may(edit_checklists, Scope::whole_tenant());
}

Fields form_of(ChecklistTemplate const& one)
{
    Fields fields;
    fields.set(template_field::name, one.name);
    fields.set(template_field::kind, one.panel_kind);
    fields.set(template_field::lines, one.lines);
    return fields;
}

Fields spelled_template(Fields const& typed)
{
    return form_of(template_from(typed));
}

std::vector<Problem> problems_of_template(Fields const& fields)
{
    FieldCheck check(fields);
    if (one_line(fields.value(template_field::name)).empty())
        check.refuse(template_field::name, "checklist.problem.name"_msg);
    check.check_length(template_field::name, longest_name);
    if (!is_known_kind(trim(fields.value(template_field::kind))))
        check.refuse(template_field::kind, "panel.problem.kind"_msg);
    auto problems = check.take();
    auto typed = read_lines(fields.value(template_field::lines), template_field::lines);
    if (typed.lines.empty() && typed.problems.empty())
        typed.problems.push_back(
            Problem::invalid(std::string(template_field::lines), "checklist.problem.no_line"_msg));
    std::ranges::move(typed.problems, std::back_inserter(problems));
    return problems;
}

Result<void> save_template(Work& work, TemplateVersion const& seen, Fields const& typed)
{
    auto const editing = TRY(records::Editing::begin(
        work, edited_templates, seen.id.value, seen.version, edit_checklists,
        "checklist.problem.unknown"_msg));
    if (auto problems = problems_of_template(typed); !problems.empty())
        return std::move(problems.front());
    auto const before = form_of(load_checklist_template(work.db(), work.tenant(), seen.id).value());
    auto wanted = template_from(typed);
    auto const after = form_of(wanted);
    if (before == after)
        return {};
    wanted.id = seen.id;
    update_checklist_template(work.db(), work.tenant(), wanted, work.now());
    editing.keep_changed(before, after, "changed");
    return {};
}

Result<ChecklistTemplateId> add_template(Work& work, Fields const& typed, std::string_view form_key)
{
    if (!may_edit_templates(work.actor()))
        return Problem::not_found("checklist.problem.unknown"_msg);
    auto const wanted = template_from(typed);
    auto const mark = crypto::sha256_hex(
        work.actor().code() + ' ' + std::string(form_key) + ' ' + form_of(wanted).to_json());
    if (auto const added = find_template_by_mark(work.db(), work.tenant(), mark))
        return *added;
    if (auto problems = problems_of_template(typed); !problems.empty())
        return std::move(problems.front());
    return insert_new(work, wanted, mark);
}

Result<int> adopt_proposed_templates(Work& work, i18n::Texts const& texts)
{
    if (!may_edit_templates(work.actor()))
        return Problem::not_found("checklist.problem.unknown"_msg);
    int added = 0;
    for (auto const& proposal : proposals) {
        if (find_template_by_mark(work.db(), work.tenant(), proposal.mark))
            continue;
        Fields fields;
        fields.set(template_field::name, std::string(texts(proposal.name)));
        fields.set(template_field::kind, std::string(proposal.kind));
        fields.set(template_field::lines, std::string(texts(proposal.lines)));
        if (auto problems = problems_of_template(fields); !problems.empty())
            return std::move(problems.front());
        insert_new(work, template_from(fields), proposal.mark);
        ++added;
    }
    return added;
}

} // namespace kommin::meetings
