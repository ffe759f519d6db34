#pragma once
// Letter: a mail as its reader sees it, with the date for the calendar that came along.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::year_tests {

struct Letter {
    explicit Letter(std::string const& mail);

    // The first address below this path, as "/tr/einladung/"; "" if there is none.
    [[nodiscard]] std::string link(std::string_view path) const;

    std::string to;
    std::string language;
    std::string subject; // as it was sent, encoded
    std::string text;
    std::string calendar; // text/calendar; "" if there is none
};

// What a free calendar program makes of a file: the facts of its first event. It is valid if each line is
// read and an invitation keeps the rules of RFC 5546.
struct Event {
    explicit Event(std::string const& calendar);

    bool is_valid = false;
    bool is_cancelled = false;
    std::string method;
    std::string uid;
    std::string begins; // "20270112T090000Z"
    std::string summary;
    std::string description;
    int sequence = -1;
    std::size_t events = 0; // in the file
};

} // namespace kommin::year_tests
