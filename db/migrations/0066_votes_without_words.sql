-- A vote below a search keeps its words no longer, as those that came later: they would have stood there until they were a year old.
INSERT INTO page_answers (tenant_id, day, page, language, yes, no)
SELECT tenant_id, day, 'suche', language, SUM(yes), SUM(no) FROM page_answers WHERE page LIKE 'suche?%'
GROUP BY tenant_id, day, language
ON CONFLICT (tenant_id, day, page, language)
DO UPDATE SET yes = page_answers.yes + excluded.yes, no = page_answers.no + excluded.no;
DELETE FROM page_answers WHERE page LIKE 'suche?%';
