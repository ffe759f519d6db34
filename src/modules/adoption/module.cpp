// The module's only registration point.

#include "modules/adoption/module.hpp"

#include "modules/adoption/concepts/package_commands.hpp"
#include "modules/adoption/concepts/package_demo.hpp"
#include "modules/adoption/concepts/permissions.hpp"
#include "modules/adoption/module_routes.hpp"

#include <string>

namespace kommin::adoption {

std::vector<command::Command> commands()
{
    return concept_commands();
}

web::Module adoption_module(AdoptionWiring const& wiring)
{
    return {
        .name = "adoption",
        .routes = module_routes(wiring),
        .subjects = {package_subject},
        .load_demo
        = [key = wiring.key, rules = wiring.rules](demo::Demo& demo) { load_packages(demo, key, rules); },
        .permissions = permission_rules(),
        .staff_links
        = {{.area = web::StaffArea::steering,
            .rank = 90, // behind everything that it carries
            .label = "package.title"_msg,
            .path = std::string(packages_path),
            .permission = see_packages,
            .purpose = "package.purpose"_msg}},
        .news = {{"package.one"_msg, std::string(packages_path), issue_packages}},
        .searchers = {{"package.title"_msg, "package.search"_msg, see_packages, &find_packages_at_desk}},
        .records = recorded_packages(),
        .forms = noted_packages(),
        .recents = recent_packages(),
        .topics = {{"package.title"_msg, "help.packages.text"_msg, see_packages}},
        .today = &add_newer_versions_of_today};
}

} // namespace kommin::adoption
