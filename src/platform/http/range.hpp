#pragma once
// Range requests (RFC 9110 § 14). Pure functions.

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace kommin::http {

struct WholeContent { }; // answer 200 with everything
struct Slice { // answer 206
    std::uint64_t offset;
    std::uint64_t length;
};
struct NotSatisfiable { }; // answer 416
using RangeAnswer = std::variant<WholeContent, Slice, NotSatisfiable>;

// What to send for a Range header and content of `size` bytes: "bytes=0-99", "bytes=100-", suffix
// "bytes=-50". Malformed headers, other units and several pieces are ignored, as the standard allows: the
// whole content is always a correct answer, and many small overlapping pieces are a known way to exhaust a
// server.
RangeAnswer parse_range(std::string_view range, std::uint64_t size);

// "bytes 0-99/1234"
std::string content_range(Slice slice, std::uint64_t size);
// "bytes */1234", for 416
std::string unsatisfied_range(std::uint64_t size);

} // namespace kommin::http
