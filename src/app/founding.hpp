#pragma once
// A real district: read from a folder, stored in one transaction.

#include "modules/portal/module.hpp"
#include "modules/tenants/api.hpp"
#include "platform/base/clock.hpp"
#include "platform/base/result.hpp"
#include "platform/db/connection.hpp"

#include <cstdint>
#include <filesystem>

namespace kommin::app {

struct Founding {
    tenants::NewDistrict district;
    portal::FolderPages pages;
    tenants::FolderProblems problems; // of everything; empty: it can be founded
};

// Reads the folder and tells all problems at once.
Founding read_founding(std::filesystem::path const& folder);

enum class Rehearsal : std::uint8_t { no, yes };

// Founds the district; a rehearsal does the same and commits nothing. Problems: as tenants::found().
Result<void> found_district(
    db::Connection& db, Clock const& clock, Founding const& founding, Rehearsal rehearsal);

} // namespace kommin::app
