#pragma once
// A copy of the whole database while it is in use.

#include "platform/base/result.hpp"
#include "platform/db/connection.hpp"

#include <functional>
#include <string>

namespace kommin::db {

// Writes a consistent copy, readable by its owner only; target_file appears only when it is complete and on
// the disk. SQLite: an ordinary, checked database file. PostgreSQL: pg_dump's custom format (pg_restore reads
// it). Not inside a transaction. Problems: "db.backup.exists" (the target exists), "db.backup.failed" (reason
// in the argument "reason"). Other connections may write meanwhile. `look`, if there is one, is called once
// with a connection that sees exactly what the copy holds, to note something about it; an exception of it is
// passed on and leaves no copy.
Result<void> back_up(
    Connection& connection, std::string const& target_file,
    std::function<void(Connection&)> const& look = {});

// Fills an empty database from such a copy, all of it or nothing. Not inside a transaction. Problems:
// "db.restore.not_empty" (there are tables already), "db.restore.missing" (no such file),
// "db.restore.failed" (reason in the argument "reason"). Nobody else may use the database meanwhile.
Result<void> restore(Connection& connection, std::string const& source_file);

} // namespace kommin::db
