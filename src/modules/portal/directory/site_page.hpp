#pragma once
// SitePage: one of the pages that the public sees, as a message or an answer to "was this page helpful?"
// names it.

#include "modules/portal/directory/offer.hpp"
#include "modules/portal/directory/snapshot.hpp"
#include "platform/access/permission.hpp"
#include "platform/html/url.hpp"
#include "platform/i18n/texts.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace kommin::portal {

struct SitePage {
    std::string path; // without language: "angebote/x"; "/" is the home page; "suche?q=chor" a search
    std::string title;
    i18n::Language language; // of the title
    Scope owner = Scope::whole_tenant(); // whose record it shows
    std::optional<OfferId> offer;

    [[nodiscard]] html::Url url(i18n::Language wanted) const;
    // The path, of a search without its words.
    [[nodiscard]] std::string_view path_without_words() const;
};

// What somebody names without language, query and the address of this site: "angebote/x"; "" is the home
// page.
std::string_view site_path_in(std::string_view named, std::string_view base_url);
// The page that somebody names, with or without language, query and the address of this site: nothing for
// anything that is no page of this site at the moment. Of a query only the words of a search stay, as far as
// countable_words() lets them: without them nobody knows what was missed.
std::optional<SitePage> find_site_page(
    Snapshot const& snapshot, i18n::Texts const& texts, std::string_view base_url, std::string_view named);

} // namespace kommin::portal
