#pragma once
// The SQL of import runs: what was imported from which file, and what it did.

#include "platform/base/date.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/db/connection.hpp"

#include <string>
#include <vector>

namespace kommin::portal {

struct ImportRun {
    std::string source_name;
    std::string source_hash;
    int created = 0;
    int changed = 0;
    int unchanged = 0;
    int kept = 0; // changed in the file and here: left as they are here
};

void insert_import_run(db::Connection& db, TenantId tenant, ImportRun const& run, Instant now);
std::vector<ImportRun> list_import_runs(db::Connection& db, TenantId tenant); // oldest first

} // namespace kommin::portal
