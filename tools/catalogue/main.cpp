// kommin_catalogue LOCALES OUTPUT [--incomplete] SOURCES…
//
// Checks the texts of the interface and turns them into C++. With --incomplete, what is still to be written
// or translated is reported but does not fail the build.

#include "catalogue.hpp"

#include <exception>
#include <filesystem>
#include <iostream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace kommin::catalogue;

constexpr std::size_t shown_per_file = 8;

// Returns whether the build has to stop.
bool report(Findings const& findings, bool may_be_incomplete)
{
    std::map<std::string, std::size_t> count_by_file;
    bool has_failed = false;
    std::size_t open = 0;
    for (Finding const& finding : findings) {
        bool const is_error = finding.severity == Severity::error || !may_be_incomplete;
        has_failed = has_failed || is_error;
        if (!is_error) {
            ++open;
            continue;
        }
        if (++count_by_file[finding.file] > shown_per_file)
            continue;
        std::cerr << finding.file << ':' << (finding.line == 0 ? 1 : finding.line)
                  << ": error: " << finding.what << '\n';
    }
    for (auto const& [file, count] : count_by_file)
        if (count > shown_per_file)
            std::cerr << file << ":1: and " << count - shown_per_file << " more\n";
    if (open > 0)
        std::cerr
            << "locales: warning: " << open
            << " texts are missing or unused; German stands in for them (KOMMIN_INCOMPLETE_CATALOGUES)\n";
    return has_failed;
}

} // namespace

int main(int argc, char** argv)
{
    try {
        std::vector<std::filesystem::path> paths;
        bool may_be_incomplete = false;
        for (int i = 1; i < argc; ++i) {
            if (std::string_view(argv[i]) == "--incomplete")
                may_be_incomplete = true;
            else
                paths.emplace_back(argv[i]);
        }
        if (paths.size() < 3) {
            std::cerr << "usage: kommin_catalogue LOCALES OUTPUT [--incomplete] SOURCES…\n";
            return 2;
        }
        Catalogue const catalogue = load_catalogue(paths[0], {paths.begin() + 2, paths.end()});
        if (report(catalogue.findings, may_be_incomplete))
            return 1;
        write_catalogue(catalogue, paths[1]);
        return 0;
    } catch (std::exception const& error) {
        std::cerr << "kommin_catalogue: " << error.what() << '\n';
        return 1;
    }
}
