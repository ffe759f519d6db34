-- Who is responsible for a measure beside the unit or office in charge (docs/adr/0102): an account, at the desk alone.
ALTER TABLE measures ADD COLUMN responsible_id {int} REFERENCES accounts (id);
CREATE INDEX measures_responsible ON measures (responsible_id) WHERE responsible_id IS NOT NULL;
