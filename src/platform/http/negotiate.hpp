#pragma once
// Content negotiation by quality values (RFC 9110 § 12).

#include "platform/http/types.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace kommin::http {

// The best encoding we have for an Accept-Encoding header; at equal quality br before gzip before identity.
// An absent or empty header means identity. Where everything is refused ("identity;q=0" alone), identity is
// sent all the same: a readable page helps more than a 406.
Encoding negotiate_encoding(std::string_view accept_encoding);

// The best of `offered` BCP 47 tags for an Accept-Language header by lookup (RFC 4647 § 3.4): "de-AT" falls
// back to "de"; "" if none fits. Views into `offered`.
std::string_view best_language(std::string_view accept_language, std::span<std::string_view const> offered);

// The best of `offered` media types ("text/html", "application/json") for an Accept header; an absent header
// means the first one; "" if none fits.
std::string_view best_media_type(std::string_view accept, std::span<std::string_view const> offered);

} // namespace kommin::http
