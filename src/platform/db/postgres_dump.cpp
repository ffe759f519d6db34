#include "platform/db/postgres.hpp"

#include "platform/base/text.hpp"

#include <cerrno>
#include <fcntl.h>
#include <spawn.h>
#include <string>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

extern char** environ; // NOLINT: POSIX declares it nowhere

namespace kommin::db::detail {
namespace {

struct DumpSource {
    std::string options; // key='value' …, without the password
    std::string password;
};

DumpSource describe(PGconn* connection)
{
    struct FreeOptions {
        void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
    };
    std::unique_ptr<PQconninfoOption, FreeOptions> const options(PQconninfo(connection));
    DumpSource result;
    for (auto const* option = options.get(); option != nullptr && option->keyword != nullptr; ++option) {
        if (option->val == nullptr || *option->val == '\0')
            continue;
        std::string_view const keyword = option->keyword;
        if (keyword == "password") {
            result.password = option->val;
            continue;
        }
        result.options += result.options.empty() ? "" : " ";
        result.options += keyword;
        result.options += "='";
        for (char const c : std::string_view(option->val)) {
            if (c == '\'' || c == '\\')
                result.options += '\\';
            result.options += c;
        }
        result.options += '\'';
    }
    return result;
}

std::vector<char*> pointers(std::vector<std::string>& texts)
{
    std::vector<char*> result;
    result.reserve(texts.size() + 1);
    for (auto& text : texts)
        result.push_back(text.data());
    result.push_back(nullptr);
    return result;
}

class FileDescriptor {
public:
    explicit FileDescriptor(int number)
        : number_(number)
    { }
    FileDescriptor(FileDescriptor const&) = delete;
    FileDescriptor& operator=(FileDescriptor const&) = delete;
    ~FileDescriptor() { close(); }
    void close()
    {
        if (number_ >= 0)
            ::close(number_);
        number_ = -1;
    }
    [[nodiscard]] int number() const { return number_; }

private:
    int number_;
};

std::string read_to_end(int file, std::size_t limit)
{
    std::string text;
    std::array<char, 4096> buffer{};
    for (;;) {
        auto const count = ::read(file, buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return text;
        if (text.size() < limit)
            text.append(buffer.data(), static_cast<std::size_t>(count));
    }
}

[[noreturn]] void fail_spawn(std::string const& program, int error)
{
    throw Unavailable(program + " cannot be started: " + std::generic_category().message(error));
}

// Runs a tool of PostgreSQL without a shell; throws Unavailable with what it said if it fails.
void run_tool(std::vector<std::string> arguments, std::string const& password)
{
    auto const program = arguments.front();
    // The password goes through the environment: arguments can be read by every user of the machine.
    std::vector<std::string> environment;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        if (!std::string_view(*entry).starts_with("PGPASSWORD="))
            environment.emplace_back(*entry);
    }
    if (!password.empty())
        environment.push_back("PGPASSWORD=" + password);

    int ends[2] = {-1, -1};
    if (::pipe2(ends, O_CLOEXEC) != 0)
        fail_spawn(program, errno);
    FileDescriptor const said(ends[0]);
    FileDescriptor says(ends[1]);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, says.number(), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, says.number(), STDERR_FILENO);
    pid_t child = -1;
    int const error = ::posix_spawnp(
        &child, program.c_str(), &actions, nullptr, pointers(arguments).data(), pointers(environment).data());
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0)
        fail_spawn(program, error);
    says.close();
    auto const output = read_to_end(said.number(), 4096);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) { }
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        throw Unavailable(program + " failed: " + std::string(trim(truncate_utf8(output, 500))));
}

} // namespace

void dump_postgres(PGconn* connection, std::string const& target_file, std::string const& snapshot)
{
    auto const [options, password] = describe(connection);
    run_tool(
        {"pg_dump", "--format=custom", "--no-password", "--snapshot=" + snapshot, "--file=" + target_file,
         "--dbname=" + options},
        password);
}

void restore_postgres(PGconn* connection, std::string const& source_file)
{
    auto const [options, password] = describe(connection);
    run_tool(
        {"pg_restore", "--no-password", "--no-owner", "--single-transaction", "--exit-on-error",
         "--dbname=" + options, source_file},
        password);
}

} // namespace kommin::db::detail
