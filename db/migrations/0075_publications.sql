-- What was published about the work of the conference, by itself and by others (docs/adr/0078): all of it the Kreis's.
-- day: may be partial, '' where nobody knows. mark: as of panels. list_text: what is looked for in it, folded.
CREATE TABLE publications (
    id           {pk},
    tenant_id    {int} NOT NULL REFERENCES tenants (id),
    kind         {text} NOT NULL,
    title        {text} NOT NULL,
    publisher    {text} NOT NULL,
    issue        {text} NOT NULL, -- "6/2008"
    day          {text} NOT NULL,
    subject      {text} NOT NULL, -- each line a paragraph
    link         {text} NOT NULL,
    meeting_id   {int} REFERENCES meetings (id), -- which session it is about
    is_public    {bool} NOT NULL,
    is_uncertain {bool} NOT NULL,
    remark       {text} NOT NULL,
    list_text    {text} NOT NULL,
    mark         {text} NOT NULL,
    version      {int} NOT NULL DEFAULT 1,
    changed_at   {text} NOT NULL
){strict};
CREATE UNIQUE INDEX publications_mark ON publications (tenant_id, mark);
CREATE INDEX publications_day ON publications (tenant_id, day, id);
CREATE INDEX publications_meeting ON publications (meeting_id);
