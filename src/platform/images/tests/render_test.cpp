// What becomes of pictures: every format, every turn, and what hostile files try.

#include "platform/images/images.hpp"
#include "platform/images/tests/samples.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kommin::images {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr Colour red{200, 30, 30};
constexpr Colour green{30, 180, 30};
constexpr Colour blue{30, 30, 200};

MessageKey problem_of(std::string_view bytes, Limits const& limits = {})
{
    auto const made = render(bytes, limits);
    return made ? MessageKey{} : made.problem().message;
}

// Red above, green below on the left, blue below on the right.
void expect_three_fields(Rendition const& rendition)
{
    Seen const seen(rendition.webp);
    EXPECT_EQ(seen.width(), rendition.width);
    EXPECT_EQ(seen.height(), rendition.height);
    auto const x = seen.width() / 4;
    auto const y = seen.height() / 4;
    EXPECT_TRUE(is_about(seen.at(x, y), red));
    EXPECT_TRUE(is_about(seen.at(3 * x, y), red));
    EXPECT_TRUE(is_about(seen.at(x, 3 * y), green));
    EXPECT_TRUE(is_about(seen.at(3 * x, 3 * y), blue));
}

TEST(Images, formats_are_known_by_their_first_bytes_alone)
{
    EXPECT_EQ(format_of(write_jpeg({})), Format::jpeg);
    EXPECT_EQ(format_of(write_png({})), Format::png);
    EXPECT_EQ(format_of(write_webp(4, 4, three_fields(4, 4))), Format::webp);
    for (auto const* other :
         {"", "\xff\xd8", "GIF89a\x01\x00", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "%PDF-1.7",
          "BM\x01", "RIFF\x10\x00\x00\x00WAVE"})
        EXPECT_EQ(problem_of(other), "images.problem.format"_msg) << other;
    std::string const heic(
        "\0\0\0\x18"
        "ftypheic",
        12);
    EXPECT_EQ(problem_of(heic), "images.problem.format"_msg);
}

TEST(Images, every_format_shows_what_it_showed)
{
    for (auto const& bytes :
         {write_jpeg({}), write_jpeg({.is_progressive = true}), write_png({}), write_png({.bits = 16}),
          write_png({.is_interlaced = true}), write_png({.has_alpha = true}),
          write_webp(60, 40, three_fields(60, 40))}) {
        auto const made = render(bytes);
        ASSERT_TRUE(made);
        EXPECT_EQ(made->large.width, 60);
        EXPECT_EQ(made->large.height, 40);
        EXPECT_FALSE(made->small) << "never enlarged, never twice the same";
        EXPECT_EQ(format_of(made->large.webp), Format::webp);
        expect_three_fields(made->large);
    }
}

TEST(Images, inks_become_colours)
{
    auto const made = render(write_jpeg({.is_cmyk = true}));
    ASSERT_TRUE(made);
    expect_three_fields(made->large);
}

TEST(Images, what_was_transparent_stays_so_and_colours_nothing_beside_it)
{
    auto const made = render(write_png(
        {.width = 1920,
         .height = 4,
         .paint = [](int x, int) { return x % 2 == 0 ? Colour{0, 0, 0, 0} : Colour{200, 30, 30, 255}; },
         .has_alpha = true}));
    ASSERT_TRUE(made);
    auto const seen = Seen(made->large.webp).at(480, 1);
    EXPECT_NEAR(seen.alpha, 128, 8);
    EXPECT_NEAR(seen.red, 200, 30) << "black that cannot be seen makes nothing darker";
}

TEST(Images, the_page_gets_two_sizes_of_a_large_picture)
{
    auto const made = render(write_jpeg({.width = 2000, .height = 1000, .paint = three_fields(2000, 1000)}));
    ASSERT_TRUE(made);
    EXPECT_EQ(made->large.width, 960);
    EXPECT_EQ(made->large.height, 480);
    ASSERT_TRUE(made->small);
    EXPECT_EQ(made->small->width, 480);
    EXPECT_EQ(made->small->height, 240);
    expect_three_fields(made->large);
    expect_three_fields(*made->small);

    auto const tall = render(write_png({.width = 100, .height = 4000, .paint = three_fields(100, 4000)}));
    ASSERT_TRUE(tall);
    EXPECT_EQ(tall->large.height, Renditions::largest_height);
    auto const thin = render(write_png({.width = 3000, .height = 1, .paint = three_fields(3000, 1)}));
    ASSERT_TRUE(thin);
    EXPECT_EQ(thin->large.height, 1) << "a line is still a line";
}

// Each corner of the stored picture, where EXIF says that it belongs: what the eight numbers mean.
TEST(Images, every_picture_is_turned_upright)
{
    struct Turn {
        int orientation;
        bool changes_sides;
        // Where the red corner at the top left of the stored picture is shown.
        bool is_right, is_below;
    };
    auto const corner
        = [](int x, int y) { return x < 32 && y < 16 ? Colour{200, 30, 30} : Colour{30, 30, 200}; };
    for (auto const& turn : std::initializer_list<Turn>{
             {1, false, false, false},
             {2, false, true, false},
             {3, false, true, true},
             {4, false, false, true},
             {5, true, false, false},
             {6, true, true, false},
             {7, true, true, true},
             {8, true, false, true}}) {
        auto const made = render(
            write_jpeg({.width = 64, .height = 32, .paint = corner, .exif = exif_with(turn.orientation)}));
        ASSERT_TRUE(made) << turn.orientation;
        EXPECT_EQ(made->large.width, turn.changes_sides ? 32 : 64) << turn.orientation;
        Seen const seen(made->large.webp);
        auto const x = seen.width() * (turn.is_right ? 3 : 1) / 4;
        auto const y = seen.height() * (turn.is_below ? 3 : 1) / 4;
        EXPECT_TRUE(is_about(seen.at(x, y), red)) << turn.orientation;
        EXPECT_TRUE(is_about(seen.at(seen.width() - 1 - x, seen.height() - 1 - y), blue)) << turn.orientation;
    }
}

TEST(Images, colours_of_another_profile_become_those_of_every_screen)
{
    for (auto const& bytes :
         {write_png({.profile = profile_with_swapped_colours()}),
          write_jpeg({.profile = profile_with_swapped_colours()})}) {
        auto const made = render(bytes);
        ASSERT_TRUE(made);
        auto const above = Seen(made->large.webp).at(30, 10);
        EXPECT_GT(above.blue, above.red + 80) << "red of that profile is blue";
    }
    auto const odd = render(write_jpeg({.profile = std::string(200, 'x')}));
    ASSERT_TRUE(odd) << "a profile that nobody can read";
    expect_three_fields(odd->large);
}

TEST(Images, nothing_but_the_points_survives)
{
    constexpr auto* words = "GPS 51.5398N 7.6886E";
    for (auto const& bytes :
         {write_jpeg({.exif = exif_with(1, words), .comment = words}), write_png({.text = words})}) {
        ASSERT_THAT(bytes, HasSubstr(words));
        auto const made = render(bytes);
        ASSERT_TRUE(made);
        for (auto const* trace : {words, "EXIF", "ICCP", "XMP", "Musterkamera"})
            EXPECT_THAT(made->large.webp, Not(HasSubstr(trace)));
    }
    auto const hidden = render(write_jpeg({}) + "<script>alert(1)</script>PK\x03\x04");
    ASSERT_TRUE(hidden) << "a picture that is a page or an archive as well";
    EXPECT_THAT(hidden->large.webp, Not(HasSubstr("script")));
    EXPECT_THAT(hidden->large.webp, Not(HasSubstr("PK\x03\x04")));
}

TEST(Images, a_picture_that_breaks_off_is_none)
{
    for (auto const& bytes :
         {write_jpeg({.width = 300, .height = 200, .paint = three_fields(300, 200)}),
          write_jpeg({.width = 300, .height = 200, .paint = three_fields(300, 200), .is_progressive = true}),
          write_png({}), write_webp(60, 40, three_fields(60, 40))}) {
        for (auto const part : {12U, 40U, 60U, 90U}) {
            auto const piece = std::string_view(bytes).substr(0, bytes.size() * part / 100);
            EXPECT_EQ(
                problem_of(piece),
                format_of(piece) ? "images.problem.broken"_msg : "images.problem.format"_msg)
                << part;
        }
    }
    auto damaged = write_png({});
    damaged[damaged.size() / 2] = static_cast<char>(~damaged[damaged.size() / 2]);
    EXPECT_EQ(problem_of(damaged), "images.problem.broken"_msg);
}

// Only heads: whoever decoded or made room for the points before asking would need terabytes.
TEST(Images, a_bomb_is_refused_by_its_head)
{
    auto png = write_png({});
    png.replace(16, 8, std::string("\0\0\xc3\x50\0\0\xc3\x50", 8)); // 50,000 × 50,000, with a wrong checksum
    EXPECT_EQ(problem_of(png), "images.problem.broken"_msg);
    auto const wide = write_png({.width = 900, .height = 900, .paint = three_fields(900, 900)});
    Limits const little{.points = 800'000};
    EXPECT_EQ(problem_of(wide, little), "images.problem.too_many_points"_msg);
    auto jpeg = write_jpeg({});
    auto const frame = jpeg.find("\xff\xc0");
    ASSERT_NE(frame, std::string::npos);
    jpeg.replace(frame + 5, 4, "\xff\xdc\xff\xdc"); // 65,500 × 65,500
    auto const refused = render(jpeg);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.problem().message, "images.problem.too_many_points"_msg);
    EXPECT_EQ(refused.problem().kind, ProblemKind::too_large);
    EXPECT_EQ(refused.problem().arguments.front().second, "40");
    auto const webp = write_webp(900, 900, three_fields(900, 900));
    EXPECT_EQ(problem_of(webp, little), "images.problem.too_many_points"_msg);
    auto const layers = write_jpeg({.is_progressive = true});
    EXPECT_EQ(problem_of(layers, {.scans = 3}), "images.problem.broken"_msg) << "too many layers";
}

TEST(Images, a_picture_that_moves_is_refused)
{
    // A file with the mark of an animation: VP8X with its flag, ANIM, no frame yet.
    std::string webp(
        "RIFF\x24\0\0\0WEBPVP8X\x0a\0\0\0\x02\0\0\0\x03\0\0\x03\0\0"
        "ANIM\x06\0\0\0\0\0\0\0\0\0",
        44);
    EXPECT_EQ(problem_of(webp), "images.problem.animated"_msg);
}

}
} // namespace kommin::images
