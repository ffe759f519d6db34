#pragma once
// In which language a page of the public site answers, and how the server remembers a choice.

#include "platform/http/response.hpp"
#include "platform/i18n/language.hpp"
#include "platform/web/call.hpp"

#include <optional>
#include <string_view>

namespace kommin::web {

// Set only when somebody chooses a language (TDDDG § 25 (2) no. 2: what they asked for).
inline constexpr std::string_view language_cookie = "kommin_sprache";
// ?merken=uk on any page: remember the choice.
inline constexpr std::string_view language_choice_field = "merken";

// The language of the answer: that of the address ({lang}, or its first segment where no route matched) if
// the site offers it, else the remembered or the negotiated one.
i18n::Language language_for(Call const& call);

// The redirect to the same address without ?merken=, with the cookie; nothing if this request does not ask
// for it in the language of its page.
std::optional<http::Response> remember_language(Call const& call, i18n::Language page_language);

} // namespace kommin::web
