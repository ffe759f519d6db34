-- What everybody may read: of a panel its name and mandate, of a meeting when it is, where, and what for, with its agenda
-- where somebody says so. Nothing that is there already. slug: of the public address of a meeting, from the first time that it
-- was public; never changed and never given to another, for the address stands on paper.
ALTER TABLE panels ADD COLUMN is_public {bool} NOT NULL DEFAULT FALSE;
ALTER TABLE meetings ADD COLUMN is_public {bool} NOT NULL DEFAULT FALSE;
ALTER TABLE meetings ADD COLUMN shows_agenda {bool} NOT NULL DEFAULT FALSE;
ALTER TABLE meetings ADD COLUMN slug {text} NOT NULL DEFAULT '';
CREATE UNIQUE INDEX meetings_slug ON meetings (tenant_id, slug) WHERE slug <> '';
CREATE INDEX meetings_public ON meetings (tenant_id, day, id) WHERE is_public;
