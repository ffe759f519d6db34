#pragma once
// Writing the head of an answer; private to this folder.

#include "platform/http/response.hpp"
#include "platform/http/types.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace kommin::http::detail {

enum class Framing : std::uint8_t {
    none, // 204, 304: no body and no length
    length, // Content-Length
    chunked,
    until_close, // HTTP/1.0 readers of an answer of unknown length
};

// Appends status line and fields, each with CRLF, without Date, Connection, Server and the empty line.
void append_head(
    std::string& out, Status status, Headers const& headers, Framing framing, std::uint64_t length);

// "Date: Sun, 22 Nov 2026 21:14:14 GMT\r\n", always 37 characters.
std::string date_line(std::int64_t unix_seconds);

} // namespace kommin::http::detail
