// The audit trail: who did what to which record. Whether the chain holds, `kommin verify` says.

#include "modules/staff/audit_pages.hpp"
#include "modules/staff/handlers.hpp"
#include "platform/base/number.hpp"
#include "platform/web/long_work.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <utility>

namespace kommin::staff {

namespace {

constexpr int entries_per_page = 50;
constexpr int entries_per_step = 5'000; // of a file

std::optional<std::int64_t> below_of(web::Call const& call)
{
    auto const number = parse_number(call.request.query().value("vor"));
    return number && *number >= 1 ? number : std::nullopt;
}

// What was asked for: codes, words and days, nothing of what the entries say.
audit::Facts facts_of(AuditQuery const& query)
{
    audit::Facts facts;
    for (auto& [name, value] : query.fields())
        facts.emplace_back(name, value);
    return facts;
}

}

web::StaffList const audit_list{
    .code = "staff.audit",
    .path = "pruefpfad",
    .title = "staff.audit.title"_msg,
    .read = [](http::Form const& query) { return AuditQuery::parse(query).fields(); }};

http::Response show_audit(web::Call& call)
{
    auto const query = AuditQuery::parse(call.request.query());
    auto const below = below_of(call);
    auto const trail = web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        auto entries
            = audit::list_entries(db, tenant, query.filter(*call.site.zone), below, entries_per_page + 1);
        std::optional<std::int64_t> older;
        if (entries.size() > entries_per_page) {
            entries.pop_back();
            older = entries.back().sequence;
        }
        return Trail{
            .query = query,
            .entries = std::move(entries),
            .older = older,
            .is_newest = !below,
            .head = audit::head(db, tenant),
            .kinds = audit::list_entry_kinds(db, tenant),
            .authors = web::list_authors(db, tenant),
            .views = web::saved_views(call, audit_list, query.fields())};
    });
    return audit_page(call, trail);
}

http::Response export_audit(web::Call& call)
{
    auto const form = call.request.form();
    if (!form)
        return web::staff_not_found(call);
    auto const query = AuditQuery::parse(*form);
    auto const noted = web::write(call, [&](Work& work) -> Result<void> {
        work.audit("staff.audit.exported", "tenant", work.tenant(), {}, facts_of(query));
        return {};
    });
    if (!noted)
        return web::staff_not_found(call);
    // The chain only grows: what stands below its head now stays as it is, without one long transaction.
    auto const tenant = call.site.tenant;
    auto const filter = query.filter(*call.site.zone);
    auto const head = audit::head(call.db(), tenant).sequence;
    files::TemporaryFile file;
    for (std::int64_t last = 0; last < head;) {
        web::go_on(call);
        auto const entries = audit::list_entries_above(call.db(), tenant, filter, last, entries_per_step);
        if (entries.empty())
            break;
        for (auto const& entry : entries) {
            if (entry.sequence <= head)
                file.append(audit::line_of(entry) + '\n');
        }
        last = entries.back().sequence;
    }
    return web::file_to_save(std::move(file), "pruefpfad.jsonl", "application/x-ndjson");
}

} // namespace kommin::staff
