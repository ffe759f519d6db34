#include "modules/staff/recent.hpp"

#include "modules/staff/audit_words.hpp"
#include "platform/audit/audit.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <string_view>

namespace kommin::staff {

namespace {

constexpr std::size_t most_shown = 8;
constexpr int most_looked_at = 100; // many may be gone, or somebody else's by now

}

std::vector<RecentWork> list_recent_work(web::Call const& call)
{
    auto const& kinds = call.staff.recents;
    auto const kind_of = [&](std::string_view subject_kind) {
        return std::ranges::find(kinds, subject_kind, &web::StaffRecent::kind);
    };
    std::vector<RecentWork> recent;
    auto const is_work = [&](audit::EntryKind const& kind) {
        return !web::is_reading(kind.action) && kind_of(kind.subject_kind) != kinds.end();
    };
    for (auto const& entry : audit::list_last_records(
             call.db(), call.site.tenant, call.actor().code(), is_work, most_looked_at)) {
        if (recent.size() == most_shown)
            break;
        auto const kind = kind_of(entry.subject_kind);
        if (auto record = kind->find(call, entry.subject_id, version_of(entry)))
            recent.push_back({*std::move(record), kind->area, entry.at});
    }
    return recent;
}

} // namespace kommin::staff
