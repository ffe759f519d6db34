-- Organisations are listed by the database, page by page. list_text: the name in folded words. likeness: what names
-- have in common that may mean the same. Both are spelled anew every night, for what stood here before.
ALTER TABLE organisations ADD COLUMN list_text {text} NOT NULL DEFAULT '';
ALTER TABLE organisations ADD COLUMN likeness {text} NOT NULL DEFAULT '';
UPDATE organisations SET list_text = lower(name);
CREATE INDEX organisations_list ON organisations (tenant_id, list_text, id) WHERE merged_into_id IS NULL;
CREATE INDEX organisations_alike ON organisations (tenant_id, likeness, list_text, id) WHERE merged_into_id IS NULL;
-- Who runs offers of whom is known without the offers themselves.
DROP INDEX offers_body;
DROP INDEX offers_organisation;
CREATE INDEX offers_body ON offers (body_id, tenant_id, reach, organisation_id);
CREATE INDEX offers_organisation ON offers (organisation_id, tenant_id, reach, body_id);
