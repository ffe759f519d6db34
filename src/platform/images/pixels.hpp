#pragma once
// Private to the folder: a decoded picture, and the readers of the three formats.

#include "platform/base/result.hpp"
#include "platform/images/images.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::images {

struct Extent {
    int width = 0;
    int height = 0;
};
inline bool is_within(Extent extent, Limits const& limits)
{
    return extent.width > 0 && extent.height > 0
        && std::int64_t{extent.width} * extent.height <= limits.points;
}

// Red, green, blue, alpha; eight bits each, row by row.
struct Pixels {
    static constexpr std::size_t channels = 4;

    Extent extent;
    std::vector<std::uint8_t> rgba;
    bool has_alpha = false;

    explicit Pixels(Extent size = {})
        : extent(size)
        , rgba(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height) * channels)
    { }
    [[nodiscard]] std::uint8_t* row(int y) { return rgba.data() + offset(y); }
    [[nodiscard]] std::uint8_t const* row(int y) const { return rgba.data() + offset(y); }

private:
    [[nodiscard]] std::size_t offset(int y) const
    {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(extent.width) * channels;
    }
};

// What a file says beside its points.
struct Decoded {
    Pixels
        pixels; // as stored, perhaps already smaller than the file says, never below twice of what is shown
    Extent stated; // of the file
    int orientation = 1; // 1 to 8, as EXIF counts
    std::string profile; // ICC; empty: sRGB
};

// Problems of render().
Result<Decoded> read_jpeg(std::string_view bytes, Limits const& limits);
Result<Decoded> read_png(std::string_view bytes, Limits const& limits);
Result<Decoded> read_webp(std::string_view bytes, Limits const& limits);

// What is shown of a picture of this size: within the largest, never enlarged.
Extent shown_extent(Extent upright);
inline bool is_turned(int orientation)
{
    return orientation >= 5; // width and height change places
}
// The same for a picture as it is stored.
Extent shown_extent(Extent stored, int orientation);

// The orientation that a block of EXIF states, behind its mark "Exif\0\0" if it has one; 1 where it states
// none.
int orientation_of(std::string_view exif);

Problem broken();
Problem too_many_points(Limits const& limits);

// Changes the points from that profile to sRGB; a profile that nobody can read changes nothing.
void change_to_srgb(Pixels& pixels, std::string_view profile);
// A row of cyan, magenta, yellow and black, all inverted as Adobe writes them, becomes red, green, blue and
// alpha.
class CmykRows {
public:
    explicit CmykRows(std::string_view profile);
    CmykRows(CmykRows const&) = delete;
    CmykRows& operator=(CmykRows const&) = delete;
    ~CmykRows();
    void change(std::uint8_t* row, int width) const;

private:
    void* transform_; // of the colour library; null: plain arithmetic
};

} // namespace kommin::images
