#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/linkcheck/testing.hpp"

#include <array>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <poll.h>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

namespace kommin::linkcheck {

namespace {

constexpr int longest_server_start_ms = 60'000; // beside other builds

std::filesystem::path make_server_folder()
{
    auto pattern = (std::filesystem::temp_directory_path() / "kommin-web.XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr)
        throw std::runtime_error("no folder for the web server");
    return pattern;
}

}

WebServer::WebServer()
    : folder_(make_server_folder())
{
    std::array<int, 2> input{};
    std::array<int, 2> output{};
    if (::pipe2(input.data(), O_CLOEXEC) != 0 || ::pipe2(output.data(), O_CLOEXEC) != 0)
        throw std::runtime_error("no pipes for the web server");
    input_ = input[1];
    output_ = output[0];
    std::vector<std::string> words{
        "/usr/bin/python3", KOMMIN_SOURCE_DIR "/src/platform/linkcheck/testing/web_server.py",
        folder_.string()};
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
    auto const line = wait_for_line(); // "ports 40000 40001"
    auto const numbers = split(line, ' ');
    if (numbers.size() != 3 || numbers[0] != "ports") {
        stop();
        throw std::runtime_error("the web server does not start");
    }
    port_ = parse_number<std::uint16_t>(numbers[1]).value();
    tls_port_ = parse_number<std::uint16_t>(numbers[2]).value();
}

WebServer::~WebServer()
{
    stop();
}

void WebServer::stop()
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

std::string WebServer::wait_for_line()
{
    std::string line;
    pollfd source{output_, POLLIN, 0};
    char c = 0;
    while (::poll(&source, 1, longest_server_start_ms) == 1 && ::read(output_, &c, 1) == 1 && c != '\n')
        line += c;
    return line;
}

std::string WebServer::url(std::string_view path) const
{
    return "http://127.0.0.1:" + std::to_string(port_) + std::string(path);
}

std::string WebServer::tls_url(std::string_view path) const
{
    return "https://127.0.0.1:" + std::to_string(tls_port_) + std::string(path);
}

void WebServer::set(std::string_view name, int status) const
{
    std::ofstream(folder_ / ("set-" + std::string(name))) << status;
}

std::vector<std::string> WebServer::column(std::size_t number) const
{
    std::vector<std::string> cells;
    std::ifstream file(folder_ / "requests.tsv");
    std::string line;
    while (std::getline(file, line))
        cells.emplace_back(split(line, '\t').at(number));
    return cells;
}

std::vector<std::string> WebServer::requests() const
{
    return column(0);
}

std::vector<std::string> WebServer::agents() const
{
    return column(1);
}

CheckerOptions WebServer::options() const
{
    using std::chrono::milliseconds;
    return {
        .connect = milliseconds(2'000),
        .answer = milliseconds(1'500),
        .all = milliseconds(6'000),
        .find_host = [](std::string const&) { return HostAddresses{}; },
        .takes_mail = [](std::string const&) { return Known::cannot_say; },
        .for_tests
        = {.addresses = {"127.0.0.1"},
           .ports = {port_, tls_port_},
           .ca_file = (folder_ / "certificate.pem").string()}};
}

} // namespace kommin::linkcheck
