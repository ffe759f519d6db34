#pragma once
// SmtpServer: a real mail server for tests, in a process of its own; see testing/smtp_server.py.

#include "platform/base/testing.hpp"
#include "platform/mail/smtp.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::mail {

struct ServerHabits {
    std::string tls = "no"; // "starttls", "at-once"
    std::string login = {}; // "user:password"; empty: everybody may send
    std::string delay = "0"; // seconds that it takes for a mail
};

// Listens when the constructor returns; is gone, with its folder, after the destructor. Throws
// std::runtime_error if it does not start: python3-aiosmtpd may be missing.
class SmtpServer {
public:
    explicit SmtpServer(ServerHabits const& habits = {});

    // What somebody sets who uses it, with the certificate to believe.
    [[nodiscard]] SmtpOptions options() const;
    [[nodiscard]] std::filesystem::path const& folder() const { return server_.folder(); }
    // Mails that were accepted, as they came, in their order.
    [[nodiscard]] std::vector<std::string> mails() const;
    // What came back later about one of them, counted from 1; "" if nothing did.
    [[nodiscard]] std::string report(int number) const;
    // Lines of events.jsonl.
    [[nodiscard]] std::vector<std::string> events() const;

private:
    testing::ScriptServer server_;
    std::string scheme_;
};

} // namespace kommin::mail
