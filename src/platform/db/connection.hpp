#pragma once
// Connection: one connection to SQLite or PostgreSQL, with one SQL text and one mapping for both.
//
//     auto const id = connection.load<OfferId>(
//         "INSERT INTO offers (tenant_id, title) VALUES (?, ?) RETURNING id", tenant, title);
//
// The rules which keep the text common: `?` placeholders; TRUE/FALSE for {bool} columns; dates as ISO text;
// RETURNING for ids; explicit CAST where the engines would guess differently; no LIKE or lower() on
// non-ASCII. Text compares by bytes on both. Placeholders are typed by the C++ type of the argument.

#include "platform/db/driver.hpp"
#include "platform/db/error.hpp"
#include "platform/db/location.hpp"
#include "platform/db/query.hpp"
#include "platform/db/row.hpp"
#include "platform/db/value.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace kommin::db {

struct OpenOptions {
    bool read_only = false; // SQLite: the file must exist
    bool may_be_away = false; // PostgreSQL: no error yet, the next statement or transaction connects
    std::chrono::milliseconds busy_timeout{5000}; // longest wait for a lock
    std::chrono::milliseconds statement_timeout{0}; // longest run of one statement; 0: no limit
    std::string application_name = "kommin"; // what PostgreSQL shows of the connection
};

class Connection;

namespace detail {

// For the other files of this folder.
Driver& driver_of(Connection& connection);

// One run of a statement; it is free again at the end of the scope.
class Execution {
public:
    Execution(Statement& statement, std::string_view sql)
        : statement_(statement)
        , sql_(sql)
    { }
    Execution(Execution const&) = delete;
    Execution& operator=(Execution const&) = delete;
    ~Execution() { statement_.finish(); }

    template<class... Args>
    void run(Fetch fetch, Args const&... args)
    {
        (Codec<std::decay_t<Args const&>>::bind(statement_, args), ...);
        statement_.run(fetch);
    }
    void run(Fetch fetch, Query const& query)
    {
        for (auto const& value : query.values())
            value.bind(statement_);
        statement_.run(fetch);
    }
    void expect_columns(int count) const; // throws Error if the query gives another number
    bool next() { return statement_.next(); }
    template<class Row>
    Row row() const
    {
        return read_row<Row>(statement_);
    }
    [[nodiscard]] std::int64_t rows_changed() const { return statement_.rows_changed(); }
    [[noreturn]] void fail(char const* why) const;

private:
    Statement& statement_;
    std::string_view sql_;
};

} // namespace detail

// Many rows into one table: COPY on PostgreSQL, one prepared INSERT on SQLite. Needs an open write
// transaction; no other statement may run on the connection until finish(). Destroyed without finish(), it
// dooms the transaction. A violated constraint is thrown by add_row() or by finish(); any exception ends it.
class BulkInsert {
public:
    template<class... Args>
    void add_row(Args const&... values)
    {
        static_assert(
            (Bindable<std::decay_t<Args const&>> && ...), "see platform/db/value.hpp for what can be stored");
        check_width(sizeof...(Args));
        try {
            (Codec<std::decay_t<Args const&>>::bind(*writer_, values), ...);
            writer_->end_row();
        } catch (...) {
            writer_.reset();
            throw;
        }
        ++rows_;
    }
    // Everything is in the table; returns the number of rows.
    std::int64_t finish();

private:
    friend class Connection;
    BulkInsert(std::unique_ptr<detail::RowWriter> writer, std::size_t width);
    void check_width(std::size_t given);

    std::unique_ptr<detail::RowWriter> writer_;
    std::size_t width_;
    std::int64_t rows_ = 0;
};

// One thread at a time. Holds a bounded cache of prepared statements, found by their text.
//
// An error of a statement inside a transaction dooms the transaction on both engines: everything but rolling
// back throws. A lost PostgreSQL connection is opened again by the next Transaction or by the next statement
// outside of one, never within.
class Connection {
public:
    // SQLite: creates the file (readable by its owner only) if it does not exist. Throws Unavailable.
    static std::unique_ptr<Connection> open(Location const& location, OpenOptions const& options = {});

    Connection(Connection const&) = delete;
    Connection& operator=(Connection const&) = delete;
    ~Connection();

    [[nodiscard]] Engine engine() const { return driver_->engine(); }
    [[nodiscard]] Location const& location() const { return location_; }
    [[nodiscard]] bool in_transaction() const { return driver_->in_transaction(); }

    // Number of rows changed.
    template<class... Args>
    std::int64_t execute(std::string_view sql, Args const&... args)
    {
        detail::Execution execution(prepare<Args...>(sql), sql);
        execution.run(detail::Fetch::all, args...);
        while (execution.next()) { }
        return execution.rows_changed();
    }

    std::int64_t execute(Query const& query)
    {
        detail::Execution execution(driver_->statement(query.text(), types_of(query)), query.text());
        execution.run(detail::Fetch::all, query);
        while (execution.next()) { }
        return execution.rows_changed();
    }

    // All rows.
    template<class Row, class... Args>
    std::vector<Row> list(std::string_view sql, Args const&... args)
    {
        check_row<Row>();
        detail::Execution execution(prepare<Args...>(sql), sql);
        execution.run(detail::Fetch::all, args...);
        execution.expect_columns(detail::column_count_of<Row>());
        std::vector<Row> rows;
        while (execution.next())
            rows.push_back(execution.row<Row>());
        return rows;
    }

    template<class Row>
    std::vector<Row> list(Query const& query)
    {
        std::vector<Row> rows;
        each<Row>(query, [&](Row row) { rows.push_back(std::move(row)); });
        return rows;
    }

    // The one row or nothing; throws Error if there are more.
    template<class Row, class... Args>
    std::optional<Row> find(std::string_view sql, Args const&... args)
    {
        check_row<Row>();
        detail::Execution execution(prepare<Args...>(sql), sql);
        execution.run(detail::Fetch::all, args...);
        execution.expect_columns(detail::column_count_of<Row>());
        std::optional<Row> row;
        while (execution.next()) {
            if (row)
                execution.fail("more than one row");
            row.emplace(execution.row<Row>());
        }
        return row;
    }

    // The one row; throws Error if there is none or more than one.
    template<class Row, class... Args>
    Row load(std::string_view sql, Args const&... args)
    {
        auto row = find<Row>(sql, args...);
        if (!row)
            throw_missing_row(sql);
        return std::move(*row);
    }

    // Calls consume(row) for one row after the other as they arrive; stops early if it returns false (or
    // throws). The connection can run nothing else meanwhile, on both engines.
    template<class Row, class F, class... Args>
    void each(std::string_view sql, F&& consume, Args const&... args)
    {
        detail::Execution execution(prepare<Args...>(sql), sql);
        execution.run(detail::Fetch::stream, args...);
        consume_rows<Row>(execution, std::forward<F>(consume));
    }

    template<class Row, class F>
    void each(Query const& query, F&& consume)
    {
        detail::Execution execution(driver_->statement(query.text(), types_of(query)), query.text());
        execution.run(detail::Fetch::stream, query);
        consume_rows<Row>(execution, std::forward<F>(consume));
    }

    BulkInsert bulk_insert(std::string_view table, std::initializer_list<std::string_view> columns);

    // Nobody else passes this with the same key until the open write transaction ends. SQLite: writers come
    // one after another anyway, and nothing more happens. PostgreSQL: an advisory lock of the transaction;
    // the next statement sees all that its holder before has committed. Take one in a transaction, and take
    // it first: then nobody can wait in a circle. Waits as for any other lock: busy_timeout (Busy), deadline.
    // Throws std::logic_error outside of a write transaction.
    void lock(std::int64_t key);

    // SQLite: changes when another connection has written (PRAGMA data_version). PostgreSQL: always 0.
    std::int64_t data_version();

    // SQLite: empties the write-ahead log, in which erased text stays until later writes happen to cover it.
    // False if somebody reads or writes at that moment; waits for nobody, but writers wait for it.
    // PostgreSQL: true, its log is its operator's. Not inside a transaction.
    bool empty_log();

    // From now on wait_for_notification() reports this channel (lower-case letters, digits, underscore).
    // Not inside a transaction.
    void listen(std::string_view channel);
    // Tells the listeners of all nodes, at the commit of the open transaction. SQLite: nothing to do, the
    // commit itself is what its listeners see.
    void notify(std::string_view channel, std::string_view payload = {});
    // Waits for news, at most that long. Best on a connection of its own. Throws Unavailable when the
    // connection is lost; the next call opens it again and then reports an empty channel.
    std::optional<Notification> wait_for_notification(std::chrono::milliseconds timeout);

    // From then on a running statement is broken off (Unavailable); nothing: no deadline. Stays until
    // changed.
    void set_deadline(std::optional<std::chrono::steady_clock::time_point> deadline);

private:
    static std::vector<detail::Type> types_of(Query const& query)
    {
        std::vector<detail::Type> types;
        types.reserve(query.values().size());
        for (auto const& value : query.values())
            types.push_back(value.type());
        return types;
    }
    friend class Transaction;
    friend detail::Driver& detail::driver_of(Connection& connection);

    Connection(Location location, std::unique_ptr<detail::Driver> driver);

    template<class... Args>
    detail::Statement& prepare(std::string_view sql)
    {
        static_assert(
            (Bindable<std::decay_t<Args const&>> && ...), "see platform/db/value.hpp for what can be bound");
        static constexpr std::array<detail::Type, sizeof...(Args)> types{
            Codec<std::decay_t<Args const&>>::type...};
        return driver_->statement(sql, types);
    }
    template<class Row>
    static constexpr void check_row()
    {
        static_assert(
            !detail::points_into_statement<Row>(),
            "a std::string_view would outlive its row: read std::string, or use each()");
    }
    template<class Row, class F>
    static void consume_rows(detail::Execution& execution, F&& consume)
    {
        execution.expect_columns(detail::column_count_of<Row>());
        while (execution.next()) {
            if constexpr (std::is_same_v<std::invoke_result_t<F&, Row>, bool>) {
                if (!consume(execution.row<Row>()))
                    return;
            } else {
                consume(execution.row<Row>());
            }
        }
    }
    [[noreturn]] static void throw_missing_row(std::string_view sql);

    Location location_;
    std::unique_ptr<detail::Driver> driver_;
};

// While it lives, the connection has this deadline, and none afterwards. They do not nest.
class DeadlineScope {
public:
    DeadlineScope(Connection& connection, std::chrono::steady_clock::time_point deadline)
        : connection_(connection)
    {
        connection_.set_deadline(deadline);
    }
    DeadlineScope(Connection& connection, std::chrono::steady_clock::duration time)
        : DeadlineScope(connection, std::chrono::steady_clock::now() + time)
    { }
    DeadlineScope(DeadlineScope const&) = delete;
    DeadlineScope& operator=(DeadlineScope const&) = delete;
    ~DeadlineScope() { connection_.set_deadline(std::nullopt); }

private:
    Connection& connection_;
};

// While it lives, a statement that would wait for another writer fails at once (Busy): for what is worth
// writing down but not worth waiting for. SQLite only; on PostgreSQL writers of other rows do not make
// anybody wait.
class Impatience {
public:
    explicit Impatience(Connection& connection)
        : driver_(detail::driver_of(connection))
    {
        driver_.set_patient(false);
    }
    Impatience(Impatience const&) = delete;
    Impatience& operator=(Impatience const&) = delete;
    ~Impatience() { driver_.set_patient(true); }

private:
    detail::Driver& driver_;
};

} // namespace kommin::db
