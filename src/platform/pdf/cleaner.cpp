#include "platform/pdf/cleaner.hpp"

#include "platform/pdf/answer.hpp"

#include <optional>
#include <utility>

namespace kommin::pdf {

Cleaner::Cleaner(CleanerOptions options)
    : worker_({std::move(options.command), options.patience, largest_answer})
{ }

Result<Document> Cleaner::clean(std::string_view bytes, std::chrono::steady_clock::time_point latest)
{
    auto const said = worker_.ask(bytes, latest);
    if (said.outcome == confined::Outcome::busy)
        return Problem{ProblemKind::unavailable, {}, "pdf.problem.busy"_msg, {}};
    if (said.outcome == confined::Outcome::too_long)
        return Problem::invalid({}, "pdf.problem.too_long"_msg);
    auto answer = said.outcome == confined::Outcome::answered ? read_answer(said.text) : std::nullopt;
    if (!answer)
        return Problem::invalid({}, "pdf.problem.broken"_msg);
    return *std::move(answer);
}

int run_pdf_worker()
{
    return confined::run_worker({.largest_input = largest_document, .answer = [](std::string_view bytes) {
                                     return print_answer(pdf::clean(bytes));
                                 }});
}

} // namespace kommin::pdf
