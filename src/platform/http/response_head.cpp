#include "platform/http/response_head.hpp"

#include <chrono>
#include <cstdio>

namespace kommin::http::detail {

void append_head(
    std::string& out, Status status, Headers const& headers, Framing framing, std::uint64_t length)
{
    out += "HTTP/1.1 ";
    out += std::to_string(code(status));
    out += ' ';
    out += reason(status);
    out += "\r\n";
    for (auto const& field : headers) {
        out += field.name;
        out += ": ";
        out += field.value;
        out += "\r\n";
    }
    if (framing == Framing::length) {
        out += "Content-Length: ";
        out += std::to_string(length);
        out += "\r\n";
    } else if (framing == Framing::chunked) {
        out += "Transfer-Encoding: chunked\r\n";
    }
}

std::string date_line(std::int64_t unix_seconds)
{
    using namespace std::chrono;
    static constexpr char const* weekdays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr char const* months[]
        = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    sys_seconds const instant{seconds{unix_seconds}};
    auto const day = floor<days>(instant);
    year_month_day const date{day};
    hh_mm_ss const time{instant - day};
    char line[64];
    int const length = std::snprintf(
        line, sizeof line, "Date: %s, %02u %s %04d %02d:%02d:%02d GMT\r\n",
        weekdays[weekday{day}.c_encoding()], static_cast<unsigned>(date.day()),
        months[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
        static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
        static_cast<int>(time.seconds().count()));
    return {line, static_cast<std::size_t>(length)};
}

} // namespace kommin::http::detail
