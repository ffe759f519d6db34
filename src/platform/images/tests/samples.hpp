#pragma once
// Pictures for tests, written by the libraries that read them, and what came of them, as points.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::images {

struct Colour {
    int red = 0, green = 0, blue = 0, alpha = 255;
};
// The colour of a point of the sample.
using Paint = std::function<Colour(int x, int y)>;

// Red above, green below on the left, blue below on the right: nothing of it looks the same turned.
Paint three_fields(int width, int height);

struct JpegSample {
    int width = 60;
    int height = 40;
    Paint paint = three_fields(60, 40);
    bool is_progressive = false;
    bool is_cmyk = false; // as Adobe writes it
    std::string exif = {}; // content of the block, with its mark
    std::string comment = {};
    std::string profile = {}; // ICC, whatever it says
};
std::string write_jpeg(JpegSample const& sample);

struct PngSample {
    int width = 60;
    int height = 40;
    Paint paint = three_fields(60, 40);
    int bits = 8;
    bool has_alpha = false;
    bool is_interlaced = false;
    std::string text = {}; // of a chunk for words
    std::string profile = {}; // ICC
};
std::string write_png(PngSample const& sample);

std::string write_webp(int width, int height, Paint const& paint);

// EXIF with an orientation and, beside it, words that must not survive.
std::string exif_with(int orientation, std::string_view words = "Musterkamera");

// A profile in which red and blue have changed places: whoever ignores it sees it.
std::string profile_with_swapped_colours();

// What a WebP shows.
class Seen {
public:
    explicit Seen(std::string_view webp);
    [[nodiscard]] int width() const { return width_; }
    [[nodiscard]] int height() const { return height_; }
    [[nodiscard]] Colour at(int x, int y) const;

private:
    int width_ = 0;
    int height_ = 0;
    std::vector<std::uint8_t> rgba_;
};

// Near enough for an encoder that leaves out what nobody sees.
bool is_about(Colour seen, Colour wanted);

} // namespace kommin::images
