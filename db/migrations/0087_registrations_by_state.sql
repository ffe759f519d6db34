-- How many wait for each part is asked at each registration: few of a session's parties, found by their state.
CREATE INDEX registrations_state ON registrations (programme_id, state);
DROP INDEX registrations_programme;
