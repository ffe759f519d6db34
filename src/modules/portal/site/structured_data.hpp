#pragma once
// Offers for search engines: schema.org as JSON-LD.

#include "modules/portal/site/visit.hpp"
#include "platform/html/writer.hpp"

namespace kommin::portal {

// A Course for integration courses, else a GovernmentService with address, hours and languages; only facts
// that somebody has read (no unsure fields, no stale hours).
html::JsonLd structured_data_of(Visit const& visit, Offer const& offer);

} // namespace kommin::portal
