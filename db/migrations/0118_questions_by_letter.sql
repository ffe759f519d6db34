-- A question about a report that came by the link of a letter goes back as a letter (docs/adr/0094). address_mark: a digest of the address
-- from which the report came; "" where no question can go there any more. question_letter_at: when the letter with the question was ordered;
-- NULL where there is none.
ALTER TABLE figure_reports ADD COLUMN address_mark {text} NOT NULL DEFAULT '';
ALTER TABLE figure_reports ADD COLUMN question_letter_at {text};
-- About which report a link asks; NULL: one that is due.
ALTER TABLE figure_links ADD COLUMN report_id {int} REFERENCES figure_reports (id);
CREATE INDEX figure_links_report ON figure_links (report_id) WHERE report_id IS NOT NULL;
