#pragma once
// Info page: general information and legal texts, a tree of Markdown pages per tenant.

#include "modules/portal/directory/image.hpp"
#include "modules/portal/directory/offer.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace kommin::portal {

using PageId = StrongId<struct PageTag>;

enum class PageKind { info, legal, simple, place };
inline constexpr std::array<std::string_view, 4> page_kind_names{"info", "legal", "simple", "place"};
inline std::string_view to_text(PageKind kind)
{
    return name_of(page_kind_names, kind);
}
inline bool from_text(std::string_view text, PageKind& kind)
{
    return read_name(page_kind_names, text, kind);
}

struct InfoPage {
    PageId id;
    std::string slug;
    std::string parent; // slug; empty: at the top
    int position = 0; // among its siblings
    PageKind kind = PageKind::info;
    std::optional<Situation> situation; // the life situation it belongs to
    std::string municipality; // slug; only for kind place: a page of a municipality
    std::string stands_for; // slug of the page of the Kreis in whose stead this one is shown there
    LocalisedText title;
    LocalisedText summary;
    LocalisedText content; // Markdown; links "seite:slug" and "angebote:kategorie=mbe"
    Instant changed_at{};
    bool was_public = true; // the public may know of it
    bool is_archived = false; // and that it has ended
    std::vector<ShownImage> images = {}; // one at most

    [[nodiscard]] bool is_public() const { return was_public && !is_archived; }
};

// Calls visit(name, text) for every translated field of a page: the one place that knows their names.
template<class AnyPage, class Visitor>
void each_localised_page_field(AnyPage& page, Visitor visit)
{
    visit("title", page.title);
    visit("summary", page.summary);
    visit("content", page.content);
    for (auto& shown : page.images)
        visit("image_alt", shown.alt);
}

// A municipality may show a page of its own in the stead of this one.
inline bool is_general(InfoPage const& page)
{
    return page.kind == PageKind::info && page.is_public();
}

// Imprint, privacy, accessibility: the law asks for them under these addresses.
inline bool is_required(InfoPage const& page)
{
    return page.kind == PageKind::legal;
}

} // namespace kommin::portal
