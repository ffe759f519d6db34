#pragma once
// Private to markdown: the parsed tree of cmark-gfm. Included by the .cpp files of this folder only.

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace kommin::markdown {

struct FreeTree {
    void operator()(cmark_node* node) const { cmark_node_free(node); }
};
using Tree = std::unique_ptr<cmark_node, FreeTree>;

// Throws std::length_error above max_bytes.
Tree parse(std::string_view markdown);

// The node types of the extensions are numbered at run time and have no public constants.
enum class ExtensionNode { none, strikethrough, table, table_row, table_cell };
ExtensionNode extension_node_of(cmark_node* node);

std::string_view literal_of(cmark_node* node);
std::string_view url_of(cmark_node* node);
bool is_in_tight_list(cmark_node* paragraph);
// 'l', 'c', 'r' or 0.
char alignment_of(cmark_node* table_cell, std::size_t column);
// The text of a block of raw HTML: tags and comments left out, white space trimmed.
std::string without_tags(std::string_view html);

// Visits the tree without recursion: text nested a hundred thousand times must not overflow the stack.
template<class F>
void for_each_event(cmark_node* root, F visit)
{
    struct FreeIterator {
        void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
    };
    std::unique_ptr<cmark_iter, FreeIterator> const iterator(cmark_iter_new(root));
    for (;;) {
        auto const event = cmark_iter_next(iterator.get());
        if (event == CMARK_EVENT_DONE)
            return;
        visit(cmark_iter_get_node(iterator.get()), event == CMARK_EVENT_ENTER);
    }
}

} // namespace kommin::markdown
