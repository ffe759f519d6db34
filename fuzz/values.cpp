// Days, instants, times, money and words of URLs. Promises: what is read prints the same; days exist; shares
// of a sum add up to the sum.

#include "fuzz.hpp"
#include "platform/base/date.hpp"
#include "platform/base/money.hpp"
#include "platform/base/text.hpp"
#include "platform/i18n/local_time.hpp"

#include <string>
#include <vector>

namespace kommin::fuzz {

namespace {

void check_dates(std::string_view text)
{
    if (auto const date = parse_date(text))
        require(date->ok() && to_iso(*date) == text, "a day prints as it was read");
    if (auto const date = PartialDate::parse(text)) {
        require(date->to_iso() == text, "a partial date prints as it was read");
        require(date->first_possible_day().ok(), "its first day exists");
        require(*date <= PartialDate(date->first_possible_day()), "less is known, it sorts before");
    }
    if (auto const instant = parse_instant(text)) {
        auto const printed = to_iso(*instant);
        require(printed.size() == 24 && parse_instant(printed) == instant, "an instant reads back the same");
        require(printed.substr(0, 19) == text.substr(0, 19), "an instant prints as it was read");
    }
    if (auto const time = i18n::TimeOfDay::parse(text))
        require(time->minutes >= 0 && time->minutes <= 1'440 && text.size() == 5, "a time is on the clock");
}

void check_money(std::string_view text)
{
    auto const money = Money::parse(text);
    if (!money)
        return;
    auto const printed = money->to_decimal();
    require(Money::parse(printed) == money, "an amount reads back the same");
    // Whatever the separators are: the digits are those of the text.
    std::string digits;
    for (char const c : text) {
        if (c >= '0' && c <= '9')
            digits += c;
    }
    auto const last = text.find_last_of(".,");
    auto const decimals
        = last == text.npos || text.size() - last > 3 ? std::size_t{0} : text.size() - last - 1;
    digits.append(2 - decimals, '0');
    auto const magnitude = std::stoll(digits);
    require(money->cents == (text.starts_with('-') ? -magnitude : magnitude), "an amount is its digits");

    Choices choices(text);
    std::vector<std::int64_t> weights(1 + choices.draw(6));
    for (auto& weight : weights)
        weight = static_cast<std::int64_t>(choices.draw(choices.draw(2) == 0 ? 3 : 1'000'000'000));
    Money sum;
    for (auto const part : split(*money, weights)) {
        sum += part;
        require(
            money->cents >= 0 ? part.cents >= 0 && part.cents <= money->cents
                              : part.cents <= 0 && part.cents >= money->cents,
            "a part is no more than the sum");
    }
    require(sum == *money, "the parts are the sum");
}

void check_text(std::string_view text)
{
    auto const slug = slugify(text);
    require(slug.empty() || is_slug(slug), "a slug is a word of a URL");
    require(slugify(slug) == slug, "a slug stays what it is");
    auto const trimmed = trim(text);
    require(trim(trimmed) == trimmed && lies_in(trimmed, text), "what is trimmed stays trimmed");
    require(equals_ignoring_ascii_case(text, ascii_lower(text)), "small letters are the same letters");
    std::size_t length = 0;
    for (auto const part : split(text, ','))
        length += part.size() + 1;
    require(length == text.size() + 1, "parts and separators are the whole");
    if (!is_valid_utf8(text))
        return;
    for (std::size_t limit = 0; limit < std::min<std::size_t>(text.size(), 20); ++limit) {
        auto const shortened = truncate_utf8(text, limit);
        require(is_valid_utf8(shortened) && text.starts_with(shortened), "a text is cut between code points");
        require(shortened.size() <= limit && shortened.size() + 4 > limit, "as long as it may be");
    }
}

}

void run(std::string_view input)
{
    check_dates(input);
    check_money(input);
    check_text(input);
}

} // namespace kommin::fuzz
