#pragma once
// Parts of an HSDS service that are read the same wherever they stand; private to the reader.

#include "modules/portal/exchange/hsds_object.hpp"
#include "modules/portal/exchange/offer_reading.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace kommin::portal {

// What is wrong with one service, and what its offers lack. Services at several locations repeat what belongs
// to the service: each warning once.
class HsdsReport {
public:
    HsdsReport(std::string row, ReadOffers& result)
        : row_(std::move(row))
        , result_(result)
    { }
    [[nodiscard]] std::string const& row() const { return row_; }
    void problem(std::string field, MessageKey message, MessageArguments arguments = {});
    void warn(std::string field, MessageKey message, std::string value = {});
    // A day that no calendar has is a warning.
    std::optional<Date> date_at(HsdsObject& object, std::string_view name);

private:
    std::string row_;
    ReadOffers& result_;
};

// Adds words to a text if they say something new and there is room; whether they are in it then.
bool append_words(std::string& text, std::string const& words);

// The paths of what may stand at a service, at its place and at the location, for what is dropped there.
struct HsdsPaths {
    std::string_view phones, phone_languages, contacts, contact_phones;
};
inline constexpr HsdsPaths paths_of_service{"phones.", "phones.languages.", "contacts.", "contacts.phones."};
inline constexpr HsdsPaths paths_of_place{
    "service_at_locations.phones.", "service_at_locations.phones.languages.",
    "service_at_locations.contacts.", "service_at_locations.contacts.phones."};
inline constexpr HsdsPaths paths_of_location{
    "service_at_locations.location.phones.", "service_at_locations.location.phones.languages.",
    "service_at_locations.location.contacts.", "service_at_locations.location.contacts.phones."};

// Telephones and contacts of one owner, behind those that the offer has from a narrower one.
void read_hsds_contact(
    Offer& offer, HsdsObject& owner, HsdsPaths const& paths, DroppedFields& dropped, HsdsReport& report);

// One price is that of the offer; several, and those for a time, are kept as a list.
void read_hsds_costs(
    Offer& offer, HsdsObject& service, DroppedFields& dropped, HsdsReport& report, Date today);

} // namespace kommin::portal
