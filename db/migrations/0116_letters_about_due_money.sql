-- Whoever edits money is told once a week what is due (docs/adr/0091): of which week the last letter was ordered.
CREATE TABLE funding_due_letters (
    account_id {int} PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    week       {text} NOT NULL, -- its Monday
    ordered_at {text} NOT NULL
){strict};
