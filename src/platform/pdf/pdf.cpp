#include "platform/pdf/pdf.hpp"

#include "platform/pdf/rewriting.hpp"

#include <utility>

namespace kommin::pdf {

bool is_pdf(std::string_view bytes)
{
    return bytes.starts_with("%PDF-");
}

Result<Document> clean(std::string_view bytes)
{
    if (!is_pdf(bytes))
        return Problem::invalid({}, "pdf.problem.format"_msg);
    auto made = rewrite(bytes, most_pages);
    switch (made.outcome) {
    case Rewriting::done:
        return Document{made.pages, std::move(made.bytes)};
    case Rewriting::locked:
        return Problem::invalid({}, "pdf.problem.locked"_msg);
    case Rewriting::too_many_pages:
        return Problem{
            ProblemKind::too_large,
            {},
            "pdf.problem.too_many_pages"_msg,
            {{"limit", std::to_string(most_pages)}}};
    case Rewriting::broken:
        break;
    }
    return Problem::invalid({}, "pdf.problem.broken"_msg);
}

} // namespace kommin::pdf
