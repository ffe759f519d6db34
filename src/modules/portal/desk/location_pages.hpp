#pragma once
// The pages of locations.

#include "modules/portal/directory/district_names.hpp"
#include "modules/portal/editing/locations.hpp"
#include "modules/portal/editing/moving.hpp"
#include "platform/html/url.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/saved_views.hpp"
#include "platform/web/staff_bulk.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

html::Url location_url(OfferId named_by);
html::Url location_url(OfferId named_by, std::string_view page);
// Its municipalities, by name.
std::string places_of(LocationLine const& line, i18n::Texts const& texts);

http::Response location_list_page(
    web::Call const& call, LocationFilter const& filter, LocationOverview const& overview,
    DistrictNames const& names, std::vector<web::ListView> const& saved_views);
http::Response location_page(web::Call const& call, Location const& location);

// The fields that hold no part of an address.
namespace move_words {
inline constexpr std::string_view action = "aktion";
inline constexpr std::string_view look = "ansehen";
inline constexpr std::string_view correct = "korrigieren";
inline constexpr std::string_view carry_out = "aendern";
inline constexpr std::string_view notes = "hinweise"; // of the two below
inline constexpr std::string_view keep = "behalten";
inline constexpr std::string_view replace = "ersetzen";
inline constexpr std::string_view day = "tag";
}

// What stands in the form.
struct MoveEntries {
    Fields to;
    std::string notes, day; // as typed
    std::vector<web::Ticked> ticked;
};
// What the form begins with: the address as it is, every offer ticked that can be changed.
MoveEntries entries_of(web::Call const& call, Location const& location);

struct MoveForm {
    Location const& location;
    MoveEntries const& entries;
    DistrictNames const& names;
    std::vector<Problem> problems = {};
};
http::Response move_form_page(web::Call const& call, MoveForm const& form);

struct PlannedOffer {
    EditedOffer const* edited;
    MovePlan plan;
};
struct MoveQuestion {
    Location const& location;
    MoveEntries const& entries; // as they are spelled
    Move const& move;
    std::vector<PlannedOffer> offers; // that were ticked
    DistrictNames const& names;
};
http::Response move_question_page(web::Call const& call, MoveQuestion const& question);

} // namespace kommin::portal
