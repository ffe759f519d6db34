#pragma once
// The building blocks of lists for people at work: callables for holes of html::Writer. What a list shows
// stands in its address, so that back, reload and a bookmark show it again.

#include "platform/base/message_key.hpp"
#include "platform/html/url.hpp"
#include "platform/html/writer.hpp"
#include "platform/i18n/texts.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace kommin::web {

enum class Sorted : std::uint8_t { no, ascending, descending };

// The head of a column by which the list can be sorted: a link that sorts by it, or turns the order around.
struct SortHead {
    i18n::Texts const& texts;
    MessageKey label;
    html::Url url;
    Sorted sorted = Sorted::no;
    void operator()(html::Writer& writer) const;
};

// A view of a list that somebody may want again: <nav class="tabs">.
struct ListView {
    std::string label;
    html::Url url;
    bool is_current = false;
};
struct ListViews {
    i18n::Texts const& texts;
    std::span<ListView const> views;
    std::optional<html::Url> save_url = std::nullopt; // "+ Ansicht speichern", behind all others
    void operator()(html::Writer& writer) const;
};

// Links to the other pages, and what this one shows: "51 bis 100 von 1.234". Nothing for a single page.
struct Pager {
    i18n::Texts const& texts;
    int page; // from 1
    int per_page;
    std::int64_t count; // of all lines; above most_counted: "mehr als"
    std::int64_t most_counted;
    std::function<html::Url(int page)> url_of;
    void operator()(html::Writer& writer) const;
};

} // namespace kommin::web
