#include "platform/web/site.hpp"

#include <algorithm>

namespace kommin::web {

bool Site::offers(Language language) const
{
    return std::find(languages.begin(), languages.end(), language) != languages.end();
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
