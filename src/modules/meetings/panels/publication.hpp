#pragma once
// The name under which the module publishes; whoever changes what the public sees of it says
// work.publish(published_as).

#include <string_view>

namespace kommin::meetings {

inline constexpr std::string_view published_as = "meetings";

} // namespace kommin::meetings
