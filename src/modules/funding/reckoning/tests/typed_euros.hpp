#pragma once
// Amounts as tests write them.

#include "platform/base/money.hpp"

#include <string_view>

namespace kommin::funding {

// "100,01"
inline Money euros(std::string_view text)
{
    return *read_typed_money(text);
}

} // namespace kommin::funding
