#pragma once
// Visit: a visit to a page of the portal, with what it has published.

#include "modules/portal/snapshot.hpp"
#include "platform/web/visit.hpp"

#include <string>

namespace kommin::portal {

using i18n::Texts;
using web::not_found;
using web::seconds_until;

struct Visit : web::Visit {
    Snapshot const& published;

    // Throws web::NotPublished.
    explicit Visit(web::Call& answered)
        : web::Visit(answered)
        , published(answered.published.of<Snapshot>())
    { }
    [[nodiscard]] Snapshot const& snapshot() const { return published; }
    // The same, and below a page that can be reached under this path stands whether it was helpful
    // (page_foot.hpp).
    [[nodiscard]] web::PublicFrame frame(std::string title, std::string path, std::string section) const;
    [[nodiscard]] Shown shown(LocalisedText const& text) const
    {
        return show(text, published.chain(texts.language()));
    }
};

} // namespace kommin::portal
