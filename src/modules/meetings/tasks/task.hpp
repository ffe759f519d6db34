#pragma once
// Tasks: what somebody is to do before or after a meeting or after an advice, until when, and what came of it
// (docs/adr/0070, 0076, 0081).

#include "modules/contacts/people/api.hpp"
#include "modules/meetings/meetings/meeting.hpp"
#include "platform/base/date.hpp"
#include "platform/base/enum_names.hpp"
#include "platform/base/message_key.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/content/subject_kind.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kommin::meetings {

inline constexpr content::SubjectKind task_subject{"task"};

using TaskId = StrongId<struct TaskTag>;
using AdviceId = StrongId<struct AdviceTag>;

enum class TaskState : std::uint8_t { open, done, dropped };
inline constexpr std::array<std::string_view, 3> task_state_names{"open", "done", "dropped"};
inline constexpr std::array all_task_states{TaskState::open, TaskState::done, TaskState::dropped};
inline std::string_view to_text(TaskState state)
{
    return kommin::name_of(task_state_names, state);
}
inline bool from_text(std::string_view text, TaskState& state)
{
    return read_name(task_state_names, text, state);
}
MessageKey label_of(TaskState state);

// What came of a meeting, a line of its checklist: what it takes to hold one, or the next step after an
// advice.
enum class TaskOrigin : std::uint8_t { meeting, checklist, advice };
inline constexpr std::array<std::string_view, 3> task_origin_names{"meeting", "checklist", "advice"};
inline std::string_view to_text(TaskOrigin origin)
{
    return kommin::name_of(task_origin_names, origin);
}
inline bool from_text(std::string_view text, TaskOrigin& origin)
{
    return read_name(task_origin_names, text, origin);
}

struct Task {
    TaskId id;
    std::optional<PanelId> panel; // nothing of an advice, as the meeting
    std::optional<MeetingId> meeting; // from which it comes
    std::optional<AdviceId> advice; // likewise
    std::string text; // on one line
    std::optional<std::int64_t> account; // of whom it is; one of both at most
    std::optional<contacts::PersonId> person;
    std::optional<Date> due;
    TaskState state = TaskState::open;
    std::string word; // what came of it
    TaskOrigin origin = TaskOrigin::meeting;
    std::string who; // in words, of a checklist or an advice: "Geschäftsführung"
    std::string about; // who was advised, of an advice: "Lünen"; may be empty
    std::optional<std::int64_t>
        days_from_meeting; // moves with the meeting; nothing once somebody typed a day
    bool fell_with_meeting = false; // open, and its meeting is called off
    std::int64_t version = 1;
    Instant changed_at = {};

    [[nodiscard]] bool is_of_checklist() const { return origin == TaskOrigin::checklist; }
    [[nodiscard]] bool is_open() const { return state == TaskState::open && !fell_with_meeting; }
    [[nodiscard]] bool is_overdue(Date today) const { return is_open() && due && *due < today; }
};

} // namespace kommin::meetings
