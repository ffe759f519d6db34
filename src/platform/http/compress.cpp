#include "platform/http/compress.hpp"

#include "platform/base/text.hpp"
#include "platform/http/etag.hpp"

#include <algorithm>
#include <array>
#include <brotli/encode.h>
#include <limits>
#include <stdexcept>
#include <zlib.h>

namespace kommin::http {

namespace {

constexpr std::size_t worth_compressing = 1024; // bytes; below, the headers weigh more than the gain

std::string gzip(std::string_view bytes, int level)
{
    if (bytes.size() > std::numeric_limits<uInt>::max())
        throw std::runtime_error{"gzip: input too large"};
    z_stream stream{};
    constexpr int gzip_window = 15 + 16; // the largest window, gzip instead of zlib framing
    if (deflateInit2(&stream, std::clamp(level, 1, 9), Z_DEFLATED, gzip_window, 9, Z_DEFAULT_STRATEGY)
        != Z_OK)
        throw std::runtime_error{"gzip: cannot start"};
    std::string packed(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
    // zlib's interface is not const-correct; it only reads.
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data())); // NOLINT
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data()); // NOLINT
    stream.avail_out = static_cast<uInt>(packed.size());
    int const result = deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    if (result != Z_STREAM_END)
        throw std::runtime_error{"gzip: compression failed"};
    return packed;
}

std::string brotli(std::string_view bytes, int level)
{
    std::string packed(BrotliEncoderMaxCompressedSize(bytes.size()) + 16, '\0');
    std::size_t size = packed.size();
    auto const ok = BrotliEncoderCompress(
        std::clamp(level, 1, 11), BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.size(),
        reinterpret_cast<std::uint8_t const*>(bytes.data()), &size, // NOLINT
        reinterpret_cast<std::uint8_t*>(packed.data())); // NOLINT
    if (ok == BROTLI_FALSE)
        throw std::runtime_error{"brotli: compression failed"};
    packed.resize(size);
    return packed;
}

}

std::string compress(std::string_view bytes, Encoding encoding, int level)
{
    switch (encoding) {
    case Encoding::identity:
        return std::string{bytes};
    case Encoding::gzip:
        return gzip(bytes, level);
    case Encoding::br:
        return brotli(bytes, level);
    }
    return std::string{bytes};
}

bool is_compressible(std::string_view content_type)
{
    auto const type = ascii_lower(trim(content_type.substr(0, content_type.find(';'))));
    static constexpr std::array<std::string_view, 8> others{
        "application/json", "application/javascript", "application/xml",     "application/manifest+json",
        "application/wasm", "image/svg+xml",          "application/ld+json", "font/ttf"};
    return type.starts_with("text/") || type.ends_with("+xml") || type.ends_with("+json")
        || std::find(others.begin(), others.end(), type) != others.end();
}

void vary_by_encoding(Response& response)
{
    auto const vary = response.header("Vary");
    if (vary.empty())
        response.header("Vary", "Accept-Encoding");
    else if (ascii_lower(vary).find("accept-encoding") == std::string::npos && vary != "*")
        response.header("Vary", std::string{vary} + ", Accept-Encoding");
}

void encode(Response& response, Encoding encoding, int level)
{
    auto const& text = response.body_text();
    if (text.size() < worth_compressing || !is_compressible(response.header("Content-Type"))
        || !response.header("Content-Encoding").empty() || !response.header("Content-Range").empty()) {
        return;
    }
    vary_by_encoding(response);
    if (encoding == Encoding::identity)
        return;
    auto packed = compress(text, encoding, level);
    if (packed.size() >= text.size())
        return;
    if (std::string const etag{response.header("ETag")}; !etag.empty())
        response.header("ETag", etag_for(etag, encoding));
    response.header("Content-Encoding", to_text(encoding));
    response.replace_body(std::move(packed));
}

} // namespace kommin::http
