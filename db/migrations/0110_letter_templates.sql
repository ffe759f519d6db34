-- Own words for letters (docs/adr/0098): what the Kreis or a municipality writes at the beginning and at the end of a kind of letter,
-- in one language. body_id: whose letters; NULL: those of the Kreis. Without any words: those of the program are used again.
CREATE TABLE letter_templates (
    id         {pk},
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    body_id    {int} REFERENCES bodies (id),
    kind       {text} NOT NULL, -- as the module calls it that sends the letter: "goals.inventory.request"
    language   {text} NOT NULL, -- of the letter: a tag
    opening    {text} NOT NULL,
    closing    {text} NOT NULL,
    mark       {text} NOT NULL, -- of the form that made it
    version    {int} NOT NULL DEFAULT 1,
    changed_at {text} NOT NULL
){strict};
CREATE UNIQUE INDEX letter_templates_once ON letter_templates (tenant_id, COALESCE(body_id, 0), kind, language);
CREATE UNIQUE INDEX letter_templates_mark ON letter_templates (tenant_id, mark);
