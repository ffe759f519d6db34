#pragma once
// Days, partial days and instants. Stored as ISO 8601 text (UTC for instants), shown by i18n.

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace kommin {

using Date = std::chrono::year_month_day;
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

// Strict "YYYY-MM-DD" of a day that exists; anything else is nothing.
std::optional<Date> parse_date(std::string_view text);
std::string to_iso(Date date);

// As offices write days: "24.12.2026", "1.8.2026" and "12.2026" in the spelling of ISO 8601; anything else as
// it is.
std::string iso_spelling(std::string_view word);
// "24.12.2026", "1.8.2026" or "2026-12-24", white space around it or not; nothing for a day that no calendar
// has.
std::optional<Date> parse_typed_date(std::string_view text);
// "24.12.2026": the other way round.
std::string typed_spelling(Date date);

// Strict "YYYY-MM-DDTHH:MM:SS[.mmm]Z"; anything else is nothing.
std::optional<Instant> parse_instant(std::string_view text);
// "YYYY-MM-DDTHH:MM:SS.mmmZ": fixed width, so that the text sorts as the time does.
std::string to_iso(Instant instant);

inline Date operator+(Date date, std::chrono::days days)
{
    return Date{std::chrono::sys_days{date} + days};
}

// A date as far as it is known: 2008, 2008-09 or 2008-09-17. Printed as known, sorted sensibly
// (2008 before 2008-01 before 2008-01-01). Never filled in.
class PartialDate {
public:
    // "YYYY", "YYYY-MM" or "YYYY-MM-DD"; nothing where the month or day does not exist.
    static std::optional<PartialDate> parse(std::string_view text);
    explicit PartialDate(std::chrono::year year)
        : year_(year)
    { }
    explicit PartialDate(std::chrono::year_month month)
        : year_(month.year())
        , month_(month.month())
    { }
    explicit PartialDate(Date date)
        : year_(date.year())
        , month_(date.month())
        , day_(date.day())
    { }

    [[nodiscard]] std::chrono::year year() const { return year_; }
    [[nodiscard]] std::optional<std::chrono::month> month() const { return month_; }
    [[nodiscard]] std::optional<std::chrono::day> day() const { return day_; }
    [[nodiscard]] std::optional<Date> full() const; // only if the day is known
    [[nodiscard]] Date first_possible_day() const;
    [[nodiscard]] Date last_possible_day() const; // of "by the end of 2010" as of "2010-12"
    [[nodiscard]] std::string to_iso() const;

    friend auto operator<=>(PartialDate const& left, PartialDate const& right)
    {
        return left.sort_key() <=> right.sort_key();
    }
    friend bool operator==(PartialDate const& left, PartialDate const& right)
    {
        return left.sort_key() == right.sort_key();
    }

private:
    [[nodiscard]] int sort_key() const; // unknown parts count as 0
    std::chrono::year year_;
    std::optional<std::chrono::month> month_;
    std::optional<std::chrono::day> day_;
};

} // namespace kommin
