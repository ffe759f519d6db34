#pragma once
// The folder from which a district is founded: district.csv, municipalities.csv, units.csv, map.json. What
// each column means: docs/founding.md.

#include "modules/tenants/tenant.hpp"
#include "platform/base/problem.hpp"
#include "platform/i18n/texts.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::tenants {

// Where in the folder something is wrong. The problem names the column or the field.
struct FolderProblem {
    std::string file; // "municipalities.csv"
    std::size_t line = 0; // from 1; 0: the file as a whole
    Problem problem;
};
using FolderProblems = std::vector<FolderProblem>;
// "municipalities.csv:3: ags: …".
std::string sentence_of(FolderProblem const& problem, i18n::Texts const& texts);

struct NewUnit {
    OrganisationalUnit unit;
    std::string body; // slug of the district or the municipality
};

// A district as its folder describes it, not stored yet.
struct NewDistrict {
    Tenant tenant;
    Body district;
    std::vector<Body> municipalities;
    std::vector<NewUnit> units;

    [[nodiscard]] bool has_municipality(std::string_view slug) const;
};

struct ReadDistrict {
    NewDistrict district;
    FolderProblems problems; // empty: the district can be founded
};

// Larger files are refused unread.
inline constexpr std::size_t largest_folder_file = std::size_t{16} << 20U;

// Reads everything and tells all problems at once.
ReadDistrict read_district(std::filesystem::path const& folder);

} // namespace kommin::tenants
