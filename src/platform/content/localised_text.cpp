#include "platform/content/localised_text.hpp"

#include "platform/crypto/hash.hpp"

namespace kommin::content {

std::string source_hash(std::string_view text)
{
    return crypto::sha256_hex(text).substr(0, 16);
}

TextState Shown::state() const
{
    if (!is_in_wanted_language)
        return TextState::missing;
    if (translation == nullptr || translation->source_hash == source_hash(source))
        return TextState::up_to_date;
    return TextState::outdated;
}

bool Shown::needs_no_note() const
{
    return !is_machine_made() && (translation == nullptr || translation->source_hash == source_hash(source));
}

Shown show(LocalisedText const& text, LanguageChain const& chain)
{
    return show(text.source, text.translations, chain);
}

Shown show(std::string_view source, std::span<Translation const> translations, LanguageChain const& chain)
{
    auto const in = [&](Language language) -> Translation const* {
        for (auto const& translation : translations) {
            if (translation.language == language)
                return &translation;
        }
        return nullptr;
    };
    auto const shown = [&](Translation const& translation, bool is_in_wanted_language) {
        return Shown{translation.text, translation.language, is_in_wanted_language, &translation, source};
    };

    if (chain.wanted == chain.source || source.empty())
        return {source, chain.source};
    if (auto const* translation = in(chain.wanted))
        return shown(*translation, true);
    for (auto const fallback : chain.fallbacks) {
        if (auto const* translation = in(fallback))
            return shown(*translation, false);
    }
    return {source, chain.source, false};
}

} // namespace kommin::content
