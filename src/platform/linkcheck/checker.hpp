#pragma once
// Checker: asks other servers whether an address still leads somewhere, as politely as one can: HEAD first,
// GET only where that is refused, no body is read, one question at a time.
//
// Nothing but http and https on their ports, and never an address of this machine or its network: each
// address is asked when it is connected to, at every redirect anew. So nobody can make this server ask what
// only this server can reach (SSRF). A proxy of the environment is not used.

#include "platform/linkcheck/names.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::linkcheck {

enum class Outcome : std::uint8_t {
    ok,
    moved, // permanently, to `moved_to`, where it is
    gone, // the server says that there is nothing (404, 410); the domain takes no mail
    unreachable, // no such host, no connection, no end of redirects, the server has failed
    refused, // somebody is there, but this program cannot see: for people the link may be right
    not_now, // the server asks to come later (429, 503)
    no_network, // nobody knows the name of the host or denies it: the fault of its name servers, or there are
                // no names here
};

enum class Reason : std::uint8_t {
    none,
    status, // see `status`
    no_such_host,
    no_connection,
    too_slow,
    tls,
    too_many_redirects,
    broken_answer,
    not_public, // an address of this machine or its network
    not_web, // leads to something else than http and https on their ports
    no_names, // name servers do not answer
};

struct Finding {
    Outcome outcome = Outcome::no_network;
    Reason reason = Reason::none;
    int status = 0; // of the last answer; 0: there was none
    std::string moved_to = {};
    std::optional<std::chrono::seconds> retry_after = {};
    bool is_of_host = false; // holds for all addresses of the host that was asked for
};

struct CheckerOptions {
    std::chrono::milliseconds connect{4'000};
    std::chrono::milliseconds answer{8'000}; // one request
    std::chrono::milliseconds all{15'000}; // one address, with its redirects
    int most_redirects = 5;
    std::function<HostAddresses(std::string const& host)> find_host = &linkcheck::find_host;
    std::function<Known(std::string const& domain)> takes_mail = &linkcheck::takes_mail;
    // For tests, which ask a server of their own; no setting leads here.
    struct ForTests {
        std::vector<std::string> addresses = {}; // that may be connected to although they are not public
        std::vector<std::uint16_t> ports = {};
        std::string ca_file = {}; // certificates to believe instead of the system's
    } for_tests = {};
};

// Immutable, for all threads.
class Checker {
public:
    explicit Checker(CheckerOptions options = {});

    // `site`: who asks, as the address of its site; empty: nobody has said it.
    [[nodiscard]] Finding check_web(std::string_view url, std::string_view site) const;
    // Whether mails to the address have somewhere to go; no mail server is asked.
    [[nodiscard]] Finding check_mail(std::string_view address) const;

private:
    CheckerOptions options_;
};

// The host of a web address in small letters, of a mail address its domain; empty if there is none.
std::string host_of_url(std::string_view url);
std::string domain_of_mail(std::string_view address);

} // namespace kommin::linkcheck
