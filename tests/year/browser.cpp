#include "year/browser.hpp"

#include "platform/http/tests/raw_client.hpp"

#include <stdexcept>

namespace kommin::year_tests {

namespace {

constexpr int longest_chain = 5;
constexpr std::chrono::seconds longest_wait{30};

// The proxy in front speaks TLS, so links and cookies are those of TLS.
std::string target_of(std::string_view url)
{
    auto const own = "https://" + std::string(host_of_district);
    if (url.starts_with(own))
        url.remove_prefix(own.size());
    if (!url.starts_with('/'))
        throw std::runtime_error("leads away from the district: " + std::string(url));
    return std::string(url.substr(0, url.find('#')));
}

}

Page Browser::open(std::string_view url)
{
    return follow(ask("GET", target_of(url), {}));
}

Page Browser::press(Form const& form, std::string_view button)
{
    auto const& pressed = form.button(button);
    auto const body = form.body(pressed);
    if (form.method == "post")
        return follow(ask("POST", target_of(pressed.action), body));
    return open(pressed.action + '?' + body);
}

Page Browser::follow(Page page)
{
    for (int i = 0;
         i < longest_chain && (page.status() == 303 || page.status() == 302 || page.status() == 301); ++i)
        page = ask("GET", target_of(page.header("Location")), {});
    return page;
}

Page Browser::ask(std::string_view method, std::string_view target, std::string_view body)
{
    std::string request(method);
    auto const add = [&](std::string_view name, std::string_view value) {
        request += std::string(name) + ": " + std::string(value) + "\r\n";
    };
    request += ' ' + std::string(target) + " HTTP/1.1\r\n";
    add("Host", host_of_district);
    add("Connection", "close");
    add("X-Forwarded-For", network_);
    add("X-Forwarded-Proto", "https");
    add("Sec-Fetch-Site", "same-origin");
    std::string cookies;
    for (auto const& [name, value] : cookies_)
        cookies += (cookies.empty() ? "" : "; ") + name + '=' + value;
    if (!cookies.empty())
        add("Cookie", cookies);
    if (method == "POST") {
        add("Origin", "https://" + std::string(host_of_district));
        add("Content-Type", "application/x-www-form-urlencoded");
        add("Content-Length", std::to_string(body.size()));
    }
    request += "\r\n";
    request += body;
    http::testing::RawClient client(port_);
    client.send(request);
    auto answer = client.read_answer(false, longest_wait);
    keep_cookies(answer.head);
    return {answer.status, std::string(target), std::move(answer.head), std::move(answer.body)};
}

void Browser::keep_cookies(std::string_view head)
{
    constexpr std::string_view name = "\r\nSet-Cookie: ";
    for (auto at = head.find(name); at != std::string_view::npos; at = head.find(name, at + 1)) {
        auto const begin = at + name.size();
        auto const line = head.substr(begin, head.find("\r\n", begin) - begin);
        auto const equals = line.find('=');
        auto const key = std::string(line.substr(0, equals));
        if (line.find("Max-Age=0") != std::string_view::npos)
            cookies_.erase(key);
        else
            cookies_[key] = std::string(line.substr(equals + 1, line.find(';') - equals - 1));
    }
}

} // namespace kommin::year_tests
