#pragma once
// Migrations: the one ordered line of changes to the schema, compiled in from db/migrations.
//
// NNNN_name.sql is one text for both engines; where they must differ, NNNN_name.sqlite.sql and
// NNNN_name.postgres.sql. Words in braces stand for what the engines call differently: {pk} {int} {real}
// {blob} {bool} {text}, and {strict} behind CREATE TABLE (…); {pk_once} where rows are deleted whose numbers
// the audit trail keeps.
// Unique constraints only as CREATE UNIQUE INDEX <name>, checks only as CONSTRAINT <name> CHECK (…): so a
// violation carries the same name on both engines.

#include "platform/base/clock.hpp"
#include "platform/base/result.hpp"
#include "platform/db/connection.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::db {

struct Migration {
    int version = 0; // from 1, without gaps
    std::string_view name; // "0001_schema_versions"
    std::string_view sql_sqlite;
    std::string_view sql_postgres;
    std::string_view checksum; // SHA-256 of the source text, hex
};

// Those of db/migrations. The first one creates schema_migrations, the book in which the others are entered.
std::span<Migration const> migrations();

struct MigrationReport {
    std::vector<std::string> applied; // names, in order; empty: nothing to do
};

// Applies what is missing. Each migration and its entry in schema_migrations are one transaction, under a
// lock against other processes: a crash leaves the version before or the version after.
// Problems: "db.migration.newer" (the database knows more migrations than this program),
// "db.migration.changed" (an applied migration reads differently here). Errors in a migration throw.
Result<MigrationReport> migrate(
    Connection& connection, Clock const& clock, std::span<Migration const> line = migrations());

// Whether every migration is applied, unchanged. Problems as above and "db.migration.pending".
Result<void> check_current(Connection& connection, std::span<Migration const> line = migrations());

} // namespace kommin::db
