#pragma once
// The frame of every public page: head, language menu, main menu, breadcrumb, footer, demonstration strip.
// Works without script; the islands only improve it.

#include "platform/html/url.hpp"
#include "platform/html/writer.hpp"
#include "platform/http/response.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/web/document.hpp"
#include "platform/web/site.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::web {

using i18n::Texts;

struct Crumb {
    html::Url url;
    std::string label;
    Language language; // of the label
};

struct PublicFrame {
    Site const& site;
    Texts const& texts;
    std::string title; // without the name of the site
    std::string description; // for search engines and previews; plain text
    std::string path; // without language and leading slash: "angebote/x"; "" is the home page
    std::string query; // kept by the language links: "?gemeinde=luenen"
    std::string section; // of the main menu
    std::vector<Crumb> crumbs; // the page itself is not among them
    std::optional<html::JsonLd> structured_data;
    bool is_indexable = true;
    bool has_main_band = false; // the body brings its own full-width bands
    bool language_chips = false; // home: all languages as visible words
    std::function<html::Url(Language)> url_in = {}; // where the menu of languages leads, unless to the path
    Body foot = {}; // what follows the content of every page of a module; empty: nothing
};

// The body writes the content of <main>.
std::string render(PublicFrame const& frame, Body const& body);

// A link within the language of the page: page_url(texts, {"angebote", slug}) gives "/de/angebote/slug".
html::Url page_url(Texts const& texts, std::initializer_list<std::string_view> segments);
// Where a link of the frame leads in the language of the page.
html::Url link_url(Texts const& texts, Link const& link);

// Text that may stand in another language than the page: <span lang="de" dir="ltr">…</span> only where
// needed. A callable hole for html::Writer.
struct InLanguage {
    std::string_view text;
    Language language;
    Language page_language;
    void operator()(html::Writer& writer) const;
};

// Numbers, times and phone numbers that must keep their order inside right-to-left text.
struct LeftToRight {
    std::string_view text;
    void operator()(html::Writer& writer) const;
};

// A proper name or German word inside text of any language.
struct GermanName {
    std::string_view text;
    Language page_language;
    void operator()(html::Writer& writer) const;
};

struct Icon {
    std::string_view name; // "phone": class km-i--phone
    bool is_directional = false; // mirrors in right-to-left pages
    void operator()(html::Writer& writer) const;
};

} // namespace kommin::web
