#include "platform/db/sql_text.hpp"
#include "platform/db/sqlite.hpp"

#include <limits>

namespace kommin::db::detail {
namespace {

char const* name_of_type(int type)
{
    switch (type) {
    case SQLITE_INTEGER:
        return "an integer";
    case SQLITE_FLOAT:
        return "a number";
    case SQLITE_TEXT:
        return "text";
    case SQLITE_BLOB:
        return "a blob";
    default:
        return "NULL";
    }
}

} // namespace

SqliteStatement::SqliteStatement(SqliteDriver& driver, StatementHandle handle, std::string_view sql)
    : driver_(driver)
    , handle_(std::move(handle))
    , sql_(sql)
{ }

void SqliteStatement::check_bound(int code)
{
    if (code != SQLITE_OK)
        driver_.fail(code, sql_);
}

void SqliteStatement::put_null(Type /*type*/)
{
    check_bound(sqlite3_bind_null(handle_.get(), ++bound_));
}

void SqliteStatement::put_boolean(bool value)
{
    check_bound(sqlite3_bind_int(handle_.get(), ++bound_, value ? 1 : 0));
}

void SqliteStatement::put_integer(std::int64_t value)
{
    check_bound(sqlite3_bind_int64(handle_.get(), ++bound_, value));
}

void SqliteStatement::put_real(double value)
{
    check_bound(sqlite3_bind_double(handle_.get(), ++bound_, value));
}

void SqliteStatement::put_text(std::string_view value, Lifetime lifetime)
{
    check_bound(sqlite3_bind_text64(
        handle_.get(), ++bound_, value.empty() ? "" : value.data(), value.size(),
        lifetime == Lifetime::copy ? SQLITE_TRANSIENT : SQLITE_STATIC, SQLITE_UTF8));
}

void SqliteStatement::put_blob(std::string_view bytes, Lifetime lifetime)
{
    // A null pointer would store NULL.
    check_bound(sqlite3_bind_blob64(
        handle_.get(), ++bound_, bytes.empty() ? "" : bytes.data(), bytes.size(),
        lifetime == Lifetime::copy ? SQLITE_TRANSIENT : SQLITE_STATIC));
}

void SqliteStatement::refuse(char const* why)
{
    driver_.doom();
    throw Error(with_statement(why, sql_));
}

void SqliteStatement::run(Fetch /*fetch*/)
{
    changes_before_ = sqlite3_total_changes64(driver_.handle());
    rows_changed_ = 0;
    done_ = false;
    driver_.start_clock();
    first_row_waits_ = step();
}

bool SqliteStatement::next()
{
    if (first_row_waits_) {
        first_row_waits_ = false;
        return true;
    }
    return !done_ && step();
}

bool SqliteStatement::step()
{
    int const code = sqlite3_step(handle_.get());
    if (code == SQLITE_ROW)
        return true;
    done_ = true;
    if (code != SQLITE_DONE) {
        // The reset comes before the names of indexes are looked up, and it may change the message.
        std::string const message = sqlite3_errmsg(driver_.handle());
        sqlite3_reset(handle_.get());
        driver_.fail(code, message, sql_);
    }
    // sqlite3_changes() keeps the number of an earlier statement where this one was no INSERT, UPDATE or
    // DELETE.
    if (sqlite3_total_changes64(driver_.handle()) != changes_before_)
        rows_changed_ = sqlite3_changes64(driver_.handle());
    return false;
}

void SqliteStatement::finish() noexcept
{
    sqlite3_reset(handle_.get());
    sqlite3_clear_bindings(handle_.get()); // they may point to what dies with the caller
    bound_ = 0;
    first_row_waits_ = false;
    driver_.set_running(false);
}

int SqliteStatement::column_count() const
{
    return sqlite3_column_count(handle_.get());
}

bool SqliteStatement::is_null(int column) const
{
    return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL;
}

bool SqliteStatement::boolean(int column) const
{
    if (sqlite3_column_type(handle_.get(), column) != SQLITE_INTEGER)
        mismatch(column, "true or false");
    auto const value = sqlite3_column_int64(handle_.get(), column);
    if (value != 0 && value != 1)
        mismatch(column, "true or false");
    return value == 1;
}

std::int64_t SqliteStatement::integer(int column) const
{
    if (sqlite3_column_type(handle_.get(), column) != SQLITE_INTEGER)
        mismatch(column, "an integer");
    return sqlite3_column_int64(handle_.get(), column);
}

double SqliteStatement::real(int column) const
{
    auto const type = sqlite3_column_type(handle_.get(), column);
    if (type != SQLITE_FLOAT && type != SQLITE_INTEGER)
        mismatch(column, "a number");
    return sqlite3_column_double(handle_.get(), column);
}

std::string_view SqliteStatement::text(int column) const
{
    if (sqlite3_column_type(handle_.get(), column) != SQLITE_TEXT)
        mismatch(column, "text");
    auto const* bytes = reinterpret_cast<char const*>(sqlite3_column_text(handle_.get(), column));
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column))};
}

std::string SqliteStatement::blob(int column) const
{
    if (sqlite3_column_type(handle_.get(), column) != SQLITE_BLOB)
        mismatch(column, "a blob");
    auto const* bytes = static_cast<char const*>(sqlite3_column_blob(handle_.get(), column));
    auto const size = static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column));
    return size == 0 ? std::string() : std::string(bytes, size);
}

void SqliteStatement::mismatch(int column, char const* expected) const
{
    auto const* name = sqlite3_column_name(handle_.get(), column);
    throw Error(with_statement(
        "column " + std::string(name != nullptr ? name : "?") + " should hold " + expected + " and holds "
            + name_of_type(sqlite3_column_type(handle_.get(), column)),
        sql_));
}

} // namespace kommin::db::detail
