#include "platform/i18n/interface_language.hpp"

#include <algorithm>

namespace kommin::i18n {

std::optional<Language> find_interface_language(std::string_view tag)
{
    auto const languages = interface_languages();
    auto const found = std::ranges::find(languages, tag, &Language::tag);
    return found == languages.end() ? std::nullopt : std::optional(*found);
}

} // namespace kommin::i18n
