-- What a panel talks about (docs/adr/0061). meeting_id NULL: waits for a meeting of the panel. position: from 1 on, without a
-- gap, within a meeting; 0 while it waits. came_from: the item of an earlier meeting or of another panel that it goes on
-- from; of each there is one at most. mark: as of panels.
-- No number is given twice, also not that of an item that was deleted: the audit trail names it for ever (docs/adr/0040).
CREATE TABLE agenda_items (
    id          {pk_once},
    tenant_id   {int} NOT NULL REFERENCES tenants (id),
    panel_id    {int} NOT NULL REFERENCES panels (id),
    meeting_id  {int} REFERENCES meetings (id),
    position    {int} NOT NULL,
    kind        {text} NOT NULL,
    title       {text} NOT NULL,
    text        {text} NOT NULL,
    minutes     {int}, -- planned
    speaker     {text} NOT NULL, -- a function, no name
    is_internal {bool} NOT NULL,
    state       {text} NOT NULL,
    answer      {text} NOT NULL, -- of the panel to which it was forwarded; stands at both
    came_from   {int} REFERENCES agenda_items (id),
    list_text   {text} NOT NULL, -- what is looked for in it, folded
    mark        {text} NOT NULL,
    version     {int} NOT NULL DEFAULT 1,
    changed_at  {text} NOT NULL
){strict};
CREATE UNIQUE INDEX agenda_items_mark ON agenda_items (tenant_id, mark);
CREATE UNIQUE INDEX agenda_items_came_from ON agenda_items (came_from);
CREATE INDEX agenda_items_meeting ON agenda_items (meeting_id, position);
CREATE INDEX agenda_items_panel ON agenda_items (panel_id, state);
