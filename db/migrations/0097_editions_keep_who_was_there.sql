-- How many were there and who was to do what until when, as minutes were approved (docs/adr/0070): attendance and tasks go on changing.
-- present NULL: nobody had said how many. tasks: a list of JSON; '' of editions from before, which tell what holds today.
ALTER TABLE minutes_editions ADD COLUMN present {int};
ALTER TABLE minutes_editions ADD COLUMN tasks {text} NOT NULL DEFAULT '';
-- What the office writes to a remark is read by whoever gave it (docs/adr/0070). FALSE: written before, and not meant for them.
ALTER TABLE amendments ADD COLUMN word_is_told {bool} NOT NULL DEFAULT FALSE;
-- Until when links show what became of one's own remarks, once the minutes are approved; NULL while they are not.
ALTER TABLE minutes ADD COLUMN links_until {text};
