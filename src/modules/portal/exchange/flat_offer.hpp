#pragma once
// FlatOffer: an offer as short texts by name, as a row of a CSV file or the form of the editors holds it.
// Names and spellings: docs/user/import.md.
//
// In the fields with several parts (documents, telephones, contacts, prices, times) "\|", "\(", "\)", "\[",
// "\]", "\;", "\\" and a backslash at the end of a line stand for the sign itself; every other backslash is
// one.

#include "modules/portal/exchange/offer_reading.hpp"

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

// Monday first.
inline constexpr std::array<std::string_view, 7> weekday_fields{"monday", "tuesday",  "wednesday", "thursday",
                                                                "friday", "saturday", "sunday"};

bool is_flat_field(std::string_view name);

struct FlatOffer {
    Offer offer;
    std::string asking_address; // no part of the offer, as in ReadOffers
    std::vector<Problem> problems; // with the name of the field
};
// `text_of`: what stands in a field, "" where nothing does. Lists: parts between '|', or between commas where
// there is no '|'.
FlatOffer read_flat_offer(
    std::function<std::string_view(std::string_view field)> const& text_of, ImportContext const& context);

// The spellings in which read_flat_offer() reads them again.
std::string flat_times(OpeningHours const& hours, int iso_weekday); // "08:00-12:00, 14:00-16:00 (Anbau)"
std::string flat_exception(DatedException const& exception); // "24.12.2026 geschlossen (Heiligabend)"
std::string flat_phone(Phone const& phone); // "02303 27-0 (Zentrale) [Mobil, Arabisch]"
std::string flat_contact(Contact const& contact); // "Beratung; Frau Kaya; 02303 27-5; kaya@aalfeld.example"
std::string flat_price(Price const& price); // "12,50; ermäßigt; ab 01.09.2026; bis 30.06.2027"
std::string flat_document(std::string_view document); // "Ausweis \| Pass"
std::string flat_day(Date day); // "24.12.2026"
std::string flat_day(PartialDate const& day); // "24.12.2026", "12.2026" or "2026"

// What an entry of one of these fields says: "Ausweis \| Pass" is "Ausweis | Pass".
std::string unescaped(std::string_view flat);

// What the spelling of a telephone says of the number alone: "02303 27-0".
std::string number_of_flat_phone(std::string_view entry);

// "+492303270" for "02303 27-0" and the like; empty for what has no area code.
std::string international_number(std::string_view printed);

} // namespace kommin::portal
