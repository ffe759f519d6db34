-- An association applies for money that is passed on, by the link of a letter (docs/adr/0100).
ALTER TABLE grants_passed_on ADD COLUMN request {text} NOT NULL DEFAULT ''; -- "" (nobody was asked), invited, received, accepted, refused
ALTER TABLE grants_passed_on ADD COLUMN wished {int}; -- as the association asks for it; amount is what it gets
ALTER TABLE grants_passed_on ADD COLUMN contact {text} NOT NULL DEFAULT ''; -- who answers questions there
ALTER TABLE grants_passed_on ADD COLUMN requested_on {text};
ALTER TABLE grants_passed_on ADD COLUMN refusal {text} NOT NULL DEFAULT ''; -- the reason, as the association was told it
CREATE INDEX grants_passed_on_received ON grants_passed_on (tenant_id, requested_on) WHERE request = 'received';
CREATE INDEX grants_passed_on_requests ON grants_passed_on (tenant_id, id) WHERE request <> '';
-- What the link leads to: the proof of its use, or the application before it. One never opens the other.
ALTER TABLE grants_passed_on_links ADD COLUMN purpose {text} NOT NULL DEFAULT 'proof';

-- Whoever edits money is told once a week what is due (docs/adr/0091): of which week the last letter was ordered.
CREATE TABLE funding_due_letters (
    account_id {int} PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    week       {text} NOT NULL, -- its Monday
    ordered_at {text} NOT NULL
){strict};

-- Until when proofs in between are due, as the notice says; the last one is grants.proof_due.
CREATE TABLE grant_interim_days (
    tenant_id {int} NOT NULL REFERENCES tenants (id),
    grant_id  {int} NOT NULL REFERENCES grants (id),
    day       {text} NOT NULL,
    PRIMARY KEY (grant_id, day)
){strict};
CREATE INDEX grant_interim_days_due ON grant_interim_days (tenant_id, day);
