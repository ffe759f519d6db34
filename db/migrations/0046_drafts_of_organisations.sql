-- Organisations are edited as offers and pages are (0012, 0018, 0034): versions, a draft beside the record, publishing.
-- published_at: since when the public may read its name; none: only editors know it. An offer that is public and names it
-- makes it public, too.
-- is_archived: it has ended, and no public offer names it.
ALTER TABLE organisations ADD COLUMN record_version {int} NOT NULL DEFAULT 1;
ALTER TABLE organisations ADD COLUMN draft_version {int};
ALTER TABLE organisations ADD COLUMN draft_base {int};
ALTER TABLE organisations ADD COLUMN draft_state {text} NOT NULL DEFAULT 'none';
ALTER TABLE organisations ADD COLUMN publish_on {text};
ALTER TABLE organisations ADD COLUMN handed_in_by {text};
ALTER TABLE organisations ADD COLUMN return_reason {text};
ALTER TABLE organisations ADD COLUMN published_at {text};
ALTER TABLE organisations ADD COLUMN is_archived {bool} NOT NULL DEFAULT FALSE;
ALTER TABLE organisations ADD COLUMN changed_at {text} NOT NULL DEFAULT '2026-11-27T00:00:00Z';
UPDATE organisations SET record_version = version;
UPDATE organisations SET changed_at = COALESCE((SELECT MAX(v.saved_at) FROM record_versions v WHERE v.tenant_id = organisations.tenant_id
    AND v.subject_kind = 'organisation' AND v.subject_id = organisations.id), changed_at);
UPDATE organisations SET published_at = changed_at;
CREATE INDEX organisations_draft_state ON organisations (tenant_id, draft_state) WHERE draft_state <> 'none';
