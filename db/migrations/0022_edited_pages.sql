-- Information pages are edited as offers are (0012, 0018): versions, a draft beside the record, publishing.
-- published_at: since when the public may know of the page; none: only editors do.
-- is_archived: it was public and is no more; who has its address reads that it has ended.
ALTER TABLE pages ADD COLUMN version {int} NOT NULL DEFAULT 1;
ALTER TABLE pages ADD COLUMN record_version {int} NOT NULL DEFAULT 1;
ALTER TABLE pages ADD COLUMN draft_version {int};
ALTER TABLE pages ADD COLUMN draft_base {int};
ALTER TABLE pages ADD COLUMN draft_state {text} NOT NULL DEFAULT 'none';
ALTER TABLE pages ADD COLUMN publish_on {text};
ALTER TABLE pages ADD COLUMN published_at {text};
ALTER TABLE pages ADD COLUMN is_archived {bool} NOT NULL DEFAULT FALSE;
UPDATE pages SET published_at = created_at;
CREATE INDEX pages_draft_state ON pages (tenant_id, draft_state);

-- stands_for_id: this text of a municipality (body_id) is shown there in the stead of that page of the Kreis.
ALTER TABLE pages ADD COLUMN stands_for_id {int} REFERENCES pages (id);
CREATE UNIQUE INDEX pages_local_once ON pages (stands_for_id, body_id);
