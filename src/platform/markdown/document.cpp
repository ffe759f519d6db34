#include "platform/markdown/document.hpp"

#include "platform/base/text.hpp"
#include "platform/markdown/limits.hpp"
#include "platform/markdown/markdown.hpp"

#include <algorithm>
#include <initializer_list>
#include <mutex>
#include <new>
#include <stdexcept>

namespace kommin::markdown {

namespace {

struct FreeParser {
    void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};

// The registry of extensions is a global list without a lock.
void register_extensions_once()
{
    static std::once_flag once;
    std::call_once(once, cmark_gfm_core_extensions_ensure_registered);
}

bool begins_with_tag(std::string_view html)
{
    if (html.size() < 2 || html[0] != '<')
        return false;
    char const c = html[1];
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '/' || c == '!' || c == '?';
}

std::string_view or_empty(char const* text)
{
    return text == nullptr ? std::string_view() : std::string_view(text);
}

}

Tree parse(std::string_view markdown)
{
    if (markdown.size() > max_bytes)
        throw std::length_error("Markdown of more than 256 KB");
    auto const text = within_limits(markdown);
    register_extensions_once();
    // While a text is parsed, cmark-gfm keeps the special characters of its extensions in global tables: two
    // parsers at once lose each other's "~" and "|". Parsing takes microseconds; they take turns.
    static std::mutex one_at_a_time;
    std::lock_guard const lock(one_at_a_time);
    std::unique_ptr<cmark_parser, FreeParser> const parser(
        cmark_parser_new(CMARK_OPT_VALIDATE_UTF8 | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE));
    for (auto const* name : {"table", "strikethrough"}) {
        auto* const extension = cmark_find_syntax_extension(name);
        if (extension == nullptr || cmark_parser_attach_syntax_extension(parser.get(), extension) == 0)
            throw std::runtime_error("cmark-gfm lacks an extension");
    }
    cmark_parser_feed(parser.get(), text.data(), text.size());
    return Tree(cmark_parser_finish(parser.get()));
}

ExtensionNode extension_node_of(cmark_node* node)
{
    auto const name = or_empty(cmark_node_get_type_string(node));
    if (name == "strikethrough")
        return ExtensionNode::strikethrough;
    if (name == "table")
        return ExtensionNode::table;
    if (name == "table_row" || name == "table_header")
        return ExtensionNode::table_row;
    if (name == "table_cell")
        return ExtensionNode::table_cell;
    return ExtensionNode::none;
}

std::string_view literal_of(cmark_node* node)
{
    return or_empty(cmark_node_get_literal(node));
}

std::string_view url_of(cmark_node* node)
{
    return or_empty(cmark_node_get_url(node));
}

bool is_in_tight_list(cmark_node* paragraph)
{
    auto* const item = cmark_node_parent(paragraph);
    auto* const list = item == nullptr ? nullptr : cmark_node_parent(item);
    return list != nullptr && cmark_node_get_type(list) == CMARK_NODE_LIST
        && cmark_node_get_list_tight(list) != 0;
}

char alignment_of(cmark_node* table_cell, std::size_t column)
{
    auto* const table = cmark_node_parent(cmark_node_parent(table_cell));
    auto const* const alignments = cmark_gfm_extensions_get_table_alignments(table);
    if (alignments == nullptr || column >= cmark_gfm_extensions_get_table_columns(table))
        return 0;
    return static_cast<char>(alignments[column]);
}

std::string without_tags(std::string_view html)
{
    std::string text;
    while (!html.empty()) {
        if (html.starts_with("<!--")) {
            auto const end = html.find("-->");
            html.remove_prefix(end == std::string_view::npos ? html.size() : end + 3);
        } else if (begins_with_tag(html)) {
            auto const end = html.find('>');
            html.remove_prefix(end == std::string_view::npos ? html.size() : end + 1);
        } else {
            auto const end = std::min(html.find('<', 1), html.size());
            text += html.substr(0, end);
            html.remove_prefix(end);
        }
    }
    return std::string(trim(text));
}

} // namespace kommin::markdown
