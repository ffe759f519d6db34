-- Whether everybody may read when a meeting is, where, and what for. slug: of its public address, from the first time
-- that it was public; never changed and never given to another, for the address stands on paper.
ALTER TABLE meetings ADD COLUMN is_public {bool} NOT NULL DEFAULT FALSE;
ALTER TABLE meetings ADD COLUMN slug {text} NOT NULL DEFAULT '';
CREATE UNIQUE INDEX meetings_slug ON meetings (tenant_id, slug) WHERE slug <> '';
CREATE INDEX meetings_public ON meetings (tenant_id, day, id) WHERE is_public;
