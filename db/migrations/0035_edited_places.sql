-- Kreis, municipalities and their units are edited in the administration. version: counts every change, so that nobody
-- overwrites what he has not seen; that of the Kreis counts changes of whom to turn to (tenants.help_*), too.
ALTER TABLE bodies ADD COLUMN version {int} NOT NULL DEFAULT 1;
ALTER TABLE organisational_units ADD COLUMN version {int} NOT NULL DEFAULT 1;
