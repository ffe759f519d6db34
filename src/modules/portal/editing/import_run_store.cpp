#include "modules/portal/editing/import_run_store.hpp"

namespace kommin::portal {

void insert_import_run(db::Connection& db, TenantId tenant, ImportRun const& run, Instant now)
{
    db.execute(
        "INSERT INTO import_runs (tenant_id, source_name, source_hash, finished_at, created, changed,"
        " unchanged, kept) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        tenant, run.source_name, run.source_hash, now, run.created, run.changed, run.unchanged, run.kept);
}

std::vector<ImportRun> list_import_runs(db::Connection& db, TenantId tenant)
{
    return db.list<ImportRun>(
        "SELECT source_name, source_hash, created, changed, unchanged, kept FROM import_runs"
        " WHERE tenant_id = ? ORDER BY id",
        tenant);
}

} // namespace kommin::portal
