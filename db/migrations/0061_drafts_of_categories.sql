-- Categories are edited as offers and pages are (docs/adr/0062): a draft beside what counts, handed in, planned.
-- published_at: since when the public may know of it. Those of the program are public from the beginning; none: a life situation
-- that the district has only drafted yet.
ALTER TABLE categories ADD COLUMN record_version {int} NOT NULL DEFAULT 0;
ALTER TABLE categories ADD COLUMN draft_version {int};
ALTER TABLE categories ADD COLUMN draft_base {int};
ALTER TABLE categories ADD COLUMN draft_state {text} NOT NULL DEFAULT 'none';
ALTER TABLE categories ADD COLUMN publish_on {text};
ALTER TABLE categories ADD COLUMN handed_in_by {text};
ALTER TABLE categories ADD COLUMN return_reason {text};
ALTER TABLE categories ADD COLUMN published_at {text};
UPDATE categories SET record_version = version, published_at = changed_at;
