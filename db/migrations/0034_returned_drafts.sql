-- Whoever hands in a draft learns what became of it: who that was stays with the draft, and why it was given back.
ALTER TABLE offers ADD COLUMN handed_in_by {text};
ALTER TABLE offers ADD COLUMN return_reason {text};
ALTER TABLE pages ADD COLUMN handed_in_by {text};
ALTER TABLE pages ADD COLUMN return_reason {text};
UPDATE offers SET handed_in_by = (SELECT v.saved_by FROM record_versions v WHERE v.tenant_id = offers.tenant_id
    AND v.subject_kind = 'offer' AND v.subject_id = offers.id AND v.number = offers.draft_version) WHERE draft_state = 'in_review';
UPDATE pages SET handed_in_by = (SELECT v.saved_by FROM record_versions v WHERE v.tenant_id = pages.tenant_id
    AND v.subject_kind = 'page' AND v.subject_id = pages.id AND v.number = pages.draft_version) WHERE draft_state = 'in_review';
-- For the page of today of whoever handed them in.
CREATE INDEX offers_handed_in_by ON offers (tenant_id, handed_in_by);
CREATE INDEX pages_handed_in_by ON pages (tenant_id, handed_in_by);
