#pragma once
// WebServer: a web server with bad habits for tests, in a process of its own; see testing/web_server.py.

#include "platform/base/testing.hpp"
#include "platform/linkcheck/checker.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::linkcheck {

// Listens on 127.0.0.1 when the constructor returns; is gone, with its folder, after the destructor. Throws
// std::runtime_error if it does not start.
class WebServer {
public:
    WebServer();

    // "http://127.0.0.1:40000/missing"; what each path does stands in the script.
    [[nodiscard]] std::string url(std::string_view path) const;
    // The same with TLS and a certificate that only for_tests.ca_file of options() knows.
    [[nodiscard]] std::string tls_url(std::string_view path) const;
    [[nodiscard]] std::uint16_t port() const { return server_.ports().at(0); }
    // From now on /set/NAME answers so.
    void set(std::string_view name, int status) const;
    // "HEAD /missing", in their order; with user agents.
    [[nodiscard]] std::vector<std::string> requests() const;
    [[nodiscard]] std::vector<std::string> agents() const;
    // Short patience, no names of the real world, this server and no other.
    [[nodiscard]] CheckerOptions options() const;

private:
    [[nodiscard]] std::uint16_t tls_port() const { return server_.ports().at(1); }
    [[nodiscard]] std::vector<std::string> column(std::size_t number) const;

    testing::ScriptServer server_;
};

} // namespace kommin::linkcheck
