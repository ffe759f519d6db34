#pragma once
// The sections of the page of one offer; private to the files offer_*_section.cpp and offer_pages.cpp.

#include "modules/portal/directory/offer.hpp"
#include "modules/portal/site/visit.hpp"
#include "platform/html/writer.hpp"

namespace kommin::portal {

// Call, way, internet page. To write is offered where nobody can call; the address stands among the contacts.
void write_actions(html::Writer& w, Visit const& visit, Offer const& offer);
void write_hours(html::Writer& w, Visit const& visit, Offer const& offer);
void write_address(html::Writer& w, Visit const& visit, Offer const& offer);
void write_contact(html::Writer& w, Visit const& visit, Offer const& offer);
// "Good to know": only what is known.
void write_facts(html::Writer& w, Visit const& visit, Offer const& offer);
// The first number under which somebody can be called from this page; null: there is none.
Phone const* number_to_call(Offer const& offer);
// The note of a telephone number, a time, a day; nothing where there is none.
void write_note(html::Writer& w, Visit const& visit, LocalisedText const& note);

} // namespace kommin::portal
