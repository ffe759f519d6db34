#pragma once
// Hints beside forms: what may be wrong or hard to read. They are in nobody's way.

#include "modules/portal/editing/offer_form.hpp"
#include "modules/portal/editing/translating.hpp"
#include "platform/html/writer.hpp"
#include "platform/i18n/texts.hpp"

#include <string_view>

namespace kommin::portal {

// A card about these fields as they were saved: telephone numbers, mail and web addresses that can be none,
// how hard the German texts are, and that it will make an organisation which is not there yet. Nothing where
// there is nothing to say. Asks nobody outside: what a draft leads to may be nobody's business yet.
void write_offer_hints(
    html::Writer& w, i18n::Texts const& texts, Fields const& fields, bool makes_organisation);

// A card about how hard a German text is to read: these fields of a page, the introduction of a place, or a
// translation into simple German. Nothing where there is no word.
void write_page_hints(html::Writer& w, i18n::Texts const& texts, Fields const& fields);
void write_introduction_hints(html::Writer& w, i18n::Texts const& texts, std::string_view introduction);
void write_translation_hints(html::Writer& w, i18n::Texts const& texts, Translatable const& record);

} // namespace kommin::portal
