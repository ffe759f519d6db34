#include "platform/i18n/cldr_formats_impl.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>

namespace kommin::i18n::detail {
namespace {

void append_padded(std::string& out, std::int64_t number, std::size_t width)
{
    auto const digits = std::to_string(number);
    if (digits.size() < width)
        out.append(width - digits.size(), '0');
    out += digits;
}

void append_german_time(std::string& out, TimeOfDay time)
{
    out += std::to_string(time.hour());
    if (time.minute() != 0) {
        out += '.';
        append_padded(out, time.minute(), 2);
    }
}

void append_english_time(std::string& out, TimeOfDay time)
{
    int const hour = time.hour() % 24;
    if (time.minute() == 0 && hour % 12 == 0) {
        out += hour == 0 ? "midnight" : "12 noon"; // 12 am and 12 pm are mixed up even by natives
        return;
    }
    out += std::to_string(hour % 12 == 0 ? 12 : hour % 12);
    if (time.minute() != 0) {
        out += ':';
        append_padded(out, time.minute(), 2);
    }
    out += hour < 12 ? " am" : " pm";
}

// Adds one unit in the last place: "19" gives "20", "99" gives "100".
void increment(std::string& digits)
{
    for (std::size_t i = digits.size(); i > 0; --i) {
        if (digits[i - 1] != '9') {
            ++digits[i - 1];
            return;
        }
        digits[i - 1] = '0';
    }
    digits.insert(digits.begin(), '1');
}

} // namespace

std::string CldrFormats::print(FieldPattern const& pattern, Date date, TimeOfDay time) const
{
    std::string out;
    for (FieldPattern::Part const& part : pattern.parts()) {
        auto const month = static_cast<unsigned>(date.month());
        switch (part.field) {
        case 'y':
            append_padded(out, int{date.year()}, part.width == 1 ? 1 : part.width);
            break;
        case 'M':
        case 'L':
            if (part.width >= 3)
                out += (part.field == 'M' ? months_ : months_alone_)[(month - 1) % 12];
            else
                append_padded(out, month, part.width);
            break;
        case 'd':
            append_padded(out, static_cast<unsigned>(date.day()), part.width);
            break;
        case 'E':
            out += weekdays_[weekday_of(date).c_encoding()];
            break;
        case 'H':
            append_padded(out, time.hour(), part.width);
            break;
        case 'm':
            append_padded(out, time.minute(), part.width);
            break;
        default:
            out += part.text;
        }
    }
    return out;
}

std::string CldrFormats::date(Date date, DateStyle style) const
{
    switch (style) {
    case DateStyle::full:
        return print(full_, date);
    case DateStyle::long_:
        return print(long_, date);
    case DateStyle::day_month:
        return print(day_month_, date);
    case DateStyle::short_numeric:
        return print(short_numeric_, date);
    case DateStyle::weekday:
        return weekday(weekday_of(date));
    }
    return {};
}

std::string CldrFormats::month(std::chrono::year_month month) const
{
    return print(month_year_, month / 1);
}

std::string const& CldrFormats::weekday(Weekday weekday) const
{
    return weekdays_alone_[weekday.c_encoding() % 7];
}

std::string const& CldrFormats::weekday_short(Weekday weekday) const
{
    return weekdays_short_[weekday.c_encoding() % 7];
}

std::string CldrFormats::time(TimeOfDay time) const
{
    std::string out;
    switch (clock_) {
    case Clock::german:
        append_german_time(out, time);
        return out + " Uhr";
    case Clock::english:
        append_english_time(out, time);
        return out;
    case Clock::pattern:
        break;
    }
    return print(hour_minute_, {}, time);
}

std::string CldrFormats::time_range(TimeOfDay from, TimeOfDay to) const
{
    constexpr std::string_view dash = "–";
    std::string out;
    if (clock_ == Clock::german)
        append_german_time(out, from);
    else
        out = time(from);
    return out.append(dash).append(time(to));
}

void CldrFormats::append_grouped(std::string& out, std::string_view digits) const
{
    if (digits.size() < shortest_grouped_) {
        out += digits;
        return;
    }
    for (std::size_t i = 0; i < digits.size(); ++i) {
        std::size_t const left = digits.size() - i;
        if (i > 0 && left >= first_group_ && (left - first_group_) % other_groups_ == 0)
            out += group_separator_;
        out += digits[i];
    }
}

void CldrFormats::append_number(std::string& out, std::int64_t number) const
{
    char buffer[24];
    auto const end = std::to_chars(buffer, std::end(buffer), number).ptr;
    std::string_view digits(buffer, static_cast<std::size_t>(end - buffer));
    if (number < 0) {
        out += minus_;
        digits.remove_prefix(1);
    }
    append_grouped(out, digits);
}

void CldrFormats::append_rounded(std::string& out, double value, int digits) const
{
    if (!std::isfinite(value)) {
        out += "–";
        return;
    }
    // The shortest text that means this number is the figure people see elsewhere; rounding works on it, as
    // on paper, and not on the binary fraction behind it (2.675 is stored as 2.67499…).
    char buffer[400];
    auto const end = std::to_chars(buffer, std::end(buffer), std::fabs(value), std::chars_format::fixed).ptr;
    std::string_view const text(buffer, static_cast<std::size_t>(end - buffer));
    std::size_t const point = std::min(text.find('.'), text.size());
    std::string_view const fraction = point == text.size() ? std::string_view{} : text.substr(point + 1);
    auto const places = static_cast<std::size_t>(std::clamp(digits, 0, 9));

    std::string all(text.substr(0, point));
    all += fraction.substr(0, places);
    if (fraction.size() > places) {
        if (fraction[places] >= '5')
            increment(all);
    } else {
        all.append(places - fraction.size(), '0');
    }
    if (value < 0 && all.find_first_not_of('0') != std::string::npos)
        out += minus_;
    append_grouped(out, std::string_view(all).substr(0, all.size() - places));
    if (places > 0)
        out.append(decimal_separator_).append(all, all.size() - places, places);
}

std::string CldrFormats::decimal(double value, int digits) const
{
    std::string out;
    append_rounded(out, value, digits);
    return out;
}

std::string CldrFormats::percent(double percent, int digits) const
{
    std::string out = percent_.before;
    append_rounded(out, percent, digits);
    return out + percent_.after;
}

std::string CldrFormats::money(std::int64_t cents, bool drop_zero_cents) const
{
    // The smallest number has no positive twin.
    auto const magnitude
        = cents < 0 ? 0 - static_cast<std::uint64_t>(cents) : static_cast<std::uint64_t>(cents);
    std::string out;
    if (cents < 0)
        out += minus_;
    out += currency_.before;
    append_grouped(out, std::to_string(magnitude / 100));
    if (!drop_zero_cents || magnitude % 100 != 0) {
        out += decimal_separator_;
        append_padded(out, static_cast<std::int64_t>(magnitude % 100), 2);
    }
    return out + currency_.after;
}

std::string CldrFormats::list(std::vector<std::string> const& items) const
{
    std::string out;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0) {
            if (items.size() == 2)
                out += list_of_two_;
            else if (i == 1)
                out += list_first_;
            else
                out += i + 1 == items.size() ? list_last_ : list_middle_;
        }
        out += items[i];
    }
    return out;
}

} // namespace kommin::i18n::detail
