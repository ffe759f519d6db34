#include "platform/i18n/cldr_formats_impl.hpp"

#include <unicode/dcfmtsym.h>
#include <unicode/decimfmt.h>
#include <unicode/dtfmtsym.h>
#include <unicode/dtptngen.h>
#include <unicode/listformatter.h>
#include <unicode/locdspnm.h>
#include <unicode/smpdtfmt.h>

#include <algorithm>
#include <stdexcept>

namespace kommin::i18n::detail {
namespace {

constexpr std::array<std::string_view, 6> categories{"zero", "one", "two", "few", "many", "other"};

std::string to_utf8(icu::UnicodeString const& text)
{
    std::string out;
    return text.toUTF8String(out);
}

std::u16string_view view_of(icu::UnicodeString const& text)
{
    return {text.getBuffer(), static_cast<std::size_t>(text.length())};
}

void check(UErrorCode status, char const* what)
{
    if (U_FAILURE(status))
        throw std::runtime_error(std::string("ICU has no ") + what + ": " + u_errorName(status));
}

std::uint8_t index_of(icu::UnicodeString const& category)
{
    auto const found = std::ranges::find(categories, to_utf8(category));
    auto const index = found == categories.end() ? categories.size() - 1 // other
                                                 : static_cast<std::size_t>(found - categories.begin());
    return static_cast<std::uint8_t>(index);
}

template<std::size_t N>
void copy(
    std::array<std::string, N>& to, icu::UnicodeString const* from, std::int32_t count, std::int32_t skip = 0)
{
    for (std::int32_t i = 0; i + skip < count && static_cast<std::size_t>(i) < N; ++i)
        to[static_cast<std::size_t>(i)] = to_utf8(from[i + skip]);
}

// "¤#,##0.00;…" gives what stands before and after the digits of the first form, with the sign put in.
std::pair<std::string, std::string> affixes_of(
    icu::UnicodeString pattern, icu::UnicodeString const& placeholder, icu::UnicodeString const& sign)
{
    if (std::int32_t const semicolon = pattern.indexOf(u';'); semicolon >= 0)
        pattern.truncate(semicolon);
    pattern.findAndReplace(placeholder, sign);
    pattern.findAndReplace(u"'", u"");
    auto const is_digit_mark = [](char16_t c) { return c == u'#' || c == u'0' || c == u',' || c == u'.'; };
    std::u16string_view const view = view_of(pattern);
    auto const first = std::ranges::find_if(view, is_digit_mark);
    auto const last = std::find_if(view.rbegin(), view.rend(), is_digit_mark).base();
    auto const cut = [&](auto begin, auto end) {
        return to_utf8(pattern.tempSubString(
            static_cast<std::int32_t>(begin - view.begin()), static_cast<std::int32_t>(end - begin)));
    };
    return {cut(view.begin(), first), cut(last, view.end())};
}

} // namespace

FieldPattern::FieldPattern(std::u16string_view pattern)
{
    icu::UnicodeString literal;
    auto const end_literal = [&] {
        if (!literal.isEmpty())
            parts_.push_back({0, 0, to_utf8(literal)});
        literal.remove();
    };
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        char16_t const c = pattern[i];
        if (c == u'\'') { // quoted text; two quotes are one
            if (i + 1 < pattern.size() && pattern[i + 1] == u'\'') {
                literal.append(pattern[++i]);
                continue;
            }
            for (++i; i < pattern.size() && pattern[i] != u'\''; ++i)
                literal.append(pattern[i]);
        } else if ((c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z')) {
            end_literal();
            std::size_t const width = std::min(pattern.find_first_not_of(c, i), pattern.size()) - i;
            parts_.push_back({static_cast<char>(c), width, {}});
            i += width - 1;
        } else {
            literal.append(c);
        }
    }
    end_literal();
}

CldrFormats::CldrFormats(Language language)
    : language_(language)
{
    std::string const tag(language.cldr_tag());
    if (tag == "de" || tag.starts_with("de-"))
        clock_ = Clock::german;
    else if (tag == "en" || tag.starts_with("en-"))
        clock_ = Clock::english;
    UErrorCode status = U_ZERO_ERROR;
    // Persian and Pashto would count other years, Arabic and Hindi write other digits.
    icu::Locale const locale = icu::Locale::forLanguageTag(tag + "-u-ca-gregory-nu-latn", status);
    check(status, "locale");
    load_dates(locale);
    load_numbers(locale);
    load_lists(locale);
    load_plurals(locale);

    UDisplayContext contexts[] = {UDISPCTX_CAPITALIZATION_FOR_UI_LIST_OR_MENU};
    std::unique_ptr<icu::LocaleDisplayNames> const names(
        icu::LocaleDisplayNames::createInstance(icu::Locale::forLanguageTag(tag, status), contexts, 1));
    for (Language const other : known_languages()) {
        icu::UnicodeString name;
        names->localeDisplayName(icu::Locale::forLanguageTag(std::string(other.tag()), status), name);
        language_names_.emplace_back(other.tag(), to_utf8(name));
    }
}

void CldrFormats::load_dates(icu::Locale const& locale)
{
    UErrorCode status = U_ZERO_ERROR;
    icu::DateFormatSymbols const symbols(locale, "gregorian", status);
    check(status, "names of months and weekdays");
    std::int32_t count = 0;
    using Symbols = icu::DateFormatSymbols;
    auto const* names = symbols.getMonths(count, Symbols::FORMAT, Symbols::WIDE);
    copy(months_, names, count);
    names = symbols.getMonths(count, Symbols::STANDALONE, Symbols::WIDE);
    copy(months_alone_, names, count);
    names = symbols.getWeekdays(count, Symbols::FORMAT, Symbols::WIDE);
    copy(weekdays_, names, count, 1); // ICU counts from 1
    names = symbols.getWeekdays(count, Symbols::STANDALONE, Symbols::WIDE);
    copy(weekdays_alone_, names, count, 1);
    names = symbols.getWeekdays(count, Symbols::STANDALONE, Symbols::ABBREVIATED);
    copy(weekdays_short_, names, count, 1);

    auto const pattern_of = [&locale](icu::DateFormat::EStyle style) {
        std::unique_ptr<icu::DateFormat> const format(icu::DateFormat::createDateInstance(style, locale));
        icu::UnicodeString pattern;
        if (auto const* simple = dynamic_cast<icu::SimpleDateFormat const*>(format.get()))
            simple->toPattern(pattern);
        return FieldPattern(view_of(pattern));
    };
    full_ = pattern_of(icu::DateFormat::kFull);
    long_ = pattern_of(icu::DateFormat::kLong);

    std::unique_ptr<icu::DateTimePatternGenerator> const generator(
        icu::DateTimePatternGenerator::createInstance(locale, status));
    check(status, "date patterns");
    auto const best = [&](char16_t const* skeleton) {
        icu::UnicodeString const pattern = generator->getBestPattern(skeleton, status);
        check(status, "date pattern");
        return FieldPattern(view_of(pattern));
    };
    day_month_ = best(u"MMMMd");
    short_numeric_ = best(u"yMMdd");
    month_year_ = best(u"yMMMM");
    hour_minute_ = best(u"Hm");
}

void CldrFormats::load_numbers(icu::Locale const& locale)
{
    UErrorCode status = U_ZERO_ERROR;
    auto const create = [&](UNumberFormatStyle style) {
        std::unique_ptr<icu::NumberFormat> format(icu::NumberFormat::createInstance(locale, style, status));
        check(status, "number format");
        if (dynamic_cast<icu::DecimalFormat*>(format.get()) == nullptr)
            throw std::runtime_error("ICU has no decimal format");
        return format;
    };
    auto const number = create(UNUM_DECIMAL);
    auto const& decimal = dynamic_cast<icu::DecimalFormat const&>(*number);
    auto const& symbols = *decimal.getDecimalFormatSymbols();
    using Symbols = icu::DecimalFormatSymbols;
    group_separator_ = to_utf8(symbols.getConstSymbol(Symbols::kGroupingSeparatorSymbol));
    decimal_separator_ = to_utf8(symbols.getConstSymbol(Symbols::kDecimalSeparatorSymbol));
    minus_ = to_utf8(symbols.getConstSymbol(Symbols::kMinusSignSymbol));
    if (decimal.getGroupingSize() > 0)
        first_group_ = other_groups_ = static_cast<std::size_t>(decimal.getGroupingSize());
    if (decimal.getSecondaryGroupingSize() > 0)
        other_groups_ = static_cast<std::size_t>(decimal.getSecondaryGroupingSize());
    // Spanish and Polish leave four digits together; asking is simpler than reading where ICU keeps that.
    icu::UnicodeString four_digits;
    number->format(std::int32_t{1234}, four_digits, status);
    shortest_grouped_ = four_digits.length() == 4 ? 5 : 4;

    auto const sign_of
        = [](Symbols const& all, Symbols::ENumberFormatSymbol symbol) { return all.getConstSymbol(symbol); };
    icu::UnicodeString pattern;
    auto const currency = create(UNUM_CURRENCY);
    dynamic_cast<icu::DecimalFormat const&>(*currency).toPattern(pattern);
    std::tie(currency_.before, currency_.after) = affixes_of(pattern, u"\u00A4", u"\u20AC");
    auto const percent = create(UNUM_PERCENT);
    dynamic_cast<icu::DecimalFormat const&>(*percent).toPattern(pattern.remove());
    std::tie(percent_.before, percent_.after)
        = affixes_of(pattern, u"%", sign_of(symbols, Symbols::kPercentSymbol));
}

void CldrFormats::load_lists(icu::Locale const& locale)
{
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::ListFormatter> const formatter(icu::ListFormatter::createInstance(locale, status));
    check(status, "list format");
    // The separators are what stands between letters that no separator has.
    icu::UnicodeString const items[] = {u"\uE000", u"\uE001", u"\uE002", u"\uE003"};
    icu::UnicodeString two;
    icu::UnicodeString four;
    formatter->format(items, 2, two, status);
    formatter->format(items, 4, four, status);
    check(status, "list format");
    auto const between = [](icu::UnicodeString const& text, icu::UnicodeString const& left,
                            icu::UnicodeString const& right) {
        std::int32_t const begin = text.indexOf(left) + 1;
        return to_utf8(text.tempSubStringBetween(begin, text.indexOf(right)));
    };
    list_of_two_ = between(two, items[0], items[1]);
    list_first_ = between(four, items[0], items[1]);
    list_middle_ = between(four, items[1], items[2]);
    list_last_ = between(four, items[2], items[3]);
}

void CldrFormats::load_plurals(icu::Locale const& locale)
{
    UErrorCode status = U_ZERO_ERROR;
    plural_rules_.reset(icu::PluralRules::forLocale(locale, status));
    check(status, "plural rules");
    for (std::size_t number = 0; number < small_plurals_.size(); ++number)
        small_plurals_[number] = index_of(plural_rules_->select(static_cast<std::int32_t>(number)));
}

std::string_view CldrFormats::plural_category(std::int64_t number) const
{
    std::uint64_t const magnitude
        = number < 0 ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
    if (magnitude < small_plurals_.size())
        return categories[small_plurals_[magnitude]];
    return categories[index_of(plural_rules_->select(static_cast<double>(magnitude)))];
}

std::string CldrFormats::language_name(Language other) const
{
    for (auto const& [tag, name] : language_names_)
        if (tag == other.tag())
            return name;
    UErrorCode status = U_ZERO_ERROR;
    UDisplayContext contexts[] = {UDISPCTX_CAPITALIZATION_FOR_UI_LIST_OR_MENU};
    std::unique_ptr<icu::LocaleDisplayNames> const names(icu::LocaleDisplayNames::createInstance(
        icu::Locale::forLanguageTag(std::string(language_.cldr_tag()), status), contexts, 1));
    icu::UnicodeString name;
    names->localeDisplayName(icu::Locale::forLanguageTag(std::string(other.tag()), status), name);
    return to_utf8(name);
}

} // namespace kommin::i18n::detail
