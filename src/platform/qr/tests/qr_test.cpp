#include "platform/qr/qr.hpp"

#include <gtest/gtest.h>

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>

namespace kommin::qr {
namespace {

// Fills the path by the even-odd rule, as a renderer would: dark where a ray to the left crosses an odd
// number of vertical lines.
std::vector<bool> fill(std::string const& path, int side)
{
    std::vector<bool> toggles(static_cast<std::size_t>(side * side));
    std::istringstream in(path);
    int x = 0;
    int y = 0;
    int start_x = 0;
    int start_y = 0;
    auto const vertical_to = [&](int to) {
        for (int row = std::min(y, to); row < std::max(y, to); ++row) {
            auto const at = static_cast<std::size_t>(row * side + x);
            toggles.at(at) = !toggles.at(at);
        }
        y = to;
    };
    for (char command = 0; in >> command;) {
        int length = 0;
        switch (command) {
        case 'M':
            in >> x >> y;
            start_x = x;
            start_y = y;
            break;
        case 'h':
            in >> length;
            x += length;
            break;
        case 'v':
            in >> length;
            vertical_to(y + length);
            break;
        case 'z':
            EXPECT_TRUE(x == start_x || y == start_y) << "the last line would be slanted";
            if (x == start_x)
                vertical_to(start_y);
            break;
        default:
            ADD_FAILURE() << "unknown command " << command;
            return toggles;
        }
    }
    for (int row = 0; row < side; ++row) {
        bool dark = false;
        for (int column = 0; column < side; ++column) {
            auto const at = static_cast<std::size_t>(row * side + column);
            dark = dark != toggles[at];
            toggles[at] = dark;
        }
    }
    return toggles;
}

std::string const address = "https://portal.kreis-unna.de/ar/angebote/integrationskurs-a1?von=plakat";

TEST(Qr, has_the_three_finder_patterns_and_the_timing_lines)
{
    auto const code = encode(address);
    ASSERT_EQ((code.size - 17) % 4, 0);
    ASSERT_EQ(code.modules.size(), static_cast<std::size_t>(code.size * code.size));
    constexpr std::array<std::string_view, 7> finder{"#######", "#.....#", "#.###.#", "#.###.#",
                                                     "#.###.#", "#.....#", "#######"};
    for (int row = 0; row < 7; ++row) {
        for (int column = 0; column < 7; ++column) {
            bool const dark
                = finder.at(static_cast<std::size_t>(row))[static_cast<std::size_t>(column)] == '#';
            EXPECT_EQ(code.is_dark(row, column), dark);
            EXPECT_EQ(code.is_dark(row, code.size - 7 + column), dark);
            EXPECT_EQ(code.is_dark(code.size - 7 + row, column), dark);
        }
    }
    for (int i = 8; i < code.size - 8; ++i) {
        EXPECT_EQ(code.is_dark(6, i), i % 2 == 0);
        EXPECT_EQ(code.is_dark(i, 6), i % 2 == 0);
    }
    EXPECT_TRUE(code.is_dark(code.size - 8, 8));
}

TEST(Qr, uses_error_correction_level_m)
{
    auto const code = encode(address);
    // The format bits beside the upper left finder; the mask 101010000010010 is laid over them. M is 00.
    EXPECT_EQ(code.is_dark(8, 0), true);
    EXPECT_EQ(code.is_dark(8, 1), false);
}

TEST(Qr, the_path_fills_exactly_the_dark_modules_inside_the_quiet_zone)
{
    for (std::string const& text :
         {address, std::string("A"), std::string("0123456789"), std::string(700, 'x')}) {
        auto const code = encode(text);
        auto const drawn = fill(code.svg_path(), code.side());
        for (int row = 0; row < code.side(); ++row) {
            for (int column = 0; column < code.side(); ++column) {
                bool const inside = row >= quiet_zone && column >= quiet_zone && row < quiet_zone + code.size
                    && column < quiet_zone + code.size;
                bool const dark = inside && code.is_dark(row - quiet_zone, column - quiet_zone);
                ASSERT_EQ(drawn[static_cast<std::size_t>(row * code.side() + column)], dark)
                    << row << "," << column;
            }
        }
    }
}

// What an independent program reads in a picture.
std::string scan(std::filesystem::path const& file)
{
    auto const command = "zbarimg -q --raw -Sdisable -Sqrcode.enable " + file.string() + " 2>/dev/null";
    std::unique_ptr<FILE, int (*)(FILE*)> const program(popen(command.c_str(), "r"), pclose);
    std::string output;
    for (int c = std::fgetc(program.get()); c != EOF; c = std::fgetc(program.get()))
        output += static_cast<char>(c);
    std::filesystem::remove(file);
    return output;
}

std::filesystem::path scratch_file(std::string const& ending)
{
    return std::filesystem::temp_directory_path() / ("kommin-qr-" + std::to_string(getpid()) + ending);
}

// Of the path, as a renderer draws it.
std::string scan(Code const& code)
{
    constexpr int scale = 4;
    auto const file = scratch_file(".pgm");
    auto const drawn = fill(code.svg_path(), code.side());
    {
        std::ofstream image(file, std::ios::binary);
        image << "P5\n" << code.side() * scale << ' ' << code.side() * scale << "\n255\n";
        for (int y = 0; y < code.side() * scale; ++y) {
            for (int x = 0; x < code.side() * scale; ++x)
                image
                    << (drawn[static_cast<std::size_t>((y / scale) * code.side() + x / scale)] ? '\x00'
                                                                                               : '\xFF');
        }
    }
    return scan(file);
}

TEST(Qr, an_independent_scanner_reads_the_text)
{
    for (std::string const& text :
         {address, std::string("tel:+492303270"), std::string("GEO 51.5351,7.6886")})
        EXPECT_EQ(scan(encode(text)), text + "\n") << "this test needs zbarimg (Debian package zbar-tools)";
}

TEST(Picture, is_small_and_an_independent_scanner_reads_the_text)
{
    for (std::string const& text : {address, std::string(300, 'x')}) {
        auto const png = encode(text).png();
        EXPECT_EQ(png.substr(1, 3), "PNG");
        EXPECT_LT(png.size(), 6'000U) << "it goes along with each letter";
        EXPECT_EQ(png, encode(text).png()) << "a letter that is sent again is the same";
        auto const file = scratch_file(".png");
        std::ofstream(file, std::ios::binary) << png;
        EXPECT_EQ(scan(file), text + "\n") << "this test needs zbarimg (Debian package zbar-tools)";
    }
}

TEST(Qr, refuses_what_cannot_be_encoded)
{
    EXPECT_THROW(encode(""), std::invalid_argument);
    EXPECT_THROW(encode(std::string_view("a\0b", 3)), std::invalid_argument);
    EXPECT_NO_THROW(encode(std::string(2331, 'x')));
    EXPECT_THROW(encode(std::string(2332, 'x')), std::length_error);
    EXPECT_THROW(encode(std::string(100'000, 'x')), std::length_error);
}

TEST(Drawing, is_one_file_with_white_around)
{
    auto const code = encode("https://kreis.example/");
    auto const svg = code.svg();
    auto const side = std::to_string(code.side());
    EXPECT_EQ(
        svg.find("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + side + ' ' + side + '"'), 0U);
    EXPECT_NE(svg.find("fill=\"#fff\""), std::string::npos);
    EXPECT_NE(svg.find("<path d=\"" + code.svg_path() + "\" fill=\"#000\"/></svg>"), std::string::npos);
}

}
} // namespace kommin::qr
