#pragma once
// What a message or an answer to "was this page helpful?" is about: a page of the portal or of another
// module.

#include "modules/portal/directory/site_page.hpp"
#include "platform/web/call.hpp"

#include <optional>
#include <string_view>

namespace kommin::portal {

// As find_site_page(), with the pages that the other modules name (web::Publishing::find_pages_with).
// Throws web::NotPublished.
std::optional<SitePage> find_named_page(
    web::Call const& call, i18n::Texts const& texts, std::string_view named);

} // namespace kommin::portal
