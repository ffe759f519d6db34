-- What people edit in forms: every version that was saved, with what stood in the form. `number` counts per
-- record; the audit chain proves who saved which one, and this is what it said, as long as it may be kept.
CREATE TABLE record_versions (
    id            {pk},
    tenant_id     {int} NOT NULL REFERENCES tenants (id),
    subject_kind  {text} NOT NULL,
    subject_id    {int} NOT NULL,
    number        {int} NOT NULL,
    action        {text} NOT NULL,
    saved_at      {text} NOT NULL,
    saved_by      {text} NOT NULL,
    fields        {text} NOT NULL
){strict};
CREATE UNIQUE INDEX record_versions_number ON record_versions (tenant_id, subject_kind, subject_id, number);

-- version: counts every change of an offer, so that nobody overwrites what he has not seen.
-- draft_version: the version that holds the draft; none while nothing waits to be published.
-- list_text: name and organisation in folded letters, for the lists of editors; older rows get theirs when they
-- are saved next, until then small letters must do.
ALTER TABLE offers ADD COLUMN version {int} NOT NULL DEFAULT 1;
ALTER TABLE offers ADD COLUMN draft_version {int};
ALTER TABLE offers ADD COLUMN draft_state {text} NOT NULL DEFAULT 'none';
ALTER TABLE offers ADD COLUMN publish_on {text};
ALTER TABLE offers ADD COLUMN list_text {text} NOT NULL DEFAULT '';
UPDATE offers SET list_text = lower(title);
CREATE INDEX offers_list_text ON offers (tenant_id, list_text, id);
CREATE INDEX offers_confirmed_on ON offers (tenant_id, COALESCE(confirmed_on, ''), id);
CREATE INDEX offers_draft_state ON offers (tenant_id, draft_state);
CREATE INDEX offers_changed_at ON offers (tenant_id, changed_at, id);
