#include "modules/portal/localised_text.hpp"

#include "platform/crypto/hash.hpp"

#include <algorithm>

namespace kommin::portal {

std::string source_hash(std::string_view text)
{
    return crypto::sha256_hex(text).substr(0, 16);
}

Shown show(LocalisedText const& text, LanguageChain const& chain)
{
    auto const in = [&](Language language) {
        return std::find_if(
            text.translations.begin(), text.translations.end(),
            [&](Translation const& translation) { return translation.language == language; });
    };

    if (chain.wanted == chain.source || text.source.empty())
        return {text.source, chain.source, TextState::up_to_date};
    if (auto const found = in(chain.wanted); found != text.translations.end()) {
        auto state = TextState::up_to_date;
        if (found->source_hash != source_hash(text.source))
            state = TextState::outdated;
        else if (found->origin == Origin::machine)
            state = TextState::machine;
        return {found->text, found->language, state};
    }
    for (auto const fallback : chain.fallbacks) {
        if (auto const found = in(fallback); found != text.translations.end())
            return {found->text, found->language, TextState::missing};
    }
    return {text.source, chain.source, TextState::missing};
}

} // namespace kommin::portal
