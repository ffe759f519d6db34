-- What is still to be translated: one row per record and language while any of its texts is missing, older than its
-- source, or made by a machine. Written together with the record, so that lists need not take every text apart.
-- language: empty where nothing of the record has been translated into any.
-- owner_id: the body whose record it is; none: the whole district. title: in the source language, for lists.
CREATE TABLE translation_progress (
    id            {pk},
    tenant_id     {int} NOT NULL REFERENCES tenants (id),
    subject_kind  {text} NOT NULL,
    subject_id    {int} NOT NULL,
    language      {text} NOT NULL,
    owner_id      {int},
    title         {text} NOT NULL,
    texts         {int} NOT NULL,
    missing       {int} NOT NULL,
    outdated      {int} NOT NULL,
    machine       {int} NOT NULL
){strict};
CREATE UNIQUE INDEX translation_progress_record
    ON translation_progress (tenant_id, subject_kind, subject_id, language);
CREATE INDEX translation_progress_language ON translation_progress (tenant_id, language, id);
CREATE INDEX translation_progress_open
    ON translation_progress (tenant_id, language, owner_id, missing, outdated, machine);
