#pragma once
// Compression of answers: gzip (libdeflate) and brotli.

#include "platform/http/response.hpp"
#include "platform/http/types.hpp"

#include <string>
#include <string_view>

namespace kommin::http {

// For answers that are made once and thrown away, and for pages kept for many readers. More is not worth it:
// on a page of 12 kB brotli 9 took 20 times as long as brotli 5 and saved half a per cent. A search page of
// 22 kB takes 25 µs with gzip 1 (4.5 kB) and 33 µs with brotli 1 (4.8 kB).
inline constexpr int live_level = 1;
inline constexpr Encoding live_encoding = Encoding::gzip; // of those that the client takes as gladly
inline constexpr int cache_level = 5;

// level 1…9 (brotli: 1…11). Identity returns a copy. Throws std::runtime_error if the library fails.
std::string compress(std::string_view bytes, Encoding encoding, int level = live_level);

// Text, JSON, XML, SVG and the like: worth compressing; images and PDF are not.
bool is_compressible(std::string_view content_type);

// Compresses the body in place if it lies in memory, is compressible, at least 1 kB long and gets smaller;
// sets Content-Encoding, and Vary where the type would allow it. A strong ETag gets the suffix of the
// encoding. An answer that already has a Content-Encoding is left alone.
void encode(Response& response, Encoding encoding, int level = live_level);

// Adds Accept-Encoding to the Vary field.
void vary_by_encoding(Response& response);

} // namespace kommin::http
