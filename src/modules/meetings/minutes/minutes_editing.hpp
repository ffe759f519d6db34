#pragma once
// Writing minutes: one form with a part for each agenda item. A change counts at once and has versions; what
// was approved is opened again by a correction only.

#include "modules/meetings/meetings/meeting_editing.hpp"
#include "modules/meetings/minutes/minutes.hpp"
#include "modules/meetings/minutes/minutes_store.hpp"
#include "platform/base/problem.hpp"
#include "platform/base/result.hpp"
#include "platform/records/editing.hpp"
#include "platform/records/fields.hpp"
#include "platform/work/work.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

inline constexpr std::array<std::string_view, 2> harmless_minutes_fields{
    minutes_field::state, minutes_field::tie};
inline constexpr records::EditedKind edited_minutes{
    .kind = minutes_subject,
    .table = minutes_table,
    .owner = "(SELECT COALESCE(p.body_id, 0) FROM meetings m JOIN panels p ON p.id = m.panel_id"
             " WHERE m.id = minutes.meeting_id)",
    .was_public = "FALSE",
    .actions = "meetings.minutes",
    .harmless_fields = harmless_minutes_fields,
    .has_drafts = false};

// As their versions have them: what was written, and the state.
records::Fields form_of(Minutes const& minutes);

// What the form of one meeting is held to.
struct MinutesRules {
    std::vector<MinutesItem> items;
    std::optional<std::int64_t> present; // nothing: nobody was counted
    std::set<std::string> secret_votes = {}; // Motion::key() of those decided by ballots
};
MinutesRules rules_for(db::Connection& db, TenantId tenant, MeetingId meeting);
// Everything that stands in the way of saving: of texts their length, of votes that no more were cast than
// people are there.
std::vector<Problem> problems_of_minutes(records::Fields const& fields, MinutesRules const& rules);

// Minutes as this person last saw them.
struct MinutesVersion {
    MinutesId id;
    std::int64_t version;
};
// Of a meeting there is one at most: where they have begun, these. Chair, keeper and the rule for a tie are
// those of the panel's last minutes. Problems: not_found without the right to write them; a conflict where
// the meeting was cancelled ("minutes.problem.cancelled").
Result<MinutesId> begin_minutes(Work& work, MeetingId meeting);
// Problems: not_found without the right to write them; what problems_of_minutes() finds; a conflict where
// somebody has changed them meanwhile ("record.problem.changed_meanwhile"), or where they are approved
// ("minutes.problem.approved").
Result<void> save_minutes(Work& work, MinutesVersion const& seen, records::Fields const& sent);

} // namespace kommin::meetings
