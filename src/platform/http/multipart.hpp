#pragma once
// multipart/form-data (RFC 7578): a parser that takes the body in pieces of any size, and the parts of a body
// that is there as a whole.

#include "platform/base/result.hpp"
#include "platform/http/form.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::http {

struct MultipartLimits {
    std::size_t parts = 1'000;
    std::size_t part = 64U << 20; // bytes of content of one part
    std::size_t header = 4 * 1024; // bytes of the header lines of one part
};

struct PartHeader {
    std::string name; // of the form field
    std::string filename; // last path component of what the browser sent; "" for a plain field
    std::string content_type; // "" if not stated
    bool is_file = false; // a filename parameter was there, even an empty one
};

// Feeds on the body piece by piece and calls back; holds back at most one boundary's length.
// Strict: CRLF line ends only, every part has content-disposition: form-data with a name, names are UTF-8.
// Nothing may precede the first boundary; what follows the last one is ignored.
class MultipartParser {
public:
    // The views are valid during the call only, except as said at `content`.
    struct Callbacks {
        std::function<void(PartHeader)> part_begin;
        // Bytes of the current part; when the whole body is fed in one call, they point into that body and
        // follow each other without a gap.
        std::function<void(std::string_view)> content;
        std::function<void()> part_end;
    };

    MultipartParser(std::string_view boundary, MultipartLimits limits, Callbacks callbacks);

    // False as soon as the body is broken or over a limit; then `error` says which (kind too_large for
    // limits) and further calls change nothing.
    bool feed(std::string_view bytes);
    // True if the closing boundary was seen.
    bool finish();
    [[nodiscard]] Problem const& error() const { return error_; }

private:
    enum class State : std::uint8_t { first_boundary, after_boundary, header, content, epilogue, failed };
    bool fail(Problem problem);
    bool fail_broken();
    bool begin_part(std::string_view header_block);
    bool emit(std::string_view bytes);
    // Takes as much of `input` as can be decided; returns the number of bytes taken.
    std::size_t step(std::string_view input);
    std::size_t step_content(std::string_view input);

    std::string delimiter_; // "\r\n--boundary"
    MultipartLimits limits_;
    Callbacks callbacks_;
    Problem error_;
    std::string held_; // undecided tail of the bytes fed so far
    std::size_t parts_ = 0;
    std::size_t part_size_ = 0;
    State state_ = State::first_boundary;
};

struct Part {
    PartHeader header;
    std::string_view content; // lies in the body that was parsed
};

// The parts of a complete body; refers to that body, so it must not outlive the request.
class Multipart {
public:
    static Result<Multipart> parse(
        std::string_view content_type, std::string_view body, MultipartLimits limits = {});

    [[nodiscard]] std::vector<Part> const& parts() const { return parts_; }
    // The first part of that field name that carries a file with at least a name or content; null if none.
    [[nodiscard]] Part const* file(std::string_view name) const;
    // The plain fields; invalid UTF-8 or a NUL in one is the problem "http.form.encoding".
    [[nodiscard]] Result<Form> form() const;

private:
    std::vector<Part> parts_;
};

// The boundary parameter of "multipart/form-data; boundary=…"; "" if the type is another or it is invalid.
std::string multipart_boundary(std::string_view content_type);

} // namespace kommin::http
