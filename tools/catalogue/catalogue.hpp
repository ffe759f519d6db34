#pragma once
// All texts of the interface in all languages, checked against each other and against the sources.

#include "finding.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::catalogue {

struct LanguageRow {
    std::string tag;
    std::string german_name;
    std::string autonym;
    std::string script;
    std::string direction;
    std::string cldr_tag;
};

struct Text {
    std::string text;
    std::string file;
    std::size_t line = 0;
};

// key → text
using TextsById = std::map<std::string, Text, std::less<>>;

struct Translation {
    LanguageRow language;
    TextsById texts;
};

struct Catalogue {
    std::vector<LanguageRow> languages; // in the order of languages.csv
    std::vector<Translation> translations; // German first, then in the order of languages.csv
    Findings findings;
};

// Reads <locales>/languages.csv, dynamic.txt, areas.txt and every <area>.<tag>.po, and the *.cpp and *.hpp
// below `sources` (folders called tests left out). Every rule that is broken becomes a finding; translations
// that are missing are filled with the German text, keys that only the sources know with the key in brackets.
Catalogue load_catalogue(
    std::filesystem::path const& locales, std::vector<std::filesystem::path> const& sources);

// Plural categories that whole numbers of a language need, always with "other" (ICU's rules).
std::vector<std::string> plural_categories(std::string const& cldr_tag);

// Writes catalogue_<tag>.cpp and languages.cpp; files that would not change are left alone.
void write_catalogue(Catalogue const& catalogue, std::filesystem::path const& output);

} // namespace kommin::catalogue
