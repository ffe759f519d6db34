#include "platform/images/pixels.hpp"

#include <webp/decode.h>

namespace kommin::images {

namespace {

// The content of the first chunk of that name (RIFF: name, length in little endian, content, padding to two).
std::string_view chunk_of(std::string_view bytes, std::string_view name)
{
    constexpr std::size_t head = 8;
    std::size_t at = 12;
    while (at + head <= bytes.size()) {
        std::size_t length = 0;
        for (std::size_t i = 0; i < 4; ++i)
            length |= std::size_t{static_cast<unsigned char>(bytes[at + 4 + i])} << (8 * i);
        auto const content = bytes.substr(at + head, length);
        if (bytes.substr(at, 4) == name)
            return content.size() == length ? content : std::string_view{};
        at += head + length + length % 2;
    }
    return {};
}

std::uint8_t const* data_of(std::string_view bytes)
{
    return reinterpret_cast<std::uint8_t const*>(bytes.data());
}

}

Result<Decoded> read_webp(std::string_view bytes, Limits const& limits)
{
    WebPBitstreamFeatures features;
    if (WebPGetFeatures(data_of(bytes), bytes.size(), &features) != VP8_STATUS_OK)
        return broken();
    if (features.has_animation != 0)
        return Problem::invalid({}, "images.problem.animated"_msg);
    Extent const extent{features.width, features.height};
    if (!is_within(extent, limits))
        return too_many_points(limits);
    Decoded decoded{.pixels = Pixels(extent), .stated = extent, .profile = {}};
    auto& pixels = decoded.pixels;
    pixels.has_alpha = features.has_alpha != 0;
    auto const stride = extent.width * static_cast<int>(Pixels::channels);
    if (WebPDecodeRGBAInto(data_of(bytes), bytes.size(), pixels.rgba.data(), pixels.rgba.size(), stride)
        == nullptr)
        return broken();
    decoded.orientation = orientation_of(chunk_of(bytes, "EXIF"));
    decoded.profile = chunk_of(bytes, "ICCP");
    return decoded;
}

} // namespace kommin::images
