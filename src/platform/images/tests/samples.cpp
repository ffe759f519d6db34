#include "platform/images/tests/samples.hpp"

#include <cstdio>
#include <cstdlib>
#include <jpeglib.h>
#include <lcms2.h>
#include <png.h>
#include <webp/decode.h>
#include <webp/encode.h>

#include <csetjmp>
#include <stdexcept>

namespace kommin::images {

namespace {

std::vector<std::uint8_t> rgba_of(int width, int height, Paint const& paint)
{
    std::vector<std::uint8_t> points;
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            auto const colour = paint(x, y);
            for (auto const part : {colour.red, colour.green, colour.blue, colour.alpha})
                points.push_back(static_cast<std::uint8_t>(part));
        }
    }
    return points;
}

}

Paint three_fields(int width, int height)
{
    return [=](int x, int y) -> Colour {
        if (y < height / 2)
            return {200, 30, 30};
        return x < width / 2 ? Colour{30, 180, 30} : Colour{30, 30, 200};
    };
}

std::string write_jpeg(JpegSample const& sample)
{
    jpeg_compress_struct jpeg{};
    jpeg_error_mgr errors{};
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    unsigned char* memory = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&jpeg, &memory, &size);
    jpeg.image_width = static_cast<JDIMENSION>(sample.width);
    jpeg.image_height = static_cast<JDIMENSION>(sample.height);
    jpeg.input_components = 4;
    jpeg.in_color_space = sample.is_cmyk ? JCS_CMYK : JCS_EXT_RGBX;
    jpeg_set_defaults(&jpeg);
    jpeg_set_quality(&jpeg, 95, TRUE);
    if (sample.is_progressive)
        jpeg_simple_progression(&jpeg);
    jpeg_start_compress(&jpeg, TRUE);
    auto const mark = [&](int marker, std::string const& content) {
        if (!content.empty())
            jpeg_write_marker(
                &jpeg, marker, reinterpret_cast<unsigned char const*>(content.data()),
                static_cast<unsigned>(content.size()));
    };
    mark(JPEG_APP0 + 1, sample.exif);
    mark(JPEG_COM, sample.comment);
    if (!sample.profile.empty())
        jpeg_write_icc_profile(
            &jpeg, reinterpret_cast<JOCTET const*>(sample.profile.data()),
            static_cast<unsigned>(sample.profile.size()));
    auto points = rgba_of(sample.width, sample.height, sample.paint);
    if (sample.is_cmyk) { // inverted inks: how much of each colour the paper still shows; no black
        for (std::size_t i = 3; i < points.size(); i += 4)
            points[i] = 255;
    }
    while (jpeg.next_scanline < jpeg.image_height) {
        JSAMPROW row
            = points.data() + std::size_t{jpeg.next_scanline} * static_cast<std::size_t>(sample.width) * 4;
        jpeg_write_scanlines(&jpeg, &row, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    std::string bytes(reinterpret_cast<char const*>(memory), size);
    std::free(memory);
    return bytes;
}

std::string write_png(PngSample const& sample)
{
    auto* png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
    auto* info = png_create_info_struct(png);
    std::string bytes;
    png_set_write_fn(
        png, &bytes,
        [](png_structp from, png_bytep piece, std::size_t size) {
            static_cast<std::string*>(png_get_io_ptr(from))
                ->append(reinterpret_cast<char const*>(piece), size);
        },
        nullptr);
    png_set_IHDR(
        png, info, static_cast<png_uint_32>(sample.width), static_cast<png_uint_32>(sample.height),
        sample.bits, sample.has_alpha ? PNG_COLOR_TYPE_RGB_ALPHA : PNG_COLOR_TYPE_RGB,
        sample.is_interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
        PNG_FILTER_TYPE_DEFAULT);
    if (!sample.profile.empty())
        png_set_iCCP(
            png, info, "profile", 0, reinterpret_cast<png_const_bytep>(sample.profile.data()),
            static_cast<png_uint_32>(sample.profile.size()));
    std::string text = sample.text;
    std::string key = "Comment";
    png_text words{};
    words.compression = PNG_TEXT_COMPRESSION_NONE;
    words.key = key.data();
    words.text = text.data();
    words.text_length = text.size();
    if (!text.empty())
        png_set_text(png, info, &words, 1);
    png_write_info(png, info);
    std::vector<std::string> rows;
    for (int y = 0; y < sample.height; ++y) {
        std::string row;
        for (int x = 0; x < sample.width; ++x) {
            auto const colour = sample.paint(x, y);
            for (int c = 0; c < (sample.has_alpha ? 4 : 3); ++c) {
                int const parts[]{colour.red, colour.green, colour.blue, colour.alpha};
                row += static_cast<char>(parts[c]);
                if (sample.bits == 16)
                    row += static_cast<char>(0x7F); // half a step above
            }
        }
        rows.push_back(std::move(row));
    }
    std::vector<png_bytep> pointers;
    for (auto& row : rows)
        pointers.push_back(reinterpret_cast<png_bytep>(row.data()));
    png_write_image(png, pointers.data());
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    return bytes;
}

std::string write_webp(int width, int height, Paint const& paint)
{
    auto const points = rgba_of(width, height, paint);
    std::uint8_t* memory = nullptr;
    auto const size = WebPEncodeLosslessRGBA(points.data(), width, height, width * 4, &memory);
    std::string bytes(reinterpret_cast<char const*>(memory), size);
    WebPFree(memory);
    return bytes;
}

std::string exif_with(int orientation, std::string_view words)
{
    std::string exif("Exif\0\0II*\0\x08\0\0\0\x02\0", 16);
    exif += std::string("\x12\x01\x03\0\x01\0\0\0", 8) + static_cast<char>(orientation)
        + std::string("\0\0\0", 3);
    exif += std::string("\x10\x01\x02\0", 4) + static_cast<char>(words.size()) + std::string("\0\0\0", 3)
        + std::string("\x26\0\0\0", 4) + std::string("\0\0\0\0", 4);
    return exif + std::string(words);
}

std::string profile_with_swapped_colours()
{
    cmsCIExyY const white{0.3127, 0.3290, 1};
    // The primaries of sRGB, red in the place of blue.
    cmsCIExyYTRIPLE const primaries{{0.15, 0.06, 1}, {0.30, 0.60, 1}, {0.64, 0.33, 1}};
    auto* const curve = cmsBuildGamma(nullptr, 2.2);
    cmsToneCurve* const curves[]{curve, curve, curve};
    auto* const profile = cmsCreateRGBProfile(&white, &primaries, curves);
    cmsUInt32Number size = 0;
    cmsSaveProfileToMem(profile, nullptr, &size);
    std::string bytes(size, '\0');
    cmsSaveProfileToMem(profile, bytes.data(), &size);
    cmsCloseProfile(profile);
    cmsFreeToneCurve(curve);
    return bytes;
}

Seen::Seen(std::string_view webp)
{
    auto const* const bytes = reinterpret_cast<std::uint8_t const*>(webp.data());
    auto* const points = WebPDecodeRGBA(bytes, webp.size(), &width_, &height_);
    if (points == nullptr)
        throw std::runtime_error("no WebP");
    rgba_.assign(points, points + static_cast<std::ptrdiff_t>(width_) * height_ * 4);
    WebPFree(points);
}

Colour Seen::at(int x, int y) const
{
    auto const* const point = rgba_.data() + (static_cast<std::ptrdiff_t>(y) * width_ + x) * 4;
    return {point[0], point[1], point[2], point[3]};
}

bool is_about(Colour seen, Colour wanted)
{
    constexpr int distance = 30;
    return std::abs(seen.red - wanted.red) <= distance && std::abs(seen.green - wanted.green) <= distance
        && std::abs(seen.blue - wanted.blue) <= distance && std::abs(seen.alpha - wanted.alpha) <= distance;
}

} // namespace kommin::images
