#pragma once
// The offers of a place that belong together: what its page shows and in which order.

#include "modules/portal/directory/offer_list.hpp"
#include "modules/portal/directory/snapshot.hpp"
#include "platform/base/message_key.hpp"
#include "platform/i18n/local_time.hpp"

#include <string_view>
#include <vector>

namespace kommin::portal {

struct PlaceSection {
    std::string_view id; // of the element
    MessageKey title;
    std::vector<ListedOffer> offers;
};

// The key offices and the counsellors first, then the rest by life situation; none that is empty. Only what
// is in the municipality, or serves it as an office or advice. The offers refer to the snapshot.
std::vector<PlaceSection> place_sections(
    Snapshot const& snapshot, tenants::Body const& body, Language language, i18n::LocalTime now);

} // namespace kommin::portal
