#include "platform/i18n/local_time.hpp"

namespace kommin::i18n {

std::optional<TimeOfDay> TimeOfDay::parse(std::string_view text)
{
    if (text.size() != 5 || text[2] != ':')
        return std::nullopt;
    for (std::size_t const i : {0U, 1U, 3U, 4U})
        if (text[i] < '0' || text[i] > '9')
            return std::nullopt;
    int const hour = (text[0] - '0') * 10 + (text[1] - '0');
    int const minute = (text[3] - '0') * 10 + (text[4] - '0');
    if (minute > 59 || hour > 24 || (hour == 24 && minute != 0))
        return std::nullopt;
    return TimeOfDay::at(hour, minute);
}

} // namespace kommin::i18n
