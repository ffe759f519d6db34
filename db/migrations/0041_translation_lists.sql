-- The work lists of translators are filtered and sorted by the database, page by page.
-- list_text: what they are sorted and searched by, the title in folded words; the count of the night spells it as
-- new rows do. changed_at: when it last changed how much is open.
-- The indexes lead to the rows of one language and kind in each order, for everybody and for one body. The counts and the
-- title stand behind the order: what is filtered and counted is known without the row. Few texts are outdated or
-- wait for somebody who confirms a machine, so these have indexes of their own.
ALTER TABLE translation_progress ADD COLUMN list_text {text} NOT NULL DEFAULT '';
ALTER TABLE translation_progress ADD COLUMN changed_at {text} NOT NULL DEFAULT '';
UPDATE translation_progress SET list_text = lower(title), changed_at = COALESCE(
    (SELECT o.changed_at FROM offers o WHERE o.tenant_id = translation_progress.tenant_id
        AND o.id = translation_progress.subject_id AND translation_progress.subject_kind = 'offer'),
    (SELECT p.changed_at FROM pages p WHERE p.tenant_id = translation_progress.tenant_id
        AND p.id = translation_progress.subject_id AND translation_progress.subject_kind = 'page'),
    (SELECT t.created_at FROM tenants t WHERE t.id = translation_progress.tenant_id));
DROP INDEX translation_progress_language;
DROP INDEX translation_progress_open;
CREATE INDEX translation_progress_changed ON translation_progress
    (tenant_id, language, subject_kind, changed_at, id, missing, outdated, machine, list_text);
CREATE INDEX translation_progress_title ON translation_progress
    (tenant_id, language, subject_kind, list_text, id, missing, outdated, machine);
CREATE INDEX translation_progress_owner_changed ON translation_progress
    (tenant_id, language, subject_kind, owner_id, changed_at, id, missing, outdated, machine, list_text);
CREATE INDEX translation_progress_owner_title ON translation_progress
    (tenant_id, language, subject_kind, owner_id, list_text, id, missing, outdated, machine);
CREATE INDEX translation_progress_outdated ON translation_progress
    (tenant_id, language, subject_kind, changed_at, id, missing, outdated, machine) WHERE outdated > 0;
CREATE INDEX translation_progress_machine ON translation_progress
    (tenant_id, language, subject_kind, changed_at, id, missing, outdated, machine) WHERE machine > 0;
