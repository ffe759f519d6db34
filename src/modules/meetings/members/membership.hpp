#pragma once
// Memberships: people on the seats of panels, from–to, as holder or substitute (docs/adr/0053, 0065). A seat
// is a function and whole without a person; whoever has a function in two panels is one person.

#include "modules/contacts/people/api.hpp"
#include "modules/meetings/panels/panel.hpp"
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

inline constexpr content::SubjectKind membership_subject{"membership"};

using MembershipId = StrongId<struct MembershipTag>;

enum class Capacity : std::uint8_t { holder, substitute };
inline constexpr std::array<std::string_view, 2> capacity_names{"holder", "substitute"};
inline constexpr std::array all_capacities{Capacity::holder, Capacity::substitute};
inline std::string_view to_text(Capacity capacity)
{
    return name_of(capacity_names, capacity);
}
inline bool from_text(std::string_view text, Capacity& capacity)
{
    return read_name(capacity_names, text, capacity);
}
MessageKey label_of(Capacity capacity);

// Why one has ended. mistaken: it was written down by mistake and never held.
enum class EndReason : std::uint8_t { unknown, term_over, resigned, left_function, died, other, mistaken };
inline constexpr std::array<std::string_view, 7> end_reason_names{
    "", "term_over", "resigned", "left_function", "died", "other", "mistaken"};
inline constexpr std::array all_end_reasons{
    EndReason::unknown, EndReason::term_over, EndReason::resigned, EndReason::left_function,
    EndReason::died,    EndReason::other,     EndReason::mistaken};
inline std::string_view to_text(EndReason reason)
{
    return name_of(end_reason_names, reason);
}
inline bool from_text(std::string_view text, EndReason& reason)
{
    return read_name(end_reason_names, text, reason);
}
MessageKey label_of(EndReason reason);

// Whether it holds on a day. never: written down by mistake.
enum class Standing : std::uint8_t { present, coming, past, never };
MessageKey label_of(Standing standing);

struct Membership {
    MembershipId id;
    SeatId seat;
    contacts::PersonId person;
    Capacity capacity = Capacity::holder;
    std::optional<PartialDate> valid_from, valid_to; // both days included
    EndReason ended_for = EndReason::unknown;
    std::string remark;
    std::string recorded_by; // Actor::code()
    Instant recorded_at = {};
    std::int64_t version = 1;
    Instant changed_at = {};
    std::optional<PartialDate> seat_ends, panel_ends; // it ends with the seat, and with the panel

    // As far as the days are known: of "2006" every day of that year.
    [[nodiscard]] Standing standing(Date day) const;
    // The earliest of its own last day and those of seat and panel.
    [[nodiscard]] std::optional<PartialDate> ends() const;
};

// The last day that it may be: of "2008" the 31st of December.
Date last_possible_day(PartialDate date);
// Whether both hold on some day, whatever the missing parts of their days are: somebody until 2006 and
// somebody from 2006 on do not. Of whom nobody knows since when, it is certain at the end only, or from
// `today` on.
bool surely_overlap(Membership const& one, Membership const& other, Date today);

} // namespace kommin::meetings
