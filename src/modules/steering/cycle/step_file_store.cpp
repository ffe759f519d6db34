#include "modules/steering/cycle/step_file_store.hpp"

namespace kommin::steering {

StepFileId insert_step_file(
    db::Connection& db, TenantId tenant, StepId step, StepFile const& file, std::string_view mark,
    Instant now)
{
    return db.load<StepFileId>(
        "INSERT INTO steering_step_files (tenant_id, step_id, title, hash, size, pages, mark, added_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        tenant, step, file.title, file.hash, file.size, file.pages, mark, now);
}

std::optional<StepFileId> find_step_file_by_mark(db::Connection& db, TenantId tenant, std::string_view mark)
{
    return db.find<StepFileId>(
        "SELECT id FROM steering_step_files WHERE tenant_id = ? AND mark = ?", tenant, mark);
}

void erase_step_file(db::Connection& db, TenantId tenant, StepFileId id)
{
    db.execute("DELETE FROM steering_step_files WHERE tenant_id = ? AND id = ?", tenant, id);
}

std::int64_t count_step_files(db::Connection& db, TenantId tenant, StepId step)
{
    return db.load<std::int64_t>(
        "SELECT COUNT(*) FROM steering_step_files WHERE tenant_id = ? AND step_id = ?", tenant, step);
}

std::int64_t bytes_of_step_files(db::Connection& db, TenantId tenant)
{
    return db.load<std::int64_t>(
        "SELECT CAST(COALESCE(SUM(size), 0) AS BIGINT) FROM steering_step_files WHERE tenant_id = ?", tenant);
}

std::vector<std::string> list_hashes_of_step_files(db::Connection& db, TenantId tenant)
{
    return db.list<std::string>(
        "SELECT DISTINCT hash FROM steering_step_files WHERE tenant_id = ? ORDER BY hash", tenant);
}

} // namespace kommin::steering
