-- Orders in which lists of links are read, and what is asked after each answer: without them the whole table is sorted or gone
-- through each time.
CREATE INDEX link_targets_list ON link_targets (tenant_id, list_text, id);
CREATE INDEX link_targets_checked ON link_targets (tenant_id, COALESCE(checked_at, ''), id);
CREATE INDEX link_targets_answered ON link_targets (tenant_id, answered_at);
