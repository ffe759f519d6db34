#pragma once
// Private to platform/db: the driver of SQLite.

#include "platform/db/driver_state.hpp"
#include "platform/db/statement_cache.hpp"

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace kommin::db::detail {

class SqliteDriver;

struct CloseDatabase {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
struct FinalizeStatement {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using DatabaseHandle = std::unique_ptr<sqlite3, CloseDatabase>;
using StatementHandle = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

class SqliteStatement final : public Statement {
public:
    SqliteStatement(SqliteDriver& driver, StatementHandle handle, std::string_view sql);

    void run(Fetch fetch) override;
    bool next() override;
    [[nodiscard]] int column_count() const override;
    [[nodiscard]] std::int64_t rows_changed() const override { return rows_changed_; }
    void finish() noexcept override;
    [[noreturn]] void refuse(char const* why) override;

    [[nodiscard]] bool is_null(int column) const override;
    [[nodiscard]] bool boolean(int column) const override;
    [[nodiscard]] std::int64_t integer(int column) const override;
    [[nodiscard]] double real(int column) const override;
    [[nodiscard]] std::string_view text(int column) const override;
    [[nodiscard]] std::string blob(int column) const override;
    [[noreturn]] void mismatch(int column, char const* expected) const override;

    [[nodiscard]] bool only_reads() const { return sqlite3_stmt_readonly(handle_.get()) != 0; }
    [[nodiscard]] int placeholder_count() const { return sqlite3_bind_parameter_count(handle_.get()); }

    void put_null(Type type) override;
    void put_boolean(bool value) override;
    void put_integer(std::int64_t value) override;
    void put_real(double value) override;
    void put_text(std::string_view value, Lifetime lifetime) override;
    void put_blob(std::string_view bytes, Lifetime lifetime) override;

private:
    void check_bound(int code);
    bool step();

    SqliteDriver& driver_;
    StatementHandle handle_;
    std::string sql_;
    int bound_ = 0;
    bool first_row_waits_ = false;
    bool done_ = false;
    std::int64_t changes_before_ = 0;
    std::int64_t rows_changed_ = 0;
};

class SqliteDriver final : public DriverState {
public:
    SqliteDriver(std::string const& path, OpenOptions const& options);

    [[nodiscard]] Engine engine() const override { return Engine::sqlite; }
    Statement& statement(std::string_view sql, std::span<Type const> types) override;
    std::unique_ptr<RowWriter> row_writer(
        std::string const& table, std::span<std::string const> columns) override;
    void begin(TransactionKind kind) override;
    void commit() override;
    void roll_back() noexcept override;
    void lock(std::int64_t /*key*/) override { check_may_lock(); } // BEGIN IMMEDIATE has locked everything
    void set_patient(bool patient) override { is_patient_ = patient; }
    void run_script(std::string const& sql) override;
    std::int64_t data_version() override;
    bool empty_log() override;
    void listen(std::string const& channel) override;
    std::optional<Notification> wait_for_notification(std::chrono::milliseconds timeout) override;
    void set_deadline(Deadline deadline) override { deadline_ = deadline; }
    void set_foreign_keys(bool enforced) override;
    void back_up(std::string const& target_file, std::string const& snapshot) override;
    void restore(std::string const& source_file) override;

    [[nodiscard]] sqlite3* handle() const { return database_.get(); }
    // Dooms the transaction and throws what `code` means.
    [[noreturn]] void fail(int code, std::string_view sql);
    [[noreturn]] void fail(int code, std::string const& message, std::string_view sql);
    // From now on the time of one statement runs.
    void start_clock();

private:
    std::unique_ptr<SqliteStatement> prepare(std::string_view sql);
    void run_pragma(std::string const& sql);
    std::string pragma_value(std::string const& sql);
    void run_control(StatementHandle& statement, char const* sql);
    [[nodiscard]] bool is_late() const;
    static int while_running(void* driver); // SQLite's progress handler
    static int while_busy(void* driver, int tries); // SQLite's busy handler

    std::string path_;
    OpenOptions options_;
    DatabaseHandle database_;
    StatementHandle begin_immediate_;
    StatementHandle begin_deferred_;
    StatementHandle commit_;
    StatementCache<SqliteStatement> cache_;
    Deadline deadline_;
    Deadline statement_deadline_;
    std::chrono::steady_clock::time_point busy_since_;
    bool is_patient_ = true;
    std::optional<std::int64_t> seen_version_; // by listen()
};

} // namespace kommin::db::detail
