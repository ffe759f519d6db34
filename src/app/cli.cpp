#include "app/cli.hpp"

#include "app/demo.hpp"
#include "app/feedback_texts.hpp"
#include "app/maintenance.hpp"
#include "app/modules.hpp"
#include "app/serve.hpp"
#include "app/settings.hpp"
#include "app/share.hpp"
#include "app/users.hpp"
#include "app/worker.hpp"
#include "modules/portal/api.hpp"
#include "modules/tenants/api.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/db/error.hpp"
#include "platform/db/migration.hpp"
#include "platform/files/files.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/i18n/zone.hpp"
#include "platform/log/log.hpp"
#include "platform/work/use_case.hpp"

#include <CLI/CLI.hpp>

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <initializer_list>
#include <iostream>
#include <iterator>
#include <map>

namespace kommin::app {

namespace {

// Documented for people in `exit_codes` below and in docs/user/betrieb.md.
enum ExitCode { done = 0, failed = 1, wrong_use = 2, wrong_input = 3, wrong_database = 4 };

constexpr char const* exit_codes
    = "Exit codes: 0 done · 1 the work failed · 2 wrong use · 3 the input has errors, nothing was stored · "
      "4 the database is missing, newer, changed or not migrated";

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
    std::string data; // as the flag says; "": not given
    std::map<std::string, std::string, std::less<>> flags; // settings by key
    std::string demo_directory;
    std::string logins_file;
    std::string file;
    std::string format;
    std::string profile;
    std::string tenant;
    bool dry_run = false;
    std::int64_t number = 0; // of a message
    std::string text;
    bool all = false;
    bool once = false;
    NewUser user;
};

class Commands {
public:
    explicit Commands(Options const& options)
        : options_(options)
    { }

    int migrate() const
    {
        return with_database(Database::may_be_new, [&](db::Connection& db) -> int {
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
        return with_database(Database::may_be_new, [&](db::Connection& db) -> int {
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
            return add_demo_accounts(db);
        });
    }

    int serve() const
    {
        auto const refused = with_current_database([](db::Connection&) -> int { return done; });
        if (refused == done)
            app::serve(options_.settings, *options_.settings.location(), clock_);
        return refused;
    }

    int work() const
    {
        if (options_.once)
            return with_current_database([&](db::Connection& db) -> int {
                auto const tries
                    = jobs::run_due(db, clock_, jobs_of(all_modules(options_.settings, clock_, no_signals)));
                std::printf("jobs: %d\n", tries);
                return done;
            });
        auto const refused = with_current_database([](db::Connection&) -> int { return done; });
        if (refused == done)
            app::work(options_.settings, *options_.settings.location(), clock_);
        return refused;
    }

    int import_offers() const
    {
        auto const bytes = files::read_file(options_.file, portal::largest_import);
        if (!bytes)
            return tell(bytes.problem(), wrong_input);
        auto const format = options_.format == "csv" ? std::optional(portal::ImportFormat::csv)
            : options_.format == "hsds"              ? std::optional(portal::ImportFormat::hsds_json)
            : options_.format == "kommin"            ? std::optional(portal::ImportFormat::kommin_json)
                                                     : portal::detect_format(*bytes);
        if (!format)
            return tell(Problem::invalid({}, "import.problem.format"_msg), wrong_input);
        return with_tenant([&](db::Connection& db, tenants::Tenant const& tenant) {
            return import_into(db, tenant, *bytes, *format);
        });
    }

    int back_up() const
    {
        return with_database(Database::must_exist, [&](db::Connection& db) -> int {
            auto const report = app::back_up(db, options_.settings, options_.file);
            if (!report)
                return tell(
                    report.problem(),
                    report.problem().message == "db.migration.pending"_msg ? wrong_database : failed);
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
        return with_database(Database::must_exist, [&](db::Connection& db) -> int {
            auto const report = app::verify(db, options_.settings);
            for (auto const& line : report.lines)
                std::puts(line.c_str());
            if (!report.is_current)
                return wrong_database;
            return report.is_sound ? done : failed;
        });
    }

    int list_feedback() const
    {
        return with_tenant([&](db::Connection& db, tenants::Tenant const& tenant) -> int {
            auto const which = options_.all ? portal::Which::all : portal::Which::open;
            std::fputs(feedback_list(db, tenant, which, clock_.now()).c_str(), stdout);
            return done;
        });
    }

    int show_feedback() const
    {
        return with_tenant([&](db::Connection& db, tenants::Tenant const& tenant) -> int {
            auto const text = feedback_details(db, tenant, portal::FeedbackId{options_.number});
            if (!text)
                return tell(text.problem(), wrong_input);
            std::fputs(text->c_str(), stdout);
            return done;
        });
    }

    int answer_feedback() const
    {
        auto text = options_.text;
        // An answer may name persons, and arguments can be read by every user of the machine.
        if (text.empty())
            text.assign(std::istreambuf_iterator<char>(std::cin), {});
        return change_feedback([&](Work& work) {
            return portal::answer_feedback(work, portal::FeedbackId{options_.number}, text);
        });
    }

    int close_feedback() const
    {
        return change_feedback(
            [&](Work& work) { return portal::close_feedback(work, portal::FeedbackId{options_.number}); });
    }

    int add_user() const
    {
        return with_tenant([&](db::Connection& db, tenants::Tenant const& tenant) -> int {
            auto const zone = tenants::zone_of(tenant);
            auto const link = run_use_case(
                {db, tenant.id, Actor::command_line(), clock_, zone, no_signals},
                [&](Work& work) { return app::add_user(work, options_.user); });
            if (!link)
                return tell(link.problem(), wrong_input);
            std::printf("%s%s\n", options_.settings.base_url.c_str(), link->c_str());
            return done;
        });
    }

private:
    // The passwords appear here and nowhere else.
    int add_demo_accounts(db::Connection& db) const
    {
        std::string lines;
        for (auto const& tenant : tenants::list_tenants(db)) {
            if (!tenant.is_demonstration)
                continue;
            auto const zone = tenants::zone_of(tenant);
            auto const accounts = run_use_case(
                {db, tenant.id, Actor::command_line(), clock_, zone, no_signals},
                [&](Work& work) -> Result<std::vector<DemoAccount>> { return app::add_demo_accounts(work); });
            for (auto const& account : *accounts)
                lines += account.email + "  " + account.password + '\n';
        }
        if (options_.logins_file.empty())
            std::fputs(lines.c_str(), stdout);
        else if (!files::create_private(options_.logins_file, lines))
            return tell(
                Problem::conflict("logins", "cli.problem.exists"_msg, {{"file", options_.logins_file}}),
                wrong_use);
        return done;
    }

    template<class UseCase>
    int change_feedback(UseCase const& use_case) const
    {
        return with_tenant([&](db::Connection& db, tenants::Tenant const& tenant) -> int {
            auto const zone = tenants::zone_of(tenant);
            auto const changed
                = run_use_case({db, tenant.id, Actor::command_line(), clock_, zone, no_signals}, use_case);
            return changed ? done : tell(changed.problem(), wrong_input);
        });
    }

    enum class Database { must_exist, may_be_new };

    template<class Action>
    int with_database(Database expected, Action const& action) const
    {
        auto const location = options_.settings.location();
        if (!location)
            return tell(location.problem(), wrong_use);
        // SQLite would make the file: a mistyped folder must not look like an empty installation.
        std::error_code unknown;
        if (expected == Database::must_exist && location->engine == db::Engine::sqlite
            && !std::filesystem::exists(location->target, unknown) && !unknown)
            return tell(
                Problem::not_found("cli.problem.no_database"_msg, {{"file", location->target}}),
                wrong_database);
        auto const db = db::Connection::open(*location);
        return action(*db);
    }

    template<class Action>
    int with_current_database(Action const& action) const
    {
        return with_database(Database::must_exist, [&](db::Connection& db) -> int {
            if (auto const current = db::check_current(db); !current)
                return tell(current.problem(), wrong_database);
            return action(db);
        });
    }

    template<class Action>
    int with_tenant(Action const& action) const
    {
        return with_current_database([&](db::Connection& db) -> int {
            auto const all = tenants::list_tenants(db);
            for (auto const& tenant : all) {
                if (tenant.slug == options_.tenant || (options_.tenant.empty() && all.size() == 1))
                    return action(db, tenant);
            }
            return tell(Problem::invalid("tenant", "cli.problem.tenant"_msg), wrong_use);
        });
    }

    int import_into(
        db::Connection& db, tenants::Tenant const& tenant, std::string const& bytes,
        portal::ImportFormat format) const
    {
        auto const zone = tenants::zone_of(tenant);
        portal::ImportContext context{{}, zone.to_local(clock_.now()).date};
        for (auto const& body : tenants::list_bodies(db, tenant.id)) {
            if (body.kind == tenants::BodyKind::municipality)
                context.municipalities.push_back(body.slug);
        }
        // Reading a large file takes its time: nobody else shall wait for the one writer meanwhile.
        auto read = read_file(bytes, format, context);
        if (!read)
            return tell(read.problem(), wrong_input);
        portal::check_offers(*read, context);
        print_all("Hinweis: ", read->warnings);
        if (!read->problems.empty())
            return refuse(read->problems);
        if (!options_.dry_run) // evidence of where facts came from, under its hash: twice changes nothing
            files::BlobStore(options_.settings.blobs()).put(bytes);

        auto const report
            = store({db, tenant.id, Actor::command_line(), clock_, zone, no_signals}, *read, bytes);
        if (!report.problems.empty())
            return refuse(report.problems);
        std::printf(
            "%s%d neu, %d geändert, %d unverändert\n", options_.dry_run ? "Probelauf: " : "", report.created,
            report.changed, report.unchanged);
        return done;
    }

    // A dry run is the same work, never committed.
    portal::ImportReport store(
        WorkContext const& context, portal::ReadOffers const& read, std::string const& bytes) const
    {
        bool const on_terminal = isatty(STDERR_FILENO) == 1;
        portal::ImportOptions const options{
            .source_name = std::filesystem::path(options_.file).filename().string(),
            .source_hash = crypto::sha256_hex(bytes),
            .progress = [&](std::size_t finished, std::size_t all) {
                if (on_terminal && (finished % 100 == 0 || finished == all))
                    std::fprintf(stderr, "\r%zu / %zu%s", finished, all, finished == all ? "\n" : "");
            }};
        if (options_.dry_run) {
            Work work(context);
            return portal::import_offers(work, read, options);
        }
        portal::ImportReport report;
        auto const stored = run_use_case(context, [&](Work& work) -> Result<void> {
            report = portal::import_offers(work, read, options);
            if (!report.problems.empty())
                return report.problems.front().problem; // rolls back
            return {};
        });
        static_cast<void>(stored); // the report says it with all rows
        return report;
    }

    static void print_all(char const* prefix, std::vector<portal::ImportProblem> const& problems)
    {
        for (auto const& problem : problems)
            std::fprintf(
                stderr, "%s%s: %s: %s\n", prefix, problem.row.c_str(), problem.problem.field.c_str(),
                i18n::text_of(problem.problem, german()).c_str());
    }

    static int refuse(std::vector<portal::ImportProblem> const& problems)
    {
        print_all("", problems);
        std::fprintf(stderr, "%zu Fehler. Es wurde nichts gespeichert.\n", problems.size());
        return wrong_input;
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
            profile = TRY(portal::parse_mapping_profile(
                TRY(files::read_file(options_.profile, portal::largest_import))));
        return portal::read_csv(bytes, context, profile);
    }

    Options const& options_;
    SystemClock clock_;
};

// The flags of some settings, or of all.
void add_settings(CLI::App& command, Options& options, std::initializer_list<std::string_view> names)
{
    command.add_option("--data", options.data, "data folder (database, blobs, kommin.toml; default: data)");
    for (auto const& key : setting_keys()) {
        if (names.size() != 0 && std::find(names.begin(), names.end(), key.name) == names.end())
            continue;
        command.add_option_function<std::string>(
            key.flag(),
            [&options, name = std::string(key.name)](std::string const& text) { options.flags[name] = text; },
            std::string(key.help));
    }
}
void add_all_settings(CLI::App& command, Options& options)
{
    add_settings(command, options, {});
}
void add_database_settings(CLI::App& command, Options& options)
{
    add_settings(command, options, {"database", "log_level"});
}

// kommin.toml lies in the data folder; the environment wins over it, and flags win over both.
Result<void> gather_settings(Options& options)
{
    auto const variable = [](std::string const& name) -> char const* { return std::getenv(name.c_str()); };
    auto& settings = options.settings;
    if (auto const* const data = variable("KOMMIN_DATA"))
        settings.data = data;
    if (!options.data.empty())
        settings.data = options.data;
    TRY(read_settings(settings.data / "kommin.toml", settings));
    TRY(read_environment(variable, settings));
    for (auto const& [key, text] : options.flags)
        TRY(set_setting(settings, key, text));
    return {};
}

}

namespace {

int run_command(int argc, char** argv)
{
    Options options;
    CLI::App program("Kommin – integration-steering system of a German district");
    program.require_subcommand(1);
    program.set_version_flag("--version", KOMMIN_VERSION);
    program.footer(exit_codes); // the commands inherit it

    auto* const serve = program.add_subcommand("serve", "serve the portal");
    add_all_settings(*serve, options);
    auto* const worker = program.add_subcommand(
        "worker",
        "do the jobs (mails, erasing) without serving; `kommin serve` does them, too, unless told otherwise");
    add_all_settings(*worker, options);
    worker->add_flag("--once", options.once, "do what is due now, then end");

    auto* const demo = program.add_subcommand("demo", "create and fill the demonstration of Kreis Unna");
    add_database_settings(*demo, options);
    demo->add_option("--from", options.demo_directory, "folder of the demonstration files");
    demo->add_option(
        "--logins", options.logins_file,
        "new file for addresses and passwords of the accounts, readable by its owner; without it they are "
        "printed");

    auto* const migrate = program.add_subcommand("migrate", "bring the database to this version");
    add_database_settings(*migrate, options);

    auto* const import = program.add_subcommand("import", "import data")->require_subcommand(1);
    auto* const offers = import->add_subcommand("offers", "import offers from CSV, HSDS JSON or Kommin JSON");
    add_database_settings(*offers, options);
    offers->add_option("FILE", options.file, "the file")->required();
    offers->add_option("--format", options.format, "kommin, hsds or csv; detected if absent")
        ->check(CLI::IsMember({"kommin", "hsds", "csv"}));
    offers->add_option("--profile", options.profile, "CSV: file with lines `field = column`");
    offers->add_option("--tenant", options.tenant, "slug of the district, if there are several");
    offers->add_flag("--dry-run", options.dry_run, "check everything, store nothing");

    auto* const backup = program.add_subcommand("backup", "write a consistent copy while the server runs");
    add_database_settings(*backup, options);
    backup->add_option("FILE", options.file, "the copy; must not exist")->required();
    auto* const restore
        = program.add_subcommand("restore", "make a copy the database of an empty data folder");
    add_database_settings(*restore, options);
    restore->add_option("FILE", options.file, "the copy")->required();
    auto* const verify = program.add_subcommand("verify", "prove audit chain, foreign keys and blobs");
    add_database_settings(*verify, options);

    auto* const feedback
        = program.add_subcommand("feedback", "messages from the public")->require_subcommand(1);
    auto const add_feedback = [&](char const* name, char const* description) {
        auto* const command = feedback->add_subcommand(name, description);
        add_database_settings(*command, options);
        command->add_option("--tenant", options.tenant, "slug of the district, if there are several");
        return command;
    };
    auto* const list = add_feedback("list", "open messages, the one that is due first at the top");
    list->add_flag("--all", options.all, "answered and closed ones as well");
    auto* const show = add_feedback("show", "one message with everything known of it");
    auto* const answer = add_feedback("answer", "note that and what the office has answered; sends nothing");
    auto* const close = add_feedback("close", "close a message that nobody can or need answer");
    for (auto* const command : {show, answer, close})
        command->add_option("NUMBER", options.number, "as `list` shows it")->required();
    answer->add_option("--text", options.text, "what was answered; without it, standard input is read");

    auto* const user = program.add_subcommand("user", "people who may log in")->require_subcommand(1);
    auto* const add_user = user->add_subcommand(
        "add", "invite somebody; prints the link by which they set their password, valid for seven days");
    add_database_settings(*add_user, options);
    add_user->add_option("EMAIL", options.user.email, "address with which they will log in")->required();
    add_user->add_option("--name", options.user.name, "name as the pages show it")->required();
    add_user->add_option(
        "--role", options.user.roles,
        "administrator, conference_office …; for one municipality with its slug: municipal_editor@luenen");
    add_user->add_option("--tenant", options.tenant, "slug of the district, if there are several");

    try {
        program.parse(argc, argv);
        if (auto const settings = gather_settings(options); !settings)
            return tell(settings.problem(), wrong_use);
        log::configure(options.settings.log_level, log::Target::standard_error());

        Commands const commands(options);
        if (*serve)
            return commands.serve();
        if (*worker)
            return commands.work();
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
        if (*list)
            return commands.list_feedback();
        if (*show)
            return commands.show_feedback();
        if (*answer)
            return commands.answer_feedback();
        if (*close)
            return commands.close_feedback();
        if (*add_user)
            return commands.add_user();
        return wrong_use;
    } catch (CLI::ParseError const& error) {
        return program.exit(error) == 0 ? done : wrong_use;
    }
}

// What the machine refused: one sentence for people. The statement is for us and goes to the log.
int tell_unavailable(std::string_view cause)
{
    return tell(
        {ProblemKind::unavailable, {}, "cli.problem.unavailable"_msg, {{"what", std::string(cause)}}},
        failed);
}

}

int run(int argc, char** argv)
{
    try {
        return run_command(argc, argv);
    } catch (db::Error const& error) {
        log::error("database.failed", {{"what", error.what()}});
        return tell_unavailable(error.cause());
    } catch (files::Unavailable const& error) {
        return tell_unavailable(error.what());
    } catch (std::exception const& error) {
        std::fprintf(stderr, "kommin: %s\n", error.what());
        return failed;
    }
}

} // namespace kommin::app
