#include "platform/db/migration.hpp"

#include "platform/db/driver_state.hpp"
#include "platform/db/sql_text.hpp"
#include "platform/db/transaction.hpp"
#include "platform/log/log.hpp"

#include <algorithm>

namespace kommin::db {
namespace {

// The first 63 bits of SHA-256("kommin migrations"): whoever locks anything else will not use this number.
constexpr std::int64_t migration_lock = 0x2f76b2c48adcbb12;

struct AppliedMigration {
    std::int64_t version;
    std::string name;
    std::string checksum;
};

bool has_book(Connection& connection)
{
    return connection.load<std::int64_t>(
               connection.engine() == Engine::sqlite
                   ? "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migrations'"
                   : "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() "
                     "AND tablename = 'schema_migrations'")
        > 0;
}

std::vector<AppliedMigration> list_applied(Connection& connection)
{
    if (!has_book(connection))
        return {};
    return connection.list<AppliedMigration>(
        "SELECT version, name, checksum FROM schema_migrations ORDER BY version");
}

// What is applied must be the beginning of our line, to the letter.
Result<std::size_t> compare(std::vector<AppliedMigration> const& applied, std::span<Migration const> line)
{
    for (std::size_t i = 0; i < std::min(applied.size(), line.size()); ++i) {
        if (applied[i].version != line[i].version || applied[i].name != line[i].name
            || applied[i].checksum != line[i].checksum)
            return Problem::conflict(
                "database", "db.migration.changed"_msg,
                {{"migration", std::string(line[i].name)}, {"applied", applied[i].name}});
    }
    if (applied.size() > line.size())
        return Problem::conflict(
            "database", "db.migration.newer"_msg,
            {{"migration", applied.back().name}, {"known", std::to_string(line.size())}});
    return applied.size();
}

void check_line(std::span<Migration const> line)
{
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i].version != static_cast<int>(i) + 1)
            throw Error("the migrations are not numbered 1, 2, 3 …: " + std::string(line[i].name));
    }
}

// Held until the end of the transaction. SQLite has only one writer anyway.
void lock_against_others(Connection& connection)
{
    if (connection.engine() != Engine::postgres)
        return;
    detail::driver_of(connection).run_script("SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0");
    connection.execute("SELECT pg_advisory_xact_lock(?)", migration_lock);
}

void apply(Connection& connection, Clock const& clock, Migration const& migration)
{
    auto& driver = detail::driver_of(connection);
    bool const sqlite = connection.engine() == Engine::sqlite;
    try {
        driver.run_script(detail::expand_type_words(
            sqlite ? migration.sql_sqlite : migration.sql_postgres, connection.engine()));
        if (sqlite && !connection.list<std::string>("SELECT \"table\" FROM pragma_foreign_key_check").empty())
            throw Error("rows refer to rows that do not exist");
        connection.execute(
            "INSERT INTO schema_migrations (version, name, checksum, applied_at) VALUES (?, ?, ?, ?)",
            migration.version, migration.name, migration.checksum, clock.now());
    } catch (Unavailable const&) {
        throw;
    } catch (Error const& error) {
        throw Error("migration " + std::string(migration.name) + ": " + error.what());
    }
}

// Without them a table can be rebuilt that others refer to; apply() checks the references afterwards.
class ForeignKeysOff {
public:
    explicit ForeignKeysOff(Connection& connection)
        : driver_(detail::driver_of(connection))
    {
        driver_.set_foreign_keys(false);
    }
    ForeignKeysOff(ForeignKeysOff const&) = delete;
    ForeignKeysOff& operator=(ForeignKeysOff const&) = delete;
    ~ForeignKeysOff() { driver_.set_foreign_keys(true); }

private:
    detail::Driver& driver_;
};

} // namespace

Result<MigrationReport> migrate(Connection& connection, Clock const& clock, std::span<Migration const> line)
{
    check_line(line);
    MigrationReport report;
    ForeignKeysOff const foreign_keys_off(connection);
    for (;;) {
        Transaction transaction(connection);
        lock_against_others(connection);
        auto const applied = TRY(compare(list_applied(connection), line));
        if (applied == line.size())
            return report;
        apply(connection, clock, line[applied]);
        transaction.commit();
        log::info("db.migrated", {{"migration", line[applied].name}});
        report.applied.emplace_back(line[applied].name);
    }
}

Result<void> check_current(Connection& connection, std::span<Migration const> line)
{
    check_line(line);
    auto const applied = TRY(compare(list_applied(connection), line));
    if (applied < line.size())
        return Problem::conflict(
            "database", "db.migration.pending"_msg,
            {{"migration", std::string(line[applied].name)},
             {"count", std::to_string(line.size() - applied)}});
    return {};
}

} // namespace kommin::db
