-- The date that stands in the calendar of whoever is invited: that of the last letter that took one along. NULL where none does: none has
-- left yet, or the last letter took it out (docs/adr/0066). Minutes after midnight, as of a meeting.
ALTER TABLE invitations ADD COLUMN told_day {text};
ALTER TABLE invitations ADD COLUMN told_begins_at {int};
ALTER TABLE invitations ADD COLUMN told_ends_at {int};
-- That of the letter that may have left by now; it becomes the one above once that is known.
ALTER TABLE invitations ADD COLUMN leaving_day {text};
ALTER TABLE invitations ADD COLUMN leaving_begins_at {int};
ALTER TABLE invitations ADD COLUMN leaving_ends_at {int};
-- Of letters that left before: what the meeting says today, where it has a whole day. Also where it is called off: not everybody may have
-- been told, and who was has nothing left to hear of that day.
UPDATE invitations SET
    told_day = (SELECT m.day FROM meetings m WHERE m.id = invitations.meeting_id),
    told_begins_at = (SELECT m.begins_at FROM meetings m WHERE m.id = invitations.meeting_id),
    told_ends_at = (SELECT m.ends_at FROM meetings m WHERE m.id = invitations.meeting_id)
    WHERE told <> ''
    AND EXISTS (SELECT 1 FROM meetings m WHERE m.id = invitations.meeting_id AND length(m.day) = 10 AND m.state IN ('planned', 'cancelled'));
UPDATE invitations SET
    leaving_day = (SELECT m.day FROM meetings m WHERE m.id = invitations.meeting_id),
    leaving_begins_at = (SELECT m.begins_at FROM meetings m WHERE m.id = invitations.meeting_id),
    leaving_ends_at = (SELECT m.ends_at FROM meetings m WHERE m.id = invitations.meeting_id)
    WHERE leaving <> ''
    AND EXISTS (SELECT 1 FROM meetings m WHERE m.id = invitations.meeting_id AND length(m.day) = 10 AND m.state IN ('planned', 'cancelled'));

-- When what everybody reads of a recommendation changed last: its words, whom it asks, a step that was taken back. NULL where nothing
-- has since this is noted; then it is the day on which its last public step was noted (docs/adr/0067).
ALTER TABLE recommendations ADD COLUMN told_at {text};
