#pragma once
// Browser: somebody who reads pages and sends forms over real sockets, with the cookies that a browser keeps.

#include "year/page.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace kommin::year_tests {

inline constexpr std::string_view host_of_district = "musterau.example";

class Browser {
public:
    // `network`: from where somebody comes, as the proxy in front of the program says.
    explicit Browser(std::uint16_t port, std::string network = "192.0.2.7")
        : port_(port)
        , network_(std::move(network))
    { }

    // An address as it stands in a link or in a letter. Follows where it leads on to.
    Page open(std::string_view url);
    // Sends a form with this button (see Form::button) and follows where that leads.
    Page press(Form const& form, std::string_view button = {});

private:
    Page ask(std::string_view method, std::string_view target, std::string_view body);
    Page follow(Page page);
    void keep_cookies(std::string_view head);

    std::uint16_t port_;
    std::string network_;
    std::map<std::string, std::string, std::less<>> cookies_;
};

} // namespace kommin::year_tests
