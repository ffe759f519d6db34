// The audit trail: who did what to which record, and whether the chain holds.

#include "modules/staff/handlers.hpp"
#include "platform/audit/audit.hpp"
#include "platform/base/number.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kommin::staff {

using html::each;
using html::when;
using html::Writer;
using web::staff_url;

namespace {

constexpr int entries_per_page = 50;

std::optional<std::int64_t> below_of(web::Call const& call)
{
    auto const number = parse_number(call.request.query().value("vor"));
    return number && *number >= 1 ? number : std::nullopt;
}

struct Trail {
    std::vector<audit::StoredEntry> entries;
    audit::Head head;
    web::Authors authors;
};

Trail load_trail(web::Call const& call)
{
    return web::read(call, [&](db::Connection& db) {
        return Trail{
            .entries = audit::list_entries(db, call.site.tenant, below_of(call), entries_per_page),
            .head = audit::head(db, call.site.tenant),
            .authors = web::list_authors(db, call.site.tenant)};
    });
}

}

http::Response show_audit(web::Call& call)
{
    auto const trail = load_trail(call);
    auto const& texts = web::staff_texts(call);
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("staff.audit.title"_msg)),
         .section = "pruefpfad",
         .state_line = texts("staff.audit.count"_msg, {{"count", trail.head.sequence}})},
        [&](Writer& w) {
            w(R"(<p class="measure">{}</p><div class="scroll"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>{})",
              texts("staff.audit.lead"_msg), texts("staff.audit.title"_msg), texts("staff.audit.when"_msg),
              texts("staff.audit.who"_msg), texts("staff.audit.what"_msg), texts("staff.audit.record"_msg),
              each(
                  trail.entries,
                  [&](Writer& row, audit::StoredEntry const& entry) {
                      row(R"(<tr><th scope="row">{}<br><span class="mute small">{}</span></th><td data-l="{}">{}</td><td data-l="{}"><code>{}</code></td><td data-l="{}">{} {}</td></tr>)",
                          texts.date_time(call.site.zone->to_local(entry.at)),
                          texts("staff.audit.number"_msg, {{"number", std::to_string(entry.sequence)}}),
                          texts("staff.audit.who"_msg), web::name_of(trail.authors, entry.actor),
                          texts("staff.audit.what"_msg), entry.action, texts("staff.audit.record"_msg),
                          entry.subject_kind, entry.subject_id);
                  }),
              when(
                  trail.entries.size() == entries_per_page && trail.entries.back().sequence > 1,
                  [&](Writer& inner) {
                      inner(
                          R"(<p class="page"><a href="{}">{}</a></p>)",
                          staff_url({"pruefpfad"})
                              .with_query({{"vor", std::to_string(trail.entries.back().sequence)}}),
                          texts("staff.audit.older"_msg));
                  }));
        });
}

} // namespace kommin::staff
