#pragma once
// The formats of one language as CLDR describes them, taken out of ICU once and then printed by own code:
// ICU's formatter objects are slow for short texts, and none of them may be shared between threads.

#include "platform/base/date.hpp"
#include "platform/i18n/language.hpp"
#include "platform/i18n/local_time.hpp"
#include "platform/i18n/message_pattern.hpp"

#include <unicode/plurrule.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::i18n::detail {

// A CLDR date or time pattern ("EEEE, d. MMMM y"), taken apart.
class FieldPattern {
public:
    struct Part {
        char field = 0; // as in CLDR: y M L d E H m; 0: `text` as it is
        std::size_t width = 0;
        std::string text;
    };
    FieldPattern() = default;
    explicit FieldPattern(std::u16string_view pattern);
    [[nodiscard]] std::vector<Part> const& parts() const { return parts_; }

private:
    std::vector<Part> parts_;
};

class CldrFormats final : public NumberWords {
public:
    explicit CldrFormats(Language language);

    [[nodiscard]] std::string_view plural_category(std::int64_t number) const override;
    void append_number(std::string& out, std::int64_t number) const override;

    [[nodiscard]] std::string date(Date date, DateStyle style) const;
    [[nodiscard]] std::string month(std::chrono::year_month month) const;
    [[nodiscard]] std::string const& weekday(Weekday weekday) const;
    [[nodiscard]] std::string const& weekday_short(Weekday weekday) const;
    [[nodiscard]] std::string time(TimeOfDay time) const;
    [[nodiscard]] std::string time_range(TimeOfDay from, TimeOfDay to) const;
    [[nodiscard]] std::string decimal(double value, int digits) const;
    [[nodiscard]] std::string percent(double percent, int digits) const;
    [[nodiscard]] std::string money(std::int64_t cents, bool drop_zero_cents) const;
    [[nodiscard]] std::string list(std::vector<std::string> const& items) const;
    [[nodiscard]] std::string language_name(Language other) const;

private:
    enum class Clock { german, english, pattern };
    // What stands before and after a number: currency sign, percent sign.
    struct Affixes {
        std::string before, after;
    };

    void load_dates(icu::Locale const& locale);
    void load_numbers(icu::Locale const& locale);
    void load_lists(icu::Locale const& locale);
    void load_plurals(icu::Locale const& locale);
    [[nodiscard]] std::string print(FieldPattern const& pattern, Date date, TimeOfDay time = {}) const;
    void append_grouped(std::string& out, std::string_view digits) const;
    void append_rounded(std::string& out, double value, int digits) const;

    Language language_;
    Clock clock_ = Clock::pattern;
    FieldPattern full_, long_, day_month_, short_numeric_, month_year_, hour_minute_;
    std::array<std::string, 12> months_, months_alone_;
    std::array<std::string, 7> weekdays_, weekdays_alone_,
        weekdays_short_; // from Sunday, as std::chrono counts

    std::string group_separator_, decimal_separator_, minus_;
    std::size_t first_group_ = 3, other_groups_ = 3;
    std::size_t shortest_grouped_ = 4; // digits
    Affixes currency_, percent_;

    std::string list_of_two_, list_first_, list_middle_, list_last_; // separators

    std::unique_ptr<icu::PluralRules const> plural_rules_;
    std::array<std::uint8_t, 256> small_plurals_{}; // category of the numbers most texts count
    std::vector<std::pair<std::string, std::string>> language_names_; // of the registry, by tag
};

} // namespace kommin::i18n::detail
