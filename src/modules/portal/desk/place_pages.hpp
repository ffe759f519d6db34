#pragma once
// The pages on which people at work find and edit places.

#include "modules/portal/editing/place_editing.hpp"
#include "platform/html/url.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/record_form.hpp"
#include "platform/web/record_versions.hpp"
#include "platform/web/staff_frame.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

inline constexpr std::string_view places_path = "orte";

html::Url places_url();
html::Url place_url(BodyId id);
html::Url place_url(BodyId id, std::string_view page);

// `names`: fields_of_place(), or all there are.
web::RecordForm place_record_form(std::vector<std::string_view> const& names, i18n::Texts const& texts);
web::StaffFrame frame_below_place(web::Call const& call, EditedPlace const& place, std::string title);

http::Response place_list_page(web::Call const& call, std::vector<EditedPlace> const& places);
http::Response place_file(web::Call const& call, std::vector<EditedPlace> const& places);

struct PlaceFormPage {
    DraftedPlace const& drafted;
    records::Fields const& fields;
    std::vector<Problem> problems = {};
    web::Aside aside = {};
    std::optional<std::string> draft_author = {}; // whose draft it is
    std::optional<std::int64_t> shown_version = {}; // an earlier version was fetched back
};
http::Response place_form_page(web::Call const& call, PlaceFormPage const& page);

} // namespace kommin::portal
