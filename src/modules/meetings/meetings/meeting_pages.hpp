#pragma once
// The pages on which people at work find, read, plan and edit meetings.

#include "modules/meetings/meetings/meeting_list.hpp"
#include "platform/html/url.hpp"
#include "platform/html/writer.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/record_versions.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/staff_list.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

inline constexpr std::string_view series_page = "reihe"; // below the list

html::Url meetings_url(MeetingFilter const& filter = {});
html::Url meeting_url(MeetingId id);
html::Url meeting_url(MeetingId id, std::string_view page);
// The form of a new one, or of a series, for this panel.
html::Url new_meeting_url(std::string_view page, std::optional<PanelId> panel = std::nullopt);

// "Samstag, 18. Oktober 2008, 9–16 Uhr"; as far as it is known.
std::string when_of(Meeting const& meeting, i18n::Texts const& texts);
// "131", "rund 130"; "" where nobody says.
std::string participants_of(Meeting const& meeting, i18n::Texts const& texts);
// "rund 45 %, berichtet": of those with a history of migration; the second with its source. "" where nobody
// says.
std::string reported_percent_of(Meeting const& meeting, i18n::Texts const& texts);
std::string reported_share_of(Meeting const& meeting, i18n::Texts const& texts);
// What came of it, or that somebody has yet to say so; and how sure that is.
web::StaffMark mark_of(Meeting const& meeting, Date today, i18n::Texts const& texts);
// Names of languages, by their tags.
std::string interpreters_of(Meeting const& meeting, i18n::Texts const& texts);

struct MeetingListPage {
    Panels const& panels; // that this person sees
    MeetingFilter const& filter;
    MeetingList const& list;
    std::vector<int> const& years;
    bool may_add;
    std::vector<web::ListView> views = {}; // that this person has saved
};
http::Response meeting_list_page(web::Call const& call, MeetingListPage const& page);

struct MeetingPage {
    SeenMeeting const& seen;
    std::vector<Meeting> const& series; // all of it, by day; empty: it belongs to none
    bool may_edit;
    web::Body further; // what else the module knows of it; may be empty
};
http::Response meeting_page(web::Call const& call, MeetingPage const& page);

// What stands on the page of a panel: its next and its last meetings.
struct MeetingsOfPanel {
    Panel const& panel;
    std::vector<Meeting> next;
    std::vector<Meeting> last;
    bool may_edit;
};
void write_meetings_of_panel(html::Writer& w, web::Call const& call, MeetingsOfPanel const& meetings);

web::RecordForm meeting_record_form(i18n::Texts const& texts);
web::StaffFrame frame_below_meetings(web::Call const& call, std::string title);
web::StaffFrame frame_below_meeting(web::Call const& call, Meeting const& meeting, std::string title);

struct MeetingFormPage {
    Panels const& panels; // for which this person may plan; of a new one
    SeenMeeting const* seen; // null: a new one
    records::Fields const& fields;
    std::string form_key = {}; // of a new one: sent twice, it is one
    std::vector<Problem> problems = {};
    std::optional<std::int64_t> shown_version = {}; // an earlier version was fetched back
};
http::Response meeting_form_page(web::Call const& call, MeetingFormPage const& page);

struct SeriesFormPage {
    Panels const& panels;
    records::Fields const& fields;
    std::string form_key;
    std::vector<Problem> problems = {};
};
http::Response series_form_page(web::Call const& call, SeriesFormPage const& page);
// The days that fields without problems give, each to be left out.
http::Response series_preview_page(web::Call const& call, SeriesFormPage const& page);

} // namespace kommin::meetings
