#pragma once
// The building blocks of public pages that belong to no module: callables for holes of html::Writer.

#include "platform/base/message_key.hpp"
#include "platform/html/url.hpp"
#include "platform/html/writer.hpp"
#include "platform/web/visit.hpp"

#include <optional>
#include <string_view>

namespace kommin::web {

// Leads to the page that a module gave as LinkPlace::search; nothing where there is none.
struct SearchBox {
    Visit const& visit;
    MessageKey label;
    std::string_view query = {};
    void operator()(html::Writer& writer) const;
};

// The way from one page of a list to its neighbours; nothing where it has none.
struct PreviousNext {
    Texts const& texts;
    std::optional<html::Url> previous = {};
    std::optional<html::Url> next = {};
    void operator()(html::Writer& writer) const;
};

// An entry of a list of ways: <ul class="km-tiles">.
struct Tile {
    html::Url url;
    std::string_view icon;
    InLanguage title;
    InLanguage hint; // may be empty
    void operator()(html::Writer& writer) const;
};

} // namespace kommin::web
