-- Every module may have translated texts: the kinds of subjects are stated by the code of the modules.
-- SQLite cannot drop a CHECK: the table is built anew.

CREATE TABLE translations_new (
    id             {pk},
    tenant_id      {int} NOT NULL REFERENCES tenants (id),
    subject_kind   {text} NOT NULL,
    subject_id     {int} NOT NULL,
    field          {text} NOT NULL,
    language       {text} NOT NULL,
    text           {text} NOT NULL,
    origin         {text} NOT NULL,
    source_hash    {text} NOT NULL,
    translated_at  {text} NOT NULL,
    CONSTRAINT translations_origin CHECK (origin IN ('person', 'machine'))
){strict};
INSERT INTO translations_new
      (id, tenant_id, subject_kind, subject_id, field, language, text, origin, source_hash, translated_at)
SELECT id, tenant_id, subject_kind, subject_id, field, language, text, origin, source_hash, translated_at
  FROM translations;
DROP TABLE translations;
ALTER TABLE translations_new RENAME TO translations;
CREATE UNIQUE INDEX translations_once ON translations (tenant_id, subject_kind, subject_id, field, language);
