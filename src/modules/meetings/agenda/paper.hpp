#pragma once
// Papers of agenda items: a PDF, or the page of the web where it stands (docs/adr/0079). They go along with
// their item: whatever goes on from it shows them, too.

#include "modules/meetings/agenda/agenda_item.hpp"
#include "platform/base/date.hpp"
#include "platform/base/strong_id.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace kommin::meetings {

using PaperId = StrongId<struct AgendaPaperTag>;

struct Paper {
    ItemId shown_at; // of which was asked: its own item, or one that goes on from it
    bool is_internal = false; // one of the items on the way is
    PaperId id;
    ItemId item; // its own
    std::string title;
    std::string link; // of a page of the web; "": a file
    std::string hash; // of a file; "": a page
    std::int64_t size = 0; // bytes
    std::int64_t pages = 0;
    bool is_public = false; // to be shown with an agenda that everybody may read
    std::int64_t version = 1;
    Instant changed_at = {};

    [[nodiscard]] bool is_file() const { return !hash.empty(); }
    // Everybody may have it wherever they may see the item.
    [[nodiscard]] bool is_for_everybody() const { return is_public && !is_internal; }
};

// In an address; nothing for what is no number of one.
std::optional<PaperId> paper_numbered(std::string_view text);
// Those of one item, of papers in the order of list_papers().
std::span<Paper const> papers_of(std::span<Paper const> papers, ItemId item);
// "PDF, 120 KB", in every language the same; "" for a page of the web.
std::string file_words(Paper const& paper);

} // namespace kommin::meetings
