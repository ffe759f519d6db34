-- Who came to a meeting (docs/adr/0068): one row for each, however often and on how many devices it was said. way: at the door by
-- the code of an invitation, or on the list. recorded_by: Actor::code().
CREATE TABLE attendances (
    tenant_id   {int} NOT NULL REFERENCES tenants (id),
    meeting_id  {int} NOT NULL REFERENCES meetings (id),
    person_id   {int} NOT NULL REFERENCES persons (id),
    arrived_at  {text} NOT NULL,
    way         {text} NOT NULL,
    recorded_by {text} NOT NULL,
    PRIMARY KEY (meeting_id, person_id)
){strict};
CREATE INDEX attendances_person ON attendances (person_id);

-- How many they were, once their names are erased.
CREATE TABLE attendance_totals (
    meeting_id {int} NOT NULL PRIMARY KEY REFERENCES meetings (id),
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    people     {int} NOT NULL
){strict};
