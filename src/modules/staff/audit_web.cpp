// The audit trail: who did what to which record. Whether the chain holds, `kommin verify` says.

#include "modules/staff/audit_pages.hpp"
#include "modules/staff/audit_words.hpp"
#include "modules/staff/handlers.hpp"
#include "modules/staff/readings.hpp"
#include "platform/base/number.hpp"
#include "platform/web/long_work.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <functional>
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

// The pages of these records, each asked for once: the first that this person may open; and of entries that
// made a version, what it changed.
void find_pages(web::Call const& call, Trail& trail)
{
    auto const actor = call.actor();
    for (auto const& entry : trail.entries) {
        auto const record = std::ranges::find_if(call.staff.records, [&](web::StaffRecord const& one) {
            return one.kind == entry.subject_kind && actor.rights().allows_somewhere(one.permission);
        });
        if (record == call.staff.records.end())
            continue;
        auto const version = version_of(entry);
        auto change = version && record->version_url ? record->version_url(call, entry.subject_id, *version)
                                                     : std::nullopt;
        if (change)
            trail.changes.emplace(entry.sequence, std::move(*change));
        std::pair const key{entry.subject_kind, entry.subject_id};
        if (trail.pages.contains(key))
            continue;
        if (auto url = record->url(call, entry.subject_id))
            trail.pages.emplace(
                key,
                Trail::RecordPage{std::move(*url), record->label.value_or("staff.audit.open_record"_msg)});
    }
}

// The chain only grows: what stands below its head now stays as it is, without one long transaction.
// `consume` says whether it has room for more.
void each_entry(
    web::Call const& call, AuditQuery const& query,
    std::function<bool(audit::StoredEntry const&)> const& consume)
{
    auto const filter = query.filter(*call.site.zone);
    auto const head = audit::head(call.db(), call.site.tenant).sequence;
    for (std::int64_t last = 0; last < head;) {
        web::go_on(call);
        auto const entries
            = audit::list_entries_above(call.db(), call.site.tenant, filter, last, entries_per_step);
        if (entries.empty())
            return;
        for (auto const& entry : entries) {
            if (entry.sequence > head || !consume(entry))
                return;
        }
        last = entries.back().sequence;
    }
}

http::Response audit_lines(web::Call const& call, AuditQuery const& query)
{
    files::TemporaryFile file;
    each_entry(call, query, [&](audit::StoredEntry const& entry) {
        file.append(audit::line_of(entry) + '\n');
        return true;
    });
    return web::file_to_save(std::move(file), "pruefpfad.jsonl", "application/x-ndjson");
}

// For people with a spreadsheet: words beside the codes, without what only a program checks.
http::Response audit_table(web::Call const& call, AuditQuery const& query, table::Format format)
{
    using audit::StoredEntry;
    auto const& texts = web::staff_texts(call);
    auto const authors
        = web::read(call, [&](db::Connection& db) { return web::list_authors(db, call.site.tenant); });
    web::ListExport<StoredEntry> file(
        call, format, "pruefpfad", "staff.audit.title"_msg,
        {{"staff.audit.column.number"_msg, 8,
          [](StoredEntry const& entry) { return table::Cell(entry.sequence); }},
         {"staff.audit.when"_msg, 22,
          [&](StoredEntry const& entry) {
              return table::Cell(texts.date_time(call.site.zone->to_local(entry.at)));
          }},
         {"staff.audit.who"_msg, 24,
          [&](StoredEntry const& entry) { return table::Cell(name_of_actor(authors, entry.actor, texts)); }},
         {"staff.audit.what"_msg, 40,
          [&](StoredEntry const& entry) { return table::Cell(action_word(entry.action, texts)); }},
         {"staff.audit.column.code"_msg, 30,
          [](StoredEntry const& entry) { return table::Cell(entry.action); }},
         {"staff.audit.record"_msg, 20,
          [&](StoredEntry const& entry) { return table::Cell(kind_word(entry.subject_kind, texts)); }},
         {"staff.audit.record_number"_msg, 10,
          [](StoredEntry const& entry) { return table::Cell(entry.subject_id); }},
         {"staff.audit.before"_msg, 40,
          [](StoredEntry const& entry) { return table::Cell(entry.before_json); }},
         {"staff.audit.after"_msg, 40,
          [](StoredEntry const& entry) { return table::Cell(entry.after_json); }}});
    each_entry(call, query, [&](StoredEntry const& entry) { return file.add(entry); });
    return file.answer();
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
        Trail read{
            .query = query,
            .entries = std::move(entries),
            .older = older,
            .is_newest = !below,
            .head = audit::head(db, tenant),
            .kinds = audit::list_entry_kinds(db, tenant),
            .authors = web::list_authors(db, tenant),
            .bodies = tenants::list_bodies(db, tenant),
            .pages = {},
            .changes = {},
            .views = web::saved_views(call, audit_list, query.fields())};
        find_pages(call, read);
        return read;
    });
    note_audit_read(call, query, trail.entries.size());
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
    auto const format = form->value("format");
    if (format == "csv" || format == "xlsx")
        return audit_table(call, query, format == "csv" ? table::Format::csv : table::Format::xlsx);
    return audit_lines(call, query);
}

} // namespace kommin::staff
