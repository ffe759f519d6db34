#pragma once
// A municipality says something else than the Kreis: its own page in the stead of a general one. It begins as
// a copy with all translations and is edited like any page of that municipality.

#include "modules/portal/info_page.hpp"
#include "modules/tenants/api.hpp"
#include "platform/access/actor.hpp"
#include "platform/base/result.hpp"
#include "platform/db/connection.hpp"
#include "platform/work/work.hpp"

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

} // namespace kommin::portal
