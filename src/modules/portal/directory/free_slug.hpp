#pragma once
// Addresses of new records: made from their names, and nobody else's.

#include <functional>
#include <string>
#include <string_view>

namespace kommin::portal {

// What a record is called, as a word for its address: "sprachcafe", where others have that "sprachcafe-2",
// and after nine of a name one made from `key`, which no other record has. `fallback`: for a name in a script
// that gives no word.
std::string free_slug(
    std::string_view name, std::string_view fallback, std::string_view key,
    std::function<bool(std::string const&)> const& is_free);

} // namespace kommin::portal
