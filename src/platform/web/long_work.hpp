#pragma once
// What takes longer than a page by intent: files of whole lists, changes of many records.

#include "platform/files/temporary_file.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"

#include <chrono>
#include <string_view>

namespace kommin::web {

// For each step of such work the database has this time, as a page has for all of its own: one that is silent
// is noticed as soon.
inline constexpr std::chrono::seconds longest_step{5};

// Begins the next step. Ends, as all work, with the request: throws db::Unavailable from then on.
void go_on(Call const& call);

// Whether there is time for another step and for telling what was done.
bool has_time_left(Call const& call);

// Offered to be saved; sent piece by piece.
http::Response file_to_save(
    files::TemporaryFile file, std::string_view file_name, std::string_view content_type);

} // namespace kommin::web
