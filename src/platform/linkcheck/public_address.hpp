#pragma once
// Private to linkcheck: which addresses of the network may be connected to.

#include <string_view>
#include <sys/socket.h>

namespace kommin::linkcheck {

// Whether it is an address of the public internet: nothing of this machine, of its network or of its
// provider, nothing that is sent to many, nothing reserved, and no other spelling of such an IPv4 address.
// Source: the special-purpose registries of the IANA (RFC 6890).
bool is_public_address(sockaddr const& address);
// The same for "192.0.2.1" or "2001:db8::1"; false for what is no address.
bool is_public_address(std::string_view text);

} // namespace kommin::linkcheck
