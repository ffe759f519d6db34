#include "platform/markdown/document.hpp"
#include "platform/markdown/links.hpp"
#include "platform/markdown/markdown.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace kommin::markdown {

namespace {

void append_escaped(std::string& out, std::string_view text)
{
    for (char const c : text) {
        switch (c) {
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '&':
            out += "&amp;";
            break;
        case '"':
            out += "&quot;";
            break;
        default:
            out += c;
            break;
        }
    }
}

// Prints the elements it knows and nothing else, so that no unknown node of the parser can bring markup in.
class HtmlRenderer {
public:
    explicit HtmlRenderer(Options const& options)
        : options_(options)
    { }

    std::string render(cmark_node* root)
    {
        for_each_event(root, [&](cmark_node* node, bool entering) { visit(node, entering); });
        return std::move(out_);
    }

private:
    void visit(cmark_node* node, bool entering)
    {
        auto const type = cmark_node_get_type(node);
        switch (type) {
        case CMARK_NODE_PARAGRAPH:
            if (!is_in_tight_list(node))
                block("p", entering);
            else if (!entering && cmark_node_next(node) != nullptr)
                out_ += '\n';
            return;
        case CMARK_NODE_HEADING:
            block(heading_name(node), entering);
            return;
        case CMARK_NODE_LIST:
            list(node, entering);
            return;
        case CMARK_NODE_ITEM:
            block("li", entering);
            return;
        case CMARK_NODE_BLOCK_QUOTE:
            block("blockquote", entering);
            return;
        case CMARK_NODE_CODE_BLOCK:
            out_ += "<pre><code>";
            append_escaped(out_, literal_of(node));
            out_ += "</code></pre>\n";
            return;
        case CMARK_NODE_THEMATIC_BREAK:
            out_ += "<hr>\n";
            return;
        case CMARK_NODE_HTML_BLOCK:
            html_block(node);
            return;
        case CMARK_NODE_TEXT:
            append_escaped(out_, literal_of(node));
            return;
        case CMARK_NODE_SOFTBREAK:
            out_ += '\n';
            return;
        case CMARK_NODE_LINEBREAK:
            out_ += "<br>\n";
            return;
        case CMARK_NODE_CODE:
            out_ += "<code>";
            append_escaped(out_, literal_of(node));
            out_ += "</code>";
            return;
        case CMARK_NODE_EMPH:
            inline_element("em", entering);
            return;
        case CMARK_NODE_STRONG:
            inline_element("strong", entering);
            return;
        case CMARK_NODE_LINK:
            link(node, entering);
            return;
        default:
            break; // the document, images (their alternative text follows), HTML tags inside a line
        }
        switch (extension_node_of(node)) {
        case ExtensionNode::strikethrough:
            inline_element("del", entering);
            return;
        case ExtensionNode::table:
            table(entering);
            return;
        case ExtensionNode::table_row:
            table_row(node, entering);
            return;
        case ExtensionNode::table_cell:
            table_cell(node, entering);
            return;
        case ExtensionNode::none:
            return;
        }
    }

    void block(std::string_view name, bool entering)
    {
        inline_element(name, entering);
        if (!entering)
            out_ += '\n';
    }

    void inline_element(std::string_view name, bool entering)
    {
        out_ += entering ? "<" : "</";
        out_ += name;
        out_ += '>';
    }

    std::string heading_name(cmark_node* node) const
    {
        auto const level = cmark_node_get_heading_level(node) + options_.first_heading_level - 1;
        return "h" + std::to_string(std::clamp(level, 1, 6));
    }

    void list(cmark_node* node, bool entering)
    {
        bool const ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
        auto const start = cmark_node_get_list_start(node);
        if (entering && ordered && start != 1)
            out_ += "<ol start=\"" + std::to_string(start) + "\">\n";
        else if (entering)
            out_ += ordered ? "<ol>\n" : "<ul>\n";
        else
            out_ += ordered ? "</ol>\n" : "</ul>\n";
    }

    void html_block(cmark_node* node)
    {
        auto const text = without_tags(literal_of(node));
        if (text.empty())
            return;
        out_ += "<p>";
        append_escaped(out_, text);
        out_ += "</p>\n";
    }

    void link(cmark_node* node, bool entering)
    {
        if (!entering) {
            if (open_links_.back())
                out_ += "</a>";
            open_links_.pop_back();
            return;
        }
        // An address in pointed brackets may stand inside the text of a link; HTML knows no link inside a
        // link.
        bool const is_inside = std::find(open_links_.begin(), open_links_.end(), true) != open_links_.end();
        auto const target = is_inside ? std::nullopt : checked_link(url_of(node), options_);
        open_links_.push_back(target.has_value());
        if (!target)
            return;
        out_ += "<a href=\"";
        append_escaped(out_, target->href);
        out_ += target->leaves_the_server ? "\" rel=\"noopener\">" : "\">";
    }

    void table(bool entering)
    {
        if (entering) {
            out_ += "<table>\n";
            body_open_ = false;
            return;
        }
        out_ += body_open_ ? "</tbody>\n</table>\n" : "</table>\n";
    }

    void table_row(cmark_node* node, bool entering)
    {
        bool const head = cmark_gfm_extensions_get_table_row_is_header(node) != 0;
        if (entering) {
            in_head_ = head;
            column_ = 0;
            if (head)
                out_ += "<thead>\n";
            else if (!std::exchange(body_open_, true))
                out_ += "<tbody>\n";
            out_ += "<tr>";
            return;
        }
        out_ += head ? "</tr>\n</thead>\n" : "</tr>\n";
    }

    // Alignment as class: the attribute is obsolete and the strict content policy forbids inline style.
    void table_cell(cmark_node* node, bool entering)
    {
        if (!entering) {
            out_ += in_head_ ? "</th>" : "</td>";
            return;
        }
        out_ += in_head_ ? "<th scope=\"col\"" : "<td";
        auto const alignment = alignment_of(node, column_++);
        if (alignment == 'r' || alignment == 'c')
            out_ += alignment == 'r' ? " class=\"align-end\"" : " class=\"align-center\"";
        out_ += '>';
    }

    Options const& options_;
    std::string out_;
    std::vector<bool> open_links_;
    bool in_head_ = false;
    std::size_t column_ = 0; // counted here: asking each cell for its place made a wide table quadratic
    bool body_open_ = false;
};

class TextRenderer {
public:
    std::string render(cmark_node* root)
    {
        for_each_event(root, [&](cmark_node* node, bool entering) { visit(node, entering); });
        while (out_.ends_with('\n') || out_.ends_with(' '))
            out_.pop_back();
        return std::move(out_);
    }

private:
    void visit(cmark_node* node, bool entering)
    {
        auto const type = cmark_node_get_type(node);
        switch (type) {
        case CMARK_NODE_TEXT:
        case CMARK_NODE_CODE:
            out_ += literal_of(node);
            return;
        case CMARK_NODE_CODE_BLOCK:
            out_ += literal_of(node);
            end_line();
            return;
        case CMARK_NODE_HTML_BLOCK:
            out_ += without_tags(literal_of(node));
            end_line();
            return;
        case CMARK_NODE_SOFTBREAK:
            out_ += ' ';
            return;
        case CMARK_NODE_LINEBREAK:
            end_line();
            return;
        case CMARK_NODE_PARAGRAPH:
        case CMARK_NODE_HEADING:
            if (!entering)
                end_line();
            return;
        default:
            break;
        }
        if (entering)
            return;
        auto const extension = extension_node_of(node);
        if (extension == ExtensionNode::table_cell && cmark_node_next(node) != nullptr)
            out_ += ' ';
        else if (extension == ExtensionNode::table_row)
            end_line();
    }

    void end_line()
    {
        while (out_.ends_with(' '))
            out_.pop_back();
        if (!out_.empty() && !out_.ends_with('\n'))
            out_ += '\n';
    }

    std::string out_;
};

}

std::string to_html(std::string_view markdown, Options const& options)
{
    return HtmlRenderer(options).render(parse(markdown).get());
}

std::string to_plain_text(std::string_view markdown)
{
    return TextRenderer().render(parse(markdown).get());
}

} // namespace kommin::markdown
