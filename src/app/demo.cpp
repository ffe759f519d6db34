#include "app/demo.hpp"

#include "modules/staff/api.hpp"
#include "modules/tenants/api.hpp"
#include "platform/demo/demo.hpp"
#include "platform/work/use_case.hpp"

#include <utility>
#include <vector>

namespace kommin::app {

void check_demo(std::vector<web::Module> const& modules, std::filesystem::path const& directory)
{
    demo::Files const files(directory);
    tenants::read_demo_district(files);
    for (auto const& module : modules) {
        for (auto const name : module.demo_files)
            files.require(name);
    }
}

Result<std::map<std::string, int>> load_demo(
    db::Connection& db, Clock const& clock, std::vector<web::Module> const& modules,
    std::filesystem::path const& directory, std::function<void(std::string_view module)> const& progress)
{
    auto const tell = [&](std::string_view module) {
        if (progress)
            progress(module);
    };
    demo::Files const files(directory);
    auto const district = tenants::read_demo_district(files);
    auto const zone = tenants::zone_of(district.tenant);
    return run_use_case(
        {db, TenantId{}, Actor::system(), clock, zone, no_signals},
        [&](Work& work) -> Result<std::map<std::string, int>> {
            tell(tenants::published_as);
            TRY(tenants::found(work, district));
            demo::Demo demo{work, files};
            demo.counts["municipalities"] = static_cast<int>(district.municipalities.size());
            for (auto const& module : modules) {
                if (!module.load_demo)
                    continue;
                tell(module.name);
                module.load_demo(demo);
            }
            work.audit("demo.loaded", "tenant", work.tenant());
            return std::move(demo.counts);
        });
}

std::string add_demo_accounts(db::Connection& db, Clock const& clock, identity::Secrets const& secrets)
{
    std::string lines;
    for (auto const& tenant : tenants::list_tenants(db)) {
        if (!tenant.is_demonstration)
            continue;
        auto const zone = tenants::zone_of(tenant);
        auto const prepared = staff::prepare_demo_accounts();
        auto const accounts = run_use_case(
            {db, tenant.id, Actor::command_line(), clock, zone, no_signals},
            [&](Work& work) -> Result<std::vector<staff::DemoAccount>> {
                return staff::add_demo_accounts(work, secrets, prepared);
            });
        for (auto const& account : *accounts)
            lines += account.email + "  " + account.password + '\n';
    }
    return lines;
}

} // namespace kommin::app
