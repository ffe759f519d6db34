-- Concepts of the search are edited as offers and pages are (0012, 0018, 0046): versions, a draft beside the record,
-- publishing. One that the program brings along has been public from the start.
-- is_hidden: one of the district's own that nobody has published yet: only editors know it. is_removed: archived.
ALTER TABLE concepts ADD COLUMN record_version {int} NOT NULL DEFAULT 1;
ALTER TABLE concepts ADD COLUMN draft_version {int};
ALTER TABLE concepts ADD COLUMN draft_base {int};
ALTER TABLE concepts ADD COLUMN draft_state {text} NOT NULL DEFAULT 'none';
ALTER TABLE concepts ADD COLUMN publish_on {text};
ALTER TABLE concepts ADD COLUMN handed_in_by {text};
ALTER TABLE concepts ADD COLUMN return_reason {text};
ALTER TABLE concepts ADD COLUMN is_hidden {bool} NOT NULL DEFAULT FALSE;
UPDATE concepts SET record_version = version;
CREATE INDEX concepts_draft_state ON concepts (tenant_id, draft_state) WHERE draft_state <> 'none';
