#pragma once
// Locations: the addresses at which offers are, each with its offers. A location is no record of its own
// (docs/adr/0071): it is what offers with the same address have in common, however its street is spelled.
// Every function works inside the caller's transaction.

#include "modules/portal/editing/offer_editing.hpp"
#include "modules/tenants/api.hpp"
#include "platform/access/actor.hpp"
#include "platform/http/form.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::portal {

// What spellings of an address have in common: "Rathausstr. 1a" and "Rathausstraße 1 A" are one. Pure.
std::string location_key(std::string_view street, std::string_view postal_code, std::string_view city);
// "Rathausplatz 1, 59423 Unna"
std::string location_name(std::string_view street, std::string_view postal_code, std::string_view city);

enum class LocationOrder : std::uint8_t { name, place, offers };

// As it stands in the address; everything else about it is ignored.
struct LocationFilter {
    std::string text; // t
    std::string place; // gemeinde: slug; "kreis": with offers for more than one municipality
    LocationOrder order = LocationOrder::name; // nach
    bool descending = false; // ab=1
    int page = 1; // seite

    static LocationFilter parse(http::Form const& query);
    // Name and value of every field that is in force, without the page.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> fields() const;
    [[nodiscard]] bool narrows() const;
};
std::string_view word_of(LocationOrder order);

struct LocationLine {
    OfferId first; // of its offers; the page of the location is named by it
    std::string street, postal_code, city; // as most of its offers spell it
    std::int64_t offers = 0;
    std::int64_t spellings = 1; // of its address
    std::vector<std::string> organisations; // by name
    std::vector<std::string> places; // names of municipalities; an empty one for more than one of them

    [[nodiscard]] std::string name() const { return location_name(street, postal_code, city); }
};
struct LocationOverview {
    static constexpr int lines_per_page = 50;
    static constexpr std::int64_t most_turned = 10'000; // beyond that one filters

    std::vector<LocationLine> lines;
    std::int64_t count = 0;
};
// Of offers that this actor may see.
LocationOverview list_locations_for_staff(
    db::Connection& db, TenantId tenant, Actor const& actor, LocationFilter const& filter);
// All of it, for a file, a thousand lines at a time; until `take` says that it wants no more.
void export_locations_for_staff(
    db::Connection& db, TenantId tenant, Actor const& actor, LocationFilter const& filter,
    std::function<bool(std::vector<LocationLine> const&)> const& take);

struct Location {
    static constexpr std::size_t most_offers = 200;

    OfferId named_by;
    std::string street, postal_code, city; // as that offer spells it
    std::vector<EditedOffer> offers; // that this person may see, in the order of their numbers
    std::size_t left_out = 0; // above most_offers

    [[nodiscard]] std::string name() const { return location_name(street, postal_code, city); }
};
// Where this offer is. Nothing where there is no such offer, where this person may not see it, or where it
// has ended or has no street.
std::optional<Location> find_location(db::Connection& db, TenantId tenant, Actor const& actor, OfferId id);

} // namespace kommin::portal
