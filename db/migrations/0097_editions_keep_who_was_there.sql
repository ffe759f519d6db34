-- How many were there and who was to do what until when, as minutes were approved (docs/adr/0070): attendance and tasks go on changing.
-- present NULL: nobody had said how many. tasks: a list of JSON; '' of editions from before, which tell what holds today.
ALTER TABLE minutes_editions ADD COLUMN present {int};
ALTER TABLE minutes_editions ADD COLUMN tasks {text} NOT NULL DEFAULT '';
