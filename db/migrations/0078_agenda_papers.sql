-- Papers of agenda items (docs/adr/0079). Each is a file of our own or a page of the web: the other one is ''. hash: of the file in
-- blobs/papers/DISTRICT, of size bytes and so many pages. mark: as of panels. list_text: what is looked for in it, folded.
CREATE TABLE agenda_papers (
    id         {pk_once}, -- an address leads to one paper for ever
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    item_id    {int} NOT NULL REFERENCES agenda_items (id) ON DELETE CASCADE,
    title      {text} NOT NULL,
    link       {text} NOT NULL,
    hash       {text} NOT NULL,
    size       {int} NOT NULL,
    pages      {int} NOT NULL,
    is_public  {bool} NOT NULL,
    list_text  {text} NOT NULL,
    mark       {text} NOT NULL,
    version    {int} NOT NULL DEFAULT 1,
    changed_at {text} NOT NULL,
    CHECK ((link = '') <> (hash = ''))
){strict};
CREATE UNIQUE INDEX agenda_papers_mark ON agenda_papers (tenant_id, mark);
CREATE INDEX agenda_papers_item ON agenda_papers (item_id);
