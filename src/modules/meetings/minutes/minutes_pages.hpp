#pragma once
// The pages on which people at work write, read and settle minutes.

#include "modules/meetings/minutes/minutes_course.hpp"
#include "modules/meetings/tasks/task_pages.hpp"
#include "platform/content/localised_text.hpp"
#include "platform/html/url.hpp"
#include "platform/html/writer.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/record_versions.hpp"
#include "platform/web/staff_frame.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

inline constexpr std::string_view minutes_list_path = "protokolle";
inline constexpr std::string_view minutes_path = "protokoll"; // below a meeting
html::Url minutes_url(MeetingId id);
html::Url minutes_url(MeetingId id, std::string_view page);
html::Url minutes_history_url(MeetingId id);
web::StaffMark mark_of(Minutes const& minutes, i18n::Texts const& texts);

// "Beschluss 3/2027", "Antrag".
std::string heading_of(
    Motion const& motion, Outcome outcome, std::span<DecisionNumber const> numbers, i18n::Texts const& texts);

// What is written of an item, or of none of them, in whatever language somebody reads it. `field`: "title" of
// the item, or as the minutes' translations call it.
using ToldInMinutes = std::function<content::Shown(
    std::optional<ItemId> item, std::string_view field, std::string_view source)>;

// What is written of a meeting, item by item; the same for people at work, for whoever has a link and for the
// public, who differ in what they are given.
struct MinutesText {
    i18n::Texts const& texts;
    MinutesContent const& content;
    std::span<DecisionNumber const> numbers;
    std::string_view box; // classes of what stands out
    ToldInMinutes told = {}; // empty: as it was written, in German
    void operator()(html::Writer& w) const;
};
// Without what is no business of the public: internal items and notes, who moved what, who kept the minutes.
MinutesContent public_part(MinutesContent content);
// For whoever reads minutes and does not write them, and on paper.
MinutesContent without_office_notes(MinutesContent content);
// For guests who were there: without what is internal.
MinutesContent without_internal(MinutesContent content);

struct ShownAmendment {
    Amendment amendment;
    std::string name; // "" where this person may not see it
    std::string item; // "TOP 3"; "" where it is about the whole
};
// Everything that stands beside the text.
struct MinutesSide {
    std::vector<std::string> present; // by name, as far as this person may see them
    std::optional<std::int64_t> count; // of all; of approved minutes as of that day …
    std::optional<std::int64_t> count_today; // … and of those who are noted by now, as `present` is
    std::vector<Task> tasks; // as they stand today
    std::optional<std::vector<KeptTask>> kept_tasks = {}; // as they were approved, where that was kept
    Owners owners;
    std::vector<ShownAmendment> amendments;
};
struct MinutesPage {
    SeenMeeting const& seen;
    std::optional<Minutes> minutes; // nothing: not begun
    MinutesContent content;
    std::vector<DecisionNumber> numbers;
    std::vector<Edition> editions; // the newest first
    MinutesSide side;
    std::optional<AgendaItem> approval;
    std::optional<Meeting> approved_by; // on whose agenda that stands
    std::int64_t without_mail = 0; // so many of those who were there get no letter
    std::int64_t parties = 0; // of participants, that get one
    std::int64_t parties_without_mail = 0; // and that get none
    std::int64_t parties_not_told = 0; // nor do these, who were not told that it may come
    std::vector<Problem> problems = {};
    std::string until = {}; // as typed
    std::string reason = {}; // likewise
    std::string word = {}; // likewise, to a remark …
    std::optional<AmendmentId> remark = {}; // … this one
};
http::Response minutes_page(web::Call const& call, MinutesPage const& page);
http::Response minutes_print_page(web::Call const& call, MinutesPage const& page);

struct MinutesFormPage {
    SeenMeeting const& seen;
    Minutes const& minutes;
    std::vector<MinutesItem> const& items;
    records::Fields const& fields;
    MinutesSide const& side;
    std::vector<Problem> problems = {};
    std::optional<std::int64_t> shown_version = {};
};
http::Response minutes_form_page(web::Call const& call, MinutesFormPage const& page);
web::RecordForm minutes_record_form(i18n::Texts const& texts, std::vector<MinutesItem> const& items);
void write_present(html::Writer& w, i18n::Texts const& texts, MinutesSide const& side);
void write_tasks_card(
    html::Writer& w, web::Call const& call, SeenMeeting const& seen, MinutesSide const& side, bool may_add);

} // namespace kommin::meetings
