#include "platform/mail/status.hpp"

#include <algorithm>
#include <array>

namespace kommin::mail {

namespace {

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

}

std::string_view leading_status(std::string_view text)
{
    // Class, subject and detail: "5.1.10".
    auto const status = text.substr(0, text.find_first_not_of("0123456789."));
    if (status.size() < 5 || status.size() > 9 || status[1] != '.' || std::ranges::count(status, '.') != 2
        || !is_digit(status[2]) || !is_digit(status.back()) || status.find("..") != std::string_view::npos)
        return {};
    return status.front() == '2' || status.front() == '4' || status.front() == '5' ? status
                                                                                   : std::string_view{};
}

bool is_about_the_address(std::string_view reply)
{
    constexpr std::array<std::string_view, 4> codes{"550", "551", "553", "556"};
    bool const has_code = reply.size() >= 3 && std::ranges::all_of(reply.substr(0, 3), &is_digit);
    auto const status
        = leading_status(has_code ? reply.substr(std::min<std::size_t>(4, reply.size())) : reply);
    bool const is_code = has_code && std::ranges::find(codes, reply.substr(0, 3)) != codes.end();
    if (status.empty() || status == "5.0.0")
        return has_code ? is_code : !status.empty();
    // 5.1: the address, unless it is the sender's (7, 8). 5.2: the mailbox, which being full is not for good.
    // 5.4.4: its domain leads nowhere; 5.4.1: how Exchange calls a name that it does not know.
    if (status == "5.1.7" || status == "5.1.8")
        return false;
    return status.starts_with("5.1.") || status == "5.2.1" || status == "5.4.4"
        || (status == "5.4.1" && is_code);
}

} // namespace kommin::mail
