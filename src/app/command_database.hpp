#pragma once
// The database of a command: opened for it, or told why not.

#include "app/settings.hpp"
#include "modules/tenants/api.hpp"
#include "platform/base/clock.hpp"
#include "platform/db/connection.hpp"

#include <cstdint>
#include <functional>
#include <string>

namespace kommin::app {

class CommandDatabase {
public:
    // `settings` live longer.
    explicit CommandDatabase(Settings const& settings)
        : settings_(settings)
    { }

    enum class Database : std::uint8_t { must_exist, may_be_new };
    using Action = std::function<int(db::Connection&)>; // gives the exit code

    [[nodiscard]] int with_database(Database expected, Action const& action) const;
    [[nodiscard]] int with_current_database(Action const& action) const;
    // For what reads or makes sealed secrets.
    [[nodiscard]] int with_own_key(Clock const& clock, Action const& action) const;
    // `slug`: "" for the only one.
    [[nodiscard]] int with_tenant(
        std::string const& slug,
        std::function<int(db::Connection&, tenants::Tenant const&)> const& action) const;

private:
    Settings const& settings_;
};

} // namespace kommin::app
