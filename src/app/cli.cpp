#include "app/cli.hpp"

#include "app/command_arguments.hpp"
#include "app/command_database.hpp"
#include "app/command_outcome.hpp"
#include "app/demo.hpp"
#include "app/founding.hpp"
#include "app/maintenance.hpp"
#include "app/modules.hpp"
#include "app/returned_mails.hpp"
#include "app/serve.hpp"
#include "app/server_key.hpp"
#include "app/settings.hpp"
#include "app/share.hpp"
#include "app/unknown_command.hpp"
#include "app/weaknesses.hpp"
#include "app/worker.hpp"
#include "modules/tenants/api.hpp"
#include "platform/command/command.hpp"
#include "platform/db/error.hpp"
#include "platform/db/migration.hpp"
#include "platform/files/files.hpp"
#include "platform/http/server.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/i18n/zone.hpp"
#include "platform/images/studio.hpp"
#include "platform/log/log.hpp"
#include "platform/pdf/cleaner.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <initializer_list>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::app {

namespace {

struct Options {
    Settings settings;
    std::string data; // as the flag says; "": not given
    std::map<std::string, std::string, std::less<>> flags; // settings by key
    std::string demo_directory;
    std::string story; // of the demonstration
    bool with_lindenkreis = false;
    std::string folder; // of a founding
    bool is_dry_run = false;
    std::string logins_file;
    std::string file;
    std::vector<std::string> noted_heads;
    std::string tenant;
    bool once = false;
    bool is_key_lost = false;
};

class Commands : private CommandDatabase {
public:
    explicit Commands(Options const& options)
        : CommandDatabase(options.settings)
        , options_(options)
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
        auto const directory = options_.demo_directory.empty()
            ? find_shared("demo")
            : std::filesystem::path(options_.demo_directory);
        auto const modules = all_modules(options_.settings);
        std::vector<DemoOrder> orders{{.folder = directory, .story = options_.story}};
        if (options_.with_lindenkreis) {
            orders.front().hosts = {"kreis-unna.localhost", "localhost"};
            orders.push_back({.folder = directory / lindenkreis_folder});
        }
        for (auto const& order : orders) {
            if (auto const checked = check_demo(modules, order); !checked)
                return tell(checked.problem(), wrong_use);
        }
        files::make_private_directory(options_.settings.data);
        return with_database(Database::may_be_new, [&](db::Connection& db) -> int {
            auto const migrated = db::migrate(db, clock_);
            if (!migrated)
                return tell(migrated.problem(), wrong_database);
            for (auto const& order : orders) {
                auto const counts = load_demo(db, clock_, modules, order, [](std::string_view step) {
                    std::printf("demo: %.*s\n", static_cast<int>(step.size()), step.data());
                });
                if (!counts)
                    return tell(counts.problem(), wrong_input);
                for (auto const& [kind, count] : *counts)
                    std::printf("demo: %d %s\n", count, kind.c_str());
            }
            if (auto const own = check_server_key(db, options_.settings.data, clock_); !own)
                return tell(own.problem(), failed);
            return tell_logins(
                add_demo_accounts(db, clock_, secrets_of(options_.settings.data)(), modules, orders));
        });
    }

    int found_district() const
    {
        auto const founding = read_founding(options_.folder);
        for (auto const& problem : founding.problems)
            std::fprintf(stderr, "%s\n", tenants::sentence_of(problem, german()).c_str());
        if (auto const count = founding.problems.size(); count != 0)
            return tell(
                Problem::invalid({}, "founding.refused"_msg, {{"count", std::to_string(count)}}),
                wrong_input);
        return options_.is_dry_run ? rehearse(founding) : found(founding);
    }

    int serve() const
    {
        auto const refused = with_own_key(clock_, [](db::Connection&) -> int { return done; });
        if (refused == done)
            app::serve(options_.settings, *options_.settings.location(), clock_);
        return refused;
    }

    int work() const
    {
        if (options_.once)
            return with_own_key(clock_, [&](db::Connection& db) -> int {
                auto const jobs = jobs_of(all_modules(options_.settings), clock_, no_signals);
                std::printf("jobs: %d\n", jobs.run_due(db));
                return done;
            });
        auto const refused = with_own_key(clock_, [](db::Connection&) -> int { return done; });
        if (refused == done)
            app::work(options_.settings, *options_.settings.location(), clock_);
        return refused;
    }

    int renew_key() const
    {
        return with_current_database([&](db::Connection& db) -> int {
            auto const& data = options_.settings.data;
            auto const resealed = renew_server_key(db, data, clock_, options_.is_key_lost);
            if (!resealed)
                return tell(resealed.problem(), failed);
            std::printf(
                "Neuer Schlüssel: %s. Zweite Faktoren und Passwörter neu versiegelt: %d, nicht zu öffnen: "
                "%d\n",
                (data / "server.key").c_str(), resealed->sealed_anew, resealed->unopened);
            return done;
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
        std::vector<NotedHead> noted;
        for (auto const& text : options_.noted_heads) {
            auto head = parse_noted_head(text);
            if (!head)
                return tell(head.problem(), wrong_use);
            noted.push_back(std::move(head).value());
        }
        return with_database(Database::must_exist, [&](db::Connection& db) -> int {
            auto const report = app::verify(db, options_.settings, noted);
            for (auto const& line : report.lines)
                std::puts(line.c_str());
            if (!report.is_current)
                return wrong_database;
            return report.is_sound ? done : failed;
        });
    }

    int check() const
    {
        auto const location = options_.settings.location();
        if (!location)
            return tell(location.problem(), wrong_use);
        auto const weaknesses = find_weaknesses(options_.settings, *location);
        for (auto const& weakness : weaknesses)
            std::puts(i18n::text_of(weakness.problem, german()).c_str());
        if (weaknesses.empty())
            std::puts(std::string(german()("weakness.none"_msg)).c_str());
        return weaknesses.empty() ? done : failed;
    }

    int take_returned_mail() const
    {
        return with_own_key(clock_, [&](db::Connection& db) -> int {
            auto const key = load_or_create_server_key(options_.settings.data);
            auto const taken = app::take_returned_mail(db, clock_, key, std::cin);
            std::printf("%s\n", taken.c_str());
            return done;
        });
    }

    int run(command::Command const& command, command::Invocation::Values const& values) const
    {
        if (command.run_alone) {
            auto const result = command.run_alone(command::Arguments(values));
            return result ? done : tell(result.problem(), failed);
        }
        return with_tenant(options_.tenant, [&](db::Connection& db, tenants::Tenant const& tenant) -> int {
            auto const zone = tenants::zone_of(tenant);
            auto const& settings = options_.settings;
            auto const result = command.run(command::Invocation(
                {db, tenant.id, zone, clock_, settings.blobs(), settings.base_url}, values));
            return result ? done : tell(result.problem(), wrong_input);
        });
    }

private:
    int found(Founding const& founding) const
    {
        files::make_private_directory(options_.settings.data);
        return with_database(Database::may_be_new, [&](db::Connection& db) -> int {
            auto const migrated = db::migrate(db, clock_);
            if (!migrated)
                return tell(migrated.problem(), wrong_database);
            auto const stored = app::found_district(db, clock_, founding, Rehearsal::no);
            if (!stored)
                return tell(stored.problem(), wrong_input);
            print_counts("", founding);
            std::printf(
                "Nächster Schritt: kommin user add ADRESSE --name NAME --role administrator --data %s "
                "--tenant "
                "%s\n",
                options_.settings.data.c_str(), founding.district.tenant.slug.c_str());
            return done;
        });
    }

    // Leaves not even an empty database behind: where there is none, the files are all there is to check.
    int rehearse(Founding const& founding) const
    {
        auto const location = options_.settings.location();
        if (!location)
            return tell(location.problem(), wrong_use);
        std::error_code unknown;
        bool const is_new = location->engine == db::Engine::sqlite
            && !std::filesystem::exists(location->target, unknown) && !unknown;
        auto const report = [&] {
            print_counts("Probelauf: ", founding);
            return done;
        };
        if (is_new)
            return report();
        return with_current_database([&](db::Connection& db) -> int {
            auto const rehearsed = app::found_district(db, clock_, founding, Rehearsal::yes);
            return rehearsed ? report() : tell(rehearsed.problem(), wrong_input);
        });
    }

    static void print_counts(char const* prefix, Founding const& founding)
    {
        auto const& district = founding.district;
        std::printf(
            "%s%s: %zu Gemeinden, %zu Organisationseinheiten, %zu Seiten\n", prefix,
            district.tenant.name.c_str(), district.municipalities.size(), district.units.size(),
            founding.pages.pages.size());
    }

    // The passwords appear here and nowhere else.
    int tell_logins(std::string const& lines) const
    {
        if (options_.logins_file.empty())
            std::fputs(lines.c_str(), stdout);
        else if (!files::create_private(options_.logins_file, lines))
            return tell(
                Problem::conflict("logins", "cli.problem.exists"_msg, {{"file", options_.logins_file}}),
                wrong_use);
        return done;
    }

    Options const& options_;
    SystemClock clock_;
};

// The flags of some settings, or of all.
void add_settings(CLI::App& command, Options& options, std::initializer_list<std::string_view> names)
{
    command.add_option("--data", options.data, "data folder (database, blobs, kommin.toml; default: data)");
    for (auto const& key : setting_keys()) {
        if (key.is_secret
            || (names.size() != 0 && std::find(names.begin(), names.end(), key.name) == names.end()))
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

// A command of a module, and what was typed behind it.
struct ParsedCommand {
    command::Command command;
    CLI::App* parser = nullptr;
    command::Invocation::Values values = {};
};

std::vector<std::unique_ptr<ParsedCommand>> add_commands(CLI::App& program, Options& options)
{
    std::vector<std::unique_ptr<ParsedCommand>> all;
    std::map<std::string_view, CLI::App*> groups;
    for (auto& command : all_commands()) {
        auto const& parsed = all.emplace_back(std::make_unique<ParsedCommand>(std::move(command)));
        auto const& group = parsed->command.group;
        auto*& parent = groups[group.name];
        if (parent == nullptr)
            parent = program.add_subcommand(std::string(group.name), std::string(group.help))
                         ->require_subcommand(1);
        auto& parser
            = *parent->add_subcommand(std::string(parsed->command.name), std::string(parsed->command.help));
        parsed->parser = &parser;
        if (parsed->command.run) {
            add_database_settings(parser, options);
            parser.add_option("--tenant", options.tenant, "slug of the district, if there are several");
        }
        for (auto const& argument : parsed->command.arguments)
            add_argument(parser, argument, parsed->values);
    }
    return all;
}

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
        "--story", options.story,
        "also tell invented events, marked as such: 2009 (interim values, milestones and lights of the "
        "measures)");
    demo->add_flag(
        "--lindenkreis", options.with_lindenkreis,
        "a second, invented district with all that steering can show, at lindenkreis.localhost; Kreis Unna "
        "is then found at kreis-unna.localhost and localhost");
    demo->add_option(
        "--logins", options.logins_file,
        "new file for addresses and passwords of the accounts, readable by its owner; without it they are "
        "printed");

    auto* const district
        = program.add_subcommand("district", "the district of this installation")->require_subcommand(1);
    auto* const found = district->add_subcommand(
        "found", "found a district from a folder (docs/founding.md); the database may be new");
    add_database_settings(*found, options);
    found->add_option("--from", options.folder, "folder with district.csv, municipalities.csv …")->required();
    found->add_flag("--dry-run", options.is_dry_run, "check everything, store nothing");

    auto* const migrate = program.add_subcommand("migrate", "bring the database to this version");
    add_database_settings(*migrate, options);

    auto* const key = program.add_subcommand("key", "DATA/server.key, which seals secrets of the database")
                          ->require_subcommand(1);
    auto* const renew_key = key->add_subcommand(
        "renew", "a new key; what the present one opens is sealed with it. No server may run meanwhile");
    add_database_settings(*renew_key, options);
    renew_key->add_flag(
        "--lost", options.is_key_lost, "the present key is gone: second factors are set up anew");

    auto* const backup = program.add_subcommand("backup", "write a consistent copy while the server runs");
    add_database_settings(*backup, options);
    backup->add_option("FILE", options.file, "the copy; must not exist")->required();
    auto* const restore
        = program.add_subcommand("restore", "make a copy the database of an empty data folder");
    add_database_settings(*restore, options);
    restore->add_option("FILE", options.file, "the copy")->required();
    auto* const verify
        = program.add_subcommand("verify", "prove audit chain, versions, foreign keys and blobs");
    add_database_settings(*verify, options);
    verify->add_option(
        "--head", options.noted_heads,
        "end of an audit chain as a backup printed it (\"unna 4711 5f3c…\"): must still be there; may be "
        "given several times");

    auto* const check = program.add_subcommand(
        "check", "what the settings and the modes of the files leave open (docs/security.md)");
    add_all_settings(*check, options);

    auto* const mail
        = program.add_subcommand("mail", "what mail servers give to the program")->require_subcommand(1);
    auto* const bounced = mail->add_subcommand(
        "bounced",
        "take a report about a mail that did not arrive from standard input (docs/user/betrieb.md)");
    add_database_settings(*bounced, options);

    auto const commands_of_modules = add_commands(program, options);

    try {
        program.parse(argc, argv);
        if (auto const settings = gather_settings(options.settings, options.data, options.flags); !settings)
            return tell(settings.problem(), wrong_use);
        log::configure(options.settings.log_level, log::Target::standard_error());

        Commands const commands(options);
        if (*serve)
            return commands.serve();
        if (*worker)
            return commands.work();
        if (*demo)
            return commands.demo();
        if (*found)
            return commands.found_district();
        if (*migrate)
            return commands.migrate();
        if (*renew_key)
            return commands.renew_key();
        if (*backup)
            return commands.back_up();
        if (*restore)
            return commands.restore();
        if (*verify)
            return commands.verify();
        if (*check)
            return commands.check();
        if (*bounced)
            return commands.take_returned_mail();
        for (auto const& entry : commands_of_modules) {
            if (*entry->parser)
                return commands.run(entry->command, entry->values);
        }
        return wrong_use;
    } catch (CLI::ParseError const& error) {
        if (auto const unknown = unknown_command(program, std::span(argv, static_cast<std::size_t>(argc)))) {
            std::fprintf(
                stderr, "kommin: there is no command \"%.*s\"; kommin --help lists all of them\n",
                static_cast<int>(unknown->size()), unknown->data());
            return wrong_use;
        }
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

int run_told(int argc, char** argv)
{
    try {
        return run_command(argc, argv);
    } catch (db::Error const& error) {
        log::error("database.failed", {{"what", error.what()}});
        return tell_unavailable(error.cause());
    } catch (files::Unavailable const& error) {
        return tell_unavailable(error.what());
    } catch (http::CannotListen const& error) {
        return tell(
            {ProblemKind::unavailable,
             {},
             "cli.problem.cannot_listen"_msg,
             {{"address", error.where()}, {"what", error.why()}}},
            failed);
    } catch (std::exception const& error) {
        std::fprintf(stderr, "kommin: %s\n", error.what());
        return failed;
    }
}

}

int run(int argc, char** argv)
{
    // No commands for people: Kommin starts itself so for every picture and every PDF. Nothing that the
    // program has at its end belongs into that process.
    if (argc == 2 && argv[1] == images::worker_argument)
        std::_Exit(images::run_image_worker());
    if (argc == 2 && argv[1] == pdf::worker_argument)
        std::_Exit(pdf::run_pdf_worker());
    auto const code = run_told(argc, argv);
    // For any other code the mail server would write to whoever has sent what came: that may be anybody, or
    // another mail server, about a mail of ours. What is amiss here, somebody mends.
    bool const is_for_mail_server
        = argc > 2 && argv[1] == std::string_view("mail") && argv[2] == std::string_view("bounced");
    return code != done && is_for_mail_server ? later : code;
}

} // namespace kommin::app
