-- What HSDS knows of a service beyond what was kept: a notice of the day, how one registers, who interprets, ways without
-- barriers, and for which ages.
ALTER TABLE offers ADD COLUMN alert {text} NOT NULL DEFAULT '';
ALTER TABLE offers ADD COLUMN application {text} NOT NULL DEFAULT '';
ALTER TABLE offers ADD COLUMN interpretation_note {text} NOT NULL DEFAULT '';
ALTER TABLE offers ADD COLUMN accessibility_note {text} NOT NULL DEFAULT '';
ALTER TABLE offers ADD COLUMN age_min {int};
ALTER TABLE offers ADD COLUMN age_max {int};
