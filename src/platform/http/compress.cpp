#include "platform/http/compress.hpp"

#include "platform/base/text.hpp"
#include "platform/http/etag.hpp"

#include <algorithm>
#include <array>
#include <brotli/encode.h>
#include <libdeflate.h>
#include <memory>
#include <new>
#include <stdexcept>

namespace kommin::http {

namespace {

constexpr std::size_t worth_compressing = 1024; // bytes; below, the headers weigh more than the gain

struct EndOfCompressor {
    void operator()(libdeflate_compressor* compressor) const { libdeflate_free_compressor(compressor); }
};
using Compressor = std::unique_ptr<libdeflate_compressor, EndOfCompressor>;

Compressor make_compressor(int level)
{
    Compressor compressor(libdeflate_alloc_compressor(std::clamp(level, 1, 9)));
    if (!compressor)
        throw std::bad_alloc{};
    return compressor;
}

std::string gzip_with(libdeflate_compressor* compressor, std::string_view bytes)
{
    std::string packed(libdeflate_gzip_compress_bound(compressor, bytes.size()), '\0');
    auto const size
        = libdeflate_gzip_compress(compressor, bytes.data(), bytes.size(), packed.data(), packed.size());
    if (size == 0)
        throw std::runtime_error{"gzip: compression failed"};
    packed.resize(size);
    return packed;
}

std::string gzip(std::string_view bytes, int level)
{
    if (level != live_level)
        return gzip_with(make_compressor(level).get(), bytes);
    // Answers made for one reader come often and are small: making the tables would cost as much as using
    // them.
    thread_local Compressor const kept = make_compressor(live_level);
    return gzip_with(kept.get(), bytes);
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
