#pragma once
// The interface below Connection, one implementation per engine. It keeps sqlite3.h and libpq-fe.h inside
// their .cpp files; nothing outside platform/db uses it.

#include "platform/db/location.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace kommin::db {

// Contents of a {blob} column.
struct Blob {
    std::string bytes;
    friend bool operator==(Blob const&, Blob const&) = default;
};

// Something happened on a channel. An empty channel means "news may have been missed: look at everything":
// after a lost connection, and always on SQLite.
struct Notification {
    std::string channel;
    std::string payload;
};

namespace detail {

enum class Type : char { boolean = 'b', integer = 'i', real = 'r', text = 't', blob = 'x' };

// Whether bound text stays where it is until the statement has finished, or has to be copied.
enum class Lifetime { statement, copy };

// Takes values one after the other. Refuses what one of the engines could not hold, so that both refuse it.
class ValueSink {
public:
    ValueSink() = default;
    ValueSink(ValueSink const&) = delete;
    ValueSink& operator=(ValueSink const&) = delete;
    virtual ~ValueSink() = default;

    void null(Type type) { put_null(type); }
    void boolean(bool value) { put_boolean(value); }
    void integer(std::int64_t value) { put_integer(value); }
    void real(double value); // finite only
    void text(std::string_view value, Lifetime lifetime); // valid UTF-8 without NUL only
    void blob(std::string_view bytes, Lifetime lifetime) { put_blob(bytes, lifetime); }
    // Ends the statement with an Error.
    [[noreturn]] virtual void refuse(char const* why) = 0;

private:
    virtual void put_null(Type type) = 0;
    virtual void put_boolean(bool value) = 0;
    virtual void put_integer(std::int64_t value) = 0;
    virtual void put_real(double value) = 0;
    virtual void put_text(std::string_view value, Lifetime lifetime) = 0;
    virtual void put_blob(std::string_view bytes, Lifetime lifetime) = 0;
};

// The columns of the current row, from 0. A column of another type throws Error: nothing is converted
// silently.
class Columns {
public:
    Columns() = default;
    Columns(Columns const&) = delete;
    Columns& operator=(Columns const&) = delete;
    virtual ~Columns() = default;

    [[nodiscard]] virtual bool is_null(int column) const = 0;
    [[nodiscard]] virtual bool boolean(int column) const = 0;
    [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
    [[nodiscard]] virtual double real(int column) const = 0;
    [[nodiscard]] virtual std::string_view text(int column) const = 0; // until the next row
    [[nodiscard]] virtual std::string blob(int column) const = 0;
    // Throws Error: the value of that column is not what the program expects.
    [[noreturn]] virtual void mismatch(int column, char const* expected) const = 0;
};

enum class Fetch { all, stream };

// A prepared statement: bind every value, run, next until false, finish.
class Statement : public ValueSink, public Columns {
public:
    Statement(Statement const&) = delete;
    Statement& operator=(Statement const&) = delete;
    Statement() = default;
    ~Statement() override = default;

    virtual void run(Fetch fetch) = 0;
    virtual bool next() = 0;
    [[nodiscard]] virtual int column_count() const = 0;
    [[nodiscard]] virtual std::int64_t rows_changed() const = 0; // once next() was false
    virtual void finish() noexcept = 0;
};

// Rows on their way into one table.
class RowWriter : public ValueSink {
public:
    RowWriter(RowWriter const&) = delete;
    RowWriter& operator=(RowWriter const&) = delete;
    RowWriter() = default;
    ~RowWriter() override = default; // without finish(): the transaction is doomed

    virtual void end_row() = 0;
    virtual void finish() = 0;
};

enum class TransactionKind { write, read };

using Deadline = std::optional<std::chrono::steady_clock::time_point>;

class Driver {
public:
    Driver() = default;
    Driver(Driver const&) = delete;
    Driver& operator=(Driver const&) = delete;
    virtual ~Driver() = default;

    [[nodiscard]] virtual Engine engine() const = 0;
    // Prepared or from the cache; throws Error if another statement of this connection is still running.
    virtual Statement& statement(std::string_view sql, std::span<Type const> types) = 0;
    virtual std::unique_ptr<RowWriter> row_writer(
        std::string const& table, std::span<std::string const> columns)
        = 0;

    virtual void begin(TransactionKind kind) = 0;
    virtual void commit() = 0;
    virtual void roll_back() noexcept = 0;
    [[nodiscard]] virtual bool in_transaction() const = 0;
    virtual void lock(std::int64_t key) = 0; // see Connection::lock()
    virtual void set_patient(bool /*patient*/) { } // see Impatience

    // Several statements without parameters, inside the open transaction.
    virtual void run_script(std::string const& sql) = 0;
    // SQLite can change a referenced table only while foreign keys are not enforced (and that only outside a
    // transaction); on PostgreSQL nothing happens.
    virtual void set_foreign_keys(bool enforced) = 0;
    virtual std::int64_t data_version() = 0;
    virtual bool empty_log() { return true; } // see Connection::empty_log()
    virtual void listen(std::string const& channel) = 0;
    virtual std::optional<Notification> wait_for_notification(std::chrono::milliseconds timeout) = 0;
    virtual void set_deadline(Deadline deadline) = 0;
    // `snapshot`: which one PostgreSQL copies, exported by the open transaction; SQLite: must be empty.
    virtual void back_up(std::string const& target_file, std::string const& snapshot) = 0;
    virtual void restore(std::string const& source_file) = 0;
};

} // namespace detail
} // namespace kommin::db
