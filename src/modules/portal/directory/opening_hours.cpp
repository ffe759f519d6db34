#include "modules/portal/directory/opening_hours.hpp"

#include "platform/i18n/holidays.hpp"

#include <algorithm>

namespace kommin::portal {

namespace {

constexpr int days_ahead = 14;

bool holds_on(WeeklyRule const& rule, Date day)
{
    return rule.weekday == iso_weekday(day) && (!rule.valid_from || *rule.valid_from <= day)
        && (!rule.valid_to || day <= *rule.valid_to);
}

bool have_same_note(NotedOpening const& left, NotedOpening const& right)
{
    return left.note == right.note
        || (left.note != nullptr && right.note != nullptr && left.note->source == right.note->source);
}

template<class MayJoin>
std::vector<NotedOpening> joined(std::vector<NotedOpening> const& sorted, MayJoin may_join)
{
    std::vector<NotedOpening> result;
    for (auto const& noted : sorted) {
        bool const touches = !result.empty() && noted.opening.from.minutes <= result.back().opening.to.minutes
            && noted.opening.by_appointment == result.back().opening.by_appointment
            && may_join(noted, result.back());
        auto const until = noted.opening.to.minutes;
        if (touches)
            result.back().opening.to.minutes = std::max(result.back().opening.to.minutes, until);
        else
            result.push_back(noted);
    }
    return result;
}

// After exceptions and holidays, sorted.
std::vector<NotedOpening> all_on(OpeningHours const& hours, Date day)
{
    std::vector<NotedOpening> openings;
    bool is_exceptional = false;
    for (auto const& exception : hours.exceptions) {
        if (exception.day != day)
            continue;
        is_exceptional = true;
        if (!exception.is_closed)
            openings.push_back({{exception.from, exception.to, false}});
    }
    if (!is_exceptional && !i18n::holiday_in_nrw(day)) {
        for (auto const& rule : hours.weekly) {
            if (holds_on(rule, day))
                openings.push_back(
                    {{rule.from, rule.to, rule.by_appointment || hours.appointment_required},
                     rule.note.empty() ? nullptr : &rule.note});
        }
    }
    std::ranges::sort(openings, {}, [](NotedOpening const& noted) { return noted.opening.from.minutes; });
    return openings;
}

}

int iso_weekday(Date day)
{
    return static_cast<int>(std::chrono::weekday{std::chrono::sys_days{day}}.iso_encoding());
}

std::vector<Opening> openings_on(OpeningHours const& hours, Date day)
{
    std::vector<Opening> openings;
    for (auto const& noted :
         joined(all_on(hours, day), [](NotedOpening const&, NotedOpening const&) { return true; }))
        openings.push_back(noted.opening);
    return openings;
}

std::vector<NotedOpening> noted_openings_on(OpeningHours const& hours, Date day)
{
    return joined(all_on(hours, day), &have_same_note);
}

void sort_hours(OpeningHours& hours)
{
    std::ranges::stable_sort(
        hours.weekly, {}, [](WeeklyRule const& rule) { return std::pair(rule.weekday, rule.from); });
    std::ranges::stable_sort(hours.exceptions, {}, [](DatedException const& exception) {
        return std::pair(exception.day, exception.from);
    });
}

bool are_stale(OpeningHours const& hours, Date today)
{
    auto known_on = hours.confirmed_on;
    if (hours.as_of && (!known_on || *known_on < hours.as_of->first_possible_day()))
        known_on = hours.as_of->first_possible_day();
    if (!known_on)
        return true;
    // sys_days brings a 30 February back to a real day.
    Date const stale_from{std::chrono::sys_days{*known_on + hours_go_stale_after}};
    return stale_from < today;
}

OpenAnswer open_at(OpeningHours const& hours, LocalTime now)
{
    OpenAnswer answer;
    if (hours.always_open) {
        answer.state = OpenState::always;
        return answer;
    }
    bool const has_times = !hours.weekly.empty() || !hours.exceptions.empty();
    if (!has_times) {
        answer.state = hours.appointment_required ? OpenState::appointment_only
            : hours.text.empty()                  ? OpenState::unknown
                                                  : OpenState::unconfirmed;
        return answer;
    }
    if (hours.is_unsure || are_stale(hours, now.date)) {
        answer.state = OpenState::unconfirmed;
        return answer;
    }

    for (auto const& opening : openings_on(hours, now.date)) {
        if (opening.to.minutes <= now.time.minutes)
            continue;
        if (opening.from.minutes <= now.time.minutes) {
            answer.state = opening.by_appointment ? OpenState::open_by_appointment : OpenState::open;
            answer.until = opening.to;
            answer.valid_until = LocalTime{now.date, opening.to};
        } else {
            answer.state = OpenState::closed;
            answer.next = LocalTime{now.date, opening.from};
            answer.valid_until = answer.next;
        }
        return answer;
    }

    answer.state = OpenState::closed;
    bool const has_exception_today
        = std::any_of(hours.exceptions.begin(), hours.exceptions.end(), [&](DatedException const& exception) {
              return exception.day == now.date;
          });
    if (!has_exception_today)
        answer.holiday = i18n::holiday_in_nrw(now.date);
    for (int ahead = 1; ahead <= days_ahead; ++ahead) {
        Date const day = now.date + std::chrono::days{ahead};
        auto const openings = openings_on(hours, day);
        if (!openings.empty()) {
            answer.next = LocalTime{day, openings.front().from};
            break;
        }
    }
    // At midnight "tomorrow at 9" becomes "today at 9".
    answer.valid_until = LocalTime{now.date + std::chrono::days{1}, TimeOfDay{0}};
    return answer;
}

} // namespace kommin::portal
