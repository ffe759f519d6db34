#pragma once
// Finds the "…"_msg literals of a C++ source.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::catalogue {

struct MessageLiteral {
    std::string id;
    std::size_t line = 0;
};

// Comments, other literals and the definition of the operator itself are passed over. Keys contain no
// escapes, so the text between the quotes is the key.
std::vector<MessageLiteral> find_message_literals(std::string_view source);

} // namespace kommin::catalogue
