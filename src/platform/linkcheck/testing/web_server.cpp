#include "platform/base/text.hpp"
#include "platform/linkcheck/testing.hpp"

#include <fstream>

namespace kommin::linkcheck {

WebServer::WebServer()
    : server_("src/platform/linkcheck/testing/web_server.py", {})
{ }

std::string WebServer::url(std::string_view path) const
{
    return "http://127.0.0.1:" + std::to_string(port()) + std::string(path);
}

std::string WebServer::tls_url(std::string_view path) const
{
    return "https://127.0.0.1:" + std::to_string(tls_port()) + std::string(path);
}

void WebServer::set(std::string_view name, int status) const
{
    std::ofstream(server_.folder() / ("set-" + std::string(name))) << status;
}

std::vector<std::string> WebServer::column(std::size_t number) const
{
    std::vector<std::string> cells;
    std::ifstream file(server_.folder() / "requests.tsv");
    std::string line;
    while (std::getline(file, line))
        cells.emplace_back(split(line, '\t').at(number));
    return cells;
}

std::vector<std::string> WebServer::requests() const
{
    return column(0);
}

std::vector<std::string> WebServer::agents() const
{
    return column(1);
}

CheckerOptions WebServer::options() const
{
    using std::chrono::milliseconds;
    return {
        .connect = milliseconds(2'000),
        .answer = milliseconds(1'500),
        .all = milliseconds(6'000),
        .find_host = [](std::string const&) { return HostAddresses{}; },
        .takes_mail = [](std::string const&) { return Known::cannot_say; },
        .for_tests
        = {.addresses = {"127.0.0.1"},
           .ports = {port(), tls_port()},
           .ca_file = (server_.folder() / "certificate.pem").string()}};
}

} // namespace kommin::linkcheck
