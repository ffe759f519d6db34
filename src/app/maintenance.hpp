#pragma once
// Backup, restore and proof of the whole installation.

#include "app/settings.hpp"
#include "platform/audit/audit.hpp"
#include "platform/base/result.hpp"
#include "platform/db/connection.hpp"

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::app {

struct BackupReport {
    std::string audit_heads; // one line per tenant: keep them elsewhere, they prove that nothing was cut off
};

// Writes the database to `file` and the blobs to a folder `file`.blobs, while others may write. Problem
// "db.migration.pending" for a database without any table.
// `database_is_copied`: called between the database and the last of the files, which may change meanwhile.
Result<BackupReport> back_up(
    db::Connection& db, Settings const& settings, std::filesystem::path const& file,
    std::function<void()> const& database_is_copied = {});

// The other way round, into a database that does not exist yet (SQLite) or is empty (PostgreSQL: pg_restore).
Result<void> restore(
    db::Location const& location, Settings const& settings, std::filesystem::path const& file);

// The end of a tenant's audit chain as a backup has told it.
struct NotedHead {
    std::string tenant; // slug
    audit::Head head;
};
std::string to_text(NotedHead const& noted); // "kreis-unna 4711 5f3c…", as a backup prints it
// Problem "audit.problem.head" with "text".
Result<NotedHead> parse_noted_head(std::string_view text);

struct VerifyReport {
    bool is_sound = true;
    bool is_current = true; // the schema; otherwise the audit chains have not been checked
    std::vector<std::string> lines; // what was checked, and the first fault of each
};

// Checks schema, foreign keys, the database file, every tenant's audit chain and the bytes of every blob; and
// whether the chains still go through the heads that were noted.
VerifyReport verify(db::Connection& db, Settings const& settings, std::span<NotedHead const> noted = {});

} // namespace kommin::app
