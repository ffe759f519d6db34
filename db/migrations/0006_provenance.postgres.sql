-- Offers: childcare may be there partly; no cost below zero; an exception begins before it ends; since when the
-- public may see an offer; of each source the day, of each unsure field the word of whoever entered it.
-- Organisational units: kind, parent, short names, file codes, and when and where each of them was read.

ALTER TABLE offers DROP CONSTRAINT offers_childcare;
ALTER TABLE offers ADD CONSTRAINT offers_childcare CHECK (childcare IN ('yes', 'partly', 'no', 'unknown'));
UPDATE offers SET cost_cents = NULL WHERE cost_cents < 0;
ALTER TABLE offers ADD CONSTRAINT offers_cost_cents CHECK (cost_cents IS NULL OR cost_cents >= 0);
ALTER TABLE offers ADD COLUMN published_at {text};

-- An offer that is public now was published; of an ended one nobody knows, and a title that was never public must
-- not become so by its end.
UPDATE offers SET published_at = created_at WHERE status IN ('active', 'temporarily_closed');

DELETE FROM offer_exceptions WHERE NOT is_closed
   AND NOT COALESCE(from_minute >= 0 AND from_minute < to_minute AND to_minute <= 1440, FALSE);
ALTER TABLE offer_exceptions ADD CONSTRAINT offer_exceptions_minutes CHECK (is_closed
    OR (from_minute IS NOT NULL AND to_minute IS NOT NULL
        AND from_minute >= 0 AND from_minute < to_minute AND to_minute <= 1440));

-- Where each fact comes from: the day of the source as far as known, and what the file says of an unsure field.
ALTER TABLE offer_sources ADD COLUMN as_of {text};
ALTER TABLE offer_unsure_fields ADD COLUMN word {text} NOT NULL DEFAULT 'verify';

-- parent_key: the unit above, where a source names it; such trees change, so it is no more than a remark.
ALTER TABLE organisational_units ADD COLUMN kind {text} NOT NULL DEFAULT '';
ALTER TABLE organisational_units ADD COLUMN parent_key {text} NOT NULL DEFAULT '';
ALTER TABLE organisational_units ADD COLUMN remark {text} NOT NULL DEFAULT '';
ALTER TABLE organisational_unit_names ADD COLUMN short_name {text} NOT NULL DEFAULT '';
ALTER TABLE organisational_unit_names ADD COLUMN seen_in {text};
ALTER TABLE organisational_unit_names ADD COLUMN source {text} NOT NULL DEFAULT '';

-- Signs such as "FD 32.2" in files and reports, and when they were read.
CREATE TABLE organisational_unit_codes (
    id         {pk},
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    unit_id    {int} NOT NULL REFERENCES organisational_units (id),
    code       {text} NOT NULL,
    seen_in    {text},
    uncertain  {bool} NOT NULL
){strict};
CREATE INDEX organisational_unit_codes_unit ON organisational_unit_codes (unit_id);
