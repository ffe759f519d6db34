#include "platform/i18n/language.hpp"

#include "platform/base/text.hpp"
#include "platform/i18n/catalogue.hpp"

#include <unicode/locdspnm.h>
#include <unicode/locid.h>
#include <unicode/uloc.h>

#include <array>
#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <vector>

namespace kommin::i18n {

namespace {

// Facts of a language that is not in the registry, with the texts they refer to.
struct OwnedFacts {
    std::string tag, german_name, autonym, script;
    detail::LanguageFacts facts;
};

std::string name_in(icu::Locale const& reader, icu::Locale const& language)
{
    UDisplayContext contexts[] = {UDISPCTX_CAPITALIZATION_FOR_UI_LIST_OR_MENU};
    std::unique_ptr<icu::LocaleDisplayNames> const names(
        icu::LocaleDisplayNames::createInstance(reader, contexts, 1));
    icu::UnicodeString name;
    names->localeDisplayName(language, name);
    std::string text;
    return name.toUTF8String(text);
}

// ICU reads as far as it understands; only what it understands to the end is a tag.
std::optional<icu::Locale> parse_locale(std::string_view tag)
{
    if (tag.empty() || tag.size() > 35)
        return std::nullopt;
    std::array<char, ULOC_FULLNAME_CAPACITY> name{};
    std::int32_t parsed = 0;
    UErrorCode status = U_ZERO_ERROR;
    uloc_forLanguageTag(
        std::string(tag).c_str(), name.data(), static_cast<std::int32_t>(name.size()), &parsed, &status);
    if (U_FAILURE(status) || static_cast<std::size_t>(parsed) != tag.size())
        return std::nullopt;
    icu::Locale locale(name.data());
    if (locale.isBogus() || std::string_view(locale.getLanguage()).empty())
        return std::nullopt;
    return locale;
}

std::unique_ptr<OwnedFacts> describe(icu::Locale const& locale, std::string tag)
{
    auto owned = std::make_unique<OwnedFacts>();
    owned->tag = std::move(tag);
    owned->german_name = name_in(icu::Locale::getGerman(), locale);
    owned->autonym = name_in(locale, locale);
    icu::Locale likely = locale;
    UErrorCode status = U_ZERO_ERROR;
    likely.addLikelySubtags(status);
    owned->script = likely.getScript();
    owned->facts = {
        owned->tag, owned->german_name, owned->autonym, owned->script, locale.isRightToLeft() ? "rtl" : "ltr",
        owned->tag};
    return owned;
}

} // namespace

class LanguageRegistry {
public:
    static LanguageRegistry& instance()
    {
        static LanguageRegistry registry;
        return registry;
    }

    [[nodiscard]] std::optional<Language> find(std::string_view tag)
    {
        if (auto const known = find_known(tag))
            return known;
        auto const locale = parse_locale(tag);
        if (!locale)
            return std::nullopt;
        UErrorCode status = U_ZERO_ERROR;
        auto canonical = locale->toLanguageTag<std::string>(status);
        if (U_FAILURE(status))
            return std::nullopt;
        if (auto const known = find_known(canonical))
            return known;
        {
            std::shared_lock const lock(mutex_);
            if (auto const there = others_.find(canonical); there != others_.end())
                return Language(there->second->facts);
        }
        std::unique_lock const lock(mutex_);
        auto& slot = others_[canonical];
        if (!slot) {
            if (others_.size() > most_others) {
                others_.erase(canonical);
                return std::nullopt;
            }
            slot = describe(*locale, canonical);
        }
        return Language(slot->facts);
    }

    [[nodiscard]] std::vector<Language> const& known() const { return known_; }
    [[nodiscard]] std::vector<Language> const& interface() const { return interface_; }

private:
    static constexpr std::size_t most_others = 1000;

    LanguageRegistry()
    {
        for (detail::LanguageFacts const& facts : detail::language_facts())
            known_.push_back(Language(facts));
        for (detail::Catalogue const* catalogue : detail::catalogues())
            interface_.push_back(*find_known(catalogue->tag));
    }

    [[nodiscard]] std::optional<Language> find_known(std::string_view tag) const
    {
        for (Language const language : known_)
            if (equals_ignoring_ascii_case(language.tag(), tag))
                return language;
        return std::nullopt;
    }

    std::vector<Language> known_;
    std::vector<Language> interface_;
    std::shared_mutex mutex_;
    std::map<std::string, std::unique_ptr<OwnedFacts>, std::less<>> others_; // nothing is ever removed
};

std::optional<Language> Language::find(std::string_view bcp47_tag)
{
    return LanguageRegistry::instance().find(bcp47_tag);
}

Language Language::german()
{
    return interface_languages()[0];
}

std::string_view Language::tag() const
{
    return facts_->tag;
}
std::string_view Language::autonym() const
{
    return facts_->autonym;
}
std::string_view Language::german_name() const
{
    return facts_->german_name;
}
std::string_view Language::script() const
{
    return facts_->script;
}
std::string_view Language::direction() const
{
    return facts_->direction;
}
bool Language::is_rtl() const
{
    return facts_->direction == "rtl";
}
std::string_view Language::cldr_tag() const
{
    return facts_->cldr_tag;
}

std::span<Language const> known_languages()
{
    return LanguageRegistry::instance().known();
}
std::span<Language const> interface_languages()
{
    return LanguageRegistry::instance().interface();
}

} // namespace kommin::i18n
