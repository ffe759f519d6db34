#include "app/command_database.hpp"

#include "app/command_outcome.hpp"
#include "app/server_key.hpp"
#include "platform/db/migration.hpp"

#include <filesystem>
#include <system_error>

namespace kommin::app {

int CommandDatabase::with_database(Database expected, Action const& action) const
{
    auto const location = settings_.location();
    if (!location)
        return tell(location.problem(), wrong_use);
    // SQLite would make the file: a mistyped folder must not look like an empty installation.
    std::error_code unknown;
    if (expected == Database::must_exist && location->engine == db::Engine::sqlite
        && !std::filesystem::exists(location->target, unknown) && !unknown)
        return tell(
            Problem::not_found("cli.problem.no_database"_msg, {{"file", location->target}}), wrong_database);
    auto const db = db::Connection::open(*location);
    return action(*db);
}

int CommandDatabase::with_current_database(Action const& action) const
{
    return with_database(Database::must_exist, [&](db::Connection& db) -> int {
        if (auto const current = db::check_current(db); !current)
            return tell(current.problem(), wrong_database);
        return action(db);
    });
}

int CommandDatabase::with_own_key(Clock const& clock, Action const& action) const
{
    return with_current_database([&](db::Connection& db) -> int {
        if (auto const checked = check_server_key(db, settings_.data, clock); !checked)
            return tell(checked.problem(), failed);
        return action(db);
    });
}

int CommandDatabase::with_tenant(
    std::string const& slug, std::function<int(db::Connection&, tenants::Tenant const&)> const& action) const
{
    return with_current_database([&](db::Connection& db) -> int {
        auto const all = tenants::list_tenants(db);
        for (auto const& tenant : all) {
            if (tenant.slug == slug || (slug.empty() && all.size() == 1))
                return action(db, tenant);
        }
        return tell(Problem::invalid("tenant", "cli.problem.tenant"_msg), wrong_use);
    });
}

} // namespace kommin::app
