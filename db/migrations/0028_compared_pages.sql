-- Which version of the Kreis's text (record_version) the text of a municipality was last compared with: a later one waits for
-- its editors.
ALTER TABLE pages ADD COLUMN compared_version {int};
UPDATE pages SET compared_version = (SELECT g.record_version FROM pages g WHERE g.id = pages.stands_for_id)
 WHERE stands_for_id IS NOT NULL;
