#pragma once
// Entity tags (RFC 9110 § 8.8.3). Pure functions.

#include "platform/http/types.hpp"

#include <string>
#include <string_view>

namespace kommin::http {

// A strong tag with quotes: 32 hex digits of the content's digest, for a compressed form with a suffix,
// because two byte sequences must not share a strong tag.
std::string strong_etag(std::string_view content, Encoding encoding = Encoding::identity);
// The tag of the compressed form of the same content; a weak tag stays as it is.
std::string etag_for(std::string_view etag, Encoding encoding);

// Whether an If-None-Match list names the tag (weak comparison) or is "*". An empty tag never matches.
bool etag_matches(std::string_view if_none_match, std::string_view etag);
// Whether an If-Match list names the tag (strong comparison) or is "*".
bool etag_matches_strongly(std::string_view if_match, std::string_view etag);

} // namespace kommin::http
