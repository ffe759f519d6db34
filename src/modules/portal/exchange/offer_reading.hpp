#pragma once
// Reading offers from files: what a reader makes of them, and the rules that hold for every format.

#include "modules/portal/directory/offer.hpp"
#include "modules/portal/directory/offer_store.hpp"
#include "platform/base/result.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kommin::portal {

// A file of half a million services with all their texts; more is a mistake.
inline constexpr std::size_t largest_import = std::size_t{512} << 20U; // bytes

// Where a row stands in its file, as people find it again: "12" (line), "offers[3]".
struct ImportProblem {
    std::string row;
    Problem problem; // field: column or JSON path
};

// In every format of our own: where whoever runs an offer is asked, if that is not public.
inline constexpr std::string_view asking_field = "asking_email";

// What a reader made of a file. With any problem nothing is stored; a warning names what the portal cannot
// keep.
struct ReadOffers {
    std::vector<Offer> offers;
    std::vector<std::string> rows; // of each offer, for problems found later
    // Of each offer, where whoever runs it is asked, if that is not public: no part of the offer. Empty where
    // the file says nothing of it; fewer than offers: nothing of the others.
    std::vector<std::string> asking_addresses;
    std::vector<ImportProblem> problems;
    std::vector<ImportProblem> warnings;
};

// What a reader must know of the world.
struct ImportContext {
    std::vector<std::string> municipalities; // slugs of the tenant
    Date today; // for dates relative to the day of loading
    std::vector<Image> images = {}; // that the offer of a form may show; files bring none
    std::unordered_map<std::string, StoredPlace> stored_places = {}; // of the stored offers, by key
    std::function<void(std::size_t offers)> on_read = {}; // told how many have been read; may be empty
    // Life situations that the district has made for itself, by their words: "eigen-frauen".
    std::map<std::string, Situation, std::less<>> own_situations = {};

    // What a file calls so. The stored codes of a district's own mean something else in every district, hence
    // nothing in a file.
    [[nodiscard]] std::optional<Situation> find_situation(std::string_view word) const;
};
// Takes an offer that was read in this row of the file, and tells so.
void take_offer(
    ReadOffers& read, Offer offer, std::string row, ImportContext const& context,
    std::string asking_address = {});

enum class ImportFormat { kommin_json, hsds_json, csv };

// Which format a file has, by its beginning; nothing if it is none of them.
std::optional<ImportFormat> detect_format(std::string_view bytes);

// Kommin's own JSON (docs/user/import.md): an array of offers.
ReadOffers read_kommin_json(std::string_view bytes, ImportContext const& context);
// HSDS 3.0 (and the additions of 3.1): a service, an array of services or a page with `contents`. Each
// service at a location becomes one offer. Its key is the id of the service; of several locations one bears
// it (the known one, else the first), the others have "@" and the id of their service_at_location behind it.
ReadOffers read_hsds_json(std::string_view bytes, ImportContext const& context);

// Which column fills which field: `field = column` lines; without a profile the columns are named as the
// fields.
using MappingProfile = std::map<std::string, std::string>;
Result<MappingProfile> parse_mapping_profile(std::string_view text);
// CSV with a header line; encoding and separator are detected. A profile that names an unknown field or
// column is a problem, a column that nobody asks for a warning.
ReadOffers read_csv(std::string_view bytes, ImportContext const& context, MappingProfile const& profile = {});

// Rules that hold for every format: keys and slugs unique, municipalities known, times possible, languages
// known, addresses of mail and web well-formed, lengths and counts.
void check_offers(ReadOffers& read, ImportContext const& context);
void check_offers(ReadOffers const& read, ImportContext const& context, std::vector<ImportProblem>& problems);

// Translations from a file of its own: {"o001": {"title": "…", "summary": "…"}}. They count as made by a
// machine and unchecked, unless "reviewed_by" beside the keys names whoever has read them.
std::vector<ImportProblem> add_translations(
    std::vector<Offer>& offers, Language language, std::string_view json);

} // namespace kommin::portal
