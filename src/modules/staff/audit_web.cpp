// The audit trail: who did what to which record. Whether the chain holds, `kommin verify` says.

#include "modules/staff/audit_pages.hpp"
#include "modules/staff/audit_words.hpp"
#include "modules/staff/handlers.hpp"
#include "modules/staff/permissions.hpp"
#include "modules/staff/readings.hpp"
#include "platform/base/number.hpp"
#include "platform/records/versions.hpp"
#include "platform/web/long_work.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
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

// The first page of such records that this person may open; null: none.
web::StaffRecord const* record_of(web::Call const& call, audit::StoredEntry const& entry)
{
    auto const actor = call.actor();
    auto const record = std::ranges::find_if(call.staff.records, [&](web::StaffRecord const& one) {
        return one.kind == entry.subject_kind && actor.may_somewhere(one.permission);
    });
    return record == call.staff.records.end() ? nullptr : &*record;
}

std::optional<Trail::RecordPage> page_of(
    web::Call const& call, web::StaffRecord const& record, audit::StoredEntry const& entry)
{
    auto url = record.url(call, entry.subject_id);
    return url ? std::optional(
                     Trail::RecordPage{std::move(*url), record.label.value_or("staff.audit.open_record"_msg)})
               : std::nullopt;
}

// A kind of record as it reads in the trail; null: its module says nothing of it.
web::StaffForm const* form_of(web::Call const& call, std::string_view kind)
{
    auto const found = std::ranges::find(call.staff.forms, kind, &web::StaffForm::kind);
    return found == call.staff.forms.end() ? nullptr : &*found;
}

// Of records whose trail this person may read, where the module lets versions be read from here.
std::optional<records::Version> find_noted_version(
    web::Call const& call, web::StaffForm const& form, std::int64_t id, std::int64_t number)
{
    return form.versions
        ? records::find_version(
              call.db(), call.site.tenant, {*form.versions, id}, number, call.actor().where(read_audit))
        : std::nullopt;
}

// The one that this one goes on from, of the same history.
std::optional<records::Version> find_noted_origin(
    web::Call const& call, web::StaffForm const& form, web::RecordForm const& words, std::int64_t id,
    records::Version const& version)
{
    auto const tenant = call.site.tenant;
    records::Subject const subject{*form.versions, id};
    auto const scopes = call.actor().where(read_audit);
    auto const history = words.told_apart_by;
    return history.empty() ? records::find_origin(call.db(), tenant, subject, version.head.number, scopes)
                           : records::find_version_before(
                                 call.db(), tenant, subject, version.head.number, scopes,
                                 records::FieldIs{history, version.fields.value(history)});
}

// Takes out what only those read who may edit the record.
void withhold(web::StaffForm const& form, ShownEntry& shown)
{
    for (auto const name : form.withheld) {
        bool is_said = false;
        for (auto* version : {&shown.version, &shown.origin}) {
            if (*version && !(*version)->fields.values(name).empty()) {
                is_said = true;
                (*version)->fields.set(name, std::string{});
            }
        }
        auto const field = std::ranges::find(shown.form->fields, name, &web::RecordForm::Field::name);
        if (is_said && field != shown.form->fields.end())
            shown.withheld.push_back(field->label);
    }
}

std::optional<ShownEntry> find_shown_entry(web::Call const& call, std::int64_t number)
{
    auto& db = call.db();
    auto const tenant = call.site.tenant;
    if (number > audit::head(db, tenant).sequence)
        return std::nullopt; // also where none can follow any more
    auto entries = audit::list_entries(db, tenant, number + 1, 1);
    if (entries.empty() || entries.front().sequence != number)
        return std::nullopt;
    ShownEntry shown{
        .entry = std::move(entries.front()), .authors = web::list_authors(db, tenant), .facts = {}};
    auto const& entry = shown.entry;
    auto const* const form = form_of(call, entry.subject_kind);
    if (form != nullptr)
        shown.form = form->open(call);
    shown.facts = noted_facts(
        entry,
        {web::staff_texts(call), tenants::list_bodies(db, tenant), shown.authors,
         shown.form ? &*shown.form : nullptr});
    if (form != nullptr && shown.facts.version) {
        auto const id = entry.subject_id;
        auto const version = *shown.facts.version;
        shown.has_versions = form->versions.has_value();
        if (auto found = find_noted_version(call, *form, id, version)) {
            shown.origin = find_noted_origin(call, *form, *shown.form, id, *found);
            shown.version = std::move(found);
            shown.compared = form->compared;
        }
        withhold(*form, shown);
    }
    if (auto const* const record = record_of(call, entry))
        shown.page = page_of(call, *record, entry);
    return shown;
}

// How the records of these entries read, each kind opened once; and which versions can be read from here.
void find_forms(web::Call const& call, Trail& trail)
{
    for (auto const& entry : trail.entries) {
        auto const* const form = form_of(call, entry.subject_kind);
        if (form == nullptr)
            continue;
        if (!trail.forms.contains(entry.subject_kind))
            trail.forms.emplace(entry.subject_kind, form->open(call));
        auto const version = version_of(entry);
        if (version && find_noted_version(call, *form, entry.subject_id, *version))
            trail.kept.insert(entry.sequence);
    }
}

// The pages of these records, each asked for once; and of entries that made a version, what it changed.
void find_pages(web::Call const& call, Trail& trail)
{
    for (auto const& entry : trail.entries) {
        auto const* const record = record_of(call, entry);
        if (record == nullptr)
            continue;
        auto const version = version_of(entry);
        auto change = version && record->version_url ? record->version_url(call, entry.subject_id, *version)
                                                     : std::nullopt;
        if (change)
            trail.changes.emplace(entry.sequence, std::move(*change));
        std::pair const key{entry.subject_kind, entry.subject_id};
        if (trail.pages.contains(key))
            continue;
        if (auto page = page_of(call, *record, entry))
            trail.pages.emplace(key, std::move(*page));
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
    auto const bodies
        = web::read(call, [&](db::Connection& db) { return tenants::list_bodies(db, call.site.tenant); });
    std::map<std::string, web::RecordForm, std::less<>> forms; // each kind opened once
    auto const in_words = [&](StoredEntry const& entry, std::string FactLine::* side) {
        auto const* const kind = form_of(call, entry.subject_kind);
        auto known = forms.find(entry.subject_kind);
        if (kind != nullptr && known == forms.end())
            known = forms.emplace(entry.subject_kind, kind->open(call)).first;
        auto const* const form = known == forms.end() ? nullptr : &known->second;
        return side_in_words(noted_facts(entry, {texts, bodies, authors, form}), side);
    };
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
          [&](StoredEntry const& entry) { return table::Cell(in_words(entry, &FactLine::before)); }},
         {"staff.audit.after"_msg, 40,
          [&](StoredEntry const& entry) { return table::Cell(in_words(entry, &FactLine::after)); }}});
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
            .forms = {},
            .kept = {},
            .pages = {},
            .changes = {},
            .views = web::saved_views(call, audit_list, query.fields())};
        find_pages(call, read);
        find_forms(call, read);
        return read;
    });
    note_audit_read(call, query, trail.entries.size());
    return audit_page(call, trail);
}

http::Response show_audit_entry(web::Call& call)
{
    auto const number = parse_number(call.path["eintrag"]);
    auto const shown = !number || *number < 1
        ? std::nullopt
        : web::read(call, [&](db::Connection&) { return find_shown_entry(call, *number); });
    if (!shown)
        return web::staff_not_found(call);
    note_audit_entry_read(call, shown->entry);
    return audit_entry_page(call, *shown);
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
