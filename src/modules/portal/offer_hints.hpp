#pragma once
// Hints beside the form of an offer: what may be wrong or hard to read. They are in nobody's way.

#include "modules/portal/offer_form.hpp"
#include "platform/html/writer.hpp"
#include "platform/i18n/texts.hpp"

namespace kommin::portal {

// A card about these fields as they were saved: telephone numbers that can be none, how hard the German texts
// are. Nothing where there is nothing to say. Asks nobody outside.
void write_offer_hints(html::Writer& w, i18n::Texts const& texts, Fields const& fields);

} // namespace kommin::portal
