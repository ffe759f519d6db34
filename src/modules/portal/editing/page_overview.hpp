#pragma once
// The list of information pages as editors see it: filter, order and one line of it. A district has some
// dozens of them, with those of its municipalities some hundreds: they are read with two queries and filtered
// in memory.

#include "modules/portal/directory/info_page_store.hpp"
#include "modules/portal/editing/offer_overview.hpp"
#include "platform/access/actor.hpp"
#include "platform/http/form.hpp"
#include "platform/records/editing.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::portal {

// What the public sees of a page, and what waits: the words are those of the offers.
OfferState state_of_page(InfoPage const& page, records::EditState const& state);

struct PageLine {
    InfoPage page;
    records::EditState state;
    int depth = 0; // in the tree; 0 where the list is none
};

enum class PageOrder : std::uint8_t { tree, name, changed };
std::string_view word_of(PageOrder order);

// As it stands in the address; everything else about it is ignored.
struct StaffPageFilter {
    std::string text = {}; // t
    std::string place = {}; // gemeinde: slug; "kreis": those of no municipality
    std::optional<OfferState> state = {}; // zustand
    PageOrder order = PageOrder::tree; // nach
    bool descending = false; // ab=1; a tree has one direction
    int page = 1; // seite

    static StaffPageFilter parse(http::Form const& query);
    // Name and value of every field that is in force, without the page.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> fields() const;
    [[nodiscard]] bool narrows() const;
};

// All that this actor may see of it, whatever page of the list is asked for.
std::vector<PageLine> list_pages_for_staff(
    db::Connection& db, TenantId tenant, Actor const& actor, StaffPageFilter const& filter);

} // namespace kommin::portal
