#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/translate/testing.hpp"

#include <array>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <poll.h>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

namespace kommin::translate {

namespace {

constexpr int longest_start_ms = 60'000; // beside other builds

std::filesystem::path make_folder()
{
    auto pattern = (std::filesystem::temp_directory_path() / "kommin-translate.XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr)
        throw std::runtime_error("no folder for the translation server");
    return pattern;
}

}

TranslationServer::TranslationServer()
    : folder_(make_folder())
{
    std::array<int, 2> input{};
    std::array<int, 2> output{};
    if (::pipe2(input.data(), O_CLOEXEC) != 0 || ::pipe2(output.data(), O_CLOEXEC) != 0)
        throw std::runtime_error("no pipes for the translation server");
    input_ = input[1];
    output_ = output[0];
    std::vector<std::string> words{
        "/usr/bin/python3", KOMMIN_SOURCE_DIR "/src/platform/translate/testing/translation_server.py",
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
        throw std::runtime_error("the translation server does not start");
    }
    port_ = parse_number<std::uint16_t>(numbers[1]).value();
    tls_port_ = parse_number<std::uint16_t>(numbers[2]).value();
}

TranslationServer::~TranslationServer()
{
    stop();
}

void TranslationServer::stop()
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

std::string TranslationServer::wait_for_line()
{
    std::string line;
    pollfd source{output_, POLLIN, 0};
    char c = 0;
    while (::poll(&source, 1, longest_start_ms) == 1 && ::read(output_, &c, 1) == 1 && c != '\n')
        line += c;
    return line;
}

std::string TranslationServer::url() const
{
    return "http://127.0.0.1:" + std::to_string(port_);
}

std::string TranslationServer::tls_url() const
{
    return "https://127.0.0.1:" + std::to_string(tls_port_);
}

void TranslationServer::behave(std::string_view habit) const
{
    std::ofstream(folder_ / "habit") << habit;
}

std::vector<std::string> TranslationServer::requests() const
{
    std::vector<std::string> all;
    std::ifstream file(folder_ / "requests");
    std::string line;
    while (std::getline(file, line))
        all.push_back(line);
    return all;
}

} // namespace kommin::translate
