// Times and days of a flat offer, as people write them.

#include "modules/portal/exchange/flat_offer.hpp"
#include "modules/portal/exchange/flat_reader.hpp"
#include "modules/portal/exchange/flat_signs.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"

#include <algorithm>
#include <array>

namespace kommin::portal {

namespace {

constexpr std::size_t longest_day = 10; // "24.12.2026", "2026-12-24"

// "8", "8:30", "08.30", "8 Uhr": as people write times.
std::optional<TimeOfDay> read_time(std::string_view text)
{
    text = trim(text);
    if (text.ends_with("Uhr"))
        text = trim(text.substr(0, text.size() - 3));
    auto const separator = text.find_first_of(":.");
    auto const hour = parse_number<int>(text.substr(0, separator));
    auto const minute = separator == std::string_view::npos ? std::optional(0)
        : text.size() - separator == 3                      ? parse_number<int>(text.substr(separator + 1))
                                                            : std::nullopt;
    if (!hour || !minute || *hour < 0 || *hour > 24 || *minute < 0 || *minute > 59
        || (*hour == 24 && *minute > 0))
        return std::nullopt;
    return TimeOfDay::at(*hour, *minute);
}

struct Range {
    TimeOfDay from;
    TimeOfDay to;
};

constexpr std::string_view en_dash = "–";

// "08:00-12:00", "8 bis 12 Uhr", "8–12"
std::optional<Range> read_range(std::string_view text)
{
    for (auto const separator : {std::string_view("-"), en_dash, std::string_view(" bis ")}) {
        auto const at = text.find(separator);
        if (at == std::string_view::npos)
            continue;
        auto const from = read_time(text.substr(0, at));
        auto const to = read_time(text.substr(at + separator.size()));
        return from && to ? std::optional(Range{*from, *to}) : std::nullopt;
    }
    return std::nullopt;
}

// Takes " ab 01.09.2026" off the end; nothing: it is not there. A day that no calendar has: not ok().
std::optional<Date> take_day(std::string_view& text, std::string_view word)
{
    auto const at = text.rfind(word);
    if (at == std::string_view::npos)
        return std::nullopt;
    auto const written = trim(text.substr(at + word.size()));
    if (written.find_first_of(".-") == std::string_view::npos || written.find(' ') != std::string_view::npos
        || written.size() < longest_day)
        return std::nullopt;
    text = trim(text.substr(0, at));
    return parse_typed_date(written).value_or(Date{});
}

std::string two_digits(unsigned number)
{
    return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string clock_of(TimeOfDay time)
{
    return two_digits(static_cast<unsigned>(time.hour())) + ':'
        + two_digits(static_cast<unsigned>(time.minute()));
}

constexpr std::string_view by_appointment_words = "nach Vereinbarung";

// "08:00-12:00 nach Vereinbarung ab 01.09.2026 bis 30.06.2027 (Anbau)"
std::optional<WeeklyRule> read_rule(std::string_view text)
{
    WeeklyRule rule;
    rule.note.source = take_note(text);
    rule.valid_to = take_day(text, " bis ");
    rule.valid_from = take_day(text, " ab ");
    if (text.ends_with(by_appointment_words)) {
        rule.by_appointment = true;
        text = trim(text.substr(0, text.size() - by_appointment_words.size()));
    }
    auto const range = read_range(text);
    bool const has_days
        = (!rule.valid_from || rule.valid_from->ok()) && (!rule.valid_to || rule.valid_to->ok());
    if (!range || !has_days)
        return std::nullopt;
    rule.from = range->from;
    rule.to = range->to;
    return rule;
}

void read_day(FlatReader& row, Offer& offer, int weekday)
{
    auto const field = std::string(weekday_fields.at(static_cast<std::size_t>(weekday - 1)));
    auto const times = hide_escaped(row.text(field)); // the parts refer to it
    for (auto const part : split_outside_brackets(times, ",;|")) {
        auto rule = read_rule(part);
        if (!rule) {
            row.wrong(field, "import.problem.time"_msg, reveal(part, Reveal::as_typed));
            continue;
        }
        rule->weekday = weekday;
        offer.hours.weekly.push_back(std::move(*rule));
    }
}

// "2026-12-24 geschlossen | 31.12.2026 09:00-12:00 (Silvester)"
void read_exceptions(FlatReader& row, Offer& offer)
{
    auto const cell = hide_escaped(row.text("exceptions")); // the parts refer to it
    for (auto const entry : split_lines(cell)) {
        auto const space = entry.find(' ');
        auto const day = parse_typed_date(entry.substr(0, space));
        auto rest = space == std::string_view::npos ? std::string_view{} : trim(entry.substr(space));
        DatedException exception;
        exception.note.source = take_note(rest);
        auto const range = read_range(rest);
        exception.is_closed = rest == "geschlossen" || rest == "closed";
        if (!day || (!range && !exception.is_closed)) {
            row.wrong("exceptions", "import.problem.exception"_msg, reveal(entry, Reveal::as_typed));
            continue;
        }
        exception.day = *day;
        if (range) {
            exception.from = range->from;
            exception.to = range->to;
        }
        offer.hours.exceptions.push_back(std::move(exception));
    }
}

}

void read_flat_hours(FlatReader& row, Offer& offer)
{
    offer.appointment = row.code("appointment", Appointment::unknown);
    offer.hours_text.source = row.text("hours_text");
    offer.hours.always_open = row.boolean("always_open");
    for (int weekday = 1; weekday <= 7; ++weekday)
        read_day(row, offer, weekday);
    read_exceptions(row, offer);
    offer.hours.as_of = row.partial_date("hours_as_of");
    // Times without a day of their own are as old as the record itself.
    if (!offer.hours.as_of)
        offer.hours.as_of = offer.as_of;
}

std::string flat_times(OpeningHours const& hours, int iso_weekday)
{
    std::string text;
    for (auto const& rule : hours.weekly) {
        if (rule.weekday != iso_weekday)
            continue;
        text += (text.empty() ? "" : ", ") + clock_of(rule.from) + '-' + clock_of(rule.to);
        if (rule.by_appointment)
            text += ' ' + std::string(by_appointment_words);
        if (rule.valid_from)
            text += " ab " + flat_day(*rule.valid_from);
        if (rule.valid_to)
            text += " bis " + flat_day(*rule.valid_to);
        auto note = rule.note.source; // a day is one line
        std::ranges::replace(note, '\n', ' ');
        text += in_brackets(note);
    }
    return text;
}

std::string flat_exception(DatedException const& exception)
{
    return flat_day(exception.day) + ' '
        + (exception.is_closed ? "geschlossen" : clock_of(exception.from) + '-' + clock_of(exception.to))
        + in_brackets(exception.note.source);
}

std::string flat_day(Date day)
{
    return flat_day(PartialDate(day));
}

std::string flat_day(PartialDate const& day)
{
    std::string text;
    if (day.day())
        text += two_digits(static_cast<unsigned>(*day.day())) + '.';
    if (day.month())
        text += two_digits(static_cast<unsigned>(*day.month())) + '.';
    return text + std::to_string(static_cast<int>(day.year()));
}

} // namespace kommin::portal
