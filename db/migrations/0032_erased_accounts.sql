-- An account whose person has left is emptied, not deleted: its number stands in the audit chain as the one who acted, and SQLite
-- would give the number of the newest row to the next person.
ALTER TABLE accounts ADD COLUMN erased_at {text};
