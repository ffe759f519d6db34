#pragma once
// The name under which the portal publishes; whoever changes what the public sees of it says
// work.publish(published_as).

#include <string_view>

namespace kommin::portal {

inline constexpr std::string_view published_as = "portal";

} // namespace kommin::portal
