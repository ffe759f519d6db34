#include "platform/web/site.hpp"

#include <algorithm>

namespace kommin::web {

bool Site::offers(Language language) const
{
    return std::find(languages.begin(), languages.end(), language) != languages.end();
}

} // namespace kommin::web
