#include "platform/db/sqlite.hpp"

#include "platform/db/sql_text.hpp"
#include "platform/db/sqlite_error.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace kommin::db::detail {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// For its owner only: it will hold personal data, and SQLite gives its -wal and -shm files the same rights.
// O_EXCL, because closing a file descriptor of an existing database would drop the locks which other
// connections of this process hold on it.
void create_private_file(std::string const& path)
{
    int const file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file >= 0)
        ::close(file);
    else if (errno != EEXIST)
        throw Unavailable(
            "cannot create the database " + path + ": " + std::generic_category().message(errno));
}

DatabaseHandle open_file(std::string const& path, int flags)
{
    sqlite3* raw = nullptr;
    int const code
        = sqlite3_open_v2(path.c_str(), &raw, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
    DatabaseHandle database(raw);
    if (code != SQLITE_OK)
        throw Unavailable("cannot open the database " + path + ": " + sqlite3_errstr(code));
    return database;
}

// The prepared INSERT of a bulk insert, outside of the cache.
class SqliteRowWriter final : public RowWriter {
public:
    SqliteRowWriter(SqliteDriver& driver, std::unique_ptr<SqliteStatement> statement)
        : driver_(driver)
        , statement_(std::move(statement))
    {
        driver_.set_running(true);
    }
    SqliteRowWriter(SqliteRowWriter const&) = delete;
    SqliteRowWriter& operator=(SqliteRowWriter const&) = delete;
    ~SqliteRowWriter() override
    {
        if (!finished_)
            driver_.doom();
        driver_.set_running(false);
    }

    void end_row() override
    {
        statement_->run(Fetch::all);
        statement_->finish();
        driver_.set_running(true);
    }
    void finish() override { finished_ = true; }
    [[noreturn]] void refuse(char const* why) override { statement_->refuse(why); }

private:
    void put_null(Type type) override { statement_->put_null(type); }
    void put_boolean(bool value) override { statement_->put_boolean(value); }
    void put_integer(std::int64_t value) override { statement_->put_integer(value); }
    void put_real(double value) override { statement_->put_real(value); }
    void put_text(std::string_view value, Lifetime lifetime) override
    {
        statement_->put_text(value, lifetime);
    }
    void put_blob(std::string_view bytes, Lifetime lifetime) override
    {
        statement_->put_blob(bytes, lifetime);
    }

    SqliteDriver& driver_;
    std::unique_ptr<SqliteStatement> statement_;
    bool finished_ = false;
};

} // namespace

SqliteDriver::SqliteDriver(std::string const& path, OpenOptions const& options)
    : path_(path)
    , options_(options)
{
    if (!options.read_only)
        create_private_file(path);
    database_ = open_file(path, options.read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
    auto* const database = database_.get();
    sqlite3_busy_handler(database, &SqliteDriver::while_busy, this);
    sqlite3_progress_handler(database, 10'000, &SqliteDriver::while_running, this);
    for (auto const& [setting, on] : {
             std::pair{SQLITE_DBCONFIG_DEFENSIVE, 1}, // no writing into SQLite's own tables
             std::pair{SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
             std::pair{SQLITE_DBCONFIG_ENABLE_FKEY, 1},
             std::pair{SQLITE_DBCONFIG_DQS_DML, 0}, // "x" is a name and never a text, as in PostgreSQL
             std::pair{SQLITE_DBCONFIG_DQS_DDL, 0},
         }) {
        int now = -1;
        if (sqlite3_db_config(database, setting, on, &now) != SQLITE_OK || now != on)
            throw Error("SQLite refuses the setting " + std::to_string(setting));
    }
    if (!options.read_only && pragma_value("PRAGMA journal_mode = WAL") != "wal")
        throw Error("SQLite cannot use a write-ahead log for " + path + " (a network file system?)");
    run_pragma("PRAGMA synchronous = FULL");
    run_pragma("PRAGMA secure_delete = ON"); // what is erased is overwritten
    run_pragma("PRAGMA cell_size_check = ON");
    run_pragma("PRAGMA temp_store = MEMORY");
    run_pragma("PRAGMA journal_size_limit = 67108864");
}

bool SqliteDriver::is_late() const
{
    if (!statement_deadline_)
        return false;
    return steady_clock::now() >= *statement_deadline_;
}

int SqliteDriver::while_running(void* driver)
{
    return static_cast<SqliteDriver*>(driver)->is_late() ? 1 : 0;
}

int SqliteDriver::while_busy(void* driver, int tries)
{
    auto& self = *static_cast<SqliteDriver*>(driver);
    auto const now = steady_clock::now();
    if (tries == 0)
        self.busy_since_ = now;
    if (!self.is_patient_ || now - self.busy_since_ >= self.options_.busy_timeout || self.is_late())
        return 0;
    // A commit takes about a fifth of a millisecond: look often at first.
    std::this_thread::sleep_for(std::min(milliseconds(10), milliseconds(1 + tries / 4)));
    return 1;
}

void SqliteDriver::start_clock()
{
    statement_deadline_ = deadline_;
    if (options_.statement_timeout > milliseconds::zero()) {
        auto const end = steady_clock::now() + options_.statement_timeout;
        if (!statement_deadline_ || end < *statement_deadline_)
            statement_deadline_ = end;
    }
}

void SqliteDriver::fail(int code, std::string_view sql)
{
    fail(code, sqlite3_errmsg(database_.get()), sql);
}

void SqliteDriver::fail(int code, std::string const& message, std::string_view sql)
{
    doom();
    throw_sqlite_error(database_.get(), code, message, sql);
}

std::unique_ptr<SqliteStatement> SqliteDriver::prepare(std::string_view sql)
{
    start_clock();
    sqlite3_stmt* raw = nullptr;
    char const* rest = nullptr;
    int const code = sqlite3_prepare_v3(
        database_.get(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &raw, &rest);
    StatementHandle handle(raw);
    if (code != SQLITE_OK)
        fail(code, sql);
    auto const refuse = [&](char const* why) {
        doom();
        throw Error(with_statement(why, sql));
    };
    if (!is_blank_sql(sql.substr(static_cast<std::size_t>(rest - sql.data()))))
        refuse("more than one statement");
    return std::make_unique<SqliteStatement>(*this, std::move(handle), sql);
}

Statement& SqliteDriver::statement(std::string_view sql, std::span<Type const> types)
{
    auto* found = cache_.find(sql);
    if (found == nullptr) {
        check_statement(sql);
        auto prepared = prepare(sql);
        auto const placeholders = number_placeholders(sql).count;
        if (prepared->placeholder_count() != placeholders)
            prepared->refuse("only ? is a placeholder");
        found = &cache_.insert(sql, std::move(prepared));
    }
    check_ready(sql);
    if (found->placeholder_count() != static_cast<int>(types.size()))
        found->refuse("the number of values differs from the number of placeholders");
    if (is_reading() && !found->only_reads())
        found->refuse("a read transaction cannot write");
    set_running(true);
    return *found;
}

std::unique_ptr<RowWriter> SqliteDriver::row_writer(
    std::string const& table, std::span<std::string const> columns)
{
    check_ready(table);
    if (!in_transaction() || is_reading())
        throw Error("a bulk insert needs a write transaction");
    std::string names;
    std::string marks;
    for (auto const& column : columns) {
        names += names.empty() ? column : ", " + column;
        marks += marks.empty() ? "?" : ", ?";
    }
    return std::make_unique<SqliteRowWriter>(
        *this, prepare("INSERT INTO " + table + " (" + names + ") VALUES (" + marks + ")"));
}

void SqliteDriver::run_control(StatementHandle& statement, char const* sql)
{
    auto* const database = database_.get();
    if (!statement) {
        sqlite3_stmt* raw = nullptr;
        int const code = sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
        statement.reset(raw);
        if (code != SQLITE_OK)
            fail(code, sql);
    }
    start_clock();
    int const code = sqlite3_step(statement.get());
    std::string const message = code == SQLITE_DONE ? "" : sqlite3_errmsg(database);
    sqlite3_reset(statement.get());
    if (code != SQLITE_DONE)
        fail(code, message, sql);
}

void SqliteDriver::begin(TransactionKind kind)
{
    check_outside_transaction("a second transaction");
    if (kind == TransactionKind::write)
        run_control(begin_immediate_, "BEGIN IMMEDIATE");
    else
        run_control(begin_deferred_, "BEGIN DEFERRED");
    begun(kind);
}

void SqliteDriver::commit()
{
    bool const failed_before = is_doomed();
    try {
        check_ready("COMMIT");
        run_control(commit_, "COMMIT");
    } catch (...) {
        roll_back();
        if (failed_before)
            throw Error("the transaction has failed before and was rolled back");
        throw;
    }
    ended();
}

void SqliteDriver::roll_back() noexcept
{
    // After some errors (disk full, for one) SQLite has rolled back by itself.
    if (sqlite3_get_autocommit(database_.get()) == 0) {
        statement_deadline_.reset();
        sqlite3_exec(database_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
    }
    ended();
}

void SqliteDriver::run_pragma(std::string const& sql)
{
    if (int const code = sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr);
        code != SQLITE_OK)
        fail(code, sql);
}

std::string SqliteDriver::pragma_value(std::string const& sql)
{
    auto const statement = prepare(sql);
    statement->run(Fetch::all);
    return statement->next() ? std::string(statement->text(0)) : std::string();
}

bool SqliteDriver::empty_log()
{
    check_outside_transaction("emptying the log");
    is_patient_ = false; // it would keep writers waiting while it waits for readers
    int const code
        = sqlite3_wal_checkpoint_v2(database_.get(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    is_patient_ = true;
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
        return false;
    if (code != SQLITE_OK)
        fail(code, "wal_checkpoint");
    return true;
}

void SqliteDriver::run_script(std::string const& sql)
{
    check_ready({});
    start_clock();
    if (int const code = sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr);
        code != SQLITE_OK)
        fail(code, {});
    if ((sqlite3_get_autocommit(database_.get()) == 0) != in_transaction()) {
        doom();
        throw Error("the script has begun or ended a transaction");
    }
}

void SqliteDriver::set_foreign_keys(bool enforced)
{
    check_outside_transaction("switching the foreign keys");
    run_pragma(enforced ? "PRAGMA foreign_keys = ON" : "PRAGMA foreign_keys = OFF");
}

std::int64_t SqliteDriver::data_version()
{
    check_ready("PRAGMA data_version");
    auto& query = statement("PRAGMA data_version", {});
    Execution execution(query, "PRAGMA data_version");
    execution.run(Fetch::all);
    execution.next();
    return execution.row<std::int64_t>();
}

void SqliteDriver::listen(std::string const& /*channel*/)
{
    check_outside_transaction("listening");
    seen_version_ = data_version();
}

std::optional<Notification> SqliteDriver::wait_for_notification(milliseconds timeout)
{
    check_outside_transaction("waiting for notifications");
    // Asking costs two microseconds; the pause is how late news may be.
    constexpr milliseconds pause(20);
    auto const end = steady_clock::now() + timeout;
    for (;;) {
        auto const version = data_version();
        if (seen_version_ && version != *seen_version_) {
            seen_version_ = version;
            return Notification{};
        }
        auto const now = steady_clock::now();
        if (now >= end)
            return std::nullopt;
        std::this_thread::sleep_until(std::min(end, now + pause));
    }
}

void SqliteDriver::back_up(std::string const& target_file, std::string const& /*snapshot*/)
{
    check_outside_transaction("a backup");
    auto const target = open_file(target_file, SQLITE_OPEN_READWRITE);
    auto const fail_copy
        = [&](int code) { throw Unavailable(std::string("the copy failed: ") + sqlite3_errstr(code)); };
    auto* const backup = sqlite3_backup_init(target.get(), "main", database_.get(), "main");
    if (backup == nullptr)
        fail_copy(sqlite3_extended_errcode(target.get()));
    // All pages in one step: one read transaction, during which others may write (their pages go to the log).
    // In smaller steps every foreign write would start the copy again.
    auto const give_up = steady_clock::now() + options_.busy_timeout;
    int code = sqlite3_backup_step(backup, -1);
    while ((code & 0xff) == SQLITE_BUSY && steady_clock::now() < give_up) {
        std::this_thread::sleep_for(milliseconds(10));
        code = sqlite3_backup_step(backup, -1);
    }
    int const finished = sqlite3_backup_finish(backup);
    if (code != SQLITE_DONE)
        fail_copy(code);
    if (finished != SQLITE_OK)
        fail_copy(finished);
    // One file, without a log beside it; and never hand over a copy that nobody has looked at.
    for (auto const& [sql, expected] :
         {std::pair{"PRAGMA journal_mode = DELETE", "delete"}, std::pair{"PRAGMA quick_check(1)", "ok"}}) {
        sqlite3_stmt* raw = nullptr;
        code = sqlite3_prepare_v2(target.get(), sql, -1, &raw, nullptr);
        StatementHandle const statement(raw);
        if (code != SQLITE_OK)
            fail_copy(code);
        code = sqlite3_step(raw);
        if (code != SQLITE_ROW)
            fail_copy(code);
        if (std::string_view(reinterpret_cast<char const*>(sqlite3_column_text(raw, 0))) != expected)
            throw Unavailable("the copy is damaged");
    }
}

void SqliteDriver::restore(std::string const& source_file)
{
    check_outside_transaction("restoring");
    auto const source = open_file(source_file, SQLITE_OPEN_READONLY);
    auto* const backup = sqlite3_backup_init(database_.get(), "main", source.get(), "main");
    if (backup == nullptr)
        throw Unavailable(std::string("the copy cannot be read: ") + sqlite3_errmsg(database_.get()));
    // One step is one write transaction: all of the copy or nothing.
    int const code = sqlite3_backup_step(backup, -1);
    int const finished = sqlite3_backup_finish(backup);
    if (code != SQLITE_DONE || finished != SQLITE_OK)
        throw Unavailable(std::string("the copy cannot be restored: ") + sqlite3_errstr(code));
    // The copy brought its own journal mode along.
    for (auto const* sql : {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL"})
        sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr);
}

std::unique_ptr<Driver> open_sqlite(Location const& location, OpenOptions const& options)
{
    return std::make_unique<SqliteDriver>(location.target, options);
}

} // namespace kommin::db::detail
