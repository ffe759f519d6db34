#pragma once
// The pages on which people at work find and edit places.

#include "modules/portal/desk/offer_desk_parts.hpp"
#include "modules/portal/editing/place_editing.hpp"
#include "platform/html/url.hpp"
#include "platform/http/form.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/record_form.hpp"
#include "platform/web/record_versions.hpp"
#include "platform/web/saved_views.hpp"
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

// A place is public from its founding on.
StateWord state_word_of_place(EditedPlace const& place, i18n::Texts const& texts);

// shown: as in the portal, the Kreis first; units: most offices first.
enum class PlaceOrder : std::uint8_t { shown, name, kind, units };
struct PlaceFilter {
    std::string words = {}; // t: in its name or introduction
    bool lacks_introduction = false; // ohne
    PlaceOrder order = PlaceOrder::shown; // nach
    bool reversed = false; // ab

    static PlaceFilter read(http::Form const& query);
    [[nodiscard]] web::ListFields fields() const;
    [[nodiscard]] bool is_descending() const { return (order == PlaceOrder::units) != reversed; }
};
// `places`: all that this person may edit. They are as many as the district has municipalities: one page.
http::Response place_list_page(web::Call const& call, std::vector<EditedPlace> places);
http::Response place_file(web::Call const& call, std::vector<EditedPlace> places);

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
