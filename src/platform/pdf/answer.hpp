#pragma once
// Private to the folder: how the process that reads a PDF tells the other one what became of it. The reader
// trusts none of it: whoever breaks into that process writes the answer.

#include "platform/base/result.hpp"
#include "platform/pdf/pdf.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace kommin::pdf {

// Written anew, a file may become a little larger.
inline constexpr std::size_t largest_answer = largest_document + (std::size_t{8} << 20U);

std::string print_answer(Result<Document> const& answer);
// Nothing for what print_answer() never writes.
std::optional<Result<Document>> read_answer(std::string_view text);

} // namespace kommin::pdf
