#pragma once
// How the fields of a form of a record are called, and those that many records have.

#include "platform/base/message_key.hpp"

#include <string_view>

namespace kommin::web {

struct FormField {
    std::string_view name;
    MessageKey label;
};

// The time for which something is there, and how sure it is.
namespace common_field {
inline constexpr std::string_view from = "from";
inline constexpr std::string_view to = "to";
inline constexpr std::string_view uncertain = "uncertain";
inline constexpr std::string_view remark = "remark";
inline constexpr std::string_view source = "source";
inline constexpr std::string_view visible = "visible"; // everybody may read of it
} // namespace common_field
inline constexpr std::string_view uncertain_value = "ja";
inline constexpr std::string_view visible_value = "ja";

} // namespace kommin::web
