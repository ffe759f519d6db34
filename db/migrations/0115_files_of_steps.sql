-- Files that belong to a step of a steering year, beside the addresses of steering_step_documents: PDF, written anew as papers are
-- (docs/adr/0079, 0092). None is changed: whoever replaces one removes it and adds another.
CREATE TABLE steering_step_files (
    id        {pk_once},
    tenant_id {int} NOT NULL REFERENCES tenants (id),
    step_id   {int} NOT NULL REFERENCES steering_steps (id),
    title     {text} NOT NULL,
    hash      {text} NOT NULL, -- its digest in the store of files
    size      {int} NOT NULL, -- bytes
    pages     {int} NOT NULL,
    mark      {text} NOT NULL, -- of the form that made it
    added_at  {text} NOT NULL
){strict};
CREATE UNIQUE INDEX steering_step_files_mark ON steering_step_files (tenant_id, mark);
CREATE INDEX steering_step_files_step ON steering_step_files (step_id, id);
CREATE INDEX steering_step_files_hash ON steering_step_files (tenant_id, hash);
