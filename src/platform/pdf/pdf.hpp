#pragma once
// PDF files that somebody has sent, written anew without whatever acts by itself or says who wrote them
// (docs/adr/0082). Reading hostile bytes is for a process without rights: everybody but that process goes
// through Cleaner (cleaner.hpp).

#include "platform/base/result.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace kommin::pdf {

inline constexpr std::size_t largest_document = std::size_t{16} << 20U; // bytes, as sent
inline constexpr int most_pages = 2000;

struct Document {
    int pages = 0;
    std::string bytes; // the same for the same bytes that were sent
};

// Scripts, actions but those that lead to a page or to an address of the web, files within the file, sounds,
// films, earlier versions, signatures and names of authors are left out; title, structure for those who do
// not see it, language and forms stay. A file that needs no password to be read loses what it forbids.
// Problems, all without a field: "pdf.problem.format", "pdf.problem.locked" (it asks for a password),
// "pdf.problem.too_many_pages" (too_large, with "limit"), "pdf.problem.broken".
Result<Document> clean(std::string_view bytes);

// By its first bytes; names and claimed types say nothing.
bool is_pdf(std::string_view bytes);

} // namespace kommin::pdf
