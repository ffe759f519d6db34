#pragma once
// The entries of an offer for whoever runs it: all that the portal shows, as it shows it, in words of the
// reader's language.

#include "modules/portal/directory/offer.hpp"
#include "modules/portal/editing/offer_form.hpp"
#include "modules/portal/site/visit.hpp"
#include "platform/html/writer.hpp"
#include "platform/i18n/texts.hpp"

#include <string>
#include <string_view>

namespace kommin::portal {

// The list of what is asked about: `facts` are those of shown_facts(offer).
void write_provider_facts(html::Writer& w, Visit const& visit, Offer const& offer, Fields const& facts);

// What a field says in words of all languages of the portal; as typed where it has no fixed list.
std::string value_of(Fields const& fields, std::string_view name, i18n::Texts const& texts);

} // namespace kommin::portal
