#pragma once
// Private to the folder: how the process that decodes tells the other one what became of a picture. The
// reader trusts none of it: whoever breaks into that process writes the answer.

#include "platform/base/result.hpp"
#include "platform/images/images.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace kommin::images {

// Both sizes of the largest picture at a hundred times the bytes they usually have.
inline constexpr std::size_t largest_answer = std::size_t{16} << 20U;

std::string print_answer(Result<Renditions> const& answer);
// Nothing for what print_answer() never writes: other sizes than a page shows, bytes that are no WebP.
std::optional<Result<Renditions>> read_answer(std::string_view text);

} // namespace kommin::images
