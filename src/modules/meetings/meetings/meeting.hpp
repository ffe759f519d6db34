#pragma once
// Meetings: when, where and what for a panel meets (docs/adr/0053, 0061). A session of the conference is a
// meeting of the conference.

#include "modules/meetings/panels/panel.hpp"
#include "platform/base/date.hpp"
#include "platform/base/enum_names.hpp"
#include "platform/base/message_key.hpp"
#include "platform/base/money.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/content/subject_kind.hpp"
#include "platform/i18n/local_time.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kommin::meetings {

inline constexpr content::SubjectKind meeting_subject{"meeting"};

using MeetingId = StrongId<struct MeetingTag>;

enum class MeetingState : std::uint8_t { planned, held, cancelled };
inline constexpr std::array<std::string_view, 3> meeting_state_names{"planned", "held", "cancelled"};
inline constexpr std::array all_meeting_states{
    MeetingState::planned, MeetingState::held, MeetingState::cancelled};
inline std::string_view to_text(MeetingState state)
{
    return name_of(meeting_state_names, state);
}
inline bool from_text(std::string_view text, MeetingState& state)
{
    return read_name(meeting_state_names, text, state);
}
MessageKey label_of(MeetingState state);

// Whether somebody looks after children meanwhile.
enum class Childcare : std::uint8_t { unknown, offered, none };
inline constexpr std::array<std::string_view, 3> childcare_names{"unknown", "offered", "none"};
inline constexpr std::array all_childcares{Childcare::offered, Childcare::none, Childcare::unknown};
inline std::string_view to_text(Childcare childcare)
{
    return name_of(childcare_names, childcare);
}
inline bool from_text(std::string_view text, Childcare& childcare)
{
    return read_name(childcare_names, text, childcare);
}
MessageKey label_of(Childcare childcare);

struct Meeting {
    MeetingId id;
    PanelId panel;
    std::string title;
    std::string purpose; // each line a paragraph
    std::optional<PartialDate> day; // nothing only while it is being typed
    std::optional<i18n::TimeOfDay> begins_at, ends_at; // on the clock of the place; only of a whole day
    std::string place; // "Haus Opherdicke"
    std::string address;
    std::string online_link; // https://…
    std::string interpreters; // tags of languages with one blank between them, ascending
    Childcare childcare = Childcare::unknown;
    std::string accessibility; // "Aufzug, Induktionsschleife"
    std::optional<Money> budget_planned, budget_spent;
    MeetingState state = MeetingState::planned;
    std::string cancelled_for; // the reason, "" unless it is cancelled
    std::optional<std::int64_t> participants; // as reported; nothing where nobody says
    bool is_approximate = false; // "rund 100"
    // Of them those with a history of migration, in whole percent, as reported; never counted here.
    std::optional<std::int64_t> reported_share;
    bool is_share_approximate = false; // "rund 45 %"
    std::string share_source; // who has reported it, "" where nobody says
    std::string results; // each line a paragraph
    bool is_uncertain = false; // its sources disagree; the remark says in what
    std::string remark;
    std::string source; // where it is known from
    bool is_public = false; // everybody may read of it
    bool shows_agenda = false; // and what they talk about
    std::string slug; // of its public address: "2027"; "" as long as it was never public
    std::optional<std::string> series; // the same in all that were planned as one series
    std::int64_t version = 1;
    Instant changed_at = {};

    // Its day is over: of "2008" the 31st of December.
    [[nodiscard]] bool is_past(Date today) const;
    // It was held, or its day may have come without its being cancelled: people may have talked there.
    [[nodiscard]] bool may_have_begun(Date today) const;
    // Planned, although its day is over: somebody has to say what came of it.
    [[nodiscard]] bool is_overdue(Date today) const;
};

// Of "3.2027" nobody knows the day yet: no calendar shows it.
inline bool has_whole_day(Meeting const& meeting)
{
    return meeting.day && meeting.day->full();
}

} // namespace kommin::meetings
