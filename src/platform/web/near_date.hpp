#pragma once
// Days on work lists: most are of this year, which nobody needs to read.

#include "platform/base/date.hpp"
#include "platform/i18n/texts.hpp"

#include <string>

namespace kommin::web {

// "17. April"; of another year than `today`: "17. April 2027".
inline std::string near_date(i18n::Texts const& texts, Date date, Date today)
{
    return texts.date(
        date, date.year() == today.year() ? i18n::DateStyle::day_month : i18n::DateStyle::long_);
}

} // namespace kommin::web
