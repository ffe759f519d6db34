#pragma once
// Smtp: gives mails to the mail server of the administration, encrypted.

#include "platform/base/result.hpp"
#include "platform/mail/mail.hpp"

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>

namespace kommin::mail {

struct SmtpOptions {
    // "smtp://mail.kreis.example:587" (STARTTLS, without which nothing is sent), "smtps://mail.kreis.example"
    std::string url;
    std::string user = {}; // empty: the server wants no login
    std::string password = {};
    std::filesystem::path ca_file = {}; // certificates to believe instead of the system's
    bool is_plain = false; // without TLS; to this machine only
    std::chrono::seconds timeout{60}; // for one mail from the first byte to the last
};

// Scheme, host and port as above, and nothing else: no user, no path.
bool is_smtp_url(std::string_view text);
// Whether the server of the address is this machine: what is sent there is on no wire.
bool is_this_machine(std::string_view url);

// What came of a mail that was not accepted, by the kind of the problem. Its argument "reply" is what the
// server said, as "550 5.1.1"; never its words, which repeat the address.
inline constexpr auto try_later = ProblemKind::unavailable; // no connection, no login, "not now"
inline constexpr auto address_refused = ProblemKind::gone; // there is nobody at this address, for good
inline constexpr auto mail_refused = ProblemKind::invalid; // this mail, for good

// Immutable, for all threads: each mail has a connection of its own.
class Smtp {
public:
    // Throws std::invalid_argument for an address that is none, or to be plain to another machine.
    explicit Smtp(SmtpOptions options);

    // To the first and only recipient. When it returns without a problem, the server is responsible for the
    // mail. A connection that broke after the last byte is `try_later`: the mail may arrive twice then, with
    // the same Message-ID. Throws std::invalid_argument as print(), and for another number of recipients.
    [[nodiscard]] Result<void> send(Message const& message) const;

private:
    SmtpOptions options_;
};

} // namespace kommin::mail
