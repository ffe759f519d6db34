#pragma once
// Days and years of money in the demonstration: those of the file, unless the whole district is a story.

#include "platform/demo/demo.hpp"

#include <cstddef>
#include <string>

namespace kommin::funding {

// A year that stands by itself is that of a budget and moves by whole years.
inline std::string told_day(demo::Demo const& demo, std::string const& text)
{
    constexpr std::size_t digits_of_year = 4;
    auto const* story = demo.story_of_district();
    if (story == nullptr)
        return text;
    return text.size() == digits_of_year ? story->year(text) : story->last_day(text);
}

} // namespace kommin::funding
