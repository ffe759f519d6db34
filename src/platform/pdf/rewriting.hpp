#pragma once
// Private to the folder: what libqpdf does. Its headers cannot be read as C++20 by clang with the standard
// library of g++ 12 (a list of an incomplete class), so this header and rewriting.cpp are C++17.

#include <cstdint>
#include <string>
#include <string_view>

namespace kommin::pdf {

enum class Rewriting : std::uint8_t { done, locked, too_many_pages, broken };

struct Rewritten {
    Rewriting outcome;
    int pages = 0;
    std::string bytes = {};
};

// The bytes as another file without what pdf::clean() leaves out; at most so many pages.
Rewritten rewrite(std::string_view bytes, int most_pages);

} // namespace kommin::pdf
