#include "modules/portal/commands.hpp"
#include "modules/portal/editing/offer_import.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/files/files.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/work/use_case.hpp"

#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <span>
#include <string>
#include <utility>

namespace kommin::portal {

namespace {

using command::Argument;
using command::Invocation;

constexpr std::string_view file_argument = "FILE";
constexpr std::string_view format_option = "--format";
constexpr std::string_view profile_option = "--profile";
constexpr std::string_view dry_run_flag = "--dry-run";
constexpr std::string_view overwrite_flag = "--overwrite-edited";

i18n::Texts const& german()
{
    return i18n::Texts::of(i18n::Language::german());
}

void print_all(char const* prefix, std::span<ImportProblem const> problems)
{
    for (auto const& problem : problems)
        std::fprintf(
            stderr, "%s%s: %s: %s\n", prefix, problem.row.c_str(), problem.problem.field.c_str(),
            i18n::text_of(problem.problem, german()).c_str());
}

Problem refusal(std::vector<ImportProblem> const& problems)
{
    print_all("", problems);
    return Problem::invalid({}, "import.refused"_msg, {{"count", std::to_string(problems.size())}});
}

Result<ImportFormat> format_of(Invocation const& invocation, std::string_view bytes)
{
    auto const name = invocation.text(format_option);
    if (name == "csv")
        return ImportFormat::csv;
    if (name == "hsds")
        return ImportFormat::hsds_json;
    if (name == "kommin")
        return ImportFormat::kommin_json;
    if (auto const detected = detect_format(bytes))
        return *detected;
    return Problem::invalid({}, "import.problem.format"_msg);
}

Result<ReadOffers> read(Invocation const& invocation, std::string const& bytes, ImportContext const& context)
{
    switch (TRY(format_of(invocation, bytes))) {
    case ImportFormat::kommin_json:
        return read_kommin_json(bytes, context);
    case ImportFormat::hsds_json:
        return read_hsds_json(bytes, context);
    case ImportFormat::csv:
        break;
    }
    MappingProfile profile;
    if (auto const path = invocation.text(profile_option); !path.empty())
        profile = TRY(parse_mapping_profile(TRY(files::read_file(path, largest_import))));
    return read_csv(bytes, context, profile);
}

// A dry run is the same work, never committed.
ImportReport store(Invocation const& invocation, ReadOffers const& offers, ImportOptions const& options)
{
    if (invocation.is_given(dry_run_flag))
        return try_use_case(
            invocation.context(), [&](Work& work) { return import_offers(work, offers, options); });
    ImportReport report;
    auto const stored = run_use_case(invocation.context(), [&](Work& work) -> Result<void> {
        report = import_offers(work, offers, options);
        if (!report.problems.empty())
            return report.problems.front().problem; // rolls back
        return {};
    });
    static_cast<void>(stored); // the report says it with all rows
    return report;
}

// One line of a terminal that is written anew; in files and logs it would be noise.
bool shows_progress()
{
    static bool const on_terminal = isatty(STDERR_FILENO) == 1;
    return on_terminal;
}

// How many will come nobody knows before the end of the file.
void show_read(std::size_t offers)
{
    if (shows_progress() && offers % 100 == 0)
        std::fprintf(stderr, "\rGelesen: %zu", offers);
}

void show_stored(std::size_t finished, std::size_t all)
{
    constexpr int width = 30;
    if (!shows_progress() || (finished % 100 != 0 && finished != all))
        return;
    auto const filled = static_cast<int>(finished * width / all);
    std::fprintf(
        stderr, "\r[%.*s%*s] %zu von %zu%s", filled, "##############################", width - filled, "",
        finished, all, finished == all ? "\n" : "");
}

Result<void> import(Invocation const& invocation)
{
    auto const path = invocation.text(file_argument);
    auto bytes = TRY(files::read_file(path, largest_import));
    auto const& place = invocation.place();
    auto context = load_import_context(
        invocation.db(), invocation.tenant(), place.zone.to_local(place.clock.now()).date);
    context.on_read = &show_read;
    // Reading a large file takes its time: nobody else shall wait for the one writer meanwhile.
    auto offers = TRY(read(invocation, bytes, context));
    if (shows_progress() && !offers.offers.empty())
        std::fprintf(stderr, "\rGelesen: %zu\n", offers.offers.size());
    context.stored_places = decltype(context.stored_places)();
    check_offers(offers, context);
    print_all("Hinweis: ", offers.warnings);
    if (!offers.problems.empty())
        return refusal(offers.problems);
    bool const is_dry_run = invocation.is_given(dry_run_flag);
    if (!is_dry_run) // evidence of where facts came from, under its hash: twice changes nothing
        files::BlobStore(place.blobs).put(bytes);
    auto const hash = crypto::sha256_hex(bytes);
    bytes = std::string(); // storing needs the memory of a large file; "= {}" would keep it

    auto const report = store(
        invocation, offers,
        {.source_name = std::filesystem::path(path).filename().string(),
         .source_hash = hash,
         .overwrites_edited = invocation.is_given(overwrite_flag),
         .progress = &show_stored});
    if (!report.problems.empty())
        return refusal(report.problems);
    // Those of the reading are told already.
    print_all("Hinweis: ", std::span(report.warnings).subspan(offers.warnings.size()));
    std::printf(
        "%s%d neu, %d geändert, %d unverändert", is_dry_run ? "Probelauf: " : "", report.created,
        report.changed, report.unchanged);
    if (report.kept > 0)
        std::printf(", %d hier bearbeitet und nicht überschrieben (%s)", report.kept, overwrite_flag.data());
    std::printf("\n");
    return {};
}

}

command::Command import_command()
{
    return {
        {"import", "import data"},
        "offers",
        "import offers from CSV, HSDS JSON or Kommin JSON",
        {{file_argument, "the file", Argument::Kind::text, true},
         {format_option,
          "kommin, hsds or csv; detected if absent",
          Argument::Kind::text,
          false,
          {"kommin", "hsds", "csv"}},
         {profile_option, "CSV: file with lines `field = column`"},
         {dry_run_flag, "check everything, store nothing", Argument::Kind::flag},
         {overwrite_flag, "also offers that somebody has edited here since the last import",
          Argument::Kind::flag}},
        &import};
}

} // namespace kommin::portal
