#pragma once
// The form of the generated catalogues. Read by texts.cpp and language.cpp only; written by tools/catalogue.
// Offsets instead of pointers: the data needs no relocation when the program starts.

#include <cstdint>
#include <span>
#include <string_view>

namespace kommin::i18n::detail {

struct CatalogueEntry {
    std::uint64_t hash; // message_hash of the key; the entries are sorted by it
    std::uint32_t offset;
    std::uint32_t length;
};

struct Catalogue {
    std::string_view tag;
    std::span<CatalogueEntry const> entries;
    char const* texts;
};

struct LanguageFacts {
    std::string_view tag;
    std::string_view german_name;
    std::string_view autonym;
    std::string_view script;
    std::string_view direction;
    std::string_view cldr_tag;
};

// Defined by the generated sources.
std::span<LanguageFacts const> language_facts(); // locales/languages.csv, in its order
std::span<Catalogue const* const> catalogues(); // German first

} // namespace kommin::i18n::detail
