#pragma once
// "type; name=value; name="quoted"" as in Content-Type and Content-Disposition; private to this folder.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::http::detail {

struct MediaType {
    std::string type; // lower case
    std::vector<std::pair<std::string, std::string>> parameters; // names in lower case
};

enum class Quoting : std::uint8_t {
    standard, // a backslash quotes the next character (RFC 9110)
    browser, // a backslash quotes only a quotation mark; "C:\x.pdf" stays what it is
};

// Nothing where the syntax is broken.
std::optional<MediaType> parse_media_type(std::string_view text, Quoting quoting);

} // namespace kommin::http::detail
