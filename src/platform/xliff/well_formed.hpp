#pragma once
// Whether a text is well-formed XML without a document type: pugixml, which builds the tree afterwards, lets
// much pass that is not, and takes memory for every element before it can be asked how many there are.

#include "platform/xliff/xliff.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace kommin::xliff {

// Nothing: it is, within the limits. One look at every byte, no memory.
std::optional<Error> find_xml_fault(std::string_view text, Limits const& limits);

// Of a place in the text, from 1.
std::size_t line_at(std::string_view text, std::size_t offset);

} // namespace kommin::xliff
