-- Life situations that a district has made for itself: categories with a key like "situation-own_3" (docs/adr/0052). word: what
-- addresses and files call it ("eigen-frauen"), for ever; empty for those of the program. icon: on its tile. is_archived: nobody
-- meets it any more; the offers and pages that carry it keep it. Rows are never deleted: a word is never given twice.
ALTER TABLE categories ADD COLUMN word {text} NOT NULL DEFAULT '';
ALTER TABLE categories ADD COLUMN icon {text} NOT NULL DEFAULT '';
ALTER TABLE categories ADD COLUMN is_archived {bool} NOT NULL DEFAULT FALSE;
CREATE UNIQUE INDEX categories_word ON categories (tenant_id, word) WHERE word <> '';
