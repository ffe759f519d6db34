#include "platform/i18n/typed_time.hpp"

#include "platform/base/text.hpp"

#include <algorithm>

namespace kommin::i18n {

std::optional<TimeOfDay> parse_typed_time(std::string_view text)
{
    constexpr std::string_view clock_word = "Uhr";
    text = trim(text);
    if (text.ends_with(clock_word))
        text = trim(text.substr(0, text.size() - clock_word.size()));
    std::string strict(text);
    std::ranges::replace(strict, '.', ':');
    if (strict.find(':') == std::string::npos)
        strict += ":00";
    if (strict.size() == std::string_view("9:30").size())
        strict.insert(0, 1, '0');
    return TimeOfDay::parse(strict);
}

std::string typed_spelling(TimeOfDay time)
{
    auto const two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return two(time.hour()) + ':' + two(time.minute());
}

} // namespace kommin::i18n
