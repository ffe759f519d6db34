#pragma once
// Pictures that somebody has sent, made anew: decoded, stripped of everything but their points, turned
// upright, in sRGB, scaled for the page and written as WebP. Decoding hostile bytes is for a process without
// rights: everybody but that process goes through Studio (studio.hpp).

#include "platform/base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kommin::images {

inline constexpr std::size_t largest_picture = std::size_t{10} << 20U; // bytes, as sent

enum class Format : std::uint8_t { jpeg, png, webp };
// By the first bytes; names and claimed types say nothing. Nothing for any other format.
std::optional<Format> format_of(std::string_view bytes);

// One size of a picture, in points.
struct Rendition {
    int width = 0;
    int height = 0;
    std::string webp;
};
// What a page shows: never larger than what was sent.
struct Renditions {
    static constexpr int largest_width = 960;
    static constexpr int largest_height = 1280;
    static constexpr int small_width = 480;

    Rendition large;
    std::optional<Rendition> small; // where the large one is wider than that
};

struct Limits {
    std::int64_t points = 40'000'000; // width × height, asked before anything is decoded
    int scans = 200; // of a progressive JPEG
};

// Problems, all without a field: "images.problem.format", "images.problem.animated",
// "images.problem.too_many_points", "images.problem.broken" (also what breaks off before its end).
Result<Renditions> render(std::string_view bytes, Limits const& limits = {});

} // namespace kommin::images
