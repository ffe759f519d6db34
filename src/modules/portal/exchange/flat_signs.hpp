#pragma once
// The signs by which a field of a flat offer is divided, and how they are taken as letters; private to the
// files flat_*.cpp.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

// While a field is taken apart, an escaped sign is a byte that UTF-8 never has.
std::string hide_escaped(std::string_view text);

enum class Reveal : std::uint8_t { as_meant, as_typed };
// What a part of a hidden text says.
std::string reveal(std::string_view hidden, Reveal how = Reveal::as_meant);

enum class Brackets : std::uint8_t { stay, are_escaped };
// Of a text that becomes a part of a field; `also`: further signs that would divide it there.
std::string escape(std::string_view part, Brackets brackets, std::string_view also = {});

// " (Zentrale)"; nothing for an empty note.
std::string in_brackets(std::string_view note);

// Between separators that do not stand in brackets.
std::vector<std::string_view> split_outside_brackets(std::string_view text, std::string_view separators);
// The parts of an entry between semicolons, empty ones, too.
std::vector<std::string_view> split_parts(std::string_view entry);
// The entry again: empty parts at its end are left out.
std::string join_parts(std::vector<std::string> parts);
// The entries of a list whose entries may hold commas.
std::vector<std::string_view> split_lines(std::string_view text);
// Takes "(…)" off the end.
std::string take_note(std::string_view& text);
// Where the bracket stands that the last character closes; 0 where none is or it is the first.
std::size_t begin_of_last_brackets(std::string_view text);

} // namespace kommin::portal
