-- What everybody reads of goals and measures (docs/adr/0094). public_since: the day from which it is shown, NULL where it is not. slug: in its
-- address; given when it is shown first and kept for ever. plain_text: the same in plain words, for everybody.
ALTER TABLE goals ADD COLUMN plain_text {text} NOT NULL DEFAULT '';
ALTER TABLE goals ADD COLUMN slug {text} NOT NULL DEFAULT '';
ALTER TABLE goals ADD COLUMN public_since {text};
CREATE UNIQUE INDEX goals_slug ON goals (tenant_id, slug) WHERE slug <> '';
CREATE INDEX goals_public ON goals (tenant_id, id) WHERE public_since IS NOT NULL;
ALTER TABLE measures ADD COLUMN plain_text {text} NOT NULL DEFAULT '';
ALTER TABLE measures ADD COLUMN slug {text} NOT NULL DEFAULT '';
ALTER TABLE measures ADD COLUMN public_since {text};
CREATE UNIQUE INDEX measures_slug ON measures (tenant_id, slug) WHERE slug <> '';
CREATE INDEX measures_public ON measures (tenant_id, id) WHERE public_since IS NOT NULL;
-- Where letters go that ask for reports: the mailbox of the office in charge. "" where nobody has named one.
ALTER TABLE measures ADD COLUMN report_mail {text} NOT NULL DEFAULT '';

-- Reported by the link of a letter: then no account has.
ALTER TABLE figure_reports ADD COLUMN by_link {bool} NOT NULL DEFAULT FALSE;

-- The photo of a report: hash of a file of blobs/photos/DISTRICT, of size bytes. For people at work, never public.
CREATE TABLE figure_photos (
    report_id {int} NOT NULL PRIMARY KEY REFERENCES figure_reports (id),
    tenant_id {int} NOT NULL REFERENCES tenants (id),
    hash      {text} NOT NULL,
    width     {int} NOT NULL, -- in points
    height    {int} NOT NULL,
    size      {int} NOT NULL
){strict};
CREATE INDEX figure_photos_tenant ON figure_photos (tenant_id);

-- Which letters were ordered for the report of a figure that is due on a day: one, and one that reminds. The order for a letter names the
-- row; it goes where the letter had nothing to say when it was to leave. owner: a digest of the address, so that another one is told anew.
CREATE TABLE figure_letters (
    id         {pk_once},
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    figure_id  {int} NOT NULL REFERENCES figures (id),
    due        {text} NOT NULL, -- a day
    kind       {text} NOT NULL, -- due, reminder
    owner      {text} NOT NULL,
    ordered_at {text} NOT NULL
){strict};
CREATE UNIQUE INDEX figure_letters_once ON figure_letters (figure_id, due, kind, owner);

-- The links in these letters, as digests. address_mark: a digest of the link and the address to which it went. until: its last day.
CREATE TABLE figure_links (
    token_hash   {text} NOT NULL PRIMARY KEY,
    tenant_id    {int} NOT NULL REFERENCES tenants (id),
    figure_id    {int} NOT NULL REFERENCES figures (id),
    due          {text} NOT NULL,
    address_mark {text} NOT NULL,
    until        {text} NOT NULL,
    made_at      {text} NOT NULL
){strict};
CREATE INDEX figure_links_figure ON figure_links (figure_id);
CREATE INDEX figure_links_until ON figure_links (tenant_id, until);
