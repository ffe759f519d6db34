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
