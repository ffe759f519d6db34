#pragma once
// Private to platform/db: PostgreSQL's error reports as exceptions.

#include <libpq-fe.h>

#include <memory>
#include <string_view>

namespace kommin::db::detail {

struct ClearResult {
    void operator()(PGresult* result) const { PQclear(result); }
};
using PostgresResult = std::unique_ptr<PGresult, ClearResult>;

[[noreturn]] void throw_postgres_error(PGresult const* result, std::string_view sql);

// Whether the server no longer accepts the prepared statement (the schema has changed, or a proxy has given
// us another server process): it must be prepared again.
bool must_prepare_again(PGresult const* result);

} // namespace kommin::db::detail
