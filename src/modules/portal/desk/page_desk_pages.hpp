#pragma once
// The pages on which people at work find and edit information pages.

#include "modules/portal/desk/offer_desk_parts.hpp"
#include "modules/portal/directory/district_names.hpp"
#include "modules/portal/editing/page_editing.hpp"
#include "modules/portal/editing/page_overview.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/record_form.hpp"
#include "platform/web/record_versions.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/staff_list.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kommin::portal {

html::Url page_desk_url(PageId id);
html::Url page_desk_url(PageId id, std::string_view page);

// What the list shows.
struct PageList {
    static constexpr int lines_per_page = 50;

    StaffPageFilter filter;
    std::vector<PageLine> lines; // of all its pages
    std::vector<web::ListView> views; // that this person has saved
    std::vector<InfoPage> general; // which this person does not edit, but may replace in a municipality
    std::vector<tenants::Body> bodies;
};
http::Response page_list_page(web::Call const& call, PageList const& list);

// What the form shows beside the fields.
struct PageFormPage {
    EditedPage const* edited; // null: a new page
    std::string form_key = {}; // of a new page: sent twice, it is one
    records::Fields const& fields;
    std::vector<InfoPage> const& pages; // of the district
    DistrictNames const& names;
    std::vector<Problem> problems = {};
    web::Aside aside = {};
    std::optional<std::string> draft_author = {}; // whose draft it is
    std::optional<std::int64_t> shown_version = {}; // an earlier version was fetched back
    bool is_image_gone = false; // of that version: somebody has erased it
};
http::Response page_form_page(web::Call const& call, PageFormPage const& page);
http::Response page_archive_question(web::Call const& call, EditedPage const& edited);

// The frame of a page below the form.
web::StaffFrame frame_below_page(web::Call const& call, EditedPage const& edited, std::string title);
std::string title_of_page(records::Fields const& fields, i18n::Texts const& texts);
// As in the list.
StateWord state_word_of(PageLine const& line, i18n::Texts const& texts);
MessageKey label_of_kind(InfoPage const& page);
std::string place_of(
    InfoPage const& page, std::vector<tenants::Body> const& bodies, i18n::Texts const& texts);
// For comparing versions of a page; refers to context and categories.
// The pages and places of the district, for forms.
struct PageWorld {
    std::vector<InfoPage> pages;
    DistrictNames names;
};
PageWorld load_page_world(db::Connection& db, TenantId tenant);

web::RecordForm page_record_form(PageContext const& context, i18n::Texts const& texts);

} // namespace kommin::portal
