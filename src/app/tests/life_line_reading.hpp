#pragma once
// How tests read the life line of a page.

#include <gmock/gmock.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::app {

// What stands in the line of that page.
template<class Browser>
std::string life_line_on(Browser& browser, std::string const& page)
{
    std::string const text(browser.get(page).body_text());
    auto const begin = text.find("id=\"lebenslinie\"");
    EXPECT_NE(begin, std::string::npos) << page;
    return begin == std::string::npos ? std::string{}
                                      : text.substr(begin, text.find("</section>", begin) - begin);
}

inline void expect_order(std::string const& line, std::vector<std::string_view> const& events)
{
    std::size_t at = 0;
    for (auto const event : events) {
        auto const found = line.find(event, at);
        EXPECT_NE(found, std::string::npos) << event << " is not there, or too early:\n" << line;
        at = found == std::string::npos ? at : found;
    }
}

} // namespace kommin::app
