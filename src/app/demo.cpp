#include "app/demo.hpp"

#include "modules/staff/api.hpp"
#include "modules/tenants/api.hpp"
#include "platform/demo/demo.hpp"
#include "platform/work/use_case.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace kommin::app {

namespace {

std::string joined(std::vector<std::string> const& words)
{
    std::string text;
    for (auto const& word : words)
        text += (text.empty() ? "" : ", ") + word;
    return text.empty() ? "–" : text;
}

// In the district of `work`, where one of these has founded it.
void name_demo_accounts(
    Work& work, std::string const& slug, std::vector<web::Module> const& modules,
    std::vector<DemoOrder> const& orders)
{
    for (auto const& order : orders) {
        demo::Files const files(order.folder);
        if (tenants::read_demo_district(files).tenant.slug != slug)
            continue;
        demo::Demo demo{work, files, demo::read_story(files, order.story, work.today())};
        for (auto const& module : modules) {
            if (module.name_demo_accounts)
                module.name_demo_accounts(demo);
        }
    }
}

}

Result<void> check_demo(std::vector<web::Module> const& modules, DemoOrder const& order)
{
    demo::Files const files(order.folder);
    tenants::read_demo_district(files);
    for (auto const& module : modules) {
        for (auto const name : module.demo_files)
            files.require(name);
    }
    auto const stories = demo::story_names(files);
    if (!order.story.empty() && std::ranges::find(stories, order.story) == stories.end())
        return Problem::invalid(
            "story", "demo.problem.story"_msg, {{"name", order.story}, {"known", joined(stories)}});
    return {};
}

Result<std::map<std::string, int>> load_demo(
    db::Connection& db, Clock const& clock, std::vector<web::Module> const& modules, DemoOrder const& order,
    std::function<void(std::string_view module)> const& progress)
{
    auto const tell = [&](std::string_view module) {
        if (progress)
            progress(module);
    };
    demo::Files const files(order.folder);
    auto district = tenants::read_demo_district(files);
    if (!order.hosts.empty())
        district.tenant.hosts = order.hosts;
    auto const zone = tenants::zone_of(district.tenant);
    return run_use_case(
        {db, TenantId{}, Actor::system(), clock, zone, no_signals},
        [&](Work& work) -> Result<std::map<std::string, int>> {
            tell(tenants::published_as);
            TRY(tenants::found(work, district));
            demo::Demo demo{work, files, demo::read_story(files, order.story, work.today())};
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

std::string add_demo_accounts(
    db::Connection& db, Clock const& clock, identity::Secrets const& secrets,
    std::vector<web::Module> const& modules, std::vector<DemoOrder> const& orders)
{
    std::string lines;
    auto const all = tenants::list_tenants(db);
    for (auto const& tenant : all) {
        if (!tenant.is_demonstration)
            continue;
        auto const zone = tenants::zone_of(tenant);
        auto const prepared = staff::prepare_demo_accounts();
        auto const accounts = run_use_case(
            {db, tenant.id, Actor::command_line(), clock, zone, no_signals},
            [&](Work& work) -> Result<std::vector<staff::DemoAccount>> {
                auto added = staff::add_demo_accounts(work, secrets, prepared);
                if (!added.empty())
                    name_demo_accounts(work, tenant.slug, modules, orders);
                return added;
            });
        if (all.size() > 1 && !accounts->empty())
            lines += tenant.name + (tenant.hosts.empty() ? "" : " (" + tenant.hosts.front() + ')') + '\n';
        for (auto const& account : *accounts)
            lines += account.email + "  " + account.password + '\n';
    }
    return lines;
}

} // namespace kommin::app
