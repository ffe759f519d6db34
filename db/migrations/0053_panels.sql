-- Whatever meets and decides, and the seats in it (docs/adr/0053). body_id: whose it is, NULL of the Kreis. mark: of the form
-- by which it was added, so that a button pressed twice adds one. Both end and are not deleted (docs/adr/0034).
CREATE TABLE panels (
    id           {pk},
    tenant_id    {int} NOT NULL REFERENCES tenants (id),
    body_id      {int} REFERENCES bodies (id),
    parent_id    {int} REFERENCES panels (id),
    kind         {text} NOT NULL,
    name         {text} NOT NULL,
    short_name   {text} NOT NULL,
    mandate      {text} NOT NULL,
    valid_from   {text}, -- a day that may be partial
    valid_to     {text},
    is_uncertain {bool} NOT NULL,
    remark       {text} NOT NULL,
    source       {text} NOT NULL,
    mark         {text} NOT NULL,
    version      {int} NOT NULL DEFAULT 1,
    changed_at   {text} NOT NULL
){strict};
CREATE UNIQUE INDEX panels_mark ON panels (tenant_id, mark);
CREATE INDEX panels_parent ON panels (parent_id);
CREATE TABLE panel_seats (
    id           {pk},
    tenant_id    {int} NOT NULL REFERENCES tenants (id),
    panel_id     {int} NOT NULL REFERENCES panels (id),
    role         {text} NOT NULL,
    function     {text} NOT NULL,
    sent_by      {text} NOT NULL,
    vote         {text} NOT NULL, -- whether it decides: full, advisory, unknown
    valid_from   {text},
    valid_to     {text},
    is_uncertain {bool} NOT NULL,
    remark       {text} NOT NULL,
    mark         {text} NOT NULL,
    version      {int} NOT NULL DEFAULT 1,
    changed_at   {text} NOT NULL
){strict};
CREATE UNIQUE INDEX panel_seats_mark ON panel_seats (tenant_id, mark);
CREATE INDEX panel_seats_panel ON panel_seats (tenant_id, panel_id);
