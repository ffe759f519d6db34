#pragma once
// Request targets: percent-encoding and what a path may contain. Pure functions.

#include <optional>
#include <string>
#include <string_view>

namespace kommin::http {

// Nothing for a broken %-sequence. plus_is_space: as in forms.
std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space = false);
// Everything but A-Z a-z 0-9 - . _ ~ becomes %XX.
std::string percent_encode(std::string_view text);

// Whether an origin-form target ("/path?query") can mean only one thing: visible ASCII without fragment,
// backslash and quotes; complete %-sequences; decoded path is UTF-8 without control characters, encoded slash
// or backslash and without dot segments ("..", "%2e%2e").
bool check_target(std::string_view target);

} // namespace kommin::http
