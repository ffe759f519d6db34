#pragma once
// The pages on which people at work find, read and edit panels and their seats.

#include "modules/meetings/panels/panel_list.hpp"
#include "modules/meetings/panels/seat_editing.hpp"
#include "platform/html/url.hpp"
#include "platform/html/writer.hpp"
#include "platform/http/response.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/web/call.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/record_versions.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/staff_list.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

using web::choices_among;

inline constexpr std::string_view seats_path = "sitze";

html::Url panels_url(PanelFilter const& filter = {});
html::Url panel_url(PanelId id);
html::Url panel_url(PanelId id, std::string_view page);
html::Url seat_url(SeatId id);
html::Url seat_url(SeatId id, std::string_view page);

// "seit 2005", "2006 bis 31.12.2009", "bis 2008"; "" where neither is known.
std::string span_of(
    std::optional<PartialDate> const& from, std::optional<PartialDate> const& to, i18n::Texts const& texts);
// Whether it is there on that day, and how sure that is.
web::StaffMark mark_of(Panel const& panel, Date today, i18n::Texts const& texts);

struct PanelList {
    Panels const& panels;
    PanelFilter const& filter;
    std::map<PanelId, std::int64_t> const& seats;
    bool may_add;
    std::vector<web::ListView> views = {}; // that this person has saved
};
http::Response panel_list_page(web::Call const& call, PanelList const& list);
http::Response panel_file(web::Call const& call, PanelList const& list);

// What a panel is, its seats and what is below it.
struct PanelPage {
    Panels const& panels; // that this person sees
    Panel const& panel;
    std::vector<Seat> const& seats;
    bool may_edit;
    std::function<void(html::Writer&, Seat const&)> members; // writes who is on a seat
    web::Body further; // what else the module knows of it; may be empty
};
http::Response panel_page(web::Call const& call, PanelPage const& page);

web::RecordForm panel_record_form(Panels const& panels, i18n::Texts const& texts);
web::StaffFrame frame_below_panel(web::Call const& call, Panel const& panel, std::string title);

struct PanelFormPage {
    Panels const& panels; // that this person may edit
    Panel const* panel; // null: a new one
    records::Fields const& fields;
    std::string form_key = {}; // of a new one: sent twice, it is one
    std::vector<Problem> problems = {};
    std::optional<std::int64_t> shown_version = {}; // an earlier version was fetched back
};
http::Response panel_form_page(web::Call const& call, PanelFormPage const& page);

web::RecordForm seat_record_form(web::Call const& call);

// Which organisations the form of a seat offers.
struct OfferedOrganisations {
    std::string words = {}; // that were looked for
    FoundOrganisations found = {}; // with the one that is chosen
    bool was_searched = false;
};

struct SeatFormPage {
    Panel const& panel;
    Seat const* seat; // null: a new one
    records::Fields const& fields;
    OfferedOrganisations offered;
    std::string form_key = {};
    std::vector<Problem> problems = {};
    std::optional<std::int64_t> shown_version = {};
    std::optional<std::int64_t> version = {}; // that the fields were begun from; nothing: of the seat
};
http::Response seat_form_page(web::Call const& call, SeatFormPage const& page);

} // namespace kommin::meetings
