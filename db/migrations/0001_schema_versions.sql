-- The book of the migrations: one row for each that was applied, entered in its own transaction.
-- It concerns the whole installation, therefore it has no tenant.

CREATE TABLE schema_migrations (
    version     {int} NOT NULL PRIMARY KEY,
    name        {text} NOT NULL,
    checksum    {text} NOT NULL,
    applied_at  {text} NOT NULL
){strict};
