#include "platform/base/number.hpp"
#include "platform/base/testing.hpp"
#include "platform/base/text.hpp"

#include <array>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <poll.h>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

namespace kommin::testing {

namespace {

constexpr int longest_start_ms = 60'000; // beside other builds

std::filesystem::path make_folder()
{
    auto pattern = (std::filesystem::temp_directory_path() / "kommin-server.XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr)
        throw std::runtime_error("no folder for a server of tests");
    return pattern;
}

}

ScriptServer::ScriptServer(std::string const& script, std::vector<std::string> const& options)
    : folder_(make_folder())
{
    std::array<int, 2> input{};
    std::array<int, 2> output{};
    if (::pipe2(input.data(), O_CLOEXEC) != 0 || ::pipe2(output.data(), O_CLOEXEC) != 0)
        throw std::runtime_error("no pipes for a server of tests");
    input_ = input[1];
    output_ = output[0];
    // Debian's own Python, for which Debian's packages are: another one may come first in the PATH.
    std::vector<std::string> words{"/usr/bin/python3", (source_folder() / script).string(), folder_.string()};
    words.insert(words.end(), options.begin(), options.end());
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
    for (auto const word : split(line, ' ')) {
        if (auto const port = parse_number<std::uint16_t>(word))
            ports_.push_back(*port);
    }
    if (ports_.empty()) {
        std::ifstream file(folder_ / "log");
        std::string const why{std::istreambuf_iterator<char>(file), {}};
        stop();
        throw std::runtime_error(script + " does not start: " + why);
    }
}

ScriptServer::~ScriptServer()
{
    stop();
}

void ScriptServer::stop()
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

std::string ScriptServer::wait_for_line()
{
    std::string line;
    pollfd source{output_, POLLIN, 0};
    char c = 0;
    while (::poll(&source, 1, longest_start_ms) == 1 && ::read(output_, &c, 1) == 1 && c != '\n')
        line += c;
    return line;
}

} // namespace kommin::testing
