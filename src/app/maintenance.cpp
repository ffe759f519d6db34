#include "app/maintenance.hpp"

#include "modules/funding/module.hpp"
#include "modules/goals/module.hpp"
#include "modules/meetings/module.hpp"
#include "modules/portal/module.hpp"
#include "modules/steering/module.hpp"
#include "modules/tenants/api.hpp"
#include "platform/base/text.hpp"
#include "platform/db/backup.hpp"
#include "platform/db/migration.hpp"
#include "platform/files/files.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/records/versions.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace kommin::app {

namespace {

std::filesystem::path blobs_beside(std::filesystem::path const& file)
{
    return file.string() + ".blobs";
}

// The stores below a folder of blobs: its own, and of each kind of files one for each district. Whatever has
// a name is a kind (images, papers, photos, steps, vouchers); the folders of a store itself have two digits.
std::vector<std::filesystem::path> stores_below(std::filesystem::path const& root)
{
    std::vector<std::filesystem::path> stores{{}};
    for (auto const& kind : std::filesystem::directory_iterator(root)) {
        auto const name = kind.path().filename();
        if (!kind.is_directory() || name.string().size() <= 2)
            continue;
        for (auto const& entry : std::filesystem::directory_iterator(kind))
            stores.push_back(name / entry.path().filename());
    }
    return stores;
}

void copy_blobs(std::filesystem::path const& from, std::filesystem::path const& to)
{
    for (auto const& store : stores_below(from)) {
        files::BlobStore const source(from / store);
        files::BlobStore target(to / store);
        for (auto const& hash : source.list()) {
            if (target.contains(hash))
                continue;
            if (auto const bytes = source.read(hash))
                target.put(*bytes);
        }
    }
}

bool was_never_migrated(Problem const& problem)
{
    auto const first = std::string(db::migrations().front().name);
    return problem.message == "db.migration.pending"_msg
        && std::find(
               problem.arguments.begin(), problem.arguments.end(), std::pair{std::string("migration"), first})
        != problem.arguments.end();
}

void check_schema(db::Connection& db, VerifyReport& report)
{
    auto const current = db::check_current(db);
    report.is_current = static_cast<bool>(current);
    report.is_sound = report.is_sound && current;
    report.lines.push_back(
        current ? "schema: current"
                : "schema: " + i18n::text_of(current.problem(), i18n::Texts::of(i18n::Language::german())));
}

// PostgreSQL checks both by itself, always.
void check_sqlite_file(db::Connection& db, VerifyReport& report)
{
    if (db.engine() != db::Engine::sqlite)
        return;
    auto const integrity = db.list<std::string>("PRAGMA integrity_check(1)");
    bool const intact = integrity.size() == 1 && integrity.front() == "ok";
    report.is_sound = report.is_sound && intact;
    report.lines.push_back(
        "database file: " + (integrity.empty() ? std::string("no answer") : integrity.front()));

    struct Orphan {
        std::string table;
        std::optional<std::int64_t> row;
        std::string parent;
        std::int64_t constraint;
    };
    auto const orphans = db.list<Orphan>("PRAGMA foreign_key_check");
    report.is_sound = report.is_sound && orphans.empty();
    report.lines.push_back(
        "foreign keys: "
        + (orphans.empty() ? std::string("ok")
                           : std::to_string(orphans.size()) + " broken, first in " + orphans.front().table));
}

void check_audit(db::Connection& db, VerifyReport& report)
{
    for (auto const& guard : audit::missing_guards(db)) {
        report.is_sound = false;
        report.lines.push_back("audit: trigger " + guard + " is MISSING, entries can be changed unnoticed");
    }
    for (auto const& tenant : tenants::list_tenants(db)) {
        auto const chain = audit::verify(db, tenant.id);
        report.is_sound = report.is_sound && !chain.first_broken;
        auto line = "audit " + tenant.slug + ": " + std::to_string(chain.checked) + " entries";
        line += chain.first_broken ? ", BROKEN at " + std::to_string(*chain.first_broken)
                                   : std::string(", intact");
        report.lines.push_back(std::move(line));
    }
}

void check_closed_years(db::Connection& db, VerifyReport& report)
{
    auto const closed = steering::verify_closed_years_of_all(db);
    report.is_sound = report.is_sound && closed.is_sound;
    report.lines.insert(report.lines.end(), closed.lines.begin(), closed.lines.end());
}

// Whoever can write the database can compute a whole chain anew: only what was noted elsewhere tells.
void check_heads(db::Connection& db, std::span<NotedHead const> noted, VerifyReport& report)
{
    auto const tenants = tenants::list_tenants(db);
    for (auto const& note : noted) {
        auto const tenant = std::ranges::find(tenants, note.tenant, &tenants::Tenant::slug);
        bool const holds = tenant != tenants.end() && audit::still_has(db, tenant->id, note.head);
        report.is_sound = report.is_sound && holds;
        report.lines.push_back(
            "noted head " + note.tenant + ' ' + std::to_string(note.head.sequence)
            + (holds ? ": still there" : ": MISSING OR CHANGED"));
    }
}

void check_versions(db::Connection& db, VerifyReport& report)
{
    for (auto const& tenant : tenants::list_tenants(db)) {
        auto const check = records::verify_versions(db, tenant.id);
        report.is_sound = report.is_sound && !check.first_broken;
        auto line = "versions " + tenant.slug + ": " + std::to_string(check.proven) + " as the audit says";
        if (check.first_broken)
            line += ", CHANGED: " + check.first_broken->kind + ' ' + std::to_string(check.first_broken->id)
                + ", version " + std::to_string(check.first_broken->number);
        report.lines.push_back(std::move(line));
    }
}

void check_blobs(Settings const& settings, VerifyReport& report)
{
    if (!std::filesystem::exists(settings.blobs())) {
        report.lines.emplace_back("blobs: none");
        return;
    }
    std::size_t all = 0;
    std::size_t broken = 0;
    for (auto const& store : stores_below(settings.blobs())) {
        files::BlobStore const blobs(settings.blobs() / store);
        for (auto const& hash : blobs.list()) {
            ++all;
            broken += blobs.verify(hash) ? 0U : 1U;
        }
    }
    report.is_sound = report.is_sound && broken == 0;
    report.lines.push_back("blobs: " + std::to_string(all) + ", " + std::to_string(broken) + " damaged");
}

// A database that was restored without its files says so. `what`: of one district, in `folder`.
void check_files(
    std::string const& what, std::vector<std::string> const& needed, std::filesystem::path const& folder,
    VerifyReport& report)
{
    if (needed.empty())
        return;
    files::BlobStore const store(folder);
    auto const missing
        = std::ranges::count_if(needed, [&](std::string const& hash) { return !store.contains(hash); });
    report.is_sound = report.is_sound && missing == 0;
    report.lines.push_back(
        what + ": " + std::to_string(needed.size()) + " files"
        + (missing == 0 ? ", all there" : ", MISSING " + std::to_string(missing)));
}

void check_files(db::Connection& db, Settings const& settings, VerifyReport& report)
{
    for (auto const& tenant : tenants::list_tenants(db)) {
        auto const folder = std::to_string(tenant.id.value);
        check_files(
            "images " + tenant.slug, portal::list_image_files(db, tenant.id), settings.images() / folder,
            report);
        check_files(
            "papers " + tenant.slug, meetings::list_paper_files(db, tenant.id), settings.papers() / folder,
            report);
        check_files(
            "photos " + tenant.slug, goals::list_photo_files(db, tenant.id), settings.photos() / folder,
            report);
        check_files(
            "vouchers " + tenant.slug, funding::list_grant_files(db, tenant.id), settings.vouchers() / folder,
            report);
        check_files(
            "steps " + tenant.slug, steering::list_step_file_hashes(db, tenant.id), settings.steps() / folder,
            report);
    }
}

}

std::string to_text(NotedHead const& noted)
{
    return noted.tenant + ' ' + std::to_string(noted.head.sequence) + ' ' + noted.head.hash;
}

Result<NotedHead> parse_noted_head(std::string_view text)
{
    auto const words = split(text, ' ');
    std::int64_t sequence = -1;
    if (words.size() == 3)
        std::from_chars(words[1].data(), words[1].data() + words[1].size(), sequence);
    NotedHead noted;
    if (sequence >= 0)
        noted = {std::string(words[0]), {sequence, std::string(words[2])}};
    // What is written back as it came is understood whole.
    if (sequence < 0 || to_text(noted) != text || noted.head.hash.size() != 64)
        return Problem::invalid("head", "audit.problem.head"_msg, {{"text", std::string(text)}});
    return noted;
}

Result<BackupReport> back_up(
    db::Connection& db, Settings const& settings, std::filesystem::path const& file,
    std::function<void()> const& database_is_copied)
{
    // An older database can and should be copied before it is migrated. Where nothing was ever migrated there
    // is nothing to copy.
    if (auto current = db::check_current(db); !current && was_never_migrated(current.problem()))
        return std::move(current).problem();
    BackupReport report;
    auto const copy_what_is_there = [&] {
        if (std::filesystem::exists(settings.blobs()))
            copy_blobs(settings.blobs(), blobs_beside(file));
    };
    // Blobs are written before the rows that name them and erased after those, both while this runs. Before
    // the database: what a job erases meanwhile. After it: what somebody stores meanwhile.
    if (!std::filesystem::exists(file)) // else it is refused, and what belongs to that copy stays as it is
        copy_what_is_there();
    // Noted of the copy, not of the database, which may have gone on: restoring must give these very heads.
    TRY(db::back_up(db, file.string(), [&](db::Connection& copy) {
        for (auto const& tenant : tenants::list_tenants(copy)) {
            report.audit_heads += to_text(NotedHead{tenant.slug, audit::head(copy, tenant.id)}) + '\n';
        }
    }));
    if (database_is_copied)
        database_is_copied();
    copy_what_is_there();
    return report;
}

Result<void> restore(
    db::Location const& location, Settings const& settings, std::filesystem::path const& file)
{
    std::filesystem::create_directories(settings.data);
    // Blobs first: one more of them hurts nobody, and a restore that broke off there can be repeated. Once
    // the database is there, it cannot.
    if (std::filesystem::exists(blobs_beside(file))) {
        copy_blobs(blobs_beside(file), settings.blobs());
    }
    auto const db = db::Connection::open(location);
    return db::restore(*db, file.string());
}

VerifyReport verify(db::Connection& db, Settings const& settings, std::span<NotedHead const> noted)
{
    VerifyReport report;
    check_schema(db, report);
    check_sqlite_file(db, report);
    if (report.is_current) { // an older or foreign schema need not have the tables
        check_audit(db, report);
        check_heads(db, noted, report);
        check_closed_years(db, report);
        check_versions(db, report);
        check_files(db, settings, report);
    }
    check_blobs(settings, report);
    return report;
}

} // namespace kommin::app
