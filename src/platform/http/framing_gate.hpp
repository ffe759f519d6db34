#pragma once
// The framing gate: refuses every request whose end two readers could see in two places (request smuggling).
//
// Stands behind the parser and before the body. Boost.Beast 1.81 lets several of these pass
// (Transfer-Encoding other than chunked, chunked in HTTP/1.0, no or two Host fields); later versions repaired
// some, and a proxy in front is no protection, because proxies differ exactly here. Pure functions.

#include "platform/http/types.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace kommin::http {

struct FramedBody {
    bool chunked = false;
    std::uint64_t length = 0; // if not chunked
    [[nodiscard]] bool is_empty() const { return !chunked && length == 0; }
};

struct FramingVerdict {
    std::optional<Status> refused; // answer with this and close
    FramedBody body;
    std::string_view host;
};

// version: 10 or 11, anything else is refused. Rules: at most one Content-Length, digits only; at most one
// Transfer-Encoding, exactly "chunked", only in HTTP/1.1 and never beside Content-Length; exactly one Host in
// HTTP/1.1, at most one in HTTP/1.0, with the characters of a host; the target in origin form (or "*" for
// OPTIONS); no TRACE-like unknown methods (501).
FramingVerdict check_framing(
    std::string_view method, std::string_view target, int version, std::span<HeaderView const> headers);

// Finds the empty line that ends a head, line by line, and refuses on the way what the parser need not see.
class HeadScanner {
public:
    enum class Outcome : std::uint8_t {
        incomplete,
        complete, // `length` bytes from the start, empty line included
        malformed, // a bare LF, a NUL or another control character, a folded line
        too_large,
    };
    // `bytes` starts at the same byte as in the call before and has grown at the end.
    Outcome scan(std::string_view bytes, std::size_t size_limit, std::size_t field_limit);
    [[nodiscard]] std::size_t length() const { return position_; }
    void reset() { *this = HeadScanner{}; }

private:
    std::size_t position_ = 0; // start of the first line not yet complete
    std::size_t searched_ = 0; // no LF before this
    std::size_t lines_ = 0;
};

} // namespace kommin::http
