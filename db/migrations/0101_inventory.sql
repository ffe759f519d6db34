-- Stocktakings of what there is already (docs/adr/0093): units and organisations are asked, say which structures and measures they
-- have, or that they have nothing to report. body_id, mark: as of goals. until: up to which day answers are asked for.
CREATE TABLE inventories (
    id           {pk},
    tenant_id    {int} NOT NULL REFERENCES tenants (id),
    body_id      {int} REFERENCES bodies (id),
    previous_id  {int} REFERENCES inventories (id), -- whose answers may be said to hold on
    title        {text} NOT NULL,
    introduction {text} NOT NULL, -- to those who are asked
    until        {text}, -- NULL of a draft without a day
    state        {text} NOT NULL, -- draft, open, closed
    remark       {text} NOT NULL,
    source       {text} NOT NULL,
    mark         {text} NOT NULL,
    version      {int} NOT NULL DEFAULT 1,
    changed_at   {text} NOT NULL
){strict};
CREATE UNIQUE INDEX inventories_mark ON inventories (tenant_id, mark);
CREATE INDEX inventories_previous ON inventories (previous_id);
CREATE INDEX inventories_open ON inventories (tenant_id, until) WHERE state = 'open';

-- The fields of action it asks about.
CREATE TABLE inventory_fields (
    tenant_id    {int} NOT NULL REFERENCES tenants (id),
    inventory_id {int} NOT NULL REFERENCES inventories (id),
    panel_id     {int} NOT NULL REFERENCES panels (id),
    position     {int} NOT NULL,
    PRIMARY KEY (inventory_id, panel_id)
){strict};
CREATE INDEX inventory_fields_panel ON inventory_fields (panel_id);

-- Who is asked: a unit, or an organisation by its name. soon_for, late_for: of which day of the stocktaking a reminder was ordered.
CREATE TABLE inventory_requests (
    id           {pk_once},
    tenant_id    {int} NOT NULL REFERENCES tenants (id),
    inventory_id {int} NOT NULL REFERENCES inventories (id),
    unit_id      {int} REFERENCES organisational_units (id), -- who is asked …
    name         {text} NOT NULL, -- … where it is no unit of the list
    mail         {text} NOT NULL, -- of an organisation; that of a unit stands with the unit
    language     {text} NOT NULL, -- of its letters
    answer       {text} NOT NULL, -- none, entries, nothing
    word         {text} NOT NULL, -- beside "nothing to report"
    asked_at     {text}, -- when its letter was ordered; NULL: no letter
    soon_for     {text},
    late_for     {text},
    answered_at  {text}, -- first
    former_id    {int} REFERENCES inventory_requests (id), -- of the stocktaking before
    version      {int} NOT NULL DEFAULT 1
){strict};
CREATE INDEX inventory_requests_inventory ON inventory_requests (inventory_id, id);
CREATE UNIQUE INDEX inventory_requests_unit ON inventory_requests (inventory_id, unit_id) WHERE unit_id IS NOT NULL;
CREATE UNIQUE INDEX inventory_requests_name ON inventory_requests (inventory_id, name) WHERE unit_id IS NULL;
CREATE INDEX inventory_requests_of_unit ON inventory_requests (unit_id);
CREATE INDEX inventory_requests_former ON inventory_requests (former_id);

-- The links in their letters, as digests: one for each letter, until the stocktaking is closed. address_mark: as of recommendation_links.
CREATE TABLE inventory_links (
    token_hash   {text} NOT NULL PRIMARY KEY,
    tenant_id    {int} NOT NULL REFERENCES tenants (id),
    request_id   {int} NOT NULL REFERENCES inventory_requests (id),
    address_mark {text} NOT NULL,
    made_at      {text} NOT NULL
){strict};
CREATE INDEX inventory_links_request ON inventory_links (request_id);

-- A structure or a measure that there is already.
CREATE TABLE inventory_entries (
    id           {pk_once},
    tenant_id    {int} NOT NULL REFERENCES tenants (id),
    inventory_id {int} NOT NULL REFERENCES inventories (id),
    request_id   {int} NOT NULL REFERENCES inventory_requests (id),
    panel_id     {int} NOT NULL REFERENCES panels (id), -- its field of action
    kind         {text} NOT NULL, -- structure, measure
    title        {text} NOT NULL,
    text         {text} NOT NULL, -- what it is
    audience     {text} NOT NULL, -- for whom
    since        {text},
    reach        {text} NOT NULL, -- a line for each, as of a measure
    contact      {text} NOT NULL, -- an office, in words
    measure_id   {int} REFERENCES measures (id), -- that was made of it
    former_id    {int} REFERENCES inventory_entries (id), -- that it says to hold on
    mark         {text} NOT NULL,
    version      {int} NOT NULL DEFAULT 1,
    changed_at   {text} NOT NULL
){strict};
CREATE UNIQUE INDEX inventory_entries_mark ON inventory_entries (tenant_id, mark);
CREATE UNIQUE INDEX inventory_entries_former ON inventory_entries (request_id, former_id) WHERE former_id IS NOT NULL;
CREATE INDEX inventory_entries_of_former ON inventory_entries (former_id);
CREATE INDEX inventory_entries_inventory ON inventory_entries (inventory_id, panel_id, id);
CREATE INDEX inventory_entries_measure ON inventory_entries (measure_id);
CREATE INDEX inventory_entries_panel ON inventory_entries (panel_id);

-- In which municipalities; none: in all of the area.
CREATE TABLE inventory_places (
    tenant_id {int} NOT NULL REFERENCES tenants (id),
    entry_id  {int} NOT NULL REFERENCES inventory_entries (id),
    body_id   {int} NOT NULL REFERENCES bodies (id),
    position  {int} NOT NULL,
    PRIMARY KEY (entry_id, body_id)
){strict};
CREATE INDEX inventory_places_body ON inventory_places (body_id);

-- The mailbox of a unit: of the office, of nobody in it.
ALTER TABLE organisational_units ADD COLUMN mail {text} NOT NULL DEFAULT '';
