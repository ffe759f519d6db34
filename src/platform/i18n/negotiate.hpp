#pragma once
// The choice of a language from what a browser says it reads.

#include "platform/i18n/language.hpp"

#include <span>
#include <string_view>

namespace kommin::i18n {

// RFC 4647 lookup over an Accept-Language header: the offered language that fits best, ranges shortened from
// the right (de-AT finds de), `zh-*` finds any Chinese, q=0 excludes, what is malformed is skipped. Languages
// that CLDR calls otherwise are found under both names (prs and fa-AF, kmr and ku).
Language negotiate(std::string_view accept_language, std::span<Language const> offered, Language fallback);

} // namespace kommin::i18n
