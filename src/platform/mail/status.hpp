#pragma once
// What mail servers say of a mail, as codes: "550 5.1.1" (RFC 5321 § 4.2, RFC 3463). Their words are not
// kept: they repeat the address.

#include <string>
#include <string_view>

namespace kommin::mail {

// The status "5.1.1" at the beginning of a text; nothing if there is none.
std::string_view leading_status(std::string_view text);

// Whether a reply ("550 5.1.1", "550", "5.1.1") says that there is nobody at the address, for good. A full
// mailbox, a mail that looks like spam and a sender who is not let in are no matter of the address.
bool is_about_the_address(std::string_view reply);
// The same of a reply that somebody else tells of: at which step it was given is not known, and a bare "550"
// or "5.0.0" may be a verdict on the mail.
bool names_the_address(std::string_view reply);

} // namespace kommin::mail
