// Pictures. Promises: any bytes become two sizes that a page can show, or one of the known problems; what
// becomes of a picture is a picture again; an answer of the process that makes them is believed only where it
// could have written it.

#include "platform/images/images.hpp"
#include "fuzz.hpp"
#include "platform/images/answer.hpp"

#include <string>

namespace kommin::fuzz {

namespace {

// Little, so that an input costs little; the limit itself is asked the same.
constexpr images::Limits limits{.points = 16'384, .scans = 20};

void check_size(images::Rendition const& rendition)
{
    require(
        rendition.width > 0 && rendition.width <= images::Renditions::largest_width,
        "the width can be shown");
    require(
        rendition.height > 0 && rendition.height <= images::Renditions::largest_height,
        "the height can be shown");
    require(images::format_of(rendition.webp) == images::Format::webp, "every size is a WebP");
}

void check_answer(std::string_view input)
{
    auto const read = images::read_answer(input);
    if (!read || !*read)
        return;
    check_size((*read)->large);
    require(images::print_answer(*read).size() <= input.size() + 8, "an answer says what it was read from");
}

}

void run(std::string_view input)
{
    check_answer(input);
    auto const made = images::render(input, limits);
    if (!made) {
        auto const message = made.problem().message;
        require(
            message == "images.problem.format"_msg || message == "images.problem.animated"_msg
                || message == "images.problem.broken"_msg || message == "images.problem.too_many_points"_msg,
            "a problem has a sentence");
        return;
    }
    check_size(made->large);
    require(
        made->small.has_value() == (made->large.width > images::Renditions::small_width),
        "two sizes of what is wide");
    auto const again = images::render(made->large.webp, limits);
    require(again && again->large.width == made->large.width, "what was made is a picture");
    auto const heard = images::read_answer(images::print_answer(made));
    require(heard && *heard && (*heard)->large.webp == made->large.webp, "the answer comes through");
}

} // namespace kommin::fuzz
