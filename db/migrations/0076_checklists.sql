-- Checklists of meetings (docs/adr/0076). panel_kind: of the panels whose meetings it is for; 'every', or 'none' for one that is
-- kept and not offered any more. lines: one task each, as somebody types them: "-42 Raum buchen | Geschäftsführung".
CREATE TABLE checklist_templates (
    id         {pk_once},
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    name       {text} NOT NULL,
    panel_kind {text} NOT NULL,
    lines      {text} NOT NULL,
    mark       {text} NOT NULL,
    version    {int} NOT NULL DEFAULT 1,
    changed_at {text} NOT NULL
){strict};
CREATE UNIQUE INDEX checklist_templates_mark ON checklist_templates (tenant_id, mark);

-- The lines of a meeting's checklist are tasks. who: in words, where it is no account and nobody by name. days_from_meeting: due so
-- many days after the meeting's, NULL for one whose day somebody has typed. fell_with_meeting: of an open one whose meeting is called off.
ALTER TABLE tasks ADD COLUMN origin {text} NOT NULL DEFAULT 'meeting';
ALTER TABLE tasks ADD COLUMN who {text} NOT NULL DEFAULT '';
ALTER TABLE tasks ADD COLUMN days_from_meeting {int};
ALTER TABLE tasks ADD COLUMN fell_with_meeting {bool} NOT NULL DEFAULT FALSE;
CREATE INDEX tasks_account ON tasks (account_id);
