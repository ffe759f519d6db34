#pragma once
// Backup, restore and proof of the whole installation.

#include "app/settings.hpp"
#include "platform/base/result.hpp"
#include "platform/db/connection.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace kommin::app {

struct BackupReport {
    std::string audit_heads; // one line per tenant: keep them elsewhere, they prove that nothing was cut off
};

// Writes the database to `file` and the blobs to a folder `file`.blobs, while others may write. Problem
// "db.migration.pending" for a database without any table.
Result<BackupReport> back_up(db::Connection& db, Settings const& settings, std::filesystem::path const& file);

// The other way round, into a database that does not exist yet (SQLite) or is empty (PostgreSQL: pg_restore).
Result<void> restore(
    db::Location const& location, Settings const& settings, std::filesystem::path const& file);

struct VerifyReport {
    bool is_sound = true;
    bool is_current = true; // the schema; otherwise the audit chains have not been checked
    std::vector<std::string> lines; // what was checked, and the first fault of each
};

// Checks schema, foreign keys, the database file, every tenant's audit chain and the bytes of every blob.
VerifyReport verify(db::Connection& db, Settings const& settings);

} // namespace kommin::app
