#include "platform/i18n/holidays.hpp"

namespace kommin::i18n {

// The anonymous Gregorian computus (first printed 1876 in "Nature"); valid for every Gregorian year.
Date easter_sunday(std::chrono::year year)
{
    int const y = static_cast<int>(year);
    int const golden = y % 19;
    int const century = y / 100;
    int const in_century = y % 100;
    int const moon_correction = (century - (century + 8) / 25 + 1) / 3;
    int const epact = (19 * golden + century - century / 4 - moon_correction + 15) % 30;
    int const weekday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4) % 7;
    int const late = (golden + 11 * epact + 22 * weekday) / 451;
    int const n = epact + weekday - 7 * late + 114;
    return Date{
        year, std::chrono::month{static_cast<unsigned>(n / 31)},
        std::chrono::day{static_cast<unsigned>(n % 31 + 1)}};
}

std::optional<MessageKey> holiday_in_nrw(Date day)
{
    auto const is = [&](std::chrono::month month, unsigned number) {
        return day.month() == month && day.day() == std::chrono::day{number};
    };
    if (is(std::chrono::January, 1))
        return "holiday.new_year"_msg;
    if (is(std::chrono::May, 1))
        return "holiday.labour_day"_msg;
    if (is(std::chrono::October, 3))
        return "holiday.german_unity"_msg;
    if (is(std::chrono::November, 1))
        return "holiday.all_saints"_msg;
    if (is(std::chrono::December, 25) || is(std::chrono::December, 26))
        return "holiday.christmas"_msg;

    auto const after_easter = std::chrono::sys_days{day} - std::chrono::sys_days{easter_sunday(day.year())};
    switch (after_easter.count()) {
    case -2:
        return "holiday.good_friday"_msg;
    case 1:
        return "holiday.easter_monday"_msg;
    case 39:
        return "holiday.ascension"_msg;
    case 50:
        return "holiday.whit_monday"_msg;
    case 60:
        return "holiday.corpus_christi"_msg;
    default:
        return std::nullopt;
    }
}

} // namespace kommin::i18n
