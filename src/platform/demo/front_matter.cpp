#include "platform/demo/front_matter.hpp"

#include "platform/base/text.hpp"

namespace kommin::demo {

std::string FrontMatter::value(std::string_view name) const
{
    auto const found = values.find(name);
    return found == values.end() ? std::string{} : found->second;
}

FrontMatter parse_front_matter(std::string_view text)
{
    constexpr std::string_view fence = "---\n";
    FrontMatter result;
    if (!text.starts_with(fence)) {
        result.body = text;
        return result;
    }
    text.remove_prefix(fence.size());
    while (!text.empty()) {
        auto const end = text.find('\n');
        auto const line = text.substr(0, end);
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
        if (line == "---")
            break;
        auto const colon = line.find(':');
        if (colon != std::string_view::npos)
            result.values.emplace(trim(line.substr(0, colon)), trim(line.substr(colon + 1)));
    }
    result.body = text;
    return result;
}

} // namespace kommin::demo
