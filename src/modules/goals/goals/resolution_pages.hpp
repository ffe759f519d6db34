#pragma once
// The pages on which people at work find and edit resolutions, and how others name one.

#include "modules/goals/goals/goal_editing.hpp"
#include "modules/goals/goals/resolution_desk.hpp"
#include "modules/goals/goals/resolution_editing.hpp"
#include "platform/html/url.hpp"
#include "platform/html/writer.hpp"
#include "platform/http/response.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/web/call.hpp"
#include "platform/web/record_versions.hpp"
#include "platform/web/staff_frame.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

html::Url resolutions_url();
html::Url resolution_url(ResolutionId id);

// "Beschluss, Kreistag, 5. Juni 2007"
std::string title_of(Resolution const& resolution, Goals const& goals, i18n::Texts const& texts);
// One of them in a list, with its wording: <li>.
void write_resolution(
    html::Writer& w, i18n::Texts const& texts, Goals const& goals, Resolution const& resolution,
    bool may_edit);

struct ResolutionListPage {
    Goals const& goals; // for the names of panels and owners
    std::vector<Resolution> const& shown;
    std::int64_t count; // of all
    std::map<ResolutionId, std::int64_t> const& goals_of; // of how many goals each one says something
    std::string_view words;
    bool may_add;
};
http::Response resolution_list_page(web::Call const& call, ResolutionListPage const& page);

web::RecordForm resolution_record_form(i18n::Texts const& texts, Goals const& goals);
web::StaffFrame frame_below_resolutions(web::Call const& call, std::string title);

struct ResolutionFormPage {
    Goals const& goals; // that this person may edit
    EditedResolution const* edited; // null: a new one
    records::Fields const& fields;
    std::string form_key = {};
    std::vector<Problem> problems = {};
    std::optional<std::int64_t> shown_version = {}; // an earlier version was fetched back
    web::Body life = {}; // of one that is there
};
http::Response resolution_form_page(web::Call const& call, ResolutionFormPage const& page);

} // namespace kommin::goals
