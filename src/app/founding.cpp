#include "app/founding.hpp"

#include "platform/work/use_case.hpp"

#include <utility>

namespace kommin::app {

Founding read_founding(std::filesystem::path const& folder)
{
    Founding founding;
    auto read = tenants::read_district(folder);
    founding.district = std::move(read.district);
    founding.pages = portal::read_folder_pages(folder, founding.district);
    founding.problems = std::move(read.problems);
    auto const add = [&](tenants::FolderProblems const& problems) {
        founding.problems.insert(founding.problems.end(), problems.begin(), problems.end());
    };
    add(founding.pages.problems);
    add(portal::check_for_public(folder, founding.pages));
    return founding;
}

Result<void> found_district(
    db::Connection& db, Clock const& clock, Founding const& founding, Rehearsal rehearsal)
{
    auto const zone = tenants::zone_of(founding.district.tenant);
    WorkContext const context{db, TenantId{}, Actor::command_line(), clock, zone, no_signals};
    auto const found = [&](Work& work) -> Result<void> {
        TRY(tenants::found(work, founding.district));
        portal::insert_folder_pages(work, founding.pages);
        work.audit("district.founded", "tenant", work.tenant());
        return {};
    };
    if (rehearsal == Rehearsal::no)
        return run_use_case(context, found);
    Work work(context);
    return found(work);
}

} // namespace kommin::app
