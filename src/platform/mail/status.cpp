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

namespace {

// "550 5.1.1", "550" or "5.1.1".
struct Reply {
    std::string_view code;
    std::string_view status;
};

Reply parts_of(std::string_view reply)
{
    if (reply.size() < 3 || !std::ranges::all_of(reply.substr(0, 3), &is_digit))
        return {{}, leading_status(reply)};
    return {reply.substr(0, 3), leading_status(reply.substr(std::min<std::size_t>(4, reply.size())))};
}

bool is_code_of_the_address(std::string_view code)
{
    constexpr std::array<std::string_view, 4> codes{"550", "551", "553", "556"};
    return std::ranges::find(codes, code) != codes.end();
}

bool has_status(Reply const& reply)
{
    return !reply.status.empty() && reply.status != "5.0.0"; // which says nothing
}

bool has_status_of_the_address(Reply const& reply)
{
    // 5.1: the address, unless it is the sender's (7, 8). 5.2: the mailbox, which being full is not for good.
    // 5.4.4: its domain leads nowhere; 5.4.1: how Exchange calls a name that it does not know.
    auto const status = reply.status;
    if (status == "5.1.7" || status == "5.1.8")
        return false;
    return status.starts_with("5.1.") || status == "5.2.1" || status == "5.4.4"
        || (status == "5.4.1" && is_code_of_the_address(reply.code));
}

}

bool is_about_the_address(std::string_view reply)
{
    auto const parts = parts_of(reply);
    if (has_status(parts))
        return has_status_of_the_address(parts);
    return parts.code.empty() ? !parts.status.empty() : is_code_of_the_address(parts.code);
}

bool names_the_address(std::string_view reply)
{
    auto const parts = parts_of(reply);
    return has_status(parts) && has_status_of_the_address(parts);
}

} // namespace kommin::mail
