#pragma once
// Private to platform/db: the driver of PostgreSQL.

#include "platform/db/driver_state.hpp"
#include "platform/db/postgres_error.hpp"
#include "platform/db/statement_cache.hpp"

#include <libpq-fe.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::db::detail {

class PostgresDriver;

struct CloseConnection {
    void operator()(PGconn* connection) const { PQfinish(connection); }
};
using ConnectionHandle = std::unique_ptr<PGconn, CloseConnection>;

// A statement prepared on the server under a name. Parameters travel in binary, results as text.
class PostgresStatement final : public Statement {
public:
    PostgresStatement(
        PostgresDriver& driver, std::string name, std::string_view sql, std::span<Type const> types);
    PostgresStatement(PostgresStatement const&) = delete;
    PostgresStatement& operator=(PostgresStatement const&) = delete;
    ~PostgresStatement() override; // frees the name on the server

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

    [[nodiscard]] std::size_t parameter_count() const { return values_.size(); }

private:
    void put_null(Type type) override;
    void put_boolean(bool value) override;
    void put_integer(std::int64_t value) override;
    void put_real(double value) override;
    void put_text(std::string_view value, Lifetime lifetime) override;
    void put_blob(std::string_view bytes, Lifetime lifetime) override;
    void put(char const* bytes, std::size_t size);
    void put_big_endian(std::uint64_t bits);
    [[nodiscard]] std::string_view cell(int column) const;
    void check_type(int column, std::initializer_list<Oid> accepted, char const* expected) const;
    void take(PostgresResult result);

    PostgresDriver& driver_;
    std::string name_;
    std::string sql_;
    std::vector<char const*> values_;
    std::vector<int> sizes_;
    std::vector<int> formats_;
    std::vector<std::array<char, 8>> numbers_; // space for what has no memory of its own
    std::vector<std::string> copies_;
    std::size_t bound_ = 0;
    PostgresResult result_;
    int row_ = -1;
    bool streams_ = false;
    std::int64_t rows_changed_ = 0;
};

class PostgresDriver final : public DriverState {
public:
    PostgresDriver(std::string url, OpenOptions const& options);
    PostgresDriver(PostgresDriver const&) = delete;
    PostgresDriver& operator=(PostgresDriver const&) = delete;
    ~PostgresDriver() override;

    [[nodiscard]] Engine engine() const override { return Engine::postgres; }
    Statement& statement(std::string_view sql, std::span<Type const> types) override;
    std::unique_ptr<RowWriter> row_writer(
        std::string const& table, std::span<std::string const> columns) override;
    void begin(TransactionKind kind) override;
    void commit() override;
    void roll_back() noexcept override;
    void lock(std::int64_t key) override;
    void run_script(std::string const& sql) override;
    void set_foreign_keys(bool /*enforced*/) override { }
    std::int64_t data_version() override { return 0; }
    void listen(std::string const& channel) override;
    std::optional<Notification> wait_for_notification(std::chrono::milliseconds timeout) override;
    void set_deadline(Deadline deadline) override { deadline_ = deadline; }
    void back_up(std::string const& target_file, std::string const& snapshot) override;
    void restore(std::string const& source_file) override;

    [[nodiscard]] PGconn* handle() const { return connection_.get(); }
    // The next result, or null when there are no more. Breaks the statement off at the deadline.
    PostgresResult receive();
    // All results of what was sent; the last one, or the first one that is an error.
    PostgresResult receive_last();
    // Throws unless the last send succeeded.
    void check_sent(int sent, std::string_view sql);
    // Dooms the transaction and throws what the result means.
    [[noreturn]] void fail(PGresult const* result, std::string_view sql);
    // Reads and drops what is still to come of the last statement.
    void drain() noexcept;
    void deallocate(std::string const& name) noexcept;

private:
    void connect();
    void make_usable(); // outside of a transaction: connects again where that is needed
    [[nodiscard]] bool is_lost() const
    {
        return !connection_ || PQstatus(connection_.get()) == CONNECTION_BAD;
    }
    PostgresResult run_simple(char const* sql);
    void wait_readable();

    std::string url_;
    OpenOptions options_;
    ConnectionHandle connection_;
    StatementCache<PostgresStatement> cache_;
    std::string cache_key_;
    std::uint64_t names_given_ = 0;
    bool prepare_anew_ = false; // the server has forgotten or refuses our statements
    std::vector<std::string> channels_;
    Deadline deadline_;
};

// Runs pg_dump as a child process on an exported snapshot. Throws Unavailable with the reason.
void dump_postgres(PGconn* connection, std::string const& target_file, std::string const& snapshot);
// Runs pg_restore on a dump in one transaction; throws Unavailable with what it said.
void restore_postgres(PGconn* connection, std::string const& source_file);

} // namespace kommin::db::detail
