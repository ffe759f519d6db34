#include "platform/images/images.hpp"

#include "platform/images/pixels.hpp"

#include <webp/encode.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <stdexcept>
#include <utility>

namespace kommin::images {

namespace {

constexpr float quality = 80; // of 100: no difference to see on a phone, a third of the bytes of 95

Result<Decoded> decode(std::string_view bytes, Limits const& limits)
{
    switch (format_of(bytes).value_or(Format::jpeg)) {
    case Format::png:
        return read_png(bytes, limits);
    case Format::webp:
        return read_webp(bytes, limits);
    case Format::jpeg:
        break;
    }
    return read_jpeg(bytes, limits);
}

// The stretch of source points that one point of the smaller picture covers.
struct Stretch {
    Stretch(int index, int from_count, int to_count)
        : begin(static_cast<double>(index) * from_count / to_count)
        , end(static_cast<double>(index + 1) * from_count / to_count)
        , first(static_cast<int>(begin))
        , last(std::min(static_cast<int>(std::ceil(end)), from_count))
    { }
    [[nodiscard]] float weight(int point) const
    {
        return static_cast<float>(std::min(end, point + 1.0) - std::max(begin, static_cast<double>(point)));
    }
    double begin, end;
    int first, last; // points, the last one excluded
};

std::uint8_t rounded(float value)
{
    return static_cast<std::uint8_t>(std::clamp(value + 0.5F, 0.0F, 255.0F));
}

// Adds a row times its weight: colours times their alpha, and alpha.
void add_row(std::vector<float>& sum, std::uint8_t const* row, float weight)
{
    for (std::size_t i = 0; i < sum.size(); i += Pixels::channels) {
        auto const alpha = weight * static_cast<float>(row[i + 3]);
        for (std::size_t c = 0; c < 3; ++c)
            sum[i + c] += alpha * static_cast<float>(row[i + c]);
        sum[i + 3] += alpha;
    }
}

// Every point becomes the mean of those it covers; what cannot be seen colours nothing.
Pixels shrunk(Pixels const& source, Extent extent)
{
    Pixels target(extent);
    target.has_alpha = source.has_alpha;
    std::vector<float> sum(static_cast<std::size_t>(source.extent.width) * Pixels::channels);
    for (int y = 0; y < extent.height; ++y) {
        Stretch const rows(y, source.extent.height, extent.height);
        std::ranges::fill(sum, 0.0F);
        for (int from = rows.first; from < rows.last; ++from)
            add_row(sum, source.row(from), rows.weight(from));
        auto* point = target.row(y);
        for (int x = 0; x < extent.width; ++x, point += Pixels::channels) {
            Stretch const columns(x, source.extent.width, extent.width);
            float total[4]{};
            for (int from = columns.first; from < columns.last; ++from) {
                auto const weight = columns.weight(from);
                for (std::size_t c = 0; c < Pixels::channels; ++c)
                    total[c] += weight * sum[static_cast<std::size_t>(from) * Pixels::channels + c];
            }
            auto const area = (rows.end - rows.begin) * (columns.end - columns.begin);
            point[3] = rounded(total[3] / static_cast<float>(area));
            for (std::size_t c = 0; c < 3; ++c)
                point[c] = total[3] > 0 ? rounded(total[c] / total[3]) : std::uint8_t{0};
        }
    }
    return target;
}

// Where a point of the upright picture lies in the stored one.
Extent stored_place(int orientation, int x, int y, Extent stored)
{
    auto const right = stored.width - 1;
    auto const bottom = stored.height - 1;
    switch (orientation) {
    case 2:
        return {right - x, y};
    case 3:
        return {right - x, bottom - y};
    case 4:
        return {x, bottom - y};
    case 5:
        return {y, x};
    case 6:
        return {y, bottom - x};
    case 7:
        return {right - y, bottom - x};
    case 8:
        return {right - y, x};
    default:
        return {x, y};
    }
}

Pixels upright(Pixels stored, int orientation)
{
    if (orientation == 1)
        return stored;
    auto const [width, height] = stored.extent;
    Pixels turned(is_turned(orientation) ? Extent{height, width} : stored.extent);
    turned.has_alpha = stored.has_alpha;
    for (int y = 0; y < turned.extent.height; ++y) {
        for (int x = 0; x < turned.extent.width; ++x) {
            auto const place = stored_place(orientation, x, y, stored.extent);
            auto const* const from
                = stored.row(place.height) + static_cast<std::size_t>(place.width) * Pixels::channels;
            std::copy_n(
                from, Pixels::channels, turned.row(y) + static_cast<std::size_t>(x) * Pixels::channels);
        }
    }
    return turned;
}

// Gives back what the encoder holds, also when it fails.
struct Encoding {
    WebPPicture picture{};
    WebPMemoryWriter writer{};

    Encoding()
    {
        WebPMemoryWriterInit(&writer);
        if (WebPPictureInit(&picture) == 0)
            throw std::logic_error("libwebp is another version than its headers");
        picture.writer = &WebPMemoryWrite;
        picture.custom_ptr = &writer;
    }
    Encoding(Encoding const&) = delete;
    Encoding& operator=(Encoding const&) = delete;
    ~Encoding()
    {
        WebPPictureFree(&picture);
        WebPMemoryWriterClear(&writer);
    }
};

Rendition encode(Pixels const& pixels)
{
    WebPConfig config;
    if (WebPConfigPreset(&config, WEBP_PRESET_PHOTO, quality) == 0)
        throw std::logic_error("libwebp is another version than its headers");
    Encoding encoding;
    encoding.picture.use_argb = 0;
    encoding.picture.width = pixels.extent.width;
    encoding.picture.height = pixels.extent.height;
    auto const stride = pixels.extent.width * static_cast<int>(Pixels::channels);
    auto const import = pixels.has_alpha ? &WebPPictureImportRGBA : &WebPPictureImportRGBX;
    if (import(&encoding.picture, pixels.rgba.data(), stride) == 0
        || WebPEncode(&config, &encoding.picture) == 0)
        throw std::bad_alloc(); // nothing else is left of what can be wrong with it
    auto const* const bytes = reinterpret_cast<char const*>(encoding.writer.mem);
    return {pixels.extent.width, pixels.extent.height, std::string(bytes, encoding.writer.size)};
}

int at_least_one(double points)
{
    return std::max(1, static_cast<int>(std::lround(points)));
}

}

std::optional<Format> format_of(std::string_view bytes)
{
    if (bytes.starts_with("\xff\xd8\xff"))
        return Format::jpeg;
    if (bytes.starts_with("\x89PNG\r\n\x1a\n"))
        return Format::png;
    if (bytes.starts_with("RIFF") && bytes.size() >= 12 && bytes.substr(8, 4) == "WEBP")
        return Format::webp;
    return std::nullopt;
}

Problem broken()
{
    return Problem::invalid({}, "images.problem.broken"_msg);
}

Problem too_many_points(Limits const& limits)
{
    return {
        ProblemKind::too_large,
        {},
        "images.problem.too_many_points"_msg,
        {{"limit", std::to_string(limits.points / 1'000'000)}}};
}

Extent shown_extent(Extent upright)
{
    auto const scale = std::min(
        {1.0, static_cast<double>(Renditions::largest_width) / upright.width,
         static_cast<double>(Renditions::largest_height) / upright.height});
    return {at_least_one(upright.width * scale), at_least_one(upright.height * scale)};
}

Extent shown_extent(Extent stored, int orientation)
{
    if (!is_turned(orientation))
        return shown_extent(stored);
    auto const turned = shown_extent(Extent{stored.height, stored.width});
    return {turned.height, turned.width};
}

int orientation_of(std::string_view exif)
{
    constexpr std::string_view mark("Exif\0\0", 6);
    if (exif.starts_with(mark))
        exif.remove_prefix(mark.size());
    bool const is_little = exif.starts_with("II");
    if (exif.size() < 8 || (!is_little && !exif.starts_with("MM")))
        return 1;
    auto const number = [&](std::size_t at, std::size_t bytes) -> std::size_t {
        std::size_t value = 0;
        for (std::size_t i = 0; at + bytes <= exif.size() && i < bytes; ++i)
            value = value << 8U | static_cast<unsigned char>(exif[is_little ? at + bytes - 1 - i : at + i]);
        return value;
    };
    constexpr std::size_t entry_size = 12;
    constexpr std::size_t orientation_tag = 0x0112;
    auto const directory = number(4, 4);
    if (directory > exif.size())
        return 1;
    auto const entries = number(directory, 2);
    for (std::size_t i = 0; i < entries; ++i) {
        auto const entry = directory + 2 + i * entry_size;
        if (entry + entry_size > exif.size())
            break;
        if (number(entry, 2) != orientation_tag)
            continue;
        auto const value = number(entry + 8, 2);
        return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
    }
    return 1;
}

Result<Renditions> render(std::string_view bytes, Limits const& limits)
{
    if (!format_of(bytes))
        return Problem::invalid({}, "images.problem.format"_msg);
    auto decoded = TRY(decode(bytes, limits));
    auto const extent = shown_extent(decoded.stated, decoded.orientation);
    auto pixels = shrunk(decoded.pixels, extent);
    decoded.pixels = Pixels(); // the largest of all
    change_to_srgb(pixels, decoded.profile);
    pixels = upright(std::move(pixels), decoded.orientation);
    Renditions renditions{.large = encode(pixels), .small = {}};
    if (pixels.extent.width > Renditions::small_width) {
        auto const height = at_least_one(
            static_cast<double>(pixels.extent.height) * Renditions::small_width / pixels.extent.width);
        renditions.small = encode(shrunk(pixels, {Renditions::small_width, height}));
    }
    return renditions;
}

} // namespace kommin::images
