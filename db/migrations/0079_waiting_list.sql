-- The waiting list of a session (docs/adr/0074). last_place: the place that was given last; places only grow, and none is given twice.
ALTER TABLE programmes ADD COLUMN last_place {int} NOT NULL DEFAULT 0;

-- A party without seats waits; place: NULL for one that never did. offered_until: until when the seats of an offer are held, NULL
-- where none was made. An offer that nobody has taken keeps it: the page of its link says when it ended.
ALTER TABLE registrations ADD COLUMN place {int};
ALTER TABLE registrations ADD COLUMN offered_until {text};
UPDATE registrations SET state = 'registered' WHERE state = 'active';
CREATE UNIQUE INDEX registrations_place ON registrations (programme_id, place);
