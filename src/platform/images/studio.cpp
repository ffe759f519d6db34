#include "platform/images/studio.hpp"

#include "platform/images/answer.hpp"

#include <optional>
#include <utility>

namespace kommin::images {

Studio::Studio(StudioOptions options)
    : worker_({std::move(options.command), options.patience, largest_answer})
{ }

Result<Renditions> Studio::render(std::string_view bytes, std::chrono::steady_clock::time_point latest)
{
    auto const said = worker_.ask(bytes, latest);
    if (said.outcome == confined::Outcome::busy)
        return Problem{ProblemKind::unavailable, {}, "images.problem.busy"_msg, {}};
    if (said.outcome == confined::Outcome::too_long)
        return Problem::invalid({}, "images.problem.too_long"_msg);
    auto answer = said.outcome == confined::Outcome::answered ? read_answer(said.text) : std::nullopt;
    if (!answer)
        return Problem::invalid({}, "images.problem.broken"_msg);
    return *std::move(answer);
}

int run_image_worker()
{
    return confined::run_worker({.largest_input = largest_picture, .answer = [](std::string_view bytes) {
                                     return print_answer(images::render(bytes));
                                 }});
}

} // namespace kommin::images
