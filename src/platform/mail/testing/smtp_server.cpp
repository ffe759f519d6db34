#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/files/files.hpp"
#include "platform/mail/testing.hpp"

#include <array>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <poll.h>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

namespace kommin::mail {

namespace {

constexpr int longest_start_ms = 60'000; // beside other builds

std::filesystem::path make_folder()
{
    auto pattern = (std::filesystem::temp_directory_path() / "kommin-smtp.XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr)
        throw std::runtime_error("no folder for the mail server");
    return pattern;
}

}

SmtpServer::SmtpServer(ServerHabits const& habits)
    : folder_(make_folder())
    , scheme_(habits.tls == "at-once" ? "smtps" : "smtp")
{
    std::array<int, 2> input{};
    std::array<int, 2> output{};
    if (::pipe2(input.data(), O_CLOEXEC) != 0 || ::pipe2(output.data(), O_CLOEXEC) != 0)
        throw std::runtime_error("no pipes for the mail server");
    input_ = input[1];
    output_ = output[0];
    // Debian's own Python, for which Debian's aiosmtpd is: another one may come first in the PATH.
    std::vector<std::string> words{
        "/usr/bin/python3", KOMMIN_SOURCE_DIR "/src/platform/mail/testing/smtp_server.py",
        folder_.string(),   "--tls",
        habits.tls,         "--login",
        habits.login,       "--delay",
        habits.delay};
    std::vector<char*> arguments;
    for (auto& word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    int const log = ::open((folder_ / "log").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    pid_ = ::fork();
    if (pid_ == 0) {
        ::dup2(input[0], STDIN_FILENO);
        ::dup2(output[1], STDOUT_FILENO);
        ::dup2(log, STDERR_FILENO);
        ::execv(arguments.front(), arguments.data());
        ::_exit(127);
    }
    ::close(input[0]);
    ::close(output[1]);
    ::close(log);
    auto const line = wait_for_line();
    auto const port = line.starts_with("port ")
        ? parse_number<std::uint16_t>(std::string_view(line).substr(5))
        : std::nullopt;
    if (!port) {
        auto const why = files::read_file(folder_ / "log", std::size_t{1} << 20U);
        stop();
        throw std::runtime_error(
            "the mail server does not start; is python3-aiosmtpd installed? " + (why ? *why : std::string()));
    }
    port_ = *port;
}

SmtpServer::~SmtpServer()
{
    stop();
}

void SmtpServer::stop()
{
    if (pid_ > 0) {
        ::kill(pid_, SIGKILL);
        ::waitpid(pid_, nullptr, 0);
    }
    ::close(input_);
    ::close(output_);
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

std::string SmtpServer::wait_for_line()
{
    std::string line;
    pollfd source{output_, POLLIN, 0};
    char c = 0;
    while (::poll(&source, 1, longest_start_ms) == 1 && ::read(output_, &c, 1) == 1 && c != '\n')
        line += c;
    return line;
}

SmtpOptions SmtpServer::options() const
{
    SmtpOptions options{.url = scheme_ + "://localhost:" + std::to_string(port_)};
    auto const certificate = folder_ / "certificate.pem";
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
        auto mail = files::read_file(folder_ / (std::to_string(number) + ".eml"), std::size_t{1} << 20U);
        if (!mail)
            return all;
        all.push_back(std::move(*mail));
    }
}

std::vector<std::string> SmtpServer::events() const
{
    auto const text = files::read_file(folder_ / "events.jsonl", std::size_t{1} << 24U).value();
    std::vector<std::string> lines;
    for (auto const line : split(text, '\n')) {
        if (!line.empty())
            lines.emplace_back(line);
    }
    return lines;
}

} // namespace kommin::mail
