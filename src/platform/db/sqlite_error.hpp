#pragma once
// Private to platform/db: SQLite's result codes as exceptions.

#include <string_view>

struct sqlite3;

namespace kommin::db::detail {

// `code` is the extended result code that the call has just given. Looks up names of indexes: the failed
// statement must have been reset.
[[noreturn]] void throw_sqlite_error(
    sqlite3* database, int code, std::string_view message, std::string_view sql);

} // namespace kommin::db::detail
