#include "app/cli.hpp"

#include "app/demo.hpp"
#include "app/maintenance.hpp"
#include "app/serve.hpp"
#include "app/settings.hpp"
#include "app/share.hpp"
#include "modules/portal/api.hpp"
#include "modules/tenants/api.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/db/migration.hpp"
#include "platform/files/files.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/log/log.hpp"
#include "platform/work/work.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <unistd.h>

namespace kommin::app {

namespace {

enum ExitCode { done = 0, failed = 1, wrong_use = 2, wrong_input = 3, wrong_database = 4 };

constexpr std::size_t largest_import = std::size_t{512} << 20U;

i18n::Texts const& german()
{
    return i18n::Texts::of(i18n::Language::german());
}

int tell(Problem const& problem, ExitCode code)
{
    std::fprintf(stderr, "kommin: %s\n", i18n::text_of(problem, german()).c_str());
    return code;
}

struct Options {
    Settings settings;
    std::string listen;
    std::string demo_directory;
    std::string file;
    std::string format;
    std::string profile;
    std::string tenant;
    bool dry_run = false;
};

class Commands {
public:
    explicit Commands(Options const& options)
        : options_(options)
    { }

    int migrate() const
    {
        return with_database([&](db::Connection& db) -> int {
            auto const report = db::migrate(db, clock_);
            if (!report)
                return tell(report.problem(), wrong_database);
            for (auto const& name : report->applied)
                std::printf("migrated: %s\n", name.c_str());
            if (report->applied.empty())
                std::puts("database is current");
            return done;
        });
    }

    int demo() const
    {
        std::filesystem::create_directories(options_.settings.data);
        return with_database([&](db::Connection& db) -> int {
            auto const migrated = db::migrate(db, clock_);
            if (!migrated)
                return tell(migrated.problem(), wrong_database);
            auto const directory = options_.demo_directory.empty()
                ? find_shared("demo")
                : std::filesystem::path(options_.demo_directory);
            auto const report = load_demo(db, clock_, directory, [](std::string_view step) {
                std::printf("demo: %.*s\n", static_cast<int>(step.size()), step.data());
            });
            if (!report)
                return tell(report.problem(), wrong_input);
            std::printf(
                "demo: %d municipalities, %d offers, %d pages\n", report->municipalities, report->offers,
                report->pages);
            return done;
        });
    }

    int serve() const
    {
        auto const location = options_.settings.location();
        if (!location)
            return tell(location.problem(), wrong_use);
        {
            auto const db = db::Connection::open(*location);
            if (auto const current = db::check_current(*db); !current)
                return tell(current.problem(), wrong_database);
        }
        app::serve(options_.settings, *location, clock_);
        return done;
    }

    int import_offers() const
    {
        auto const bytes = files::read_file(options_.file, largest_import);
        if (!bytes)
            return tell(bytes.problem(), wrong_input);
        auto const format = options_.format == "csv" ? std::optional(portal::ImportFormat::csv)
            : options_.format == "hsds"              ? std::optional(portal::ImportFormat::hsds_json)
            : options_.format == "kommin"            ? std::optional(portal::ImportFormat::kommin_json)
                                                     : portal::detect_format(*bytes);
        if (!format)
            return tell(Problem::invalid({}, "import.problem.format"_msg), wrong_input);
        return with_tenant(
            [&](db::Connection& db, TenantId tenant) { return import_into(db, tenant, *bytes, *format); });
    }

    int back_up() const
    {
        return with_database([&](db::Connection& db) -> int {
            auto const report = app::back_up(db, options_.settings, options_.file);
            if (!report)
                return tell(report.problem(), failed);
            std::printf("backup: %s, audit heads:\n%s", options_.file.c_str(), report->audit_heads.c_str());
            return done;
        });
    }

    int restore() const
    {
        auto const location = options_.settings.location();
        if (!location)
            return tell(location.problem(), wrong_use);
        auto const restored = app::restore(*location, options_.settings, options_.file);
        if (!restored)
            return tell(restored.problem(), failed);
        std::printf("restored from %s\n", options_.file.c_str());
        return done;
    }

    int verify() const
    {
        return with_database([&](db::Connection& db) -> int {
            auto const report = app::verify(db, options_.settings);
            for (auto const& line : report.lines)
                std::puts(line.c_str());
            return report.is_sound ? done : failed;
        });
    }

private:
    template<class Action>
    int with_database(Action const& action) const
    {
        auto const location = options_.settings.location();
        if (!location)
            return tell(location.problem(), wrong_use);
        auto const db = db::Connection::open(*location);
        return action(*db);
    }

    template<class Action>
    int with_tenant(Action const& action) const
    {
        return with_database([&](db::Connection& db) -> int {
            if (auto const current = db::check_current(db); !current)
                return tell(current.problem(), wrong_database);
            auto const all = tenants::list_tenants(db);
            for (auto const& tenant : all) {
                if (tenant.slug == options_.tenant || (options_.tenant.empty() && all.size() == 1))
                    return action(db, tenant.id);
            }
            return tell(Problem::invalid("tenant", "cli.problem.tenant"_msg), wrong_use);
        });
    }

    int import_into(
        db::Connection& db, TenantId tenant, std::string const& bytes, portal::ImportFormat format) const
    {
        Work work(db, tenant, "command line", clock_, {});
        portal::ImportContext context{{}, work.today()};
        for (auto const& body : tenants::list_bodies(db, tenant)) {
            if (body.kind == tenants::BodyKind::municipality)
                context.municipalities.push_back(body.slug);
        }
        auto read = read_file(bytes, format, context);
        if (!read)
            return tell(read.problem(), wrong_input);
        bool const on_terminal = isatty(STDERR_FILENO) == 1;
        auto const report = portal::import_offers(
            work, std::move(*read),
            {.source_name = std::filesystem::path(options_.file).filename().string(),
             .source_hash = crypto::sha256_hex(bytes),
             .dry_run = options_.dry_run,
             .progress = [&](std::size_t finished, std::size_t all) {
                 if (on_terminal && (finished % 100 == 0 || finished == all))
                     std::fprintf(stderr, "\r%zu / %zu", finished, all);
             }});
        if (on_terminal)
            std::fputc('\n', stderr);
        for (auto const& problem : report.problems)
            std::fprintf(
                stderr, "%s: %s: %s\n", problem.row.c_str(), problem.problem.field.c_str(),
                i18n::text_of(problem.problem, german()).c_str());
        if (!report.problems.empty()) {
            std::fprintf(stderr, "%zu Fehler. Es wurde nichts gespeichert.\n", report.problems.size());
            return wrong_input;
        }
        if (!options_.dry_run) {
            files::BlobStore(options_.settings.blobs())
                .put(bytes); // kept as evidence of where facts came from
            work.commit();
        }
        std::printf(
            "%s%d neu, %d geändert, %d unverändert\n", options_.dry_run ? "Probelauf: " : "", report.created,
            report.changed, report.unchanged);
        return done;
    }

    Result<portal::ReadOffers> read_file(
        std::string const& bytes, portal::ImportFormat format, portal::ImportContext const& context) const
    {
        switch (format) {
        case portal::ImportFormat::kommin_json:
            return portal::read_kommin_json(bytes, context);
        case portal::ImportFormat::hsds_json:
            return portal::read_hsds_json(bytes, context);
        case portal::ImportFormat::csv:
            break;
        }
        portal::MappingProfile profile;
        if (!options_.profile.empty())
            profile
                = TRY(portal::parse_mapping_profile(TRY(files::read_file(options_.profile, largest_import))));
        return portal::read_csv(bytes, context, profile);
    }

    Options const& options_;
    SystemClock clock_;
};

void add_database_options(CLI::App& command, Options& options)
{
    command.add_option("--data", options.settings.data, "data folder (database, blobs, kommin.toml)")
        ->capture_default_str();
    command.add_option(
        "--database", options.settings.database,
        "postgresql://… or the path of an SQLite file instead of DATA/kommin.db");
}

// kommin.toml lies in the data folder; flags win over it. The file is read before the flags are applied,
// hence the two passes over the command line.
Result<void> read_settings_file(int argc, char** argv, Options& options)
{
    std::filesystem::path data = options.settings.data;
    for (int i = 1; i + 1 < argc; ++i) {
        if (std::string_view(argv[i]) == "--data")
            data = argv[i + 1];
    }
    for (int i = 1; i < argc; ++i) {
        auto const argument = std::string_view(argv[i]);
        if (argument.starts_with("--data="))
            data = argument.substr(7);
    }
    return read_settings(data / "kommin.toml", options.settings);
}

}

int run(int argc, char** argv)
{
    Options options;
    if (auto const settings = read_settings_file(argc, argv, options); !settings)
        return tell(settings.problem(), wrong_use);

    CLI::App program("Kommin – integration-steering system of a German district");
    program.require_subcommand(1);
    program.set_version_flag("--version", KOMMIN_VERSION);
    program.footer(
        "Exit codes: 0 done · 1 the work failed · 2 wrong use · 3 the input has errors, nothing was "
        "stored · 4 the database is newer, changed or not migrated");

    auto* const serve = program.add_subcommand("serve", "serve the portal");
    add_database_options(*serve, options);
    serve->add_option(
        "--listen", options.listen, "address and port (default 127.0.0.1:8080; port 0: any free one)");
    serve->add_option(
        "--base-url", options.settings.base_url, "https://… under which people reach the portal");
    serve->add_option(
        "--workers", options.settings.workers, "worker threads, each with a database connection");

    auto* const demo = program.add_subcommand("demo", "create and fill the demonstration of Kreis Unna");
    add_database_options(*demo, options);
    demo->add_option("--from", options.demo_directory, "folder of the demonstration files");

    auto* const migrate = program.add_subcommand("migrate", "bring the database to this version");
    add_database_options(*migrate, options);

    auto* const import = program.add_subcommand("import", "import data")->require_subcommand(1);
    auto* const offers = import->add_subcommand("offers", "import offers from CSV, HSDS JSON or Kommin JSON");
    add_database_options(*offers, options);
    offers->add_option("FILE", options.file, "the file")->required();
    offers->add_option("--format", options.format, "kommin, hsds or csv; detected if absent")
        ->check(CLI::IsMember({"kommin", "hsds", "csv"}));
    offers->add_option("--profile", options.profile, "CSV: file with lines `field = column`");
    offers->add_option("--tenant", options.tenant, "slug of the district, if there are several");
    offers->add_flag("--dry-run", options.dry_run, "check everything, store nothing");

    auto* const backup = program.add_subcommand("backup", "write a consistent copy while the server runs");
    add_database_options(*backup, options);
    backup->add_option("FILE", options.file, "the copy; must not exist")->required();
    auto* const restore
        = program.add_subcommand("restore", "make a copy the database of an empty data folder");
    add_database_options(*restore, options);
    restore->add_option("FILE", options.file, "the copy")->required();
    auto* const verify = program.add_subcommand("verify", "prove audit chain, foreign keys and blobs");
    add_database_options(*verify, options);

    try {
        program.parse(argc, argv);
        if (!options.listen.empty()) {
            if (auto const listen = set_listen(options.listen, options.settings); !listen)
                return tell(listen.problem(), wrong_use);
        }
        auto const level = log::parse_level(options.settings.log_level);
        log::configure(level.value_or(log::Level::info), log::Target::standard_error());

        Commands const commands(options);
        if (*serve)
            return commands.serve();
        if (*demo)
            return commands.demo();
        if (*migrate)
            return commands.migrate();
        if (*offers)
            return commands.import_offers();
        if (*backup)
            return commands.back_up();
        if (*restore)
            return commands.restore();
        if (*verify)
            return commands.verify();
        return wrong_use;
    } catch (CLI::ParseError const& error) {
        return program.exit(error) == 0 ? done : wrong_use;
    } catch (std::exception const& error) {
        std::fprintf(stderr, "kommin: %s\n", error.what());
        return failed;
    }
}

} // namespace kommin::app
