#pragma once
// Visit: a visit to a page of the portal, with what it has published.

#include "modules/portal/directory/snapshot.hpp"
#include "platform/web/visit.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace kommin::portal {

using i18n::Texts;
using web::not_found;
using web::seconds_until;

struct Previewed;

struct Visit : web::Visit {
    Snapshot const& published;
    // What an editor tries before saving it, instead of the categories of the district, of the introduction.
    // Every page then says that it is a preview.
    Categories const* tried = nullptr;
    LocalisedText const* tried_intro = nullptr; // of the place whose page it is
    // Whose draft it is, where what is tried waits as one: the bar above leads to the other languages.
    Previewed const* previewed = nullptr;

    // Throws web::NotPublished.
    explicit Visit(web::Call& answered)
        : web::Visit(answered)
        , published(answered.published.of<Snapshot>())
    { }
    [[nodiscard]] Snapshot const& snapshot() const { return published; }
    // The same, and below a page that can be reached under this path stands whether it was helpful
    // (page_foot.hpp).
    [[nodiscard]] web::PublicFrame frame(std::string title, std::string path, std::string section) const;
    [[nodiscard]] bool is_trial() const { return tried != nullptr || tried_intro != nullptr; }
    [[nodiscard]] Shown intro_of(tenants::Body const& body) const
    {
        return noted(
            tried_intro != nullptr ? show(*tried_intro, published.chain(texts.language()))
                                   : published.intro_of(body, texts.language()));
    }
    [[nodiscard]] Categories const& categories() const { return tried ? *tried : published.categories(); }
    [[nodiscard]] std::string_view name_of(Category category) const
    {
        return categories().name(category, texts);
    }
    [[nodiscard]] http::Response page(
        web::PublicFrame const& frame, web::Body const& body,
        std::optional<i18n::LocalTime> valid_until = std::nullopt) const;
    [[nodiscard]] Shown shown(LocalisedText const& text) const
    {
        return noted(show(text, published.chain(texts.language())));
    }
};

} // namespace kommin::portal
