#include "platform/base/text.hpp"
#include "platform/markdown/document.hpp"
#include "platform/markdown/markdown.hpp"

namespace kommin::markdown {

std::vector<std::string> list_links(std::string_view markdown)
{
    std::vector<std::string> links;
    if (markdown.find("](") == std::string_view::npos && markdown.find(':') == std::string_view::npos)
        return links; // every link has one of them, and most texts have none
    auto const tree = parse(markdown);
    for_each_event(tree.get(), [&](cmark_node* node, bool is_entering) {
        if (is_entering && cmark_node_get_type(node) == CMARK_NODE_LINK)
            links.emplace_back(trim(url_of(node)));
    });
    return links;
}

} // namespace kommin::markdown
