-- owner: whose the record was when the version was saved (an access scope; 0: the whole district). Who may read
-- a version follows from it, not from whose the record is today.
-- salt: what the fingerprint in the audit chain was made with. It goes with the version, and with it the last
-- way to guess what the version said.
ALTER TABLE record_versions ADD COLUMN owner {int} NOT NULL DEFAULT 0;
ALTER TABLE record_versions ADD COLUMN salt {text} NOT NULL DEFAULT '';
UPDATE record_versions SET owner = COALESCE(
    (SELECT body_id FROM offers WHERE offers.tenant_id = record_versions.tenant_id
        AND offers.id = record_versions.subject_id AND reach = 'municipality'), 0)
    WHERE subject_kind = 'offer';

-- record_version: the version that the record itself is; drafts beside it have other numbers.
-- draft_base: the record_version from which the draft was begun.
-- imported_hash: of what the source said when it was imported last; what it goes on saying changes nothing.
-- edited_here: somebody has changed the record since.
ALTER TABLE offers ADD COLUMN record_version {int} NOT NULL DEFAULT 1;
ALTER TABLE offers ADD COLUMN draft_base {int};
ALTER TABLE offers ADD COLUMN imported_hash {text};
ALTER TABLE offers ADD COLUMN edited_here {bool} NOT NULL DEFAULT FALSE;
ALTER TABLE import_runs ADD COLUMN kept {int} NOT NULL DEFAULT 0; -- changed in the file and here: left as they are here
UPDATE offers SET record_version = version;
UPDATE offers SET record_version = COALESCE(
    (SELECT MAX(number) FROM record_versions WHERE record_versions.tenant_id = offers.tenant_id
        AND subject_kind = 'offer' AND subject_id = offers.id
        AND action NOT IN ('portal.offer.draft_saved', 'portal.offer.handed_in', 'portal.offer.scheduled',
            'portal.offer.publication_failed')), version)
    WHERE draft_version IS NOT NULL;
UPDATE offers SET draft_base = record_version WHERE draft_version IS NOT NULL;
UPDATE offers SET edited_here = TRUE WHERE EXISTS (
    SELECT 1 FROM record_versions WHERE record_versions.tenant_id = offers.tenant_id
        AND subject_kind = 'offer' AND subject_id = offers.id
        AND action IN ('portal.offer.published', 'portal.offer.archived'));
