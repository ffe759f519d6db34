-- Somebody who is marked on the list of those who are invited and as a participant of the session (docs/adr/0082) is counted as the
-- participant. It stands here, so that it goes with this mark and stays when the names of participants are erased.
ALTER TABLE attendances ADD COLUMN as_participant {bool} NOT NULL DEFAULT FALSE;
