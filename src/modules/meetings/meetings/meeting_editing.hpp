#pragma once
// Editing meetings: planning one or a series, what came of it. A change counts at once; one that does not
// take place is cancelled and not deleted (docs/adr/0034, 0061). Rights are those for the panel's owner.

#include "modules/meetings/meetings/meeting.hpp"
#include "modules/meetings/meetings/meeting_store.hpp"
#include "modules/meetings/meetings/series.hpp"
#include "modules/meetings/panels/form_fields.hpp"
#include "modules/meetings/panels/panel_editing.hpp"
#include "platform/access/actor.hpp"
#include "platform/base/problem.hpp"
#include "platform/base/result.hpp"
#include "platform/records/editing.hpp"
#include "platform/records/fields.hpp"
#include "platform/work/work.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

// The fields of the form. `panel` is asked of a new meeting only: the number of the panel.
namespace meeting_field {
inline constexpr std::string_view panel = "panel";
inline constexpr std::string_view title = "title";
inline constexpr std::string_view purpose = "purpose";
inline constexpr std::string_view day = "day";
inline constexpr std::string_view begins = "begins";
inline constexpr std::string_view ends = "ends";
inline constexpr std::string_view place = "place";
inline constexpr std::string_view address = "address";
inline constexpr std::string_view link = "link";
inline constexpr std::string_view interpreters = "interpreters"; // several
inline constexpr std::string_view childcare = "childcare";
inline constexpr std::string_view accessibility = "accessibility";
inline constexpr std::string_view planned = "budget_planned";
inline constexpr std::string_view spent = "budget_spent";
inline constexpr std::string_view state = "state";
inline constexpr std::string_view reason = "reason";
inline constexpr std::string_view participants = "participants";
inline constexpr std::string_view approximate = "approximate";
inline constexpr std::string_view share = "share";
inline constexpr std::string_view share_approximate = "share_approximate";
inline constexpr std::string_view share_source = "share_source";
inline constexpr std::string_view results = "results";
inline constexpr std::string_view visible = panel_field::visible;
inline constexpr std::string_view agenda = "agenda";
inline constexpr std::string_view uncertain = panel_field::uncertain;
inline constexpr std::string_view remark = panel_field::remark;
inline constexpr std::string_view source = panel_field::source;
inline constexpr std::string_view checklist = "checklist"; // asked of a new meeting only
} // namespace meeting_field
// In the order of the form, without the panel.
inline constexpr std::array all_meeting_fields{
    FormField{meeting_field::title, "meeting.field.title"_msg},
    FormField{meeting_field::day, "meeting.field.day"_msg},
    FormField{meeting_field::begins, "meeting.field.begins"_msg},
    FormField{meeting_field::ends, "meeting.field.ends"_msg},
    FormField{meeting_field::purpose, "meeting.field.purpose"_msg},
    FormField{meeting_field::place, "meeting.field.place"_msg},
    FormField{meeting_field::address, "meeting.field.address"_msg},
    FormField{meeting_field::link, "meeting.field.link"_msg},
    FormField{meeting_field::interpreters, "meeting.field.interpreters"_msg},
    FormField{meeting_field::childcare, "meeting.field.childcare"_msg},
    FormField{meeting_field::accessibility, "meeting.field.accessibility"_msg},
    FormField{meeting_field::planned, "meeting.field.planned"_msg},
    FormField{meeting_field::spent, "meeting.field.spent"_msg},
    FormField{meeting_field::state, "meeting.field.state"_msg},
    FormField{meeting_field::reason, "meeting.field.reason"_msg},
    FormField{meeting_field::participants, "meeting.field.participants"_msg},
    FormField{meeting_field::approximate, "meeting.field.approximate"_msg},
    FormField{meeting_field::share, "meeting.field.share"_msg},
    FormField{meeting_field::share_approximate, "meeting.field.share_approximate"_msg},
    FormField{meeting_field::share_source, "meeting.field.share_source"_msg},
    FormField{meeting_field::results, "meeting.field.results"_msg},
    FormField{meeting_field::visible, "form.visible"_msg},
    FormField{meeting_field::agenda, "meeting.field.agenda"_msg},
    FormField{meeting_field::uncertain, "form.uncertain"_msg},
    FormField{meeting_field::remark, "form.remark"_msg},
    FormField{meeting_field::source, "form.source"_msg}};
inline constexpr std::string_view approximate_value = "ja";
inline constexpr std::string_view checklist_value = "ja";

inline constexpr std::array<std::string_view, 3> harmless_meeting_fields{
    meeting_field::day, meeting_field::state, meeting_field::childcare};
inline constexpr records::EditedKind edited_meetings{
    .kind = meeting_subject,
    .table = meeting_table,
    .owner = "(SELECT COALESCE(p.body_id, 0) FROM panels p WHERE p.id = meetings.panel_id)",
    .was_public = "FALSE",
    .actions = "meetings.meeting",
    .harmless_fields = harmless_meeting_fields,
    .has_drafts = false};

// A meeting with its panel.
struct SeenMeeting {
    Meeting meeting;
    Panel panel;
};
// Nothing where it does not exist or this actor has no such permission for its panel.
std::optional<SeenMeeting> find_seen_meeting(
    db::Connection& db, TenantId tenant, MeetingId id, Actor const& actor, Permission permission);

records::Fields form_of(Meeting const& meeting);
// As they are stored: on one line where the form has one, days as "18.11.2006", times as "09:30", money as
// "1250,00".
records::Fields spelled_meeting(records::Fields const& typed);
// Everything that stands in the way of saving.
std::vector<Problem> problems_of_meeting(records::Fields const& fields, Date today);

// Which meeting, as this person last saw it.
struct MeetingVersion {
    MeetingId id;
    std::int64_t version;
};
// What the parts above do in the work that saves a meeting. Where one refuses, nothing is saved.
struct MeetingFollowers {
    Result<void> (*added)(Work& work, MeetingId id, records::Fields const& typed) = nullptr;
    Result<void> (*changed)(Work& work, Meeting const& before, Meeting const& after) = nullptr;
};
// Problems: not_found without the right to edit its panel's meetings; what problems_of_meeting() finds; a
// conflict where somebody has changed it meanwhile ("record.problem.changed_meanwhile").
Result<void> save_meeting(
    Work& work, MeetingVersion const& seen, records::Fields const& typed,
    MeetingFollowers const& followers = {});
// A meeting of the panel that the fields name. `form_key`: of the form that was sent; a second time with the
// same entries it makes no second one. Problems: not_found without the right to edit any; "panel" where it is
// none of theirs; what problems_of_meeting() finds.
Result<MeetingId> add_meeting(
    Work& work, records::Fields const& typed, std::string_view form_key,
    MeetingFollowers const& followers = {});

// The fields that the form of a series has beside those of a meeting; `day` is the first one's.
namespace series_field {
inline constexpr std::string_view rhythm = "rhythm";
inline constexpr std::string_view count = "count";
inline constexpr std::string_view days = "tag"; // ISO, several: those that were left ticked
} // namespace series_field
// Everything that stands in the way of a series.
std::vector<Problem> problems_of_series(records::Fields const& fields, Date today);
// Of fields without problems.
std::vector<Date> days_of_series(records::Fields const& fields);
// A meeting on each day that is ticked; the others of the rhythm are left out. `form_key` as of
// add_meeting(): a day that this form has made already is not made twice. Problems as of add_meeting(); "tag"
// where no day is ticked, or one that does not belong to the series.
Result<std::vector<MeetingId>> plan_series(
    Work& work, records::Fields const& typed, std::string_view form_key);

} // namespace kommin::meetings
