-- Whoever hands in a draft learns what became of it: who that was stays with the draft, and why it was given back.
ALTER TABLE offers ADD COLUMN handed_in_by {text};
ALTER TABLE offers ADD COLUMN return_reason {text};
ALTER TABLE pages ADD COLUMN handed_in_by {text};
ALTER TABLE pages ADD COLUMN return_reason {text};
-- For the page of today of whoever handed them in.
CREATE INDEX offers_handed_in_by ON offers (tenant_id, handed_in_by);
CREATE INDEX pages_handed_in_by ON pages (tenant_id, handed_in_by);
