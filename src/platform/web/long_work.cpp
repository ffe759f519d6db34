#include "platform/web/long_work.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace kommin::web {

void go_on(Call const& call)
{
    call.db().set_deadline(
        std::min(call.request.deadline(), std::chrono::steady_clock::now() + longest_step));
}

bool has_time_left(Call const& call)
{
    constexpr std::chrono::seconds for_the_answer{10};
    return std::chrono::steady_clock::now() + for_the_answer < call.request.deadline();
}

http::Response file_to_save(
    files::TemporaryFile file, std::string_view file_name, std::string_view content_type)
{
    auto const shared = std::make_shared<files::TemporaryFile>(std::move(file));
    return http::Response(http::Status::ok)
        .stream([shared](std::string& out) { return shared->read_piece(out); }, content_type)
        .attachment(file_name)
        .no_store();
}

} // namespace kommin::web
