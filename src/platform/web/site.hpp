#pragma once
// Site: what the frame of every page needs to know of the installation it belongs to. Built once per
// published version by the app; immutable.

#include "platform/access/permission.hpp"
#include "platform/base/message_key.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/content/localised_text.hpp"
#include "platform/i18n/language.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/i18n/zone.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::html {
class Writer;
}

namespace kommin::web {

using i18n::Language;

// The places of the frame where modules put links to their pages.
enum class LinkPlace : std::uint8_t {
    main_menu,
    help, // in the footer, below the phone number
    legal,
    other_ways, // to the same information
    often, // what people look for most: where a page went wrong
    search, // at most one; the search box leads there
    remark, // to say what is missing: where a page went wrong
};

struct LinkTexts {
    std::string_view label;
    std::string_view hint;
};

// A link of the frame; modules give it, so that it appears only where its page exists.
struct Link {
    LinkPlace place;
    int rank; // in ascending order; equal ranks in the order of the modules
    MessageKey label;
    std::string path; // without language, perhaps with a query: "angebote"
    std::string section = {}; // of the main menu; pages name the section they belong to
    MessageKey hint = {}; // below the label, where there is room for it (often)
    std::string_view icon = {}; // the same
    // Instead of label and hint, where what they say is the module's and no text of the catalogues.
    std::function<LinkTexts(i18n::Texts const&)> own_texts = {};
};

// Calls take(path) for each page that search engines may list, without language: "angebote/x".
using ListPaths = std::function<void(std::function<void(std::string_view path)> const& take)>;

// A page of a module, as a message from the public names it.
struct NamedPage {
    std::string title;
    Language language; // of the title
    Scope owner = Scope::whole_tenant(); // whose record it shows
};
// The page under a path without language: "angebote/x"; nothing where this module shows none there. Asked
// from all threads.
using FindPage = std::function<std::optional<NamedPage>(std::string_view path, i18n::Texts const& texts)>;
// Writes what stands below every page that can be named. Called from all threads.
using WriteFoot = std::function<void(
    html::Writer& writer, i18n::Texts const& texts, std::string_view path, NamedPage const& page)>;

struct Site {
    TenantId tenant;
    std::string name; // "Kreis Unna"
    std::vector<Language> languages; // in the order of the language menu
    Language source_language = Language::german();
    std::vector<content::LanguageChain> chains; // of those languages that have others to try
    i18n::Zone const* zone = nullptr;
    bool is_demonstration = false; // a strip on every page says so
    // Without a click for so long people at work are logged out; nothing: identity::idle_limit.
    std::optional<std::chrono::minutes> idle_limit = std::nullopt;
    std::string help_name;
    std::string help_phone;
    std::string help_email;
    std::string help_address;
    std::vector<Link> links; // by rank
    std::vector<ListPaths> paths; // the pages of all modules, for the sitemap
    std::vector<FindPage> page_finders; // of the modules that name their pages
    WriteFoot page_foot; // of the module that asks about pages; empty: none does
    std::string base_url; // "https://portal.example" for sitemap, canonical links and QR codes; may be empty
    // URL of a built asset: "public.css" gives "/assets/public.1a2b3c4d.css".
    std::function<std::string(std::string_view)> asset_url;

    [[nodiscard]] bool offers(Language language) const;
    // In which order of languages a reader gets what the district has written.
    [[nodiscard]] content::LanguageChain chain(Language wanted) const;
    // The page under this path, of whatever module.
    [[nodiscard]] std::optional<NamedPage> find_page(std::string_view path, i18n::Texts const& texts) const;
};

} // namespace kommin::web
