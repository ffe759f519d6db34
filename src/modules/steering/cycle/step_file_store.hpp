#pragma once
// SQL of the files of steps. Every function works inside the caller's transaction; those of a step are loaded
// with it (year_store.hpp).

#include "modules/steering/cycle/steering_year.hpp"
#include "platform/db/connection.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::steering {

StepFileId insert_step_file(
    db::Connection& db, TenantId tenant, StepId step, StepFile const& file, std::string_view mark,
    Instant now);
std::optional<StepFileId> find_step_file_by_mark(db::Connection& db, TenantId tenant, std::string_view mark);
void erase_step_file(db::Connection& db, TenantId tenant, StepFileId id);
std::int64_t count_step_files(db::Connection& db, TenantId tenant, StepId step);
std::int64_t bytes_of_step_files(db::Connection& db, TenantId tenant);
std::vector<std::string> list_hashes_of_step_files(db::Connection& db, TenantId tenant);

} // namespace kommin::steering
