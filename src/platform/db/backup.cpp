#include "platform/db/backup.hpp"

#include "platform/crypto/random.hpp"
#include "platform/db/driver.hpp"
#include "platform/db/transaction.hpp"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <system_error>
#include <unistd.h>

namespace kommin::db {
namespace {

Problem failed(std::string reason)
{
    return {ProblemKind::unavailable, "file", "db.backup.failed"_msg, {{"reason", std::move(reason)}}};
}

std::string last_error()
{
    return std::generic_category().message(errno);
}

// Makes a file, or the names in a directory, survive a loss of power.
bool flush(std::filesystem::path const& path, int flags)
{
    int const file = ::open(path.c_str(), flags | O_CLOEXEC);
    if (file < 0)
        return false;
    bool const flushed = ::fsync(file) == 0;
    ::close(file);
    return flushed;
}

// The copy while it grows: beside the target, erased unless kept.
class PartialFile {
public:
    explicit PartialFile(std::filesystem::path path)
        : path_(std::move(path))
    { }
    PartialFile(PartialFile const&) = delete;
    PartialFile& operator=(PartialFile const&) = delete;
    ~PartialFile()
    {
        std::error_code ignored;
        if (!path_.empty())
            std::filesystem::remove(path_, ignored);
    }
    bool create() const
    {
        int const file = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
        return file >= 0 && ::close(file) == 0;
    }
    bool rename_to(std::filesystem::path const& target)
    {
        if (std::rename(path_.c_str(), target.c_str()) != 0)
            return false;
        path_.clear();
        return true;
    }
    [[nodiscard]] std::filesystem::path const& path() const { return path_; }

private:
    std::filesystem::path path_;
};

void copy(
    Connection& connection, std::string const& target_file, std::function<void(Connection&)> const& look)
{
    auto& driver = detail::driver_of(connection);
    if (connection.engine() == Engine::sqlite) {
        driver.back_up(target_file, {});
        if (look)
            look(*Connection::open({Engine::sqlite, target_file}, {.read_only = true}));
        return;
    }
    // pg_dump sees what this transaction sees, whatever is written meanwhile.
    Transaction const transaction(connection, Transaction::Kind::read);
    auto const snapshot = connection.load<std::string>("SELECT pg_export_snapshot()");
    if (look)
        look(connection);
    driver.back_up(target_file, snapshot);
}

} // namespace

Result<void> back_up(
    Connection& connection, std::string const& target_file, std::function<void(Connection&)> const& look)
{
    std::filesystem::path const target = std::filesystem::absolute(target_file);
    std::error_code error;
    if (std::filesystem::exists(std::filesystem::symlink_status(target, error)))
        return Problem::conflict("file", "db.backup.exists"_msg, {{"file", target_file}});
    PartialFile partial(target.string() + ".partial-" + crypto::random_token(6));
    if (!partial.create())
        return failed(last_error());
    try {
        copy(connection, partial.path().string(), look);
    } catch (Unavailable const& unavailable) {
        return failed(unavailable.what());
    }
    if (!flush(partial.path(), O_RDONLY) || !partial.rename_to(target)
        || !flush(target.parent_path(), O_RDONLY | O_DIRECTORY))
        return failed(last_error());
    return {};
}

Result<void> restore(Connection& connection, std::string const& source_file)
{
    std::error_code error;
    if (!std::filesystem::is_regular_file(source_file, error))
        return Problem::not_found("db.restore.missing"_msg, {{"file", source_file}});
    auto const tables = connection.engine() == Engine::sqlite
        ? connection.load<std::int64_t>("SELECT count(*) FROM sqlite_schema")
        : connection.load<std::int64_t>(
              "SELECT count(*) FROM pg_catalog.pg_tables WHERE schemaname = current_schema()");
    if (tables > 0)
        return Problem::conflict("database", "db.restore.not_empty"_msg);
    try {
        detail::driver_of(connection).restore(source_file);
    } catch (Unavailable const& unavailable) {
        return Problem{
            ProblemKind::unavailable, "file", "db.restore.failed"_msg, {{"reason", unavailable.what()}}};
    }
    return {};
}

} // namespace kommin::db
