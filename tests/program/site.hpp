#pragma once
// The program while it serves: asked over real sockets, one connection per request.

#include "platform/base/testing.hpp"
#include "platform/http/tests/raw_client.hpp"
#include "program/installation.hpp"

#include <cstdint>
#include <filesystem>
#include <future>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::program_tests {

using testing::becomes_true;
using Answer = http::testing::RawClient::Answer; // status 0: none came

constexpr int workers_of_site = 3;

class Site {
public:
    // Ready to answer; `database` instead of the installation's own address of it.
    explicit Site(Installation const& place, std::string const& database = {});
    // Of a folder with the embedded database.
    explicit Site(std::filesystem::path const& data);

    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] Program& program() { return program_; }
    [[nodiscard]] Answer get(std::string_view target, std::string_view more_headers = "") const;
    [[nodiscard]] Answer post(
        std::string_view target, std::string_view form, std::string_view more_headers = "") const;
    // Sends exactly these bytes.
    [[nodiscard]] Answer send(std::string_view bytes) const;
    // Asks again and again until /readyz says yes; false if it does not within that time.
    [[nodiscard]] bool becomes_ready(std::chrono::milliseconds limit = 30s) const;
    // The index of a first version is built while pages are answered.
    [[nodiscard]] bool becomes_searchable(std::chrono::milliseconds limit = 30s) const;
    // A number of /metrics.
    [[nodiscard]] double metric(std::string_view name) const;

private:
    explicit Site(std::vector<std::string> const& options);

    Program program_;
    std::uint16_t port_;
};

// An urlencoded body.
std::string encode_form(std::initializer_list<std::pair<std::string_view, std::string_view>> fields);
// A message that the feedback form accepts, under this idempotency key.
std::string message_form(std::string_view key);
inline constexpr std::string_view feedback_path = "/uk/barriere-melden";

// Sends a message to the feedback form; returns once the site has read its head. Needs a worker that is free.
std::future<Answer> send_until_arrival(Site const& site, std::string form);

// For EXPECT_TRUE: a page for people in that language, which tells nothing of our insides.
::testing::AssertionResult is_page_in(std::string_view language, Answer const& answer);

} // namespace kommin::program_tests
