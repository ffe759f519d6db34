-- What is kept of somebody is asked by their addresses, for the report and before they are erased, and who else has registered with one
-- address, for its letter: registrations bear no number of a person (docs/adr/0074, 0082).
CREATE INDEX registrations_mail ON registrations (tenant_id, lower(mail)) WHERE mail <> '';
