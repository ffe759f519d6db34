#include "platform/qr/qr.hpp"

#include <png.h>

#include <stdexcept>

namespace kommin::qr {

namespace {

constexpr int points_per_module = 8;
constexpr unsigned char light = 255;

// One byte per point, row by row; light around.
std::vector<unsigned char> points_of(Code const& code)
{
    auto const width = static_cast<std::size_t>(code.side() * points_per_module);
    std::vector<unsigned char> points(width * width, light);
    for (std::size_t y = 0; y < width; ++y) {
        auto const row = static_cast<int>(y) / points_per_module - quiet_zone;
        for (std::size_t x = 0; x < width; ++x) {
            auto const column = static_cast<int>(x) / points_per_module - quiet_zone;
            bool const is_inside = row >= 0 && row < code.size && column >= 0 && column < code.size;
            if (is_inside && code.is_dark(row, column))
                points[y * width + x] = 0;
        }
    }
    return points;
}

}

std::string Code::png() const
{
    auto const points = points_of(*this);
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(side() * points_per_module);
    image.height = image.width;
    image.format = PNG_FORMAT_GRAY;
    png_alloc_size_t length = PNG_IMAGE_PNG_SIZE_MAX(image);
    std::string bytes(length, '\0');
    if (png_image_write_to_memory(&image, bytes.data(), &length, 0, points.data(), 0, nullptr) == 0)
        throw std::runtime_error(std::string("a QR code as PNG: ") + image.message);
    bytes.resize(length);
    return bytes;
}

} // namespace kommin::qr
