#include "platform/base/date.hpp"

#include "platform/base/text.hpp"

#include <array>
#include <cstdio>

namespace kommin {

namespace {

// Exactly `count` ASCII digits at `position`; nothing else counts as a number in stored text.
std::optional<int> digits(std::string_view text, std::size_t position, std::size_t count)
{
    if (position + count > text.size())
        return std::nullopt;
    int value = 0;
    for (std::size_t i = position; i < position + count; ++i) {
        if (text[i] < '0' || text[i] > '9')
            return std::nullopt;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

bool is(std::string_view text, std::size_t position, char expected)
{
    return position < text.size() && text[position] == expected;
}

template<class... Numbers>
std::string print(char const* format, Numbers... numbers)
{
    std::array<char, 40> buffer{};
    int const length = std::snprintf(buffer.data(), buffer.size(), format, numbers...);
    return {buffer.data(), static_cast<std::size_t>(length)};
}

}

std::optional<Date> parse_date(std::string_view text)
{
    if (text.size() != 10 || !is(text, 4, '-') || !is(text, 7, '-'))
        return std::nullopt;
    auto const year = digits(text, 0, 4);
    auto const month = digits(text, 5, 2);
    auto const day = digits(text, 8, 2);
    if (!year || !month || !day)
        return std::nullopt;
    Date const date{
        std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
        std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok())
        return std::nullopt;
    return date;
}

std::string iso_spelling(std::string_view word)
{
    std::array<std::string_view, 3> parts;
    std::size_t count = 0;
    for (auto rest = word;;) {
        if (count == parts.size())
            return std::string(word);
        auto const dot = rest.find('.');
        parts.at(count++) = rest.substr(0, dot);
        if (dot == std::string_view::npos)
            break;
        rest = rest.substr(dot + 1);
    }
    bool const is_number = word.find_first_not_of("0123456789.") == std::string_view::npos;
    if (!is_number || count < 2 || parts.at(count - 1).size() != 4)
        return std::string(word);
    std::string iso(parts.at(count - 1));
    for (auto part = count - 1; part-- > 0;) {
        auto const& number = parts.at(part);
        if (number.empty() || number.size() > 2)
            return std::string(word);
        iso += number.size() == 1 ? "-0" : "-";
        iso += number;
    }
    return iso;
}

std::optional<Date> parse_typed_date(std::string_view text)
{
    return parse_date(iso_spelling(trim(text)));
}

std::string typed_spelling(Date date)
{
    return print(
        "%02u.%02u.%04d", static_cast<unsigned>(date.day()), static_cast<unsigned>(date.month()),
        static_cast<int>(date.year()));
}

std::string to_iso(Date date)
{
    return print(
        "%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day()));
}

std::optional<Instant> parse_instant(std::string_view text)
{
    if (text.size() < 20 || text.back() != 'Z' || !is(text, 10, 'T') || !is(text, 13, ':')
        || !is(text, 16, ':'))
        return std::nullopt;
    auto const date = parse_date(text.substr(0, 10));
    auto const hour = digits(text, 11, 2);
    auto const minute = digits(text, 14, 2);
    auto const second = digits(text, 17, 2);
    if (!date || !hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59)
        return std::nullopt;
    int milliseconds = 0;
    if (text.size() == 24 && is(text, 19, '.')) {
        auto const parsed = digits(text, 20, 3);
        if (!parsed)
            return std::nullopt;
        milliseconds = *parsed;
    } else if (text.size() != 20) {
        return std::nullopt;
    }
    return Instant{
        std::chrono::sys_days{*date} + std::chrono::hours{*hour} + std::chrono::minutes{*minute}
        + std::chrono::seconds{*second} + std::chrono::milliseconds{milliseconds}};
}

std::string to_iso(Instant instant)
{
    auto const day = std::chrono::floor<std::chrono::days>(instant);
    std::chrono::hh_mm_ss const time{instant - day};
    return to_iso(Date{day})
        + print(
               "T%02d:%02d:%02d.%03dZ", static_cast<int>(time.hours().count()),
               static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()),
               static_cast<int>(time.subseconds().count()));
}

std::optional<PartialDate> PartialDate::parse(std::string_view text)
{
    if (text.size() == 10) {
        auto const date = parse_date(text);
        return date ? std::optional(PartialDate{*date}) : std::nullopt;
    }
    auto const year = digits(text, 0, 4);
    if (!year)
        return std::nullopt;
    if (text.size() == 4)
        return PartialDate{std::chrono::year{*year}};
    auto const month = digits(text, 5, 2);
    if (text.size() != 7 || !is(text, 4, '-') || !month || *month < 1 || *month > 12)
        return std::nullopt;
    return PartialDate{std::chrono::year{*year} / std::chrono::month{static_cast<unsigned>(*month)}};
}

std::optional<Date> PartialDate::full() const
{
    if (!month_ || !day_)
        return std::nullopt;
    return Date{year_, *month_, *day_};
}

Date PartialDate::first_possible_day() const
{
    return Date{year_, month_.value_or(std::chrono::January), day_.value_or(std::chrono::day{1})};
}

Date PartialDate::last_possible_day() const
{
    if (auto const date = full())
        return *date;
    return Date{year_ / month_.value_or(std::chrono::December) / std::chrono::last};
}

std::string PartialDate::to_iso() const
{
    if (auto const date = full())
        return kommin::to_iso(*date);
    if (month_)
        return print("%04d-%02u", static_cast<int>(year_), static_cast<unsigned>(*month_));
    return print("%04d", static_cast<int>(year_));
}

int PartialDate::sort_key() const
{
    int const month = month_ ? static_cast<int>(static_cast<unsigned>(*month_)) : 0;
    int const day = day_ ? static_cast<int>(static_cast<unsigned>(*day_)) : 0;
    return static_cast<int>(year_) * 10000 + month * 100 + day;
}

} // namespace kommin
