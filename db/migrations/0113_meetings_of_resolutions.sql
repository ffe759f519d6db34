-- At which meeting of its panel something was resolved, where the meeting is kept here (docs/adr/0099).
ALTER TABLE resolutions ADD COLUMN meeting_id {int} REFERENCES meetings (id);
CREATE INDEX resolutions_meeting ON resolutions (meeting_id) WHERE meeting_id IS NOT NULL;
