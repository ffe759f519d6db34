#include "platform/base/text.hpp"
#include "platform/files/files.hpp"
#include "platform/mail/testing.hpp"

namespace kommin::mail {

SmtpServer::SmtpServer(ServerHabits const& habits)
    : server_(
          "src/platform/mail/testing/smtp_server.py",
          {"--tls", habits.tls, "--login", habits.login, "--delay", habits.delay})
    , scheme_(habits.tls == "at-once" ? "smtps" : "smtp")
{ }

SmtpOptions SmtpServer::options() const
{
    SmtpOptions options{.url = scheme_ + "://localhost:" + std::to_string(server_.ports().at(0))};
    auto const certificate = folder() / "certificate.pem";
    if (std::filesystem::exists(certificate))
        options.ca_file = certificate;
    else
        options.is_plain = true;
    return options;
}

std::vector<std::string> SmtpServer::mails() const
{
    std::vector<std::string> all;
    for (int number = 1;; ++number) {
        auto mail = files::read_file(folder() / (std::to_string(number) + ".eml"), std::size_t{1} << 20U);
        if (!mail)
            return all;
        all.push_back(std::move(*mail));
    }
}

std::string SmtpServer::report(int number) const
{
    auto report
        = files::read_file(folder() / (std::to_string(number) + ".report.eml"), std::size_t{1} << 20U);
    return report ? std::move(*report) : std::string();
}

std::vector<std::string> SmtpServer::events() const
{
    auto const text = files::read_file(folder() / "events.jsonl", std::size_t{1} << 24U).value();
    std::vector<std::string> lines;
    for (auto const line : split(text, '\n')) {
        if (!line.empty())
            lines.emplace_back(line);
    }
    return lines;
}

} // namespace kommin::mail
