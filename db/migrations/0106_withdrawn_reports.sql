-- Since when a report had counted that was withdrawn later: the light of an earlier day is reckoned from what was known then
-- (docs/adr/0096). NULL where it has never counted, and of those that were withdrawn before this was noted; one that counts says it itself
-- (decided_at).
ALTER TABLE figure_reports ADD COLUMN counted_from {text};
