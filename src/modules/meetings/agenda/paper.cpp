#include "modules/meetings/agenda/paper.hpp"

#include "platform/base/number.hpp"

#include <algorithm>

namespace kommin::meetings {

std::optional<PaperId> paper_numbered(std::string_view text)
{
    auto const number = parse_number(text);
    return number && *number > 0 ? std::optional(PaperId{*number}) : std::nullopt;
}

std::span<Paper const> papers_of(std::span<Paper const> papers, ItemId item)
{
    auto const found = std::ranges::equal_range(papers, item, {}, &Paper::shown_at);
    return {found.begin(), found.end()};
}

std::string file_words(Paper const& paper)
{
    if (!paper.is_file())
        return {};
    constexpr std::int64_t kilobyte = 1000;
    constexpr std::int64_t megabyte = kilobyte * kilobyte;
    // Rounded up: nothing has no bytes.
    return paper.size < megabyte ? "PDF, " + std::to_string((paper.size + kilobyte - 1) / kilobyte) + " KB"
                                 : "PDF, " + std::to_string((paper.size + megabyte - 1) / megabyte) + " MB";
}

} // namespace kommin::meetings
