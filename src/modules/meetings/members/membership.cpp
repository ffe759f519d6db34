#include "modules/meetings/members/membership.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace kommin::meetings {

namespace {

// In the order of the names.
constexpr std::array<MessageKey, capacity_names.size()> capacity_labels{
    "membership.capacity.holder"_msg, "membership.capacity.substitute"_msg};
constexpr std::array<MessageKey, end_reason_names.size()> end_reason_labels{
    "membership.end.unknown"_msg,       "membership.end.term_over"_msg, "membership.end.resigned"_msg,
    "membership.end.left_function"_msg, "membership.end.died"_msg,      "membership.end.other"_msg,
    "membership.end.mistaken"_msg};
constexpr std::array standing_labels{
    "membership.standing.present"_msg, "membership.standing.coming"_msg, "membership.standing.past"_msg,
    "membership.standing.never"_msg};

// The days on which somebody is certainly there. May be none: the first is behind the last.
struct CertainDays {
    Date first;
    std::optional<Date> last;
};
CertainDays certain_days(Membership const& membership, Date today)
{
    CertainDays days{today, std::nullopt};
    if (membership.valid_to) {
        days.last = membership.valid_to->first_possible_day();
        days.first = *days.last;
    }
    if (membership.valid_from)
        days.first = last_possible_day(*membership.valid_from);
    return days;
}

}

MessageKey label_of(Capacity capacity)
{
    return capacity_labels.at(static_cast<std::size_t>(capacity));
}

MessageKey label_of(EndReason reason)
{
    return end_reason_labels.at(static_cast<std::size_t>(reason));
}

MessageKey label_of(Standing standing)
{
    return standing_labels.at(static_cast<std::size_t>(standing));
}

Standing Membership::standing(Date day) const
{
    if (ended_for == EndReason::mistaken)
        return Standing::never;
    if (auto const last = ends(); last && is_over(*last, day))
        return Standing::past;
    if (valid_from && valid_from->first_possible_day() > day)
        return Standing::coming;
    return Standing::present;
}

std::optional<PartialDate> Membership::ends() const
{
    std::optional<PartialDate> earliest;
    for (auto const& one : {valid_to, seat_ends, panel_ends}) {
        if (one && (!earliest || last_possible_day(*one) < last_possible_day(*earliest)))
            earliest = one;
    }
    return earliest;
}

Date last_possible_day(PartialDate date)
{
    namespace chr = std::chrono;
    if (auto const full = date.full())
        return *full;
    auto const month = date.month().value_or(chr::December);
    return Date(chr::year_month_day(chr::year_month_day_last(date.year(), chr::month_day_last(month))));
}

bool surely_overlap(Membership const& one, Membership const& other, Date today)
{
    auto const left = certain_days(one, today);
    auto const right = certain_days(other, today);
    auto const first = std::max(left.first, right.first);
    return (!left.last || first <= *left.last) && (!right.last || first <= *right.last);
}

} // namespace kommin::meetings
