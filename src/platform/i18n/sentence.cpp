#include "platform/i18n/sentence.hpp"

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <cstdint>
#include <stdexcept>

namespace kommin::i18n {

std::string as_sentence(std::string_view words, Language language)
{
    auto const text = icu::UnicodeString::fromUTF8(
        icu::StringPiece(words.data(), static_cast<std::int32_t>(words.size())));
    if (text.isEmpty())
        return {};
    auto const second = text.moveIndex32(0, 1);
    UErrorCode status = U_ZERO_ERROR;
    auto const locale = icu::Locale::forLanguageTag(std::string(language.cldr_tag()), status);
    if (U_FAILURE(status))
        throw std::runtime_error("ICU does not know " + std::string(language.tag()));
    icu::UnicodeString first(text, 0, second);
    std::string sentence;
    first.toUpper(locale);
    first.append(text, second, text.length() - second);
    return first.toUTF8String(sentence);
}

} // namespace kommin::i18n
