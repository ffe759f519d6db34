#include "modules/meetings/meetings/series.hpp"

#include <chrono>

namespace kommin::meetings {

namespace {

using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::year_month;

Date same_day_in(year_month month, Date first)
{
    Date const same{month.year(), month.month(), first.day()};
    return same.ok() ? same : Date{month.year() / month.month() / std::chrono::last};
}

Date same_weekday_in(year_month month, Date first)
{
    std::chrono::weekday const weekday{sys_days{first}};
    auto const number = (static_cast<unsigned>(first.day()) - 1) / 7 + 1; // the which of its month
    std::chrono::year_month_weekday const same{month.year(), month.month(), weekday[number]};
    if (same.ok())
        return Date{sys_days{same}};
    return Date{sys_days{month.year() / month.month() / weekday[std::chrono::last]}};
}

}

MessageKey label_of(Rhythm rhythm)
{
    switch (rhythm) {
    case Rhythm::weekly:
        return "meeting.rhythm.weekly"_msg;
    case Rhythm::fortnightly:
        return "meeting.rhythm.fortnightly"_msg;
    case Rhythm::quarterly:
        return "meeting.rhythm.quarterly"_msg;
    case Rhythm::yearly:
        return "meeting.rhythm.yearly"_msg;
    case Rhythm::monthly:
        break;
    }
    return "meeting.rhythm.monthly"_msg;
}

std::vector<Date> days_of_series(Date first, Rhythm rhythm, int count)
{
    year_month const begun{first.year(), first.month()};
    std::vector<Date> days;
    for (int number = 0; number < count; ++number) {
        switch (rhythm) {
        case Rhythm::weekly:
            days.push_back(first + std::chrono::days{7 * number});
            break;
        case Rhythm::fortnightly:
            days.push_back(first + std::chrono::days{14 * number});
            break;
        case Rhythm::monthly:
            days.push_back(same_weekday_in(begun + months{number}, first));
            break;
        case Rhythm::quarterly:
            days.push_back(same_day_in(begun + months{3 * number}, first));
            break;
        case Rhythm::yearly:
            days.push_back(same_day_in(begun + months{12 * number}, first));
            break;
        }
    }
    return days;
}

} // namespace kommin::meetings
