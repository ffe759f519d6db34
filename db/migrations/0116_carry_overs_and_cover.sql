-- Money that was not spent goes on into the next year, and lines of a year that cover each other (docs/adr/0102).
-- Lines that may cover each other. Owner and year of its lines are those of the group.
CREATE TABLE budget_groups (
    id                {pk_once},
    tenant_id         {int} NOT NULL REFERENCES tenants (id),
    body_id           {int} REFERENCES bodies (id), -- as of budget_lines
    year              {int} NOT NULL,
    name              {text} NOT NULL,
    across_earmarks   {bool} NOT NULL, -- also money that others gave for a purpose covers what it was not given for
    reason            {text} NOT NULL, -- who declared it, and why earmarked money may cover others
    mark              {text} NOT NULL,
    version           {int} NOT NULL DEFAULT 1,
    changed_at        {text} NOT NULL
){strict};
CREATE UNIQUE INDEX budget_groups_mark ON budget_groups (tenant_id, mark);
CREATE INDEX budget_groups_year ON budget_groups (tenant_id, year);
ALTER TABLE budget_lines ADD COLUMN group_id {int} REFERENCES budget_groups (id);
CREATE INDEX budget_lines_group ON budget_lines (group_id) WHERE group_id IS NOT NULL;

-- What a line carried into one of the next year; once at most. Neither line's own amounts change.
CREATE TABLE budget_carry_overs (
    from_id    {int} PRIMARY KEY REFERENCES budget_lines (id),
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    to_id      {int} NOT NULL REFERENCES budget_lines (id),
    amount     {int} NOT NULL CHECK (amount > 0),
    carried_on {text} NOT NULL, -- the day on which it was decided
    reason     {text} NOT NULL, -- by whom, and by which principles of the district
    CHECK (from_id <> to_id)
){strict};
CREATE INDEX budget_carry_overs_to ON budget_carry_overs (to_id);
