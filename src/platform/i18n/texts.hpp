#pragma once
// Texts: the words of the interface and the formats of dates, times, numbers and money in one language.

#include "platform/base/date.hpp"
#include "platform/base/message_key.hpp"
#include "platform/base/money.hpp"
#include "platform/base/problem.hpp"
#include "platform/i18n/language.hpp"
#include "platform/i18n/local_time.hpp"

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::i18n {

// The key of a text that is chosen by data: key("category." + id). Its prefix stands in locales/dynamic.txt.
constexpr MessageKey key(std::string_view id)
{
    return MessageKey{message_hash(id)};
}

// A named value for a hole of a message; refers to its texts. Numbers are printed with the language's group
// separators: a year goes in as text.
class Argument {
public:
    Argument(std::string_view name, std::string_view text)
        : name_(name)
        , text_(text)
    { }
    template<std::integral T>
    Argument(std::string_view name, T number)
        : name_(name)
        , number_(static_cast<std::int64_t>(number))
        , is_number_(true)
    { }

    [[nodiscard]] std::string_view name() const { return name_; }
    [[nodiscard]] std::string_view text() const { return text_; }
    [[nodiscard]] bool is_number() const { return is_number_; }
    [[nodiscard]] std::int64_t number() const { return number_; }

private:
    std::string_view name_;
    std::string_view text_;
    std::int64_t number_ = 0;
    bool is_number_ = false;
};

enum class DateStyle {
    full, // Dienstag, 17. April 2027
    long_, // 17. April 2027
    day_month, // 17. April
    short_numeric, // 17.04.2027
    weekday, // Dienstag
};

// Immutable and shared between threads; digits are Western in every language, so that people can compare them
// with what German letters say.
class Texts {
public:
    // A language that the interface is not translated into gets the German texts; language() says so.
    static Texts const& of(Language language);

    // A message without holes. Throws std::out_of_range for a key that does not exist, which the build rules
    // out for all keys but those that data chose: ask has() there.
    [[nodiscard]] std::string_view operator()(MessageKey key) const;
    // A message with its holes filled: {name}, {count, plural, =0{…} one{…} other{…}} with # for the number.
    // A hole without argument stays visible as {name}.
    [[nodiscard]] std::string operator()(MessageKey key, std::initializer_list<Argument> arguments) const;
    [[nodiscard]] std::string fill(MessageKey key, MessageArguments const& arguments) const;
    [[nodiscard]] bool has(MessageKey key) const;

    [[nodiscard]] std::string date(Date date, DateStyle style) const;
    [[nodiscard]] std::string partial_date(
        PartialDate date) const; // 2008, September 2008, 17. September 2008
    [[nodiscard]] std::string date_time(LocalTime time) const; // 17.04.2027, 9.30 Uhr
    [[nodiscard]] std::string time(TimeOfDay time) const; // 9 Uhr, 9.30 Uhr; 9 am; 09:00
    [[nodiscard]] std::string time_range(TimeOfDay from, TimeOfDay to) const; // 9–12.30 Uhr; 9 am–12.30 pm
    [[nodiscard]] std::string weekday(Weekday weekday) const; // Dienstag
    [[nodiscard]] std::string weekday_short(Weekday weekday) const; // Di

    [[nodiscard]] std::string number(std::int64_t value) const; // 1.234
    // Rounded half away from zero as the figure reads ("2,675" to two digits is "2,68"); 0 to 9 digits. "–"
    // for what is not a number.
    [[nodiscard]] std::string decimal(double value, int digits) const;
    [[nodiscard]] std::string money(Money money) const; // 1.234,50 €
    [[nodiscard]] std::string money_short(Money money) const; // without cents where there are none: 25 €
    [[nodiscard]] std::string percent(double percent, int digits) const; // 12,5 %

    [[nodiscard]] std::string list(std::vector<std::string> const& items) const; // a, b und c
    // Words of another language for the hole of a sentence: what stands around them in a language from right
    // to left would turn their times and numbers round ("8-12" becomes "12-8").
    [[nodiscard]] std::string foreign(std::string_view words) const;
    [[nodiscard]] std::string language_name(Language other) const; // Arabisch; in Turkish: Arapça
    [[nodiscard]] Language language() const;

    Texts(Texts const&) = delete;
    Texts& operator=(Texts const&) = delete;
    ~Texts();

private:
    struct Formats;
    explicit Texts(Language language);
    [[nodiscard]] std::string_view pattern(MessageKey key) const;
    std::unique_ptr<Formats const> formats_;
};

// What keeps a direction of its own between words of the other direction, line by line: for texts without
// markup.
std::string isolated(std::string_view words);

// The sentence for a problem; empty if it carries no message. What it quotes is foreign to its language.
std::string text_of(Problem const& problem, Texts const& texts);

} // namespace kommin::i18n
