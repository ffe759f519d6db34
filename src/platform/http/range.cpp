#include "platform/http/range.hpp"

#include "platform/base/text.hpp"
#include "platform/http/characters.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace kommin::http {

namespace {

std::optional<std::uint64_t> parse_position(std::string_view text)
{
    std::uint64_t number = 0;
    auto const* const end = text.data() + text.size();
    auto const [rest, error] = std::from_chars(text.data(), end, number);
    if (text.empty() || rest != end || error == std::errc::invalid_argument)
        return std::nullopt;
    // Beyond 64 bits is beyond every file.
    return error == std::errc::result_out_of_range ? UINT64_MAX : number;
}

}

RangeAnswer parse_range(std::string_view range, std::uint64_t size)
{
    auto const unit = detail::take_until(range, '=');
    range = detail::trim_blanks(range);
    auto const dash = range.find('-');
    if (!equals_ignoring_ascii_case(unit, "bytes") || dash == std::string_view::npos
        || range.find(',') != std::string_view::npos) {
        return WholeContent{};
    }
    auto const first_text = detail::trim_blanks(range.substr(0, dash));
    auto const last_text = detail::trim_blanks(range.substr(dash + 1));
    auto const last = parse_position(last_text);
    if (first_text.empty()) {
        if (!last)
            return WholeContent{};
        if (*last == 0 || size == 0)
            return NotSatisfiable{};
        auto const length = std::min(*last, size);
        return Slice{size - length, length};
    }
    auto const first = parse_position(first_text);
    if (!first || (!last && !last_text.empty()) || (last && *last < *first))
        return WholeContent{};
    if (*first >= size)
        return NotSatisfiable{};
    auto const end = last ? std::min(*last, size - 1) : size - 1;
    return Slice{*first, end - *first + 1};
}

std::string content_range(Slice slice, std::uint64_t size)
{
    return "bytes " + std::to_string(slice.offset) + "-" + std::to_string(slice.offset + slice.length - 1)
        + "/" + std::to_string(size);
}

std::string unsatisfied_range(std::uint64_t size)
{
    return "bytes */" + std::to_string(size);
}

} // namespace kommin::http
