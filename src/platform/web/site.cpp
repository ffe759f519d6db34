#include "platform/web/site.hpp"

#include <algorithm>

namespace kommin::web {

bool Site::offers(Language language) const
{
    return std::find(languages.begin(), languages.end(), language) != languages.end();
}

content::LanguageChain Site::chain(Language wanted) const
{
    auto const found = std::ranges::find(chains, wanted, &content::LanguageChain::wanted);
    return found == chains.end() ? content::LanguageChain{wanted, {}, source_language} : *found;
}

std::optional<NamedPage> Site::find_page(std::string_view path, i18n::Texts const& texts) const
{
    for (auto const& find : page_finders) {
        if (auto page = find(path, texts))
            return page;
    }
    return std::nullopt;
}

} // namespace kommin::web
