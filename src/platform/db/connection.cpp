#include "platform/db/connection.hpp"

#include "platform/base/text.hpp"
#include "platform/db/driver_state.hpp"
#include "platform/db/sql_text.hpp"
#include "platform/db/transaction.hpp"

#include <cmath>

namespace kommin::db {

void detail::ValueSink::real(double value)
{
    // SQLite would store NULL for a NaN.
    if (!std::isfinite(value))
        refuse("a number that is not finite cannot be stored");
    put_real(value);
}

void detail::ValueSink::text(std::string_view value, Lifetime lifetime)
{
    // PostgreSQL refuses both, SQLite would store them.
    if (value.find('\0') != std::string_view::npos)
        refuse("text with a NUL character cannot be stored");
    if (!is_valid_utf8(value))
        refuse("text that is not UTF-8 cannot be stored");
    put_text(value, lifetime);
}

void detail::Execution::expect_columns(int count) const
{
    if (statement_.column_count() != count)
        throw Error(with_statement(
            "the query gives " + std::to_string(statement_.column_count()) + " columns where "
                + std::to_string(count) + " are read",
            sql_));
}

void detail::Execution::fail(char const* why) const
{
    throw Error(with_statement(why, sql_));
}

detail::Driver& detail::driver_of(Connection& connection)
{
    return *connection.driver_;
}

BulkInsert::BulkInsert(std::unique_ptr<detail::RowWriter> writer, std::size_t width)
    : writer_(std::move(writer))
    , width_(width)
{ }

void BulkInsert::check_width(std::size_t given)
{
    if (!writer_)
        throw Error("the bulk insert is over already");
    if (given != width_) {
        writer_.reset(); // dooms the transaction
        throw Error("a row has another number of values than the bulk insert has columns");
    }
}

std::int64_t BulkInsert::finish()
{
    check_width(width_);
    auto const writer = std::move(writer_);
    writer->finish();
    return rows_;
}

Connection::Connection(Location location, std::unique_ptr<detail::Driver> driver)
    : location_(std::move(location))
    , driver_(std::move(driver))
{ }

Connection::~Connection() = default;

std::unique_ptr<Connection> Connection::open(Location const& location, OpenOptions const& options)
{
    auto driver = location.engine == Engine::sqlite ? detail::open_sqlite(location, options)
                                                    : detail::open_postgres(location, options);
    return std::unique_ptr<Connection>(new Connection(location, std::move(driver)));
}

BulkInsert Connection::bulk_insert(std::string_view table, std::initializer_list<std::string_view> columns)
{
    std::vector<std::string> quoted;
    quoted.reserve(columns.size());
    for (auto const column : columns)
        quoted.push_back(detail::quote_name(column));
    return {driver_->row_writer(detail::quote_name(table), quoted), columns.size()};
}

void Connection::lock(std::int64_t key)
{
    driver_->lock(key);
}

std::int64_t Connection::data_version()
{
    return driver_->data_version();
}

bool Connection::empty_log()
{
    return driver_->empty_log();
}

void Connection::listen(std::string_view channel)
{
    driver_->listen(detail::quote_name(channel));
}

void Connection::notify(std::string_view channel, std::string_view payload)
{
    detail::quote_name(channel);
    if (engine() == Engine::postgres)
        execute("SELECT pg_notify(?, ?)", channel, payload);
}

std::optional<Notification> Connection::wait_for_notification(std::chrono::milliseconds timeout)
{
    return driver_->wait_for_notification(timeout);
}

void Connection::set_deadline(std::optional<std::chrono::steady_clock::time_point> deadline)
{
    driver_->set_deadline(deadline);
}

void Connection::throw_missing_row(std::string_view sql)
{
    throw Error(detail::with_statement("a row that must exist is missing", sql));
}

Transaction::Transaction(Connection& connection, Kind kind)
    : connection_(connection)
{
    connection_.driver_->begin(
        kind == Kind::write ? detail::TransactionKind::write : detail::TransactionKind::read);
}

Transaction::~Transaction()
{
    if (open_)
        connection_.driver_->roll_back();
}

void Transaction::commit()
{
    if (!open_)
        throw Error("the transaction is over already");
    open_ = false;
    connection_.driver_->commit();
}

} // namespace kommin::db
