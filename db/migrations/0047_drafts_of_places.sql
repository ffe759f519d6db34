-- What a place says of itself is edited as offers and pages are: a draft beside it, handed in, planned. A place does not end.
ALTER TABLE bodies ADD COLUMN record_version {int} NOT NULL DEFAULT 1;
ALTER TABLE bodies ADD COLUMN draft_version {int};
ALTER TABLE bodies ADD COLUMN draft_base {int};
ALTER TABLE bodies ADD COLUMN draft_state {text} NOT NULL DEFAULT 'none';
ALTER TABLE bodies ADD COLUMN publish_on {text};
ALTER TABLE bodies ADD COLUMN handed_in_by {text};
ALTER TABLE bodies ADD COLUMN return_reason {text};
ALTER TABLE bodies ADD COLUMN changed_at {text} NOT NULL DEFAULT '2026-11-27T00:00:00Z';
UPDATE bodies SET record_version = version, changed_at = (SELECT t.created_at FROM tenants t WHERE t.id = bodies.tenant_id);
