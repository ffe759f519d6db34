#pragma once
// The HTML document around every page, public or for staff: language, title, style sheet, script.

#include "platform/html/url.hpp"
#include "platform/html/writer.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/web/site.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace kommin::web {

// A function that writes a part of a page.
using Body = std::function<void(html::Writer&)>;

struct Document {
    Site const& site;
    i18n::Texts const& texts;
    std::string title; // the whole title
    std::string_view style; // "public.css"
    std::string_view script = {}; // "public.js"; none where nothing needs one
    std::string_view body_class = {};
};

// `head` writes what only some documents have; `body` everything within <body>.
std::string render(Document const& document, Body const& head, Body const& body);

// The address of a built asset: "public.css".
html::Url asset_url(Site const& site, std::string_view name);

} // namespace kommin::web
