#include "platform/linkcheck/phone_number.hpp"

#include "platform/base/text.hpp"

#include <algorithm>
#include <array>

namespace kommin::linkcheck {

namespace {

constexpr std::string_view germany = "49";
constexpr std::size_t fewest_german = 5; // area code and a number behind it
constexpr std::size_t most_german = 13;
constexpr std::size_t fewest_foreign = 8; // with the country code
constexpr std::size_t most_foreign = 15; // E.164
constexpr std::array<std::string_view, 4> short_numbers{"110", "112", "115", "19222"};
constexpr std::array<std::string_view, 2> abolished{"190", "130"}; // since 2006 and 2001
// Behind a one: mobiles, and services with three digits.
constexpr std::array<std::string_view, 6> ones{"15", "16", "17", "18", "12", "137"};

bool begins_with_any(std::string_view number, auto const& prefixes)
{
    return std::ranges::any_of(prefixes, [&](std::string_view prefix) { return number.starts_with(prefix); });
}

// Without the zero that stands for "within the country".
PhoneNumber read_german(std::string_view number)
{
    if (number.starts_with('0'))
        return {{}, PhoneDoubt::zero_after_country};
    if (begins_with_any(number, abolished))
        return {{}, PhoneDoubt::abolished};
    if (number.starts_with('1') && !begins_with_any(number, ones))
        return {{}, PhoneDoubt::no_such_area};
    if (number.size() < fewest_german)
        return {{}, PhoneDoubt::too_short};
    if (number.size() > most_german)
        return {{}, PhoneDoubt::too_long};
    return {'+' + std::string(germany) + std::string(number)};
}

PhoneNumber read_international(std::string_view digits)
{
    if (digits.starts_with(germany))
        return read_german(digits.substr(germany.size()));
    if (digits.size() < fewest_foreign)
        return {{}, PhoneDoubt::too_short};
    if (digits.size() > most_foreign)
        return {{}, PhoneDoubt::too_long};
    return {'+' + std::string(digits)};
}

}

PhoneNumber read_phone_number(std::string_view printed)
{
    printed = trim(printed);
    bool const has_plus = printed.starts_with('+');
    std::string text(printed.substr(has_plus ? 1 : 0));
    // "(0)" behind a country code is for callers within the country.
    bool const is_international = has_plus || text.starts_with("00");
    if (auto const zero = text.find("(0)"); is_international && zero != std::string::npos)
        text.erase(zero, 3);
    std::string digits;
    for (char const c : text) {
        if (c >= '0' && c <= '9')
            digits += c;
        else if (std::string_view(" -/().\xC2\xA0\xE2\x80\x93").find(c) == std::string_view::npos)
            return {{}, PhoneDoubt::not_a_number};
    }
    if (digits.empty())
        return {{}, PhoneDoubt::not_a_number};
    if (has_plus)
        return read_international(digits);
    if (digits.starts_with("00"))
        return read_international(std::string_view(digits).substr(2));
    if (digits.starts_with('0'))
        return read_german(std::string_view(digits).substr(1));
    bool const is_harmonised = digits.starts_with("116") && digits.size() == 6; // 116 117
    bool const is_directory = digits.starts_with("118") && digits.size() == 5;
    if (is_harmonised || is_directory || std::ranges::find(short_numbers, digits) != short_numbers.end())
        return {};
    return {{}, PhoneDoubt::no_area_code};
}

} // namespace kommin::linkcheck
