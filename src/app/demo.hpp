#pragma once
// The demonstration: Kreis Unna with its municipalities, and what each module adds to it.

#include "platform/base/clock.hpp"
#include "platform/base/result.hpp"
#include "platform/db/connection.hpp"
#include "platform/identity/account.hpp"
#include "platform/web/module.hpp"

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::app {

// Whether everything is there of which a demonstration is made, before anything is; throws as load_demo().
void check_demo(std::vector<web::Module> const& modules, std::filesystem::path const& directory);

// Fills an empty database in one transaction; returns how many there are of each kind ("offers"). Problem
// "founding.problem.exists" if the district is already there; a broken file throws std::runtime_error with
// its name and the first error. `progress`: the name of the module that is being loaded.
Result<std::map<std::string, int>> load_demo(
    db::Connection& db, Clock const& clock, std::vector<web::Module> const& modules,
    std::filesystem::path const& directory,
    std::function<void(std::string_view module)> const& progress = {});

// Accounts for every demonstration that has none: a line of address and password for each. The passwords are
// nowhere else.
std::string add_demo_accounts(db::Connection& db, Clock const& clock, identity::Secrets const& secrets);

} // namespace kommin::app
