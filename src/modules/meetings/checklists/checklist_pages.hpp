#pragma once
// The pages on which people at work keep templates of checklists, and tick the checklist of a meeting.

#include "modules/meetings/checklists/checklist.hpp"
#include "modules/meetings/checklists/template_editing.hpp"
#include "modules/meetings/meetings/meeting_editing.hpp"
#include "modules/meetings/tasks/task_pages.hpp"
#include "platform/html/url.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/record_versions.hpp"
#include "platform/web/staff_frame.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

inline constexpr std::string_view templates_path = "checklisten";

html::Url templates_url();
html::Url template_url(ChecklistTemplateId id);
html::Url template_history_url(ChecklistTemplateId id);
html::Url checklist_url(MeetingId id);
html::Url checklist_url(MeetingId id, std::string_view page);

struct TemplateListPage {
    std::vector<ChecklistTemplate> templates;
    bool is_cut; // there are more
    bool may_edit;
};
http::Response template_list_page(web::Call const& call, TemplateListPage const& page);

struct TemplateFormPage {
    ChecklistTemplate const* edited; // null: a new one
    records::Fields const& fields;
    std::string form_key = {};
    std::vector<Problem> problems = {};
    std::optional<std::int64_t> shown_version = {};
};
http::Response template_form_page(web::Call const& call, TemplateFormPage const& page);
web::RecordForm template_record_form(i18n::Texts const& texts);
web::StaffFrame frame_below_templates(web::Call const& call, std::string title);

struct ChecklistPage {
    SeenMeeting const& seen;
    std::vector<Task> lines;
    bool is_cut; // there are more
    Owners owners;
    std::vector<ChecklistTemplate> fitting; // for a meeting of this panel
    bool may_write;
    bool may_edit_templates;
    std::vector<Problem> problems = {};
};
http::Response checklist_page_of(web::Call const& call, ChecklistPage const& page);
// To be taken along: what there is to do, with boxes to be ticked by hand.
http::Response checklist_print_page(web::Call const& call, ChecklistPage const& page);

struct LinesFormPage {
    SeenMeeting const& seen;
    std::string_view typed;
    std::string form_key;
    std::vector<Problem> problems = {};
};
http::Response lines_form_page(web::Call const& call, LinesFormPage const& page);

} // namespace kommin::meetings
