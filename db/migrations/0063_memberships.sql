-- People on the seats of panels (docs/adr/0065): whoever is in none of these rows is on no seat. person_id: of contacts. capacity: as
-- holder or as substitute. ended_for: why it ended, '' where nobody says; 'mistaken' rows never held. mark: as of panels.
-- recorded_by: Actor::code(). Rows are deleted with their person; the audit trail keeps their numbers (docs/adr/0040).
CREATE TABLE memberships (
    id          {pk_once},
    tenant_id   {int} NOT NULL REFERENCES tenants (id),
    seat_id     {int} NOT NULL REFERENCES panel_seats (id),
    person_id   {int} NOT NULL REFERENCES persons (id),
    capacity    {text} NOT NULL,
    valid_from  {text}, -- a day that may be partial
    valid_to    {text},
    ended_for   {text} NOT NULL,
    remark      {text} NOT NULL,
    recorded_by {text} NOT NULL,
    recorded_at {text} NOT NULL,
    mark        {text} NOT NULL,
    version     {int} NOT NULL DEFAULT 1,
    changed_at  {text} NOT NULL
){strict};
CREATE UNIQUE INDEX memberships_mark ON memberships (tenant_id, mark);
CREATE INDEX memberships_seat ON memberships (seat_id);
CREATE INDEX memberships_person ON memberships (person_id);
CREATE INDEX memberships_until ON memberships (tenant_id, valid_to);
