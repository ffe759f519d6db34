#pragma once
// "Meine Maßnahmen": the figures that somebody reports, what is due first, and the measures they look after.

#include "platform/http/response.hpp"
#include "platform/web/call.hpp"

#include <string_view>

namespace kommin::goals {

inline constexpr std::string_view my_measures_path = "meine-massnahmen";

http::Response show_my_measures(web::Call& call);

} // namespace kommin::goals
