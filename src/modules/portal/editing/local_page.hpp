#pragma once
// A municipality says something else than the Kreis: its own page in the stead of a general one. It begins as
// a copy with all translations and is edited like any page of that municipality.

#include "modules/portal/directory/info_page_store.hpp"
#include "modules/tenants/api.hpp"
#include "platform/access/actor.hpp"
#include "platform/base/result.hpp"
#include "platform/db/connection.hpp"
#include "platform/work/work.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace kommin::portal {

// Pages of the Kreis that this actor may replace somewhere.
std::vector<InfoPage> list_general_pages(db::Connection& db, TenantId tenant, Actor const& actor);

// One of them, with the municipalities for which this actor may do it.
struct GeneralPage {
    struct Place {
        tenants::Body body;
        std::optional<PageId> local; // which it has already
    };
    InfoPage page;
    std::vector<Place> places;
};
std::optional<GeneralPage> find_general_page(
    db::Connection& db, TenantId tenant, PageId id, Actor const& actor);

// A draft; the one that is there already, if the municipality has one. Problems: not_found where the page is
// none of those; invalid "gemeinde" where this actor may not edit pages of that municipality.
Result<PageId> create_local_page(Work& work, PageId general, std::string_view municipality);

// Own texts of municipalities that this actor edits and whose text of the Kreis has changed since somebody
// compared the two.
std::vector<MovedGeneral> list_pages_to_compare(db::Connection& db, TenantId tenant, Actor const& actor);
// The own text still holds beside version `seen` of the Kreis's; nothing to do where a colleague has noted it
// before. Problems: not_found where this actor may not edit it; a conflict where the Kreis has changed its
// text again.
Result<void> note_compared(Work& work, PageId local, std::int64_t seen);

} // namespace kommin::portal
