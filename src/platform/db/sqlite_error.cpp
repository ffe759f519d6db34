#include "platform/db/sqlite_error.hpp"

#include "platform/base/text.hpp"
#include "platform/db/error.hpp"
#include "platform/db/sql_text.hpp"
#include "platform/db/sqlite.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace kommin::db::detail {
namespace {

// Text columns of a query about the schema; whatever goes wrong gives fewer rows, because the violation is
// to be reported in any case.
std::vector<std::vector<std::string>> schema_rows(
    sqlite3* database, char const* sql, std::string const& argument)
{
    sqlite3_stmt* raw = nullptr;
    std::vector<std::vector<std::string>> rows;
    if (sqlite3_prepare_v2(database, sql, -1, &raw, nullptr) != SQLITE_OK)
        return rows;
    StatementHandle const statement(raw);
    sqlite3_bind_text(raw, 1, argument.data(), static_cast<int>(argument.size()), SQLITE_TRANSIENT);
    while (sqlite3_step(raw) == SQLITE_ROW) {
        auto& row = rows.emplace_back();
        for (int column = 0; column < sqlite3_column_count(raw); ++column) {
            auto const* text = reinterpret_cast<char const*>(sqlite3_column_text(raw, column));
            row.emplace_back(text != nullptr ? text : "");
        }
    }
    return rows;
}

// SQLite names the columns ("UNIQUE constraint failed: t.a, t.b") where PostgreSQL names the index.
std::string unique_index_of(sqlite3* database, std::string_view failed)
{
    constexpr std::string_view by_index = "index '";
    if (failed.starts_with(by_index)) // an index over expressions
        return std::string(failed.substr(by_index.size(), failed.size() - by_index.size() - 1));
    std::string table;
    std::vector<std::string> columns;
    for (auto const part : split(failed, ',')) {
        auto const name = trim(part);
        auto const dot = name.find('.');
        if (dot == std::string_view::npos)
            return std::string(failed);
        table = name.substr(0, dot);
        columns.emplace_back(name.substr(dot + 1));
    }
    // An index over the whole table before a partial one over the same columns.
    for (auto const& index : schema_rows(
             database, "SELECT name FROM pragma_index_list(?) WHERE \"unique\" = 1 ORDER BY partial, name",
             table)) {
        std::vector<std::string> indexed;
        for (auto& column :
             schema_rows(database, "SELECT name FROM pragma_index_info(?) ORDER BY seqno", index[0]))
            indexed.push_back(std::move(column[0]));
        if (indexed == columns)
            return index[0].starts_with("sqlite_autoindex_") ? table + "_" + columns.front() + "_key"
                                                             : index[0];
    }
    return std::string(failed);
}

std::string after_colon(std::string_view message)
{
    auto const colon = message.find(": ");
    return std::string(colon == std::string_view::npos ? std::string_view() : message.substr(colon + 2));
}

[[noreturn]] void throw_violation(
    sqlite3* database, int code, std::string_view message, std::string const& what)
{
    auto const failed = after_colon(message);
    switch (code) {
    case SQLITE_CONSTRAINT_UNIQUE:
        throw ConstraintViolation(ConstraintKind::unique, unique_index_of(database, failed), what);
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
        throw ConstraintViolation(ConstraintKind::unique, failed.substr(0, failed.find('.')) + "_pkey", what);
    case SQLITE_CONSTRAINT_FOREIGNKEY:
        throw ConstraintViolation(ConstraintKind::foreign_key, {}, what);
    case SQLITE_CONSTRAINT_CHECK:
        throw ConstraintViolation(ConstraintKind::check, failed, what);
    case SQLITE_CONSTRAINT_NOTNULL:
        throw ConstraintViolation(ConstraintKind::not_null, failed, what);
    default:
        throw Error(what);
    }
}

} // namespace

void throw_sqlite_error(sqlite3* database, int code, std::string_view message, std::string_view sql)
{
    auto const what = with_statement("SQLite " + std::to_string(code) + ": " + std::string(message), sql);
    if (code == SQLITE_BUSY_SNAPSHOT)
        throw SerializationConflict(what);
    switch (code & 0xff) {
    case SQLITE_CONSTRAINT:
        throw_violation(database, code, message, what);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        throw Busy(what);
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_NOMEM:
    case SQLITE_INTERRUPT:
    case SQLITE_PROTOCOL:
        throw Unavailable(what);
    default:
        throw Error(what);
    }
}

} // namespace kommin::db::detail
