#include "modules/adoption/concepts/package_commands.hpp"

#include "modules/adoption/concepts/package_store.hpp"
#include "modules/adoption/package/package_file.hpp"
#include "platform/files/files.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <string>
#include <system_error>
#include <vector>

namespace kommin::adoption {

namespace {

using command::Argument;
using command::Arguments;
using command::Invocation;

constexpr command::Group concept_group{
    "concept", "concept packages: what districts give out of their concepts (docs/concept-package.md)"};
constexpr std::string_view package_option = "--package";
constexpr std::string_view number_option = "--number";
constexpr std::string_view concept_file_argument = "FILE";

// To the byte as it is stored: nothing but the file goes to standard output.
Result<void> run_export(Invocation const& invocation)
{
    auto const versions
        = list_versions_of(invocation.db(), invocation.tenant(), invocation.text(package_option));
    auto const wanted = invocation.is_given(number_option)
        ? std::ranges::find(versions, invocation.number(number_option), &StoredPackage::number)
        : versions.begin();
    if (wanted == versions.end())
        return Problem::not_found("package.problem.unknown"_msg);
    auto const file = load_package_file(invocation.db(), invocation.tenant(), wanted->id);
    if (std::fwrite(file.data(), 1, file.size(), stdout) != file.size() || std::fflush(stdout) != 0)
        throw std::system_error(errno, std::generic_category(), "standard output");
    return {};
}

// Whether a file is a package as somebody signed it. Who that was says the fingerprint, to whoever has
// compared it with the issuer.
Result<void> run_verify(Arguments const& arguments)
{
    auto const bytes = TRY(files::read_file(arguments.text(concept_file_argument), largest_package));
    auto const read = TRY(read_package_file(bytes));
    auto const& package = read.package;
    std::printf(
        "name: %s\nissuer: %s\nnumber: %lld\nday: %s\ncode: %s\n", package.name.c_str(),
        package.issuer.c_str(), static_cast<long long>(package.number), to_iso(package.day).c_str(),
        package.code.c_str());
    for (auto const kind : all_item_kinds)
        std::printf(
            "%ss: %lld\n", std::string(to_text(kind)).c_str(),
            static_cast<long long>(std::ranges::count(package.items, kind, &Item::kind)));
    std::printf("fingerprint of the key: %s\nsignature: holds\n", fingerprint_of(read.public_key).c_str());
    return {};
}

}

std::vector<command::Command> concept_commands()
{
    return {
        {concept_group,
         "export",
         "write the file of a package to standard output, to the byte as it was signed",
         {{package_option, "code of the package, as its page shows it", Argument::Kind::text, true},
          {number_option, "of the version; without it the newest", Argument::Kind::number}},
         &run_export},
        {.group = concept_group,
         .name = "verify",
         .help = "check a file without any database: its spelling and its signature; what is in it",
         .arguments = {{concept_file_argument, "a package", Argument::Kind::text, true}},
         .run_alone = &run_verify}};
}

} // namespace kommin::adoption
