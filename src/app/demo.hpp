#pragma once
// Demonstrations: Kreis Unna with its municipalities, the invented Lindenkreis, and what each module adds to
// them.

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

// Which demonstration is loaded, and how.
struct DemoOrder {
    std::filesystem::path folder; // of its files
    std::string story = {}; // told of it besides what the folder tells anyway; "": none
    // Under which it is found beside another one; none: as the folder says.
    std::vector<std::string> hosts = {};
};
// Within the folder of Kreis Unna that of the other one, which is there to be shown beside it.
inline constexpr std::string_view lindenkreis_folder = "lindenkreis";

// Whether everything is there of which a demonstration is made, before anything is; throws as load_demo().
// Problem "demo.problem.story" where there is no such story.
Result<void> check_demo(std::vector<web::Module> const& modules, DemoOrder const& order);

// Founds the district and fills it in one transaction; returns how many there are of each kind ("offers").
// Problems as of tenants::found(), "founding.problem.exists" if the district is already there; a broken file
// throws std::runtime_error with its name and the first error. `progress`: the name of the module that is
// being loaded.
Result<std::map<std::string, int>> load_demo(
    db::Connection& db, Clock const& clock, std::vector<web::Module> const& modules, DemoOrder const& order,
    std::function<void(std::string_view module)> const& progress = {});

// Accounts for every demonstration that has none: a line of address and password for each, below the name of
// the district where there are several. The passwords are nowhere else. What was loaded by one of `orders`
// names its accounts where its files say so; throws as load_demo().
std::string add_demo_accounts(
    db::Connection& db, Clock const& clock, identity::Secrets const& secrets,
    std::vector<web::Module> const& modules, std::vector<DemoOrder> const& orders);

} // namespace kommin::app
