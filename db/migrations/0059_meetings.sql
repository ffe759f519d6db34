-- When whoever meets meets (docs/adr/0061). A meeting belongs to one panel and thereby to that panel's owner. interpreters:
-- tags of languages with one blank between them. series: the same word in all that were planned as one series. mark: as of
-- panels. list_text: what is looked for in it, folded.
CREATE TABLE meetings (
    id             {pk},
    tenant_id      {int} NOT NULL REFERENCES tenants (id),
    panel_id       {int} NOT NULL REFERENCES panels (id),
    title          {text} NOT NULL,
    purpose        {text} NOT NULL,
    day            {text} NOT NULL, -- may be partial
    begins_at      {int}, -- minutes after midnight on the clock of the place
    ends_at        {int},
    place          {text} NOT NULL,
    address        {text} NOT NULL,
    online_link    {text} NOT NULL,
    interpreters   {text} NOT NULL,
    childcare      {text} NOT NULL,
    accessibility  {text} NOT NULL,
    budget_planned {int}, -- cents
    budget_spent   {int},
    state          {text} NOT NULL,
    cancelled_for  {text} NOT NULL, -- the reason, "" unless cancelled
    participants   {int}, -- as reported, NULL where nobody says
    is_approximate {bool} NOT NULL,
    results        {text} NOT NULL,
    is_uncertain   {bool} NOT NULL,
    remark         {text} NOT NULL,
    source         {text} NOT NULL,
    series         {text},
    list_text      {text} NOT NULL,
    mark           {text} NOT NULL,
    version        {int} NOT NULL DEFAULT 1,
    changed_at     {text} NOT NULL
){strict};
CREATE UNIQUE INDEX meetings_mark ON meetings (tenant_id, mark);
CREATE INDEX meetings_day ON meetings (tenant_id, day, id);
CREATE INDEX meetings_panel ON meetings (panel_id, day, id);
