-- What the search reads of minutes and of tasks, folded. '' until it is reckoned: at the next change, or the next night.
ALTER TABLE minutes ADD COLUMN list_text {text} NOT NULL DEFAULT '';
ALTER TABLE tasks ADD COLUMN list_text {text} NOT NULL DEFAULT '';
