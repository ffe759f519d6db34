-- What is kept of somebody is asked by their addresses, for the report and, every night, for the grounds to keep them: registrations
-- bear no number of a person (docs/adr/0082).
CREATE INDEX registrations_mail ON registrations (tenant_id, lower(mail)) WHERE mail <> '';
