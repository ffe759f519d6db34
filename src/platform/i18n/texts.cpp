#include "platform/i18n/texts.hpp"

#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/i18n/catalogue.hpp"
#include "platform/i18n/cldr_formats_impl.hpp"
#include "platform/i18n/message_pattern.hpp"

#include <algorithm>
#include <deque>
#include <mutex>
#include <stdexcept>

namespace kommin::i18n {

struct Texts::Formats {
    explicit Formats(Language of, detail::Catalogue const& with)
        : language(of)
        , catalogue(with)
        , cldr(of)
    { }
    Language language;
    detail::Catalogue const& catalogue;
    detail::CldrFormats cldr;
};

namespace {

detail::Catalogue const* find_catalogue(std::string_view tag)
{
    for (detail::Catalogue const* catalogue : detail::catalogues())
        if (catalogue->tag == tag)
            return catalogue;
    return nullptr;
}

detail::CatalogueEntry const* find_entry(detail::Catalogue const& catalogue, MessageKey key)
{
    auto const found
        = std::ranges::lower_bound(catalogue.entries, key.hash, {}, &detail::CatalogueEntry::hash);
    return found == catalogue.entries.end() || found->hash != key.hash ? nullptr : &*found;
}

} // namespace

Texts::Texts(Language language)
    : formats_(std::make_unique<Formats const>(language, *find_catalogue(language.tag())))
{ }

Texts::~Texts() = default;

Texts const& Texts::of(Language language)
{
    struct Slot {
        std::once_flag once;
        std::unique_ptr<Texts const> texts;
    };
    // One slot per translated language; filled when the language is asked for, never emptied.
    static std::deque<Slot> slots(interface_languages().size());
    auto const offered = interface_languages();
    std::size_t index = 0; // German
    // A language of a region has the texts of the language: de-AT those of de.
    for (std::string_view tag = language.tag(); !tag.empty();) {
        auto const found = std::ranges::find(offered, tag, &Language::tag);
        if (found != offered.end()) {
            index = static_cast<std::size_t>(found - offered.begin());
            break;
        }
        std::size_t const hyphen = tag.rfind('-');
        tag = tag.substr(0, hyphen == std::string_view::npos ? 0 : hyphen);
    }
    Slot& slot = slots[index];
    std::call_once(slot.once, [&] { slot.texts.reset(new Texts(offered[index])); });
    return *slot.texts;
}

std::string_view Texts::pattern(MessageKey key) const
{
    auto const* entry = find_entry(formats_->catalogue, key);
    if (entry == nullptr)
        throw std::out_of_range("i18n: there is no text with this key");
    return {formats_->catalogue.texts + entry->offset, entry->length};
}

bool Texts::has(MessageKey key) const
{
    return find_entry(formats_->catalogue, key) != nullptr;
}

std::string_view Texts::operator()(MessageKey key) const
{
    return pattern(key);
}

std::string Texts::operator()(MessageKey key, std::initializer_list<Argument> arguments) const
{
    std::string out;
    detail::append_message(out, pattern(key), {arguments.begin(), arguments.size()}, formats_->cldr);
    return out;
}

std::string Texts::fill(MessageKey key, MessageArguments const& arguments) const
{
    std::vector<Argument> views;
    views.reserve(arguments.size());
    for (auto const& [name, text] : arguments)
        views.emplace_back(std::string_view(name), std::string_view(text));
    std::string out;
    detail::append_message(out, pattern(key), views, formats_->cldr);
    return out;
}

std::string Texts::date(Date date, DateStyle style) const
{
    return formats_->cldr.date(date, style);
}

std::string Texts::partial_date(PartialDate date) const
{
    if (auto const day = date.full())
        return formats_->cldr.date(*day, DateStyle::long_);
    if (auto const month = date.month())
        return formats_->cldr.month(date.year() / *month);
    return std::to_string(int{date.year()});
}

std::string Texts::date_time(LocalTime time) const
{
    return date(time.date, DateStyle::short_numeric) + ", " + this->time(time.time);
}

std::string Texts::time(TimeOfDay time) const
{
    return formats_->cldr.time(time);
}

std::string Texts::time_range(TimeOfDay from, TimeOfDay to) const
{
    return formats_->cldr.time_range(from, to);
}

std::string Texts::weekday(Weekday weekday) const
{
    return formats_->cldr.weekday(weekday);
}

std::string Texts::weekday_short(Weekday weekday) const
{
    return formats_->cldr.weekday_short(weekday);
}

std::string Texts::number(std::int64_t value) const
{
    std::string out;
    formats_->cldr.append_number(out, value);
    return out;
}

std::string Texts::decimal(double value, int digits) const
{
    return formats_->cldr.decimal(value, digits);
}

std::string Texts::money(Money money) const
{
    return formats_->cldr.money(money.cents, false);
}

std::string Texts::money_short(Money money) const
{
    return formats_->cldr.money(money.cents, true);
}

std::string Texts::percent(double percent, int digits) const
{
    return formats_->cldr.percent(percent, digits);
}

std::string Texts::list(std::vector<std::string> const& items) const
{
    return formats_->cldr.list(items);
}

std::string Texts::foreign(std::string_view words) const
{
    return formats_->language.is_rtl() ? isolated(words) : std::string(words);
}

std::string Texts::language_name(Language other) const
{
    // CLDR has no name for some, and for others one that those who speak the language do not use.
    auto const own_word = key("language." + std::string(other.tag()));
    if (has(own_word))
        return std::string(pattern(own_word));
    if (formats_->language.cldr_tag() == "de")
        return std::string(other.german_name());
    return formats_->cldr.language_name(other);
}

Language Texts::language() const
{
    return formats_->language;
}

std::string isolated(std::string_view words)
{
    constexpr std::string_view first_strong_isolate = "\u2068";
    constexpr std::string_view pop_isolate = "\u2069";
    std::string text;
    for (bool is_first = true; auto const line : split(words, '\n')) { // an isolate ends with its line
        if (!is_first)
            text += '\n';
        is_first = false;
        if (!line.empty())
            text.append(first_strong_isolate).append(line).append(pop_isolate);
    }
    return text;
}

std::string text_of(Problem const& problem, Texts const& texts)
{
    if (problem.message == MessageKey{})
        return {};
    if (!texts.language().is_rtl())
        return texts.fill(problem.message, problem.arguments);
    auto quoted = problem.arguments;
    for (auto& [name, value] : quoted) {
        if (!parse_number(value)) // which decides the form of a plural
            value = isolated(value);
    }
    return texts.fill(problem.message, quoted);
}

} // namespace kommin::i18n
