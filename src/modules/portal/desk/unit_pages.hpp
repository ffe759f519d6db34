#pragma once
// The pages on which people at work edit the offices of a place.

#include "modules/portal/editing/unit_editing.hpp"
#include "platform/html/url.hpp"
#include "platform/html/writer.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/record_versions.hpp"
#include "platform/web/staff_frame.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

inline constexpr std::string_view units_path = "stellen";

html::Url unit_url(UnitId id);
html::Url unit_url(UnitId id, std::string_view page);

MessageKey label_of(tenants::UnitKind kind);
// What people call it: its name on that day, else the last one it had.
std::string title_of_unit(tenants::OrganisationalUnit const& unit, Date day);

// The offices of a place, below its form.
struct UnitTable {
    web::Call const& call;
    EditedPlace const& place;
    void operator()(html::Writer& writer) const;
};

// With the fields of as many names as the given ones have.
web::RecordForm unit_record_form(std::size_t names, i18n::Texts const& texts);
web::StaffFrame frame_below_unit(web::Call const& call, EditedUnit const& edited, std::string title);

struct UnitFormPage {
    EditedPlace const& place;
    tenants::OrganisationalUnit const* unit; // null: a new one
    records::Fields const& fields;
    std::vector<Problem> problems = {};
    std::optional<std::int64_t> shown_version = {}; // an earlier version was fetched back
};
http::Response unit_form_page(web::Call const& call, UnitFormPage const& page);

} // namespace kommin::portal
