#include "platform/i18n/collator.hpp"

#include <unicode/coll.h>
#include <unicode/unistr.h>

#include <map>
#include <mutex>
#include <shared_mutex>
#include <stdexcept>

namespace kommin::i18n {
namespace {

icu::UnicodeString from_utf8(std::string_view text)
{
    return icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

} // namespace

// ICU's collators may be read by all threads once nothing sets them up any more.
struct Collator::Rules {
    std::unique_ptr<icu::Collator const> collator;
};

Collator::Collator(Language language)
    : rules_(std::make_unique<Rules>())
{
    UErrorCode status = U_ZERO_ERROR;
    std::string const tag(language.cldr_tag());
    std::unique_ptr<icu::Collator> collator(
        icu::Collator::createInstance(icu::Locale::forLanguageTag(tag, status), status));
    if (U_SUCCESS(status))
        collator->setAttribute(UCOL_NUMERIC_COLLATION, UCOL_ON, status);
    if (U_FAILURE(status))
        throw std::runtime_error("ICU has no collation for " + tag);
    rules_->collator = std::move(collator);
}

Collator::~Collator() = default;

Collator const& Collator::of(Language language)
{
    static std::shared_mutex mutex;
    static std::map<std::string_view, std::unique_ptr<Collator const>> collators;
    {
        std::shared_lock const lock(mutex);
        if (auto const there = collators.find(language.tag()); there != collators.end())
            return *there->second;
    }
    std::unique_lock const lock(mutex);
    auto& slot = collators[language.tag()];
    if (!slot)
        slot.reset(new Collator(language));
    return *slot;
}

std::string Collator::sort_key(std::string_view text) const
{
    auto const source = from_utf8(text);
    std::string sort_key(text.size() * 2 + 16, '\0');
    auto const fill = [&] {
        return rules_->collator->getSortKey(
            source, reinterpret_cast<std::uint8_t*>(sort_key.data()), // NOLINT
            static_cast<std::int32_t>(sort_key.size()));
    };
    auto length = static_cast<std::size_t>(fill());
    if (length > sort_key.size()) {
        sort_key.resize(length);
        length = static_cast<std::size_t>(fill());
    }
    sort_key.resize(length == 0 ? 0 : length - 1); // without the zero byte at the end
    return sort_key;
}

bool Collator::is_before(std::string_view left, std::string_view right) const
{
    UErrorCode status = U_ZERO_ERROR;
    return rules_->collator->compare(from_utf8(left), from_utf8(right), status) == UCOL_LESS;
}

} // namespace kommin::i18n
