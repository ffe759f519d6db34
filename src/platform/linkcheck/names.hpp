#pragma once
// What the names of hosts and mail domains say, asked of the system. A test has its own answers.

#include <cstdint>
#include <string>
#include <vector>

namespace kommin::linkcheck {

enum class Known : std::uint8_t {
    yes,
    no, // the name does not exist
    cannot_say, // nobody answers here: says nothing about the name
};

struct HostAddresses {
    Known known = Known::cannot_say;
    std::vector<std::string> addresses = {}; // "192.0.2.1", "2001:db8::1"
};
// Waits as long as the resolver of the system does.
HostAddresses find_host(std::string const& host);

// Whether mails to this domain have somewhere to go: an MX record, or an address of its own (RFC 5321, 5.1).
// "No mail" said in words (RFC 7505) is a no.
Known takes_mail(std::string const& domain);

} // namespace kommin::linkcheck
