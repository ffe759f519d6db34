#pragma once
// Language: a BCP 47 tag with what a page has to know about it.

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string_view>

namespace kommin::i18n {

namespace detail {
struct LanguageFacts;
}

// A value of the size of a pointer; all functions may be called from every thread.
class Language {
public:
    // The language of a well-formed tag in any spelling of upper and lower case ("DE", "sr-latn"). Beyond the
    // registry ICU answers; nothing for a malformed tag, and, so that strangers cannot fill the memory, for
    // new tags once a thousand of them have been seen.
    static std::optional<Language> find(std::string_view bcp47_tag);
    static Language german();

    [[nodiscard]] std::string_view tag() const; // "de-simple"; also right for lang="" and hreflang=""
    [[nodiscard]] std::string_view autonym() const; // "العربية"
    [[nodiscard]] std::string_view german_name() const; // "Arabisch"
    [[nodiscard]] std::string_view script() const; // ISO 15924, "Arab"; empty for sign languages
    [[nodiscard]] std::string_view direction() const; // "ltr" or "rtl"
    [[nodiscard]] bool is_rtl() const;
    // The locale under which CLDR keeps the formats: "fa-AF" for prs, "ku" for kmr, "de" for de-simple.
    [[nodiscard]] std::string_view cldr_tag() const;

    friend bool operator==(Language, Language) = default;

private:
    friend struct std::hash<Language>;
    friend class LanguageRegistry;
    explicit Language(detail::LanguageFacts const& facts)
        : facts_(&facts)
    { }
    detail::LanguageFacts const* facts_; // interned: one address per tag
};

// The registry of locales/languages.csv in its order.
std::span<Language const> known_languages();
// Those the interface itself is translated into, German first.
std::span<Language const> interface_languages();

} // namespace kommin::i18n

template<>
struct std::hash<kommin::i18n::Language> {
    std::size_t operator()(kommin::i18n::Language language) const noexcept
    {
        return std::hash<void const*>{}(language.facts_);
    }
};
